from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.numbers import find_numbers
from retrieval.records import CheckReport, Verdict

Check = Callable[..., CheckReport]
PIECES = st.sampled_from(
    [
        "median PFS", "OS", "HR", "hazard ratio", "Veda-Rx", "Rx", "control group", "0.61", "27.4 months",
        "95% CI", "0.41-0.92", "(", ")", "[", "]", ", ", "; ", ". ", "\n", "\n\n", "| ", "\t", "versus",
        "and", "respectively", "grade 3 or worse", "TEAEs", "149", "76%", "of 197", "p=0.0021", "p<.05",
        "one in three", "halved", "not reached", "NR", "10 May 2019", "3:2", "n=199", "12 mg/kg", "·", "–",
        "−", "\xa0", "≥3", "NCT90000001", "[1,2]", "in patients with", "high-risk cytogenetics", "twice",
        "six", "CI", "%", "±", "from", "to", "at 24 months", "15,1", "1 234", "½", "٣", "10⁻⁵",
    ]
)  # fmt: skip
QUIET = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(
    text=st.one_of(
        st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
    )
)
def test_no_text_breaks_the_checker(check: Check, text: str) -> None:
    """Any text has a report whose spans cut out exactly what they name, one check for each number found."""
    report = check(text)
    assert report.text == text
    assert all(text[item.start : item.end] == item.number and item.number for item in report.checks)
    assert all(text[item.start : item.end] == item.text for item in report.findings)
    spans = [(item.start, item.end) for item in report.checks]
    assert len(set(spans)) == len(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(text=st.text(max_size=200))
def test_readable_text_keeps_its_offsets(text: str) -> None:
    """Typographic variants are replaced one for one."""
    assert len(readable(text)) == len(text)


TRUE = (
    "Median PFS was not reached with Veda-Rx versus 14.35 months (95% CI 11.20-not reached) with Rx (HR 0.61, "
    "98% CI 0.41-0.92; one-sided p=0.0021).",
    "Grade 3 or worse TEAEs occurred in 149 (76%) of 197 patients in the vedamab group and in 88 (65%) of 136 in the "
    "control group.",
    "Median PFS was 27.4 and 15.1 months with Veda-Rx and Rx, respectively.",
)


@QUIET
@given(statement=st.sampled_from(TRUE), point=st.sampled_from(".·∙⋅"), dash=st.sampled_from("-–‑−"), data=st.data())
def test_true_statement_stays_true_in_other_type(
    check: Check, statement: str, point: str, dash: str, data: st.DataObject
) -> None:
    """Middle dots, dashes, spaces that do not break and one line break change no verdict."""
    text = re.sub(r"(?<=\d)\.(?=\d)", point, statement)
    text = re.sub(r"(?<=\d)-(?=\w)", dash, text)
    space = data.draw(st.sampled_from(" \u00a0\u2009\u202f"))
    text = text.replace(" ", space) if space != " " else text.replace(" ", "\n", 1)
    report = check(text)
    assert {item.verdict for item in report.checks} == {Verdict.SUPPORTED}
    assert [item for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000, " " * 20_000, "1" * 20_000, "(" * 20_000, "0.5 vs " * 3_000, "1, " * 5_000, "A" * 20_000,
        "a.b@" * 5_000, "PFS " * 3_000, "- " * 9_000, "| 1 " * 3_000,
    ],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_long_odd_text_takes_no_more_than_its_length(check: Check, text: str) -> None:
    """No pattern runs away on a text made to provoke it."""
    started = time.process_time()
    check(text)
    assert time.process_time() - started < 20


def test_numbers_lie_within_the_text_in_order() -> None:
    """Spans of one text never overlap."""
    numbers = find_numbers("one in three of 12 (25%) 0.5-0.7 grade 3-4, 10 May 2019, 3:2 and six")
    assert all(first.end <= second.start for first, second in pairwise(numbers))
