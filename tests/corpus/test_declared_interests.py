"""Questions about the declared interests of the first trial: exactly the authors who are concerned are named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import Corpus, open_corpus
from retrieval.interests.answering import answer_interests
from retrieval.interests.interests import read_interests, with_sponsor
from retrieval.questions.question import read_question
from retrieval.terms import TermIndex, index_terms

EMPLOYED = "Risse Asset Macé"
SILENT = "Martinez Min Pour Leleu Koh"
NAMED = f"Moreau Dimopoulos Mikhael Yong Capra Facon Hajek Špička Martin {EMPLOYED} Baker Kim Oriol Suzuki"
SANOFI = f"Yong Capra Facon Martin {EMPLOYED} Baker Suzuki"
AMGEN = "Moreau Dimopoulos Mikhael Yong Capra Facon Hajek Špička Martin Baker Kim Oriol Suzuki"
JANSSEN = "Moreau Dimopoulos Mikhael Yong Capra Špička Baker Kim Oriol Suzuki"

WHO = [
    ("Sanofi ties", SANOFI),
    ("List everyone with any Sanofi relationship", SANOFI),
    ("Sanofi", SANOFI),
    ("Which authors have financial relationships with the sponsor?", SANOFI),
    ("research funding from Janssen", "Baker Kim"),
    ("research funding from Jansen-Cilag?", "Baker Kim"),
    ("honoraria from Janssen", "Moreau Mikhael Kim Oriol Suzuki"),
    ("ties to Novartis", "Moreau Hajek Špička Suzuki"),
    ("Novartis authors", "Moreau Hajek Špička Suzuki"),
    ("research funding from BMS?", "Baker Kim"),
    ("Bristol-Myers Squibb research funding", "Baker Kim"),
    ("speakers bureau for Amgen - names?", "Yong Capra Špička"),
    ("Is anyone on Pfizer payroll", ""),
    ("which companies fund Ross Baker's research", "Baker"),
    ("PharmaMar", "Hajek"),
    ("funding from Novartis", "Hajek"),
    ("consultants or advisers to Roche", "Facon Baker"),
    ("How many authors received honoraria from Amgen?", "Moreau Mikhael Kim Oriol Suzuki"),
    ("Who funded it and which authors are employees?", EMPLOYED),
    ("Who is employed by Sanofi and who funded the trial?", EMPLOYED),
    ("employees of the sponsor", EMPLOYED),
    ("Do any of the authors own Sanofi shares?", EMPLOYED),
    ("did anyone get honoraria from novartis", "Moreau Suzuki"),
    ("Conflicts of Dr. Facon", "Facon"),
    ("Professor Moreau's disclosures", "Moreau"),
    ("Dr Martin's conflicts", "Martin"),
    ("Does Prof. Dimopoulos' work for Amgen count as a conflict?", "Dimopoulos"),
    ("What did Spicka declare?", "Špička"),
    ("first author's conflicts", "Moreau"),
    ("Did the first and last authors receive money from Janssen?", "Moreau Martin"),
    ("senior author disclosures", "Martin"),
    ("Did YK receive honoraria?", "Koh"),
    ("Does C-KM have ties to Takeda?", "Min"),
    ("authors without Amgen ties", f"{EMPLOYED} {SILENT}"),
    ("authors not linked to Janssen", f"Facon Hajek Martin {EMPLOYED} {SILENT}"),
    ("Which authors have nothing to disclose?", SILENT),
    ("Which authors received both research funding and honoraria?", "Kim"),
    ("Which authors have ties to both Amgen and Sanofi?", "Yong Capra Facon Martin Baker Suzuki"),
    ("I'm not sure - which authors have ties to Bayer?", "Baker"),
    ("Is it true that no author has ties to Janssen?", JANSSEN),
    ("authors paid by Amgen during the trial", AMGEN),
    ("What are the authors' conflicts of interest?", NAMED),
    ("Did any author receive money from GlaxoSmithKline?", ""),
    ("are any authors linked to Johnson & Johnson", ""),
    ("MSD honoraria", ""),
    ("ties to GSK?", ""),
    ("Who has shares in Amgen?", ""),
    ("Which authors have patents?", ""),
    ("Does John Smith have any conflicts?", ""),
    ("Does John Martin have any conflicts?", ""),
    ("corresponding author conflicts of interest", ""),
]
ELSEWHERE = [
    "Who funded the trial?",
    "Was the trial funded by Sanofi?",
    "Is Sanofi the sponsor?",
    "Did Sanofi fund IKEMA?",
    "Which company paid for the study?",
    "funding source",
    "Who is the sponsor of IKEMA?",
    "Sanofi funding",
    "sponsor protocol code",
    "What share was refractory to lenalidomide?",
    "staff",
    "speaking of PFS, what was the hazard ratio?",
    "Did the authors say who funded the trial?",
    "What percentage of patients received Amgen's carfilzomib?",
    "Is there a relationship between PFS and MRD?",
    "What did Moreau et al. report about PFS?",
    "What did Martin 2023 report?",
    "Who assessed response?",
    "Which patients received grants?",
    "What role did Sanofi have in the trial?",
    "How were conflicts between reviewers resolved?",
    "Who are the authors?",
]


@pytest.fixture(scope="module")
def corpus(corpus_home: Path) -> Iterator[tuple[Corpus, TermIndex]]:
    """The corpus and its terms."""
    with open_corpus(corpus_home) as opened:
        yield opened, index_terms(opened)


def _answer(text: str, corpus: Corpus, terms: TermIndex) -> str | None:
    sources = tuple(corpus.sources.values())
    question = read_question(text, terms=terms, trials=corpus.trials)
    asked = read_interests(question, disclosures=corpus.disclosures, sources=sources)
    if asked is None:
        return None
    asked = with_sponsor(asked, funding="Sanofi.", disclosures=corpus.disclosures)
    sentences = answer_interests(asked, disclosures=corpus.disclosures, sources=sources)
    assert all(sentence.quotes for sentence in sentences)
    return " ".join(sentence.text for sentence in sentences)


@pytest.mark.parametrize(("text", "surnames"), WHO)
def test_exactly_those_concerned_are_named(text: str, surnames: str, corpus: tuple[Corpus, TermIndex]) -> None:
    """Every author whom the answer must name is in it, and no other; ``""`` stands for a plain absence."""
    answer = _answer(text, *corpus)
    assert answer is not None
    authors = [name for source in corpus[0].sources.values() for name in source.authors]
    beside = "the nearest name in the list is"
    assert {name for name in authors if name in answer.partition(beside)[0]} == {
        name for name in authors if name.split()[-1] in surnames.split()
    }
    assert surnames or "No author" in answer or "reports no" in answer or "not among" in answer or "cannot" in answer


@pytest.mark.parametrize("text", ELSEWHERE)
def test_questions_that_sound_alike_are_left_to_others(text: str, corpus: tuple[Corpus, TermIndex]) -> None:
    """Who funded the trial, and words such as share, staff, link or relationship, are not about authors."""
    assert _answer(text, *corpus) is None


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Did any author receive money from GlaxoSmithKline?", "No author reports any tie to GlaxoSmithKline."),
        ("Does John Smith have any conflicts?", "John Smith is not among the authors of"),
        ("Does Dr Morreau have conflicts?", "the nearest name in the list is Philippe Moreau."),
        ("Did Xavier Leleu receive honoraria?", "“All other authors declare no competing interests”"),
        ("Do authors hold Sanofi shares?", "the statement says “may hold”"),
        ("research funding from Janssen", "Ross Baker; printed “Jansen-Cilag”"),
        ("ties to J&J?", "the statement names Janssen, a company of J&J, under its own name"),
        ("Does Philippe Moreau have Sanofi ties?", "No tie to Sanofi is reported for PM (Philippe Moreau)"),
        ("Does Facon speak for Takeda?", "TF (Thierry Facon) discloses speaker's bureau for Takeda."),
        ("last author conflicts", "TM (Thomas Martin), the last author listed, discloses"),
        ("Does Thomas Martin get money from Amgen and Roche?", "research funding from Amgen; Roche is not among them."),
        ("Who has shares in Amgen?", "reports no shares or stock options in Amgen for any author; other ties to Amgen"),
    ],
)
def test_wording(text: str, stated: str, corpus: tuple[Corpus, TermIndex]) -> None:
    """Absences name what is absent; a different spelling and what is only possible are said."""
    assert stated in (_answer(text, *corpus) or "")
