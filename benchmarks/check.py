"""What the checks cost over a year: python benchmarks/check.py [PROJECTS...].

Every size is measured in a process of its own, since the peak of memory never goes down. The tables are
varied from the sample's kinds of lines, each project with goals, a purpose and actuals of its own: once with
names that no other project has, once with the names of 40 projects again and again, as the units of one place
write them. What a text says is reckoned once, so that names that come again cost less.
"""

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

from scorer.model.entry import Stamp
from scorer.store import open_store
from scorer.workflow.assessing import assess_year
from scorer.workflow.auditing import Wanted, audit_year
from scorer.workflow.desk import Desk
from scorer.workflow.importing import import_document
from scorer.workflow.recording_file import record_files
from scorer.workflow.rule_books import find_rules

OBJECTS_BEFORE_A_COLLECTION = 200_000
ROOT = Path(__file__).resolve().parent.parent
SIZES = (2_000, 20_000)
RECURRING = 40
STAMP = Stamp(datetime.now(UTC).isoformat(), "benchmark", "benchmark", "benchmark")
# dimension, category, name, target, actual; {n} is the project's number
ROWS = (
    ("产出指标", "数量指标", "第{n}期公益活动场次", "≥26场", "28场"),
    ("产出指标", "数量指标", "第{n}期受益人数", "≥3150人", "3200人"),
    ("产出指标", "数量指标", "第{n}期培训人数", "≥350人", "340人"),
    ("产出指标", "数量指标", "第{n}期参观学习会议", "4场", "4场"),
    ("产出指标", "数量指标", "第{n}期课程期数", "≥100期", "104期"),
    ("产出指标", "数量指标", "第{n}期信访接待人次", "≥1000人次", "1010人次"),
    ("产出指标", "质量指标", "第{n}期事故率", "≤5%", "0%"),
    ("产出指标", "质量指标", "第{n}期培训内容覆盖率", "≥95%", "97%"),
    ("产出指标", "质量指标", "第{n}期会议圆满完成率", "≥95百分比", "96%"),
    ("产出指标", "时效指标", "第{n}期活动完成时间", "≤10月底", "11月12日"),
    ("产出指标", "时效指标", "第{n}期工作完成时限", "≤12月", "11月1日"),
    ("产出指标", "时效指标", "第{n}期评估报告按时完成率", "完成", "完成"),
    ("产出指标", "成本指标", "第{n}期活动费", "≤3.84万元", "3.95万元"),
    ("产出指标", "成本指标", "第{n}期会议费标准", "≤550元/人", "540元/人"),
    ("效益指标", "社会效益指标", "第{n}期微信公众号报道", "≥50篇", "62篇"),
    ("效益指标", "社会效益指标", "第{n}期家政工作社会影响力", "极大提升", "明显提升"),
    ("效益指标", "社会效益指标", "第{n}期搭建平台情况", "广泛动员", "广泛动员"),
    ("效益指标", "可持续影响指标", "第{n}期连续开展年数", "≥6年", "6年"),
    ("满意度指标", "服务对象满意度指标", "第{n}期参训人员满意度", "≥90%", "94%"),
    ("满意度指标", "服务对象满意度指标", "第{n}期参会代表满意度", "≥95%", "100%"),
)


def targets(projects: int, names: int) -> Iterator[str]:
    """A text of target tables, tab-separated as they come out of Word, with so many different names."""
    for number in range(1, projects + 1):
        n = number % names
        yield f"2024年第{number}号服务项目绩效目标表\n{562000 + number % 40}天津市第{number % 40}妇女儿童服务中心\n单位：万元\n\n"
        yield f"项目名称\t2024年第{number}号服务项目\n预算规模及资金用途\t预算数\t12.00\n"
        yield f"\t保障第{n}期公益活动开展、支付第{n}处住房租赁费、购置第{n}套办公设备。\n"
        yield f"绩效目标\t1.开展第{n}期公益活动不少于26场、受益人数不少于3050人。2.举办第{n}期培训，培训350人以上。\n"
        yield "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\n"
        for dimension, category, name, target, _ in ROWS:
            named = name.format(n=n)
            yield f"{dimension}\t{category}\t{named}\t{named}\t{target}\n"


def actuals(projects: int) -> Iterator[str]:
    """The file of actuals: a cause and a remedy on every third line."""
    yield "年度,项目号,指标号,实际完成值,全年执行数,偏差原因,改进措施\n"
    for n in range(1, projects + 1):
        yield f"2024,{n},0,,11.5,,\n"
        for line, row in enumerate(ROWS, 1):
            reason = f"第{n}期活动推迟{line}天,次年提前{line}天签订协议" if line % 3 == 0 else ","
            yield f"2024,{n},{line},{row[4]},,{reason}\n"


def measure(folder: Path, *, checked: bool) -> None:
    """Print processor seconds of loading and assessing a year, or of checking it too; findings, peak in MB."""
    gc.set_threshold(OBJECTS_BEFORE_A_COLLECTION)
    with open_store(folder / "scorer.db", create=False) as store:
        desk = Desk(store, find_rules(ROOT / "scoring_rules.toml"), STAMP, date(2025, 1, 10))
        started = time.process_time()
        if checked:
            found = len(audit_year(desk, Wanted()).found)
        else:
            found = 0
            for _ in assess_year(desk, None).assessments:
                pass
        seconds = time.process_time() - started
    print(seconds, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def fill(folder: Path) -> None:
    """Import the tables and the actuals: in a process of its own, whose memory does not count."""
    with open_store(folder / "scorer.db", create=True) as store:
        desk = Desk(store, find_rules(ROOT / "scoring_rules.toml"), STAMP, date(2025, 1, 10))
        import_document(desk, folder / "targets.txt")
        record_files(desk, (folder / "actuals.csv",))


def run(*arguments: str) -> list[str]:
    """What a run of this file in a process of its own prints."""
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def report(projects: int, names: int) -> None:
    """Print a line of figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "targets.txt").write_text("".join(targets(projects, names)), encoding="utf-8")
        (folder / "actuals.csv").write_text("".join(actuals(projects)), encoding="utf-8")
        run("--fill", name)
        assessed = float(run("--assess", name)[0])
        together, found, peak = run("--check", name)
    checks = float(together) - assessed
    print(
        f"{projects:8}  {min(names, projects):5}  {assessed:14.2f}  {checks:8.2f}"
        f"  {float(together):10.2f}  {found:>8}  {float(peak):7.0f}",
        flush=True,
    )


def main() -> None:
    match sys.argv[1:]:
        case ["--fill", folder]:
            fill(Path(folder))
        case ["--assess" | "--check" as what, folder]:
            measure(Path(folder), checked=what == "--check")
        case sizes:
            print("projects  names  load, assess s  checks s  together s  findings  peak MB")
            wanted = [int(size) for size in sizes] or SIZES
            for projects, names in product(wanted, (max(wanted) + 1, RECURRING)):
                report(projects, names)


if __name__ == "__main__":
    main()
