"""A hyphen that cut a line goes, one that belongs to the word stays."""

from __future__ import annotations

import pytest

from ingest.readers.pdf.hyphens import Hyphens


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        pytest.param("the treat-", "ment of", "the treatment of", id="cut"),
        pytest.param("of progression-", "free survival", "of progression-free survival", id="compound by its parts"),
        pytest.param("in lamp-", "lit rooms", "in lamp-lit rooms", id="compound seen elsewhere"),
        pytest.param("a with-", "out end", "a without end", id="word seen whole"),
        pytest.param("Kaplan-", "Meier", "Kaplan-Meier", id="capital"),
        pytest.param("number 2008-", "007149", "number 2008-007149", id="figures"),
        pytest.param("COVID-", "19", "COVID-19", id="figure after letters"),
        pytest.param("intention-to-", "treat", "intention-to-treat", id="second hyphen"),
        pytest.param("63·6–", "73·8", "63·6–73·8", id="range"),
        pytest.param("(95% CI –", "9·72", "(95% CI – 9·72", id="dash alone"),
        pytest.param("mg/", "day", "mg/day", id="stroke"),
        pytest.param("lam\u00ad", "pion", "lampion", id="soft hyphen"),
        pytest.param("a lamp", "burns", "a lamp burns", id="none"),
    ],
)
def test_lines_are_joined(above: str, below: str, expected: str) -> None:
    """The document's own words tell, then what is known of compounds."""
    hyphens = Hyphens(["the treatment is lamp-lit and", "goes on without rest, progressive in free rooms"])
    start, between = hyphens.join(above, below)
    assert start + between + below == expected


def test_second_half_of_a_cut_word_is_no_word() -> None:
    """What begins a line after a hyphen is not taken for a word of the document."""
    hyphens = Hyphens(["we measure it by measure-", "ments of light"])
    assert hyphens.join("the measure-", "ments")[0] == "the measure"
