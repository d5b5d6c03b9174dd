"""JATS, the XML of full articles in PubMed Central: one ``article``, or a set of them.

Front matter, abstracts, body with nested sections, tables by their rows, captions, footnotes, declarations and funding
are read; the list of references is left out. Limits: those of ``xml_file``, ``MAX_ARTICLES`` and those of
``jats_tables``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.article import choose_article, describe_articles, read_article, remember_last
from ingest.readers.jats_body import read_parts
from ingest.readers.marks import read_marks
from ingest.readers.reading import Description, Reading
from ingest.readers.references import Article, Part, Person, write_date
from ingest.readers.xml_file import Element, children, find, find_all, local_name, parse_xml
from ingest.readers.xml_text import read_line
from ingest.records import Source

MAX_ARTICLES = 1_000
"""More full texts than ``xml_file.MAX_BYTES`` lets in; a file of empty articles is a mistake."""

_RELATIONS = {
    "retracted-article": "RetractionOf", "retraction-forward": "RetractionIn", "retraction": "RetractionIn",
    "partial-retraction": "PartialRetractionIn", "corrected-article": "ErratumFor", "correction-forward": "ErratumIn",
    "correction": "ErratumIn", "erratum": "ErratumIn", "object-of-concern": "ExpressionOfConcernFor",
    "concern-forward": "ExpressionOfConcernIn", "expression-of-concern": "ExpressionOfConcernIn",
}  # fmt: skip
_TYPES = {
    "retraction": "retraction of publication", "partial-retraction": "retraction of publication",
    "retracted-article": "retracted publication", "correction": "published erratum", "erratum": "published erratum",
    "expression-of-concern": "expression of concern",
}  # fmt: skip
"""PubMed's names of what JATS says in ``article-type``."""
_DATES = ("ppub", "collection", "print", "pub", "epub-ppub", "epub", "electronic", "")  # best first: of the issue


def read_jats(path: Path, *, source: Source) -> Reading:
    """Read the article of ``source`` whole, without its references.

    Raises:
        SourceError: The file is no JATS, or does not hold the article.
    """
    return read_article(choose_article(_read_articles(path), source=source, file=path.name), source=source)


def describe_jats(path: Path) -> tuple[Description, ...]:
    """Return what each article of the file is.

    Raises:
        SourceError: The file is no JATS.
    """
    return describe_articles(_read_articles(path), path=path, kind="jats")


def is_jats(root: Element) -> bool:
    """Whether the root of an XML file is an article or a set of articles."""
    return next(_list_articles(root), None) is not None


@remember_last
def _read_articles(path: Path) -> tuple[Article, ...]:
    root = parse_xml(path)
    articles = list(_list_articles(root))
    if not articles:
        raise SourceError(
            f"{path.name}: expected JATS with an <article>, found <{local_name(root)}>; fetch the article's XML from "
            "PubMed Central"
        )
    if len(articles) > MAX_ARTICLES:
        raise SourceError(
            f"{path.name}: expected at most {MAX_ARTICLES:,} articles, found {len(articles):,}; split the file"
        )
    return tuple(_read_article(article, file=path.name) for article in articles)


def _list_articles(root: Element) -> Iterator[Element]:
    """Yield the articles; one within another, such as a reply, belongs to it."""
    if local_name(root) == "article":
        yield root
    else:
        yield from (each for each in root.iter("{*}article") if find(each, "front") is not None)


def _read_article(article: Element, *, file: str) -> Article:
    meta = find(article, "front/article-meta")
    if meta is None:
        raise SourceError(f"{file}: expected JATS with front/article-meta, found an <article> without; fetch it anew")
    title = _join(": ", *(read_line(find(meta, f"title-group/{name}")) for name in ("article-title", "subtitle")))
    kind = article.get("article-type", "")
    subjects = [read_line(each).casefold() for each in meta.iter("{*}subject")]
    types = tuple(filter(None, (_TYPES.get(kind, kind), *subjects)))
    relations = [(_RELATIONS.get(kind, ""), reference) for kind, reference in _read_relations(meta)]
    return Article(
        title=title,
        journal=_read_journal(find(article, "front/journal-meta")),
        published=_read_date(meta),
        volume=read_line(find(meta, "volume")),
        issue=read_line(find(meta, "issue")),
        pages=_read_pages(meta),
        persons=tuple(_read_persons(meta)),
        identifiers=tuple(_read_identifiers(meta)),
        types=types,
        trials=tuple(_read_trials(meta)),
        parts=_read_parts(article, meta=meta, file=file),
        notices=read_marks(relations, types=types[:1], title=title),
        licence=_read_licence(meta),
    )


def _read_parts(article: Element, *, meta: Element, file: str) -> tuple[Part, ...]:
    try:
        return tuple(read_parts(article, meta=meta))
    except SourceError as error:
        raise SourceError(f"{file}: {error}") from error


def _read_journal(meta: Element | None) -> str:
    if meta is None:
        return ""
    named = {each.get("journal-id-type"): read_line(each) for each in children(meta, "journal-id")}
    short = named.get("nlm-ta") or named.get("iso-abbrev") or read_line(find(meta, "abbrev-journal-title"))
    return short or read_line(find(meta, "journal-title-group/journal-title")) or read_line(find(meta, "journal-title"))


def _read_date(meta: Element) -> str:
    dates = {
        each.get(kind, ""): each
        for each in children(meta, "pub-date")
        for kind in ("date-type", "publication-format", "pub-type")
        if each.get(kind, "") or kind == "pub-type"
    }
    chosen = next((dates[kind] for kind in (*_DATES, *dates) if kind in dates), None)
    year, month, day = (read_line(find(chosen, name)) for name in ("year", "month", "day"))
    season = read_line(find(chosen, "season"))
    return f"{year} {season}" if season else write_date(year, month, day)


def _read_pages(meta: Element) -> str:
    first, last = read_line(find(meta, "fpage")), read_line(find(meta, "lpage"))
    return _join("-", first, last if last != first else "") or read_line(find(meta, "elocation-id"))


def _read_persons(meta: Element) -> Iterator[Person]:
    for each in find_all(meta, "contrib-group/contrib"):
        group = find(each, "collab")
        if each.get("contrib-type", "author") != "author":
            continue
        name = next(
            (one for one in (find(each, "name"), find(each, "name-alternatives/name")) if one is not None), None
        )
        if name is not None:
            yield _read_name(name)
        elif group is not None:
            own = " ".join(filter(None, ((group.text or "").strip(), read_line(find(group, "institution"))))).strip()
            yield Person(own or read_line(group), own or read_line(group))
        elif text := read_line(find(each, "string-name")):
            yield Person(text, text)


def _read_name(name: Element) -> Person:
    last, given, suffix = (read_line(find(name, part)) for part in ("surname", "given-names", "suffix"))
    holder = find(name, "given-names")
    initials = holder.get("initials") if holder is not None else None
    return Person(_join(" ", given, last, suffix), _join(" ", last, initials or _shorten(given), suffix))


def _shorten(given: str) -> str:
    """The initials of given names; two or three capitals are initials already."""
    if given.isupper() and given.isalpha() and len(given) <= 3:
        return given
    parts = given.replace(".", " ").replace("-", " ").replace("\u2010", " ").split()
    return "".join(part if part.isupper() and len(part) <= 3 else part[0] for part in parts if part[0].isalpha())


def _read_identifiers(meta: Element) -> Iterator[tuple[str, str]]:
    numbers = {each.get("pub-id-type"): read_line(each) for each in children(meta, "article-id")}
    pmcid = numbers.get("pmcid") or numbers.get("pmc")
    if pmcid and pmcid.isdigit():
        pmcid = f"PMC{pmcid}"
    for kind, value in (("pmid", numbers.get("pmid")), ("pmcid", pmcid), ("doi", numbers.get("doi"))):
        if value:
            yield kind, value


def _read_relations(meta: Element) -> Iterator[tuple[str, str]]:
    for each in children(meta, "related-article"):
        target = next((value for key, value in each.attrib.items() if key.endswith("href")), "")
        place = _join(":", each.get("vol", ""), each.get("page", ""))
        linked = _join(":", each.get("ext-link-type", ""), target)
        yield each.get("related-article-type", ""), _join(" ", read_line(each), place, linked)


def _read_trials(meta: Element) -> Iterator[str]:
    for each in children(meta, "related-object"):
        number = each.get("document-id") or each.get("object-id") or read_line(each)
        if number.startswith("NCT"):
            yield number


def _read_licence(meta: Element) -> str | None:
    licence = find(meta, "permissions/license")
    if licence is None:
        return None
    target = next((value for key, value in licence.attrib.items() if key.endswith("href")), "")
    return target or read_line(find(licence, "license_ref")) or read_line(licence) or None


def _join(between: str, *words: str) -> str:
    return between.join(filter(None, words))
