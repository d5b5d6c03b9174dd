"""Lines of slides end what is told; the lines of wrapped prose do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.checks.figures.layout import split_sentences
from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("Median PFS: 27.4 vs 15.1 months\nHR 0.66\nSerious TEAEs: 57% vs 52% at the interim analysis", 3,
                     id="a slide"),
        pytest.param("Safety population\nSerious TEAEs occurred in 57% of the patients on Veda-Rx and 52% on Rx", 2,
                     id="a line over prose"),
        pytest.param("The median progression-free survival was longer with\nVeda-Rx, at 27.4 months, than it was with\n"
                     "Rx, where it came to 15.1 months.", 1, id="wrapped prose"),
        pytest.param("Median PFS was 27.4 months in the\nVeda-Rx group and 15.1 months among those who were on Rx", 1,
                     id="a break before a name"),
        pytest.param("Time since relapse\nEarly: 24.7 vs 17.2 months\nLate: 42.7 vs 21.9 months\nHR 0.66 overall\n"
                     "All of 2022", 5, id="lines of one length"),
    ],
)  # fmt: skip
def test_lines_that_end_what_is_told(text: str, lines: int) -> None:
    """A line ends where the next word would have had room, and where half of the lines of a block do."""
    assert len(split_sentences(text)) == lines


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Median PFS: 27.4 vs 15.1 months\nCensoring as the regulator requested: HR 0.73\n", (),
                     id="a rule of its own line"),
        pytest.param("Complete responses: 38.2% with Veda-Rx and 24.6% of the others.", (), id="the others"),
        pytest.param("Complete responses: 38.2% with Veda-Rx and 38.2% of the others.", ("38.2",), id="others, wrong"),
        pytest.param("Serious TEAEs happened to 57% with vedamab and 52% without by the time of the primary analysis.",
                     (), id="without by the time"),
        pytest.param("PFS was reported twice. Median PFS was 27.4 months with Veda-Rx and 15.1 months with Rx.", (),
                     id="reported twice"),
        pytest.param("The final PFS analysis:\n- Still to be treated: none\n- Median PFS: not reached vs 14.35 months",
                     ("not reached", "14.35"), id="over a list"),
    ],
)  # fmt: skip
def test_figures_of_lines(check: Check, text: str, wrong: tuple[str, ...]) -> None:
    """What one line tells of its figures is not told of those in the lines around it."""
    report = check(text)
    assert tuple(it.number for it in report.checks if it.verdict is Verdict.CONTRADICTED) == wrong
    assert bool(wrong) or is_good(report)
