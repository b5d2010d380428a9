"""The rule file: what it gives, how rule sets build on each other, and every fault with its line."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import FIRST_TWO, NAME, OTHER, SHIPPED, book, edited, read
from running import Golden

from scorer.model.problem import Code, Problem, Refused
from scorer.model.source import Source
from scorer.scoring.rule_checks import ONE_MEANING
from scorer.scoring.rule_file import read_rules
from scorer.scoring.rules import Basis, Excess, Mark, RuleSet
from scorer.scoring.rules_in_words import WORD_LISTS, describe
from scorer.scoring.words import Words

ALL = book(FIRST_TWO + OTHER)
NATIONAL, TIANJIN, OTHER_RULES = ALL.rule_sets
DESCRIBED = (*book().rule_sets, OTHER_RULES)


@pytest.mark.parametrize("rules", DESCRIBED, ids=[rules.id for rules in DESCRIBED])
def test_a_rule_set_reads_like_this_in_chinese(rules: RuleSet, golden: Golden) -> None:
    golden(f"rules-{rules.id}.txt", describe(rules))


def test_the_description_shows_every_word_list() -> None:
    assert WORD_LISTS.keys() == {field.name for field in fields(Words)}


def test_lists_of_one_meaning_are_word_lists() -> None:
    assert {key for group in ONE_MEANING for key in group} <= WORD_LISTS.keys()


def test_a_rule_set_takes_over_what_it_does_not_state() -> None:
    changed = {"id", "title", "citation", "effective_from", "extends", "sha256", "basis", "over_achievement"}
    for field in fields(TIANJIN):
        same = repr(getattr(TIANJIN, field.name)) == repr(getattr(NATIONAL, field.name))
        assert same == (field.name not in changed), field.name
    assert TIANJIN.over_achievement == replace(NATIONAL.over_achievement, unequal=True)


def test_a_part_of_a_rule_has_the_basis_of_the_rule_unless_it_has_its_own() -> None:
    assert TIANJIN.basis_of("over_achievement.unequal").mark is Mark.SEEN
    assert TIANJIN.basis_of("over_achievement.count_excess") == Basis(Mark.DEFAULT)
    assert TIANJIN.citation_of("tiers.default") == "本项目缺省"
    assert TIANJIN.citation_of("points_with_cost").startswith("通行规定（未核原文）：财预〔2021〕101号")


def test_the_basis_of_a_changed_rule_replaces_the_inherited_bases_of_its_parts() -> None:
    text = FIRST_TWO + OTHER.replace("other", "below").replace("national-2020", "tianjin-2024")
    below = book(
        edited("over_achievement = { treatment", "over_achievement = { unequal = false, treatment", text)
    )
    assert below.rule_sets[2].basis_of("over_achievement.count_excess") == Basis(Mark.DEFAULT)
    assert "over_achievement.count_excess" not in below.rule_sets[2].basis


def test_known_regulations_are_never_printed_as_seen() -> None:
    for rules in DESCRIBED:
        for basis in rules.basis.values():
            assert ("见于" in basis.words) == (basis.mark is Mark.SEEN)


@pytest.mark.parametrize(
    ("default", "year", "wanted", "found"),
    [
        ("tianjin-2024", 2024, None, "tianjin-2024"),
        ("tianjin-2024", 2030, None, "tianjin-2024"),
        ("tianjin-2024", 2023, None, "national-2020"),
        ("tianjin-2024", 2023, "tianjin-2024", "tianjin-2024"),
        ("tianjin-2024", 2024, "other", "other"),
        ("other", 2024, None, "other"),
        ("other", 2020, None, "national-2020"),
        ("third", 2024, None, "third"),
        ("third", 2023, None, "other"),
        ("third", 2020, None, "national-2020"),
    ],
)
def test_the_named_rules_are_in_force_else_the_default_else_the_newest_it_extends(
    default: str, year: int, wanted: str | None, found: str
) -> None:
    third = '[rule_sets.third]\ntitle = "三"\ncitation = "三"\neffective_from = 2024\nextends = "other"\n'
    rules = book(edited('default = "tianjin-2024"', f'default = "{default}"', FIRST_TWO + OTHER + third))
    assert rules.in_force(year, wanted).id == found


@pytest.mark.parametrize(
    ("year", "wanted", "message"),
    [(2019, None, "2019年度没有适用的评分办法"), (2024, "hubei", "没有名为“hubei”的评分办法")],
)
def test_where_no_rules_are_in_force_the_existing_ones_are_listed(
    year: int, wanted: str | None, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        ALL.in_force(year, wanted)
    (problem,) = refused.value.problems
    assert (problem.code, problem.message) == (Code.NO_RULES_IN_FORCE, message)
    assert "national-2020（2020年度起）、tianjin-2024（2024年度起）、other" in problem.hint


SAME = [
    ("low = 0.8, high = 1, default = 1 }", "low = 0.80, high = 1.0, default = '1' }"),
    ("# A number without a comparator", "# Any number"),
    (
        "reasons = { execution_below = 0.9, execution_above = 1 }",
        "reasons.execution_above = 1\nreasons.execution_below = 0.90",
    ),
    ('"产出指标" = 50, "效益指标" = 30', '"效益指标" = 30, "产出指标" = 50.00'),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_the_sha256_does_not_depend_on_how_the_content_is_written(old: str, new: str) -> None:
    assert book(edited(old, new)).rule_sets[1].sha256 == TIANJIN.sha256


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{ days = 30, share = 0.8 }", "{ days = 30, share = 0.81 }"),
        ('"变质"', '"变坏"'),
        ("unequal = true", "unequal = false"),
        ('name = "良"', 'name = "好"'),
        ('citation = "省级预算管理一体化系统评分规则（等于指标）"', 'citation = "别处"'),
    ],
)
def test_the_sha256_changes_with_any_content(old: str, new: str) -> None:
    assert book(edited(old, new)).rule_sets[1].sha256 != TIANJIN.sha256


def test_the_sha256_of_a_rule_set_changes_with_what_it_takes_over() -> None:
    changed = book(edited('excess = "linear"', 'excess = "ratio"'))
    assert changed.rule_sets[1].excess is Excess.RATIO
    assert changed.rule_sets[1].sha256 != TIANJIN.sha256


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference() -> None:
    data = b"\xef\xbb\xbf" + SHIPPED.replace("\n", "\r\n").encode()
    assert repr(read_rules(NAME, data)) == repr(read(SHIPPED))


ANOTHER = """
[rule_sets.x]
title = "甲"
citation = "乙"
effective_from = 1
extends = "tianjin-2024"
over = "full"
"""
FIRST_TIER = 'tiers = [\n    { tier = "达成", wording = "达成年度指标", low = 0.8, high = 1, default = 1 },'
ALONE = "[rule_sets.tianjin-2024.over_achievement]\nthreshold = 0.2\nunequal = true"
SPOILT = [
    # what is changed, into what
    ('split = "by_indicator"', 'splt = "by_indicator"'),
    ('growth_names = ["', 'xyz = 1\ngrowth_names = ["'),
    ('default = "tianjin-2024"', 'default = "tianjin-2042"'),
    ('extends = "national-2020"', "extends = 2020"),
    ('extends = "national-2020"', 'extends = "tianjin-2024"'),
    ("effective_from = 2020", 'effective_from = "二〇"'),
    ("effective_from = 2020", "effective_from = 12345"),
    ("effective_from = 2020", "effective_from = 2020-01-01"),
    ("effective_from = 2020", "effective_from = true"),
    ('title = "天津市项目支出绩效自评办法"', 'title = " "'),
    ("over_achievement]\nthreshold = 0.2\n# Two", "over_achievement]\nthreshold = 1.5\n# Two"),
    ("count_excess = 2", "count_excess = -2"),
    ("count_excess = 2", "count_excess = [2]"),
    ("not_done = 0", "not_done = nan"),
    ("not_done = 0", "not_done = 1e-9999999"),
    ("not_done = 0", "not_done = 0.7"),
    ("\nbasically = 0.8", "\nbasically = 0.75"),
    ('excess = "linear"', 'excess = "quadratic"'),
    ("between_rates_above_full = false", "between_rates_above_full = 0"),
    ('when_absent = { "满意度指标" = "效益指标" }', "when_absent = 1"),
    ('when_absent = { "满意度指标" = "效益指标" }', 'when_absent = { "满意度指标" = 1 }'),
    ('"满意度指标" = "效益指标" }', '"满意度指标" = "效果" }'),
    ('"产出" = "产出指标"', '"产出" = "产出"'),
    ('execution = 10, dimensions = { "产', 'execution = 10.005, dimensions = { "产'),
    ('execution = 10, dimensions = { "产', 'execution = 20, dimensions = { "产'),
    ('"产出指标" = 50, "效益指标" = 30, ', '"产出指标" = 80, "效益指标" = 0, '),
    ('"成本指标" = 20, "产出指标" = 40, "效益指标" = 20, "满意度指标" = 10', '"成本指标" = 90'),
    ("\nreasons = { exe", "\nreasons = 1 # { exe"),
    ("rate = 0\n", ""),
    ('treatment = "flag"', 'treatment = "reduce"'),
    ("    { share = 0.3 },", "    { days = 120, share = 0.3 },"),
    ("days = 90", "days = 30"),
    ("days = 90, share = 0.6", "days = 90, share = 0.9"),
    (FIRST_TIER, "tiers = ["),
    ("low = 0.8, high = 1,", "low = 0.7, high = 1,"),
    ("high = 0.8, default = 0.7", "high = 0.75, default = 0.7"),
    ("high = 1, default = 1", "high = 0.9, default = 0.85"),
    ("low = 0, high = 0.6", "low = 0.1, high = 0.6"),
    ("default = 0.7", "default = 0.8"),
    ('{ name = "差", low = 0 }', '{ name = "差", low = 10 }'),
    ('{ name = "良", low = 80 }', '{ name = "良", low = 90 }'),
    ('{ name = "良", low = 80 }', '{ name = "优", low = 80 }'),
    ('"变质"', '"变质", "变质"'),
    ('"变质"', '" 变质"'),
    ('"变质"', "3.5"),
    ('\nwords = { mark = "default" }', ""),
    ('\nlateness = { mark = "default" }', '\nlateness = { mark = "default", citation = "无" }'),
    ('\nlateness = { mark = "default" }', '\nlateness = { mark = "seen" }'),
    ('\nlateness = { mark = "default" }', "\nlateness = 1"),
    ('"tiers.default" =', '"tiers.defalt" ='),
    ("\nunequal = true", "\nunequal = true\n" + ANOTHER),
    ('default = "tianjin-2024"', 'default = "tianjin-2024"\nrules = 1'),
    ('default = "tianjin-2024"', 'default = "tianjin-2024"\nrule_sets.x = 1'),
    ('split = "by_indicator"', 'over = 1\nsplit = "by_indicator"'),
    ("\n[rule_sets.national-2020.words]\n", "\n[rule_sets.national-2020.word]\n"),
]


SPOILT += [
    ('extends = "national-2020"', "extends = 2020-01-01"),
    ('excess = "linear"', "excess = {}"),
    ("lateness = [\n    { days = 30, share = 0.8 },", "lateness = [\n    30,"),
    ("cost_names = [", "cost_names = 1 # ["),
    ('["提升", "降低"], ', '["提升"], '),
    ('["略有", ', '["有所", "略有", '),
    ('completion_yes = ["是"', 'completion_yes = ["完成", "是"'),
    ("[rule_sets.national-2020.basis]", "[rule_sets.national-2020.bases]"),
    (ALONE, "over_achievement = 1"),
    ('title = "天津市项目支出绩效自评办法"\n', ""),
    ("effective_from = 2020", "effective_from = -1"),
    ('execution = 10, dimensions = { "产', 'execution = 101, dimensions = { "产'),
    ("days = 30,", "days = 0,"),
    ("days = 30,", 'days = 30, "甲" = 1,'),
    ("count_excess = 2", "count_excess = 1" + "0" * 49),
    ("{ days = 30, share = 0.8 }", "{ share = 0.8 }"),
    ('\npassing_on = { mark = "default" }', ""),
]


def test_every_fault_is_told_with_its_line_its_key_and_the_next_step(golden: Golden) -> None:
    told = []
    for old, new in SPOILT:
        spoilt = edited(old, new)
        rules, problems = read(spoilt)
        assert rules is None, new
        told.append(f"{old!r} -> {new!r}\n{shown(problems, spoilt)}")
    golden("rule-faults.txt", "\n".join(told))


def shown(problems: tuple[Problem, ...], text: str) -> str:
    """Each problem with the line that it stands on, which must be the one that its source names."""
    told = ""
    for problem in problems:
        assert problem.hint
        assert problem.source is not None
        assert problem.source.document == NAME
        assert problem.source.text == text.split("\n")[problem.source.row - 1].strip()
        told += f"  {problem.code} {problem.source.text}\n    {problem.message}\n    {problem.hint}\n"
    return told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("share = 0.6 }", "share = 0.8 }"),
        ("low = 0, high = 0.6, default = 0.3", "low = 0, high = 0.6, default = 0"),
    ],
)
def test_bounds_themselves_are_allowed(old: str, new: str) -> None:
    assert book(edited(old, new)).default == "tianjin-2024"


def test_all_faults_of_a_file_are_told_at_once_in_its_order() -> None:
    text = FIRST_TWO
    for old, new in (SPOILT[0], SPOILT[1], ("unequal = true", "unequal = 1"), ("days = 90", "days = 9")):
        text = edited(old, new, text)
    rules, problems = read(text)
    rows = [problem.source.row for problem in problems if problem.source]
    assert rules is None
    assert [problem.code for problem in problems] == [
        Code.RULE_KEY_MISSING,
        Code.RULE_KEY_UNKNOWN,
        Code.RULE_BANDS_WRONG,
        Code.RULE_KEY_UNKNOWN,
        Code.RULE_VALUE_WRONG,
    ]
    assert rows == sorted(rows)


SMALL = 'title = "甲"\ncitation = "乙"\neffective_from = 2024\n'


def test_rule_sets_that_extend_each_other_are_told_each_and_read_alone() -> None:
    text = FIRST_TWO
    for id_, extends in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "e")):
        text += f'\n[rule_sets.{id_}]\n{SMALL}extends = "{extends}"\n'
    text += '\n[rule_sets.g]\ncitation = "乙"\neffective_from = 2024\nextends = "d"\nxyz = 1\n'
    text += 'ratings = [{ name = "优", low = 90 }]\nbasis.ratings = { mark = "seen" }\n'
    text += f'\n[rule_sets.h]\n{SMALL}extends = "d"\nbasis = 1\n'
    text += f'\n[rule_sets.f]\n{SMALL}extends = "d"\n'
    text += 'excess = "x"\nreasons = { execution_below = 1 }\nbasis.reasons = { mark = "default" }\n'
    rules, problems = read(text)
    assert rules is None
    assert [problem.message for problem in problems] == [
        "rule_sets.b.extends：评分办法循环沿用：b → c → b",
        "rule_sets.c.extends：评分办法循环沿用：c → b → c",
        "rule_sets.d.extends：没有名为“e”的评分办法",
        "rule_sets.g：缺少“title”",
        "rule_sets.g.xyz：不认识的键“xyz”",
        "rule_sets.g.ratings：最低一级应从0分起，实际从90分起",
        "rule_sets.g.basis.ratings：seen 与 known 要写 citation，default（本项目缺省）不写",
        "rule_sets.h.basis：应为一个表，实际是1",
        "rule_sets.f.excess：应为下列之一：linear、ratio，实际是文字“x”",
        "rule_sets.f.excess：basis 中缺少“excess”的依据",
    ]


def test_a_rule_set_is_checked_together_with_what_it_takes_over() -> None:
    tiers = """
[rule_sets.strict]
title = "严"
citation = "严"
effective_from = 2024
extends = "national-2020"
tiers = [
    { tier = "达成", wording = "达成", low = 0.9, high = 1, default = 1 },
    { tier = "部分达成", wording = "部分", low = 0.6, high = 0.9, default = 0.7 },
    { tier = "未达成", wording = "未", low = 0, high = 0.6, default = 0.3 },
]
basis.tiers = { mark = "default" }
"""
    rules, problems = read(FIRST_TWO + tiers)
    assert rules is None
    assert [problem.message.partition("：")[0] for problem in problems] == [
        "rule_sets.national-2020.basically",
        "rule_sets.national-2020.second_of_scale",
    ]
    assert all("rule_sets.strict.tiers" in problem.hint for problem in problems)


def test_a_default_without_any_rule_set_is_told_that_there_is_none() -> None:
    rules, problems = read_rules(NAME, b'default = "x"\n')
    assert rules is None
    assert [problem.hint for problem in problems] == [
        "请写一个表，如 [rule_sets.national-2020]。",
        "现有：无。",
    ]


NO_TOML = "不是有效的 TOML 文件"


@pytest.mark.parametrize(
    ("data", "row", "message"),
    [
        (b"a = 1\nb = \xd6\xd0\n", 2, "评分规则文件不是 UTF-8 编码"),
        (b"a = 1\nx y = 1\n", 2, NO_TOML + "，第2行第3个字符处读不下去"),
        (b"a = 1\na = 2\nb = 3\n", 2, NO_TOML + "，第2行第6个字符处读不下去（同一个键写了两遍）"),
        (b"[a]\n[a]\nb = 3\n", 2, NO_TOML + "，第2行第3个字符处读不下去（同一个键写了两遍）"),
        (b"a = { b = 1, b = 2 }\n", 1, NO_TOML + "，第1行第19个字符处读不下去（同一个键写了两遍）"),
        (b"a = 1\nb = [1,\n\n", 2, NO_TOML + "，读到文件末尾仍不完整"),
        (b"a = 9" + b"9" * 5000, 0, NO_TOML + "，其中的数字过长或括号嵌套过深"),
        (b"a = 1e" + b"9" * 30, 0, NO_TOML + "，其中的数字过长或括号嵌套过深"),
        (b"a = " + b"[" * 9000, 0, NO_TOML + "，其中的数字过长或括号嵌套过深"),
        (b"", 1, "评分规则文件：缺少“default”"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(data: bytes, row: int, message: str) -> None:
    rules, problems = read_rules(NAME, data)
    assert rules is None
    written = data.split(b"\n")[row - 1].decode() if row and b"\xd6" not in data else ""
    assert problems[0].message == message
    assert problems[0].source == Source(NAME, 0, row, 0, written)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise(data: bytes) -> None:
    rules, problems = read_rules(NAME, data)
    assert rules is None
    assert problems


@given(
    st.integers(0, len(SHIPPED) - 1),
    st.integers(0, 40),
    st.sampled_from(["", "=", "]", '"', "0", "x.", "{}"]),
)
def test_no_damage_to_the_file_raises(start: int, length: int, put: str) -> None:
    rules, problems = read(SHIPPED[:start] + put + SHIPPED[start + length :])
    assert (rules is None) == bool(problems)
