"""Prompts: one text, filled without a gap."""

from __future__ import annotations

import string

import pytest

from ingest.errors import EvidenceError
from retrieval.chat_model.prompting import PROMPTS, fill


def test_placeholder_is_filled() -> None:
    """A value stands where its placeholder was."""
    assert "hedgehogs" in fill("not_found", subject="hedgehogs", holdings="little")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"subject": "hedgehogs"}, id="one missing"),
        pytest.param({"subject": "hedgehogs", "holdings": "little", "colour": "red"}, id="one too many"),
        pytest.param({}, id="none"),
    ],
)
def test_gap_is_refused(values: dict[str, str]) -> None:
    """A missing value, and one without a place, are errors that name the prompt."""
    with pytest.raises(EvidenceError, match=r"not_found\.md"):
        fill("not_found", **values)


def test_value_is_not_read_as_a_prompt() -> None:
    """A dollar sign in a value is printed."""
    assert "$subject" in fill("not_found", subject="costs of $subject", holdings="little")


def test_missing_prompt_is_one_error() -> None:
    """A prompt that does not exist is named."""
    with pytest.raises(EvidenceError, match=r"prompts/nothing\.md"):
        fill("nothing")


@pytest.mark.parametrize("name", sorted(path.stem for path in PROMPTS.glob("*.md")))
def test_every_prompt_can_be_filled(name: str) -> None:
    """No prompt is empty or holds a stray dollar sign, and what comes out has no placeholder."""
    template = string.Template((PROMPTS / f"{name}.md").read_text(encoding="utf-8"))
    assert template.is_valid()
    text = fill(name, **dict.fromkeys(template.get_identifiers(), "it"))
    assert text.strip()
    assert "$" not in text
