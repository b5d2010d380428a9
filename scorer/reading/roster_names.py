"""Whether a cell of a roster's column of people holds one name, as far as its text tells."""

import re

from scorer.notation.characters import plain
from scorer.reading.roster_header import heading_key

_OF_PEOPLE = re.compile(r"姓名|名字|名单|签[名字到]|[人员者]$|代表|嘉宾|教师|家长|学生")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r"[、,;/&]+")
# A space stands inside a name (王 五), too: it parts names only where each is one by itself.
_SPACES = re.compile(r"\s+")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,4}(?:·[\u4e00-\u9fff]{1,8})*")
_WHOLE_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_MANY = re.compile(r".+等(?:[0-9]+|[一二两三四五六七八九十百]+)[人名位]")
_ROLE = re.compile(
    r"先生|女士|老师|同志|主[任席]|书记|经理|教授|医生|护士|会计|干部|.{0,2}[处科组队班校院会社]长"
)


def is_of_people(heading: str) -> bool:
    """Whether the entries of a column are people: 姓名, 签到人, 学员."""
    return _OF_PEOPLE.search(heading_key(heading)) is not None


def is_one_name(text: str) -> bool:
    """Whether a text may be one name: no mark (√), nor several names (张三、李四; 王五 赵六)."""
    bare = _IN_BRACKETS.sub("", text.replace("（", "(").replace("）", ")"))
    together = "".join(plain(bare).split())
    if not any(character.isalnum() for character in together) or _MANY.fullmatch(together):
        return False
    return not (
        _are_names(_PARTS.split(together), _NAME) or _are_names(_SPACES.split(bare.strip()), _WHOLE_NAME)
    )


def _are_names(parts: list[str], name: re.Pattern[str]) -> bool:
    named = [part for part in parts if part]
    return len(named) > 1 and all(name.fullmatch(part) and not _ROLE.fullmatch(part) for part in named)
