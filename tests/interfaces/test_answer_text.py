from __future__ import annotations

from interfaces.answer_text import write_text
from tests.interfaces.stand_in import ANSWERS, SOURCES


def test_copied_answer_carries_its_numbered_references() -> None:
    """The copy holds the sentences with their marks, and a reference for each mark."""
    text = write_text(ANSWERS["hazard"])
    assert text.startswith("In EXAMPLE, the hazard ratio for progression-free survival was 0.53 (99% CI 0.32 to 0.89;")
    assert f"\n1. {SOURCES['paper'].citation} Findings.\n" in text
    assert f"\n2. {SOURCES['abstract'].citation} (Figures only; text not held.)\n" in text


def test_copied_answer_carries_what_was_not_confirmed() -> None:
    """A number that the table contradicts, or that could not be looked up, never leaves without its verdict."""
    text = write_text(ANSWERS["wrong"])
    assert "- 67: contradicted. The table says: 77." in text
    assert "- 12.3: unchecked. No result has this outcome." in text


def test_copied_answer_without_doubts_names_none() -> None:
    """Supported, derived and quoted numbers need no warning."""
    assert "Not confirmed" not in write_text(ANSWERS["hazard"])
