"""The log: who entered what, when, old and new."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_examples import HEAD, ROWS, put_sample, write_table
from running import Golden, Scorer

from scorer.cli.group import cli


def rows(scorer: Scorer, *options: str) -> list[dict[str, str]]:
    text = scorer("log", *options, "--format", "csv").stdout.removeprefix("\ufeff")
    return list(csv.DictReader(text.splitlines()))


def told(scorer: Scorer, *options: str) -> list[tuple[str, ...]]:
    return [tuple(row.values())[4:9] for row in rows(scorer, *options)]


def at(day: int, hour: int, person: str, *arguments: str) -> None:
    """The program run by that person on that day of January 2025, at that hour in UTC."""
    moment = datetime(2025, 1, day, hour, tzinfo=UTC)
    result = CliRunner().invoke(cli, [*arguments, "--user", person], obj=lambda: moment)
    assert result.exit_code == 0, result.output


@pytest.fixture
def filled(own_folder: Path) -> None:
    """Some weeks of work by three people."""
    del own_folder
    at(6, 1, "张三", "import", str(write_table()))
    at(7, 1, "李四", "record-actual", "1", "1", "27场", "--cause", "下雨")
    at(7, 16, "王五", "record-actual", "1", "1", "25场", "--final-score", "14", "--because", "=抽查核实")
    at(9, 1, "张三", "adjust", "1", "2", "--target", "≥300人", "--because", "市里来文")
    at(9, 2, "张三", "adjust", "1", "1", "--points", "30", "--because", "重点任务")
    at(10, 1, "李四", "record-actual", "1", "1", "--clear", "actual")
    at(10, 2, "李四", "record-actual", "1", "--executed", "4.98")
    write_table(rows=ROWS.replace("产出指标,数量指标,培训人数,≥350人\n", ""))
    at(11, 1, "张三", "import", "目标表.csv")


TYPED = [
    ("1.1", "培训场次", "实际完成值", "（无）", "27场"),
    ("1.1", "培训场次", "偏差原因", "（无）", "下雨"),
    ("1.1", "培训场次", "实际完成值", "27场", "25场"),
    ("1.1", "培训场次", "认定理由", "（无）", "'=抽查核实"),
    ("1.1", "培训场次", "认定得分", "（无）", "14"),
    ("1.2", "培训人数", "调整后指标值", "（无）", "≥300人"),
    ("1.2", "培训人数", "调整理由（指标值）", "（无）", "市里来文"),
    ("1.1", "培训场次", "设定分值", "（无）", "30"),
    ("1.1", "培训场次", "调整理由（分值）", "（无）", "重点任务"),
    ("1.1", "培训场次", "实际完成值", "25场", "（清除）"),
    ("1", "2024年女性就业培训项目", "全年执行数", "（无）", "4.98"),
    ("1.2", "培训人数", "表内次序", "2", "（清除）"),
]


@pytest.mark.usefixtures("filled")
def test_the_log_tells_old_and_new_of_everything_newest_last(scorer: Scorer, golden: Golden) -> None:
    assert told(scorer)[-len(TYPED) :] == TYPED
    for form in ("table", "csv", "json"):
        golden(f"command-log-{form}.txt", scorer("log", "--format", form).stdout)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "places"),
    [
        (("--limit", "2"), (10, 11)),
        (("--person", "李四"), (0, 1, 9, 10)),
        (("--since", "2025-01-08", "--until", "2025-01-09"), (2, 3, 4, 5, 6, 7, 8)),
        (("--project", "1", "--indicator", "培训场次", "--since", "2025-01-07"), (0, 1, 2, 3, 4, 7, 8, 9)),
        (("--project", "女性就业", "--indicator", "0", "--since", "2025-01-07"), (10,)),
        (("--year", "2024", "--organisation", "562301", "--since", "2025-01-10"), (9, 10, 11)),
        (("--person", "赵六"), ()),
    ],
)
def test_each_option_narrows_the_log(
    scorer: Scorer, options: tuple[str, ...], places: tuple[int, ...]
) -> None:
    assert told(scorer, *options) == [TYPED[place] for place in places]


@pytest.mark.usefixtures("filled")
def test_times_are_those_of_beijing(scorer: Scorer) -> None:
    assert {row["时间"] for row in rows(scorer, "--person", "王五")} == {"2025-01-08 00:00"}


@pytest.mark.usefixtures("filled")
def test_the_log_of_one_organisation_leaves_out_the_others(scorer: Scorer) -> None:
    other = HEAD.replace("562301天津市妇女联合会", "562202天津市妇女儿童社会服务中心")
    scorer("import", str(write_table("乙.csv", head=other)))
    found = rows(scorer, "--organisation", "562202")
    assert {(row["指标号"].partition(".")[0], row["文件"]) for row in found} == {("2", "乙.csv")}


def test_a_log_without_entries_says_so(scorer: Scorer) -> None:
    put_sample(reported=False)
    assert scorer("log", "--person", "赵六").stdout == "没有符合条件的记录。\n"
    assert json.loads(scorer("log", "--person", "赵六", "--format", "json").stdout) == {
        "schema": 1,
        "log": [],
    }
    assert scorer("log", "--project", "9").code == 1


def test_the_log_goes_into_a_file(scorer: Scorer) -> None:
    scorer("import", str(write_table()))
    assert scorer("log", "-o", "日志.txt").stdout == ""
    assert Path("日志.txt").read_text(encoding="utf-8") == scorer("log").stdout
