from __future__ import annotations

from html import unescape

import pytest

from interfaces.answer_html import Line, split_lines, write_findings, write_line, write_number_list, write_references
from tests.interfaces.stand_in import ANSWERS, FIGURE, HOSTILE


def _nothing(_: str) -> tuple[tuple[str, str], ...]:
    return ()


def _first_line(word: str) -> str:
    answer = ANSWERS[word]
    return write_line(split_lines(answer)[0], answer=answer, key="t", describe=_nothing)


def test_lines_know_their_place_and_their_citations() -> None:
    """Each statement is a line with its offsets into the answer, and with the marks that end it."""
    answer = ANSWERS["wrong"]
    first = answer.answer.index("\n")
    assert split_lines(answer) == (
        Line(start=0, end=first, citations=(1,)),
        Line(start=first + 1, end=len(answer.answer), citations=(2,)),
    )


def test_marks_are_left_to_the_chips() -> None:
    """A line does not print the marks that it is drawn beside."""
    assert "[1]" not in _first_line("hazard")


def test_a_bracket_that_is_no_mark_is_kept() -> None:
    """Only the numbers of citations are marks; a bracketed number of the text stays."""
    answer = ANSWERS["hazard"]
    text = "As numbered [9] there. [1]"
    line = Line(start=0, end=len(text), citations=(1,))
    shown = write_line(
        line, answer=type(answer)(**{**_fields(answer), "answer": text, "checks": ()}), key="t", describe=_nothing
    )
    assert shown == '<p class="tc-line">As numbered [9] there.</p>'


@pytest.mark.parametrize(
    ("word", "label"),
    [
        pytest.param("hazard", "0.53, supported: show the result behind this number", id="supported"),
        pytest.param("wrong", "67%, contradicted: show the result behind this number", id="contradicted"),
        pytest.param("wrong", "35%, unchecked: show the result behind this number", id="unchecked"),
    ],
)
def test_number_says_its_verdict_as_a_word(word: str, label: str) -> None:
    """A number's button is named after the number, with its percent sign, and its verdict."""
    assert f'aria-label="{label}"' in _first_line(word)


def test_number_shows_its_verdict_as_a_sign() -> None:
    """A contradicted number carries a cross, whatever its colour."""
    assert '67%<sup aria-hidden="true">✗</sup>' in _first_line("wrong")


def test_card_shows_what_the_table_says_instead() -> None:
    """The card of a contradicted number gives the expected number."""
    assert "<b>The table says: 77.</b>" in _first_line("wrong")


def test_card_of_a_number_without_result_says_so() -> None:
    """An unchecked number has no result behind it, and its card does not pretend one."""
    assert "No result stands behind this number." in _first_line("wrong")


def test_card_lists_the_result_behind_a_number() -> None:
    """The lines of the deciding result stand in the card of its number."""
    answer = ANSWERS["hazard"]
    shown = write_line(split_lines(answer)[0], answer=answer, key="t", describe=lambda result: (("Id", result),))
    assert "<dt>Id</dt><dd>paper:1</dd>" in shown


def test_text_of_a_finding_is_underlined_around_its_numbers() -> None:
    """What a finding covers is underlined on both sides of a number that it contains."""
    shown = _first_line("wrong")
    assert '<span class="tc-found">a </span>' in shown
    assert '<span class="tc-found"> higher risk</span>' in shown


def test_number_stays_with_what_touches_it() -> None:
    """A bracket or a semicolon is never parted from its number at the end of a line."""
    shown = _first_line("hazard")
    assert '<span class="tc-run">(<button' in shown
    assert "</button>;</span>" in shown


def test_every_part_of_an_answer_is_escaped() -> None:
    """A hostile passage reaches the page as text in the line, its card, the list and the findings."""
    answer = ANSWERS["hostile"]
    for shown in (
        _first_line("hostile"),
        write_number_list(answer.checks, describe=lambda _: ((HOSTILE, HOSTILE),)),
        write_findings(answer.findings),
    ):
        assert "<img" not in shown
        assert "<script" not in shown
        assert HOSTILE in unescape(shown)


def test_reference_of_a_figure_says_that_its_text_is_not_held() -> None:
    """A source of which only figures are held is not listed as if it could be read."""
    assert "Figures only; text not held." in write_references([FIGURE])


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]
