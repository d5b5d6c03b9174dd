"""Drugs by their first letters, or in full where the results have their short forms, and patients by a gene."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.registry.drug_names import changed_genes, clipped_drugs, drugs_by_class, drugs_by_letters
from retrieval.registry.lay_phrases import lay_phrases
from retrieval.registry.trial_words import TrialWords
from retrieval.terms import split_tokens

_WORDS = TrialWords(
    names=frozenset("survival ctrough of elx tez flt3 mutation".split()),
    arms=("Venetoclax + Azacitidine", "Placebo + Azacitidine"),
    given=frozenset("azacitidine elexacaftor elx for oral tablet tez tezacaftor venclexta venetoclax vidaza".split()),
)


@pytest.mark.parametrize(
    ("question", "odd", "said"),
    [
        pytest.param("OS with aza alone?", "aza", ["azacitidine"], id="of one drug"),
        pytest.param("OS with ven-aza?", "aza", ["venetoclax", "azacitidine"], id="joined, by the name of the arm"),
        pytest.param("was aza given when they ven?", "aza", ["azacitidine"], id="none that stands alone and is read"),
        pytest.param("OS with vid?", "vid", [], id="of a name that is short itself"),
        pytest.param("OS with te?", "te", [], id="too short"),
        pytest.param("OS with v?", "v", [], id="of several"),
        pytest.param("OS with dec?", "dec", [], id="of none"),
        pytest.param("OS with VTX?", "vtx", ["venetoclax"], id="letters in their order"),
        pytest.param("OS with vtx?", "vtx", [], id="no capitals"),
        pytest.param("OS with VXT?", "vxt", [], id="letters out of order"),
    ],
)
def test_first_letters_tell_the_one_drug_that_they_begin(question: str, odd: str, said: list[str]) -> None:
    """Only where nothing else accounts for them, or they are joined to such."""
    left = [token for token in split_tokens(question) if token.form == odd]
    assert [name for _, _, name in clipped_drugs(question, left, _WORDS)] == said


def test_drug_in_full_is_told_by_the_letters_of_the_results() -> None:
    """Not where an arm or an outcome has its whole name."""
    assert [*drugs_by_letters("elexacaftor trough", _WORDS)] == [(0, 11, "ELX")]
    assert not [*drugs_by_letters("azacitidine trough", _WORDS)]
    assert not [*drugs_by_letters("elexacaftor trough", replace(_WORDS, arms=("Elexacaftor",)))]


_BY_CLASS = TrialWords(arms=("Sedgepril", "Placebo"), given=frozenset("sedgepril fenpril placebo".split()))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("Deaths on the ACE inhibitor", ["sedgepril"], id="of one arm"),
        pytest.param("Prior ACE inhibitor", [], id="taken before"),
        pytest.param("How many were on an ACE inhibitor before the trial?", [], id="before, said after it"),
        pytest.param("Deaths on the ACE inhibitor before week 12", ["sedgepril"], id="before a time"),
        pytest.param("Deaths on the statin", [], id="another class"),
    ],
)
def test_class_of_drugs_tells_the_one_of_its_members(question: str, said: list[str]) -> None:
    """By the ending that names of a class have, among what the arms are called by."""
    assert [name for _, _, name in drugs_by_class(question, _BY_CLASS)] == said


def test_either_of_a_class_are_the_two_drugs() -> None:
    """Where both arms get a member, neither is singled out."""
    words = TrialWords(arms=("Peatamab", "Fenmab"), given=frozenset("peatamab fenmab".split()))
    assert [name for _, _, name in drugs_by_class("on either biologic", words)] == ["either drug"]


@pytest.mark.parametrize("said", ["FLT3 positive disease", "FLT3-mutated patients", "FLT3 mutation-positive AML"])
def test_patients_are_named_by_a_gene_of_the_rows(said: str) -> None:
    """Not where rows tell several kinds of it."""
    assert [text for _, _, text in changed_genes(f"survival in {said}?", _WORDS)] == ["patients with FLT3"]
    assert not [*changed_genes(said, replace(_WORDS, names=_WORDS.names | {"negative"}))]
    assert not [*changed_genes("KIT2 positive disease", _WORDS)]


def test_weight_that_is_put_on_is_gained() -> None:
    """And a patch is not."""
    words = TrialWords(names=frozenset(("weight", "change")))
    assert [said for _, _, said in lay_phrases("Did they put on weight?", words)] == ["gain"]
    assert not [*lay_phrases("Did they put on a patch?", words)]


@pytest.mark.parametrize(
    ("question", "names", "said"),
    [
        pytest.param("Gd+ lesions", "gadolinium lesions", ["gadolinium-enhancing"], id="gadolinium"),
        pytest.param("highest K+ allowed", "", ["potassium"], id="potassium"),
        pytest.param("low BP", "hypotension", ["hypotension"], id="low pressure"),
        pytest.param("PFS in mutants", "mutation", ["mutation"], id="mutants"),
        pytest.param("clear/minimal", "cleared minimal", ["cleared or minimal"], id="classes of a score"),
        pytest.param("Did anybody fall seriously ill?", "", ["have serious adverse events"], id="fall ill"),
        pytest.param("what strength of tablet", "", ["what dose"], id="strength"),
        pytest.param("Did it keep folk out of hospital?", "hospitalization cause",
                     ["prevent all-cause hospitalization"],
                     id="out of hospital"),
        pytest.param("admitted for any reason", "hospitalization cause", ["all-cause hospitalization"], id="admitted"),
    ],
)  # fmt: skip
def test_short_and_lay_words_are_those_of_the_record(question: str, names: str, said: list[str]) -> None:
    """Signs of chemistry, short forms, and what people say of illness."""
    words = TrialWords(names=frozenset(names.split()))
    assert [text for _, _, text in lay_phrases(question, words)] == said
