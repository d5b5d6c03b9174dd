"""What somebody is said to say is held against the results as if it was put by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answers.answering import Draft
from retrieval.claims_put import claims_put
from tests.retrieval.small_trial import LAST, RESULTS, ZELTA, drafting, make_result

Drafter = Callable[[str], Draft]

_ADDED = (
    make_result("update:70", outcome="Progression-free survival", arm=ZELTA, value="33.3", unit="months",
                statistic="Kaplan-Meier median", data_cutoff=LAST, cutoff_stated=True),
)  # fmt: skip


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR with a median more, with keyword search alone."""
    return drafting((*RESULTS, *_ADDED), folder=tmp_path_factory.mktemp("keywords"))


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("My colleague says that fever was rare. Is she right?", ("Fever was rare, right?",)),
        ("Someone in our journal club claimed that PFS was 3 weeks. Correct?", ("PFS was 3 weeks, right?",)),
        ("I was told that Velo paid and that Dr Cole works there. Please verify both.",
         ("Velo paid, right?", "Dr Cole works there, right?")),
        ("As I recall, nobody was over 75, is that so?", ("Nobody was over 75, right?",)),
        ("Can you confirm that the ratio was 0.61?", ("The ratio was 0.61, right?",)),
        ("Just checking my notes: 302 patients, randomised 2:1. All correct?",
         ("302 patients, randomised 2:1, right?",)),
        ("I was told to ask what PFS was.", ()),
        ("Somebody told me about PFS. What was it?", ()),
        ("What was PFS?", ()),
    ],
)  # fmt: skip
def test_a_claim_is_told_from_who_puts_it(text: str, claims: tuple[str, ...]) -> None:
    """A question that somebody hands on is no claim."""
    assert claims_put(text) == claims


def test_words_for_who_says_it_are_not_missed(draft: Drafter) -> None:
    """The journal club is not looked for among the results, and the unit is corrected."""
    told = draft("Someone in our journal club claimed that the PFS median was 33.3 weeks. Correct?")
    assert told.sentences[0].text.startswith("Correction: the time reported is in another unit")
    assert "club" not in " ".join(sentence.text for sentence in told.sentences)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Zeltamab cuts the risk of death by 39%, right?", "does not come to the reduction in the question"),
        ("A rep told me zeltamab lowers the risk of death by 39%. True?", "does not come to the reduction"),
    ],
)
def test_a_reduction_is_held_against_the_ratio(draft: Drafter, text: str, said: str) -> None:
    """A ratio of 0.82 is 18 %; that of the other outcome, 0.61, comes to 39 %."""
    told = " ".join(sentence.text for sentence in draft(text).sentences)
    assert said in told
    assert "18% lower hazard" in told
    assert "The reduction in the question is that of: Hazard ratio of progression-free survival" in told


def test_a_reduction_that_the_ratio_comes_to_stands(draft: Drafter) -> None:
    """At any analysis, within one point of rounding."""
    for text in ("Zeltamab cuts the risk of progression by 39%, right?", "Progression risk fell by 34%, right?"):
        assert not any(sentence.text.startswith("Correction") for sentence in draft(text).sentences)


def test_a_time_in_its_own_unit_stands(draft: Drafter) -> None:
    """33.3 months are 33.3 months."""
    assert not draft("The PFS median was 33.3 months, right?").sentences[0].text.startswith("Correction")
