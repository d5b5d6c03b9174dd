"""The plots: each mark one result, a log axis around 1, and files that are made here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from interfaces.plots.files import to_png, to_svg
from interfaces.plots.forest import draw_forest, draw_forest_file
from interfaces.plots.frame import FILE, MOST_ARMS, PAGE, Caption, colours_of, shorten_all
from interfaces.plots.rates import draw_rates, draw_rates_file
from retrieval.overview.records import Arm, ArmRate, Difference, Effect, Rates
from tests.retrieval.small_trial import BASE, ZELTA, make_event, make_ratio

ARMS = (Arm(ZELTA, "experimental"), Arm(BASE, "control"))
EFFECTS = (
    Effect("All patients", "PFS", make_ratio("article:1", "0.61", ("0.40", "0.93", "98"))),
    Effect("PFS: subgroups", "women", make_ratio("update:2", "0.70", ("0.41", "1.20", "95"), subgroup="women")),
    Effect("PFS: subgroups", "men", make_ratio("update:3", "0.52", ("not reached", "0.9", "95"), subgroup="men")),
)
PNEUMONIA = Rates(
    "Pneumonia",
    "any",
    None,
    tuple(
        ArmRate(arm, make_event(f"article:{n}", "Pneumonia", arm=arm.name, n=n), Decimal(n), derived=False)
        for arm, n in zip(ARMS, (20, 12), strict=True)
    ),
    Difference(Decimal("8.0"), "20/100 − 12/100 = 8.0 percentage points"),
)


def _values(chart: dict[str, object]) -> list[dict[str, object]]:
    """All rows of data in a chart, whichever layer holds them."""
    return [row for rows in chart["datasets"].values() for row in rows] if "datasets" in chart else _inline(chart)  # type: ignore[attr-defined]


def _inline(part: object) -> list[dict[str, object]]:
    if isinstance(part, dict):
        own = part["data"]["values"] if "values" in part.get("data", {}) else []
        return own + [row for value in part.values() for row in _inline(value)]
    return [row for value in part for row in _inline(value)] if isinstance(part, list) else []


def test_forest_has_a_log_axis_and_the_line_of_no_effect() -> None:
    """The axis holds every whole interval; the null line stands at 1."""
    chart = draw_forest(EFFECTS, PAGE).to_dict()
    assert {"value": 1} in _values(chart)
    scale = chart["layer"][0]["encoding"]["x"]["scale"]
    assert scale["type"] == "log"
    assert scale["domain"][0] < 0.40
    assert scale["domain"][1] > 1.20


def test_each_row_of_the_forest_is_one_result_with_its_words() -> None:
    """Estimate with the level of its interval, and the cut-off, beside the mark."""
    rows = {row["id"]: row for row in _values(draw_forest(EFFECTS, PAGE).to_dict()) if "id" in row}
    assert set(rows) == {"article:1", "update:2", "update:3"}
    assert rows["article:1"]["estimate"] == "0.61 (98% CI 0.40–0.93)"
    assert rows["article:1"]["cutoff"] == "10 May 2019"


def test_bound_that_was_not_reached_draws_no_interval() -> None:
    """It has no place on an axis; the words say it."""
    row = next(row for row in _values(draw_forest(EFFECTS, PAGE).to_dict()) if row.get("id") == "update:3")
    assert (row["low"], row["high"]) == (None, None)
    assert row["estimate"] == "0.52 (95% CI NR–0.9)"


def test_each_dot_is_one_result() -> None:
    """Two arms are two dots; their figures and difference stand in words with the row."""
    rows = _values(draw_rates([PNEUMONIA], PAGE, arms=ARMS).to_dict())
    assert sorted((row["id"], row["percent"]) for row in rows if "id" in row) == [
        ("article:12", 12.0),
        ("article:20", 20.0),
    ]
    words = {row["both"] for row in rows if "both" in row}
    assert words == {"20/100 (20%) vs 12/100 (12%) · +8.0 points"}


def test_arms_differ_in_colour_and_shape() -> None:
    """No arm is told by its colour alone."""
    marks = colours_of((*ARMS, Arm("Third"), Arm("Second dose", "experimental")))
    assert len({colour for colour, _ in marks.values()}) == 4
    assert len({shape for _, shape in marks.values()}) == 4


@pytest.mark.parametrize("name", ["forest", "rates"])
def test_plot_is_taken_away_as_svg_and_png(name: str) -> None:
    """With title and references, made without a network: nothing in the picture points elsewhere."""
    caption = Caption("HARBOUR: ratios", ("Data cut-off: 10 May 2019.",), ("Ames B. Fen Med. 2020;1(1):1-9.",))
    page = (
        draw_forest_file(EFFECTS, caption)
        if name == "forest"
        else draw_rates_file([PNEUMONIA], caption, arms=ARMS)
    )  # fmt: skip
    svg = to_svg(page).decode()
    assert "HARBOUR: ratios" in svg
    assert "Ames B. Fen Med." in svg
    assert not [part for part in svg.split('"') if part.startswith("http") and "w3.org" not in part]
    assert to_png(page).startswith(b"\x89PNG")


def test_file_is_laid_out_wide() -> None:
    """Its labels stand at the left, since a slide has the room."""
    assert FILE.layout == "wide"
    assert draw_forest(EFFECTS, FILE).to_dict()["layer"][1]["encoding"]["y"]["axis"] is not None


def test_as_many_arms_as_a_plot_takes_differ_in_colour_and_shape() -> None:
    """Each of them has a colour and a shape of its own, the control among them."""
    arms = [Arm(f"{n} mg", "experimental") for n in range(MOST_ARMS - 1)] + [Arm("Placebo", "control")]
    marks = colours_of(arms).values()
    assert len({colour for colour, _ in marks}) == len({shape for _, shape in marks}) == MOST_ARMS


def test_plot_of_many_arms_tells_their_denominators() -> None:
    """Where the figures of each arm have no room, the line says of how many patients they are."""
    arms = tuple(Arm(f"{n} mg") for n in (1, 2, 5))
    rates = tuple(
        ArmRate(arm, replace(make_event(f"a:{n}", "Pneumonia", arm=arm.name, n=n), N=100 + n), Decimal(n), derived=True)
        for n, arm in enumerate(arms)
    )
    rows = _values(draw_rates([Rates("Pneumonia", "any", None, rates)], PAGE, arms=arms).to_dict())
    assert "of 100 to 102 patients in each arm" in {row.get("both") for row in rows}


def test_long_titles_that_differ_in_their_middle_stay_apart() -> None:
    """Each keeps its beginning and the words that the other has not; a title that no other is like is cut as ever."""
    begin, end = (
        "The first occurrence of a sustained decrease of",
        "over at least four weeks, or renal death",
    )
    titles = [f"{begin} {share} % {end}" for share in ("eGFR by 40", "eGFR by 57")]
    cut = shorten_all([*titles, "Death"])
    assert len(set(cut)) == 3
    assert ("40 %" in cut[0], "57 %" in cut[1], cut[2]) == (True, True, "Death")
