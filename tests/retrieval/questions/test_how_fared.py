"""How a part of the patients did, in words that would name its size as well."""

from __future__ import annotations

import pytest

from retrieval.questions.how_fared import asks_how_fared
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "fared"),
    [
        ("Was the effect weaker in late relapse?", True),
        ("Was the advantage of zeltamab kept in late relapsers?", True),
        ("What is the evidence in late relapse?", True),
        ("How good is it in late relapse?", True),
        ("Is the treatment worth it for late relapsers?", True),
        ("Tell me about late relapsers", True),
        ("Zelta-Base versus Base in late relapse", True),
        ("Zeltamab in patients who relapsed late", True),
        ("Side effects in late relapse", False),
        ("Share of Zel-T patients in late relapse", False),
        ("How many were late relapsers?", False),
    ],
)
def test_an_effect_in_a_part_asks_how_it_did(text: str, fared: bool) -> None:
    """Effects and evidence in a part, and nothing but the arms before it; not its side effects or its size."""
    assert asks_how_fared(text, ask(text).mentions) is fared
