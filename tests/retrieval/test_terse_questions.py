"""Questions as they are typed in a hurry, of the repository's corpus: what is told, and what is not told beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from retrieval.assistant import Assistant


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        pytest.param(
            "PFS in the elderly, MRD in late relapse", ("0.36", "37.5%"), ("42.7", "23.1%"), id="each its own"
        ),
        pytest.param("In renal impairment: cycles started, weeks of exposure", ("20", "81"), (), id="list in a part"),
        pytest.param("PFS HR below an eGFR of 60", ("0.27",), ("0.58",), id="bound before its measure"),
        pytest.param("median PFS as originally reported", ("19.15",), ("35.7",), id="as first reported"),
        pytest.param("CR or stringent CR in January 2022", ("44.1%",), ("no result",), id="or stringent"),
        pytest.param("when did they move on to another treatment", ("43.99",), ("no result",), id="moved on"),
        pytest.param("carfilzomib mg per square metre", ("20/56",), ("no result",), id="square metre"),
        pytest.param("randomised in which proportion", ("3:2",), (), id="proportion is a ratio"),
        pytest.param("Refractory to: IMiD, lenalidomide, PI", ("44%", "32%", "31%"), ("no result",), id="list headed"),
        pytest.param("Earlier exposure to PIs, IMiDs", ("93%", "76%"), ("weeks", "no result"), id="exposure to each"),
        pytest.param("screened, excluded, randomised", ("341", "39 of 341", "302"), ("lines",), id="excluded"),
        pytest.param("CR, MRD negativity and the two combined", ("44.1%", "33.5%", "26.3%"), (), id="two combined"),
        pytest.param("CR before and after correcting for the antibody", ("39.7%", "45.8%"), (), id="before and after"),
        pytest.param("1q21+ patients: PFS HR and follow-up", ("0.58", "44.2"), ("56.61",), id="part heads a list"),
        pytest.param("Did MRD negativity deepen with longer follow-up?", ("33.5%", "29.6%"), (), id="deepened"),
        pytest.param("All odds ratios you hold", ("2.09", "2.78"), ("0.53",), id="every odds ratio"),
        pytest.param("by what % did the hazard fall with FDA censoring", ("45%",), ("35.7",), id="hazard fell by"),
        pytest.param("Minimum age for entry and youngest patient", ("18 years", "37"), (), id="required and found"),
        pytest.param(
            "How many prior lines were allowed and how many had patients had?", ("1 to 3", "2 lines"), (), id="allowed"
        ),
        pytest.param("3:2 randomisation: numbers per arm", ("3:2", "179"), (), id="numbers per arm"),
        pytest.param("patients on treatment at each cut", ("23.5%", "27.4%"), ("no result",), id="on treatment"),
        pytest.param("EU results posted when", ("11 May 2023",), ("13 February",), id="EU results"),
        pytest.param("first posting on the EU register", ("11 May 2023",), ("5 May 2024",), id="first posting"),
        pytest.param("What is EFC15246?", ("Protocol code",), ("prospective",), id="number quoted"),
        pytest.param("% no longer sensitive to lenalidomide", ("32%",), ("no result",), id="no longer sensitive"),
        pytest.param(
            "PFS HR in 1q21+ patients as well as the share aged 75 or over", ("0.58", "9%"), ("41.9%",), id="aged share"
        ),
        pytest.param("patients screened, randomised, treated", ("341", "302", "177"), (), id="steps in a row"),
        pytest.param("Numbers screened, randomised and treated", ("341", "302", "177"), (), id="numbers of steps"),
        pytest.param("EU trial number and sponsor code", ("2017-001940-37", "EFC15246"), ("NCT",), id="EU number"),
        pytest.param("ratio of allocation", ("3:2",), (), id="ratio of allocation"),
        pytest.param(
            "Final OS analysis: follow-up, medians, HR", ("56.61", "50.6", "0.855"), ("44", "no result"), id="OS list"
        ),
        pytest.param(
            "Primary analysis: follow-up, PFS medians, HR", ("20.7", "19.15", "0.53"), ("35.7",), id="heading holds"
        ),
        pytest.param("who had failed both an IMiD and a PI, %", ("20%", "22%"), ("76%",), id="failed both"),
        pytest.param("PI and IMiD pretreatment", ("93%", "76%"), ("2 lines",), id="classes pretreated"),
        pytest.param("refractory to IMiD, to PI and to both", ("44%", "31%", "20%"), (), id="each and both"),
        pytest.param("how many ended in each group", ("179", "123"), (), id="ended in"),
        pytest.param("recruitment, from the first to the last patient", ("2017", "2019"), (), id="whole period"),
        pytest.param(
            "what separates the 0.53 and the 0.548 HR", ("0.53", "0.548", "FDA-requested"), ("0.58",), id="two apart"
        ),
        pytest.param(
            "Under what number is it on the EU register?", ("2017-001940-37",), ("Interim",), id="number in register"
        ),
        pytest.param(
            "results first put on ClinicalTrials.gov and the EU register, dates",
            ("printed as 13 February 2023 in: IKEMA results record", "printed as 11 May 2023 in: EU Clinical"),
            (),
            id="dates by register",
        ),
        pytest.param("rank the subgroups by PFS HR", ("lowest first", "0.27"), ("0.53 ",), id="parts ranked"),
        pytest.param("HR with three decimals, one version?", ("0.531",), (), id="version names no source"),
        pytest.param("median PFS acc to FDA vs Lancet", ("20.27", "19.15"), ("35.7",), id="two sources compared"),
        pytest.param("screened / failed / enrolled", ("341", "39 of 341", "302"), ("no result",), id="failed"),
        pytest.param("Prior bortezomib, how many per arm", ("91%", "83%"), ("randomised",), id="counted per arm"),
        pytest.param("1q21+ PFS and follow-up in that analysis", ("0.58", "44.2"), ("56.61",), id="that analysis"),
        pytest.param(
            "of those who went MRD negative, was PFS different?", ("0.578",), ("33.5%",), id="whom before a comma"
        ),
        pytest.param("which relapse group gained more", ("24.7", "42.7"), ("35.7",), id="kind of group"),
        pytest.param("MRD detection limit?", ("10^-5",), ("33.5%",), id="limit of detection"),
        pytest.param(
            "Was CR at the updated analysis significantly different, and which lab method was used for it?",
            ("2.09", "Hydrashift"),
            ("prospective",),
            id="method of it",
        ),
        pytest.param("tell me about HiR, PFS, significant?", ("0.724", "includes the null"), (), id="significance"),
        pytest.param("schedule of the antibody", ("10 mg/kg", "every 2 weeks"), (), id="schedule of a drug"),
        pytest.param(
            "Given that median OS was not reached with Isa-Kd, what was it with Kd?",
            ("50.6",),
            ("Correction",),
            id="not reached in the arm named there",
        ),
        pytest.param("neutropenia gr 3+, lab values", ("19.2%",), ("Anaemia",), id="by the laboratory"),
        pytest.param("complete renal response - both arms, plus the durable one", ("52.0%", "32.0%"), (), id="one"),
        pytest.param("the 45% reduction, from which HR?", ("0.548",), ("0.58 ", "One prior"), id="reduction traced"),
        pytest.param("which HR is the 45% reduction from?", ("0.548",), ("0.58 ", "Correction"), id="traced back"),
        pytest.param(
            "how many were 70+, and the PFS HR in them? which HR is the 45% reduction from?",
            ("0.36",),
            ("Correction",),
            id="no figure corrects itself",
        ),
        pytest.param("did covid deaths matter for OS?", ("0.855", "0.803"), ("no result",), id="deaths that matter"),
        pytest.param(
            "how many had early relapse and how many late relapse?", ("107 of 302", "176 of 302"), (), id="each counted"
        ),
        pytest.param("still on treatment in 2023 and a year earlier", ("23.5%", "27.4%"), ("44",), id="a year earlier"),
        pytest.param(
            "Share of patients with del(17p), and what cut-off defined it?",
            ("50%", "no result for del(17p)"),
            ("2020 — primary",),
            id="cut-off of it",
        ),
        pytest.param(
            "Is the 14% discontinuation figure for the isatuximab group?", ("Correction", "(8%)"), (), id="whose figure"
        ),
        pytest.param(
            "What is the 95% CI of the primary PFS hazard ratio in the Lancet?",
            ("99% CI", "no result for progression-free survival (95% confidence interval)"),
            (),
            id="level not held",
        ),
        pytest.param("is 95.4 or 95 percent CI for 0.58 right", ("a 95.4% CI in", "a 95% CI in"), (), id="two levels"),
        pytest.param("what does a 99% CI have to do with 0.53", ("group-sequential",), (), id="what it has to do with"),
        pytest.param(
            "Is the adjusted CR rate by mass spec higher than the reported CR?",
            ("45.8%", "39.7%"),
            (),
            id="than",
        ),
        pytest.param(
            "MRD negativity in the 70+ as often as in the entire trial population?",
            ("23.1%", "29.6%"),
            ("33.5%",),
            id="part against all",
        ),
        pytest.param("PMCID for the elderly paper", ("PMC10084276",), ("PMC9152981",), id="PMCID names no paper"),
        pytest.param(
            "DOI for the elderly paper, and for the cytogenetics one", ("hon.3038", "ejh.13835"), (), id="one paper"
        ),
        pytest.param(
            "PFS in the Lancet, including the type of interval",
            ("not reached with Isa-Kd", "99% CI"),
            (),
            id="interval",
        ),
        pytest.param("treatment duration on the Sarclisa HCP site", ("80 weeks",), ("94.0", "centres"), id="website"),
        pytest.param(
            "Which ORR does the JNCCN print, and which the Sarclisa site?", ("86.6%", "87%"), ("centres",), id="prints"
        ),
        pytest.param("vomiting, all the grades you have", ("15%", "1.1%", "grade 4"), (), id="grades held"),
        pytest.param("Facon 2022: VGPR or better in the over-70s", ("73.1%",), (), id="year of a reference"),
        pytest.param(
            "Our slide says MRD negativity 33.5% vs 15.4% at the interim analysis - ok?",
            ("Correction", "29.6%", "13.0%"),
            (),
            id="two arms claimed",
        ),
        pytest.param(
            "I'm about to send this off: 'HR 0.53 (95% CI 0.32-0.89)'. OK like that?",
            ("Correction: the interval reported is of another confidence level", "99% CI 0.32–0.89"),
            (),
            id="level of a draft",
        ),
        pytest.param(
            "so isatuximab cuts the chance of progressing or you dying by 47 percentage points, going by the 0.53?",
            ("Correction: a hazard ratio of 0.53 is a 47% lower hazard", "not an absolute risk reduction"),
            ("overall survival", "holds no result"),
            id="hazard in points",
        ),
        pytest.param(
            "Is the risk of progression reduced by 73 percentage points in renal impairment?",
            ("Correction: a hazard ratio of 0.27 is a 73% lower hazard", "renal impairment"),
            ("0.53",),
            id="hazard of a part in points",
        ),
        pytest.param(
            "Which sources give which CI level for the 2022 PFS hazard ratio?",
            ("printed as a 95.4% CI in: Martin", "ESMO", "ASH", "printed as a 95% CI in: Facon"),
            (),
            id="levels by source",
        ),
        pytest.param(
            "In the updated CR rates, which assay removed isatuximab's interference with immunofixation?",
            ("Hydrashift",),
            ("mass spectrometry", "45.8%", "not understood"),
            id="assay of a figure",
        ),
        pytest.param(
            "how many had exactly three copies of 1q21 and how many had four or more",
            ("24.0%", "30.1%", "17.9%", "12.2%"),
            ("41.9%",),
            id="numbers of copies",
        ),
        pytest.param("three copies of 1q21 or more, how many?", ("41.9%",), ("24.0%",), id="copies or more"),
        pytest.param(
            "CR/sCR rate at the final PFS analysis, odds ratio with CI too",
            ("44.1%", "28.5%", "2.09 (95% CI 1.26–3.48)"),
            ("holds no result", "39.7%"),
            id="stricter category of the same row",
        ),
        pytest.param("CR and sCR rates?", ("44.1%", "no result for stringent"), (), id="category asked apart"),
        pytest.param(
            "What share came in with impaired kidneys, and how large was the PFS effect in those patients?",
            ("24%", "0.27"),
            ("does not cover",),
            id="share and effect",
        ),
        pytest.param("next-line PFS hazard ratio", ("0.68",), ("0.58 ",), id="next line"),
        pytest.param("PFS where kidneys don't work well", ("13.4", "0.27"), ("35.7",), id="kidneys"),
        pytest.param("how many were resistant to lenalidomide", ("32%", "34%"), (), id="resistant"),
        pytest.param("top 3 side effects (not lab)", ("66.7%",), ("99.4%",), id="no laboratory values"),
        pytest.param("ISS stage I vs II vs III", ("50%", "35%", "15%"), (), id="numerals compared"),
        pytest.param(
            "TEAE grade >=3, high-risk vs all-comers", ("85.7%", "(77%)"), ("not understood",), id="all comers"
        ),
        pytest.param("1q21+ defined how?", ("At least 3 copies",), ("41.9%",), id="defined how"),
        pytest.param("primary ep?", ("progression-free survival",), (), id="endpoint"),
        pytest.param("is OS positive, and is it significant", ("includes the null",), (), id="significant"),
        pytest.param("whose HR is 0.531", ("OA-48",), ("0.58 ",), id="whose figure it is"),
        pytest.param(
            "discontinuation: AE vs PD vs IRR", ("(8%)", "(45.3%)", "0.6%"), ("best response",), id="causes listed"
        ),
        pytest.param(
            "infusions interrupted because of a reaction vs for any side effect", ("29.9%", "33%"), (), id="two causes"
        ),
        pytest.param(
            "how many early relapsers had renal impairment", ("31.0%", "15.4%"), ("34.1%",), id="part of a part"
        ),
        pytest.param(
            "In whom was the HR 0.67 seen?", ("MRD-positive",), ("Correction", "0.58 "), id="in whom a figure"
        ),
        pytest.param("0.724 (0.361-1.451): which subgroup?", ("high-risk",), ("0.36 ",), id="which part has it"),
        pytest.param(
            "What is the HR of 0.803 about?", ("overall survival", "COVID-19"), ("0.58 ",), id="what it is of"
        ),
        pytest.param(
            "PFS2 of the ESMO abstract vs the final OS abstract", ("35.6 months", "32.36"), (), id="source and analysis"
        ),
        pytest.param("tell me how safety was assessed", ("at least one dose",), ("84.2",), id="indirect question"),
    ],
)
def test_what_is_asked_is_told_and_no_more(
    assistant: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    """A hurried question is answered by what it asks, and by nothing that it does not ask."""
    answer = assistant.invoke(question)
    assert answer.status == "answered"
    assert all(figure in answer.answer for figure in told)
    assert not any(figure in answer.answer for figure in untold)


@pytest.mark.parametrize("question", ["sample size planned?", "how many patients were planned"])
def test_planned_number_is_not_the_number_randomised(assistant: Assistant, question: str) -> None:
    """How many a trial was planned to have is not told by how many it had."""
    assert assistant.invoke(question).status == "not_found"


def test_what_is_held_in_place_points_to_safety(assistant: Assistant) -> None:
    """An efficacy figure that stands in for what is not held has the line on safety results, and no warning."""
    answer = assistant.invoke("PFS median in the safety population")
    assert (answer.status, bool(answer.results), answer.findings) == ("not_found", True, ())
