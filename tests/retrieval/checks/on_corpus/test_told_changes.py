"""What an arm is told to have done, and groups and analyses that go on, over the corpus."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
RELAPSES = "107 of the 302 patients had relapsed early and 176 late. Let us take the early ones first. "


def _wrong(report: CheckReport) -> list[str]:
    told = [item.reason for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    return told + [item.reason for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("Isa-Kd put off the next therapy (median time to next treatment 43.99 v 25.0 months).",
                     ("put off", "hastened"), id="done to a time"),
        pytest.param("Adding isatuximab to Kd lengthened PFS: a median of 35.7 months, against 19.2 months.",
                     ("lengthened", "curtailed"), id="added to the other arm"),
        pytest.param("Isatuximab lifted the MRD negativity rate (33.5% against 15.4%).", ("lifted", "lowered"),
                     id="a drug alone"),
        pytest.param("Time to next treatment was prolonged by isatuximab: 43.99 months versus 25.0 months.",
                     ("prolonged", "shortened"), id="done by a drug"),
        pytest.param("MRD negativity climbed with isatuximab: 33.5% versus 15.4%.", ("climbed", "dropped"),
                     id="moved with it"),
        pytest.param("The MRD negativity rate with Isa-Kd exceeded that with Kd (33.5% versus 15.4%).",
                     ("exceeded", "fell short of"), id="between two arms"),
        pytest.param("Control patients had the shorter median PFS: 19.2 months, against 35.7 months on Isa-Kd.",
                     ("shorter", "longer"), id="had the shorter"),
        pytest.param("A greater proportion of Isa-Kd patients reached a complete response, 44.1% against 28.5%.",
                     ("greater", "smaller"), id="a greater share of"),
        pytest.param("With Isa-Kd it took longer to the next treatment: a median of 43.99 months, against 25.0 months"
                     " with Kd.", ("longer", "less time"), id="an arm that leads"),
        pytest.param("Isa-Kd outperformed Kd on PFS (HR 0.58).", ("outperformed", "underperformed"),
                     id="who was better"),
        pytest.param("Infusion reactions were more of a nuisance with isatuximab (45.8%) than with Kd (3.3%).",
                     ("more of", "less of"), id="more of a nuisance"),
        pytest.param("Patients on Isa-Kd remained progression-free for longer (median 35.7 v 19.2 months).",
                     ("for longer", "for less time"), id="remained for longer"),
        pytest.param("The isatuximab arm had the better MRD negativity rate, 33.5% v 15.4%.", ("better", "worse"),
                     id="had the better"),
        pytest.param("The control arm trailed the isatuximab arm in complete response (28.5% v 44.1%).",
                     ("trailed", "led"), id="trailed the other"),
        pytest.param("MRD negativity was higher by 18.1 points with Isa-Kd (33.5% v 15.4%).", ("higher", "lower"),
                     id="higher by so many points"),
        pytest.param("Compared with Kd, Isa-Kd had a longer median PFS (35.7 v 19.2 months).",
                     ("35.7 v 19.2", "19.2 v 35.7"), id="compared with one, the other"),
        pytest.param("Compared with Kd, Isa-Kd raised the share of MRD-negative patients from 15.4% to 33.5%.",
                     ("15.4% to 33.5%", "33.5% to 15.4%"), id="compared with one, the other rises from it"),
        pytest.param("Relative to patients on Isa-Kd, control patients had fewer serious TEAEs: 59.8% versus 70.1%.",
                     ("59.8% versus 70.1%", "70.1% versus 59.8%"), id="relative to one"),
        pytest.param("In early relapse median PFS was 24.7 months if they got isatuximab with Kd, and 17.2 months if"
                     " they got Kd on its own.", ("17.2", "24.7"), id="if they got"),
        pytest.param(RELAPSES + "Median PFS was 24.7 months with Isa-Kd and 17.2 months with Kd.", ("17.2", "27.2"),
                     id="the early ones"),
        pytest.param("Now the late relapsers. Here the medians are 42.7 months with Isa-Kd and 21.9 months with Kd.",
                     ("21.9", "29.1"), id="medians of a group"),
        pytest.param("Adding isatuximab to Kd gave a median PFS of 35.7 months.", ("35.7", "19.2"),
                     id="what was added to an arm"),
        pytest.param("Isatuximab on top of Kd brought MRD negativity to 33.5%, Kd alone to 15.4%.", ("33.5", "43.5"),
                     id="on top of an arm"),
        pytest.param("The figures that I show are from the January 2022 cut-off. " + RELAPSES
                     + "Median PFS was 24.7 months with Isa-Kd.", ("January 2022", "February 2020"),
                     id="a cut-off announced, and another group"),
        pytest.param("Slide 8. Responses: update (14 January 2022)\n- Complete response: 44.1% v 28.5%\n"
                     "- At the interim analysis: 39.7% v 27.6%\n- MRD negativity: 33.5% v 15.4%",
                     ("14 January 2022", "7 February 2023"), id="a cut-off over a list"),
        pytest.param("Hypertension of any grade was seen in 37.3% on Isa-Kd and 32.0% on Kd, diarrhoea of any grade in"
                     " 36.2% and 29.0%.", ("Hypertension of any grade", "Hypertension of grade 3 or worse"),
                     id="a grade spent on another event"),
        pytest.param("Toxicity: grade 3 or higher TEAEs were seen in 77% with Isa-Kd and 67% with Kd.", ("67%", "57%"),
                     id="a grade that goes on"),
        pytest.param("By FDA censoring median PFS was 20.27 months with Kd. The hazard ratio was 0.548, a lower hazard"
                     " of progression or death.", ("0.548", "0.531"), id="a rule goes on to the outcome behind"),
        pytest.param("By FDA censoring median PFS was 20.27 months with Kd. The hazard ratio in the Lancet is 0.53.",
                     ("0.53", "0.63"), id="a rule is lifted by what was published"),
        pytest.param("The 44-month data: the odds of MRD negativity were 2.78 times those on Kd (95% CI 1.55-4.99).",
                     ("4.99", "9.49"), id="months that name the data"),
        pytest.param("In 2020 the PFS hazard ratio was 0.53; in 2022 it was 0.58.", ("0.58", "0.68"),
                     id="in a year it was"),
        pytest.param("Events at least 5 percentage points more common with Isa-Kd included fatigue (41.8% v 32.0%).",
                     ("41.8% v 32.0%", "32.0% v 41.8%"), id="at least so many points"),
        pytest.param("Fewer than one in ten stopped isatuximab-Kd because of a TEAE (8%).", ("8%", "14%"),
                     id="a drug joined to an arm"),
        pytest.param("Isa-Kd: n=179, median PFS 35.7 months, CR 44.1%, MRD negativity 33.5%.", ("35.7", "53.7"),
                     id="a size before a list"),
        pytest.param("All but two of the 179 Isa-Kd patients and all but one of the 123 Kd patients were treated.",
                     ("all but one", "all but three"), id="all but two"),
        pytest.param("Isa-Kd lengthened the time to next treatment by about 19 months, from 25.0 to 43.99 months.",
                     ("about 19", "about 9"), id="lengthened by"),
        pytest.param("About a third (33.5%) became MRD negative with Isa-Kd and fewer than a sixth (15.4%) with Kd.",
                     ("15.4", "45.4"), id="a share in words has the arm of its figure"),
        pytest.param("The lower limits of the 95% confidence intervals for median OS were 52.172 months (Isa-Kd) and"
                     " 38.932 months (Kd).", ("38.932", "39.832"), id="two lower limits"),
        pytest.param("Kd's median PFS is 19.15 months in the Lancet paper, 20.27 months in the FDA label.",
                     ("20.27", "27.20"), id="a figure with a source of its own"),
        pytest.param("Twice as many patients (33.5% v 15.4%) were MRD negative after Isa-Kd.",
                     ("33.5% v 15.4%", "15.4% v 33.5%"), id="figures in brackets before their arm"),
        pytest.param("In the Isa-Kd arm, median OS was not reached (95% CI 52.172-not reached), compared with 50.6"
                     " months (95% CI, 38.932-not reached) in the Kd arm.", ("50.6", "56.0"), id="bounds in brackets"),
        pytest.param("The lower hazard of progression (HR 0.58; 95.4% CI 0.42-0.79) was maintained at 44 months.",
                     ("0.79", "0.97"), id="maintained at the follow-up"),
        pytest.param("The Isa-Kd arm received treatment for 94.0 weeks (median) and the Kd arm for 61.9 weeks by"
                     " February 2023.", ("61.9", "69.1"), id="received treatment for"),
        pytest.param("What about patients over 70?\nTheir hazard ratio for PFS was 0.36.", ("0.36", "0.63"),
                     id="theirs, who were asked about"),
        pytest.param("Slide 2. Interim analysis (7 Feb 2020)\n- Median PFS: NR v 19.15 months\n- 103 events\n\n"
                     "Slide 3. PFS hazard ratios in subgroups\n- 1q21+: 0.58 (0.37-0.92)", ("103", "130"),
                     id="the cut-off over one list alone"),
        pytest.param("Another 56 PFS events had occurred by January 2022 (159, up from 103).", ("56", "65"),
                     id="another so many"),
        pytest.param("In those who did not become MRD negative, the hazard ratio for PFS was 0.67.", ("0.67", "0.76"),
                     id="a group that is denied"),
        pytest.param("Lymphopenia was as common (94.4% v 95.1%), grade 3-4 lymphopenia more frequent (68.9% v 57.3%).",
                     ("57.3", "75.3"), id="a grade told of what is next"),
        pytest.param("With COVID-19 deaths censored, OS HR = 0.803; without this, 0.855.", ("0.855", "0.585"),
                     id="without the rule"),
        pytest.param("The final OS analysis had a median follow-up of 56.61 months, about 13 months more than the final"
                     " PFS analysis (43.96 months).", ("13 months", "23 months"), id="more than a figure in brackets"),
        pytest.param("From the interim analysis (20.7 months) to the final PFS analysis (43.96 months), the CR rate on"
                     " Isa-Kd rose from 39.7% to 44.1%.", ("44.1", "41.4"), id="an analysis and its follow-up"),
        pytest.param("These benefits (HR 0.58; CR 44.1% vs 28.5%) came with more serious TEAEs.", ("28.5", "38.5"),
                     id="each item of a bracket has its own name"),
        pytest.param("The oldest patient was 90 (Kd arm; range 33 to 90), the oldest on Isa-Kd 86 (range 37 to 86).",
                     ("33 to 90", "33 to 96"), id="the oldest"),
        pytest.param("Out of 302, 216 were younger than 70 and 86 were 70 or older.", ("216", "261"), id="out of all"),
        pytest.param("The PFS hazard ratio in early relapse is 0.662 (95% CI 0.407 to 1.077). So for the early"
                     " relapsers it is no significant gain.", ("no significant", "a significant"),
                     id="significance of the sentence before"),
    ],
)  # fmt: skip
def test_one_change_is_found(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Nothing is wrong with a text as it stands, and something with one word or figure changed."""
    assert _wrong(check(text)) == []
    assert _wrong(check(text.replace(*altered, 1)))


@pytest.mark.parametrize(
    "text",
    [
        "Blood pressure was raised on Kd in 32.0%, on Isa-Kd in 37.3%.",
        "Kd raised complete response to 27.6% and Isa-Kd to 39.7%.",
        "Isa-Kd reduced the hazard of progression or death (median PFS 35.7 v 19.2 months).",
        "TEAEs of grade 3 or higher with Kd were seen in 67%, against 77% with Isa-Kd.",
        "A VGPR or better with Kd was reached by 56.1%, against 72.6% with Isa-Kd.",
        "Isatuximab did not raise discontinuations for a TEAE (8% v 14%).",
        "Isatuximab prolonged PFS, and the rate of discontinuation for a TEAE was lower, at 8% against 14%.",
        "Isa-Kd raised MRD negativity and lowered discontinuations for a TEAE (8% vs 14%).",
        "Kd shortened the time to next treatment relative to Isa-Kd: 25.0 months against 43.99 months.",
        "ISS I/II/III: 50/35/15% in the Isa-Kd arm, 58/25/16% in the Kd arm.",
        "Isatuximab was interrupted in a third of patients (33%) because of adverse reactions.",
        "Renal impairment was more common in early relapsers on Isa-Kd (31.0%) than in those on Kd (15.4%).",
        "One-sided p was 0.0007 for PFS and 0.0002 for time to next treatment; the latter is nominal.",
        "Only 5.7% of Kd patients remained on treatment in February 2023, a quarter of the 23.5% on Isa-Kd.",
        "Once adjusted for isatuximab interference, the CR rate with Isa-Kd might have been 45.8%.",
        "Slide 3. Final PFS analysis (14 Jan 2022)\n- Median PFS: 35.7 v 19.2 months\n\nSlide 4. Safety (primary"
        " analysis, 177 and 122 patients)\n- Serious TEAEs: 59% v 57%",
        "In high-risk cytogenetics the PFS hazard ratio was 0.724. In the whole trial, the effect is significant.",
    ],
)
def test_no_claim_is_turned_round(check: Check, text: str) -> None:
    """What an arm did to another outcome, or in whom something rose, is no order of the figures beside it."""
    assert _wrong(check(text)) == []
