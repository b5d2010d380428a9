"""The shipped rule file, a rule set that differs from it in every choice, and ways to spoil them."""

from pathlib import Path

from scorer.model.problem import Problem
from scorer.scoring.rule_file import Rulebook, read_rules

NAME = "scoring_rules.toml"
SHIPPED = (Path(__file__).parent.parent / NAME).read_text(encoding="utf-8")
# The first two rule sets: enough to spoil, and each of their lines stands in them only once.
FIRST_TWO = SHIPPED.partition("\n[rule_sets.national-2021]\n")[0] + "\n"

OTHER = """
[rule_sets.other]
title = "另一种办法"
citation = "某省〔2021〕1号"
effective_from = 2021
extends = "national-2020"
points = { execution = 20, dimensions = { "产出指标" = 40, "效益指标" = 40 } }
points_with_cost = { execution = 20, dimensions = { "成本指标" = 20, "产出指标" = 30, "效益指标" = 30 } }
when_absent = {}
split = "by_category"
excess = "ratio"
over = "deviation"
between_rates_above_full = true
bare_number = "exactly"
ratings = []
dimension_names."满意度指标" = "效益指标"
over_achievement = { treatment = "reduce", rate = 0.5, floor = "0.6", zero_target = 30 }

[rule_sets.other.basis]
points = { mark = "seen", citation = "某省自评表" }
points_with_cost = { mark = "default" }
when_absent = { mark = "default" }
split = { mark = "default" }
excess = { mark = "seen", citation = "某省自评表表注" }
over = { mark = "default" }
between_rates_above_full = { mark = "default" }
bare_number = { mark = "default" }
ratings = { mark = "known", citation = "某省〔2021〕1号" }
dimension_names = { mark = "default" }
over_achievement = { mark = "default" }
"""


def read(text: str) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    return read_rules(NAME, text.encode())


def book(text: str = SHIPPED) -> Rulebook:
    """The rule sets of a text without faults."""
    rules, problems = read(text)
    assert rules is not None, problems
    return rules


def edited(old: str, new: str, text: str = FIRST_TWO) -> str:
    """`text` with the one place that reads `old` changed."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)
