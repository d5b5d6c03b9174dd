"""What all plots share: colours that stand out on light and dark ground, shapes, and the page of a downloaded plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

import altair as alt

from retrieval.overview.records import Arm

EXPERIMENTAL, CONTROL = "#1d86a8", "#b5651d"
"""At least 3:1 on both grounds of the theme; shapes tell the arms apart without colour."""
_OTHERS = ("#7a5fb5", "#5f8f3a", "#a8497a", "#77797c")
MOST_ARMS = 6
"""Arms that one plot can tell apart, by shape and by colour."""
_SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
WIDTH_OF_PLOT = 700
"""Pixels of a downloaded plot beside its labels, before it is scaled."""
_LINE = 15
_LONGEST_LABEL, _HEAD, _TAIL = 58, 32, 22  # letters: at their size they fit a phone
SPLIT = "\u2063"
"""An invisible separator between the key of a row and its label: two rows may have one label."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a plot is laid out, and the colours of its words.

    Attributes:
        layout: ``"wide"`` sets labels, plot and figures side by side; ``"narrow"`` one above the other, for half a
            screen or a phone.
        width: Pixels of the plot; ``None`` on a page, which gives it its own.
    """

    layout: Literal["wide", "narrow"]
    ink: str
    muted: str
    width: int | None = None


PAGE = Look("narrow", ink="currentColor", muted="currentColor")
"""In the colour of the page's text: it follows the theme, also where that changes while the page is open."""
FILE = Look("wide", ink="#16232b", muted="#4a5a63", width=WIDTH_OF_PLOT)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a downloaded plot says of itself.

    Attributes:
        lines: What it shows, of which trial, at which cut-offs.
        references: Sources of its figures.
    """

    title: str
    lines: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def colours_of(arms: Sequence[Arm]) -> dict[str, tuple[str, str]]:
    """Return colour and shape of each arm by its name; arms of one role differ in both."""
    told: dict[str, tuple[str, str]] = {}
    others = iter(_OTHERS)
    for place, arm in enumerate(arms):
        usual = {"experimental": EXPERIMENTAL, "control": CONTROL}.get(arm.role or "")
        taken = {colour for colour, _ in told.values()}
        colour = usual if usual and usual not in taken else next(others, _OTHERS[-1])
        told[arm.name] = (colour, _SHAPES[min(place, len(_SHAPES) - 1)])
    return told


def shorten(label: str) -> str:
    """Return a label that fits half a screen: of a long title its beginning and its end, which tell rows apart."""
    if len(label) <= _LONGEST_LABEL:
        return label
    return f"{label[:_HEAD].rstrip()} … {label[-_TAIL:].lstrip()}"


def shorten_all(labels: Sequence[str]) -> list[str]:
    """Return each label so that it fits; two long titles that differ in their middle keep what tells them apart."""
    alike: dict[str, set[str]] = {}
    for label in labels:
        alike.setdefault(shorten(label), set()).add(label)
    return [_tell_apart(label, alike[shorten(label)]) for label in labels]


def _tell_apart(label: str, alike: set[str]) -> str:
    """A label's beginning, and its words from the first on that those that are shortened alike do not share."""
    if len(alike) == 1:
        return shorten(label)
    same = next(place for place, letters in enumerate(zip_longest(*alike)) if len(set(letters)) > 1)
    differs = label.rfind(" ", 0, same + 1) + 1
    return f"{label[:_TAIL].rstrip()} … {label[differs : differs + _HEAD].strip()} …"


def inline(rows: Sequence[dict[str, Any]]) -> Any:
    """Return rows as the data of a chart."""
    return alt.Data(values=list(rows))  # type: ignore[no-untyped-call]


def edge(inset: int, look: Look) -> Any:
    """Return a place so many pixels left of the plot's right edge."""
    return {"expr": f"width - {inset}"} if look.width is None else look.width - inset


def words_of(look: Look) -> dict[str, Any]:
    """Return the colours of an axis's words; what a page would give them is too faint to read."""
    return {"labelColor": look.ink, "titleColor": look.ink}


def rows_axis(rows: Sequence[dict[str, Any]], look: Look, *, longest: int) -> alt.Y:
    """Return the axis of a plot's rows, labelled at the left in a wide layout; headings are bold."""
    order = [row["key"] for row in rows]
    axis = None
    if look.layout == "wide":
        axis = alt.Axis(
            title=None, ticks=False, domain=False, labelLimit=longest, labelPadding=12, labelOverlap=False,
            labelExpr=f"split(datum.value, '{SPLIT}')[1]",
            labelFontWeight={"condition": {"test": "datum.value[0] == '#'", "value": "bold"}, "value": "normal"},
        )  # fmt: skip
    return alt.Y("key:N", sort=order, scale=alt.Scale(domain=order), axis=axis)


def to_page(chart: alt.LayerChart, caption: Caption) -> alt.VConcatChart:
    """Return a chart for a file: on white, with a title, and with the references of its figures below it."""
    lines = ["Sources", *(f"{n}. {text}" for n, text in enumerate(caption.references, start=1))]
    wrapped = [piece for line in lines for piece in _wrap(line)]
    rows = [{"place": place, "text": text} for place, text in enumerate(wrapped)]
    foot = (
        alt.Chart(inline(rows), width=WIDTH_OF_PLOT, height=_LINE * len(rows))
        .mark_text(align="left", baseline="top", fontSize=10, color="#4a5a63")
        .encode(x=alt.value(0), y=alt.Y("place:O", axis=None, sort=None), text="text:N")
    )
    title = alt.Title(caption.title, subtitle=list(caption.lines), anchor="start", fontSize=16, subtitleFontSize=12)
    page = alt.vconcat(chart.properties(width=WIDTH_OF_PLOT), foot, spacing=14)
    assert isinstance(page, alt.VConcatChart), "charts above each other"
    framed: alt.VConcatChart = (
        page.properties(title=title, background="white", padding=16)
        .configure(font="Liberation Sans, Arial, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
    )
    return framed


def _wrap(text: str, *, width: int = 150) -> list[str]:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > width and lines[-1]:
            lines.append("    " + word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip() if lines[-1].strip() else word
    return lines
