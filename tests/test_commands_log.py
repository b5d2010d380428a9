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


@pytest.fixture
def frozen(own_folder: Path) -> None:
    """A result frozen whole, then another project, then one project frozen by other rules."""
    del own_folder
    put_sample(reported=True, whole=True)
    at(11, 1, "李四", "rules", "freeze", "--because", "报送财政局")
    at(12, 1, "张三", "import", str(write_table(head=HEAD.replace("562301", "562302"))))
    at(12, 1, "张三", "record-actual", "2", "1", "2个", "--note", "已核实")
    at(13, 1, "王五", "rules", "freeze", "--project", "2", "--rules", "hubei")


WHOLE = ("", "全部项目", "冻结结果", "（无）", "2024-1：7个项目，评分办法tianjin-2024，报送财政局")
ONE = ("2", "2024年妇联网站、内网系统运行维护项目", "冻结结果", "（无）", "2024-2：1个项目，评分办法hubei")


@pytest.mark.usefixtures("frozen")
def test_what_was_frozen_stands_in_the_log_where_it_happened(scorer: Scorer) -> None:
    commands = [row["命令"] for row in rows(scorer, "--since", "2025-01-11")]
    assert (commands[0], commands[1], *commands[-2:]) == (
        "rules freeze",
        "import",
        "record-actual",
        "rules freeze",
    )
    assert [told(scorer, "--since", "2025-01-11")[place] for place in (0, -1)] == [WHOLE, ONE]
    assert "2024              全部项目" in scorer("log", "--since", "2025-01-11").stdout
    log = json.loads(scorer("log", "--since", "2025-01-11", "--format", "json").stdout)["log"]
    assert log[0] == {
        "at": "2025-01-11T01:00:00.000000Z",
        "person": "李四",
        "command": "rules freeze",
        "program": log[1]["program"],
        "year": 2024,
        "project": None,
        "line": None,
        "field": "冻结结果",
        "old": None,
        "new": WHOLE[-1],
        "document": None,
    }
    assert log[-1]["project"] == {"number": 2, "name": ONE[1]}


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--limit", "1"), [ONE]),
        (("--person", "李四"), [WHOLE]),
        (("--person", "王五"), [ONE]),
        (("--until", "2025-01-11"), [WHOLE]),
        (("--since", "2025-01-13"), [ONE]),
        (("--project", "2"), [WHOLE, ONE]),
        (("--project", "3"), [WHOLE]),
        (("--project", "8"), []),
        (("--project", "2", "--indicator", "0"), [WHOLE, ONE]),
        (("--project", "2", "--indicator", "1"), []),
        (("--organisation", "562302"), []),
        (("--organisation", "562301", "--year", "2024"), [WHOLE, ONE]),
    ],
)
def test_each_option_narrows_what_was_frozen_too(
    scorer: Scorer, options: tuple[str, ...], shown: list[tuple[str, ...]]
) -> None:
    assert [row for row in told(scorer, *options) if row[2] == "冻结结果"] == shown


@pytest.mark.usefixtures("frozen")
def test_what_was_frozen_of_another_year_is_left_out(scorer: Scorer) -> None:
    other = HEAD.replace("2024年", "2025年")
    scorer("import", str(write_table("下年.csv", head=other)))
    assert all(row[2] != "冻结结果" for row in told(scorer, "--year", "2025"))


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
