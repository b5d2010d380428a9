"""How long a command takes to start, against the bare imports: python benchmarks/start.py [ROUNDS]."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCORER = [sys.executable, "-m", "scorer"]
CLICK = [sys.executable, "-c", "import click"]
LIBRARIES = [sys.executable, "-c", "import click, sqlite_utils, tabulate"]


def seconds(command: list[str], folder: Path, rounds: int) -> float:
    """The fastest of so many runs: noise only ever adds."""
    return min(once(command, folder) for _ in range(rounds))


def once(command: list[str], folder: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(
            [*SCORER, "import", str(ROOT / "data/targets-2024.txt")],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        actuals = str(ROOT / "data/actuals-2024.csv")
        subprocess.run(
            [*SCORER, "record-actual", "--from", actuals], cwd=folder, check=True, capture_output=True
        )
        click = seconds(CLICK, folder, rounds)
        libraries = seconds(LIBRARIES, folder, rounds)
        for arguments, base in ((["--help"], click), (["report", "--year", "2024"], libraries)):
            took = seconds([*SCORER, *arguments], folder, rounds)
            print(
                f"scorer {' '.join(arguments)}: {took * 1000:.0f} ms, {took / base:.2f} x the bare imports ({base * 1000:.0f} ms)"
            )


if __name__ == "__main__":
    main()
