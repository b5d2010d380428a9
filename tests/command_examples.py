"""The sample, a record of it made once, and a small table of targets for tests of the commands."""

import functools
import sqlite3
import tempfile
from pathlib import Path

from click.testing import CliRunner
from running import NOW

from scorer.cli.group import cli

ROOT = Path(__file__).parent.parent
TARGETS = ROOT / "data" / "targets-2024.txt"
ACTUALS = ROOT / "data" / "actuals-2024.csv"
DB = Path("scorer.db")

HEAD = """2024年女性就业培训项目绩效目标表
562301天津市妇女联合会
单位：万元
项目名称,2024年女性就业培训项目
预算数,5.00
一级指标,二级指标,三级指标,指标值
"""
ROWS = """产出指标,数量指标,培训场次,≥26场
产出指标,数量指标,培训人数,≥350人
满意度指标,服务对象满意度指标,学员满意度,≥95%
"""


def write_table(name: str = "目标表.csv", head: str = HEAD, rows: str = ROWS) -> Path:
    """A table of targets in the current folder."""
    path = Path(name)
    path.write_text(head + rows, encoding="utf-8")
    return path


@functools.cache
def _record(*, reported: bool, whole: bool) -> bytes:
    """The record of the sample, with its actuals or without, and the one reason that they leave out."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "scorer.db"
        commands = [["import", str(TARGETS)], ["record-actual", "--from", str(ACTUALS)]]
        commands.append(
            ["record-actual", "4", "5", "--cause", "场馆检修12天", "--remedy", "提前一季度订场馆"]
        )
        for command in commands[: 1 + reported + whole]:
            result = CliRunner().invoke(cli, [*command, "--db", str(db)], obj=lambda: NOW)
            assert result.exit_code == 0, result.output
        return db.read_bytes()


def put_sample(*, reported: bool, whole: bool = False) -> None:
    """Put a record of the sample into the current folder; the `whole` one has no error (E) left."""
    DB.write_bytes(_record(reported=reported, whole=whole))


def entries() -> list[tuple[object, ...]]:
    """What the record holds: every entry in its order."""
    with sqlite3.connect(DB) as connection:
        rows = connection.execute("SELECT line, field, part, text, reading FROM entry ORDER BY id").fetchall()
    connection.close()
    return rows
