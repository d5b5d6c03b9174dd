"""A drug that one arm, or the patients of a trial, are taken to have been given."""

from __future__ import annotations

import pytest

from ingest.records import Document, Section
from ingest.vocabulary import Term
from retrieval.answers.given_claimed import tell_given
from retrieval.terms import index_terms
from tests.retrieval.answers.test_arm_given import ASSIGNED, OF_ALL, OWN, TEXT
from tests.retrieval.small_trial import HARBOUR, RESULTS, SmallCorpus, ask

DRUGS = tuple(Term("drug", name, None, (), HARBOUR.id) for name in ("brinetol", "orfamide"))


class _Methods(SmallCorpus):
    """HARBOUR with a text that tells what each group was given."""

    def document(self, source: str) -> Document | None:
        """The publication alone has a text."""
        return Document(source, TEXT, (Section("Methods", 0, len(TEXT)),)) if source == "article" else None


CORPUS = _Methods(RESULTS, terms=DRUGS)
_WRONG = "not named where a source tells what patients with Base were given"
_ANYWHERE = "not named where a source tells what patients were given"


def _told(text: str) -> list[str]:
    found = tell_given(ask(text, corpus=CORPUS), corpus=CORPUS, terms=index_terms(CORPUS))
    return [sentence.text for sentence in found]


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("The control arm got lenalidomide, right?", "lenalidomide is"),
        ("Was the control treatment placebo?", "placebo is"),
        ("Did the control group receive lenalidomide and rituximab?", "lenalidomide and rituximab are"),
        ("Is it correct that the control arm was orfamide?", "orfamide is"),
        ("Why was orfamide used as the control arm?", "orfamide is"),
        ("Zelta-Base was compared with placebo, right?", "placebo is"),
    ],
)
def test_a_drug_that_no_source_names_is_corrected(text: str, drug: str) -> None:
    """With the sentences on what the arm was given."""
    assert _told(text) == [f"Correction: {drug} {_WRONG}: “{ASSIGNED}”", f"“{OF_ALL}”"]


@pytest.mark.parametrize(
    "text",
    [
        "Was the control arm zeltamab?",
        "The control group received zeltamab too, right?",
        "Was zeltamab given to the control group?",
        "Was the control group given zeltamab?",
        "Did all patients receive zeltamab?",
    ],
)
def test_a_drug_of_the_other_arm_is_corrected(text: str) -> None:
    """The sentence on the groups names the drug, but of the other group."""
    assert _told(text)[0] == (
        f"Correction: zeltamab is what patients with Zelta-Base were given, not those with Base: “{ASSIGNED}”"
    )


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("HARBOUR tested zeltamab with pomalidomide, correct?", "pomalidomide"),
        ("Did HARBOUR combine zeltamab with pomalidomide?", "pomalidomide"),
        ("Was lenalidomide part of the regimen?", "lenalidomide"),
    ],
)
def test_a_drug_that_the_trial_did_not_give_is_corrected(text: str, drug: str) -> None:
    """Where no arm is named, the names of all of them tell what was given."""
    assert _told(text) == [f"Correction: {drug} is {_ANYWHERE}: Zelta-Base: “{ASSIGNED}”"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Did the control group get bortezomib?", [f"“{ASSIGNED}”", f"“{OF_ALL}”"]),
        ("The control arm did not get zeltamab, right?", [f"“{ASSIGNED}”", f"“{OF_ALL}”"]),
        ("Did patients with zeltamab receive zeltamab?", [f"“{OWN}”", f"“{OF_ALL}”"]),
        ("Why did they use bortezomib in the control group?", [f"“{ASSIGNED}”", f"“{OF_ALL}”"]),
        ("Did the control group get better?", []),
        ("How many in the control group on lenalidomide had pneumonia?", []),
        ("How many in the control arm had orfamide?", []),
        ("Was lenalidomide allowed?", []),
        ("Is zeltamab approved with pomalidomide?", []),
        ("Is the control arm worse than orfamide?", []),
        ("Was the control arm blinded?", []),
    ],
)
def test_what_is_given_is_quoted(text: str, told: list[str]) -> None:
    """Where it is named; where an outcome, a comparison or another time is asked, nothing is."""
    assert _told(text) == told


def test_letters_of_a_regimen_are_said_not_to_be_held() -> None:
    """ "Od" is in no sentence: that is said, and what the group was given is quoted."""
    assert _told("Was the control arm Od?")[0].startswith("This corpus holds no result for “Od”.")
    assert _told("Was the control arm Od?")[1] == f"“{ASSIGNED}”"
