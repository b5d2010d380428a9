"""Make the Word templates of the official papers: scorer/report/forms/templates/*.docx.

    python tools/make_templates.py

The same bytes every time. A template is plain WordprocessingML, so that Word, WPS and LibreOffice open it and
an officer may restyle a copy; what it says between {{ }} and {% %} is filled in by scorer.report.forms.
"""

import sys
from pathlib import Path

from template_parts import Cell, Page, control, package, paragraph, row, table, tabs

FOLDER = Path(__file__).resolve().parent.parent / "scorer" / "report" / "forms" / "templates"


def form(*, draft: bool = False) -> str:
    """The national self-evaluation form with its nine columns of indicators; a draft has one more, of doubts."""
    return "".join(
        (
            paragraph("{{ 标题 }}", "PaperTitle"),
            paragraph("（{{ 年度 }}年度）", "PaperYear"),
            table([*_who(), *_money(), *_goals()], _HEAD_GRID),
            paragraph(style="Seam"),
            table(_indicators(draft=draft), _DRAFT_GRID if draft else _LINE_GRID),
            *_notes(),
            *(_doubts() if draft else ()),
            paragraph("填报人：\t负责人：\t联系电话：", "Signature", tabs(55, 105)),
            paragraph("单位（盖章）：\t填报日期：　　　年　　月　　日", "Signature", tabs(105)),
        )
    )


def summary() -> str:
    """The department's summary: a row a project, the totals, both averages."""
    headings = "序号 项目名称 年初预算数 全年预算数 全年执行数 执行率 自评得分 等级 备注".split()
    names = "序号 项目名称 年初预算数 全年预算数 全年执行数 执行率 自评得分 等级 备注".split()
    left = {"项目名称", "备注"}
    sums = ("年初预算合计", "全年预算合计", "全年执行合计", "合计执行率")
    return "".join(
        (
            paragraph("{{ 标题 }}", "PaperTitle"),
            paragraph("（{{ 年度 }}年度）", "PaperYear"),
            paragraph("填报单位（盖章）：{{ 单位 }}\t金额单位：万元", "Signature", tabs(215)),
            table(
                [
                    row([Cell(name, "TableHead") for name in headings], _SUMMARY_GRID, header=True),
                    control("{%tr for 行 in 项目 %}", _SUMMARY_GRID),
                    row(
                        [
                            Cell(f"{{{{ 行.{name} }}}}", "TableText" if name in left else "TableCell")
                            for name in names
                        ],
                        _SUMMARY_GRID,
                    ),
                    control("{%tr endfor %}", _SUMMARY_GRID),
                    row(
                        [
                            Cell("合计", "TableHead", 2),
                            *(Cell(f"{{{{ {name} }}}}") for name in sums),
                            *(Cell(""), Cell(""), Cell("")),
                        ],
                        _SUMMARY_GRID,
                    ),
                    *(
                        row(
                            [Cell(label, "TableHead", 6), Cell(f"{{{{ {name} }}}}"), Cell(""), Cell("")],
                            _SUMMARY_GRID,
                        )
                        for label, name in (
                            ("平均得分", "平均得分"),
                            ("按全年预算数加权平均得分", "加权平均得分"),
                        )
                    ),
                ],
                _SUMMARY_GRID,
            ),
            *_notes(),
            paragraph(
                "填报人：\t负责人：\t联系电话：\t填报日期：　　　年　　月　　日",
                "Signature",
                tabs(60, 116, 180),
            ),
        )
    )


def narrative() -> str:
    """The report in words: a loop over headings and paragraphs, each in its style."""
    styles = ((1, "Level1"), (2, "Level2"), (3, "Level3"))
    parts = [paragraph("{%p for 段 in 正文 %}")]
    for level, style in styles:
        parts.append(paragraph(f"{{%p {'if' if level == 1 else 'elif'} 段.级别 == {level} %}}"))
        parts.append(paragraph("{{ 段.文字 }}", style))
    parts += [
        paragraph("{%p else %}"),
        paragraph("{{ 段.文字 }}", "BodyText"),
        paragraph("{%p endif %}"),
        paragraph("{%p endfor %}"),
    ]
    return "".join(
        (
            paragraph("{{ 标题 }}", "ReportTitle"),
            *parts,
            paragraph(style="BodyText"),
            paragraph("单位（盖章）：{{ 单位 }}", "Closing"),
            paragraph("　　　　年　　月　　日", "Closing"),
        )
    )


def evidence() -> str:
    """The index of evidence: a row a piece."""
    headings = ("序号", "指标", "佐证材料", "大小", "SHA-256（前12位）", "登记人", "登记时间", "所属项目")
    texts = (
        *("{{ 行.序号 }}", "{{ 行.指标号 }} {{ 行.指标 }}", "{{ 行.名称 }}", "{{ 行.大小 }}"),
        *("{{ 行.校验码 }}", "{{ 行.登记人 }}", "{{ 行.登记时间 }}", "{{ 行.项目 }}"),
    )
    left = {"指标", "佐证材料", "所属项目"}
    cells = [
        Cell(text, "TableText" if heading in left else "TableCell")
        for heading, text in zip(headings, texts, strict=True)
    ]
    return "".join(
        (
            paragraph("{{ 标题 }}", "PaperTitle"),
            paragraph("（{{ 年度 }}年度）", "PaperYear"),
            paragraph("单位：{{ 单位 }}", "Signature"),
            table(
                [
                    row([Cell(name, "TableHead") for name in headings], _EVIDENCE_GRID, header=True),
                    control("{%tr for 行 in 佐证 %}", _EVIDENCE_GRID),
                    row(cells, _EVIDENCE_GRID),
                    control("{%tr endfor %}", _EVIDENCE_GRID),
                ],
                _EVIDENCE_GRID,
            ),
        )
    )


# Tenths of millimetres; 100.00% and 100.00 stay on one line even in a wide font.
_HEAD_GRID = [240, 320, 240, 240, 240, 140, 180, 140]
_LINE_GRID = [90, 150, 160, 310, 200, 200, 135, 135, 360]
_DRAFT_GRID = [80, 120, 130, 220, 165, 160, 140, 140, 265, 320]
_SUMMARY_GRID = [110, 800, 250, 250, 250, 210, 210, 170, 320]
_EVIDENCE_GRID = [100, 430, 700, 160, 290, 180, 300, 410]


def _who() -> list[str]:
    return [
        row([Cell("项目名称", "TableHead"), Cell("{{ 项目名称 }}", "TableText", 7)], _HEAD_GRID),
        row(
            [
                *(Cell("主管部门", "TableHead"), Cell("{{ 主管部门 }}", "TableText", 2)),
                *(Cell("实施单位", "TableHead"), Cell("{{ 实施单位 }}", "TableText", 4)),
            ],
            _HEAD_GRID,
        ),
    ]


def _money() -> list[str]:
    headings = ("", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    names = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    follows = Cell("", "TableHead", merge="continue")
    filled = [Cell(f"{{{{ 行.{name} }}}}") for name in names]
    return [
        row(
            [
                Cell("项目资金\n（万元）", "TableHead", merge="restart"),
                *(Cell(heading, "TableHead") for heading in headings),
            ],
            _HEAD_GRID,
        ),
        control("{%tr for 行 in 资金 %}", _HEAD_GRID),
        row([follows, Cell("{{ 行.名称 }}", "TableText"), *filled], _HEAD_GRID),
        control("{%tr endfor %}", _HEAD_GRID),
    ]


def _goals() -> list[str]:
    return [
        row(
            [
                Cell("年度总体目标", "TableHead", merge="restart"),
                Cell("预期目标", "TableHead", 3),
                Cell("实际完成情况", "TableHead", 4),
            ],
            _HEAD_GRID,
        ),
        row(
            [
                Cell("", "TableHead", merge="continue"),
                Cell("{{ 预期目标 }}", "TableText", 3),
                Cell("{{ 实际完成情况 }}", "TableText", 4),
            ],
            _HEAD_GRID,
            whole=False,
        ),
    ]


def _indicators(*, draft: bool) -> list[str]:
    headings = (
        *("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        "偏差原因分析\n及改进措施",
        *(("审核疑点",) if draft else ()),
    )
    text = (
        *("三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施"),
        *(("疑点",) if draft else ()),
    )
    left = {"三级指标", "偏差原因及改进措施", "疑点"}
    grid = _DRAFT_GRID if draft else _LINE_GRID
    return [
        row([Cell(heading, "TableHead") for heading in headings], grid, header=True),
        control("{%tr for 行 in 指标 %}", grid),
        row(
            [
                Cell("{%merge 行.首行 %}{{ '绩效指标' if 行.首行 }}", "TableHead"),
                Cell("{%merge 行.一级开始 %}{{ 行.一级指标 if 行.一级开始 }}"),
                Cell("{%merge 行.二级开始 %}{{ 行.二级指标 if 行.二级开始 }}"),
                *(
                    Cell(f"{{{{ 行.{name} }}}}", "TableText" if name in left else "TableCell")
                    for name in text
                ),
            ],
            grid,
        ),
        control("{%tr endfor %}", grid),
        row(
            [
                Cell("总分", "TableHead", 6),
                Cell("{{ 总分 }}"),
                Cell("{{ 总得分 }}"),
                Cell("等级：{{ 等级 }}", span=2 if draft else 1),
            ],
            grid,
        ),
    ]


def _doubts() -> list[str]:
    """What was found of the project as a whole."""
    return [
        paragraph("{%p for 条 in 疑点 %}"),
        paragraph("审核疑点：{{ 条 }}", "TableNote"),
        paragraph("{%p endfor %}"),
    ]


def _notes() -> list[str]:
    return [
        paragraph("{%p for 条 in 备注 %}"),
        paragraph("{{ '注：' if loop.first else '　　' }}{{ loop.index }}.{{ 条 }}", "TableNote"),
        paragraph("{%p endfor %}"),
    ]


def templates() -> dict[str, bytes]:
    """Every template by its name."""
    return {
        "form": package(form(), Page(landscape=False, margins=(20, 18, 18, 18))),
        "form-draft": package(form(draft=True), Page(landscape=False, margins=(20, 18, 18, 18))),
        "summary": package(summary(), Page(landscape=True, margins=(22, 20, 20, 20))),
        "narrative": package(narrative(), Page(landscape=False, margins=(37, 26, 35, 28))),
        "evidence": package(evidence(), Page(landscape=True, margins=(22, 20, 20, 20))),
    }


def main() -> int:
    """Write the templates beside the code that fills them in."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in templates().items():
        (FOLDER / f"{name}.docx").write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
