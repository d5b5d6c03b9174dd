"""A letter goes from draft to approved, no step is lost, and nobody approves what they wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drafting.audit import AuditTrail, Person
from drafting.integrity import verify
from drafting.printing import list_heading
from drafting.records import Letter, LetterText, Paragraph, Section
from drafting.review import ALLOWED, Letters, ReviewError, Signature
from retrieval.assistant import Assistant

_ANN = Signature(Person("Ann Author", "drafter"), "as asked")
_BOB = Signature(Person("Bob Reviewer", "reviewer"), "read against the sources")


@pytest.fixture
def letters(tmp_path: Path) -> Letters:
    """An empty store."""
    return Letters(tmp_path)


def _changed(letter: Letter, text: str) -> Letter:
    told = Section(
        "points", "Key points", (Paragraph((LetterText(text, origin="person", trial=letter.selections[0].trials[0]),)),)
    )
    return replace(letter, sections=(*letter.sections, told))


def test_letter_goes_from_draft_to_approved(letters: Letters, letter: Letter, assistant: Assistant) -> None:
    """Each step leads to the next state, is dated, and stands in the trail with name, meaning and reason."""
    assert letters.add(letter, signed=_ANN).status == "draft"
    assert letters.submit(letter.id, version=1, signed=_ANN).status == "in review"
    approved = letters.approve(letter.id, version=1, signed=_BOB, corpus=assistant.corpus)
    today = datetime.now(UTC).date()
    assert (approved.status, approved.effective, approved.review_by) == ("approved", today, today + timedelta(days=365))
    kept = letters.get(letter.id)
    assert kept.letter == approved
    assert [(each.name, each.meaning) for each in approved.signed] == [
        ("Ann Author", "responsibility for content"),
        ("Bob Reviewer", "approval"),
    ]
    assert ("Signed, approval", f"Bob Reviewer, {approved.signed[1].at:%Y-%m-%d %H:%M} UTC") in list_heading(approved)
    assert [(event.action, event.actor, event.meaning) for event in kept.events] == [
        ("created", "Ann Author", "authorship"),
        ("submitted", "Ann Author", "responsibility for content"),
        ("approved", "Bob Reviewer", "approval"),
    ]
    assert kept.events[-1].reason == "read against the sources"


def test_edit_returns_to_draft_and_raises_the_version(letters: Letters, letter: Letter, assistant: Assistant) -> None:
    """An approved letter that is edited is a draft again; the approved version can still be read."""
    letters.add(letter, signed=_ANN)
    letters.submit(letter.id, version=1, signed=_ANN)
    approved = letters.approve(letter.id, version=1, signed=_BOB, corpus=assistant.corpus)
    edited = letters.edit(_changed(approved, "A word more."), signed=_ANN)
    assert (edited.version, edited.status, edited.effective, edited.signed) == (2, "draft", None, ())
    assert letters.version(letter.id, 1) == approved
    assert letters.get(letter.id).letter == edited


@pytest.mark.parametrize("name", ["Ann Author", "ann  author"])
def test_author_cannot_approve(name: str, letters: Letters, letter: Letter, assistant: Assistant) -> None:
    """Who wrote any version does not approve, however the name is typed."""
    letters.add(letter, signed=_ANN)
    letters.edit(_changed(letter, "A word more."), signed=Signature(Person("Cy", "drafter"), "more"))
    letters.submit(letter.id, version=2, signed=_ANN)
    signed = Signature(Person(name, "reviewer"), "fine")
    with pytest.raises(ReviewError, match="wrote it, and cannot approve it"):
        letters.approve(letter.id, version=2, signed=signed, corpus=assistant.corpus)
    assert letters.get(letter.id).letter.status == "in review"


def test_contradicted_number_blocks_approval(letters: Letters, letter: Letter, assistant: Assistant) -> None:
    """A letter that says 0.35 where the table says something else is not approved, and the reason names the number."""
    wrong = _changed(letter, "The hazard ratio for progression-free survival was 0.35.")
    letters.add(wrong, signed=_ANN)
    letters.submit(letter.id, version=1, signed=_ANN)
    with pytest.raises(ReviewError, match=r"not approved.*0\.35"):
        letters.approve(letter.id, version=1, signed=_BOB, corpus=assistant.corpus)


def test_every_step_that_is_not_allowed_is_refused(letters: Letters, letter: Letter, assistant: Assistant) -> None:
    """What a state does not allow raises, and leaves no event."""
    letters.add(letter, signed=_ANN)
    with pytest.raises(ReviewError, match="draft, so it cannot be approved"):
        letters.approve(letter.id, version=1, signed=_BOB, corpus=assistant.corpus)
    with pytest.raises(ReviewError, match="draft, so it cannot be returned"):
        letters.send_back(letter.id, version=1, signed=_BOB)
    letters.supersede(letter.id, version=1, signed=_BOB)
    with pytest.raises(ReviewError, match="superseded, so it cannot be submitted; possible: nothing more"):
        letters.submit(letter.id, version=1, signed=_ANN)
    assert [event.action for event in letters.get(letter.id).events] == ["created", "superseded"]
    assert ALLOWED["superseded"] == frozenset()


def test_letter_is_returned_from_review_as_the_same_version(letters: Letters, letter: Letter) -> None:
    """A reviewer who asks for changes gives the draft back; the version is raised by the edit that follows."""
    letters.add(letter, signed=_ANN)
    letters.submit(letter.id, version=1, signed=_ANN)
    assert letters.send_back(letter.id, version=1, signed=_BOB).status == "draft"
    assert letters.get(letter.id).letter.version == 1
    assert letters.states() == {letter.id: (1, "draft")}


def test_version_that_was_changed_meanwhile_is_not_overwritten(letters: Letters, letter: Letter) -> None:
    """Of two who edit the same version the second is told to look again."""
    letters.add(letter, signed=_ANN)
    letters.edit(_changed(letter, "One."), signed=_ANN)
    with pytest.raises(ReviewError, match="version 2 stands by now, not 1"):
        letters.edit(_changed(letter, "Two."), signed=_BOB)


def test_edit_that_changes_nothing_is_refused(letters: Letters, letter: Letter) -> None:
    """A version is not raised for nothing."""
    letters.add(letter, signed=_ANN)
    with pytest.raises(ReviewError, match="nothing was changed"):
        letters.edit(letter, signed=_ANN)


def test_letter_is_added_once(letters: Letters, letter: Letter) -> None:
    """A letter of the same id is an edit, not a new one."""
    letters.add(letter, signed=_ANN)
    with pytest.raises(ReviewError, match="kept already"):
        letters.add(letter, signed=_ANN)


@pytest.mark.parametrize(("name", "reason", "needed"), [(" ", "as asked", "name"), ("Ann", "", "reason")])
def test_step_needs_name_and_reason(name: str, reason: str, needed: str, letters: Letters, letter: Letter) -> None:
    """Nothing is recorded of nobody, or for no reason."""
    with pytest.raises(ReviewError, match=f"needs .*{needed}"):
        letters.add(letter, signed=Signature(Person(name, "drafter"), reason))
    assert letters.ids() == ()


def test_unknown_letter_is_named_with_the_remedy(letters: Letters) -> None:
    """What is not kept is said to be so."""
    with pytest.raises(ReviewError, match="trialcite letters list"):
        letters.get("MI-0")


def test_trail_of_a_letter_verifies(letters: Letters, letter: Letter, tmp_path: Path) -> None:
    """The steps of a letter make an intact chain."""
    letters.add(letter, signed=_ANN)
    letters.submit(letter.id, version=1, signed=_ANN)
    assert verify(AuditTrail(tmp_path)).faults == ()
