"""What a group was given, as a question has it."""

from __future__ import annotations

import pytest

from ingest.records import Document, Section
from ingest.vocabulary import Term
from retrieval.answers.arm_claimed import tell_arm_claimed
from retrieval.terms import index_terms
from tests.retrieval.small_trial import HARBOUR, RESULTS, SmallCorpus, ask

ASSIGNED = "Patients were randomly assigned to zeltamab plus brinetol (Zelta-Base) or brinetol alone (Base)."
WRONG = "Correction: the source names other treatments for Base."
DRUGS = tuple(Term("drug", name, None, (), HARBOUR.id) for name in ("brinetol", "orfamide"))


class _Methods(SmallCorpus):
    """HARBOUR with the sentence that names its groups."""

    def document(self, source: str) -> Document | None:
        return Document(source, ASSIGNED, (Section("Methods", 0, len(ASSIGNED)),)) if source == "article" else None


CORPUS = _Methods(RESULTS, terms=DRUGS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Is it correct that the control arm was orfamide-brinetol?", [WRONG, f"Base: “{ASSIGNED}”"]),
        ("Why was orfamide used as the control arm?", [WRONG, f"Base: “{ASSIGNED}”"]),
        ("Was the control group given placebo?", [WRONG, f"Base: “{ASSIGNED}”"]),
        ("Am I right that zeltamab was compared with placebo?", [WRONG, f"Base: “{ASSIGNED}”"]),
        ("Was zeltamab compared with placebo?", []),
        ("The control arm got brinetol, right?", [f"Base: “{ASSIGNED}”"]),
        ("Is the control arm worse than orfamide?", []),
        ("How many in the control arm had orfamide?", []),
        ("Was the control arm blinded?", []),
    ],
)
def test_other_treatment_of_a_group_is_corrected(text: str, told: list[str]) -> None:
    """A drug that the sentence on the groups does not name is corrected; a comparison and a number ask for more."""
    found = tell_arm_claimed(ask(text, corpus=CORPUS), corpus=CORPUS, terms=index_terms(CORPUS))
    assert [sentence.text for sentence in found] == told


def test_letters_of_a_regimen_are_said_not_to_be_held() -> None:
    """ "Od" is in no sentence: that is said, and what the group was given is quoted."""
    found = tell_arm_claimed(ask("Was the control arm Od?", corpus=CORPUS), corpus=CORPUS, terms=index_terms(CORPUS))
    assert found[0].text.startswith("This corpus holds no result for “Od”.")
    assert found[1].text == f"Base: “{ASSIGNED}”"
