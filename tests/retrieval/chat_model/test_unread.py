"""What no check reads in a model's statement stands there as unchecked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.table import ResultsTable
from retrieval.chat_model.told_names import find_mismatches
from retrieval.chat_model.unread import doubt_unread
from retrieval.records import Check, Printed, Sentence, Verdict
from tests.retrieval.small_trial import HARBOUR, RESULTS, harbour

RATIO = next(row for row in RESULTS if row.statistic == "hazard ratio")


def _unchecked(text: str, *, quotes: str = "") -> list[str]:
    """What of a model's statement is unchecked; a figure in it was printed from a hazard ratio, and passed."""
    corpus, terms = harbour()
    start = text.find("{}")
    text = text.replace("{}", "0.66")
    span = (start, start + len("0.66"))
    printed = (Printed(*span, RATIO),) if start >= 0 else ()
    passed = [Check("0.66", *span, Verdict.SUPPORTED, RATIO.id, None, "read")] if printed else []
    sentence = Sentence(text, (RATIO,), trial=HARBOUR.id, written=True, printed=printed)
    checks = doubt_unread(passed, [(sentence, 0)], quotes=quotes, terms=terms, table=corpus.table)
    assert all(text[check.start : check.end] == check.number for check in checks)
    return [check.number for check in checks if check.verdict is Verdict.UNCHECKED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patients were randomised 5:1 to the two arms.", "5:1"),
        ("Pneumonia occurred in XLIV percent of the patients.", "XLIV"),
        ("Pneumonia occurred in ½ of them.", "½"),
        ("Pneumonia lasted for ④ months in them.", "④"),
        ("Nobody had pneumonia with Base.", "Nobody"),
        ("There were no serious TEAEs with Base.", "no serious TEAEs"),
        ("A dozen had pneumonia with Base.", "dozen"),
    ],
)
def test_quantity_in_other_signs_or_words_is_marked(text: str, expected: str) -> None:
    """A ratio, a Roman numeral, a fraction, and what is said of nobody are as much figures as digits are."""
    assert _unchecked(text) == [expected]


def test_power_of_ten_after_a_factor_is_a_figure() -> None:
    """A sensitivity is named by its power of ten; a p-value of 7 x 10^-5 is told by it."""
    assert _unchecked("MRD was measured at a sensitivity of 10^-5.") == []
    assert "10" in _unchecked("At the final analysis p was 7 x 10^-5 for PFS.")


def test_statement_in_another_language_is_marked() -> None:
    """Only English is read."""
    text = "La survie sans progression médiane était de quarante mois avec Base."
    assert _unchecked(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "With the authority's censoring, the hazard ratio for PFS was {} at the final analysis.",
        "By investigator assessment, the hazard ratio for PFS was {} at the final analysis.",
        "In the per-protocol population, the hazard ratio for PFS was {} at the final analysis.",
        "With Zelta-Rd, the hazard ratio for PFS was {} at the final analysis.",
    ],
)
def test_qualifier_that_the_result_does_not_have_is_marked(text: str) -> None:
    """The figure is another's, or nobody can say whose it is."""
    assert _unchecked(text) == ["0.66"]


@pytest.mark.parametrize(
    "text",
    [
        "The hazard ratio for PFS was {} for Zelta-Base vs Base at the final analysis.",
        "In this phase 3 trial of an anti-CD38, the hazard ratio for PFS was {} at the final analysis.",
        "The hazard ratio for PFS, as an interval that does not include 1, was {} at the final analysis.",
        "With an interval wider than the customary 95% one, the hazard ratio for PFS was {} at the final analysis.",
        "The hazard ratio for PFS (eGFR in mL/min/1.73 m²; sensitivity 10^-5) was {} at the final analysis.",
    ],
)
def test_what_is_read_or_a_name_is_not_marked(text: str) -> None:
    """Digits within names are no figures."""
    assert _unchecked(text) == []


def test_quantity_that_a_source_is_quoted_with_is_its_own() -> None:
    """What the cited sentence says in these words is not the model's figure."""
    text = "All patients received a loading dose."
    assert _unchecked(text) == ["All patients"]
    assert _unchecked(text, quotes="All patients received a loading dose of Zelta.") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Zeltamab was given weekly for the first 4 weeks.", Verdict.QUOTED),
        ("Zeltamab was given weekly at first, then every 4 weeks.", Verdict.UNCHECKED),
        ("Zeltamab was given for 4 years.", Verdict.UNCHECKED),
    ],
)
def test_schedule_stands_in_the_note_of_the_dose(text: str, verdict: Verdict) -> None:
    """A number of a schedule that the note of the result has so is its source's."""
    corpus, terms = harbour()
    dose = replace(RATIO, note="Weekly for the first 4 weeks, then every 2 weeks.")
    start = text.index("4")
    check = Check("4", start, start + 1, Verdict.UNCHECKED, None, None, "no outcome is told beside it")
    span = Printed(0, len("Zeltamab"), dose)
    sentence = Sentence(text, (dose,), trial=HARBOUR.id, written=True, printed=(span,))
    told = doubt_unread([check], [(sentence, 0)], quotes="", terms=terms, table=corpus.table)
    assert [each.verdict for each in told if each.start == start] == [verdict]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("It was given every week at first.", True),
        ("It was given every other week after that.", True),
        ("It was given once a week at first.", True),
        ("It was given every month.", False),
        ("It was given daily.", False),
    ],
)
def test_rhythm_has_many_names(words: str, told: bool) -> None:
    """Weekly is every week, and every other week is every 2 weeks."""
    dose = replace(RATIO, note="Weekly for the first 4 weeks, then every 2 weeks.")
    assert (not list(find_mismatches(words, [dose], beside=()))) is told


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Nearly all patients on Base had pneumonia (94%).", []),
        ("Almost all of the patients on Base had pneumonia (62%).", ["Almost all of the patients"]),
        ("All patients on Base had pneumonia (94%).", ["All patients"]),
    ],
)
def test_nearly_all_is_borne_out_by_the_share_behind_it(text: str, marked: list[str]) -> None:
    """The percentage in brackets is checked itself; the words say what it is."""
    assert [words for words in _unchecked(text) if not words.isdigit()] == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The 2024 relapse paper has a hazard ratio of {}.", False),
        ("At the 2022 update the hazard ratio was {}.", False),
        ("With a hazard ratio of {}, 2022 patients had died.", True),
    ],
)
def test_year_of_a_report_is_no_figure(text: str, *, marked: bool) -> None:
    """A word may stand between the year and what came out in it."""
    assert ("2024" in _unchecked(text) or "2022" in _unchecked(text)) is marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The upper bound of the interval (hazard ratio {}) lies below 1.", False),
        ("The upper bound of the interval (hazard ratio {}) lies above 1.", True),
        ("The lower limit of the interval (hazard ratio {}) lies below 1.", False),
    ],
)
def test_side_of_one_is_that_of_the_bound_told(text: str, *, marked: bool) -> None:
    """Of the bound that is named; where none is, of both."""
    assert ("1" in _unchecked(text)) is marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nearly every patient had a headache (96% with Base).", []),
        ("Nearly every patient had a headache (46% with Base).", ["Nearly every patient"]),
        ("There was no case of grade 3 or worse.", []),
        ("There was no case of pneumonia.", ["no case"]),
    ],
)
def test_quantity_in_words_that_is_told_by_a_figure_or_a_grade(text: str, expected: list[str]) -> None:
    """A percentage in brackets bears out "nearly every"; the digit of a grade is checked for "no case"."""
    assert [words for words in _unchecked(text) if not words[0].isdigit()] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In those aged ≥65 years the hazard ratio was 0.66.", []),
        ("In those aged ≥56 years the hazard ratio was 0.66.", ["56"]),
    ],
)
def test_threshold_of_a_title_or_group_is_no_figure(text: str, expected: list[str]) -> None:
    """A limit that the result told has in its name is part of the name."""
    _, terms = harbour()
    row = replace(RATIO, subgroup="age >=65 years")
    start = text.index("0.66")
    passed = [Check("0.66", start, start + 4, Verdict.SUPPORTED, row.id, None, "read")]
    sentence = Sentence(text, (row,), trial=HARBOUR.id, written=True)
    table = ResultsTable([row])
    checks = doubt_unread(passed, [(sentence, 0)], quotes="", terms=terms, table=table)
    assert [check.number for check in checks if check.verdict is Verdict.UNCHECKED] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Aldane et al. (2021) the hazard ratio for PFS was {}.", []),
        ("In the updated analysis (Okonjo 2023), the hazard ratio for PFS was {}.", []),
        ("The hazard ratio for PFS was {} in 2090 patients (2090).", ["2090", "2090"]),
        ("The hazard ratio of {} for PFS is below 1.", []),
    ],
)
def test_year_of_a_publication_and_the_side_of_one_are_no_figures(text: str, expected: list[str]) -> None:
    """A year behind an author is a citation's, and a ratio may be told to lie below one."""
    assert _unchecked(text) == expected
