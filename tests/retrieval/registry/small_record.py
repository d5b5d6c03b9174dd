"""FENWAY, an invented registry record in memory: prose in sections, a participant flow, outcomes and events."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Document, Result, Section, Source, Trial
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.questions.question import Question, read_question
from retrieval.registry.trial_words import TrialWords, read_words
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import SmallCorpus, make_result

FENWAY = Trial(
    "NCT90000009", "FENWAY", "Mirelcept in Adults With Bog Lung Disease", "Bog Lung Disease", (("grant", "P77BL001"),)
)
MIREL, DUMMY = "Mirelcept", "Placebo"
PAIN = "Marsh Ache Index (MAI) Change at Week 8"
PAIN_STRICT = "Marsh Ache Index (MAI) Change at Week 8 Excluding Participants With Earlier Rescue"
PARTS = (
    ("Title", "Mirelcept in Adults With Bog Lung Disease"),
    ("Conditions", "Conditions studied: Bog Lung Disease."),
    ("Keywords", "Keywords: peat cough; wetland."),
    ("Design", "Study type: interventional. Phase: phase 3. Allocation: randomized. Masking: double (participant, "
     "investigator). Enrolment: 210 (actual)."),
    ("Oversight", "Data monitoring committee: yes."),
    ("Interventions", "Mirelcept (drug). 20 mg by mouth once daily for 8 weeks.\n\nPlacebo (drug). A matching tablet."),
    ("Arms", "Mirelcept (experimental). A loading dose of 40 mg on Day 1, then 20 mg daily. Interventions: Drug: "
     "Mirelcept."),
    ("Primary outcomes", f"Primary outcome: {PAIN}. Change from baseline in the index, from 0 to 70, where more is "
     "worse. Time frame: Week 8."),
    ("Inclusion criteria", "Inclusion Criteria: Adults with bog lung disease.\n\nForced expiratory volume (FEV) above "
     "40 %.\n\nPlatelets ≥90 per nL."),
    ("Exclusion criteria", "Exclusion Criteria: Pregnancy or lactation.\n\nUse of insulin.\n\nMean diastolic blood "
     "pressure (DBP) ≥105 mmHg."),
    ("Eligibility criteria", "Minimum age: 19 Years. Maximum age: 74 Years. Sex: all."),
    ("Before assignment", "Overall, 344 people were screened. All had a chest X-ray. Of 210 people, 12 were left "
     "out of the analyses because of audits, so 198 were analysed."),
    ("Locations", "Countries with study centres: Austria; Chad; Fiji."),
    ("Dates", "Overall status: completed. Study start: 2019-02-11 (actual). Study completion: 2021-06-30 (actual)."),
    ("Investigators", "Principal investigator: Ada Quill, Northquay Institute."),
    ("Funding", "Sponsor: Velo Pharma.\n\nCollaborators: Quill Trust."),
    ("Registration", "ClinicalTrials.gov identifier: NCT90000009. Other numbers: V-12; P77BL001 (NIH grant number)."),
)  # fmt: skip
SOURCE = Source(
    "fenway", "registry_record", FENWAY.id, "FENWAY record", "FENWAY. ClinicalTrials.gov identifier: NCT90000009.",
    "registry", path="fenway.json", publication_type="registry record",
)  # fmt: skip


def _row(key: str, outcome: str, arm: str, value: str, **slots: Any) -> Result:
    slots = {
        "statistic": "count",
        "unit": "patients",
        "data_cutoff": None,
        "analysis": None,
        "population": None,
        **slots,
    }
    return make_result(f"fenway:{key}", trial=FENWAY.id, outcome=outcome, arm=arm, value=value, **slots)


def _pair(key: str, outcome: str, values: tuple[str, str], **slots: Any) -> tuple[Result, Result]:
    """The rows of both arms; counts of the 100 and 110 in them."""
    first, second = slots | {"N": 100}, slots | {"N": 110}
    if slots.get("statistic", "count") == "count":
        first |= {"n": int(values[0])}
        second |= {"n": int(values[1])}
    return _row(f"{key}1", outcome, MIREL, values[0], **first), _row(f"{key}2", outcome, DUMMY, values[1], **second)


ROWS = (
    *_pair("st", "Started", ("100", "110"), category="disposition", item="Main Period"),
    *_pair("se", "Started", ("80", "0"), category="disposition", item="LTX Period"),
    *_pair("co", "Completed", ("90", "99"), category="disposition", item="Main Period"),
    *_pair("ce", "Completed", ("70", "0"), category="disposition", item="LTX Period"),
    *_pair("nc", "Not completed", ("10", "11"), category="disposition"),
    *_pair("na", "Not completed: Adverse Event", ("6", "2"), category="disposition"),
    *_pair("w", "Not completed: Withdrawal by Subject", ("4", "9"), category="disposition"),
    *_pair("o", "Received OL MIR", ("7", "31"), category="disposition"),
    *_pair("r", "Race (NIH/OMB)", ("21", "23"), category="baseline", item="Asian"),
    *_pair("z", "Wt Z score", ("-0.3", "-0.9"), category="baseline", statistic="mean", unit="score"),
    *_pair("a", PAIN, ("-9.5", "-4.0"), statistic="mean", unit="points"),
    *_pair("b", PAIN_STRICT, ("-8.8", "-4.1"), statistic="mean", unit="points"),
    make_result(
        "fenway:a3",
        trial=FENWAY.id,
        outcome=PAIN,
        comparison=f"{MIREL} vs {DUMMY}",
        value=Decimal("-5.5"),
        statistic="mean difference",
        unit="points",
        note="Tested at a level of 0.031.",
        data_cutoff=None,
        analysis=None,
        population=None,
    ),
    *_pair("v", "Age, Customized", ("61", "70"), category="baseline", item="Under 60 years"),
    *_pair("u", "Age, Customized", ("39", "40"), category="baseline", item="60 years or older"),
    *_pair("s", "Percentage With Marsh Ache Index <20 at Week 8", ("44", "29"), statistic="percentage", unit="%"),
    *_pair("g", "Glomerular filtration rate decreased", ("12", "6"), category="safety", grade="non-serious"),
    *_pair("h", "Heat stroke", ("1", "2"), category="safety", grade="serious"),
    *_pair("p", "Pneumonia", ("3", "5"), category="safety", grade="serious"),
    *_pair("q", "Pneumonia aspiration", ("0", "1"), category="safety", grade="serious"),
)
TERMS = (
    Term("arm", MIREL, synonyms=("mirelcept arm",), trial=FENWAY.id, role="experimental"),
    Term("arm", DUMMY, synonyms=("placebo arm",), trial=FENWAY.id, role="control"),
    Term("drug", "Mirelcept", trial=FENWAY.id),
    Term("outcome", PAIN, "MAI", ("Marsh Ache Index",), FENWAY.id, category="efficacy", primary=True),
    Term("outcome", "Not completed: Withdrawal by Subject", None, ("withdrew",), FENWAY.id, category="disposition"),
)


def _document() -> Document:
    text, sections = "", []
    for title, part in PARTS:
        start = len(text)
        sections.append(Section(title, start, start + len(part)))
        text += f"{part}\n\n"
    return Document("fenway", text, tuple(sections))


class RecordCorpus(SmallCorpus):
    """FENWAY alone."""

    def __init__(self) -> None:
        super().__init__(ROWS, terms=TERMS, trials=(FENWAY,))
        self.sources = {SOURCE.id: SOURCE}
        self.disclosures = ()
        self.result_counts = {SOURCE.id: len(ROWS)}

    def document(self, source: str) -> Document | None:
        """The record."""
        return _document() if source == SOURCE.id else None


@cache
def fenway() -> RecordCorpus:
    """The corpus, made once."""
    return RecordCorpus()


@cache
def fenway_words() -> TrialWords:
    """The words of the record."""
    return read_words(
        _document(), trial=FENWAY, names=[name for row in ROWS for name in (row.outcome, row.item) if name]
    )


def ask(text: str) -> Question:
    """A question about FENWAY as it is read, before anything is looked up."""
    corpus = fenway()
    return read_question(text, terms=index_terms(corpus), trials=corpus.trials)


def draft(text: str) -> Draft:
    """The answer to a question about FENWAY."""
    corpus = fenway()
    retriever = Retriever(corpus=corpus, dense=False)
    return draft_answer(text, corpus=corpus, terms=index_terms(corpus), retriever=retriever)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return "\n".join(sentence.text for sentence in draft(text).sentences)
