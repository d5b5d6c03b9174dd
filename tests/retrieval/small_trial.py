"""HARBOUR, an invented trial in memory: two analyses, three sources, one of them with its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ingest.corpus import Corpus
from ingest.keywords import KeywordIndex
from ingest.passage_file import Passages
from ingest.records import Disclosure, Document, Passage, Relationship, Result, Section, Source, SourceNotice, Trial
from ingest.result_words import ResultWords
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.answers.answering import Draft
from retrieval.assistant import Assistant
from retrieval.chat_model.model import ChatModel
from retrieval.questions.question import Question, read_question
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import TermIndex, index_terms

HARBOUR = Trial("NCT90000003", "HARBOUR", "Zeltamab plus Base versus Base in marsh fever", "marsh fever")
FIRST, LAST = date(2019, 5, 10), date(2021, 9, 30)
ANALYSES = {FIRST: "primary analysis", LAST: "final analysis"}
PFS, OS, TEAE = "Progression-free survival", "Overall survival", "Treatment-emergent adverse event"
ZELTA, BASE, BOTH = "Zelta-Base", "Base", "Zelta-Base vs Base"

TEXTS = {
    "Background": "Marsh fever returns in most people. Zeltamab blocks the marsh receptor.",
    "Methods": "HARBOUR was an open-label trial. Randomisation was stratified by region and by previous fever. "
    "Zeltamab was given into a vein every other week.",
    "Findings": "The hazard ratio for progression-free survival was 0·61 (98% CI 0·40–0·93; one-sided p=0·0021). "
    "Pneumonia occurred in 20 (20%) of 100 and in 12 (12%) of 100 participants.",
    "Funding": "The Northquay Institute.",
    "Declaration of interests": "BA reports honoraria from Velo and Quill. DC reports research funding from Velo; and "
    "may hold shares in Quill. All other authors declare no competing interests.",
}
TEXT = "\n\n".join(f"{title}\n{text}" for title, text in TEXTS.items())
DOCUMENT = Document(
    "article",
    TEXT,
    tuple(Section(title, TEXT.index(text), TEXT.index(text) + len(text)) for title, text in TEXTS.items()),
)
SOURCES = {
    source.id: source
    for source in (
        Source(
            "article",
            "text",
            HARBOUR.id,
            "Zeltamab in marsh fever (HARBOUR)",
            "Ames B, Cole D. Zeltamab in marsh fever. Fen Med. 2020;1(1):1-9.",
            "primary",
            authors=("Bea Ames", "Dan Cole", "Špela Emmer"),
            publication_type="article",
        ),
        Source(
            "update",
            "figures",
            HARBOUR.id,
            "Updated HARBOUR",
            "Cole D. Updated zeltamab results. Bog Journal. 2022;3:4.",
            "primary",
            publication_type="article",
        ),
        Source(
            "registry",
            "figures",
            HARBOUR.id,
            "HARBOUR results record",
            "ClinicalRegister. HARBOUR results. 2022.",
            "registry",
            publication_type="registry record",
        ),
    )
}
TERMS = (
    Term("arm", ZELTA, None, ("zeltamab group", "zeltamab arm", "with zeltamab"), HARBOUR.id, role="experimental"),
    Term("arm", BASE, None, ("base group", "control group", "control arm"), HARBOUR.id, role="control"),
    Term("arm", "all", None, ("both arms",), HARBOUR.id, role="all"),
    Term("analysis", "primary analysis", None, ("interim analysis",), HARBOUR.id, cutoff=FIRST),
    Term("analysis", "final analysis", None, ("latest analysis",), HARBOUR.id, cutoff=LAST),
    Term("drug", "zeltamab", None, (), HARBOUR.id),
    Term("outcome", PFS, "PFS", ("primary endpoint",), HARBOUR.id, category="efficacy", primary=True),
)


def make_result(id: str, **slots: Any) -> Result:
    """A result of HARBOUR; the source is what stands before the colon of its id, numbers are given as printed."""
    for name in ("value", "ci_low", "ci_high", "ci_level", "p_value"):
        if isinstance(slots.get(name), str) and slots[name].replace(".", "").isdigit():
            slots[name] = Decimal(slots[name])
    slots.setdefault("source", id.partition(":")[0])
    if "data_cutoff" not in slots:
        slots |= {"data_cutoff": FIRST, "cutoff_stated": True}
    slots.setdefault("analysis", ANALYSES.get(slots["data_cutoff"]))
    slots.setdefault("category", "efficacy")
    slots.setdefault("population", "safety" if slots["category"] == "safety" else "intention-to-treat")
    return Result(id=id, trial=slots.pop("trial", HARBOUR.id), **slots)


def make_ratio(id: str, value: str, interval: tuple[str, str, str], **slots: Any) -> Result:
    """A hazard ratio for PFS with the bounds and the level of its interval."""
    low, high, level = interval
    slots = {"outcome": PFS, "statistic": "hazard ratio", "comparison": BOTH, **slots}
    return make_result(id, value=value, interval_kind="CI", ci_low=low, ci_high=high, ci_level=level, **slots)


def make_event(id: str, outcome: str, *, arm: str | None, n: int, grade: str = "any", **slots: Any) -> Result:
    """A percentage of the 100 participants of one arm."""
    more = {"statistic": "percentage", "unit": "%", "n": n, "N": 100, "category": "safety"} | slots
    return make_result(id, outcome=outcome, arm=arm, grade=grade, value=str(n), **more)


def quoted(sentence: str) -> dict[str, Any]:
    """The slots that say where the article prints a sentence."""
    start = TEXT.index(sentence)
    return {"quote": sentence, "start": start, "end": start + len(sentence)}


RATIO_SENTENCE = "The hazard ratio for progression-free survival was 0·61 (98% CI 0·40–0·93; one-sided p=0·0021)."
PNEUMONIA_SENTENCE = "Pneumonia occurred in 20 (20%) of 100 and in 12 (12%) of 100 participants."
TESTED = {"p_comparator": "=", "p_value": "0.0021", "p_sides": "one-sided", "p_tested": "tested"}
RESULTS = (
    make_ratio("article:1", "0.61", ("0.40", "0.93", "98"), **TESTED, **quoted(RATIO_SENTENCE)),
    make_ratio("update:1", "0.66", ("0.48", "0.90", "95.2"), data_cutoff=LAST, cutoff_stated=True),
    make_ratio("registry:1", "0.67", ("0.48", "0.90", "95.2"), data_cutoff=LAST, cutoff_stated=True),
    make_ratio("update:2", "0.70", ("0.41", "1.20", "95"), subgroup="age >=65 years"),
    make_ratio("update:9", "0.82", ("0.60", "1.12", "95"), outcome=OS, data_cutoff=LAST, cutoff_stated=True),
    make_event("article:2", "Pneumonia", arm=ZELTA, n=20, **quoted(PNEUMONIA_SENTENCE)),
    make_event("article:3", "Pneumonia", arm=BASE, n=12, **quoted(PNEUMONIA_SENTENCE)),
    make_event("update:3", "Headache", arm=ZELTA, n=31),
    make_event("update:4", "Headache", arm=BASE, n=28),
    make_event("update:5", "Nausea", arm=ZELTA, n=25),
    make_event("update:6", "Nausea", arm=BASE, n=30),
    make_event("update:7", TEAE, arm=ZELTA, n=64, grade=">=3"),
    make_event("update:8", TEAE, arm=BASE, n=58, grade=">=3"),
)


def make_disclosure(
    author: str | None, name: str | None, relationship: Relationship, organisation: str | None, wording: str
) -> Disclosure:
    """An entry of the article's declaration of interests."""
    start = TEXT.index(wording)
    key = f"article:{author}-{relationship}-{organisation}"
    return Disclosure(
        key, "article", HARBOUR.id, author, name, relationship, organisation, wording, start, start + len(wording)
    )


DISCLOSURES = (
    make_disclosure("BA", "Bea Ames", "honoraria", "Velo", "honoraria from Velo and Quill"),
    make_disclosure("BA", "Bea Ames", "honoraria", "Quill", "honoraria from Velo and Quill"),
    make_disclosure("DC", "Dan Cole", "research funding", "Velo", "research funding from Velo"),
    make_disclosure("DC", "Dan Cole", "shares or stock options", "Quill", "may hold shares in Quill"),
    make_disclosure(None, None, "no competing interests", None, "All other authors declare no competing interests."),
)
PASSAGES = tuple(
    Passage(
        f"article/{section.title}",
        "article",
        HARBOUR.id,
        "text",
        TEXT[section.start : section.end],
        section.start,
        section.end,
        section.title,
    )
    for section in DOCUMENT.sections
)


BASELINE: dict[str, Any] = {"category": "baseline", "statistic": "percentage", "data_cutoff": None}
FLOW: dict[str, Any] = {"category": "disposition", "statistic": "count", "unit": "patients", "data_cutoff": None}
FLOW_ROWS = (
    make_result("article:21", outcome="Refractory to tansine", arm="all", value="31", unit="%", **BASELINE),
    make_result("article:22", outcome="Prior bortezomib", arm="all", value="12", unit="%", **BASELINE),
    make_result("article:23", outcome="Started", arm="all", value="200", **FLOW),
    make_result("article:24", outcome="Not completed: Death", arm="all", value="3", **FLOW),
    make_result("article:25", outcome="Started", arm="Base", value="100", **FLOW),
)
"""A flow with its reasons, and what patients had had before; in no results but those that ask for it."""


class SmallCorpus(Corpus):
    """HARBOUR in memory; keyword search needs a folder, dense search there is none."""

    def __init__(
        self,
        results: Iterable[Result] = RESULTS,
        *,
        terms: Iterable[Term] = (),
        trials: tuple[Trial, ...] = (HARBOUR,),
        folder: Path | None = None,
        passages: tuple[Passage, ...] = PASSAGES,
    ) -> None:
        self.fingerprint = "0123456789abcdef"
        self.trials = trials
        self.sources = dict(SOURCES)
        self.terms = (*read_general_terms(), *TERMS, *terms)
        self.notices: dict[str, tuple[SourceNotice, ...]] = {}
        self.table = ResultsTable(results)
        self.files: dict[str, Path] = {}
        self.result_counts = {key: len(self.table.results(source=key)) for key in self.sources}
        self.passage_counts = {key: sum(passage.source == key for passage in passages) for key in self.sources}
        references = {source.id: source.citation for source in SOURCES.values()}
        self.result_words = ResultWords.build(self.table, references=references)
        self.disclosures = DISCLOSURES
        self.passages = Passages(passages)
        if folder:
            KeywordIndex.build(passages, folder)
            self.keywords = KeywordIndex.open(folder)

    def own_terms(self, trial: str) -> tuple[Term, ...]:
        """Nothing beside ``terms``."""
        del trial
        return ()

    def document(self, source: str) -> Document | None:
        """The one text that is held."""
        return DOCUMENT if source == "article" else None

    def close(self) -> None:
        """Nothing is held open."""


@cache
def read_general_terms() -> tuple[Term, ...]:
    """The vocabulary of the field, read once."""
    return read_terms(CLINICAL_TERMS)


@cache
def harbour() -> tuple[SmallCorpus, TermIndex]:
    """The corpus of all results above, without search, and its terms."""
    corpus = SmallCorpus()
    return corpus, index_terms(corpus)


def ask(text: str, *, corpus: Corpus | None = None) -> Question:
    """A question as it is understood."""
    own, terms = harbour()
    return read_question(text, terms=index_terms(corpus) if corpus else terms, trials=(corpus or own).trials)


def search_by_words(folder: Path) -> tuple[SmallCorpus, Retriever]:
    """The corpus, and a retriever that asks no model."""
    corpus = SmallCorpus(folder=folder)
    return corpus, Retriever(corpus=corpus, dense=False)


def open_by_words(folder: Path, *, model: ChatModel | None = None) -> Assistant:
    """The assistant over HARBOUR, without dense search."""
    corpus, retriever = search_by_words(folder)
    assistant = Assistant(corpus, model)
    assistant.retriever = retriever
    return assistant


def drafting(results: Iterable[Result], *, folder: Path) -> Callable[[str], Draft]:
    """What drafts an answer from HARBOUR with these results, with keyword search alone."""
    corpus = SmallCorpus(results, folder=folder)
    retriever, terms = Retriever(corpus=corpus, dense=False), index_terms(corpus)
    return lambda text: draft_answer(text, corpus=corpus, terms=terms, retriever=retriever)
