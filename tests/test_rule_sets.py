"""The rule sets of the shipped file: the sample under each of them, and what is particular to each."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from report_examples import BENEFIT, CONTENT, OUTPUT, budget, line, project, recorded
from rule_examples import NAME, SHIPPED, book
from running import NOW, USER, Golden, Scorer

from scorer.model.entry import Stamp
from scorer.model.project import Indicator, Project, Tier
from scorer.scoring.assessment import assess
from scorer.scoring.attainment import Flag
from scorer.scoring.explanation import explain
from scorer.scoring.figures import printed_points, rounded
from scorer.scoring.outcome import AssessedLine, Assessment, Scored
from scorer.scoring.rules import Mark, RuleSet
from scorer.store import open_store
from scorer.workflow.desk import Desk
from scorer.workflow.importing import import_document
from scorer.workflow.recording_file import record_file
from scorer.workflow.rule_books import RuleBook

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "data" / "targets-2024.txt", ROOT / "data" / "actuals-2024.csv")
BOOK = book(SHIPPED)
RULES = {rules.id: rules for rules in BOOK.rule_sets}
IDS = ("national-2020", "tianjin-2024", "national-2021", "guangxi", "hubei", "rural-2019")
COST = "成本指标"

ALL_RULES = pytest.mark.parametrize("rules", RULES.values(), ids=RULES)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, ...]]:
    """The sample's projects with their illustrative actuals, as they are in a store."""
    path = tmp_path_factory.mktemp("sample") / "scorer.db"
    with open_store(path, create=True) as store:
        stamp = Stamp(NOW.isoformat(timespec="microseconds"), USER, "import", "scorer 0")
        desk = Desk(store, RuleBook(BOOK, ROOT / NAME, (), SHIPPED.encode()), stamp, NOW.date())
        import_document(desk, SAMPLE[0])
        record_file(desk, SAMPLE[1])
        yield tuple(store.projects(2024))


@ALL_RULES
def test_the_sample_is_scored_like_this(rules: RuleSet, sample: tuple[Project, ...], golden: Golden) -> None:
    assessments = [assess(one, rules) for one in sample]
    golden(f"rules-sample-{rules.id}.txt", "\n".join(shown(one) for one in assessments))


def shown(assessment: Assessment) -> str:
    """A project's lines with points, share and score, then its totals; the lines must come to them."""
    head = f"{assessment.project.number} {assessment.project.name}\n"
    told = "".join(f"  {shown_line(assessment.project, one)}\n" for one in assessment.lines)
    sums = (assessment.earned, assessment.assessed, assessment.available)
    assert assessment.available == sum(one.points for one in assessment.lines) == 10000
    return f"{head}{told}  合计 {'/'.join(map(printed_points, sums))} {assessment.rating}\n"


def shown_line(of: Project, one: AssessedLine) -> str:
    number = f"{of.number}.{one.number} {printed_points(one.points)}"
    if not isinstance(one.outcome, Scored):
        return f"{number} {type(one.outcome).__name__}"
    share = one.outcome.attainment
    why = f" {share.flag}" if share.flag else ""
    return f"{number} × {rounded(share.share, 4)} = {printed_points(one.outcome.score)}{why}"


def outcome(rules: RuleSet, *lines: Indicator) -> Scored:
    """How the first of a project's lines is scored."""
    found = assess(project(1, "项目", lines, budget("10.00", "10.00")), rules).lines[1].outcome
    assert isinstance(found, Scored)
    return found


def share(rules: RuleSet, target: str, actual: str) -> Fraction:
    return outcome(rules, line(1, "活动", target, actual)).attainment.share


def flag(rules: RuleSet, target: str, actual: str) -> Flag | None:
    """Why the line needs a cause whatever its score."""
    return outcome(rules, line(1, "活动", target, actual)).attainment.flag


def points(rules: RuleSet, *dimensions: str) -> tuple[str, ...]:
    """The points of execution and of one line of each of these dimensions."""
    lines = [line(number, "活动", "≥1场", dimension=name) for number, name in enumerate(dimensions, 1)]
    own = project(1, "项目", lines, budget("1", "1"))
    return tuple(printed_points(one.points) for one in assess(own, rules).lines)


def test_six_rule_sets_are_listed_with_their_citations(scorer: Scorer) -> None:
    lines = scorer("rules", "list").stdout.splitlines()
    assert tuple(one.split("　")[0].removesuffix("（缺省）") for one in lines) == IDS == tuple(RULES)
    assert all(rules.citation in one for rules, one in zip(BOOK.rule_sets, lines, strict=True))


@pytest.mark.parametrize(("id_", "law"), [(id_, id_ in {"hubei", "rural-2019"}) for id_ in IDS])
@pytest.mark.parametrize(
    ("actual", "linear", "ratio"),
    [("5", "1", "1"), ("6", "4/5", "5/6"), ("10", "0", "1/2"), ("20", "0", "1/4")],
)
def test_above_a_limit_hubei_and_rural_score_by_ratio_and_the_others_by_a_line(
    id_: str, law: bool, actual: str, linear: str, ratio: str
) -> None:
    assert share(RULES[id_], "≤5场", f"{actual}场") == Fraction(ratio if law else linear)


@ALL_RULES
def test_short_of_a_target_every_rule_set_scores_by_ratio_and_beyond_an_equal_one_in_full(
    rules: RuleSet,
) -> None:
    assert share(rules, "≥8场", "6场") == share(rules, "=8场", "6场") == Fraction(3, 4)
    assert share(rules, "=8场", "9场") == share(rules, "≥8场", "30场") == 1


@pytest.mark.parametrize(("id_", "from_"), [(id_, {"guangxi": 130}.get(id_, 120)) for id_ in IDS])
def test_far_above_begins_at_30_percent_in_guangxi_and_at_20_elsewhere(id_: str, from_: int) -> None:
    rules = RULES[id_]
    assert flag(rules, "≥100场", f"{from_ - 1}场") is None
    assert flag(rules, "≥100场", f"{from_}场") is Flag.FAR_ABOVE
    assert share(rules, "≥100场", f"{from_}场") == 1


@pytest.mark.parametrize("id_", IDS)
def test_above_a_target_of_0_guangxi_alone_asks_from_30_on(id_: str) -> None:
    assert flag(RULES[id_], "≥0场", "29场") is None
    assert flag(RULES[id_], "≥0场", "30场") is (Flag.FAR_ABOVE if id_ == "guangxi" else None)


@pytest.mark.parametrize("id_", IDS)
def test_any_difference_from_an_equal_target_is_flagged_in_tianjin_alone(id_: str) -> None:
    assert flag(RULES[id_], "=100场", "101场") is (Flag.UNEQUAL if id_ == "tianjin-2024" else None)


@pytest.mark.parametrize("id_", sorted({*IDS} - {"hubei"}))
def test_cost_is_a_dimension_of_20_and_without_it_the_points_are_those_of_the_older_frame(id_: str) -> None:
    rules = RULES[id_]
    assert points(rules, COST, OUTPUT, BENEFIT, CONTENT) == ("10.00", "20.00", "40.00", "20.00", "10.00")
    assert points(rules, OUTPUT, BENEFIT, CONTENT) == ("10.00", "50.00", "30.00", "10.00")
    assert points(rules, COST, OUTPUT, BENEFIT) == ("10.00", "20.00", "40.00", "30.00")


def test_the_frame_of_2021_is_known_and_says_what_of_it_is_left_out() -> None:
    rules = RULES["national-2021"]
    for key in ("points", "points_with_cost", "when_absent"):
        assert rules.basis_of(key).mark is Mark.KNOWN
        assert "未核原文" in rules.citation_of(key)
    assert "不含其中的及格门槛、预算执行率和满意度的分档赋分" in rules.citation
    assert share(rules, "≥10场", "1场") == Fraction(1, 10)


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        ((OUTPUT, BENEFIT, CONTENT), ("20.00", "40.00", "20.00", "20.00")),
        ((OUTPUT, "效益", BENEFIT, "服务对象满意度"), ("20.00", "40.00", "13.34", "13.33", "13.33")),
        ((OUTPUT, BENEFIT), ("20.00", "40.00", "40.00")),
        ((OUTPUT, CONTENT), ("20.00", "40.00", "40.00")),
        ((OUTPUT, "效益指标和满意度指标"), ("20.00", "40.00", "40.00")),
        ((OUTPUT, COST, BENEFIT), ("20.00", "20.00", "20.00", "40.00")),
        ((OUTPUT,), ("20.00", "80.00")),
    ],
)
def test_in_hubei_benefit_and_satisfaction_share_40_points_and_cost_is_part_of_output(
    dimensions: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert points(RULES["hubei"], *dimensions) == expected


@pytest.mark.parametrize(
    ("id_", "worth"), [(id_, ("1", "0.65", "0.25") if id_ == "hubei" else ("1", "0.7", "0.3")) for id_ in IDS]
)
def test_a_tier_is_worth_full_points_or_the_middle_of_its_band(id_: str, worth: tuple[str, ...]) -> None:
    for tier, expected in zip(Tier, worth, strict=True):
        judged = replace(line(1, "影响力", "明显提升", "反响很好"), tier=recorded(tier, tier))
        assert outcome(RULES[id_], judged).attainment.share == Fraction(expected)


def test_a_share_of_55_percent_is_the_second_tier_in_hubei_and_the_third_elsewhere() -> None:
    judged = replace(line(1, "影响力", "明显提升", "反响很好"), share=recorded(Fraction(55, 100), "55%"))
    for id_ in IDS:
        (assessed,) = assess(project(1, "项目", [judged], budget("1", "1")), RULES[id_]).lines[1:]
        tier = "部分达成" if id_ == "hubei" else "未达成"
        assert f"认定为{tier}" in explain(assessed, RULES[id_])


@pytest.mark.parametrize(
    ("answer", "worth"),
    [
        ("达成预期指标", "1"),
        ("部分达成预期指标并具有一定效果", "0.65"),
        ("未达成预期指标且效果较差", "0.25"),
    ],
)
def test_the_tiers_of_hubei_are_worded_as_its_form_words_them(answer: str, worth: str) -> None:
    rules = RULES["hubei"]
    assert answer in {band.wording for band in rules.tiers}
    assert outcome(rules, line(1, "影响力", "明显提升", answer)).attainment.share == Fraction(worth)


@pytest.mark.parametrize("id_", IDS)
def test_a_complete_project_has_a_rating_in_every_rule_set_but_hubei(id_: str) -> None:
    assessment = assess(project(1, "项目", [line(1, "活动", "≥1场", "1场")], budget("1", "1")), RULES[id_])
    assert assessment.complete
    assert (assessment.earned, assessment.rating) == (10000, None if id_ == "hubei" else "优")


def test_a_report_without_ratings_says_so_and_is_complete_all_the_same(scorer: Scorer) -> None:
    assert scorer("import", str(SAMPLE[0])).code == 0
    assert scorer("record-actual", "--from", str(SAMPLE[1])).code == 0
    usual, without = (
        json.loads(scorer("report", "--format", "json", "--rules", id_).stdout)
        for id_ in ("tianjin-2024", "hubei")
    )
    assert without["totals"]["rated"] == usual["totals"]["rated"] > 0
    assert without["totals"]["average_score"] is not None
    assert {one["rating"] for one in without["projects"]} == {None}
    assert [one["missing"] for one in without["projects"]] == [one["missing"] for one in usual["projects"]]
    assert scorer("report", "--rules", "hubei").stdout.count("不评等级") >= usual["totals"]["rated"]
