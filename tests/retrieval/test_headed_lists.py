"""Lists under a heading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.answers.answering import Draft
from retrieval.headed_lists import headed
from tests.retrieval.small_trial import BASE, RESULTS, ZELTA, drafting, make_event


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Zeltamab: dose, schedule, route", ("Zeltamab dose?", "Zeltamab schedule?", "Zeltamab route?")),
        ("Headache: any? grade 3 or worse?", ("Headache any?", "Headache grade 3 or worse?")),
        ("Tansine: pretreated, refractory - how many?", ("Tansine pretreated?", "Tansine refractory?")),
        ("Safety: SAEs and deaths", ("SAEs?", "deaths?")),
        ("Prior therapy: tansine, ASCT", ("prior tansine?", "prior ASCT?")),
        ("PFS - HR / median", ("PFS HR?", "PFS median?")),
        ("PFS: HR", ()),
        ("PFS: 0.61, or 0.66?", ()),
        ("My question is: PFS, OS", ()),
        ("Headache: how did it go, and who had it?", ()),
    ],
)
def test_things_stand_with_their_heading(text: str, things: tuple[str, ...]) -> None:
    """A heading that only names the kind adds nothing; sentences and figures are no list."""
    assert headed(text) == things


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Draft]:
    """Draft answers with serious headaches beside those of any grade."""
    serious = [make_event(f"update:5{n}", "Headache", arm=arm, n=n, grade=">=3") for arm, n in ((ZELTA, 4), (BASE, 3))]
    folder: Path = tmp_path_factory.mktemp("keywords")
    return drafting((*RESULTS, *serious), folder=folder)


@pytest.mark.parametrize("text", ["Headache: any? grade 3 or worse?", "Headache - any grade / grade 3 or worse"])
def test_each_thing_is_told(text: str, draft: Callable[[str], Draft]) -> None:
    """Questions behind a heading are all of what it names."""
    told = " ".join(sentence.text for sentence in draft(text).sentences)
    assert "any grade: 31" in told
    assert "grade 3 or worse: 4" in told
