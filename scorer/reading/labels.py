"""The names of the rows above an indicator table: what a cell beside them holds."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from scorer.model.entry import Organisation
from scorer.reading.table import Cell, Row, is_title, label, one_line


class What(Enum):
    """What stands in the cell after a label; GROUP heads other labels, OTHER is not read."""

    NAME = auto()
    ORGANISATION = auto()
    DEPARTMENT = auto()
    MONEY = auto()
    PURPOSE = auto()
    GOALS = auto()
    GROUP = auto()
    OTHER = auto()


LABELS: dict[What, tuple[str, ...]] = {
    What.NAME: ("项目名称",),
    What.ORGANISATION: (
        *("单位", "单位名称", "单位代码及名称", "预算单位", "预算单位名称", "实施单位", "项目实施单位"),
        *("项目单位", "项目单位名称", "填报单位", "申报单位", "部门名称", "部门单位名称"),
    ),
    What.DEPARTMENT: ("主管部门", "主管部门及代码", "中央主管部门", "省级主管部门"),
    What.PURPOSE: ("资金用途", "项目用途", "用途"),
    What.GOALS: (
        *("绩效目标", "年度目标", "总体目标", "年度绩效目标", "年度总体目标", "年度总体绩效目标"),
        *("项目年度目标", "项目绩效目标", "预期目标", "年初设定目标"),
    ),
    What.GROUP: (
        *("预算规模及资金用途", "项目资金", "资金情况", "预算资金", "项目预算", "年度", "预算执行情况"),
        *("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "实际完成情况"),
    ),
    What.OTHER: (
        *("项目负责人", "负责人", "负责人及电话", "项目负责人及电话", "联系人", "联系电话", "电话", "项目期"),
        *("项目属性", "项目类别", "项目类型", "项目起止时间", "省级财政部门", "财政处室", "立项依据"),
    ),
}
# Labels of amounts: the whole budget, and its sources as the record names them.
TOTALS = ("预算数", "年度资金总额", "资金总额", "项目金额", "预算总额", "项目资金总额", "年度预算", "总额")
FUNDS = ("其他资金", "单位资金", "自筹资金", "上年结转资金", "财政专户管理资金")
_FISCAL = re.compile(r"(?:本年|当年|本?\(当\)年|年度)?(?:中央|省级?|市级?|区级?|县级?)?财政(?:资金|拨款)")
_FISCAL_PART = "财政资金"

MONEY_UNITS = ("万元", "元", "千元", "亿元")
_UNIT = re.compile(r"\(?(?:金额)?单位:?(?:人民币)?(亿元|万元|千元|元)\)?")
_UNIT_IN_LABEL = re.compile(r"\((亿元|万元|千元|元)\)")
_BRACKETS = re.compile(r"\([^()]*\)")
_CODE_AND_NAME = re.compile(r"([0-9]{4,9})[-—_ ]*([^0-9年\s].*)")
_WHATS = {name: what for what, names in LABELS.items() for name in names}
_LONGEST_LABEL = 20
_LONGEST_ORGANISATION = 100


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell that is a label: what follows it, and `part` for the source of an amount ("" for the whole)."""

    what: What
    part: str = ""


def read_label(text: str) -> Labelled | None:
    """The label that `text` is (其中：财政    资金), None where it is none."""
    if len(text) > _LONGEST_LABEL * 2:
        return None
    written = label(text).removeprefix("其中:").removeprefix("其中").rstrip(":")
    if len(written) > _LONGEST_LABEL:
        return None
    for name in (written, _BRACKETS.sub("", written)):
        if name in _WHATS:
            return Labelled(_WHATS[name])
        if name in TOTALS:
            return Labelled(What.MONEY)
        if name in FUNDS:
            return Labelled(What.MONEY, name)
        if _FISCAL.fullmatch(name):
            return Labelled(What.MONEY, _FISCAL_PART)
    return None


def what_is(text: str) -> What | None:
    """What a label, or a text that begins with a label and a colon (项目名称：...), says of."""
    found = read_label(text) or read_label(split_label(text)[0])
    return found.what if found else None


def split_label(text: str) -> tuple[str, str]:
    """A text at its first colon: the label and the value, the label "" where there is no colon."""
    before, colon, after = text.replace("：", ":", 1).partition(":")
    return (before, after.strip()) if colon else ("", text)


def money_unit_in(text: str) -> str:
    """The unit of money that a line (单位：万元) or a label (项目资金(万元)) gives, else ""."""
    bare = label(text)[: _LONGEST_LABEL * 2]
    found = _UNIT.search(bare) if bare.endswith(("元", "元)")) else None
    if found is None and read_label(text) is not None:
        found = _UNIT_IN_LABEL.search(bare)
    return found[1] if found else ""


def only_unit(text: str) -> bool:
    """Whether `text` says nothing but the unit of money: 单位：万元, （金额单位：元）."""
    return _UNIT.fullmatch(label(text)) is not None


def organisation_in(row: Row) -> tuple[Organisation, Cell] | None:
    """The code and name that a row consists of, at most with the unit of money beside them."""
    cells = [cell for cell in row.written if not only_unit(cell.text)]
    if len(cells) != 1 or len(cells[0].text) > _LONGEST_ORGANISATION or is_title(cells[0].text):
        return None
    organisation = read_organisation(_without_unit(cells[0].text))
    return (organisation, cells[0]) if organisation.code else None


def read_organisation(text: str) -> Organisation:
    """An organisation as written: leading digits are its code, "" where there are none."""
    found = _CODE_AND_NAME.fullmatch(one_line(text))
    return Organisation(found[1], found[2].strip()) if found else Organisation("", one_line(text))


def _without_unit(text: str) -> str:
    return re.sub(r"\s+[(（]?(?:金额)?单位\s*[:：].*$", "", text)
