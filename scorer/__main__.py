"""The program's entrance: `scorer` and `python -m scorer`."""

from scorer.cli.group import cli


def main() -> None:
    """Run the command line and leave with its exit code."""
    cli.main(prog_name="scorer")


if __name__ == "__main__":
    main()
