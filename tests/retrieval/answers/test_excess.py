"""Events of which one arm has more, or less, than the other."""

from __future__ import annotations

from retrieval.answers.answering import answer_figures
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, ZELTA, SmallCorpus, ask, make_event

ROWS = [
    make_event("update:61", "Rash", arm=ZELTA, n=30),
    make_event("update:62", "Rash", arm=BASE, n=20),
    make_event("update:63", "Treatment-emergent adverse event leading to discontinuation", arm=ZELTA, n=5),
    make_event("update:64", "Treatment-emergent adverse event leading to discontinuation", arm=BASE, n=9),
]


def _told(text: str) -> list[str]:
    corpus = SmallCorpus(ROWS)
    drafted = answer_figures(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    assert drafted is not None
    return [sentence.text for sentence in drafted.sentences]


def test_no_event_that_the_other_arm_has_more_of_is_told() -> None:
    """Rash 30 to 20 is none that the control arm has more of; what led to stopping, 5 to 9, is."""
    first, *others = _told("Which adverse events were more frequent in the control arm?")
    assert first == (
        "Of the single adverse events that this corpus holds for both arms, none differs in the way asked."
    )
    assert [text.partition(",")[0].partition(":")[0] for text in others] == [
        "Treatment-emergent adverse event leading to discontinuation"
    ]


def test_events_that_the_arm_asked_has_more_of_are_told() -> None:
    """Rash 30 to 20, and no sum of events."""
    told = _told("Which adverse events were more frequent with zeltamab?")
    assert len(told) == 2
    assert told[1].startswith("Rash")
