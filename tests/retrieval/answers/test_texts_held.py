"""Which texts the corpus holds, and which parts of them."""

from __future__ import annotations

import pytest

from retrieval.answers.texts_held import tell_texts
from tests.retrieval.small_trial import ask, harbour


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do you have the full Fen Med paper?", ["these parts alone: Background, Methods"]),
        ("Is the Bog Journal article held in full?", ["Only figures are held, and not the text, of: Cole D"]),
        ("Which whole texts do you hold?", ["these parts alone", "Only figures are held"]),
        ("Have you got only the abstracts?", ["these parts alone", "Only figures are held"]),
        ("Have you got the whole Bog Journal paper?", ["Only figures are held, and not the text, of: Cole D"]),
        ("What did the full paper say of safety?", []),
        ("How many sources do you hold?", []),
    ],
)
def test_what_is_held_of_a_text_is_told(text: str, said: list[str]) -> None:
    """The parts of a text that is held, and that of the others only figures are."""
    told = tell_texts(ask(text), corpus=harbour()[0])
    assert len(told) == len(said)
    assert all(part in sentence.text for part, sentence in zip(said, told, strict=True))
