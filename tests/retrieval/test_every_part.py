"""No clause of a question is lost in the answer to all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.answers.answering import Draft
from retrieval.other_trials import without_others
from retrieval.routing import draft_answer
from retrieval.search import Retriever
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, RESULTS, SOURCES, ZELTA, SmallCorpus, drafting, make_result

Drafter = Callable[[str], Draft]

_MRD = {"outcome": "MRD negativity rate", "statistic": "percentage", "unit": "%"}
_BY_SEQUENCING = {"assessor": "next-generation sequencing, sensitivity 10^-5"}
_ADDED = (
    make_result("update:20", arm=ZELTA, value="31.5", **_MRD, **_BY_SEQUENCING),
    make_result("update:21", arm=BASE, value="14.5", **_MRD, **_BY_SEQUENCING),
    make_result(
        "update:22", category="baseline", outcome="Age", statistic="median", arm=ZELTA, value="64", unit="years"
    ),
    make_result("update:23", category="design", outcome="Study centres", statistic="count", arm="all", value="12"),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Drafter:
    """Draft an answer from HARBOUR with an outcome that a test measured, with keyword search alone."""
    return drafting((*RESULTS, *_ADDED), folder=tmp_path_factory.mktemp("keywords"))


@pytest.mark.parametrize(
    "text",
    ["MRD negativity rates at 10-6 sensitivity?", "Are MRD rates at a sensitivity of 10-6 available?"],
)
def test_rate_at_another_sensitivity_is_not_told(draft: Drafter, text: str) -> None:
    """Of a sensitivity that no result has, nothing is told in place."""
    answer = draft(text)
    assert answer.status == "not_found"
    assert "sensitivity 10^-6" in answer.sentences[0].text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "What share was MRD negative, and how was MRD measured?", ("31.5%", "was assessed by next"), id="method"
        ),
        pytest.param(
            "By which technique was MRD detected, and what percentage of each arm was MRD negative?",
            ("31.5%", "was assessed by next"),
            id="method first",
        ),
        pytest.param(
            "How many centres were there, and in how many patients was there pneumonia?",
            ("12", "20 of 100"),
            id="two subjects",
        ),
        pytest.param(
            "How often did pneumonia occur, who funded the trial, and how old were the patients?",
            ("20 of 100", "Northquay", "64 years"),
            id="three clauses",
        ),
        pytest.param(
            "What is known of headache and of pneumonia?", ("eadache", "20 of 100"), id="one preposition twice"
        ),
    ],
)
def test_every_clause_is_told(text: str, told: tuple[str, ...], draft: Drafter) -> None:
    """A figure, how it was measured, and a fact of another kind stand in one answer."""
    answer = draft(text)
    assert answer.status == "answered"
    said = " ".join(sentence.text for sentence in answer.sentences)
    assert all(words in said for words in told), said


@pytest.mark.parametrize(
    "text",
    [
        "What was the hazard ratio for PFS, and was it significant?",
        "In those aged 65 years or older, what was the hazard ratio for PFS, and what was its confidence interval?",
    ],
)
def test_what_is_told_is_not_told_twice(text: str, draft: Drafter) -> None:
    """A clause that leans on the one before it, and that the answer tells, adds no figure of other patients."""
    rows = [row for sentence in draft(text).sentences for row in sentence.results if row.statistic == "hazard ratio"]
    assert len({row.subgroup for row in rows}) == 1


def test_clause_that_nothing_is_held_of_is_said(draft: Drafter) -> None:
    """A date of approval that is not held is not passed over beside another question."""
    answer = draft("How often did pneumonia occur, and when did the EMA approve it?")
    assert "EU approval date" in answer.sentences[-1].text


def test_how_a_rate_was_measured_does_not_hide_it(draft: Drafter) -> None:
    """The rate is told, whichever of the two is asked first."""
    said = " ".join(
        s.text for s in draft("Which test was used for MRD, and what negativity rate did it give?").sentences
    )
    assert "was assessed by next" in said
    assert "31.5%" in said


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        pytest.param(
            "How often did headache occur, and did patients aged 65 or more do as well?",
            ("31 of 100", "0.70"),
            "headache (subgroup",
            id="part of a later clause",
        ),
        pytest.param(
            "How many had nausea, and what was the PFS hazard ratio in people aged 65 or more?",
            ("25 of 100", "0.70"),
            "nausea (subgroup",
            id="part with an outcome of its own",
        ),
        pytest.param(
            "What was the hazard ratio for PFS, and was there a gain in overall survival in women?",
            ("0.66", "(subgroup: women)"),
            "progression-free survival (subgroup",
            id="part that is not held",
        ),
    ],
)
def test_part_of_a_later_clause_narrows_none_before_it(
    draft: Drafter, text: str, told: tuple[str, ...], untold: str
) -> None:
    """Each clause that stands by itself is answered for those whom it names."""
    said = " ".join(sentence.text for sentence in draft(text).sentences)
    assert all(words in said for words in told), said
    assert untold not in said


@pytest.mark.parametrize(
    "text",
    [
        "How many people aged 65 or more were there, and did it help them?",
        "How many people of 65 or more were there and how did they fare?",
        "Were people aged 65 or more in the study? Did they benefit?",
        "What share of people aged 65 or more were there, and what was their hazard ratio for PFS?",
        "How many people of 65 or more were there and what PFS did they have?",
    ],
)
def test_those_counted_are_those_whose_benefit_is_asked(draft: Drafter, text: str) -> None:
    """What leans on a part named before is asked of that part, and not named as left out."""
    said = " ".join(sentence.text for sentence in draft(text).sentences)
    assert "0.70" in said
    assert "does not cover" not in said


def test_part_of_the_first_clause_holds_for_the_next(draft: Drafter) -> None:
    """ "In people over 65" before several questions is said of all of them."""
    told = draft("In people aged 65 or more, how many had nausea, and what was the PFS hazard ratio?")
    said = " ".join(sentence.text for sentence in told.sentences)
    assert "nausea (subgroup: age >=65 years)" in said
    assert "0.70" in said


@pytest.mark.parametrize(
    "text",
    [
        "How many were Asian, and how many had diabetes?",
        "What proportion had IgG myeloma, and what proportion had bone disease?",
    ],
)
def test_parts_counted_one_by_one_are_missed_one_by_one(draft: Drafter, text: str) -> None:
    """Who is counted in one clause is no restriction of the next."""
    told = [sentence.text for sentence in draft(text).sentences]
    assert len(told) == 2
    assert not any("subgroup" in text for text in told)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        pytest.param(
            "Any data on quality of life, and what did CANDOR find?",
            ("“CANDOR”", "for quality of life"),
            (),
            id="not held",
        ),
        pytest.param(
            "What did POLLUX show, and how many patients had pneumonia?",
            ("“POLLUX”", "does not cover", "“how many patients had pneumonia”"),
            ("20 of 100",),
            id="held, and may be asked of the other trial",
        ),
        pytest.param("What did POLLUX show, and what was its PFS?", ("“POLLUX”",), ("does not cover",), id="of it"),
        pytest.param("For pneumonia, what was found in POLLUX?", ("“POLLUX”",), ("does not cover",), id="a lead-in"),
    ],
)
def test_question_beside_another_trial_is_not_passed_over(
    text: str, told: tuple[str, ...], untold: tuple[str, ...], draft: Drafter
) -> None:
    """What is asked beside a trial that is not held is not held either, or named as not covered; no figure is told."""
    answer = draft(text)
    said = " ".join(sentence.text for sentence in answer.sentences)
    assert answer.status == "not_found"
    assert all(words in said for words in told)
    assert not any(words in said for words in untold)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What is the PMID of the article, and in how many did pneumonia occur?", "20 of 100"),
        ("DOI of the article by Ames, and how many patients had pneumonia?", "20 of 100"),
        ("PMID of the article by Ames, and how often does it report pneumonia?", "20 of 100"),
        ("PMID of the Bog Journal paper, and how often does it report pneumonia?", "not cover"),
    ],
)
def test_result_asked_beside_the_number_of_a_paper_is_not_dropped(text: str, told: str, draft: Drafter) -> None:
    """A further question is answered beside the number; one that leans on the paper by its own results."""
    said = " ".join(sentence.text for sentence in draft(text).sentences)
    assert told in said


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Compare PFS in HARBOUR with MOORING.", "Compare PFS in HARBOUR."),
        ("Is PFS in HARBOUR longer than that of the MOORING trial?", "Is PFS in HARBOUR longer?"),
        ("How does MOORING's PFS compare with HARBOUR's?", "How does PFS compare with HARBOUR's?"),
        ("MOORING and HARBOUR: the PFS ratio?", "HARBOUR: the PFS ratio?"),
        ("What was PFS in MOORING?", "What was PFS in MOORING?"),
    ],
)
def test_trial_that_is_held_is_asked_without_the_other(text: str, left: str) -> None:
    """What another trial is named for is left out; a question about it alone stays."""
    assert without_others(text, ("MOORING",)) == left


@pytest.mark.parametrize("other", ["MOORING", "ANCHORAGE"])
def test_figures_of_the_held_trial_stand_beside_what_is_not_held(draft: Drafter, other: str) -> None:
    """A comparison with a trial that nothing knows says so, and tells the trial that is held and named."""
    answer = draft(f"Compare the PFS hazard ratio of HARBOUR with {other}.")
    said = [sentence.text for sentence in answer.sentences]
    assert answer.status == "answered"
    assert other in said[0]
    assert any("0.66" in text for text in said[1:])
    assert draft(f"What was the PFS hazard ratio in {other}?").status == "not_found"


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Did zeltamab help? And what about pneumonia?", True),
        ("Was it effective, and how many had headache?", True),
        ("How many had headache, and was it effective?", False),
    ],
)
def test_benefit_at_large_is_told_before_what_is_named(draft: Drafter, text: str, both: bool) -> None:
    """A benefit asked before a named outcome is that on the primary endpoint."""
    shown = {row.outcome for sentence in draft(text).sentences for row in sentence.results}
    assert "Progression-free survival" in shown or not both
    assert shown & {"Pneumonia", "Headache"}


def test_report_that_asks_nothing_gets_no_figure(draft: Drafter) -> None:
    """A case that is only told is sent to those who take reports; asked about, its figures are told."""
    told = "One of our patients on zeltamab got pneumonia last Tuesday"
    assert draft(f"{told}, just to let you know.").status == "declined"
    assert draft(f"{told}. How common was pneumonia?").status == "answered"


@pytest.mark.parametrize(
    "text",
    [
        "Could you tell me the hazard ratio for PFS, and was it different in women?",
        "Please summarise PFS and say if it was different in women.",
        "I'd like to know the PFS hazard ratio, and whether it was the same in women.",
        "I need to know what the hazard ratio for PFS was and also whether it differed in women.",
        "Hi, quick one: what was the hazard ratio for PFS; was it the same in women? Thanks",
    ],
)
def test_courtesy_before_the_first_clause_hides_none(text: str, draft: Drafter) -> None:
    """Whatever leads in, all patients are told of, and of the part asked behind it that nothing is held."""
    said = [sentence.text for sentence in draft(text).sentences]
    assert any("0.66" in each for each in said), said
    assert any("(subgroup: women)" in each for each in said), said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Median age + the headache rate pls", ("64 years", "31 of 100")),
        ("Do we know the median age? Also nausea.", ("64 years", "25 of 100")),
        ("What about nausea? And the sponsor?", ("25 of 100", "Northquay")),
        ("I need the number of centres as well as serious adverse events for a slide.", ("12", "serious")),
        ("The sponsor, the rate of nausea and the MRD negativity rate?", ("Northquay", "25 of 100", "31.5%")),
        ("Nausea + headache pls", ("25 of 100", "31 of 100")),
        ("Sleep quality? Also nausea.", ("leep quality", "25 of 100")),
        ("The sponsor, nausea and headache?", ("Northquay", "25 of 100", "31 of 100")),
        ("Could you tell me what the median age was, and what the PFS hazard ratio was?", ("64 years", "0.66")),
    ],
)
def test_things_of_several_kinds_are_told_one_by_one(text: str, told: tuple[str, ...], draft: Drafter) -> None:
    """In a list no trait of the patients narrows an outcome, no statistic is another's, and no topic is passed over."""
    said = " ".join(sentence.text for sentence in draft(text).sentences)
    assert all(words in said for words in told), said
    assert "subgroup" not in said


@pytest.mark.parametrize(
    "text",
    [
        "How many were aged 65 or more, and what was their hazard ratio for PFS?",
        "In those aged 65 or more, the hazard ratio for PFS?",
        "Hazard ratio for PFS, aged 65 or more",
    ],
)
def test_part_of_the_patients_in_a_list_still_narrows(text: str, draft: Drafter) -> None:
    """A part that an outcome is asked for is no thing of its own."""
    assert any("0.70" in sentence.text for sentence in draft(text).sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Could you tell me the PFS hazard ratio, and did it differ in women? Also the sponsor.",
        "What was the PFS hazard ratio in women? And the sponsor?",
    ],
)
def test_thing_named_behind_a_narrower_question_is_told(text: str, draft: Drafter) -> None:
    """A last sentence without a verb is a question of its own."""
    said = " ".join(sentence.text for sentence in draft(text).sentences)
    assert "(subgroup: women)" in said
    assert "Northquay" in said


def test_number_of_a_paper_named_before_is_that_paper_s(tmp_path: Path) -> None:
    """The leading publication's number is no answer to what is asked of another one."""
    corpus = SmallCorpus(folder=tmp_path)
    article = replace(SOURCES["article"], identifiers=(("doi", "10.1/main"),))
    other = replace(
        SOURCES["update"],
        id="other",
        title="HARBOUR: transplantation",
        citation="Osei P. HARBOUR: transplantation. Sedge. 2023.",
        identifiers=(("doi", "10.1/other"),),
    )
    corpus.sources = {"article": article, "other": other}
    retriever, terms = Retriever(corpus=corpus, dense=False), index_terms(corpus)
    for text in ("DOI of the transplant subgroup paper?", "I'd like to cite the transplant paper; what is the DOI?"):
        told = " ".join(s.text for s in draft_answer(text, corpus=corpus, terms=terms, retriever=retriever).sentences)
        assert "10.1/other" in told
        assert "10.1/main" not in told


def test_what_is_not_held_of_those_counted_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A last question of patients of whom no result is held is not lost."""
    row = make_result("update:40", category="baseline", outcome="Refractory to lenalidomide", statistic="percentage",
                      arm=ZELTA, value="32", unit="%")  # fmt: skip
    corpus = SmallCorpus((*RESULTS, row), folder=tmp_path_factory.mktemp("keywords"))
    told = draft_answer(
        "How many were refractory to lenalidomide? Did they benefit?",
        corpus=corpus,
        terms=index_terms(corpus),
        retriever=Retriever(corpus=corpus, dense=False),
    )
    said = " ".join(sentence.text for sentence in told.sentences)
    assert "32% with Zelta-Base" in said
    assert "holds no result for progression-free survival (subgroup:" in said
