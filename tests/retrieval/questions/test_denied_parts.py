"""Parts of the patients that a question denies."""

from __future__ import annotations

import pytest

from ingest.vocabulary import Term
from retrieval.questions.denied_parts import opposite
from retrieval.terms import Mention, index_terms
from tests.retrieval.small_trial import SmallCorpus, ask

TERMS = index_terms(SmallCorpus())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("PFS in patients who were not 70 or older", {"age <70 years"}),
        ("PFS HR in people who never became MRD negative", {"MRD-positive"}),
        ("PFS for those who failed to become MRD negative", {"MRD-positive"}),
        ("PFS HR in patients who weren't MRD positive", {"MRD-negative"}),
        ("What about PFS in those without high-risk cytogenetics?", {"not high-risk cytogenetics"}),
        ("PFS in women who did not have renal impairment", {"women", "normal renal function"}),
        ("PFS in patients whose kidney function was not impaired", {"normal renal function"}),
        ("PFS in patients whose renal function was preserved", {"normal renal function"}),
        ("PFS in patients whose renal function was reduced", {"renal impairment"}),
        ("PFS HR with and without high-risk cytogenetics", {"high-risk cytogenetics", "not high-risk cytogenetics"}),
        ("PFS in high-risk patients, not the standard-risk ones", {"high-risk cytogenetics"}),
        ("Does it help in renal impairment but not in the elderly?", {"renal impairment", "elderly"}),
        ("PFS HR in renal impairment but not in the elderly", {"renal impairment"}),
        ("PFS for isolated 1q21+, with no other high-risk cytogenetics", {"isolated 1q21+"}),
        ("Was there no difference in PFS for the elderly?", {"elderly"}),
        ("Whether or not MRD negative: PFS?", {"MRD-negative"}),
    ],
)
def test_denied_part_is_the_other_side(text: str, parts: set[str]) -> None:
    """Those who are not of a part are asked for; what is only set aside is not, and a word before something else is."""
    assert set(ask(text).subgroups) == parts


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("age >=65 years", "age <65 years"),
        ("age <41 years", "age >=41 years"),
        ("PET-negative", "PET-positive"),
        ("renal impairment", "normal renal function"),
        ("late relapse", "not late relapse"),
    ],
)
def test_opposite_of_a_part_has_its_name(name: str, other: str) -> None:
    """A bound and a sign are turned; a part without a name of its own is "not" the one denied."""
    mention = Mention(0, len(name), name, Term("subgroup", name))
    assert opposite(mention, terms=TERMS, trial=None).name == other
