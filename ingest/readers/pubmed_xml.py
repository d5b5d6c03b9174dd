"""PubMed XML: a ``PubmedArticleSet``, or a single ``PubmedArticle``, with one article for each record.

Limits: those of ``xml_file``, and ``MAX_RECORDS``. MeSH headings, chemicals and the list of references are left out;
they are the library's, or other articles'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.article import choose_article, describe_articles, read_article, remember_last
from ingest.readers.marks import read_marks
from ingest.readers.pubmed_page import DECLARATION
from ingest.readers.reading import Description, Reading
from ingest.readers.references import Article, Part, Person, write_date
from ingest.readers.xml_file import Element, children, find, find_all, local_name, parse_xml
from ingest.readers.xml_text import read_line
from ingest.records import Source

MAX_RECORDS = 10_000
"""PubMed's own limit for one download."""

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_WORD_BORDER = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read_pubmed_xml(path: Path, *, source: Source) -> Reading:
    """Read the record of ``source``: title, publication, abstract by its labels, declarations, notices.

    Raises:
        SourceError: The file is no PubMed XML, or does not hold the record.
    """
    return read_article(choose_article(_read_articles(path), source=source, file=path.name), source=source)


def describe_pubmed_xml(path: Path) -> tuple[Description, ...]:
    """Return what each record of the file is.

    Raises:
        SourceError: The file is no PubMed XML.
    """
    return describe_articles(_read_articles(path), path=path, kind="pubmed_xml")


def is_pubmed_xml(root: Element) -> bool:
    """Whether the root of an XML file is one of PubMed's."""
    return local_name(root) in ("PubmedArticleSet", "MedlineCitationSet", *_RECORDS)


@remember_last
def _read_articles(path: Path) -> tuple[Article, ...]:
    root = parse_xml(path)
    records = [root] if local_name(root) in _RECORDS else list(children(root, *_RECORDS))
    if not is_pubmed_xml(root) or not records:
        raise SourceError(
            f"{path.name}: expected PubMed XML with PubmedArticle records, found <{local_name(root)}> with "
            f"{len(records)} of them; save the search from PubMed in the format PubMed XML"
        )
    if len(records) > MAX_RECORDS:
        raise SourceError(
            f"{path.name}: expected at most {MAX_RECORDS:,} records, found {len(records):,}; split the file"
        )
    articles = [_read_record(record) for record in records]
    return tuple({article.identifiers[:1] or (("", str(n)),): article for n, article in enumerate(articles)}.values())


def _read_record(record: Element) -> Article:
    book = find(record, "BookDocument")
    citation = record if local_name(record) == "MedlineCitation" else find(record, "MedlineCitation")
    body = citation if citation is not None else book if book is not None else record
    article = _or(find(body, "Article"), body)
    data = _or(find(record, "PubmedData"), find(record, "PubmedBookData"))
    title = read_line(find(article, "ArticleTitle")) or read_line(find(article, "Book/BookTitle"))
    journal = read_line(find(body, "MedlineJournalInfo/MedlineTA")) or read_line(
        find(article, "Journal/ISOAbbreviation")
    )
    types = tuple(
        read_line(each).casefold()
        for each in find_all(article, "PublicationTypeList/PublicationType", "PublicationType")
    )
    relations = tuple(_read_relations(body))
    issue = find(article, "Journal/JournalIssue")
    return Article(
        title=title,
        journal=journal or read_line(find(article, "Journal/Title")) or read_line(find(article, "Book/BookTitle")),
        published=_read_date(article),
        volume=read_line(find(issue, "Volume")),
        issue=read_line(find(issue, "Issue")),
        pages=_read_pages(article),
        persons=tuple(_read_person(author) for author in find_all(article, "AuthorList/Author")),
        identifiers=tuple(_read_identifiers(body, article=article, data=data)),
        types=types,
        trials=tuple(number for bank, number in _read_banks(article) if number.startswith("NCT")),
        parts=(*_read_parts(body, article=article), *_tell_relations(relations)),
        notices=read_marks(relations, types=types, title=title),
    )


def _read_parts(body: Element, *, article: Element) -> Iterator[Part]:
    yield from _read_abstract(article, title="Abstract")
    for other in children(body, "OtherAbstract"):
        named = other.get("Language", "eng") if other.get("Language", "eng") != "eng" else other.get("Type", "")
        yield from _read_abstract(other, title=f"Abstract ({named})" if named else "Abstract")
    yield ("Vernacular title",), read_line(find(article, "VernacularTitle"))
    yield ("Keywords",), "; ".join(map(read_line, find_all(body, "KeywordList/Keyword")))
    yield (DECLARATION,), read_line(find(body, "CoiStatement"))
    yield ("Grants",), "; ".join(_read_grants(article))
    yield ("Registration and data",), "; ".join(f"{bank}: {number}" for bank, number in _read_banks(article))
    yield (
        ("Collaborators",),
        ", ".join(_read_person(each).name for each in find_all(body, "InvestigatorList/Investigator")),
    )
    for affiliation in dict.fromkeys(
        map(read_line, find_all(article, "AuthorList/Author/AffiliationInfo/Affiliation"))
    ):
        yield ("Affiliations",), affiliation


def _read_abstract(holder: Element, *, title: str) -> Iterator[Part]:
    """Yield the abstract's paragraphs under their labels, as the publisher wrote them."""
    abstract = holder if local_name(holder) == "OtherAbstract" else find(holder, "Abstract")
    for paragraph in children(abstract, "AbstractText") if abstract is not None else ():
        label = (paragraph.get("Label") or "").strip(" :")
        label = "" if label.casefold() in ("unlabelled", "unlabeled") else label
        shown = label.capitalize() if label.isupper() else label
        yield (
            ((shown,) if shown and title == "Abstract" else (title, shown) if shown else (title,)),
            read_line(paragraph),
        )
    yield ("Copyright",), read_line(find(abstract, "CopyrightInformation"))


def _read_date(article: Element) -> str:
    places = ("Journal/JournalIssue/PubDate", "ArticleDate", "Book/PubDate", "ContributionDate")
    for date in (find(article, place) for place in places):
        parts = [read_line(find(date, name)) for name in ("Year", "Month", "Day")]
        if parts[0]:
            return write_date(*parts) if not (season := read_line(find(date, "Season"))) else f"{parts[0]} {season}"
        if whole := read_line(find(date, "MedlineDate")):
            return whole
    return ""


def _read_pages(article: Element) -> str:
    pages = read_line(find(article, "Pagination/MedlinePgn"))
    first, last = read_line(find(article, "Pagination/StartPage")), read_line(find(article, "Pagination/EndPage"))
    return pages or "-".join(part for part in (first, last) if part)


def _read_person(author: Element) -> Person:
    collective = read_line(find(author, "CollectiveName"))
    if collective:
        return Person(collective, collective)
    last, fore, initials, suffix = (
        read_line(find(author, name)) for name in ("LastName", "ForeName", "Initials", "Suffix")
    )
    return Person(_join(fore or initials, last, suffix), _join(last, initials, suffix))


def _read_identifiers(body: Element, *, article: Element, data: Element | None) -> Iterator[tuple[str, str]]:
    """Yield the record's own numbers; those of its references stand in lists of their own."""
    pmid = read_line(find(body, "PMID"))
    listed = [
        each for holder in (data, body) if holder is not None for each in find_all(holder, "ArticleIdList/ArticleId")
    ]
    numbers = {each.get("IdType"): read_line(each) for each in reversed(listed)}
    places = [each for each in find_all(article, "ELocationID") if each.get("EIdType") == "doi"]
    doi = next((read_line(each) for each in places if each.get("ValidYN") != "N"), "") or numbers.get("doi", "")
    for kind, value in (("pmid", pmid), ("pmcid", numbers.get("pmc", "")), ("doi", doi)):
        if value:
            yield kind, value


def _read_banks(article: Element) -> Iterator[tuple[str, str]]:
    for bank in find_all(article, "DataBankList/DataBank"):
        for number in find_all(bank, "AccessionNumberList/AccessionNumber"):
            yield read_line(find(bank, "DataBankName")), read_line(number)


def _read_grants(article: Element) -> Iterator[str]:
    for grant in find_all(article, "GrantList/Grant"):
        yield ", ".join(filter(None, (read_line(find(grant, name)) for name in ("GrantID", "Agency", "Country"))))


def _read_relations(body: Element) -> Iterator[tuple[str, str]]:
    for each in find_all(body, "CommentsCorrectionsList/CommentsCorrections"):
        pmid = read_line(find(each, "PMID"))
        where = read_line(find(each, "RefSource"))
        if each.get("RefType") != "Cites":
            yield each.get("RefType", ""), f"{where} PMID: {pmid}" if pmid else where


def _tell_relations(relations: Iterable[tuple[str, str]]) -> Iterator[Part]:
    """Yield the lines that the record's page shows of other publications: "Comment in: ..."."""
    for relation, reference in relations:
        yield ("Related publications",), f"{_WORD_BORDER.sub(' ', relation).capitalize()}: {reference}"


def _or(first: Element | None, second: Element | None) -> Element | None:
    """Return the first that is there: an element without children counts as false."""
    return second if first is None else first


def _join(*words: str) -> str:
    return " ".join(filter(None, words))
