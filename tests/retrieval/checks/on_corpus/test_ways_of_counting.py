"""Statements over the corpus: who was counted, of whom a group is a share, in what order arms and groups are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("More patients were MRD negative with Isa-Kd (33.5%) than with Kd (15.4%), and serious TEAEs were"
                     " also more frequent (70.1% on Isa-Kd, 59.8% on Kd) on 14 January 2022.", ("15.4%", "51.4%"),
                     id="more were, beside another outcome"),
        pytest.param("The shares that were MRD negative were 33.5% (Isa-Kd) and 15.4% (Kd) on 14 January 2022; the CR"
                     " rates were 44.1% and 28.5%.", ("15.4%", "28.5%"), id="the shares that were"),
        pytest.param("Infusion-related reactions occurred in 45.8% of Isa-Kd patients. In 29.9% isatuximab had to be"
                     " interrupted.", ("29.9%", "92.9%"), id="what came of the event before"),
        pytest.param("Infusion-related reactions occurred in 45.8% of Isa-Kd patients. Because of such a reaction,"
                     " isatuximab was interrupted in 29.9% and stopped for good in 0.6%.", ("29.9%", "39.9%"),
                     id="two effects of a reaction"),
        pytest.param("Infusion-related reactions occurred in 45.8% of Isa-Kd patients. Only 0.6% of the patients on"
                     " Isa-Kd had one of grade 3 or higher; nearly all were mild or moderate.", ("0.6%", "5.6%"),
                     id="one of a grade"),
        pytest.param("The PFS hazard ratio was 0.27 in renal impairment, 0.36 from the age of 70 and 0.724 in high-risk"
                     " cytogenetics.", ("0.36", "0.63"), id="from an age on"),
        pytest.param("By the interim analysis 103 patients had progressed or died; by the final PFS analysis this had"
                     " risen to 159, 56 more.", ("159, 56", "169, 66"), id="those who had the event"),
        pytest.param("Of all patients, 20% had renal impairment and 28% were 70 or older.", ("28%", "38%"),
                     id="what so many had"),
        pytest.param("While 27.4% of the Isa-Kd patients were still being treated in January 2022, a year later this"
                     " applied to 23.5%.", ("27.4%", "72.4%"), id="a year later"),
        pytest.param("Isa-Kd patients were slightly older and more often renally impaired (24% vs 15%).",
                     ("24% vs 15%", "34% vs 15%"), id="older than the others"),
        pytest.param("Early relapse?\nThe hazard ratio was 0.662. For late relapse the medians were 42.7 months on"
                     " Isa-Kd and 21.9 months on Kd.", ("42.7", "24.7"), id="a question about a group"),
        pytest.param("In early relapse, late relapse and all patients, median PFS on Isa-Kd was 24.7, 42.7 and 35.7"
                     " months.", ("24.7, 42.7", "42.7, 24.7"), id="groups and everybody"),
        pytest.param("Transplants had been done in 116 of 179 patients on Isa-Kd (64.8%) and in 69 of 123 on Kd"
                     " (56.1%).", ("69 of", "96 of"), id="told by figures at baseline"),
        pytest.param("Disease progression was why 45.3% of patients had stopped Isa-Kd, and 53.7% Kd.",
                     ("45.3% of patients had stopped Isa-Kd, and 53.7%", "53.7% of patients had stopped Isa-Kd, and"
                      " 45.3%"), id="told by figures of who stopped"),
        pytest.param("Carriers of 1q21+, who accounted for 41.9% of the isatuximab arm and 42.3% of the control arm,"
                     " had a PFS hazard ratio of 0.58.", ("42.3%", "24.3%"), id="the share that a group is"),
        pytest.param("Ages ranged from 37 to 86 on Isa-Kd and from 33 to 90 on Kd.", ("33 to 90", "33 to 80"),
                     id="two ranges"),
        pytest.param("The oldest participant, who was in the control arm, was 90.", ("90", "86"), id="the oldest"),
        pytest.param("A further 39 were screened but did not qualify.", ("39", "93"), id="screened in vain"),
        pytest.param("341 patients were screened and 39 of them failed screening.", ("39", "93"), id="some of them"),
        pytest.param("In all 341 people were screened; 39 failed, and 302 were enrolled.", ("302", "312"),
                     id="no arm is all"),
        pytest.param("Doctors looked at how long people lived without their myeloma getting worse. In January 2022 the"
                     " median was 35.7 months for people who had isatuximab and 19.2 months for people who did not.",
                     ("35.7 months", "35.7 weeks"), id="in plain words, and another time on treatment in weeks"),
        pytest.param("302 were randomised in a ratio of 3:2.", ("302", "312"), id="before the ratio"),
        pytest.param("Patients were allocated in a ratio of three to two.", ("three to two", "two to one"),
                     id="a ratio in words"),
        pytest.param("As of 7 Feb 2020; 103 PFS events, or 65% of the planned 159.", ("65%", "56%"), id="of a plan"),
        pytest.param("Complete renal responses, in those whose eGFR was below 60 at entry, were documented in 52.0%"
                     " under Isa-Kd and 30.8% under Kd.", ("52.0% under Isa-Kd and 30.8%", "30.8% under Isa-Kd and"
                     " 52.0%"), id="a group by what it was at entry"),
        pytest.param("There were six deaths from TEAEs on Isa-Kd and four on Kd.", ("six", "five"), id="deaths from"),
        pytest.param("Median PFS amounted to 35.7 months, respectively 19.2 months, in the Isa-Kd and Kd arms.",
                     ("35.7 months, respectively 19.2", "19.2 months, respectively 35.7"), id="respectively between"),
        pytest.param("Median PFS stood at 35.7 months for those who received isatuximab and at 19.2 months for those"
                     " who did not at the January 2022 cut-off.", ("19.2", "12.9"), id="those who did not"),
        pytest.param("On Isa-Kd median PFS was 24.7 months for early relapse and 42.7 months for late relapse, on Kd"
                     " 17.2 months and 21.9 months, respectively.", ("17.2 months and 21.9", "21.9 months and 17.2"),
                     id="groups in the order before"),
        pytest.param("MRD negativity in early relapse was 24.6% vs 15.2%, in late relapse 37.5% vs 16.7%.",
                     ("15.2", "12.5"), id="groups before pairs"),
        pytest.param("At the interim analysis the PFS hazard ratio was 0.53 overall and 0.36 in patients aged 70 or"
                     " over.", ("0.53 overall and 0.36", "0.36 overall and 0.53"), id="overall"),
        pytest.param("The HR of 0.58 says that, at any time, the rate of progression or death was 0.58 times that on"
                     " Kd.", ("the rate of progression or death", "progression-free survival"),
                     id="a rate at any time"),
        pytest.param("Long after the interim report, the hazard ratio for PFS stood at 0.58.", ("0.58", "0.53"),
                     id="a long time after an analysis"),
        pytest.param("A couple of years on from the primary analysis the PFS hazard ratio was 0.58 and median PFS 35.7"
                     " months on Isa-Kd.", ("0.58", "0.53"), id="on from an analysis"),
        pytest.param("Since the interim analysis, follow-up has lengthened: the hazard ratio for PFS is now 0.58.",
                     ("0.58", "0.85"), id="since an analysis"),
        pytest.param("The HR of 0.58 is a 42% reduction in the hazard, not a 42% longer time without progression.",
                     ("not a 42% longer", "or a 42% longer"), id="no longer time"),
        pytest.param("It would be wrong to read the hazard ratio of 0.58 as PFS that is 42% longer.",
                     ("wrong", "right"), id="a reading called wrong"),
        pytest.param("At the interim analysis the level of confidence was 99%, and the interval of the PFS hazard ratio"
                     " went from 0.32 to 0.89.", ("99%", "95%"), id="a level told far before"),
        pytest.param("Confidence was set at 99% at the interim analysis, and the PFS hazard ratio had an interval of"
                     " 0.32 to 0.89.", ("0.89", "0.98"), id="a level that was set"),
        pytest.param("The PFS hazard ratio was 0.58 (95.4% CI 0.42-0.79), entirely below 1.", ("below", "above"),
                     id="entirely below"),
        pytest.param("Of all 302 patients, 86 were 70 or older and 216 were younger.", ("86", "216"),
                     id="those who were younger"),
        pytest.param("86 patients had reached the age of 70 and 216 had not.", ("216", "126"), id="had not"),
        pytest.param("216 patients were younger than 70 and 86 were that age or older.", ("86", "68"), id="that age"),
        pytest.param("Safety was assessed in 177 patients treated with Isa-Kd and 122 treated with Kd, fewer than had"
                     " been randomised.", ("177", "179"), id="fewer than were randomised"),
        pytest.param("Depth of response, two years later\n\n- Cut-off 14 January 2022\n- CR or better in 44.1% vs"
                     " 28.5%", ("44.1%", "41.4%"), id="a heading with a time since"),
        pytest.param("The gap in MRD negativity has widened, from 16.6 to 18.1 percentage points.", ("18.1", "21.8"),
                     id="from gap to gap"),
        pytest.param("The difference in complete response grew from 12.1 points at the interim analysis to 15.6 points"
                     " at the final PFS analysis.", ("15.6", "16.5"), id="two gaps in points"),
        pytest.param("5.3.2 Cytogenetic risk. In standard-risk disease, the PFS hazard ratio was 0.44.",
                     ("0.44", "0.724"), id="a section's number"),
        pytest.param("Among the 177 and 122 patients treated, 136 (77%) and 82 (67%) had a TEAE of grade 3 or worse by"
                     " February 2020.", ("82 (", "92 ("), id="a set of whatever cut-off"),
    ],
)  # fmt: skip
def test_statement_stands_and_its_altered_figure_does_not(check: Check, text: str, altered: tuple[str, str]) -> None:
    """No number of a true statement is contradicted; an error in it is found."""
    report = check(text)
    assert [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []
    assert [item.kind for item in report.findings if item.severity == "error"] == []
    wrong = check(text.replace(*altered))
    assert [it for it in wrong.checks if it.verdict is Verdict.CONTRADICTED] or [
        it for it in wrong.findings if it.severity == "error"
    ]


def test_what_would_be_after_correction_is_no_result(check: Check) -> None:
    """A rate corrected for interference is another than the one observed."""
    report = check("Correcting for interference, the complete response rate with Isa-Kd might be 45.8%.")
    assert {item.verdict for item in report.checks} <= {Verdict.UNCHECKED, *GOOD}


@pytest.mark.parametrize(("years", "held"), [("Two", True), ("Five", False)])
def test_time_since_an_analysis_is_reckoned_without_a_figure(check: Check, years: str, held: bool) -> None:
    """ "Two years after the interim report" lies between two data cut-offs; five years do not."""
    report = check(f"{years} years after the interim report, more patients had progressed.")
    assert [item.verdict is Verdict.DERIVED for item in report.checks] == [held]


def test_parts_that_do_not_add_up_are_contradicted(check: Check) -> None:
    """A sum is held against the numbers that it is told to be of, though the table does not confirm each of them."""
    report = check("Sixty-one plus 46 makes 117 patients with an early relapse.")
    [total] = [item for item in report.checks if item.number == "117"]
    assert total.verdict is Verdict.CONTRADICTED
    assert total.expected == "107"


def test_sum_of_parts_that_are_not_confirmed_is_unchecked(check: Check) -> None:
    """What adds up is not contradicted by the number of another group, and not confirmed either."""
    report = check("107 early and 176 late relapses make 283 patients together.")
    [total] = [item for item in report.checks if item.number == "283"]
    assert total.verdict is Verdict.UNCHECKED
    assert "107 + 176 = 283" in total.reason
