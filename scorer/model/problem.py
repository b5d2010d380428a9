"""Something wrong in the user's input, as a value with its place."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from scorer.model.source import Source


class Severity(StrEnum):
    """What a problem does to the value, row or document it was found in."""

    REFUSES = "refuses"
    KEPT = "kept"
    NOTE = "note"


class Code(StrEnum):
    """What is wrong. One severity each, in SEVERITY; one example each under tests/problems."""

    # documents
    NO_DOCUMENT = "no_document"
    FILE_SKIPPED = "file_skipped"
    NOT_TEXT = "not_text"
    DOCUMENT_TOO_LARGE = "document_too_large"
    DOCUMENT_DAMAGED = "document_damaged"
    DOCUMENT_UNSAFE = "document_unsafe"
    DOCUMENT_ENCRYPTED = "document_encrypted"
    PROGRAM_MISSING = "program_missing"
    PACKAGE_MISSING = "package_missing"
    CELL_ERROR = "cell_error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    NO_TARGET_TABLE = "no_target_table"
    TWO_READINGS = "two_readings"
    STATED_DOUBTFUL = "stated_doubtful"
    TABLE_CUT_SHORT = "table_cut_short"
    PROJECT_NAME_MISSING = "project_name_missing"
    ORGANISATION_MISSING = "organisation_missing"
    YEAR_UNKNOWN = "year_unknown"
    YEAR_DIFFERS = "year_differs"
    ROW_NOT_UNDERSTOOD = "row_not_understood"
    NAME_MISSING = "name_missing"
    DUPLICATE_PROJECT = "duplicate_project"
    MONEY_UNREADABLE = "money_unreadable"
    POINTS_UNREADABLE = "points_unreadable"
    TARGET_UNREADABLE = "target_unreadable"
    TARGET_ASSUMED = "target_assumed"
    TEXT_IGNORED = "text_ignored"
    # filled forms
    NOT_FILLED = "not_filled"
    ACTUAL_UNREADABLE = "actual_unreadable"
    STATED_UNREADABLE = "stated_unreadable"
    # actuals
    EMPTY_VALUE = "empty_value"
    NUMBER_NEEDED = "number_needed"
    TWO_NUMBERS = "two_numbers"
    NUMBER_TOO_LONG = "number_too_long"
    UNIT_DIFFERS = "unit_differs"
    UNIT_NOTED = "unit_noted"
    MAGNITUDE = "magnitude"
    PERCENT_OR_SHARE = "percent_or_share"
    ABOVE_HUNDRED = "above_hundred"
    NEGATIVE = "negative"
    NOT_WHOLE = "not_whole"
    ESTIMATE = "estimate"
    NO_SUCH_DATE = "no_such_date"
    DATE_IN_FUTURE = "date_in_future"
    DAY_NEEDED = "day_needed"
    DAYS_NEEDED = "days_needed"
    YEAR_NEEDED = "year_needed"
    DATE_NEEDED = "date_needed"
    COPIED = "copied"
    ACTUAL_ASSUMED = "actual_assumed"
    # judgements and budget
    TIER_UNKNOWN = "tier_unknown"
    SHARE_UNREADABLE = "share_unreadable"
    SHARE_OUTSIDE_TIER = "share_outside_tier"
    SHARE_ON_MEASURED = "share_on_measured"
    SCORE_UNREADABLE = "score_unreadable"
    SCORE_OUTSIDE_POINTS = "score_outside_points"
    REASON_MISSING = "reason_missing"
    ACTUAL_MISSING = "actual_missing"
    TIER_NEEDED = "tier_needed"
    NOT_APPLICABLE_WITH_ACTUAL = "not_applicable_with_actual"
    OVER_BUDGET = "over_budget"
    NO_BUDGET = "no_budget"
    NOTHING_TO_CLEAR = "nothing_to_clear"
    # evidence
    EVIDENCE_NOT_FOUND = "evidence_not_found"
    EVIDENCE_UNREADABLE = "evidence_unreadable"
    EVIDENCE_NOT_COPIED = "evidence_not_copied"
    EVIDENCE_TWICE = "evidence_twice"
    NO_EVIDENCE = "no_evidence"
    # counting a roster
    COLUMN_NOT_FOUND = "column_not_found"
    DATE_COLUMN_NEEDED = "date_column_needed"
    NOTHING_COUNTED = "nothing_counted"
    COUNT_DOES_NOT_FIT = "count_does_not_fit"
    COLUMNS_COUNTED = "columns_counted"
    NAMES_DOUBTFUL = "names_doubtful"
    ROWS_REPEATED = "rows_repeated"
    ROWS_NOT_COUNTED = "rows_not_counted"
    # adjustments
    TARGET_NEEDED = "target_needed"
    NOT_COMPARABLE = "not_comparable"
    POINTS_DO_NOT_FIT = "points_do_not_fit"
    # lookup
    NO_YEAR = "no_year"
    SEVERAL_YEARS = "several_years"
    NO_PROJECT = "no_project"
    SEVERAL_PROJECTS = "several_projects"
    NO_INDICATOR = "no_indicator"
    SEVERAL_INDICATORS = "several_indicators"
    # files of actuals
    HEADER_MISSING = "header_missing"
    COLUMN_UNKNOWN = "column_unknown"
    NUMBER_AND_NAME_DISAGREE = "number_and_name_disagree"
    SAME_FIELD_TWICE = "same_field_twice"
    # fill-in workbooks
    SHEET_UNREAD = "sheet_unread"
    ROW_ABSENT = "row_absent"
    ROW_RENAMED = "row_renamed"
    COLUMN_RENAMED = "column_renamed"
    CELL_EMPTIED = "cell_emptied"
    OTHER_RECORD = "other_record"
    CONFLICT = "conflict"
    # the checks
    NO_CHECK = "no_check"
    NO_FINDING = "no_finding"
    FINDING_TO_MEND = "finding_to_mend"
    ERRORS_STAND = "errors_stand"
    # frozen results
    NO_FROZEN = "no_frozen"
    FROZEN_DIFFERS = "frozen_differs"
    # the store
    NO_STORE = "no_store"
    NOT_A_STORE = "not_a_store"
    STORE_NEWER = "store_newer"
    STORE_BUSY = "store_busy"
    STORE_NOT_WRITABLE = "store_not_writable"
    # what is written
    OUTPUT_NOT_WRITABLE = "output_not_writable"
    NO_REVIEW_COPY = "no_review_copy"
    TEMPLATE_WRONG = "template_wrong"
    # the rule file
    RULES_NOT_TOML = "rules_not_toml"
    RULE_KEY_UNKNOWN = "rule_key_unknown"
    RULE_KEY_MISSING = "rule_key_missing"
    RULE_VALUE_WRONG = "rule_value_wrong"
    RULE_SUM_WRONG = "rule_sum_wrong"
    RULE_BANDS_WRONG = "rule_bands_wrong"
    RULE_CYCLE = "rule_cycle"
    RULES_DIFFER = "rules_differ"
    NO_RULES_IN_FORCE = "no_rules_in_force"
    DIMENSION_UNKNOWN = "dimension_unknown"


_NOTES = frozenset(
    {
        Code.FILE_SKIPPED,
        Code.YEAR_DIFFERS,
        Code.CELL_ERROR,
        Code.FORMULA_WITHOUT_VALUE,
        Code.TARGET_ASSUMED,
        Code.TEXT_IGNORED,
        Code.UNIT_NOTED,
        Code.COPIED,
        Code.ACTUAL_ASSUMED,
        Code.NOTHING_TO_CLEAR,
        Code.EVIDENCE_TWICE,
        Code.COLUMNS_COUNTED,
        Code.NAMES_DOUBTFUL,
        Code.ROWS_REPEATED,
        Code.ROWS_NOT_COUNTED,
        Code.COLUMN_UNKNOWN,
        Code.SHEET_UNREAD,
        Code.ROW_ABSENT,
        Code.ROW_RENAMED,
        Code.CELL_EMPTIED,
        Code.OTHER_RECORD,
        Code.RULES_DIFFER,
    }
)
SEVERITY: dict[Code, Severity] = {
    code: Severity.NOTE if code in _NOTES else Severity.REFUSES for code in Code
} | {
    Code.TARGET_UNREADABLE: Severity.KEPT,
    Code.STATED_DOUBTFUL: Severity.KEPT,
    Code.DIMENSION_UNKNOWN: Severity.KEPT,
    Code.ACTUAL_UNREADABLE: Severity.KEPT,
    Code.STATED_UNREADABLE: Severity.KEPT,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where it stood (None for what was typed), and the next step."""

    code: Code
    message: str
    hint: str = ""
    source: Source | None = None

    @property
    def severity(self) -> Severity:
        """What it does to the value it was found in."""
        return SEVERITY[self.code]

    @property
    def mark(self) -> str:
        """The word for its severity that stands before it."""
        match self.severity:
            case Severity.REFUSES:
                return "错误"
            case Severity.KEPT:
                return "照录"
            case Severity.NOTE:
                return "提示"
            case _:
                assert_never(self.severity)


class Refused(Exception):
    """Raised by whoever must give up because of the user's input; nothing was stored."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.message for problem in problems))
        self.problems = problems


def refusals(problems: "tuple[Problem, ...] | list[Problem]") -> tuple[Problem, ...]:
    """Those of `problems` that keep a value out of the record."""
    return tuple(problem for problem in problems if problem.severity is Severity.REFUSES)
