"""What is picked for an inquiry, and what is added to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from drafting.inquiry import Circumstances, read_inquiry
from drafting.picking import pick
from drafting.records import Selection
from ingest.records import Result
from retrieval.assistant import Assistant
from tests.drafting.conftest import RECEIVED
from tests.retrieval.small_trial import TEAE, ZELTA, make_event


def picked(text: str, assistant: Assistant) -> dict[str, Selection]:
    """The selections for an inquiry by their role; of several of one role the first."""
    about = Circumstances(RECEIVED, "INT")
    inquiry, questions = read_inquiry(text, about=about, corpus=assistant.corpus, terms=assistant.terms)
    found: dict[str, Selection] = {}
    for selection in pick(inquiry, questions, assistant=assistant):
        found.setdefault(selection.role, selection)
    return found


def test_efficacy_is_balanced_by_safety(assistant: Assistant) -> None:
    """Where efficacy is asked, the overview of adverse events is added, and single events are not."""
    found = picked("What was the hazard ratio for PFS?", assistant)
    assert found["asked"].results == ("update:1", "registry:1", "article:1")  # one differs, and is told as such
    assert found["safety"].results == ("update:7", "update:8")


def test_safety_is_not_balanced_by_efficacy(assistant: Assistant) -> None:
    """A question about safety gets no efficacy that nobody asked for."""
    found = picked("How many patients had pneumonia?", assistant)
    assert found["asked"].results == ("article:2", "article:3")
    assert "safety" not in found
    assert "context" not in found


def test_adverse_events_as_a_whole_bring_their_overview(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the severe ones is told of the serious ones too; what was asked is not picked twice."""
    serious = make_event("update:9", TEAE, arm=ZELTA, n=30, grade="serious")
    rows = (*assistant.corpus.table.results(trial=serious.trial), serious)
    monkeypatch.setattr(assistant.corpus.table, "results", lambda **slots: tuple(_within(rows, slots)))
    monkeypatch.setattr(assistant.corpus.table, "get", {row.id: row for row in rows}.__getitem__)
    found = picked("How many patients had grade 3 or worse adverse events?", assistant)
    assert found["asked"].results == ("update:7", "update:8")
    assert found["safety"].results == ("update:9",)


def _within(rows: Iterable[Result], slots: Mapping[str, object]) -> Iterable[Result]:
    return (row for row in rows if all(getattr(row, slot) == value for slot, value in slots.items()))


def test_subgroup_stands_beside_the_whole_trial(assistant: Assistant) -> None:
    """A figure of a part of the patients is read with that of all of them, of the same outcome."""
    found = picked("What was the hazard ratio for PFS in patients aged 65 years or older?", assistant)
    assert found["asked"].results == ("update:2",)
    assert found["context"].results == ("article:1", "update:1")


def test_unanswered_question_gets_no_other_results(assistant: Assistant) -> None:
    """What the corpus does not hold is not made up for by what it holds of other outcomes."""
    found = picked("What was the quality of life in HARBOUR?", assistant)
    assert found["asked"].status == "not_found"
    assert "holds no result for" in found["asked"].told[0].text
    assert "safety" not in found
    assert "context" not in found


def test_declined_question_gets_evidence_on_the_outcome_that_it_names(assistant: Assistant) -> None:
    """A question about one patient with pneumonia shows how often pneumonia was reported, and advises nothing."""
    found = picked("My patient developed pneumonia on zeltamab. Should I stop zeltamab in her?", assistant)
    assert found["asked"].status == "declined"
    assert found["context"].results == ("article:2", "article:3")


def test_declined_question_without_an_outcome_gets_the_primary_endpoint(assistant: Assistant) -> None:
    """What the evidence covers is told by the primary endpoint and its safety."""
    found = picked("Should I give zeltamab to my patient?", assistant)
    assert found["context"].results == ("update:1", "article:1")
    assert found["safety"].results == ("update:7", "update:8")


@pytest.mark.parametrize("role", ["design", "background"])
def test_design_and_background_are_quoted(assistant: Assistant, role: str) -> None:
    """How the trial was done and why stands in the words of its leading source."""
    quotes = picked("What was the hazard ratio for PFS?", assistant)[role].quotes
    document = assistant.corpus.document("article")
    assert document is not None
    first = document.text[quotes[0].start : quotes[0].end]
    assert (
        first
        == {"design": "HARBOUR was an open-label trial.", "background": "Marsh fever returns in most people."}[role]
    )


def test_quoted_answer_is_a_quote_and_no_sentence_of_the_program(assistant: Assistant) -> None:
    """What a source says is picked as its words, to be ticked or left out."""
    found = picked("How was randomisation stratified?", assistant)
    assert found["asked"].told == ()
    assert [quote.source for quote in found["asked"].quotes] == ["article"]


@pytest.mark.parametrize(
    "text", ["What did HARBOUR show?", "What does HARBOUR show?", "Efficacy and safety of HARBOUR"]
)
def test_trial_at_large_is_answered_by_results(text: str, assistant: Assistant) -> None:
    """An inquiry about a trial at large is answered by its primary endpoint and its adverse events."""
    asked = picked(text, assistant)["asked"]
    assert {"update:1", "update:7"} <= set(asked.results)
    assert asked.quotes == ()
