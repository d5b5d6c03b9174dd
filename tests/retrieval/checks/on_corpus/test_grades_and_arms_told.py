"""Grades of tables and of what follows, arms told of a whole or behind "as did", and what is said of a ratio."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def is_wrong(report: CheckReport) -> bool:
    """Whether a number is contradicted, or an error is found beyond one number."""
    errors = [found for found in report.findings if found.severity == "error"]
    return bool(errors) or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("| Event | Grade | Isa-Kd | Kd |\n|---|---|---|---|\n| Pneumonia | Any | 36.2% | 30.0% |\n"
                     "| Pneumonia | ≥3 | 22.0% | 18.0% |", ("≥3 | 22.0%", "≥3 | 36.2%"), id="a column of grades"),
        pytest.param("| Event | Grade | Isa-Kd | Kd |\n|---|---|---|---|\n| Pneumonia | Any | 36.2% | 30.0% |\n"
                     "| | ≥3 | 22.0% | 18.0% |", ("22.0% | 18.0%", "18.0% | 22.0%"), id="an event told once"),
        pytest.param("| | Isa-Kd any | Isa-Kd ≥3 | Kd any | Kd ≥3 |\n|---|---|---|---|---|\n"
                     "| Fatigue | 41.8% | 5.0% | 32.0% | 3.3% |", ("5.0% | 32.0% | 3.3%", "3.3% | 32.0% | 5.0%"),
                     id="grades over columns, without their word"),
        pytest.param("On Isa-Kd, pneumonia occurred in 36.2%, serious pneumonia in 24.9%.", ("serious", "grade 4"),
                     id="the grade of what follows"),
        pytest.param("On Isa-Kd, pneumonia occurred in 36.2% (grade ≥3: 22.0%); on Kd, in 30.0% (grade ≥3: 18.0%).",
                     ("22.0%", "18.0%"), id="a part in brackets is of the arm before them"),
        pytest.param("Pneumonia was reported in 36.2% of Isa-Kd patients, in 22.0% at grade 3 or worse.",
                     ("22.0%", "18.0%"), id="a part of the one arm named"),
        pytest.param("Of those on Kd, 30.0% had pneumonia, as did 36.2% of those on Isa-Kd.",
                     ("30.0% had pneumonia, as did 36.2%", "36.2% had pneumonia, as did 30.0%"), id="as did"),
        pytest.param("The Kd arm had a median progression-free survival of 19.2 months, the Isa-Kd arm one of 35.7"
                     " months.", ("19.2 months, the Isa-Kd arm one of 35.7", "35.7 months, the Isa-Kd arm one of 19.2"),
                     id="one of so many months"),
        pytest.param("Among 177 Isa-Kd patients, 105 (59%) had a serious TEAE; among 122 Kd patients, 70 (57%).",
                     ("105 (59%)", "70 (59%)"), id="a count among those of an arm"),
        pytest.param("Pneumonia, any grade/grade ≥3: Isa-Kd 36.2%/22.0%, Kd 30.0%/18.0%",
                     ("22.0%", "18.0%"), id="two grades behind each arm"),
        pytest.param("Pneumonia affected 36.2 of every 100 patients on Isa-Kd and 30.0 of every 100 on Kd.",
                     ("30.0", "45.0"), id="of every hundred"),
        pytest.param("HR Isa-Kd vs Kd 0.68 for PFS2, so the outcome was better on Isa-Kd.",
                     ("better on Isa-Kd", "better on Kd"), id="better, behind the pair compared"),
        pytest.param("The PFS hazard ratio of 0.58 speaks for Isa-Kd.", ("for Isa-Kd", "for Kd"), id="speaks for"),
        pytest.param("The rate of next treatment was lower with Isa-Kd (HR 0.583).", ("lower", "higher"),
                     id="the rate of what comes later"),
        pytest.param("After 103 PFS events the HR was 0.53.", ("103", "159"), id="events of another cut-off"),
        pytest.param("The p-value of 0.0002 for time to next treatment is one-sided and nominal.",
                     ("one-sided", "two-sided"), id="sides behind what it is of"),
        pytest.param("Both the TTNT p value (0.0002) and the PFS2 p value (0.0035) are nominal and one-sided.",
                     ("one-sided", "two-sided"), id="sides of all p-values"),
        pytest.param("The p values for TTNT (0.0002) and PFS2 (0.0035) were both one-sided.", ("0.0035", "0.035"),
                     id="a list of p-values"),
        pytest.param("Median age on Kd was 63 (minimum 33, maximum 90).", ("maximum 90", "maximum 91"),
                     id="the ends of a range by their names"),
        pytest.param("The hazard ratio for PFS in patients with early relapse was 0.662 (95% CI 0.407 to 1.077).",
                     ("with early", "without early"), id="outside a group"),
        pytest.param("| Group | PFS HR |\n|---|---|\n| patients with 1q21+ | 0.58 (0.37-0.92) |",
                     ("with 1q21+", "without 1q21+"), id="outside a group of a table"),
        pytest.param("0.1836 was the one-sided nominal p value for OS.", ("0.1836", "0.0836"), id="was the p value"),
        pytest.param("Of Isa-Kd patients 26.3%, more than a quarter, were MRD negative and in CR.",
                     ("a quarter", "a third"), id="the same in words"),
        pytest.param("Longer progression-free survival was seen with Isa-Kd (HR 0.58 against Kd).",
                     ("Longer", "Shorter"), id="longer was seen with"),
        pytest.param("On PFS2, Isa-Kd had the advantage (HR 0.68).", ("Isa-Kd", "Kd"), id="had the advantage"),
        pytest.param("Isa-Kd versus Kd, PFS2: HR 0.68", ("Isa-Kd versus Kd", "Kd versus Isa-Kd"),
                     id="a digit of a name between a pair and its ratio"),
        pytest.param("MRD negativity improved with isatuximab (29.6%, versus 13.0% without).",
                     ("improved", "worsened"), id="what everybody wants improved"),
        pytest.param("Most Isa-Kd patients (72.6%) got at least a very good partial response.", ("Most", "Few"),
                     id="few"),
        pytest.param("A first response took about 1.08 months with Isa-Kd.", ("months", "weeks"), id="about, in weeks"),
        pytest.param("Pneumonia of any grade was noted in 36.2%, and serious pneumonia in 24.9%, on Isa-Kd.",
                     ("serious", "fatal"), id="fatal, which no title has"),
        pytest.param("For being MRD negative, the odds ratio stood at 2.78 (1.55-4.99).", ("odds ratio", "rate ratio"),
                     id="a group that is the outcome of a ratio"),
        pytest.param("Grade ≥3 TEAEs, Feb 2020: 136 (77%) | 82 (67%)", ("| 82 (67%)", "| 28 (67%)"),
                     id="counts of two arms between bars"),
        pytest.param("Safety set: 177 / 122 treated (Isa-Kd / Kd).", ("177 / 122", "179 / 122"),
                     id="sizes with a slash"),
        pytest.param("| | 7 Feb 2020 | 14 Jan 2022 |\n|---|---|---|\n| PFS HR | 0.53 | 0.58 |\n"
                     "| CI level | 99% | 95.4% |\n| CI | 0.32–0.89 | 0.42–0.79 |", ("99% | 95.4%", "95.4% | 99%"),
                     id="a row of levels"),
        pytest.param("In the renal subgroup, complete renal responses were seen in 52.0% v 30.8%, and durable ones in"
                     " 32.0% v 7.7%.", ("32.0% v", "52.0% v"), id="durable ones"),
        pytest.param("Infections led to permanent discontinuation in 2.8% (Isa-Kd) and 4.9% (Kd). TEAEs of any kind did"
                     " so in 8% and 14%.", ("8% and 14%", "14% and 8%"), id="did so"),
        pytest.param("In renal impairment the PFS HR was 0.27. Grade ≥3 TEAEs occurred in 79.1% (Isa-Kd) and 77.8% (Kd)"
                     " of this subgroup, as against 77% and 67% of all treated patients.", ("79.1%", "84.2%"),
                     id="this subgroup, and all"),
        pytest.param("Thrombocytopenia (lab): Isa-Kd any grade 94.4%, ≥3 29.9%; Kd any grade 87.7%, ≥3 23.8%.",
                     ("29.9%", "23.8%"), id="a grade without its word"),
        pytest.param("PFS HR: 0.53 (2020), 0.58 (2022).", ("0.53 (2020), 0.58", "0.58 (2020), 0.53"),
                     id="years in brackets"),
        pytest.param("Median follow-up: 20.7 months (2020), 43.96 months (2022), 56.61 months (2023).",
                     ("43.96 months (2022), 56.61", "56.61 months (2022), 43.96"), id="follow-ups with their years"),
        pytest.param("In 2020: PFS HR 0.53. In 2022: PFS HR 0.58.", ("0.53. In 2022: PFS HR 0.58",
                     "0.58. In 2022: PFS HR 0.53"), id="years before colons"),
        pytest.param("Moreau (2021): PFS HR 0.53; Martin (2023): PFS HR 0.58.", ("0.53", "0.35"),
                     id="a publication for each cut-off"),
        pytest.param("1q21+: 0.58 (0.37–0.92), upper bound below 1.", ("below", "above"), id="one bound, no verb"),
        pytest.param("FDA analysis: HR 0.548 (95% CI 0.366–0.822), entirely under 1.", ("entirely under",
                     "reaching beyond"), id="reaching beyond"),
        pytest.param("The OS interval's upper end, 1.202, is above unity.", ("above", "below"),
                     id="one end, in apposition"),
        pytest.param("The Kd arm's upper confidence bound for OS was not reached (50.6 months; 38.932–NR).",
                     ("50.6", "56.0"), id="a bound that was not reached before its figure"),
        pytest.param("0.0002 (one-sided) is the nominal p value for TTNT.", ("one-sided", "two-sided"),
                     id="sides in brackets behind a p-value"),
        pytest.param("Any grade\n| Event | Isa-Kd | Kd |\n|---|---|---|\n| Pneumonia | 36.2% | 30.0% |\n\nGrade ≥3\n"
                     "| Event | Isa-Kd | Kd |\n|---|---|---|\n| Pneumonia | 22.0% | 18.0% |", ("22.0%", "36.2%"),
                     id="a grade over a table"),
        pytest.param("| Event | Grade | Isa-Kd | Kd |\n|---|---|---|---|\n| Pneumonia | All | 36.2% | 30.0% |\n"
                     "| | 3-4 | 22.0% | 18.0% |", ("22.0% | 18.0%", "18.0% | 22.0%"), id="two grades in a cell"),
        pytest.param("With Isa-Kd, 36.2% had pneumonia and 41.8% had fatigue; with Kd, 30.0% had pneumonia and 32.0%"
                     " had fatigue.", ("41.8%", "32.0%"), id="two events of each arm"),
        pytest.param("On Isa-Kd the rates of pneumonia and fatigue were 36.2% and 41.8%, respectively; on Kd they were"
                     " 30.0% and 32.0%.", ("30.0% and 32.0%", "32.0% and 30.0%"), id="respectively, and the other arm"),
        pytest.param("Isa-Kd lowered the hazard of progression or death by 42% compared with Kd (HR 0.58).",
                     ("Isa-Kd lowered the hazard of progression or death by 42% compared with Kd",
                      "Kd lowered the hazard of progression or death by 42% compared with Isa-Kd"),
                     id="whose hazard was lowered"),
        pytest.param("PFS HR 0.58: a 42% reduction in the risk of progression or death with Isa-Kd vs Kd.",
                     ("Isa-Kd vs Kd", "Kd vs Isa-Kd"), id="whose risk was reduced"),
        pytest.param("                        Isa-Kd (n=179)   Kd (n=123)\n"
                     "Median age (range)      65 (37-86)       63 (33-90)\n"
                     "ISS II                  35%              25%\nISS III                 15%              16%",
                     ("35%              25%", "25%              35%"), id="columns parted by blanks"),
    ],
)  # fmt: skip
def test_figure_is_held_against_what_it_is_told_of(check: Check, text: str, altered: tuple[str, str]) -> None:
    """The true text is confirmed in every figure, and its altered twin is wrong."""
    report = check(text)
    assert not is_wrong(report)
    assert {item.verdict for item in report.checks} <= set(GOOD)
    assert altered[0] in text
    assert is_wrong(check(text.replace(*altered)))


def test_ratio_of_nothing_named_is_no_other_row(check: Check) -> None:
    """A rule of censoring that the ratio has not is told, and no outcome: the ratio is wrong, and the check goes on."""
    assert is_wrong(check("The protocol's own censoring gave HR 0.548 (95% CI 0.366 to 0.822)."))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("Isa-Kd improved PFS (HR 0.53); it was very well tolerated.", True, id="praise"),
        pytest.param("Isa-Kd improved PFS (HR 0.53), with a manageable safety profile.", True, id="a profile praised"),
        pytest.param("Isa-Kd lengthened PFS (HR 0.58); patients tolerated it very well.", True, id="tolerated it well"),
        pytest.param("Isa-Kd improved PFS (HR 0.53); it was less well tolerated.", False, id="a drawback"),
    ],
)
def test_praise_is_no_balance(check: Check, text: str, missing: bool) -> None:
    """Safety that is praised without a figure does not balance a benefit."""
    assert ("missing_balance" in {str(item.kind) for item in check(text).findings}) is missing


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In all patients the hazard ratio was 0.27 (0.11-0.66).", id="a group's ratio told of all"),
        pytest.param("The probability of progression fell by 47 points (HR 0.53).", id="a hazard as points"),
        pytest.param("A hazard ratio of 0.855 for OS, i.e. 14.5% more survivors.", id="a hazard as survivors"),
        pytest.param(
            "The probability of CR roughly doubled with Isa-Kd (OR 2.09).", id="odds as a doubled probability"
        ),
        pytest.param("Half or so (76%) of Isa-Kd patients had had an IMiD.", id="half or so"),
        pytest.param("All treated patients (n=302) were part of the safety analyses.", id="all who were randomised"),
        pytest.param("Median PFS had not been measured in the Isa-Kd arm at the interim analysis.", id="not reached"),
    ],
)
def test_what_is_told_of_others_is_wrong(check: Check, text: str) -> None:
    """Digits of a group, of another set, and a median that was not reached are no others'."""
    assert is_wrong(check(text))


def test_figure_of_the_other_group_is_left_open(check: Check) -> None:
    """Those outside one group may be those of another: whose figure it is cannot be said."""
    report = check("In patients without early relapse the PFS hazard ratio was 0.542 (95% CI 0.355 to 0.826).")
    assert not is_wrong(report)
    assert Verdict.UNCHECKED in {item.verdict for item in report.checks}
