"""Sentences of whole texts over the corpus: letters, slides, abstracts and questions with their answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param(
            "Median OS had not been reached on Isa-Kd (lower bound 52.172 months) and was 50.6 months on Kd.",
            ("50.6 months", "52.172 months"), id="a bound in brackets is of no figure behind it",
        ),
        pytest.param(
            "In late relapse median PFS was 42.7 months on Isa-Kd (104 patients) and 21.9 months on Kd (72 patients).",
            ("42.7", "24.7"), id="a size in brackets takes no arm from the figure before",
        ),
        pytest.param(
            "On Isa-Kd the median age was 65 years (range 37 to 86); the control group was 63 (range 33 to 90).",
            ("63", "65"), id="a time without its unit",
        ),
        pytest.param("Forty percent of the people assigned to Isa-Kd had previously been given lenalidomide.",
                     ("Forty", "Fifty"), id="given before"),
        pytest.param("Of the 302 participants, 86 were at least 70 years of age.", ("86", "96"), id="group counted"),
        pytest.param("After 43.96 months of median follow-up and 159 events, the PFS hazard ratio was 0.58.",
                     ("159", "195"), id="events beside a follow-up"),
        pytest.param("Allocation was 3:2: 179 people were assigned to Isa-Kd and 123 to Kd.", ("179", "197"),
                     id="how they were assigned is no outcome"),
        pytest.param("Infusion reactions were mostly mild: 13.6% on Isa-Kd had one of grade 1, 31.6% one of grade 2.",
                     ("13.6", "16.3"), id="one of a grade"),
        pytest.param("Among late relapsers 37.5% of the Isa-Kd group and 16.7% of the Kd group were MRD negative.",
                     ("37.5", "33.5"), id="a group that leads is no outcome"),
        pytest.param("By 7 February 2023, 23.5% of those assigned to Isa-Kd were still on treatment.",
                     ("7 February 2023", "14 January 2022"), id="of whom a share is told"),
        pytest.param("Median PFS was 35.7 months with Isa-Kd and 19.2 months with Kd, a difference of 16.5 months.",
                     ("16.5", "15.6"), id="a difference of two times"),
        pytest.param("With Kd, median PFS came to 19.2 months (95% CI 15.8 to 25.0), with Isa-Kd to 35.7 months.",
                     ("19.2", "35.7"), id="each arm leads its figure"),
        pytest.param("In renal impairment a median of 20 cycles were started on Isa-Kd as opposed to 9 on Kd.",
                     ("20 cycles", "12 cycles"), id="cycles started"),
        pytest.param("A complete response or better with MRD negativity was seen in 26.3% against 12.2%.",
                     ("26.3", "23.6"), id="two outcomes at once"),
        pytest.param("TEAEs led 15 patients (8%) on Isa-Kd and 17 (14%) on Kd to stop treatment.", ("14%", "24%"),
                     id="led to stop"),
        pytest.param("Infections made 2.8% of the Isa-Kd group and 4.9% of the Kd group stop it.", ("4.9", "9.4"),
                     id="made stop"),
        pytest.param("MRD negativity was reached by 53 pts (29.6%) in the Isa-Kd arm and by 16 pts (13.0%) with Kd.",
                     ("16 pts", "19 pts"), id="patients, abridged"),
        pytest.param("Grade >=3 TEAEs were seen in 79.1% vs 77.8% of pts with renal impairment, in 85.7% vs 63.3% of"
                     " those with high-risk cytogenetics.", ("85.7", "79.1"), id="each pair before its group"),
        pytest.param("Early relapse was found in 61 (34.1%) of the Isa-Kd arm and 46 (37.4%) of the Kd arm, late"
                     " relapse in 58.1% and 58.5%.", ("37.4", "58.5"), id="the next part is of another outcome"),
        pytest.param("Isatuximab 10 mg/kg: weekly for 4 weeks, then every 2 weeks.", ("2 weeks", "2 months"),
                     id="schedule in another unit"),
        pytest.param("Infusion reactions affected 45.8% on Isa-Kd, but only 0.6% one of grade 3 or higher.",
                     ("0.6%", "6.0%"), id="one of a higher grade"),
        pytest.param("Median age was 65 years with Isa-Kd and 63 years with Kd; 86 of 302 (28%) were 70 or older.",
                     ("28%", "38%"), id="a group counted beside another figure"),
        pytest.param("Lenalidomide had been part of earlier treatment for 40% and 48% of the Isa-Kd and Kd patients.",
                     ("48%", "58%"), id="earlier treatment"),
        pytest.param("At the final PFS analysis 33.5% and 15.4% were MRD negative, irrespective of response.",
                     ("33.5% and 15.4%", "26.3% and 12.2%"), id="what makes no difference"),
        pytest.param("Events of grade 3 or worse\n- URTI: 9.0% vs 7.0%\n- Fatigue: 5.0% vs 3.3%",
                     ("grade 3 or worse", "any grade"), id="the grade of a heading"),
        pytest.param("Slide 4: tolerability at any grade\n- URTI: 66.7% vs 57.0%", ("any grade", "grade 3 or higher"),
                     id="the grade of a numbered heading"),
        pytest.param("How long were patients treated? At the interim the median was 80 weeks with Isa-Kd. By February"
                     " 2023 it was 94.0 weeks.", ("94.0 weeks", "94.0 months"), id="it was, in another unit"),
        pytest.param("Forty-nine of the 179 Isa-Kd patients (27.4%) were on treatment in January 2022.",
                     ("of the 179", "of the 177"), id="a share behind the words for whom"),
        pytest.param("Of those on the doublet 53.7% had come off therapy for progression, on the triplet 45.3%.",
                     ("53.7%", "35.7%"), id="come off"),
        pytest.param("The interim PFS ratio of 0.531 has bounds of 0.318 and 0.889, at a confidence level of 99%.",
                     ("99%", "95%"), id="level behind its bounds"),
        pytest.param("As alpha was spent at the interim, the final PFS interval is a 95.4% one: 0.42 to 0.79.",
                     ("95.4%", "99%"), id="level of an interval that is one"),
        pytest.param("By FDA censoring the PFS HR was 0.548, 95% CI from 0.366 up to 0.822.", ("0.822", "0.882"),
                     id="up to ends a range"),
        pytest.param("By the time PFS was analysed (January 2022), 70.1% of Isa-Kd patients had a serious TEAE.",
                     ("January 2022", "February 2020"), id="an outcome that says when"),
        pytest.param("It took responders 1.08 months on Isa-Kd to respond for the first time.", ("months", "weeks"),
                     id="time to respond"),
        pytest.param("Median ages were alike: 65 in the Isa-Kd arm, 63 in the Kd arm.", ("63", "73"),
                     id="statistic of the figure before"),
        pytest.param("Carfilzomib was stepped up from 20 to 56 mg/m2.", ("mg/m2", "mg/kg"), id="steps of a dose"),
        pytest.param("IKEMA randomised 302 adults with 1 to 3 earlier lines, 179 of them to Isa-Kd and 123 to Kd.",
                     ("179", "197"), id="of them"),
        pytest.param("Infusion reactions with isatuximab were almost all of grade 1 (13.6%) or 2 (31.6%).",
                     ("31.6%", "13.6%"), id="a grade without its word"),
        pytest.param("302 pts were randomized (Isa-Kd, n = 179; Kd, n = 123).", ("302", "320"), id="sizes in brackets"),
        pytest.param("Serious TEAEs were seen in 70.1% (Isa-Kd) and 59.8% (Kd) of pts. Diarrhea occurred in 39.5% of"
                     " Isa-Kd pts.", ("59.8", "95.8"), id="a short word ends a sentence"),
        pytest.param("PFS HR 0.724 (0.361-1.451) if high risk, 0.44 (0.266-0.728) if standard risk.",
                     ("0.44 (0.266-0.728)", "0.542 (0.355-0.826)"), id="if"),
        pytest.param("PFS by 1q21+ status: 1q21+, HR 0.58 (95% CI 0.37-0.92); 1q21+ was present in 41.9% and 42.3%.",
                     ("0.37", "0.42"), id="a group that is an outcome, too"),
        pytest.param("Early: n=61 (Isa-Kd) and 46 (Kd); mPFS 24.7 v 17.2 mo; HR 0.662.", ("24.7", "42.7"),
                     id="a group by one word"),
        pytest.param("MRD-neg: early 24.6% v 15.2%, late 37.5% v 16.7%.", ("24.6", "42.6"), id="groups by one word"),
        pytest.param("Rates of MRD- with CR were 26.3% and 12.2% in January 2022.", ("26.3%", "36.2%"), id="with"),
        pytest.param("By 14 January 2022 there had been 159 PFS events, up from 103.", ("103", "130"), id="up from"),
        pytest.param("In 2020, 29.6% on Isa-Kd were MRD negative and 13.0% on Kd. Two years on, it was 33.5% against"
                     " 15.4%.", ("33.5% against 15.4%", "29.6% against 13.0%"), id="years on"),
        pytest.param("How often was isatuximab interrupted? In 33% of patients because of an adverse reaction.",
                     ("33%", "43%"), id="what was asked of a cause"),
        pytest.param("Neutropenia of grade 3 or 4 by laboratory values: 19.2% with Isa-Kd and 7.4% with Kd. For"
                     " thrombocytopenia it was 29.9% and 23.8%.", ("29.9%", "39.9%"), id="the grade goes on"),
        pytest.param("Fewer had anaemia.\n\nWho had been given what?\n91% on Isa-Kd and 83% on Kd had been given"
                     " bortezomib, 40% and 48% lenalidomide.", ("48%", "58%"), id="a question begins anew"),
        pytest.param("With renal impairment: median cycles 20 v 9.", ("20", "12"), id="cycles"),
        pytest.param("OS: HR 0.855; half of the doublet patients had died by 50.6 months.", ("0.855", "0.585"),
                     id="a time in another part"),
        pytest.param("Isatuximab was given as a drip, at 10 mg for each kilogram of body weight.",
                     ("kilogram of body weight", "square metre"), id="a unit in words"),
        pytest.param("Two out of three given the three medicines (66.7%) had an upper respiratory infection, and"
                     " 57.0% of those given the two medicines.", ("57.0", "75.0"), id="medicines of a regimen"),
        pytest.param("The ITT set has 302 patients (Isa-Kd 179, Kd 123); 177 and 122 of them received study drug.",
                     ("Kd 123", "Kd 122"), id="sizes without n"),
        pytest.param("Characteristic | Isa-Kd | Kd\n---|---|---\nAge 75 or over, % | 9 | 8", ("9", "19"),
                     id="a word that divides"),
        pytest.param("In renal impairment the PFS HR was 0.27. The median was 13.4 months with Kd, at a median"
                     " follow-up of 20.8 months.", ("13.4", "20.8"), id="a follow-up is of its own figure"),
        pytest.param("Event, % (Feb 2020) | Isa-Kd | Kd\n---|---|---\nURTI | 66.7 | 57.0", ("66.7", "76.7"),
                     id="a month in the corner"),
        pytest.param("Cough was mild in either arm; of any grade it was 23.0% and 15.0%.", ("23.0", "32.0"),
                     id="either arm, then each"),
        pytest.param("Among patients relapsing late, 30.8% of the Isa-Kd group had MRD-negative CR.", ("30.8", "38.0"),
                     id="a group by what they did"),
        pytest.param("Patients under 70 numbered 216, those of 70 or over 86.", ("216", "261"), id="groups numbered"),
        pytest.param("81 out of 177 is 45.8%: so many had an infusion reaction on Isa-Kd.", ("177", "179"), id="is"),
        pytest.param("Exposure was longest with the triplet, 94.0 weeks, and 61.9 weeks with the doublet.",
                     ("61.9", "69.1"), id="each beside its arm"),
        pytest.param("In February 2020 a median of 80 weeks of Isa-Kd had been given.", ("2020", "2023"), id="given"),
        pytest.param("Approval by the FDA came on 31 March 2021.", ("31 March", "31 May"), id="a dated event by words"),
        pytest.param("Under FDA censoring the Kd median was 20.27 months.", ("20.27", "22.07"), id="a rule tells"),
        pytest.param("The hazard ratio for overall survival was about 0.86 at the final analysis.", ("0.86", "0.88"),
                     id="about, with two decimals"),
        pytest.param("ISS stage I, II and III were found in 50%, 35% and 15% of Isa-Kd patients and in 58%, 25% and 16%"
                     " of Kd patients.", ("25%", "35%"), id="a list of stages, for each arm"),
        pytest.param("Grade 1, 2 and 3 infusion-related reactions were seen in 13.6%, 31.6% and 0.6% with Isa-Kd.",
                     ("31.6", "36.1"), id="a list of grades"),
        pytest.param("Grade 3 and grade 4 pneumonia occurred in 19% and 3.4% of Isa-Kd patients.", ("3.4%", "4.4%"),
                     id="two grades of one arm"),
        pytest.param("177 of the 179 patients assigned to Isa-Kd, and 122 of the 123 assigned to Kd, were treated.",
                     ("122", "121"), id="treated of those assigned"),
        pytest.param("All but two of the 179 patients assigned to Isa-Kd received treatment.", ("two", "nine"),
                     id="those who were not treated"),
        pytest.param("The CR rate with Isa-Kd was 39.7% at the primary analysis; the potential adjusted rate is 45.8%.",
                     ("45.8", "48.5"), id="the longer title of what was told before"),
        pytest.param("Only 0.6% of patients discontinued isatuximab because of an infusion-related reaction, although"
                     " 29.9% needed an interruption.", ("29.9", "92.9"), id="another effect of one cause"),
        pytest.param("Infusion reactions affected 45.8% on Isa-Kd; only 0.6% had a grade 3 reaction.", ("0.6", "6.0"),
                     id="a grade behind what they had"),
        pytest.param("Across the three analyses, the median follow-up grew from 20.7 to 44 to 56.61 months.",
                     ("56.61", "65.61"), id="two steps"),
        pytest.param("Patients had a median of two prior lines of therapy (range 1-4) in both arms.", ("4", "5"),
                     id="a range of each arm"),
        pytest.param("The FDA gave the reduction in hazard as 45% for PFS, whereas the published hazard ratio of 0.53"
                     " corresponds to 47%.", ("47%", "57%"), id="a regulator's change, and a ratio's"),
        pytest.param("With deaths from COVID-19 included, the OS hazard ratio was 0.855.", ("0.855", "0.803"),
                     id="what a rule left out is counted"),
        pytest.param("Of 341 people screened, 302 were randomised, meaning that 39 were not.", ("39", "49"),
                     id="the rest of a whole"),
        pytest.param("Traits: ISS III 15% vs 16%; high-risk cytogenetics 23.5% vs 25.2%; renal impairment 24% vs 15%.",
                     ("24%", "42%"), id="a list of traits"),
    ],
)  # fmt: skip
def test_figures_of_whole_texts(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Every number stands, and none where one of them is altered."""
    assert [item.number for item in check(text).checks if item.verdict not in GOOD] == []
    assert Verdict.CONTRADICTED in {item.verdict for item in check(text.replace(*altered, 1)).checks}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("The p-value is nominal, so one should not call the OS gain significant.", False, id="denied"),
        pytest.param("The p is nominal, yet one may call the OS gain statistically significant.", True, id="claim"),
        pytest.param("Hypertension was significantly more common with Isa-Kd (37.3%) than with Kd (32.0%).", True,
                     id="never tested"),
        pytest.param("Grade 3 or worse TEAEs affected 77% and 67%, serious TEAEs were more frequent with Isa-Kd than"
                     " with Kd (59% vs 57%).", False, id="the figures behind"),
        pytest.param("In high-risk disease grade 3 or worse TEAEs affected 85.7% on Isa-Kd and 63.3% on Kd; serious"
                     " ones were more frequent with Isa-Kd than with Kd (64.3% vs 66.7%).", True, id="others"),
        pytest.param("The FDA-requested analysis (HR 0.548) shows an absolute risk reduction of 45%.", True,
                     id="absolute, of the primary endpoint"),
        pytest.param("The FDA-requested PFS hazard ratio was 0.548, that is a hazard reduction of 45% and not an"
                     " absolute risk reduction.", False, id="not absolute"),
        pytest.param("The PFS HR of 0.724 in high-risk disease has an interval that includes 1.", False, id="null"),
        pytest.param("The PFS HR of 0.724 in high-risk disease has an interval that excludes 1.", True, id="not null"),
        pytest.param("The high-risk CI, 0.361 to 1.451, lies below 1.", True, id="on one side"),
        pytest.param("The high-risk CI, 0.361 to 1.451, does not lie below 1.", False, id="on neither side"),
        pytest.param("In the elderly (HR 0.36) progression came 0.36 times as late.", True, id="as late"),
        pytest.param("For OS no median can be given for Isa-Kd: it was not reached.", False, id="why no median"),
        pytest.param("At the interim 47% of patients were cured (HR 0.53).", True, id="a hazard as a share"),
        pytest.param('The wording "significantly longer OS" must go: the HR was 0.855.', False, id="to be removed"),
        pytest.param("By 2022 fewer than one in ten on Kd (15.4%) were MRD negative.", True, id="a share in words"),
        pytest.param("By 2022 fewer than one in six on Kd (15.4%) were MRD negative.", False, id="a true share"),
        pytest.param("If one corrects for interference, the CR rate on Isa-Kd would be 45.8%.", False, id="supposed"),
        pytest.param("Two out of three (66.7%) had an infection of the nose or throat.", False, id="no effect told"),
        pytest.param("HR for PFS in all 302 patients: 0.36.", True, id="whom before the figure"),
        pytest.param("HR for PFS in all 302 patients: 0.53.", False, id="whom before its figure"),
        pytest.param("The 1q21+ interval for PFS, 0.37 to 0.92, reaches 1.", True, id="reaches"),
        pytest.param("The median OS of Isa-Kd is not yet known because it was not reached.", False, id="not known as"),
        pytest.param("At the final OS analysis 85.5% of the Isa-Kd group were alive.", True, id="a ratio as a share"),
    ],
)  # fmt: skip
def test_claims_beside_figures(check: Check, text: str, wrong: bool) -> None:
    """What is said not to be significant is no claim; a comparison is of the figures right behind it."""
    report = check(text)
    found = [item for item in report.findings if item.severity == "error"]
    found += [item for item in report.checks if item.verdict is Verdict.CONTRADICTED]  # type: ignore[misc]  # either
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Prior transplant: 61.3%.\n\nPFS (7 Feb 2020)\n- Follow-up 20.7 months, 103 events", "103",
                     id="events are of no baseline"),
        pytest.param("Median OS was 50.6 months with Kd. The hazard ratio of 0.855 (95% CI 0.608-1.202) points to a"
                     " trend.", "0.855", id="a verb is no unit"),
        pytest.param("How long do patients stay on treatment?\nThe median was 80 weeks with Isa-Kd, 61 with Kd.", "80",
                     id="asked before"),
        pytest.param("Isa-Kd got 179 and Kd 123; 302 in all, out of 341 who were screened.", "302", id="out of those"),
        pytest.param("Median treatment duration changed. By February 2023 it was 94.0 and 61.9 weeks.", "94.0",
                     id="unit of the pair"),
    ],
)  # fmt: skip
def test_figures_that_go_on(check: Check, text: str, number: str) -> None:
    """A figure goes on with what was told or asked before, if that has such figures."""
    assert {item.number: item.verdict for item in check(text).checks}[number] in GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Two points call for caution.",
        "Please check the wording on slide nine.",
        "The next two paragraphs are on safety.",
        "Thank you for your enquiry of 3 March about patients who are 70 or older.",
        "MRD was assessed by NGS at 10-5 in pts with a VGPR.",
        "Minutes, case 2: no figures yet.",
        "MRD was measured at a sensitivity of 10-5.",
    ],
)
def test_what_counts_parts_of_a_text(check: Check, text: str) -> None:
    """Points, slides and cases of a text are no figures."""
    assert check(text).checks == ()


def test_who_could_enter_is_not_told_by_who_did(check: Check) -> None:
    """Those who took part had one to four lines; the protocol allowed one to three."""
    told = {item.number: item.verdict for item in check("Eligible patients had had one to four prior lines.").checks}
    assert told["four"] not in GOOD
    told = {item.number: item.verdict for item in check("Eligible patients had had one to three prior lines.").checks}
    assert told["three"] in GOOD
