"""What stands in the cells of a roster (名册, 签到表) that is no entry: totals, remarks, blanks, people who did not come.

Whole texts are told, never parts of a name: 无 is nothing, 无忌 is a person.
"""

import re

from scorer.notation.characters import plain

_TOTAL = re.compile(
    r"(?:以上|本页)?(?:合计|总计|小计|共计|累计|总人数|总数)(?:[:(]|人数|人次|人|数|金额|费用|[0-9]|$)"
    r"|(?:以上|本页)?(?:一?共|实到|应到|到会|计)[0-9零一二两三四五六七八九十百千]+[人名位]"
    r"|(?:人数|人次|人员|金额|费用|数量|次数|[本各每]?[期次批场]?)(?:合计|总计|小计|共计|累计)(?:[:(]|$)"
    r"|(?:平均|人均)(?:值|数|分|成绩|年龄|人数|金额|费用)?(?:[:(]|$)"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表|制表|填报|审核|复核|负责人|经办|联系|日期|单位)[^:]{0,6}:")
_LABEL = re.compile(
    r"[^:]{0,6}(?:人|人员|员|领导|[组队班科校会]长|主任|老师|单位|部门|电话|日期|时间|地点|签[字名到]|盖章|注|说明|人数):"
    r"|[^:]{0,6}(?:人|人员|员|领导|[组队班科校会]长|主任|老师|单位|部门)\(?(?:签[字名章]|盖章|公章)\)?:?$"
    r"|(?:制表|填表|填报|审核|复核|经办|校对)人?$"
)
_LIST = r"名单|名册|名录|签[到名][表册簿]|登记[表册]|报名表|一览表|统计表"
_LIST_TITLE = re.compile(
    rf".*(?:{_LIST})(?:\([^()]*\))?:?|第[0-9一二三四五六七八九十]+[期批次场组班].{{0,8}}"
)
_NOTHING = re.compile(
    r"[-/\\|~_.。、,…·*✗✘]+|\(?(?:(?:本页|此页)?以下)?为?(?:空白?|无|无正文|无内容)\)?"
    r"|\(?(?:下空白?|[暂尚]无|没有|待[定补]|空缺|作废|取消|n/a)\)?"
)
_ABSENCE = "缺|缺席|缺勤|缺课|缺考|旷课|未到[场会]?|未参[加会训]|未出席|未签到?|没[来到]|请假|[事病]假"
# 爱不缺席 and 从未缺席 are the titles of events.
_ABSENT = re.compile(rf"(?:.{{0,4}}(?<![不未])(?:{_ABSENCE})|.*\((?:{_ABSENCE})\))")


def is_total(text: str) -> bool:
    """Whether a text begins a line that sums up: 合计, 小计：, 共12人."""
    return _TOTAL.match(told_apart(text)) is not None


def is_note(text: str) -> bool:
    """Whether a text begins a remark on the whole table: 注：, 填表人：."""
    return _NOTE.match(told_apart(text)) is not None


def is_label(text: str) -> bool:
    """Whether a text says whose or what stands behind it: 制表人：李四, 带队领导：王五, 负责人签字."""
    return _LABEL.match(told_apart(text)) is not None


def is_list_title(text: str) -> bool:
    """Whether a text may be the title of a list: 第二期名单, 2024年培训签到表."""
    return _LIST_TITLE.fullmatch(told_apart(text)) is not None


def is_nothing(text: str) -> bool:
    """Whether a text stands in for nothing: /, ——, 无, （以下空白）; no text does too."""
    told = told_apart(text)
    return not told or _NOTHING.fullmatch(told) is not None


def is_absent(text: str) -> bool:
    """Whether a text says that somebody was not there: 缺席, 未到, 李四（请假）."""
    return _ABSENT.fullmatch(told_apart(text)) is not None


def told_apart(text: str) -> str:
    """A text as entries are told apart: without space and differences of width and case."""
    return "".join(plain(text).split()).casefold()
