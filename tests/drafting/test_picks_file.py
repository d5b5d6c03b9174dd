"""Picks that a person changes in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafting.composing import Heading, compose
from drafting.evidence import SelectionError
from drafting.inquiry import Circumstances, read_inquiry
from drafting.picking import pick
from drafting.picks_file import describe_picks, read_picks, write_picks
from drafting.records import Letter
from drafting.templates import read_templates
from retrieval.assistant import Assistant
from tests.drafting.conftest import RECEIVED

Entries = dict[str, Any]


@pytest.fixture
def picks(assistant: Assistant, tmp_path: Path) -> Path:
    """The picks for a question about PFS, written."""
    about = Circumstances(RECEIVED, "INT")
    inquiry, questions = read_inquiry("What was PFS?", about=about, corpus=assistant.corpus, terms=assistant.terms)
    path = tmp_path / "picks.json"
    write_picks(inquiry, pick(inquiry, questions, assistant=assistant), path, corpus=assistant.corpus)
    return path


def change(path: Path, edit: Callable[[Entries], object]) -> None:
    """Edit the first question's picks in the file, as a person would."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    edit(entries["picks"][0])
    path.write_text(json.dumps(entries), encoding="utf-8")


def composed(path: Path, assistant: Assistant) -> Letter:
    """The letter composed from a file of picks."""
    inquiry, selections = read_picks(path, corpus=assistant.corpus)
    return compose(inquiry, selections, heading=Heading(RECEIVED), assistant=assistant, templates=read_templates())


def test_unchanged_picks_compose_the_same_letter(assistant: Assistant, picks: Path) -> None:
    """Writing picks and reading them changes nothing."""
    inquiry, selections = read_picks(picks, corpus=assistant.corpus)
    assert not any(selection.chosen for selection in selections)
    assert selections == pick(inquiry, ["What was PFS?"], assistant=assistant)


def test_unticked_result_is_not_in_the_letter(assistant: Assistant, picks: Path) -> None:
    """A result that a person leaves out is printed nowhere, and the letter says that the selection was changed."""
    for place in (0, 1):  # the latest value, and the other source's report of it
        change(picks, lambda first, place=place: first["results"][place].update(use=False))  # type: ignore[misc]
    letter = composed(picks, assistant)
    texts = [text.text for s in letter.sections for b in s.blocks for text in getattr(b, "sentences", ())]
    assert not any("0.66" in text for text in texts)
    assert any("changed by a person" in text for text in texts)


def test_added_result_and_passage_are_in_the_letter(assistant: Assistant, picks: Path) -> None:
    """A result is added by its id alone, a passage by its source and words."""
    change(picks, lambda first: first["results"].append({"id": "update:9"}))
    passage = {"source": "article", "text": "Zeltamab blocks the marsh receptor."}
    change(picks, lambda first: first["passages"].append(passage))
    _, selections = read_picks(picks, corpus=assistant.corpus)
    assert "update:9" in selections[0].results
    assert selections[0].quotes[0].source == "article"
    assert selections[0].chosen


@pytest.mark.parametrize(
    ("kind", "entry", "message"),
    [
        pytest.param("results", {"id": "article:77"}, "result 'article:77': not in this corpus", id="no such result"),
        pytest.param("results", {"key": "x"}, r"picks\.0\.results\.3\.id: Field required", id="unknown key"),
        pytest.param("passages", {"source": "article", "text": "No."}, "passage “No.”", id="no such passage"),
        pytest.param("passages", {"source": "update", "text": "x"}, "'update' has no text", id="no text held"),
    ],
)
def test_wrong_pick_is_one_clear_error(
    assistant: Assistant, picks: Path, kind: str, entry: Entries, message: str
) -> None:
    """What cannot be picked is told with its place."""
    change(picks, lambda first: first[kind].append(entry))
    with pytest.raises(SelectionError, match=message):
        composed(picks, assistant)


def test_picks_are_shown_with_what_each_result_says(assistant: Assistant, picks: Path) -> None:
    """A person who looks picks over sees the value, population and cut-off of each row."""
    lines = list(describe_picks(read_picks(picks, corpus=assistant.corpus)[1], corpus=assistant.corpus))
    assert lines[0] == "What was PFS? [asked, answered]"
    assert lines[1] == (
        "  [x] update:1  progression-free survival, Zelta-Base vs Base, hazard ratio: 0.66 (95.2% CI, 0.48-0.90) "
        "(intention-to-treat; final analysis; data cutoff, 30 September 2021)"
    )
