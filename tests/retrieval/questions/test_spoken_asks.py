"""What is asked of a trial at large, in few words."""

from __future__ import annotations

import pytest

from retrieval.questions.spoken_words import in_plain_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("How big was the study?", "how many patients were randomised?"),
        ("How big was the effect?", "How big was the effect?"),
        ("How many got zeltamab?", "how many were treated with zeltamab?"),
        ("How many took part?", "How many took part?"),
        ("How many got shingles?", "How many got shingles?"),
        ("How many got dosed?", "How many got dosed?"),
        ("How many got better with zeltamab?", "How many got better with zeltamab?"),
        ("How many patients were treated with it?", "how many were treated with it?"),
        ("How many were in the comparator arm?", "how many patients were randomised to the comparator arm?"),
        ("How many were in the comparator arm in May?", "How many were in the comparator arm in May?"),
        ("Was it an international trial?", "in how many countries and study centres did the trial take place?"),
        ("Did patients need to have relapsed?", "what were the inclusion criteria: relapsed?"),
        ("Was there an interim analysis?", "when was the interim analysis?"),
        ("Is it better than Base?", "does it beat Base?"),
        ("Does age matter?", "does the effect depend on age?"),
        ("How long until response?", "time to response?"),
        ("Were they refractory to previous drugs?", "what were patients refractory to?"),
        ("Were they refractory to tansine?", "Were they refractory to tansine?"),
        ("Were the patients newly diagnosed?", "could newly diagnosed patients take part?"),
        ("Which age groups were included?", "age distribution?"),
        ("How sick were the patients?", "what was the ECOG performance status?"),
        ("Which drugs did they go on to get?", "what subsequent therapies were given?"),
        ("Which drugs did they get?", "Which drugs did they get?"),
        ("What sort of drug is zeltamab?", "what kind of drug is zeltamab?"),
        ("update 2022", "results of the 2022 update"),
        ("What was added to Base and water?", "what drug was added to Base and water?"),
    ],
)
def test_asked_in_few_words(said: str, plain: str) -> None:
    """Each stands for the plain question; what only looks like it is left."""
    assert in_plain_words(said) == plain
