"""What papers cost, in seconds and memory, against the plain libraries: python benchmarks/papers.py [FIGURE...].

Each measurement runs in a process of its own, since the peak of memory never goes down.
"""

import gc
import importlib
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from scorer.model.project import Project
    from scorer.report import YearReport
    from scorer.scoring.rules import RuleSet

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "targets-2024.docx"
MAIN_PART = "word/document.xml"
TABLES = 200
FORMS, LINES, SHEETS = 1_000, 20, 2_000
# As the command line does.
OBJECTS_BEFORE_A_COLLECTION = 200_000
ROUNDS = 5
MEASURED_ONCE = {
    "forms_openpyxl",
    "sheets_written",
    "sheets_read",
    "sheets_openpyxl",
}  # half a minute and more

# A measurement reads a file and returns how much it saw; its imports come before the clock starts.
Measurement = Callable[[Path], int]


def word_read(path: Path) -> int:
    """Rows with places, as scorer reads them."""
    read_word = importlib.import_module("scorer.reading.word").read_word
    return sum(len(row.cells) for row in read_word(path.name, path.read_bytes()))


def word_imported(path: Path) -> int:
    """The same and everything behind it: projects, targets, budgets."""
    paper = importlib.import_module("scorer.reading.paper").paper
    read_targets = importlib.import_module("scorer.reading.targets").read_targets
    return len(read_targets(paper(path.name, path.read_bytes()), None).projects)


def word_bare_xml(path: Path) -> int:
    """The main part unpacked and parsed by lxml, and nothing done with it."""
    etree = importlib.import_module("lxml.etree")
    with ZipFile(path) as archive, archive.open(MAIN_PART) as part:
        return len(etree.parse(part).getroot())


def word_python_docx(path: Path) -> int:
    """Loaded by python-docx, and the text of every cell of every row asked for once."""
    docx = importlib.import_module("docx")
    rows = (row for table in docx.Document(str(path)).tables for row in table.rows)
    return sum(len(cell.text) for row in rows for cell in row.cells)


def forms_written(path: Path) -> int:
    """Official forms of 20 lines, a .docx for each of 1,000 projects."""
    papers = importlib.import_module("scorer.workflow.papers_out")
    kinds = importlib.import_module("scorer.report.forms.kinds")
    documents = papers.documents(year(), papers.Wanted("docx", (kinds.PaperKind.FORM,)))
    return sum((path / made.name).write_bytes(made.content) for made in documents)


def forms_in_one(path: Path) -> int:
    """The same forms in one document."""
    papers = importlib.import_module("scorer.workflow.papers_out")
    kinds = importlib.import_module("scorer.report.forms.kinds")
    return (path / "all.bin").write_bytes(
        papers.one_document(year(), papers.Wanted("docx", (kinds.PaperKind.FORM,)))
    )


def forms_python_docx(path: Path) -> int:
    """The files loaded by python-docx, nothing asked of them."""
    docx = importlib.import_module("docx")
    return sum(len(docx.Document(str(each)).tables) for each in path.glob("*.docx"))


def forms_in_excel(path: Path) -> int:
    """The same forms and the summary as one workbook."""
    papers = importlib.import_module("scorer.workflow.papers_out")
    kinds = importlib.import_module("scorer.report.forms.kinds")
    wanted = papers.Wanted("xlsx", (kinds.PaperKind.SUMMARY, kinds.PaperKind.FORM))
    return (path / "all.xlsx").write_bytes(papers.one_document(year(), wanted))


def forms_openpyxl(path: Path) -> int:
    """The workbook loaded by openpyxl, nothing asked of it."""
    openpyxl = importlib.import_module("openpyxl")
    return len(openpyxl.load_workbook(path / "all.xlsx").sheetnames)


def sheets_written(path: Path) -> int:
    """A fill-in workbook, a sheet for each of 2,000 projects of 20 lines."""
    law = importlib.import_module("scorer.scoring.assessment")
    sheet = importlib.import_module("scorer.report.sheet.workbook")
    in_force = rules_in_force()
    order = sheet.SheetOrder("ab" * 16, 2024, "2025-01-10T01:30:00.000000Z", "benchmark")
    made = sheet.render_sheet(order, (law.assess(each, in_force) for each in projects(SHEETS)))
    return path.write_bytes(made.content)


def sheets_read(path: Path) -> int:
    """Its rows read back by scorer, each with what was given out."""
    paper = importlib.import_module("scorer.reading.paper").paper
    read = importlib.import_module("scorer.reading.actual_tables").read_actual_tables
    return len(read(paper(path.name, path.read_bytes())).rows)


def sheets_openpyxl(path: Path) -> int:
    """It loaded by openpyxl, nothing asked of it."""
    return len(importlib.import_module("openpyxl").load_workbook(path).sheetnames)


@cache
def year() -> "YearReport":
    """The projects that the forms are about: every fourth line loses points and is explained."""
    law = importlib.import_module("scorer.scoring.assessment")
    report = importlib.import_module("scorer.report").YearReport
    in_force = rules_in_force()
    assessments = tuple(law.assess(each, in_force) for each in projects(FORMS))
    made: YearReport = report(2024, None, in_force, assessments)
    return made


def rules_in_force() -> "RuleSet":
    rules = importlib.import_module("scorer.workflow.rule_books").find_rules(None).rules
    in_force: RuleSet = rules.in_force(2024, rules.default)
    return in_force


def projects(count: int) -> "Iterator[Project]":
    model = importlib.import_module("scorer.model.project")
    keys = importlib.import_module("scorer.model.entry")
    parse_target = importlib.import_module("scorer.notation.targets").parse_target
    parse_actual = importlib.import_module("scorer.notation.actuals").parse_actual

    def said(value: object, text: str) -> object:
        return model.Recorded(value, text, 1, "2024-12-31T00:00:00.000000Z", "benchmark")

    unit, money = keys.Organisation("562301", "某单位"), said(Decimal("5.00"), "5.00")
    reason = said("受训单位两次临时调整", "受训单位两次临时调整")
    lines = tuple(
        model.Indicator(
            number,
            keys.LineKey(
                "产出指标" if number < 12 else "效益指标", f"第{number // 4}类指标", f"第{number}项活动场次"
            ),
            "",
            said(parse_target("≥26场"), "≥26场"),
            actual=said(parse_actual(f"{26 - (number % 4 == 0)}场"), f"{26 - (number % 4 == 0)}场"),
            cause=None if number % 4 else reason,
            remedy=None if number % 4 else reason,
        )
        for number in range(1, LINES + 1)
    )
    for number in range(1, count + 1):
        yield model.Project(
            number,
            2024,
            unit,
            f"2024年第{number}号项目",
            None,
            None,
            model.Budget(money, money, money),
            lines,
        )


def many_tables(folder: Path) -> Path:
    """A Word file of 200 tables: the sample's, again and again under other names."""
    path = folder / "many.docx"
    with ZipFile(SAMPLE) as sample, ZipFile(path, "w", ZIP_DEFLATED) as many:
        for name in sample.namelist():
            content = sample.read(name).decode()
            many.writestr(name, repeated(content) if name == MAIN_PART else content)
    return path


def repeated(content: str) -> str:
    begin, end = content.index("<w:body>") + len("<w:body>"), content.rindex("<w:p/><w:sectPr>")
    projects = re.findall(r"<w:p>.*?</w:tbl>", content[begin:end], re.DOTALL)
    assert projects
    tables = "".join(
        projects[turn % len(projects)]
        .replace("项目名称</w:t>", "项目名称</w:t>", 1)
        .replace("2024年", f"2024年{turn}号", 2)
        for turn in range(TABLES)
    )
    return content[:begin] + tables + content[end:]


def word(folder: Path) -> None:
    """A .docx of 200 tables."""
    path = many_tables(folder)
    with ZipFile(path) as archive:
        size = archive.getinfo(MAIN_PART).file_size
    print(f".docx of {TABLES} tables, {size / 1e6:.1f} MB of XML")
    compare(path, word_bare_xml, [word_read, word_imported, word_python_docx])


def forms(folder: Path) -> None:
    """Official forms written, and loaded again."""
    print(f"{FORMS:,} official forms of {LINES} lines")
    compare(folder, forms_written, [forms_python_docx, forms_in_one, forms_in_excel, forms_openpyxl])


def sheets(folder: Path) -> None:
    """The fill-in workbook written and read back."""
    print(f"Fill-in workbook of {SHEETS:,} projects of {LINES} lines")
    compare(folder / "sheets.xlsx", sheets_written, [sheets_read, sheets_openpyxl])


FIGURES: dict[str, Callable[[Path], None]] = {"word": word, "forms": forms, "sheets": sheets}


def compare(path: Path, base: Measurement, others: list[Measurement]) -> None:
    """Prints seconds, the multiple of the base, and memory beyond the imports, of each measurement."""
    first = 0.0
    for measurement in (base, *others):
        seconds, megabytes = measured(measurement, path)
        first = first or seconds
        purpose = (measurement.__doc__ or "").rstrip(".")
        print(f"  {seconds:.3f} s, {seconds / first:.2f} x, {megabytes:.0f} MB: {purpose}")


def measured(measurement: Measurement, path: Path) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--one", measurement.__name__, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def measure(name: str, path: Path) -> None:
    """Prints the fastest of several runs in processor seconds, and the growth of the peak in MB in the first."""
    gc.set_threshold(OBJECTS_BEFORE_A_COLLECTION)
    measurement: Measurement = globals()[name]
    importlib.import_module("docx" if "python_docx" in name else "scorer.reading.word")
    importlib.import_module("scorer.reading.targets")
    before = peak()
    times = []
    grown = 0.0
    for turn in range(1 if name in MEASURED_ONCE else ROUNDS):
        begin = time.process_time()
        assert measurement(path)
        times.append(time.process_time() - begin)
        grown = grown if turn else peak() - before
    print(min(times), grown)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        name, path = islice(sys.argv, 2, None)
        measure(name, Path(path))
        return
    with tempfile.TemporaryDirectory() as folder:
        for figure in sys.argv[1:] or FIGURES:
            FIGURES[figure](Path(folder))


if __name__ == "__main__":
    main()
