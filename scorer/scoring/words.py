"""The word lists of a rule set: words that fix what a text is worth."""

from dataclasses import dataclass


# Compared by identity: word lists are part of a cache's key, and their hash would cost more than a score.
@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Every list stands under the words table of the rule file, by the same name.

    The comments of that file say what each list means.
    """

    # what a bare number is (settling.py)
    cost_names: tuple[str, ...]
    time_names: tuple[str, ...]
    lower_is_better: tuple[str, ...]
    lower_is_better_except: tuple[str, ...]
    time_limits: tuple[str, ...]
    time_not_limits: tuple[str, ...]
    standard_subjects: tuple[str, ...]
    standard_nouns: tuple[str, ...]
    # answers to a date (settling.py, wording.py)
    on_time: tuple[str, ...]
    not_due: tuple[str, ...]
    # a figure inside words that speaks of less, not more (settling.py)
    decrease_words: tuple[str, ...]
    # refusals at entry (entry.py)
    growth_names: tuple[str, ...]
    may_exceed_100: tuple[str, ...]
    # what words are worth (wording.py): words that say nothing, everything or too little
    fillers: tuple[str, ...]
    wholly: tuple[str, ...]
    obligations: tuple[str, ...]
    doubt: tuple[str, ...]
    negations: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    reversals: tuple[str, ...]
    plain: tuple[str, ...]
    conjunctions: tuple[str, ...]
    and_so_on: tuple[str, ...]
    # completion
    completion_targets: tuple[str, ...]
    completion_full: tuple[str, ...]
    completion_yes: tuple[str, ...]
    completion_basically: tuple[str, ...]
    completion_partly: tuple[str, ...]
    completion_none: tuple[str, ...]
    early: tuple[str, ...]
    late: tuple[str, ...]
    manners: tuple[str, ...]
    negated_zero: tuple[str, ...]
    never_begun: tuple[str, ...]
    # the wording of the tiers
    reached: tuple[str, ...]
    reached_with_goal: tuple[str, ...]
    goals: tuple[str, ...]
    tier_partly: tuple[str, ...]
    tier_missed: tuple[str, ...]
    # effects and their degrees
    families: tuple[tuple[str, ...], ...]
    progress: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    burdens: tuple[str, ...]
    ambivalent: tuple[str, ...]
    effects: tuple[str, ...]
    having: tuple[str, ...]
    no_effect: tuple[str, ...]
    negated_lowest: tuple[str, ...]
    degrees: tuple[tuple[str, ...], ...]
    scales: tuple[tuple[str, ...], ...]
    # bans and what keeps its level
    ban_words: tuple[str, ...]
    ban_kept: tuple[str, ...]
    ban_ends: tuple[str, ...]
    ban_names: tuple[str, ...]
    steady_targets: tuple[str, ...]
    steady_answers: tuple[str, ...]
