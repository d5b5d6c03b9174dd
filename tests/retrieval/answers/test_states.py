"""What a question takes to be so without a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.records import NOT_REACHED, Result
from retrieval.answers.figures_claimed import correct_ratio
from retrieval.answers.states import correct_all, correct_none, correct_reached
from retrieval.questions.shorthand import spelt_out
from tests.retrieval.small_trial import FIRST, LAST, PFS, ask, make_event, make_result

MEDIAN = {"outcome": PFS, "statistic": "Kaplan-Meier median", "unit": "months"}
MEDIANS = (
    make_result("article:5", arm="Zelta-Base", value=NOT_REACHED, **MEDIAN),
    make_result("article:6", arm="Base", value="19.1", **MEDIAN),
)
RATIO = (
    make_result(
        "article:7",
        outcome="Randomisation ratio",
        statistic="ratio",
        comparison="Zelta-Base vs Base",
        value="3:2",
        category="design",
    ),
)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Why was the median PFS not reached in the control arm?", ["Base"], id="reached"),
        pytest.param("The median PFS wasn't reached in either arm, right?", ["Base"], id="reached in one"),
        pytest.param("Median PFS was reached in both arms. Is that so?", ["Zelta-Base"], id="not reached in one"),
        pytest.param("Why was the median PFS not reached with Zelta-Base?", [], id="so it was"),
        pytest.param("Was the median PFS reached in the control arm?", [], id="an open question"),
        pytest.param("So the median PFS was not reached, right?", [], id="so it was in one arm"),
        pytest.param(
            "Is it true that median PFS reached 19.1 months with Base and was not reached with Zelta-Base?",
            [],
            id="each arm its own",
        ),
        pytest.param("Median PFS was 19.1 months (95% CI 15.8–not reached) with Base, right?", [], id="a limit"),
    ],
)
def test_median_wrongly_taken_to_be_reached_or_not_is_corrected(text: str, corrected: list[str]) -> None:
    """Not reached with Zelta-Base, 19.1 months with Base."""
    assert [sentence.results[0].arm for sentence in correct_reached(ask(text), MEDIANS)] == corrected


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("The median PFS with Zelta-Base has not been reached, right?", True),
        ("Median PFS still hasn't been reached with Zelta-Base. True?", True),
        ("So the median PFS was not reached with Zelta-Base, right?", False),
    ],
)
def test_what_is_said_to_be_so_until_now_is_held_against_the_latest(text: str, corrected: bool) -> None:
    """Not reached at the first analysis, 30.2 months at the last."""
    first = replace(MEDIANS[0], id="update:61", arm="Zelta-Base", value=NOT_REACHED, data_cutoff=FIRST)
    last = replace(first, id="update:62", value=Decimal("30.2"), data_cutoff=LAST)
    assert [sentence.results[0].id for sentence in correct_reached(ask(text), (last, first))] == (
        ["update:62"] if corrected else []
    )


def test_median_taken_to_be_reached_in_no_arm_is_corrected_in_each() -> None:
    """Where no arm is named, and every median was reached."""
    rows = [row for row in MEDIANS if row.arm == "Base"]
    rows += [replace(row, arm="Zelta-Base") for row in rows]
    asked = ask("So the median PFS was not reached, right?")
    assert [sentence.results[0].arm for sentence in correct_reached(asked, rows)] == ["Base", "Zelta-Base"]


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Patients were randomised one to one, weren't they?", True),
        ("They were allocated equally, correct?", True),
        ("They were allocated three to two, right?", False),
        ("Were patients allocated equally?", False),
    ],
)
def test_ratio_of_allocation_in_words_is_held_against_the_one_reported(text: str, corrected: bool) -> None:
    """Three to two."""
    assert bool(correct_ratio(ask(spelt_out(text)), RATIO)) is corrected


EVENTS = (
    make_event("article:8", "Pneumonia", arm="Zelta-Base", n=6, grade="5"),
    make_event("article:9", "Pneumonia", arm="Base", n=0, grade="5"),
)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("So nobody died of pneumonia, right?", True, id="nobody"),
        pytest.param("I heard there were no deaths from pneumonia.", True, id="no deaths"),
        pytest.param("Is it correct that not a single patient died of pneumonia?", True, id="not a single one"),
        pytest.param("So no one in the control group died of pneumonia, correct?", False, id="true of that arm"),
        pytest.param("Did nobody die of pneumonia?", False, id="an open question"),
        pytest.param("So there was no difference in deaths from pneumonia, right?", False, id="no difference"),
    ],
)
def test_what_is_taken_to_have_happened_to_nobody_is_corrected(text: str, corrected: bool) -> None:
    """Six died with Zelta-Base, none with Base."""
    told = correct_none(ask(text), EVENTS)
    assert [sentence.results for sentence in told] == ([EVENTS[:1]] if corrected else [])


RELATED = tuple(
    make_event(f"article:{place}", "Related Adverse Events", arm="Zelta-Base", n=n, item=item)
    for place, (item, n) in enumerate((("Severe", 52), ("Related death", 3)), start=20)
)


@pytest.mark.parametrize(
    ("shown", "corrected"),
    [
        pytest.param(
            RELATED, "Adverse Events – Related death, any grade is not zero: 3", id="the row of deaths, by name"
        ),
        pytest.param(RELATED[:1], "", id="what counts no deaths"),
    ],
)
def test_deaths_taken_to_be_none_are_corrected_by_what_counts_deaths(shown: tuple[Result, ...], corrected: str) -> None:
    """Three of the related events were deaths, 52 were severe."""
    told = correct_none(ask("Given that nobody died of the treatment, how many had pneumonia?"), shown)
    assert [corrected in sentence.text and "52" not in sentence.text for sentence in told] == [True] * bool(corrected)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        pytest.param("Everyone had pneumonia, right?", True, id="everyone"),
        pytest.param("So all patients got pneumonia?", True, id="all patients"),
        pytest.param("Is it true that not all patients had pneumonia?", False, id="not all"),
        pytest.param("Did all patients have pneumonia?", False, id="an open question"),
        pytest.param("So in all patients pneumonia was counted, right?", False, id="among all"),
    ],
)
def test_what_is_taken_to_have_happened_to_everybody_is_corrected(text: str, corrected: bool) -> None:
    """Six of a hundred had it with Zelta-Base, none with Base."""
    assert [sentence.results for sentence in correct_all(ask(text), EVENTS)] == ([EVENTS] if corrected else [])


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("Nobody in the control group had a complete response, right?", True),
        ("Nobody with zeltamab had a complete response, right?", False),
        ("There was no complete response rate in the control group, right?", False),
    ],
)
def test_what_nobody_is_said_to_have_had_need_not_be_an_event(text: str, corrected: bool) -> None:
    """A response as well; the figure is that of the arm named."""
    rate = {"outcome": "Complete response rate", "statistic": "percentage", "unit": "%"}
    shown = (make_result("update:50", arm="Base", value="28", **rate),)
    assert bool(correct_none(ask(text), shown)) is corrected
