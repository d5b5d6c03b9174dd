"""PubMed XML: each record with its abstract, declarations, registry numbers and notices."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.disclosures import read_disclosures
from ingest.errors import SourceError
from ingest.readers.pubmed_xml import describe_pubmed_xml, read_pubmed_xml

RECORD = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">12345678</PMID>
<Article PubModel="Print-Electronic"><Journal><JournalIssue CitedMedium="Internet"><Volume>12</Volume><Issue>3</Issue>
<PubDate><Year>2019</Year><Month>03</Month><Day>02</Day></PubDate></JournalIssue>
<Title>Annals of made up medicine</Title>
<ISOAbbreviation>Ann. Made Up Med.</ISOAbbreviation></Journal>
<ArticleTitle>Lanternib for tired lamps (<i>LANTERN</i>): a randomised trial.</ArticleTitle>
<Pagination><MedlinePgn>45-56</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.9999/lamp.12</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Lamps (&#946;<sub>2</sub>) tire.</AbstractText>
<AbstractText Label="RESULTS">
Median life 3&#183;5 h (HR 0.53, 95% CI 0.32&#8211;0.89; P&lt;10<sup>-3</sup>).</AbstractText>
<AbstractText Label="UNLABELLED">NCT00000043 and NCT00000043 came before.</AbstractText>
<CopyrightInformation>Copyright 2019 The Lamp Society.</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y"><Author><LastName>Example</LastName><ForeName>Ada B</ForeName><Initials>AB</Initials>
<AffiliationInfo><Affiliation>Department of Lamps.</Affiliation></AffiliationInfo></Author>
<Author><LastName>Sample</LastName><ForeName>Bo</ForeName><Initials>B</Initials><Suffix>Jr</Suffix>
<AffiliationInfo><Affiliation>Department of Lamps.</Affiliation></AffiliationInfo></Author>
<Author><CollectiveName>LANTERN Group</CollectiveName></Author></AuthorList>
<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>
<AccessionNumber>NCT00000042</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<GrantList><Grant><GrantID>L-1</GrantID><Agency>Lamp Fund</Agency><Country>Norway</Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList>
</Article><MedlineJournalInfo><MedlineTA>Ann Made Up Med</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList>
<CommentsCorrections RefType="Cites"><RefSource>Old Lamp J. 1999</RefSource><PMID>1</PMID></CommentsCorrections>
<CommentsCorrections RefType="RetractionIn"><RefSource>Ann Made Up Med. 2021;14(1):9</RefSource><PMID>22222222</PMID>
</CommentsCorrections></CommentsCorrectionsList>
<KeywordList><Keyword>lamps</Keyword><Keyword>light</Keyword></KeywordList>
<CoiStatement>AE reports grants from Acme Light. BS has nothing to disclose.</CoiStatement></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">12345678</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>
<ArticleId IdType="doi">10.9999/lamp.12</ArticleId></ArticleIdList><ReferenceList><Reference><ArticleIdList>
<ArticleId IdType="pmc">PMC99</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"""
SECOND = """<PubmedArticle><MedlineCitation><PMID>87654321</PMID><Article><Journal><JournalIssue><PubDate>
<MedlineDate>2001 Jan-Feb</MedlineDate></PubDate></JournalIssue><Title>Candle letters</Title></Journal>
<ArticleTitle>A letter</ArticleTitle></Article></MedlineCitation></PubmedArticle>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two records, as PubMed saves a search."""
    path = tmp_path / "search.xml"
    path.write_text(
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "none.dtd">\n'
        f"<PubmedArticleSet>{RECORD}{SECOND}</PubmedArticleSet>",
        encoding="utf-8",
    )
    return path


def test_every_record_is_described(path: Path) -> None:
    """Both records share path and hash; a trial's report is primary, and its registry number is the listed one."""
    first, second = (description.source for description in describe_pubmed_xml(path))
    assert (first.id, first.kind, first.trial, first.tier) == ("pmid-12345678", "pubmed_xml", "NCT00000042", "primary")
    assert first.citation == (
        "Example AB, Sample B Jr, LANTERN Group. Lanternib for tired lamps (LANTERN): a randomised trial. "
        "Ann Made Up Med. 2019;12(3):45-56. doi:10.9999/lamp.12"
    )
    assert first.authors == ("Ada B Example", "Bo Sample Jr", "LANTERN Group")
    assert first.identifiers == (
        ("pmid", "12345678"),
        ("pmcid", "PMC77"),
        ("doi", "10.9999/lamp.12"),
        ("nct", "NCT00000042"),
    )
    assert (second.id, second.trial, second.tier) == ("pmid-87654321", None, "secondary")
    assert second.citation == "A letter. Candle letters. Published online 2001 Jan-Feb."
    assert first.sha256 == second.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert first.path == second.path == "search.xml"


def test_record_is_read_in_its_sections(path: Path) -> None:
    """Labels become sections; characters keep their meaning; what other articles say is left out."""
    source = describe_pubmed_xml(path)[0].source
    reading = read_pubmed_xml(path, source=source)
    assert reading.document is not None
    text = reading.document.text
    sections = {section.title: text[section.start : section.end] for section in reading.document.sections}
    assert sections == {
        "Title": "Lanternib for tired lamps (LANTERN): a randomised trial.",
        "Publication": "Ann Made Up Med. 2019 Mar 2;12(3):45-56.\n\nAda B Example, Bo Sample Jr, LANTERN Group\n\n"
        "PMID: 12345678 PMCID: PMC77 DOI: 10.9999/lamp.12",
        "Background": "Lamps (\u03b22) tire.",
        "Results": "Median life 3\u00b75 h (HR 0.53, 95% CI 0.32\u20130.89; P<10^-3).",
        "Abstract": "NCT00000043 and NCT00000043 came before.",
        "Copyright": "Copyright 2019 The Lamp Society.",
        "Keywords": "lamps; light",
        "Declaration of interests": "AE reports grants from Acme Light. BS has nothing to disclose.",
        "Grants": "L-1, Lamp Fund, Norway",
        "Registration and data": "ClinicalTrials.gov: NCT00000042",
        "Affiliations": "Department of Lamps.",
        "Related publications": "Retraction in: Ann Made Up Med. 2021;14(1):9 PMID: 22222222",
    }


def test_declaration_is_read_with_its_authors(path: Path) -> None:
    """The initials of the statement are found among the authors."""
    source = describe_pubmed_xml(path)[0].source
    document = read_pubmed_xml(path, source=source).document
    assert document is not None
    rows = read_disclosures(replace(document), source=source)
    assert [(row.author, row.relationship, row.organisation) for row in rows] == [
        ("AE", "grants", "Acme Light"),
        ("BS", "no competing interests", None),
    ]


def test_retraction_is_a_notice(path: Path) -> None:
    """The retraction is told with its place."""
    reading = read_pubmed_xml(path, source=describe_pubmed_xml(path)[0].source)
    assert [(notice.kind, notice.text) for notice in reading.notices] == [
        ("retraction", "This article was retracted: Ann Made Up Med. 2021;14(1):9 PMID: 22222222.")
    ]


def test_single_article_needs_no_set(tmp_path: Path) -> None:
    """A record alone is a file too, and is read for a source without identifiers."""
    path = tmp_path / "one.xml"
    path.write_text(RECORD, encoding="utf-8")
    (described,) = describe_pubmed_xml(path)
    reading = read_pubmed_xml(path, source=replace(described.source, identifiers=()))
    assert reading.document is not None
    assert reading.document.text.startswith("Lanternib")


def test_changed_file_is_read_anew(path: Path) -> None:
    """What was parsed is kept for the next record, not for the next version of the file."""
    assert len(describe_pubmed_xml(path)) == 2
    path.write_text(SECOND, encoding="utf-8")
    assert len(describe_pubmed_xml(path)) == 1


def test_other_record_is_an_error(path: Path) -> None:
    """A source whose record the file does not hold is told what it holds."""
    source = replace(describe_pubmed_xml(path)[0].source, id="lamp", identifiers=(("pmid", "5"),))
    with pytest.raises(
        SourceError, match=r"search\.xml: expected the article of source 'lamp' \(pmid 5\), found pmid 1"
    ):
        read_pubmed_xml(path, source=source)


@pytest.mark.parametrize(
    "text", [pytest.param("<PubmedArticleSet/>", id="no record"), pytest.param("<html/>", id="another kind")]
)
def test_file_without_records_is_an_error(text: str, tmp_path: Path) -> None:
    """What is no PubMed XML says how to get it."""
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"x\.xml: expected PubMed XML with PubmedArticle records.*save the search"):
        describe_pubmed_xml(path)


def test_several_registry_numbers_are_told_apart_by_the_text(tmp_path: Path) -> None:
    """Of two listed numbers the one that the text names more is the trial; named equally often, none is."""
    two = RECORD.replace(
        "<AccessionNumber>NCT00000042</AccessionNumber>",
        "<AccessionNumber>NCT00000042</AccessionNumber><AccessionNumber>NCT00000044</AccessionNumber>",
    )
    path = tmp_path / "one.xml"
    path.write_text(two, encoding="utf-8")
    assert describe_pubmed_xml(path)[0].source.trial is None
    path.write_text(two.replace("tire.", "tire (NCT00000044)."), encoding="utf-8")
    assert describe_pubmed_xml(path)[0].source.trial == "NCT00000044"
