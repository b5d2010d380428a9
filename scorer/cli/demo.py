"""scorer demo: the whole flow on the sample."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from scorer.cli.command import Command
from scorer.cli.face import Face, takes_face
from scorer.cli.output import write_output
from scorer.cli.problems import print_problems
from scorer.report import FORMATS, YearReport
from scorer.store import open_store
from scorer.workflow.assessing import assess_year
from scorer.workflow.desk import Desk
from scorer.workflow.files import shipped
from scorer.workflow.importing import import_document
from scorer.workflow.recording_file import record_file
from scorer.workflow.rule_books import find_rules

_TARGETS = "data/targets-2024.txt"
_ACTUALS = "data/actuals-2024.csv"


@click.command(cls=Command)
@takes_face(without=("db", "year", "organisation"))
def demo(face: Face) -> None:
    """用自带的示例演示全过程：导入七个项目的绩效目标表，填报示例数据，给出自评结果。

    用的是临时记录库，不动你自己的记录。
    """
    book = find_rules(face.rules_file)
    with TemporaryDirectory() as folder, open_store(Path(folder) / "scorer.db", create=True) as store:
        desk = Desk(store, book, face.stamp(), face.today())
        imported = import_document(desk, shipped(_TARGETS))
        count = sum(len(found.entries.lines) for found in imported.projects)
        _told(f"scorer import {_TARGETS}", f"{len(imported.projects)}个项目、{count}个指标")
        recording = record_file(desk, shipped(_ACTUALS))
        _told(f"scorer record-actual --from {_ACTUALS}", f"记入{recording.wrote}项（示例数据）")
        print_problems(recording.problems)
        view = assess_year(desk, None)
        content = YearReport(view.year, None, view.rules, tuple(view.assessments), view.remarks)
        _told(f"scorer report --year {view.year}", "")
        write_output(FORMATS["table"](content), "table", None)


def _told(command: str, result: str) -> None:
    click.echo(f"$ {command}")
    if result:
        click.echo(f"  {result}")
