"""The single events of an organ that a question names."""

from __future__ import annotations

import pytest

from retrieval.questions.organ_events import with_events_of_organ
from tests.retrieval.small_trial import BASE, RESULTS, ZELTA, SmallCorpus, ask, make_event

CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_event("update:40", "Hypertension", arm=ZELTA, n=9),
        make_event("update:41", "Diarrhoea", arm=ZELTA, n=8),
        make_event("update:42", "Diarrhoea leading to discontinuation", arm=BASE, n=2),
    )
)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("Which heart and vessel side effects are known?", ("Hypertension",)),
        ("How often were gut problems seen?", ("Diarrhoea", "Nausea")),
        ("Were lung infections seen?", ("Pneumonia",)),
        ("Severe lung-related adverse events?", ("Pneumonia",)),
        ("Were there side effects that affected the bowels?", ("Diarrhoea", "Nausea")),
        (
            "How often was pneumonia, and were there gut side effects?",
            ("Pneumonia", "Treatment-emergent adverse event"),
        ),
        ("Were there blood pressure problems in the gut patients?", ("Hypertension",)),
    ],
)
def test_events_of_the_organ_are_asked(text: str, outcomes: tuple[str, ...]) -> None:
    """Single events of the organ, and nothing that they led to; a question that names an event asks for that."""
    assert sorted(with_events_of_organ(ask(text, corpus=CORPUS), corpus=CORPUS).outcomes) == sorted(outcomes)


def test_organ_without_an_event_restricts() -> None:
    """Where no event of the organ is held its words are what is not held."""
    question = with_events_of_organ(ask("Any skin side effects?", corpus=CORPUS), corpus=CORPUS)
    assert question.outcomes == ()
    assert " ".join(token.text for token in question.unknown) == "skin side effects"
