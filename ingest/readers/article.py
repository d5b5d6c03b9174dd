"""From an article, whatever its format, to a document and the description of a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.identity import find_trial, hash_file, make_id, reports_trial
from ingest.readers.reading import Description, Reading
from ingest.readers.references import Article, Part, cite_article, tell_place
from ingest.records import Document, Section, Source


def remember_last(parse: Callable[[Path], tuple[Article, ...]]) -> Callable[[Path], tuple[Article, ...]]:
    """Return ``parse``, which parses a file again only when it has changed, or another file came between.

    A file of a thousand records is read once for each of them.
    """

    @lru_cache(maxsize=1)
    def parse_once(path: Path, stamp: tuple[int, ...]) -> tuple[Article, ...]:
        del stamp
        return parse(path)

    def parse_remembered(path: Path) -> tuple[Article, ...]:
        try:
            found = path.stat()
        except OSError:
            return parse(path)  # it tells what is wrong
        return parse_once(path, (found.st_mtime_ns, found.st_ctime_ns, found.st_size))

    return parse_remembered


def choose_article(articles: Sequence[Article], *, source: Source, file: str) -> Article:
    """Return the article of ``source``: the one that shares an identifier, or a file's only one.

    Raises:
        SourceError: The file holds another article, or several and none of them is it.
    """
    wanted = {pair for pair in source.identifiers if pair[0] in ("pmid", "pmcid", "doi")}
    found = next((article for article in articles if not wanted.isdisjoint(article.identifiers)), None)
    if found is not None:
        return found
    kinds = {kind for article in articles for kind, _ in article.identifiers} & {kind for kind, _ in wanted}
    if len(articles) == 1 and not kinds:
        return articles[0]
    held = ", ".join(f"{kind} {value}" for article in articles[:3] for kind, value in article.identifiers[:1])
    named = ", ".join(f"{kind} {value}" for kind, value in sorted(wanted)) or "no pmid, pmcid or doi"
    found_instead = f"{held or 'no identifier'}{' and more' if len(articles) > 3 else ''}"
    raise SourceError(
        f"{file}: expected the article of source {source.id!r} ({named}), found {found_instead}; give the source an "
        "identifier of the file"
    )


def read_article(article: Article, *, source: Source) -> Reading:
    """Return the article's text in its sections, below title and publication, with its notices."""
    names = ", ".join(person.name for person in article.persons)
    numbers = " ".join(f"{kind.upper()}: {value}" for kind, value in article.identifiers)
    head = [(("Title",), article.title), *((("Publication",), line) for line in (tell_place(article), names, numbers))]
    return Reading(join_parts([*head, *article.parts], source=source.id), notices=article.notices)


def describe_articles(articles: Iterable[Article], *, path: Path, kind: str) -> tuple[Description, ...]:
    """Return the sources that the articles of a file are.

    The trial of each is the one that a list of it names, else the one that its text names most.
    """
    sha256 = hash_file(path)
    return tuple(Description(_describe(article, path=path, kind=kind, sha256=sha256)) for article in articles)


def join_parts(parts: Iterable[Part], *, source: str) -> Document:
    """Return the document of the paragraphs that are not empty, with one section for each run of a title."""
    text, sections = "", list[Section]()
    pieces: list[str] = []
    length = 0
    opened: list[tuple[str, int]] = []

    def close(depth: int) -> None:
        while len(opened) > depth:
            title, start = opened.pop()
            sections.append(Section(title=title, start=start, end=length))

    for path, paragraph in parts:
        if not paragraph:
            continue
        common = 0
        while common < min(len(path), len(opened)) and path[common] == opened[common][0]:
            common += 1
        close(common)
        pieces.append(f"\n\n{paragraph}" if pieces else paragraph)
        start = length + (2 if len(pieces) > 1 else 0)
        length += len(pieces[-1])
        opened += [(title, start) for title in path[common:]]
    close(0)
    text = "".join(pieces)
    outermost_first = sorted(sections, key=lambda section: (section.start, -section.end))
    return Document(source=source, text=text, sections=tuple(outermost_first))


def _find_trial(article: Article) -> str | None:
    listed = tuple(dict.fromkeys(article.trials))
    if len(listed) == 1:
        return listed[0]
    return find_trial("\n".join((article.title, *(paragraph for _, paragraph in article.parts))), among=listed)


def _describe(article: Article, *, path: Path, kind: str, sha256: str) -> Source:
    identifiers = dict(article.identifiers)
    trial = _find_trial(article)
    key = next((f"{kind}-{value}" for kind, value in article.identifiers if kind == "pmid"), path.stem)
    url = f"https://pubmed.ncbi.nlm.nih.gov/{identifiers['pmid']}/" if "pmid" in identifiers else None
    if kind == "jats" and "pmcid" in identifiers:  # the full text and its record in PubMed are two sources
        key = identifiers["pmcid"]
        url = f"https://pmc.ncbi.nlm.nih.gov/articles/{key}/"
    return Source(
        id=make_id(key),
        kind=kind,
        trial=trial,
        title=article.title,
        citation=cite_article(article),
        tier="primary" if reports_trial(article.types) else "secondary",
        authors=tuple(person.name for person in article.persons),
        identifiers=(*article.identifiers, *((("nct", trial),) if trial else ())),
        url=url,
        licence=article.licence,
        publication_type="article",
        path=path.name,
        sha256=sha256,
    )
