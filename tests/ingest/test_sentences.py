"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_spans


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Fever fell. Nobody died.", ["Fever fell.", "Nobody died."], id="two sentences"),
        pytest.param("Was it so? It was! Good.", ["Was it so?", "It was!", "Good."], id="question and exclamation"),
        pytest.param("It fell by 0.61 in all. So it did.", ["It fell by 0.61 in all.", "So it did."], id="decimal"),
        pytest.param("Cole et al. found it. Ames agreed.", ["Cole et al. found it.", "Ames agreed."], id="et al."),
        pytest.param("Given by Dr. Cole vs. Ames.", ["Given by Dr. Cole vs. Ames."], id="abbreviations"),
        pytest.param("J. K. Ames wrote it.", ["J. K. Ames wrote it."], id="initials"),
        pytest.param("They said “no.” Then they left.", ["They said “no.”", "Then they left."], id="closing quote"),
        pytest.param("Methods\n\nIt was open.", ["Methods", "It was open."], id="heading"),
        pytest.param("Results:\n- one\n- two", ["Results:", "- one", "- two"], id="list"),
        pytest.param(
            "The data\ncut-off was early. It held.", ["The data\ncut-off was early.", "It held."], id="wrapped"
        ),
        pytest.param("  \n ", [], id="only space"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    """A sentence ends at its last mark; numbers, abbreviations, initials and wrapped lines do not end one."""
    assert _split(text) == expected


@given(st.text(alphabet="Ab. !?\n-*1”)·\u00a0é", max_size=80) | st.text(max_size=80))
def test_spans_cover_every_character_but_space_once(text: str) -> None:
    """Spans rise without overlap, neither begin nor end with space, and leave out only space."""
    spans = sentence_spans(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


def test_row_of_a_table_is_a_sentence() -> None:
    """A row can be quoted without the rows around it."""
    text = "Table 1: Lamps.\n\nOutcome | n | %\nShone | 20 | 50.0\nBurst |  |\n\nAt night."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "Table 1: Lamps.",
        "Outcome | n | %",
        "Shone | 20 | 50.0",
        "Burst |  |",
        "At night.",
    ]


def test_raised_numbers_of_references_belong_to_the_sentence_before() -> None:
    """A full stop with raised numbers behind it ends a sentence, and they go with it."""
    text = "It burned for 5.2¹² h.¹,³–⁵ The lamp was out.⁷ So be it."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "It burned for 5.2¹² h.¹,³–⁵",
        "The lamp was out.⁷",
        "So be it.",
    ]
