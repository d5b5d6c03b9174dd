"""Figures of an overview, in words and as buttons that open their result."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from interfaces.figure_html import FigureWriter
from interfaces.figure_text import show_day, show_difference, show_estimate, show_rate, show_size
from interfaces.overview_html import write_table
from interfaces.result_text import write_lines
from retrieval.overview.records import Arm, ArmRate, Difference, Effect
from tests.interfaces.stand_in import HOSTILE
from tests.retrieval.small_trial import FIRST, RATIO_SENTENCE, RESULTS, SOURCES, ZELTA, make_event, make_ratio

RATIO = make_ratio("article:1", "0.61", ("0.40", "0.93", "98"))


@pytest.mark.parametrize(
    ("slots", "derived", "text"),
    [
        pytest.param({}, False, "20/100 (20%)", id="n and N"),
        pytest.param({}, True, "20/100 (20%, derived)", id="derived"),
        pytest.param({"n": None}, False, "20% of 100", id="N alone"),
        pytest.param({"n": None, "N": None}, False, "20%, denominator not given", id="neither"),
    ],
)
def test_rate_carries_its_denominator(slots: dict[str, None], derived: bool, text: str) -> None:
    """Or says that none is given."""
    row = replace(make_event("article:2", "Pneumonia", arm=ZELTA, n=20), **slots)
    assert show_rate(ArmRate(Arm(ZELTA), row, Decimal(20), derived)) == text


@pytest.mark.parametrize(
    ("points", "text"), [("9.6", "+9.6 points"), ("-5.5", "−5.5 points"), ("0.0", "±0.0 points")]
)  # fmt: skip
def test_difference_is_in_points_with_its_sign(points: str, text: str) -> None:
    """Never in percent, which would be another thing."""
    assert show_difference(Difference(Decimal(points), "")) == text


def test_interval_is_never_without_its_level() -> None:
    """And a ratio without an interval says so."""
    assert show_estimate(RATIO) == "0.61 (98% CI 0.40–0.93)"
    bare = replace(RATIO, interval_kind=None, ci_low=None, ci_high=None, ci_level=None)
    assert show_estimate(bare) == "0.61 (no interval reported)"


def test_size_is_the_results_own_before_that_of_the_randomised() -> None:
    """A ratio that gives its own patients needs no other result's."""
    size = make_event("update:1", "Patients randomised", arm="all", n=64)
    assert show_size(Effect("", "", replace(RATIO, n=30, N=90), replace(size, value=Decimal(64)))) == "30/90"
    assert show_size(Effect("", "", RATIO, replace(size, value=Decimal(64)))) == "N 64"
    assert show_size(Effect("", "", RATIO)) == ""


def test_day_is_the_same_in_every_locale() -> None:
    """And a missing cut-off is said."""
    assert (show_day(FIRST), show_day(None)) == ("10 May 2019", "cut-off not stated")


def test_figure_opens_its_result_with_the_sentence() -> None:
    """The button names the card that it opens; the card quotes the source and gives its reference."""
    html = FigureWriter(SOURCES, "x").write(RESULTS[0], "0.61")
    assert 'popovertarget="x-0" aria-label="0.61: show what it is and where it comes from">0.61</button>' in html
    assert f"<blockquote>{RATIO_SENTENCE}</blockquote>" in html
    assert "Fen Med. 2020;1(1):1-9." in html
    assert "one-sided p = 0.0021 (formally tested)" in html
    assert html.index("<blockquote>") < html.index("<dl>")


def test_figure_of_a_source_without_text_says_so() -> None:
    """Nothing is quoted that is not held."""
    html = FigureWriter(SOURCES, "x").write(RESULTS[1], "0.66")
    assert "no sentence that prints it is held" in html
    assert "<blockquote>" not in html


def test_cards_of_one_part_have_ids_of_their_own() -> None:
    """Two figures open two cards."""
    writer = FigureWriter(SOURCES, "x")
    assert 'id="x-0"' in writer.write(RESULTS[0], "a")
    assert 'id="x-1"' in writer.write(RESULTS[0], "b")


def test_hostile_words_of_a_source_stay_words() -> None:
    """In the figure, its card, and the header of a table."""
    row = replace(RESULTS[0], outcome=HOSTILE, note=HOSTILE, quote=HOSTILE)
    html = FigureWriter(SOURCES, "x").write(row, HOSTILE) + write_table((HOSTILE,), ())
    assert "<img" not in html
    assert "<script>" not in html


def test_lines_to_paste_name_cutoff_and_reference_once() -> None:
    """Two results of one source share its mark."""
    text = write_lines(RESULTS[5:7], sources=SOURCES)
    where = "(safety; primary analysis; data cut-off 10 May 2019) [1]"
    assert text.splitlines() == [
        f"NCT90000003, Pneumonia, any grade, Zelta-Base: 20% (20/100) {where}",
        f"NCT90000003, Pneumonia, any grade, Base: 12% (12/100) {where}",
        "",
        "References",
        "1. Ames B, Cole D. Zeltamab in marsh fever. Fen Med. 2020;1(1):1-9.",
    ]
