"""The program's entrance: `scorer` and `python -m scorer`."""

import gc

_OBJECTS_BEFORE_A_COLLECTION = 200_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    # What is imported is no garbage: looking for some in it, also at the end, took a seventh of a report.
    gc.set_threshold(_OBJECTS_BEFORE_A_COLLECTION)
    try:
        from scorer.cli.group import cli  # noqa: PLC0415  under the threshold above

        cli.main(prog_name="scorer")
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
