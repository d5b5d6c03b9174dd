"""JATS: a whole article in its sections, with tables, footnotes, declarations and notices, without references."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.jats import describe_jats, read_jats
from ingest.readers.jats_tables import read_rows
from ingest.readers.reading import Reading
from ingest.readers.xml_file import parse_xml

META = """<front><journal-meta><journal-id journal-id-type="nlm-ta">Ann Made Up Med</journal-id><journal-title-group>
<journal-title>Annals of Made Up Medicine</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmid">12345678</article-id><article-id pub-id-type="pmc">77</article-id>
<article-id pub-id-type="doi">10.9999/lamp.12</article-id>
<article-categories><subj-group><subject>Clinical Trial</subject></subj-group></article-categories>
<title-group><article-title>Lanternib for <italic>tired</italic> lamps</article-title>
<subtitle>a randomised trial</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Example</surname><given-names>Ada B.</given-names></name>
<email>ada@example.org</email><xref ref-type="aff">1</xref></contrib>
<contrib contrib-type="author"><name><surname>Sample</surname><given-names>Jean-Luc</given-names></name></contrib>
<contrib contrib-type="author"><collab>LANTERN Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Red</surname><given-names>Ed</given-names></name><role>Editor</role>
</contrib><aff><label>1</label>Department of Lamps</aff></contrib-group>
<author-notes><fn fn-type="conflict"><p>AE reports grants from Acme Light.</p></fn><corresp>Write to AE.</corresp>
</author-notes>
<pub-date pub-type="epub"><day>1</day><month>2</month><year>2018</year></pub-date>
<pub-date pub-type="ppub"><month>3</month><year>2019</year></pub-date>
<volume>12</volume><issue>3</issue><fpage>45</fpage><lpage>56</lpage>
<permissions><copyright-statement>Copyright 2019 The Lamp Society</copyright-statement>
<license xmlns:l="http://www.w3.org/1999/xlink" l:href="https://example.org/by"><license-p>Free.</license-p></license>
</permissions>
<abstract><sec><title>Results:</title><p>Half of 40 lamps shone (NCT00000042).</p></sec></abstract>
<kwd-group><kwd>lamps</kwd><kwd>light</kwd></kwd-group>
<funding-group><funding-statement>The Lamp Fund paid.</funding-statement></funding-group>
RELATED</article-meta></front>"""
BODY = """<body><p>Before every section.</p>
<sec><label>1</label><title>methods</title><p>Lamps were lit<xref ref-type="bibr" rid="r1">1</xref> if:
<list list-type="order"><list-item><p>they were dark;</p></list-item><list-item><p>they were whole.</p></list-item>
</list> All were.</p>
<sec><title>Statistics</title><p>Power was 90<fn><label>a</label><p>Of 100.</p></fn>%.</p></sec></sec>
<sec><title>Results</title><p>See <xref ref-type="table">Table 1</xref>.</p>
<table-wrap><label>Table 1</label><caption><title>Lamps by arm</title><p>All lamps</p></caption>
<table><thead><tr><th rowspan="2">Outcome</th><th colspan="2">Lanternib</th></tr><tr><th>n</th><th>%</th></tr></thead>
<tbody><tr><td>Shone<sup>a</sup></td><td>20</td><td>50.0<xref ref-type="table-fn">b</xref></td></tr>
<tr><td>&#160;</td><td/><td/></tr><tr><td>10<sup>-3</sup> or less</td><td>&lt;1</td><td></td></tr></tbody></table>
<table-wrap-foot><fn><label>a</label><p>At night.</p></fn></table-wrap-foot></table-wrap>
<fig><label>Fig. 1</label><caption><p>A lamp.</p></caption><graphic/></fig></sec></body>
<back><ack><p>We thank the sun.</p></ack>
<sec><title>Competing interests</title><p>JLS has none.</p></sec>
<fn-group><fn fn-type="financial-disclosure"><p>No role of the funder.</p></fn>
<fn><p>Data on request.</p></fn></fn-group>
<ref-list><title>References</title><ref id="r1"><mixed-citation>Old O. Lamps of the past. 1999.</mixed-citation></ref>
</ref-list></back>"""


def _write(folder: Path, *, related: str = "", kind: str = "research-article", body: str = BODY) -> Path:
    path = folder / "lamp.nxml"
    path.write_text(
        f'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "none.dtd">\n<article article-type="{kind}">'
        f"{META.replace('RELATED', related)}{body}</article>",
        encoding="utf-8",
    )
    return path


def _read(path: Path) -> Reading:
    return read_jats(path, source=describe_jats(path)[0].source)


def _sections(reading: Reading) -> dict[str, str]:
    assert reading.document is not None
    text = reading.document.text
    return {section.title: text[section.start : section.end] for section in reading.document.sections}


def test_article_is_described(tmp_path: Path) -> None:
    """The printed issue dates the reference; the full text has an id other than its record in PubMed."""
    (described,) = describe_jats(_write(tmp_path))
    source = described.source
    assert (source.id, source.kind, source.trial, source.tier) == ("pmc77", "jats", "NCT00000042", "primary")
    assert source.title == "Lanternib for tired lamps: a randomised trial"
    assert source.citation == (
        "Example AB, Sample JL, LANTERN Group. Lanternib for tired lamps: a randomised trial. "
        "Ann Made Up Med. 2019;12(3):45-56. doi:10.9999/lamp.12"
    )
    assert source.authors == ("Ada B. Example", "Jean-Luc Sample", "LANTERN Group")
    assert dict(source.identifiers)["pmcid"] == "PMC77"
    assert source.licence == "https://example.org/by"


def test_sections_hold_their_paragraphs(tmp_path: Path) -> None:
    """Nested sections, lists within paragraphs, notes beside them: all in reading order."""
    sections = _sections(_read(_write(tmp_path)))
    assert sections["Results"].endswith("Fig. 1: A lamp.")
    assert sections["1 methods"] == (
        "Lamps were lit[1] if:\n\n1. they were dark;\n\n2. they were whole.\n\nAll were.\n\n"
        "Power was 90^a%.\n\na Of 100."
    )
    assert sections["Statistics"] == "Power was 90^a%.\n\na Of 100."
    assert sections["Acknowledgements"] == "We thank the sun."
    assert sections["Footnotes"] == "Data on request."
    assert sections["Editors"] == "Ed Red, Editor"
    assert sections["Affiliations"] == "1 Department of Lamps"
    assert sections["Copyright"] == "Copyright 2019 The Lamp Society\n\nFree."


def test_table_is_one_line_a_row(tmp_path: Path) -> None:
    """Cells keep their columns under headings that cover several; an empty row is left out."""
    assert _sections(_read(_write(tmp_path)))["Table 1"] == (
        "Table 1: Lamps by arm. All lamps.\n\n"
        "Outcome | Lanternib |\nOutcome | n | %\nShone^a | 20 | 50.0^b\n10^-3 or less | <1 |\n\n"
        "a At night."
    )


def test_declarations_and_funding_stand_in_their_sections(tmp_path: Path) -> None:
    """Wherever the journal puts them: notes of the authors, sections at the end, footnotes, the front."""
    document = _read(_write(tmp_path)).document
    assert document is not None
    parts = [
        (section.title, document.text[section.start : section.end])
        for section in document.sections
        if section.title in ("Declaration of interests", "Funding")
    ]
    assert parts == [
        ("Declaration of interests", "JLS has none."),
        ("Funding", "No role of the funder."),
        ("Funding", "The Lamp Fund paid."),
        ("Declaration of interests", "AE reports grants from Acme Light."),
    ]


def test_references_are_left_out(tmp_path: Path) -> None:
    """The list of references is other articles' text; everything else is there."""
    document = _read(_write(tmp_path)).document
    assert document is not None
    assert "Old O." not in document.text
    assert "Before every section." in document.text
    assert "ada@example.org" in document.text
    assert "<" not in document.text.replace("| <1", "")


def test_no_word_that_a_reader_sees_is_lost(tmp_path: Path) -> None:
    """Every word of the article stands in the document or in a title, except the references and what only sorts it."""
    path = _write(tmp_path)
    document = _read(path).document
    assert document is not None
    held = set(re.findall(r"\w+", " ".join((document.text, *(section.title for section in document.sections)))))
    root = parse_xml(path)
    for unseen in root.xpath("//ref-list | //subj-group | //journal-title | //pub-date[1]"):
        unseen.getparent().remove(unseen)
    seen = {word for text in root.itertext() for word in re.findall(r"\w+", text)}
    assert seen - held == {"77", "Competing"}  # written as PMC77, and as the one title of declarations


@pytest.mark.parametrize(
    ("kind", "related", "expected"),
    [
        ("retraction", "retracted-article", ("retraction", "This is the notice of a retraction, of: doi:10.9999/x.")),
        ("correction", "corrected-article", ("erratum", "This is a correction, of: doi:10.9999/x.")),
        ("research-article", "retraction-forward", ("retraction", "This article was retracted: doi:10.9999/x.")),
        (
            "research-article",
            "correction-forward",
            ("erratum", "A correction of this article was published: doi:10.9999/x."),
        ),
        ("retraction", "", ("retraction", "This is marked as the notice of a retraction, not as a report.")),
    ],
)
def test_marks_become_notices(kind: str, related: str, expected: tuple[str, str], tmp_path: Path) -> None:
    """Related articles and the type of the article tell retractions and corrections."""
    link = f'<related-article xmlns:l="urn:l" related-article-type="{related}" ext-link-type="doi" l:href="10.9999/x"/>'
    (notice,) = _read(_write(tmp_path, related=link if related else "", kind=kind)).notices
    assert (notice.kind, notice.text) == expected


def test_set_of_articles(tmp_path: Path) -> None:
    """A set gives one source for each article, and a reply within an article belongs to it."""
    one = _write(tmp_path).read_text(encoding="utf-8").partition("\n")[2]
    two = one.replace("12345678", "87654321").replace(">77<", ">78<").replace("lamp.12", "lamp.13")
    reply = "<sub-article><front-stub><title-group><article-title>Reply</article-title></title-group></front-stub>"
    reply += "<body><p>We agree.</p></body></sub-article></article>"
    path = tmp_path / "set.xml"
    path.write_text(f"<pmc-articleset>{one}{two.replace('</article>', reply)}</pmc-articleset>", encoding="utf-8")
    first, second = (description.source for description in describe_jats(path))
    assert (first.id, second.id) == ("pmc77", "pmc78")
    assert "Reply" not in _sections(read_jats(path, source=first))
    assert _sections(read_jats(path, source=second))["Reply"] == "We agree."


def test_other_article_is_an_error(tmp_path: Path) -> None:
    """A source with another article's number is refused rather than given this text."""
    path = _write(tmp_path)
    source = replace(describe_jats(path)[0].source, identifiers=(("pmcid", "PMC5"),))
    with pytest.raises(SourceError, match=r"lamp\.nxml: expected the article .* \(pmcid PMC5\), found pmid 12345678"):
        read_jats(path, source=source)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("<html/>", "found <html>; fetch the article's XML", id="another kind"),
        pytest.param("<article><body/></article>", "expected JATS with front/article-meta", id="no front"),
    ],
)
def test_other_xml_is_an_error(text: str, message: str, tmp_path: Path) -> None:
    """What is no article says how to get one."""
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"x\.xml: .*{message}"):
        describe_jats(path)


def test_cell_over_several_rows(tmp_path: Path) -> None:
    """A first cell stands in every row that it covers; a value, such as a p-value of a group, stands once."""
    path = tmp_path / "t.xml"
    path.write_text(
        "<table><tr><td rowspan='2'>Sex</td><td>Male</td><td rowspan='2'>0.03</td></tr>"
        "<tr><td>Female</td></tr></table>",
        encoding="utf-8",
    )
    assert list(read_rows(parse_xml(path))) == ["Sex | Male | 0.03", "Sex | Female |"]


def test_table_that_unfolds_is_refused(tmp_path: Path) -> None:
    """Cells that claim many columns cannot fill the memory."""
    cells = "<td colspan='99999'>1</td>" * 100
    rows = f"<tr>{cells}</tr>" * 60
    path = _write(tmp_path, body=f"<body><table-wrap><table>{rows}</table></table-wrap></body>")
    with pytest.raises(SourceError, match=r"lamp\.nxml: expected at most 500,000 cells in a table"):
        describe_jats(path)
