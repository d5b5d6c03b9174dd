"""What is asked of an adverse event beside how often it came."""

from __future__ import annotations

import pytest

from retrieval.answers.question_parts import answer_part
from retrieval.questions.aspect_rows import aspects_asked, with_aspect
from retrieval.terms import index_terms
from tests.retrieval.small_trial import ZELTA, SmallCorpus, ask, make_event

ROW = make_event("update:1", "Headache", arm=ZELTA, n=9)


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Which symptoms did the headache come with?", ("symptoms",)),
        ("What did headache look like?", ("symptoms",)),
        ("How was headache managed?", ("treatment of the event",)),
        ("How many needed strong painkillers for headache?", ("treatment of the event",)),
        ("How many recovered from headache?", ("recovery",)),
        ("Did headache go away?", ("recovery",)),
        ("Did headache come back at later visits?", ("recurrence",)),
        ("What are the risk factors for headache?", ("risk factors",)),
        ("How was headache prevented?", ("prevention",)),
        ("How many were admitted to hospital because of headache?", ("hospital admission",)),
        ("What caused the headache?", ("cause",)),
        ("Why does headache occur?", ("cause",)),
        ("Why did patients develop headache?", ("cause",)),
        ("Which drugs were given against headache?", ("treatment of the event",)),
        ("What was the time course of headache?", ("time course",)),
        ("What is the background rate of headache?", ("background rate",)),
        ("Does headache correlate with age?", ("correlation",)),
        ("treatment of headache", ("treatment of the event",)),
        ("How many had headache?", ()),
        ("How many had to stop treatment for headache?", ()),
        ("How many needed zeltamab interrupted for headache?", ()),
        ("Was headache more common at the final analysis?", ()),
    ],
)
def test_what_no_rate_tells_is_not_answered_by_one(text: str, aspects: tuple[str, ...]) -> None:
    """How many had an event is no answer to what it was like or what was done about it."""
    question = ask(text)
    assert aspects_asked(question) == aspects
    assert bool(with_aspect((ROW,), question)) is not bool(aspects)


@pytest.mark.parametrize("further", ["and how was it treated?", "and did it resolve?"])
def test_rate_is_told_beside_what_else_is_asked_of_the_event(further: str) -> None:
    """The further question is said not to be held."""
    corpus = SmallCorpus((ROW,))
    part = answer_part(ask(f"How common was headache, {further}"), corpus=corpus, terms=index_terms(corpus))
    assert [figure.first for figure in part.figures] == [ROW]
    assert part.missing[0].startswith("headache (")


def test_how_soon_an_event_came_is_no_time_to_a_response() -> None:
    """ "How soon" is asked of what is named next."""
    assert "Time to first response" not in ask("How soon did nausea appear?").outcomes
    assert "Time to first response" in ask("How soon did patients respond?").outcomes


def test_how_an_event_was_treated_asks_for_no_regimen() -> None:
    """ "They" are the reactions, and not the patients."""
    topics = {term.name for term in ask("How common was headache, and how were they treated?").topics}
    assert "intervention" not in topics
