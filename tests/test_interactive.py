"""What the interactive entry asks, and what an answer does: without a terminal."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from command_examples import DB, entries, put_sample, write_table
from hypothesis import given, settings
from hypothesis import strategies as st
from running import Golden, Scorer

from scorer.cli.interactive import converse
from scorer.cli.outcome import ExitCode
from scorer.cli.question import law_text
from scorer.model.entry import Stamp
from scorer.model.fields import Field
from scorer.model.problem import Code
from scorer.scoring.rules import Excess, Over
from scorer.store import open_store
from scorer.workflow.asking import Declined, Question, Stored, Turn
from scorer.workflow.desk import Desk
from scorer.workflow.rule_books import find_rules
from scorer.workflow.session import Session

TODAY = date(2025, 1, 10)
SMALL = """产出指标,数量指标,培训场次,≥26场
产出指标,质量指标,培训效果,明显提升
产出指标,时效指标,完成时间,≤10月底
产出指标,成本指标,场租成本,≤3万元
满意度指标,服务对象满意度指标,学员满意度,≥95%
"""


@contextmanager
def _session(
    project: str | None = None, indicator: str | None = None, *, user: str = "张三", db: Path = DB
) -> Iterator[Session]:
    with open_store(db, create=False) as store:
        book, ticks = find_rules(None), iter(range(10**6))

        def desk() -> Desk:
            at = datetime(2025, 1, 10, 1, 30, 0, next(ticks), tzinfo=UTC).isoformat(timespec="microseconds")
            return Desk(store, book, Stamp(at, user, "record-actual", "scorer 1"), TODAY)

        yield Session(desk, project, indicator)


@pytest.fixture
def small(scorer: Scorer) -> Scorer:
    """A record of one project of five lines without actuals."""
    assert scorer("import", str(write_table(rows=SMALL))).code == 0
    return scorer


def _asked(session: Session) -> Question:
    question = session.question()
    assert question is not None
    return question


def _where(session: Session) -> tuple[int, Field] | None:
    question = session.question()
    return None if question is None else (question.line.number, question.field)


def _answer(session: Session, *texts: str) -> list[tuple[int, Field] | None]:
    """Where each answer leads."""
    places = []
    for text in texts:
        session.answer(text)
        places.append(_where(session))
    return places


def _actuals() -> list[object]:
    return [text for _, field, _, text, _ in entries() if field == "actual"]


def test_what_lacks_a_figure_is_asked_first_then_what_needs_a_tier_then_missing_reasons(
    small: Scorer,
) -> None:
    small("record-actual", "1", "培训场次", "20场")
    small("record-actual", "1", "培训效果", "有些起色")
    with _session() as session:
        places = [_where(session), *_answer(session, *["跳过"] * 6)]
    assert places == [
        (0, Field.EXECUTED),
        (3, Field.ACTUAL),
        (4, Field.ACTUAL),
        (5, Field.ACTUAL),
        (2, Field.TIER),
        (1, Field.CAUSE),
        None,
    ]


def test_an_answer_that_falls_short_is_asked_for_its_tier_share_cause_and_remedy(small: Scorer) -> None:
    del small
    with _session("1", "培训效果") as session:
        assert _where(session) == (2, Field.ACTUAL)
        assert _answer(session, "有些起色", "2", "75%", "师资不足", "增聘教师") == [
            (2, Field.TIER),
            (2, Field.SHARE),
            (2, Field.CAUSE),
            (2, Field.REMEDY),
            None,
        ]
    assert [(field, text) for _, field, _, text, _ in entries()][-5:] == [
        ("actual", "有些起色"),
        ("tier", "2"),
        ("share", "75%"),
        ("cause", "师资不足"),
        ("remedy", "增聘教师"),
    ]


def test_enter_leaves_tier_share_and_reasons_for_later_but_asks_again_for_a_figure(small: Scorer) -> None:
    del small
    with _session("1", "培训效果") as session:
        reply = session.answer("　")
        assert isinstance(reply, Declined)
        assert reply.problems[0].code is Code.EMPTY_VALUE
        assert _answer(session, "有些起色", "3", "", "", "") == [
            (2, Field.TIER),
            (2, Field.SHARE),
            (2, Field.CAUSE),
            (2, Field.REMEDY),
            None,
        ]
    with _session() as session:
        assert _answer(session, *["跳过"] * 5)[-1] == (2, Field.CAUSE)


def test_a_refused_answer_stores_nothing_and_is_asked_again(small: Scorer) -> None:
    del small
    before = entries()
    with _session("1", "完成时间") as session:
        for wrong in ("是的", "13月40日", "5场", "12月31日至1月2日", "2025年3月1日"):
            reply = session.answer(wrong)
            assert isinstance(reply, Declined), wrong
            assert _where(session) == (3, Field.ACTUAL)
    assert entries() == before


def test_every_answer_is_stored_at_once_as_its_own_action_of_its_own_time(small: Scorer) -> None:
    del small
    with _session("1") as session:
        session.answer("4.98")
        session.answer("20场")
        with open_store(DB, create=False) as other:
            log = list(other.history(author="张三"))[-2:]
        assert [entry.new for entry in log] == ["4.98", "20场"]
        assert log[0].at < log[1].at


def test_spending_above_the_budget_is_asked_for_its_explanation_and_stored_with_it(small: Scorer) -> None:
    del small
    with _session("1") as session:
        before = entries()
        assert _answer(session, "5.2", "", "5.3") == [
            (0, Field.OVER_BUDGET),
            (0, Field.EXECUTED),
            (0, Field.OVER_BUDGET),
        ]
        assert entries() == before
        assert _answer(session, "追加", "返回", "4.9", "28场") == [
            (1, Field.ACTUAL),
            (0, Field.EXECUTED),
            (1, Field.ACTUAL),
            (2, Field.ACTUAL),
        ]
    assert [(field, text) for _, field, _, text, _ in entries()][len(before) :] == [
        ("executed", "5.3"),
        ("over_budget", "追加"),
        ("executed", "4.9"),
        ("actual", "28场"),
    ]


def test_a_project_without_a_budget_is_asked_for_it_before_what_was_spent(scorer: Scorer) -> None:
    table = write_table(rows=SMALL)
    table.write_text(table.read_text(encoding="utf-8").replace("预算数,5.00\n", ""), encoding="utf-8")
    scorer("import", str(table))
    with _session() as session:
        assert _where(session) == (0, Field.FULL_YEAR_BUDGET)
        assert _answer(session, "5", "4.98") == [(0, Field.EXECUTED), (1, Field.ACTUAL)]


def test_the_way_back_leads_through_what_was_asked_and_forward_again(small: Scorer) -> None:
    del small
    with _session() as session:
        assert session.answer("返回") is Turn.AT_THE_FIRST
        assert _answer(session, "跳过", "28场", "跳过", "返回", "返回", "返回") == [
            (1, Field.ACTUAL),
            (2, Field.ACTUAL),
            (3, Field.ACTUAL),
            (2, Field.ACTUAL),
            (1, Field.ACTUAL),
            (0, Field.EXECUTED),
        ]
        assert _answer(session, "4.98") == [(2, Field.ACTUAL)]
        assert _answer(session, "返回", "返回") == [(0, Field.EXECUTED), (0, Field.EXECUTED)]
        assert _asked(session).reported
        assert _answer(session, "") == [(2, Field.ACTUAL)]


@pytest.mark.parametrize("said", ["不适用 今年停办", "不适用：今年停办", "不适用今年停办"])
def test_a_line_is_excluded_with_the_reason_in_the_answer(small: Scorer, said: str) -> None:
    del small
    with _session("1", "培训场次") as session:
        assert isinstance(session.answer(said), Stored)
    assert entries()[-1][1:4] == ("not_applicable", "", "今年停办")


def test_a_missing_reason_for_excluding_is_asked_and_enter_goes_back(small: Scorer) -> None:
    del small
    with _session("1", "培训场次") as session:
        assert _answer(session, "不适用", "", "不适用", "今年停办") == [
            (1, Field.NOT_APPLICABLE),
            (1, Field.ACTUAL),
            (1, Field.NOT_APPLICABLE),
            None,
        ]
    assert entries()[-1][1:4] == ("not_applicable", "", "今年停办")


def test_budget_execution_is_not_excluded_and_the_answer_says_how_to_cancel_a_project(small: Scorer) -> None:
    del small
    with _session() as session:
        reply = session.answer("不适用 项目取消")
        assert isinstance(reply, Declined)
        assert "scorer record-actual 1 --not-applicable" in reply.problems[0].hint


def test_a_new_tier_takes_back_the_share_given_inside_the_old_one(small: Scorer) -> None:
    del small
    with _session("1", "培训效果") as session:
        _answer(session, "有些起色", "2", "75%")
        _answer(session, "返回", "返回")
        assert _where(session) == (2, Field.TIER)
        assert isinstance(session.answer("1"), Stored)
        assert _asked(session).line.outcome == session.summary()[0][0].lines[2].outcome
    assert entries()[-2][1:4] == ("share", "", "")


def test_a_cancelled_project_is_not_asked_about(small: Scorer) -> None:
    small("record-actual", "1", "--not-applicable", "项目取消")
    with _session() as session:
        assert session.question() is None
        assert session.summary()[1].count == 0


def test_progress_counts_every_line_that_applies_and_those_filled(small: Scorer) -> None:
    small("record-actual", "1", "完成时间", "--not-applicable", "未安排")
    with _session() as session:
        _answer(session, "4.98", "20场")
        progress = _asked(session).progress
    assert (progress.turn, progress.count, progress.filled, progress.unexplained) == (2, 5, 2, 1)


def test_the_next_session_begins_where_something_is_missing(small: Scorer) -> None:
    del small
    with _session() as session:
        _answer(session, "4.98", "28场", "退出")
        assert session.answer("退出") is Turn.QUIT
    with _session() as session:
        assert _where(session) == (2, Field.ACTUAL)


@pytest.mark.parametrize(
    ("said", "kept"), [("否", ["30场"]), ("", ["30场"]), ("跳过", ["30场"]), ("是", ["30场", "28场"])]
)
def test_what_somebody_else_entered_meanwhile_is_shown_and_replaced_only_on_a_yes(
    small: Scorer, said: str, kept: list[str]
) -> None:
    del small
    with _session("1", "1") as one, _session("1", "1", user="李四") as other:
        assert isinstance(other.answer("30场"), Stored)
        assert one.answer("28场") is Turn.OVERTAKEN
        question = _asked(one)
        assert question.waiting == "28场"
        assert question.line.indicator is not None
        assert question.line.indicator.actual is not None
        assert (question.line.indicator.actual.text, question.line.indicator.actual.by) == ("30场", "李四")
        assert one.answer("也许") is Turn.UNCLEAR
        assert _actuals() == ["30场"]
        one.answer(said)
        assert _where(one) is None
    assert _actuals() == kept


def test_an_answer_that_is_refused_after_the_yes_is_asked_anew(small: Scorer) -> None:
    del small
    with _session("1", "1") as one, _session("1", "1", user="李四") as other:
        other.answer("30场")
        assert one.answer("很多") is Turn.OVERTAKEN
        assert isinstance(one.answer("是"), Declined)
        assert _asked(one).waiting == ""
        assert isinstance(one.answer("28场"), Stored)


def test_what_somebody_else_entered_is_printed_with_name_and_time(
    small: Scorer, capsys: pytest.CaptureFixture[str]
) -> None:
    del small
    with _session("1", "1") as one, _session("1", "1", user="李四") as other:
        answers = iter(["28场", "是"])

        def read(prompt: str) -> str:
            if "实际完成值" in prompt:
                other.answer("30场")
            return _typed(prompt, next(answers))

        converse(one, read)
    assert (
        "实际完成值> 28场\n  没有存入：这一项刚才被别人改过，现在是这样：\n\n"
        "项目1 2024年女性就业培训项目\n第2项／共6项，已填1项\n1.1 培训场次（产出指标／数量指标），分值18.75\n"
        "  指标值：≥26场\n  评分：不少于26场得满分，不足的按完成比例计\n"
        "  已填实际完成值：30场（李四 2025-01-10 09:30）\n"
        "  目前：实际30场，目标≥26场，完成率115.38%，得满分18.75分。\n"
        "仍然记入“28场”吗？（是／否）：是\n  已存。"
    ) in capsys.readouterr().out


def test_a_budget_that_somebody_else_changed_meanwhile_is_asked_about_too(small: Scorer) -> None:
    del small
    with _session("1", "0") as one, _session("1", "0", user="李四") as other:
        other.answer("4.9")
        assert one.answer("4.8") is Turn.OVERTAKEN
        assert _answer(one, "返回", "4.7") == [(0, Field.EXECUTED), None]


def test_a_line_that_somebody_else_filled_before_it_was_shown_is_not_asked(small: Scorer) -> None:
    del small
    with _session() as one, _session("1", "1", user="李四") as other:
        other.answer("30场")
        assert _answer(one, "跳过") == [(2, Field.ACTUAL)]


SPOKEN = "?|返回|5.2|追加|20|师资不足||有些起色|二||||11月12日|疫情|顺延|0|1||不适用|未做问卷"


def test_a_conversation_reads_as_the_golden_one(
    small: Scorer, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    del small
    answers = iter(SPOKEN.split("|"))
    with _session() as session:
        assert converse(session, lambda prompt: _typed(prompt, next(answers))) is ExitCode.DONE
        assert next(answers, None) is None
    shown = capsys.readouterr()
    golden("interactive.txt", shown.out)
    golden("interactive-problems.txt", shown.err)


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_leaving_in_the_middle_of_an_answer_ends_with_the_totals(
    small: Scorer, capsys: pytest.CaptureFixture[str], end: type[BaseException]
) -> None:
    del small

    def leave(prompt: str) -> str:
        raise end(prompt)

    with _session() as session:
        code = converse(session, leave)
    assert code is (ExitCode.DONE if end is EOFError else ExitCode.INTERRUPTED)
    assert capsys.readouterr().out.endswith(
        "得分/已评/总分 0.00/0.00/100.00，等级暂无；缺6项：1.0、1.1、1.2、1.3、1.4、1.5\n"
        "共6项，已填0项。已填的都已存好；再次运行 scorer record-actual，从缺的地方接着问。\n"
    )


LAWS = {
    "≥26场": "不少于26场得满分，不足的按完成比例计",
    "每周1次": "不少于52次/年得满分，不足的按完成比例计",
    "≥0场": "不少于0场得满分，不足不得分",
    "≤3万元": "不超过3万元得满分，超出的按超出比例扣减",
    "≤0起": "不超过0起得满分，超出不得分",
    "=4场": "等于4场得满分，不足的按完成比例计，超过也是满分",
    "80%~90%": "在80%至90%之内得满分，不足的按完成比例计，超出的按超出比例扣减",
    "10~15天": "在10天至15天之内得满分，低于也是满分，超出的按超出比例扣减",
    "≤10月底": "不晚于2024年10月31日得满分，逾期30天以内80%，逾期90天以内60%，更晚30%，未完成0%",
    "明显提升": "照文字评三档，评不了的请您评档；达成按100%计，部分达成按70%计，未达成按30%计，可在档内另定得分率",
    "场": "指标值无法读取，填后请您评档；达成按100%计，部分达成按70%计，未达成按30%计，可在档内另定得分率",
}
OTHER_LAWS = {
    "≤3万元": "不超过3万元得满分，超出的按目标÷实际计",
    "=4场": "等于4场得满分，不足的按完成比例计，超出的按超出比例扣减",
    "80%~90%": "在80%至90%之内得满分，不足的按完成比例计，高于也是满分",
}


def test_every_kind_of_target_says_how_it_will_be_scored(scorer: Scorer) -> None:
    rows = "".join(f"产出指标,数量指标,指标{turn},{text}\n" for turn, text in enumerate(LAWS))
    scorer("import", str(write_table(rows=rows)))
    with _session("1") as session:
        assessment = _asked(session).assessment
    rules = assessment.rules
    lines = dict(zip(LAWS, assessment.lines[1:], strict=True))
    assert {text: law_text(line, rules) for text, line in lines.items()} == LAWS
    others = replace(rules, excess=Excess.RATIO, over=Over.DEVIATION, between_rates_above_full=True)
    assert {text: law_text(lines[text], others) for text in OTHER_LAWS} == OTHER_LAWS


TEXTS = st.one_of(
    st.sampled_from(
        "跳过|返回|帮助||是|否|不适用|不适用 停办|28场|96%|11月12日|4.98|6|1|3|65%|明显提升|有些起色|部分完成|0".split(
            "|"
        )
    ),
    st.text(max_size=8),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample, to be copied."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        put_sample(reported=False)
    return folder / DB


@settings(max_examples=60)
@given(texts=st.lists(TEXTS, max_size=25))
def test_whatever_is_typed_the_conversation_goes_on_and_the_record_only_grows(
    made: Path, texts: list[str]
) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        db = Path(shutil.copy(made, folder))
        session = stack.enter_context(_session("4", db=db))
        store = stack.enter_context(open_store(db, create=False))
        grown = len(list(store.history()))
        for text in texts:
            if session.question() is None:
                break
            reply = session.answer(text)
            now = len(list(store.history()))
            assert now == grown or isinstance(reply, Stored), text
            grown = now


def _typed(prompt: str, text: str) -> str:
    print(prompt + text)  # noqa: T201 - as a terminal shows it
    return text
