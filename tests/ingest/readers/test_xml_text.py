"""Running text keeps every character that a reader sees, without markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.readers.xml_file import Element, parse_xml
from ingest.readers.xml_text import read_line, read_runs


@pytest.fixture
def element(tmp_path: Path, request: pytest.FixtureRequest) -> Element:
    """The paragraph that a test is given as text."""
    path = tmp_path / "a.xml"
    path.write_text(f'<p xmlns:l="urn:link">{request.param}</p>', encoding="utf-8")
    return parse_xml(path)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        pytest.param(
            "10<sup>-5</sup> or 10<sup>\u22125</sup>, 10<sup>9</sup>/L", "10^-5 or 10^\u22125, 10^9/L", id="powers"
        ),
        pytest.param("1.73 m<sup>2</sup>, mg/m<sup>2</sup>, cm<sup>3</sup>", "1.73 m2, mg/m2, cm3", id="units"),
        pytest.param("min<sup>-1</sup> per kg<sup>\u22121</sup>", "min^-1 per kg^\u22121", id="inverse units"),
        pytest.param("R<sup>2</sup>, I<sup>2</sup>, \u03c7<sup>2</sup>", "R2, I2, \u03c72", id="statistics"),
        pytest.param("CO<sub>2</sub>, C<sub>max</sub>, HbA<sub>1c</sub>", "CO2, Cmax, HbA1c", id="lowered"),
        pytest.param("12<sub>2</sub>", "12_2", id="lowered digit after a digit"),
        pytest.param("CD34<sup>+</sup>, Ca<sup>2+</sup>", "CD34+, Ca2+", id="charges"),
        pytest.param("<sup>18</sup>F-FDG, <sup>99m</sup>Tc", "18F-FDG, 99mTc", id="isotopes"),
        pytest.param("2<sup>nd</sup>", "2nd", id="ordinal"),
        pytest.param(
            "12.5<sup>a</sup>, 12.5<sup>*</sup>, age<sup>1</sup>", "12.5^a, 12.5*, age^1", id="marks of footnotes"
        ),
        pytest.param("<sup>a</sup>For each", "a For each", id="mark before its footnote"),
        pytest.param(
            "fast \u03b2\n\t\t<sub>2</sub>-agonist, 10\n\t<sup>-5</sup>",
            "fast \u03b22-agonist, 10^-5",
            id="line breaks",
        ),
        pytest.param("of\n<sup>18</sup>F", "of 18F", id="line break before a word"),
        pytest.param(
            "0.4-<u>&lt;</u>4.5, <underline>&gt;</underline> 3", "0.4-\u22644.5, \u2265 3", id="underlined signs"
        ),
        pytest.param("\u2a7d50 &lt; 1 &#x2264; 2", "\u226450 < 1 \u2264 2", id="inequalities"),
        pytest.param("335&#8201;924, 0\u00b753", "335\u2009924, 0\u00b753", id="thin space and middle dot"),
        pytest.param("&lt;b&gt;x&lt;/b&gt;", "<b>x</b>", id="text that looks like markup"),
        pytest.param("one<break/>two<p>three</p>four", "one two three four", id="words apart"),
        pytest.param(
            "see <ext-link l:href='http://a.b'/> and <ext-link l:href='http://c.d'>this</ext-link>",
            "see http://a.b and this",
            id="links",
        ),
        pytest.param(
            "as <inline-formula><inline-graphic/></inline-formula>.",
            "as [formula shown as an image] .",
            id="formula as image",
        ),
    ],
    indirect=["element"],
)
def test_characters_keep_their_meaning(element: Element, expected: str) -> None:
    """Raised, lowered and underlined characters, signs and spaces read as they were meant."""
    assert read_line(element) == expected


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        pytest.param(
            "survival<sup><xref ref-type='bibr'>12</xref>,<xref ref-type='bibr'>13</xref></sup>.",
            "survival[12,13].",
            id="raised",
        ),
        pytest.param(
            "0.53<xref ref-type='bibr'>4</xref>, 0.53<xref ref-type='bibr'><sup>4</sup></xref>",
            "0.53[4], 0.53[4]",
            id="beside a number",
        ),
        pytest.param(
            "shown [<xref ref-type='bibr'>12</xref>,<xref ref-type='bibr'>13</xref>]", "shown [12,13]", id="in brackets"
        ),
        pytest.param("(<xref ref-type='bibr'>Doe, 2010</xref>)", "(Doe, 2010)", id="by name"),
        pytest.param(
            "57.4<xref ref-type='table-fn'>a</xref> in <xref ref-type='table'>Table 1</xref>",
            "57.4^a in Table 1",
            id="others",
        ),
    ],
    indirect=["element"],
)
def test_marks_of_references_never_join_a_number(element: Element, expected: str) -> None:
    """The number of a reference stands in brackets where it would run into a word or a number."""
    assert read_line(element) == expected


@pytest.mark.parametrize("element", ["one <bold>two<fn><label>a</label></fn></bold> three<list/> four"], indirect=True)
def test_paragraph_is_parted_by_its_blocks(element: Element) -> None:
    """What stands apart within a paragraph comes between its lines; a footnote leaves its mark and comes last."""
    runs = [run if isinstance(run, str) else run.tag for run in read_runs(element)]
    assert runs == ["one two^a three", "list", "four", "fn"]


@pytest.mark.parametrize("element", ["<u>" * 90 + "&lt;" + "</u>" * 90], indirect=True)
def test_deep_markup_takes_linear_time(element: Element) -> None:
    """Each level is read once: ninety levels read twice each would never end."""
    assert read_line(element) == "\u2264"


_WORDS = st.text("ab1\u03b22 <&.,(", max_size=6)
_TAGS = ("i", "b", "italic", "sub", "sup", "u", "xref", "ext-link", "named-content", "p")


def _nest(inner: st.SearchStrategy[tuple[object, ...]]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.tuples(st.sampled_from(_TAGS), _WORDS, st.lists(st.tuples(inner, _WORDS), max_size=3))


@given(st.recursive(st.tuples(st.just("i"), _WORDS, st.just([])), _nest, max_leaves=12))
def test_no_letter_or_digit_is_lost(tree: tuple[str, str, list[tuple[object, str]]]) -> None:
    """Whatever the markup, its letters and digits are read once and in order, and no tag remains."""
    element = _build(tree)
    seen = [character for character in "".join(element.itertext()) if character.isalnum()]
    assert [character for character in read_line(element) if character.isalnum()] == seen


def _build(tree: tuple[str, str, list[tuple[object, str]]]) -> Element:
    tag, text, inner = tree
    element = etree.Element(tag, {"ref-type": "bibr"} if tag == "xref" else {})
    element.text = text
    for child, tail in inner:
        element.append(_build(child))  # type: ignore[arg-type]  # a tree of trees
        element[-1].tail = tail
    return element
