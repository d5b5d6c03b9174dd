"""Follow-ups over the repository's corpus: whom they are asked of, and which p-value is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from retrieval.assistant import Assistant
from retrieval.conversation.following import stand_alone
from retrieval.records import Answer


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


def _last(assistant: Assistant, turns: Sequence[str]) -> Answer:
    answers: list[Answer] = []
    for turn in turns:
        answers.append(assistant.invoke(stand_alone(turn, answers, assistant=assistant).question))
    return answers[-1]


def test_their_responses_are_those_of_the_part_before(assistant: Assistant) -> None:
    """What is asked of "their" responses is of the patients spoken of."""
    answer = _last(assistant, ("Patients 70 plus: PFS?", "how deep were their responses (VGPR+)"))
    assert {row.subgroup for row in answer.results} == {"age >=70 years"}


def test_whether_the_p_value_was_nominal_is_asked_of_the_same_outcome(assistant: Assistant) -> None:
    """The p-value of what was asked is meant, and no other nominal one."""
    answer = _last(assistant, ("OS hazard ratio, please", "was the p-value nominal?"))
    assert {row.outcome for row in answer.results} == {"Overall survival"}


def test_those_refractory_to_it_follow_those_who_had_it(assistant: Assistant) -> None:
    """A drug that was had before is the one that they may be refractory to."""
    answer = _last(assistant, ("How many had had lenalidomide?", "and how many refractory to it"))
    assert {row.outcome for row in answer.results} == {"Refractory to lenalidomide"}


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("OS without covid deaths, hazard ratio", "medians"), "os-2023-htct:006 os-2023-htct:007"),
        (("How many were 70 or more?", "did PFS favour isatuximab there, which HR"), "elderly-2022-hematol-oncol:003"),
        (
            ("How many were 70 or more?", "PFS in them", "MRD negative"),
            "elderly-2022-hematol-oncol:006 elderly-2022-hematol-oncol:007",
        ),
        (("Dose of carfilzomib?", "and isatuximab", "every week?"), ""),
        (("When did the FDA approve it?", "since when"), "fda-approval-2021:005"),
        (("When did the FDA approve it?", "which hazard ratio did the agency print"), "fda-approval-2021:003"),
        (
            ("PFS HR in high-risk cytogenetics?", "standard risk?", "how many had the former"),
            "cytogenetics-2022-ejh:001 cytogenetics-2022-ejh:002 sarclisahcp-baseline:021",
        ),
        (("PFS HR in 1q21+ disease", "how common was that, by arm"), "1q21-2023-htct:001 1q21-2023-htct:002"),
        (
            ("early relapse, PFS HR", "late?", "medians for both", "MRD negative in the former"),
            "relapse-2024-haematologica:006 relapse-2024-haematologica:007",
        ),
        (("When did the FDA approve Isa-Kd?", "hazard ratio in their notice?"), "fda-approval-2021:003"),
        (
            ("PFS hazard ratio in the FDA notice?", "expressed as percent reduction"),
            "fda-approval-2021:003 fda-approval-2021:004",
        ),
        (("What kind of drug is isatuximab?", "how is that drug given"), "moreau-2021-lancet:004"),
        (("What was the PFS HR in CANDOR?", "ok, and in this trial"), "martin-2023-bcj:005 moreau-2021-lancet:015"),
        (
            ("median OS with Kd", "no, I meant PFS"),
            "martin-2023-bcj:006 martin-2023-bcj:007 moreau-2021-lancet:013 moreau-2021-lancet:014",
        ),
        (
            ("median PFS?", "now the isatuximab side"),
            "martin-2023-bcj:006 martin-2023-bcj:007 moreau-2021-lancet:013 moreau-2021-lancet:014",
        ),
        (
            ("URTI of any grade in each arm?", "the same but serious"),
            "canada-kyprolis-monograph:039 canada-kyprolis-monograph:040",
        ),
        (("CR rate?", "OR"), "martin-2023-bcj:010"),
        (("Date of the most recent data cut?", "and the one before?"), "ctgov-nct03275285:010"),
        (
            ("IRR with Isa-Kd", "split these into grade 1 and grade 2"),
            "canada-monograph-2024:002 canada-monograph-2024:003",
        ),
        (("Serious AEs, latest data", "now grade 3 or more, newest"), "os-2023-htct:015 os-2023-htct:016"),
        (
            ("Treatment duration in renal impairment", "cycles they started?"),
            "renal-2022-haematologica:009 renal-2022-haematologica:010",
        ),
        (
            ("haemoglobin lab, grade 3+", "neutrophils again but any grade"),
            "canada-kyprolis-monograph:053 canada-kyprolis-monograph:055",
        ),
        (
            ("diarrhoea grade 3 or more", "when was the data cut", "and for thrombocytopenia"),
            "canada-kyprolis-monograph:050 canada-kyprolis-monograph:052",
        ),
        (("PFS2 hazard ratio", "data cut-off?", "with bad kidneys"), ""),
        (("TTNT median", "data cut-off", "at the last cut-off?"), "os-2023-ims:017 os-2023-ims:018"),
        (("PFS", "data cut-off?", "and the one before"), "ctgov-nct03275285:009"),
        (
            ("serious pneumonia", "what about treatment-emergent adverse events", "in the 2021 paper?"),
            "moreau-2021-lancet:018 moreau-2021-lancet:019",
        ),
        (("PFS events at the interim", "and at the final"), "esmo-plenary-2022:001"),
        (
            ("MRD negativity?", "and of those who also had a CR", "in the January 2022 cut"),
            "martin-2023-bcj:014 martin-2023-bcj:015",
        ),
        (("infusion reactions?", "did they have to interrupt", "or stop altogether"), "canada-monograph-2024:006"),
        (("CR rate", "what would it be if adjusted for the antibody"), "depth-2022-blood-advances:012"),
        (("how old were the patients", "what share 75 or more"), "sarclisahcp-baseline:007 sarclisahcp-baseline:008"),
        (
            ("Complete response at the update", "and back at the interim"),
            "depth-2022-blood-advances:004 depth-2022-blood-advances:005",
        ),
        (("PFS HR", "give me the earlier one"), "moreau-2021-lancet:015"),
        (("median PFS", "now the FDA version"), "fda-approval-2021:001 fda-approval-2021:002 fda-approval-2021:003"),
        (("TTNT", "interval?"), "os-2023-ims:017 os-2023-ims:018 os-2023-ims:019"),
    ],
)
def test_what_a_follow_up_points_to(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    """Each way to point back leads to the figures that are meant, and to no others."""
    assert [row.id for row in _last(assistant, turns).results] == told.split()


@pytest.mark.parametrize("asked", ["a real difference or chance?", "is that a chance finding", "chance?"])
def test_whether_it_is_chance_asks_if_it_is_significant(assistant: Assistant, asked: str) -> None:
    """A difference that may be chance is weighed, of the outcome asked about."""
    answer = _last(assistant, ("TTNT", asked))
    assert {row.outcome for row in answer.results} == {"Time to next treatment"}
    assert "excludes the null value" in answer.answer


@pytest.mark.parametrize(
    ("turns", "meant"),
    [
        (("hazard ratio OS", "HR for PFS at that same cut"), "progression-free survival at the final OS analysis?"),
        (("median PFS", "difference?", "CI for the isa arm"), "interval for progression-free survival with Isa-Kd?"),
        (("TTNT", "by how many months longer"), "the difference for time to next treatment?"),
        (("ORR", "in percent points, what's the gap"), "the difference for overall response rate?"),
        (("pneumonia", "did any die of it"), "How many patients died of pneumonia?"),
        (("PFS events at the interim", "how many were planned"), "progression-free survival events were planned?"),
        (("how often is isatuximab given?", "and the carfilzomib"), "how often is carfilzomib given?"),
    ],
)
def test_how_a_follow_up_is_meant(assistant: Assistant, turns: tuple[str, ...], meant: str) -> None:
    """What is asked of the figures before is asked by their name."""
    answers: list[Answer] = []
    for turn in turns[:-1]:
        answers.append(assistant.invoke(stand_alone(turn, answers, assistant=assistant).question))
    assert stand_alone(turns[-1], answers, assistant=assistant).question.endswith(meant)


def test_why_figures_are_not_the_same_is_asked_of_all(assistant: Assistant) -> None:
    """Those of the other analysis are told too, with what they differ in."""
    answer = _last(assistant, ("CI of the PFS hazard ratio at the first cut?", "why two numbers"))
    assert {"martin-2023-bcj:005", "moreau-2021-lancet:015"} <= {row.id for row in answer.results}
    assert "differ in analysis and data cut-off" in answer.answer


def test_a_difference_is_asked_for_not_explained(assistant: Assistant) -> None:
    """Asked what the difference is, it is told."""
    answer = _last(assistant, ("median PFS at the final analysis", "what is the difference?"))
    assert "a difference of 16.5 months" in answer.answer


def test_the_same_of_another_analysis_in_one_message(assistant: Assistant) -> None:
    """A list that points back is answered thing by thing."""
    message = (
        "Hello. We plan our unit. Can you give the median time on treatment at the last data cut, then the same at the"
        " primary analysis, and finally how many cycles those with renal impairment started?"
    )
    told = {row.id for row in assistant.invoke(message).results}
    assert {"os-2023-ims:011", "sarclisahcp-efficacy-2021:002", "renal-2022-haematologica:009"} <= told
