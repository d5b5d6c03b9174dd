from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from interfaces.history import list_feedback
from interfaces.source_html import FIGURE_NOTE
from tests.interfaces.stand_in import FINDINGS, HOSTILE

PAGE = str(Path(__file__).with_name("stand_in_page.py").resolve())


@pytest.fixture
def page(tmp_path: Path) -> AppTest:
    """The chat page before the first question, with a history of its own."""
    return _open(tmp_path)


def _open(home: Path, **address: str) -> AppTest:
    """Return the page of another browser, with ``address`` in its query."""
    page = AppTest.from_file(PAGE, default_timeout=30)
    page.session_state["home"] = home
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def _ask(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question).run()
    assert not page.exception
    return page


def _html(page: AppTest) -> str:
    bodies = (element.proto.body for element in page.get("html"))
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def _buttons(page: AppTest, label: str) -> list[str]:
    return [button.key or "" for button in page.button if button.label == label]


def test_page_states_its_intended_use(page: AppTest) -> None:
    """The page says whom it is for before anything is asked."""
    assert "healthcare professionals" in _html(page)


def test_example_is_asked_by_one_click(page: AppTest) -> None:
    """A button with an example question asks that question."""
    page.button(key="example_0").click().run()
    assert "What was the hazard ratio for progression-free survival in EXAMPLE?" in _html(page)
    assert "✓ Answered" in _html(page)


def test_conversation_is_kept(page: AppTest) -> None:
    """The first question and its answer stay on the page after the second."""
    shown = _html(_ask(_ask(page, "What was the hazard ratio?"), "Show me the wrong one"))
    assert shown.index("What was the hazard ratio?") < shown.index("Show me the wrong one")
    assert shown.count('class="tc-status') == 2


def test_new_conversation_begins_empty(page: AppTest) -> None:
    """Clearing leaves no question and no source on the page."""
    _ask(page, "What was the hazard ratio?").button(key="clear").click().run()
    assert "tc-question" not in _html(page)
    assert "tc-document" not in _html(page)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("What was the hazard ratio?", "✓ Answered", id="answered"),
        pytest.param("Five-year results?", "○ Not found in this corpus", id="not found"),
        pytest.param("What should my patient take?", "⊘ Declined", id="declined"),
    ],
)
def test_status_is_said_in_words(page: AppTest, question: str, words: str) -> None:
    """Answered, not found and declined are told apart by a word, not by colour."""
    assert words in _html(_ask(page, question))


def test_every_statement_has_its_citation_chips(page: AppTest) -> None:
    """Two statements rest on source 1 and one on source 2; the last cites nothing."""
    _ask(page, "What was the hazard ratio?")
    chips = [key for key in _buttons(page, r"\[1\]") + _buttons(page, r"\[2\]") if "panel" not in key]
    assert chips == ["cite_tc-0-0_1", "cite_tc-0-1_1", "cite_tc-0-2_2"]


def test_statement_with_many_sources_keeps_all_its_chips(page: AppTest) -> None:
    """Three chips are drawn below the statement, one for each source."""
    _ask(page, "Who disclosed funding?")
    chips = [button.key for button in page.button if (button.key or "").startswith("cite_tc-")]
    assert chips == ["cite_tc-0-0_1", "cite_tc-0-0_2", "cite_tc-0-0_3"]


def test_verdicts_are_counted(page: AppTest) -> None:
    """A contradicted number shows in the summary, without a click."""
    _ask(page, "Show me the wrong one")
    assert "Numbers: ✗ 1 contradicted · ? 2 unchecked" in [expander.label for expander in page.expander]


def test_quoted_source_is_laid_beside_a_new_answer(page: AppTest) -> None:
    """The passage is shown in its place as soon as there is an answer."""
    assert f"<mark>{FINDINGS}</mark>" in unescape(_html(_ask(page, "What was the hazard ratio?")))


def test_chip_of_a_figure_source_says_that_its_text_is_not_held(page: AppTest) -> None:
    """A click on the chip of a figure source opens its reference and no passage."""
    _ask(page, "What was the hazard ratio?").button(key="cite_tc-0-2_2").click().run()
    assert FIGURE_NOTE in _html(page)
    assert "<mark>" not in _html(page)


def test_source_can_be_closed(page: AppTest) -> None:
    """Closing the panel leaves the answer."""
    _ask(page, "What was the hazard ratio?").button(key="close_source").click().run()
    assert "tc-heading" not in _html(page)
    assert "✓ Answered" in _html(page)


def test_adverse_event_notice_is_shown(page: AppTest) -> None:
    """A notice stands with the answer that it belongs to."""
    assert "<b>Adverse event.</b> This question tells of a possible adverse event" in _html(_ask(page, "wrong?"))


def test_copy_holds_the_references(page: AppTest) -> None:
    """The text to copy ends with numbered references."""
    _ask(page, "What was the hazard ratio?")
    assert "References\n1. Author A" in page.code[0].value


def test_error_is_one_line_with_its_remedy(page: AppTest) -> None:
    """An error of the evidence is shown in place of the answer, and the next question is answered."""
    assert "run trialcite ingest" in _html(_ask(page, "Is it broken?"))
    assert "✓ Answered" in _html(_ask(page, "What was the hazard ratio?"))


def test_hostile_text_is_only_text(page: AppTest) -> None:
    """Markup in a question, a passage, a reason or a finding reaches the page escaped, and never as Markdown."""
    shown = _html(_ask(page, f"hostile {HOSTILE}"))
    assert "<img" not in shown
    assert "<script>z" not in shown
    assert f"hostile {HOSTILE}" in unescape(shown)
    assert not [element.value for element in page.markdown if "evil" in element.value]


def test_blank_question_asks_nothing(page: AppTest) -> None:
    """Spaces alone leave the page as it is."""
    assert "tc-question" not in _html(_ask(page, "   "))


def test_follow_up_shows_how_it_was_read(page: AppTest) -> None:
    """The question that was answered stands above the answer, where it is not the one that was typed."""
    shown = _html(_ask(_ask(page, "What was the hazard ratio?"), "And the hazard again?"))
    assert "Read as: <b>What was the hazard ratio? And the hazard again?</b>" in shown
    assert shown.count("Read as") == 1


def test_conversation_survives_a_reload(page: AppTest, tmp_path: Path) -> None:
    """Another browser with the same address shows the same conversation, and goes on with it."""
    _ask(page, "What was the hazard ratio?")
    again = _open(tmp_path, c=page.query_params["c"])
    assert "What was the hazard ratio?" in _html(again)
    assert "✓ Answered" in _html(again)
    assert _html(_ask(again, "Show me the wrong one")).count('class="tc-status') == 2
    assert len([key for key in map(_key, again.button) if key.startswith("open_")]) == 1


def test_address_of_no_conversation_opens_a_new_one(tmp_path: Path) -> None:
    """An id that is not held, or another user's, shows the empty page."""
    page = _open(tmp_path, c="made-up")
    assert "tc-question" not in _html(page)
    assert "c" not in page.query_params


def test_history_is_searched_opened_and_deleted(page: AppTest) -> None:
    """An earlier conversation is found by a word of its answer, opened by one click, and gone after two."""
    _ask(page, "What was the hazard ratio?").button(key="new").click().run()
    _ask(page, "Five-year results?").button(key="new").click().run()
    page.text_input(key="history_words").set_value("one-sided").run()
    (found,) = [key for key in map(_key, page.button) if key.startswith("open_")]
    page.button(key=found).click().run()
    assert "What was the hazard ratio?" in _html(page)
    page.button(key=found.replace("open_", "delete_")).click().run()
    page.button(key="confirm_delete").click().run()
    assert "tc-question" not in _html(page)
    assert "No conversation holds these words." in _html(page)


def test_thumb_and_reason_are_kept(page: AppTest, tmp_path: Path) -> None:
    """A thumb down asks for the reason; both are in the export of opinions."""
    _ask(page, "Show me the wrong one")
    page.get("feedback")[0].set_value(0).run()
    (reason,) = [box for box in page.text_input if (box.key or "").startswith("reason_")]
    reason.set_value("the other arm's figure").run()
    assert [(one.good, one.reason) for one in list_feedback(tmp_path)] == [(False, "the other arm's figure")]


def test_opinion_of_a_conversation_that_was_left_is_kept(tmp_path: Path) -> None:
    """The click that leaves the box of the reason may open another conversation first."""

    def script(home):  # type: ignore[no-untyped-def]  # it is run by its text, without this module's names
        from interfaces.conversations import Opinion, Turn
        from interfaces.history import History
        from interfaces.pages import ask_conversation as conversation
        from tests.interfaces.stand_in import ANSWERS

        history = History(home, owner="ada")
        turn = Turn("Show me the wrong one", ANSWERS["wrong"], id=history.add(Turn("?", None), conversation="one"))
        conversation.begin_anew()
        conversation.judge(turn, Opinion(good=False, reason="the other arm's figure"), history=history)

    page = AppTest.from_function(script, kwargs={"home": tmp_path}).run()
    assert not page.exception
    assert [(one.good, one.reason) for one in list_feedback(tmp_path)] == [(False, "the other arm's figure")]


def test_personal_data_is_not_kept(page: AppTest, tmp_path: Path) -> None:
    """The page shows the question as typed; the file holds it masked."""
    assert "jane.doe@example.org" in _html(_ask(page, "hazard ratio for jane.doe@example.org?"))
    held = (tmp_path / "history.sqlite3").read_bytes()
    assert b"jane.doe" not in held
    assert b"hazard ratio for [" in held


def test_history_that_cannot_be_kept_is_one_notice(tmp_path: Path) -> None:
    """The answer comes all the same, with one line that names the file and the remedy."""
    (tmp_path / "history.sqlite3").mkdir()
    shown = _html(_ask(_ask(_open(tmp_path), "What was the hazard ratio?"), "Five-year results?"))
    assert shown.count("the history cannot be used") == 1
    assert shown.count('class="tc-status') == 2


def _key(button: Any) -> str:
    return button.key or ""
