"""What the patients of one arm were given."""

from __future__ import annotations

import pytest

from ingest.records import Document, Section
from retrieval.answers.arm_given import quote_given
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask

ASSIGNED = "Patients were randomly assigned to zeltamab plus Base (Zelta-Base) or Base."
OWN = "Patients in the Zelta-Base group received zeltamab 5 mg/kg every other week."
OF_ALL = "Both groups received the approved schedule of oral bortezomib."
TEXT = f"{ASSIGNED} {OWN} {OF_ALL} Safety was assessed in all patients."


class _Methods(SmallCorpus):
    """HARBOUR with a text that tells what each group was given."""

    def document(self, source: str) -> Document | None:
        """The publication alone has a text."""
        return Document(source, TEXT, (Section("Methods", 0, len(TEXT)),)) if source == "article" else None


CORPUS = _Methods(RESULTS)


def _told(text: str) -> list[str]:
    found = quote_given(ask(text), corpus=CORPUS, terms=index_terms(CORPUS))
    return [sentence.text.strip("“”") for sentence in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What did patients in the control group get?", [ASSIGNED, OF_ALL]),
        ("Which drugs did the control arm receive?", [ASSIGNED, OF_ALL]),
        ("What was given with Zelta-Base?", [OWN, OF_ALL]),
        ("How was the Zelta-Base group treated?", [OWN, OF_ALL]),
        ("How many in the control group received treatment?", []),
        ("What was the response to treatment in the control group?", []),
        ("What did patients with pneumonia in the control group get?", []),
    ],
)
def test_arm_is_told_by_sentences_on_it_or_on_all(text: str, told: list[str]) -> None:
    """A sentence on the other arm alone tells nothing of what this one got."""
    assert _told(text) == told
