"""A record that the first version of the program wrote."""

import shutil
from pathlib import Path

import pytest
from running import Scorer

STORES = Path(__file__).parent / "documents" / "stores"


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
@pytest.mark.parametrize("migrated", [False, True])
def test_a_record_of_the_first_version_reports_the_bytes_that_it_reported_then(
    form: str, migrated: bool, scorer: Scorer, own_folder: Path
) -> None:
    db = own_folder / "scorer.db"
    shutil.copy(STORES / "first.db", db)
    if migrated:
        assert scorer("record-actual", "1", "1", "--note", "含暑期专场和寒假专场").code == 0
        assert db.read_bytes() != (STORES / "first.db").read_bytes()
    for name, asked in ((f"first.{form}", ()), (f"first-3.{form}", ("--project", "3"))):
        then = (STORES / name).read_bytes().decode()
        if migrated:
            then = then.replace("含暑期专场", "含暑期专场和寒假专场")
        assert scorer("report", *asked, "--format", form, "-o", "now").code == 0
        assert (own_folder / "now").read_bytes().decode().rstrip("\n") == then.rstrip("\n")
