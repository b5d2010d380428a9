"""scorer report --frozen: a frozen result as it was printed, and on stderr what is otherwise by now."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from scorer.cli.desk import desk_of
from scorer.cli.face import Face
from scorer.cli.output import write_output
from scorer.cli.problems import print_problems
from scorer.cli.year import write_report
from scorer.model.frozen import Frozen
from scorer.model.problem import Refused
from scorer.report import FORMATS
from scorer.report.cells import beijing_time, one_line
from scorer.report.frozen_changes import changes
from scorer.store import open_store
from scorer.workflow.freezing import as_of_now, find_frozen, rendered_anew

if TYPE_CHECKING:
    from scorer.workflow.papers_out import Wanted


def print_frozen(face: Face, wanted: str, format_: str, papers: "Wanted | None", output: str | None) -> None:
    """Print what was kept, or for another format what is made from it; then what has changed since."""
    with open_store(face.db, create=False) as store:
        kept = find_frozen(store, wanted)
        _expect_its_year(face, kept.frozen)
        texts = {"json": kept.texts.json, "table": kept.texts.table}
        if format_ in texts:
            write_output(texts[format_].decode(), format_, None if output is None else Path(output))
        else:
            write_report(rendered_anew(store, kept, format_), format_, papers, output)
    _tell_origin(kept.frozen)
    try:
        with desk_of(face) as desk:
            present = FORMATS["json"](as_of_now(desk, kept))
    except Refused as refused:
        # what was kept does not depend on the rules of today
        print_problems(refused.problems)
        click.echo("因此不能与现在的结果比较。", err=True)
    else:
        _tell_changes(changes(kept.texts.json.decode(), present))


def _expect_its_year(face: Face, frozen: Frozen) -> None:
    """A usage error where another year was typed; one of the environment is for what names no year itself."""
    context, year = click.get_current_context(), frozen.scope.year
    typed = (each.get_parameter_source("year") for each in (context, context.find_root()))
    if face.year not in (None, year) and ParameterSource.COMMANDLINE in typed:
        raise click.UsageError(
            f"冻结结果{frozen.id}是{year}年度的，不能与 --year {face.year} 同用：请不写 --year，或换一个编号"
        )


def _tell_origin(frozen: Frozen) -> None:
    stamp = frozen.stamp
    when = f"{beijing_time(stamp.at)}（北京时间）由{stamp.author}冻结"
    because = f"，{one_line(frozen.because)}" if frozen.because else ""
    click.echo(f"冻结结果{frozen.id}：{when}，{stamp.program}，评分办法{frozen.rules}{because}。", err=True)


def _tell_changes(changed: tuple[str, ...]) -> None:
    if not changed:
        click.echo("与现在的结果一致。", err=True)
        return
    click.echo("与现在的结果不同（冻结时→现在）：", err=True)
    for sentence in changed:
        click.echo(f"  {sentence}", err=True)
