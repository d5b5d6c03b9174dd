"""What goes on from sentence to sentence in texts about registry records: arms by their part, grades, people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.arms.arm_scenes import Scene
from retrieval.checks.arms.sized_arms import bind_arms
from retrieval.checks.terms.arm_pairs import Span
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

HAZEL = Trial("NCT90000021", "HAZEL", "Noremab With Vedolin Versus Sutolin in Adults With Gout", "Gout")
LARCH = Trial("NCT90000022", "LARCH", "A Vaccine in Healthy Toddlers", "Healthy Volunteers")
PAIR, SINGLE = "Noremab + Vedolin", "Sutolin"
FIRST, SECOND, THIRD = "Group 1: NVX", "Group 2: OLV", "Group 3: NVX + MMR"
PRIMARY = "Primary Efficacy: Freedom From Flare at Month 6"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def _hazel() -> list[Result]:
    table = RowWriter(HAZEL, arms=(PAIR, SINGLE))
    table.two("Started", "count", ("164", "160"), "patients", category="disposition")
    table.two("Treated", "count", ("162", "157"), "patients", category="disposition")
    for item, values in (("Yes", ("118", "113")), ("No", ("46", "47"))):
        table.two("Diabetes Mellitus", "count", values, "patients", category="baseline", item=item)
    for title, values in (
        ("Platelet count decreased", ("9", "31")),
        ("Neutrophil count decreased", ("6", "25")),
        ("Hypothyroidism", ("57", "44")),
        ("Fatigue", ("52", "60")),
        ("Number of Participants With Major Amputation", ("3", "8")),
    ):
        table.two(title, "count", values, "patients", category="safety", N=160)
    for grade, values in ((None, ("54.8", "43.4")), (">=3", ("19.2", "7.4"))):
        table.two("Diarrhoea", "percentage", values, "%", category="safety", grade=grade)
    table.two("Gout", "count", ("4", "9"), "patients", category="safety")
    table.two("All-cause mortality", "count", ("17", "29"), "patients", category="safety", N=160)
    for item, values in (("Tophaceous form", ("13.8", "6.9")), ("Chronic form", ("7.2", "6.8"))):
        table.two("Time to Flare by Form", "median", values, "Months", item=item)
    for item, healed, seen in (("6 months", 24, 62), ("12 months", 31, 57)):
        table.add("Complete Healing", "count", str(healed), "patients", arm=SINGLE, item=item, n=healed, N=seen)
    for arm, met in ((PAIR, "129"), (SINGLE, "50")):
        table.add(PRIMARY, "count", met, "patients", arm=arm, n=int(met), N=171 if arm == PAIR else 85)
    return table.rows


def _larch() -> list[Result]:
    table = RowWriter(LARCH)
    for arm, entered, serious, share, age, fever in (
        (FIRST, "306", "7", "91.1", "15.6", 31), (SECOND, "304", "6", "85.4", "15.7", 34),
        (THIRD, "152", "5", "90.1", "15.4", 29),
    ):  # fmt: skip
        table.add("Started", "count", entered, "patients", arm=arm, category="disposition")
        table.add("Age, Continuous", "mean", age, "months", arm=arm, category="baseline")
        table.add(
            "Serious adverse events", "count", serious, "patients", arm=arm, category="safety", grade="serious",
            n=int(serious), N=int(entered),
        )  # fmt: skip
        table.add("Percentage of Participants With Seroresponse", "percentage", share, "%", arm=arm)
        for item, value in (("Week 4", "4.2"), ("Week 8", "6.1")):
            table.add("Titer Ratio at Weeks 4 and 8", "mean", value, "ratio", arm=arm, item=item)
        table.add("Pyrexia", "count", str(fever), "patients", arm=arm, category="safety", n=fever, N=int(entered) - 5)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial that it names."""
    table = ResultsTable((*_hazel(), *_larch()))
    primary = Term("outcome", PRIMARY, None, (), HAZEL.id, category="efficacy", primary=True)
    own = (
        Term("arm", PAIR, None, (), HAZEL.id, role="experimental"),
        Term("arm", SINGLE, None, (), HAZEL.id, role="control"),
        *(Term("arm", name, None, (name.split(": ")[1],), LARCH.id) for name in (FIRST, SECOND, THIRD)),
    )  # fmt: skip
    terms = TermIndex((*read_terms(CLINICAL_TERMS), primary, *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(HAZEL, LARCH))


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("In HAZEL hypothyroidism was seen in 57 patients of the combination arm and in 44 of the"
                     " comparison group.", ("57", "44"), id="arms by their part"),
        pytest.param("In LARCH 7 serious adverse events were seen with NVX, 6 with OLV and 5 in the third group.",
                     ("in the third", "in the second"), id="third group"),
        pytest.param("In LARCH 306 children were assigned to NVX, 304 to OLV and 152 to NVX together with other"
                     " vaccines.", ("152", "125"), id="given together"),
        pytest.param("In LARCH the toddlers were 15.6 months old on average with NVX.", ("15.6", "16.5"), id="age"),
        pytest.param("In LARCH fever occurred in 31 of 301 children after NVX, in 34 of 299 after OLV and in 29 of 147"
                     " who got everything.", ("31 of 301", "34 of 301"), id="group without a name"),
        pytest.param("In LARCH, 85.4 % of the children in the OLV group had a seroresponse.", ("85.4", "91.1"),
                     id="people of the trial"),
        pytest.param("In HAZEL diarrhoea of grade 3 or higher deserves a note. It was seen in 19.2 % with Noremab plus"
                     " Vedolin and 7.4 % with Sutolin.", ("19.2", "29.2"), id="grade told before"),
        pytest.param("HAZEL\n\n2.1 Diarrhoea of grade 3 or higher\n\nDiarrhoea was seen in 19.2 % with Noremab plus"
                     " Vedolin and 7.4 % with Sutolin.", ("19.2", "29.2"), id="grade of a heading"),
        pytest.param("In HAZEL the primary efficacy endpoint was met in 129 of 171 patients with Noremab plus Vedolin"
                     " and in 50 of 85 with Sutolin.", ("129", "139"), id="primary of a kind"),
        pytest.param("In HAZEL 118 patients on Noremab plus Vedolin had diabetes.", ("118", "188"), id="a condition"),
        pytest.param("In HAZEL major amputations were few: 3 with Noremab plus Vedolin, 8 with Sutolin.", ("8", "12"),
                     id="the title's own words"),
        pytest.param("In HAZEL platelet counts fell in 31 patients, against 9 in the combination arm, and neutrophil"
                     " counts in 25 against 6. Hypothyroidism was noted in 57 and 44.",
                     ("25 against 6", "6 against 25"), id="order of a sentence"),
        pytest.param("In HAZEL all but five received at least one dose (162 on Noremab plus Vedolin, 157 on Sutolin).",
                     ("162", "164"), id="who were treated"),
        pytest.param("HAZEL compared Noremab plus Vedolin with Sutolin in 324 adults from 3 countries.", ("324", "342"),
                     id="in all of them"),
        pytest.param("HAZEL: the median time to flare by form was 7.2 months in chronic gout with Noremab plus"
                     " Vedolin.", ("7.2", "13.8"), id="word of a row"),
        pytest.param("In HAZEL, by the end of follow-up 17 of the 160 patients treated with Noremab plus Vedolin"
                     " had died.", ("17 of", "29 of"), id="no follow-up is a count"),
        pytest.param("In HAZEL the median time to flare by form was 13.8 months in tophaceous gout with Noremab plus"
                     " Vedolin. With Sutolin it was 6.9 months.", ("6.9", "9.6"), id="a row goes on"),
        pytest.param("In HAZEL complete healing was seen in 24 of 62 and in 31 of 57 patients with Sutolin.",
                     ("24 of 62 and in 31", "31 of 62 and in 24"), id="count and total of one row"),
        pytest.param("In LARCH the mean titer ratio at week 4 was 4.2 with NVX.", ("4.2", "6.1"), id="row of a visit"),
        pytest.param("In HAZEL over the year 17 patients on Noremab plus Vedolin died.", ("17", "19"), id="the year"),
    ],
)  # fmt: skip
def test_true_text_has_no_alarm_and_an_altered_one_has(
    check: Callable[[str], CheckReport], text: str, altered: tuple[str, str]
) -> None:
    """What is told in the sentence before, or by a word for an arm, is read as a reader reads it."""
    wrong = [(item.number, item.reason) for item in check(text).checks if item.verdict is Verdict.CONTRADICTED]
    assert wrong == []
    assert any(item.verdict in GOOD for item in check(text).checks)
    again = check(text.replace(*altered))
    assert any(item.verdict is Verdict.CONTRADICTED for item in again.checks) or again.findings


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("In HAZEL fatigue was seen in 52 patients on Noremab plus Vedolin. Only 24 patients needed another"
                     " procedure because of symptoms.", None, id="another thing in plain words"),
        pytest.param("In HAZEL fatigue was seen in 52 patients on Noremab plus Vedolin. With Sutolin it was seen in 71"
                     " patients.", "71", id="the same thing"),
        pytest.param("In HAZEL fatigue was seen in 52 patients on Noremab plus Vedolin and in 60 with a plain drug.",
                     None, id="an arm in other words"),
        pytest.param("In HAZEL, 324 patients with severe gout took part.", None, id="the condition"),
        pytest.param("In HAZEL major amputations were seen in 8 of 160 patients on Sutolin. In the Sutolin group 50 of"
                     " 85 had none.", None, id="other patients"),
        pytest.param("In LARCH, 306 were assigned to NVX. The children took 15, 30 or 60 mg of something.", None,
                     id="doses of others"),
    ],
)  # fmt: skip
def test_sentence_with_a_subject_of_its_own_is_left_open(
    check: Callable[[str], CheckReport], text: str, wrong: str | None
) -> None:
    """What a silent sentence tells is of the outcome before; what another one tells may be of something else."""
    found = [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED]
    assert found == ([wrong] if wrong else [])


def test_figures_behind_an_arm_and_its_verb_are_its_own() -> None:
    """ "Those with B were 10.6% and 12.2%" tells two figures of B, whatever pair is told before."""
    text = "The rates with A were 20.1% and later 26.3%; those with B were 10.6% and 12.2%."
    values = [Span(text.index(told), text.index(told) + 5, "%") for told in ("20.1%", "26.3%", "10.6%", "12.2%")]
    arms = [Span(text.index(f"{name} were"), text.index(f"{name} were") + 1, name) for name in ("A", "B")]
    bound = bind_arms(Scene(text, 0, values, arms, order=("A", "B"), told=True))
    assert [item.arm for item in bound] == ["A", "A", "B", "B"]


def test_arms_told_one_after_the_other_are_no_order_of_later_pairs(check: Callable[[str], CheckReport]) -> None:
    """After "control: 19 months; the others: not reached" a pair without arms is not held to the control's order."""
    text = (
        f"In HAZEL diarrhoea occurred in 43.4% on {SINGLE}; on {PAIR} it was 54.8%. "
        "Diarrhoea of grade 3 or worse: 19.2% and 7.4%."
    )
    verdicts = [number.verdict for number in check(text).checks if number.number in ("19.2", "7.4")]
    assert Verdict.CONTRADICTED not in verdicts
