"""What the Word templates call the contents of a paper: every value a text, ready to print."""

from collections.abc import Mapping

from scorer.report.cells import NOTHING
from scorer.report.forms import printed
from scorer.report.forms.evidence import EvidenceEntry, EvidenceIndex
from scorer.report.forms.form import Form, FormLine
from scorer.report.forms.funds import FundRow
from scorer.report.forms.narrative import Narrative
from scorer.report.forms.summary import Summary, SummaryRow

Value = str | int | bool
Group = tuple[Mapping[str, Value] | str, ...]
Names = Mapping[str, Value | Group]
"""Names as a template writes them, with a text or, for a group, a row of names (or a text) each."""


def form_names(form: Form) -> Names:
    """The contents of a self-evaluation form."""
    return {
        "标题": form.title,
        "年度": str(form.year),
        "项目序号": str(form.number),
        "项目名称": form.project,
        "主管部门": form.department,
        "实施单位": form.organisation,
        "资金": tuple(_fund(row, place) for place, row in enumerate(form.funds)),
        "预期目标": form.expected,
        "实际完成情况": form.achieved,
        "指标": tuple(_line(line, place) for place, line in enumerate(form.lines)),
        "总分": printed.total_points(form),
        "总得分": printed.total_score(form),
        "等级": printed.rating(form),
        "备注": form.notes,
        "待填写": form.missing,
        "疑点": form.doubts,
        "佐证": tuple(map(_evidence, form.evidence)),
    }


def summary_names(summary: Summary) -> Names:
    """The contents of a summary."""
    return {
        "标题": summary.title,
        "年度": str(summary.year),
        "单位": summary.organisation,
        "项目": tuple(map(_project, summary.rows)),
        "年初预算合计": printed.money(summary.initial),
        "全年预算合计": printed.money(summary.full_year),
        "全年执行合计": printed.money(summary.executed),
        "合计执行率": printed.rate(summary.rate),
        "平均得分": printed.score(summary.average),
        "加权平均得分": printed.score(summary.weighted),
        "备注": summary.notes,
    }


def evidence_names(index: EvidenceIndex) -> Names:
    """The contents of the index of evidence."""
    return {
        "标题": index.title,
        "年度": str(index.year),
        "单位": index.organisation,
        "佐证": tuple(map(_evidence, index.entries)),
    }


def narrative_names(narrative: Narrative) -> Names:
    """The contents of a report in words; a text of several lines is as many paragraphs."""
    return {
        "标题": narrative.title,
        "年度": str(narrative.year),
        "单位": narrative.organisation,
        "正文": tuple(
            {"级别": part.level, "文字": text}
            for part in narrative.parts
            for text in part.text.split("\n")
            if text.strip()
        ),
    }


def _fund(row: FundRow, place: int) -> Mapping[str, Value]:
    initial, full_year, executed = printed.fund_amounts(row, place)
    points, rate, score = printed.fund_result(row, place)
    return {
        "名称": printed.fund_name(row, place),
        "年初预算数": initial,
        "全年预算数": full_year,
        "全年执行数": executed,
        "分值": points,
        "执行率": rate,
        "得分": score,
    }


def _line(line: FormLine, place: int) -> Mapping[str, Value]:
    return {
        "序号": line.number,
        "首行": place == 0,
        "一级指标": line.dimension,
        "一级开始": line.opens_dimension,
        "二级指标": line.category,
        "二级开始": line.opens_category,
        "三级指标": line.name,
        "年度指标值": line.target,
        "实际完成值": line.actual,
        "分值": printed.line_points(line),
        "得分": printed.line_score(line),
        "偏差原因及改进措施": line.reason,
        "状态": line.status,
        "疑点": line.doubts,
    }


def _evidence(entry: EvidenceEntry) -> Mapping[str, Value]:
    return {
        "序号": entry.place,
        "指标号": entry.number,
        "指标": entry.indicator,
        "名称": entry.name,
        "大小": entry.size,
        "校验码": entry.sha256,
        "登记人": entry.person,
        "登记时间": entry.at,
        "项目": entry.project,
    }


def _project(row: SummaryRow) -> Mapping[str, Value]:
    return {
        "序号": str(row.number),
        "项目名称": row.name,
        "单位": row.organisation,
        **dict(zip(("年初预算数", "全年预算数", "全年执行数"), printed.summary_amounts(row), strict=True)),
        "执行率": printed.rate(row.rate),
        "自评得分": printed.summary_score(row),
        "等级": row.rating or NOTHING,
        "备注": row.note,
    }
