"""What the next generation is to hold: what was read now, and what is kept from before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from ingest.confirmations import Confirmed, is_confirmed, place_in
from ingest.earlier import Earlier
from ingest.embedding import Embedder
from ingest.generation import Catalog, Generation, Holding
from ingest.passages import TermNames, name_terms, render_disclosure, render_results, split_document
from ingest.plan import Plan, fingerprint
from ingest.readers.reading import Reading
from ingest.records import Disclosure, Document, Passage, Result
from ingest.table import ResultsTable
from ingest.vocabulary import Term

_TRIALS_KEPT = 8  # whose names stay at hand: sources of one trial stand together


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read now.

    Attributes:
        sources: By source id.
        results: Of the results files, by source id; ``None`` when they were not read, or not all of them.
        failures: Why a source or a results file failed, by source id or path.
    """

    sources: Mapping[str, Reading]
    results: Mapping[str, tuple[Result, ...]] | None
    failures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceContents:
    """What the next generation holds of one source.

    Attributes:
        document: As it was read now; ``None`` when there is none, or the one from before is kept.
        fresh: Whether the source was read now.
    """

    holding: Holding
    document: Document | None
    disclosures: tuple[Disclosure, ...]
    results: tuple[Result, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What the next generation holds.

    Attributes:
        catalog: Without the counts of passages.
        sources: In the order of ``catalog.holdings``.
        failures: Why a source or a results file failed, by source id or path.
        is_new: Whether any of it differs from what is published.
    """

    catalog: Catalog
    sources: tuple[SourceContents, ...]
    failures: Mapping[str, str]
    is_new: bool


def combine(
    plan: Plan, readings: Readings, *, earlier: Earlier, embedder: Embedder, confirmed: Confirmed = MappingProxyType({})
) -> Contents:
    """Put together what was read and what is kept, with the rows that persons confirmed.

    A source that failed stays as it was. So does a changed source when the results could not be read, since the
    offsets of its earlier results belong to its earlier text.
    """
    failures = dict(readings.failures)
    sources = [_keep(holding, earlier) for holding in (*plan.others, *plan.failed)]
    for holding in plan.unchanged:
        kept = _keep(holding, earlier)
        own = tuple(result for result in kept.results if not is_of_file(result))
        renewed = kept.results if readings.results is None else (*own, *_results_of(holding, readings))
        sources.append(replace(kept, results=renewed))
    for holding in plan.to_read:
        reading, known = readings.sources.get(holding.source.id), earlier.holdings.get(holding.source.id)
        if reading and readings.results is None and any(map(is_of_file, earlier.results.get(holding.source.id, ()))):
            failures[holding.source.id] = "stays as it was, since its results could not be read anew"
            reading = None
        if reading:
            told = replace(holding, terms=reading.terms, notices=reading.notices)
            results = (*reading.results, *_results_of(holding, readings))
            sources.append(SourceContents(told, reading.document, reading.disclosures, results, fresh=True))
        elif known:
            sources.append(_keep(known, earlier))
    ordered = tuple(_with_confirmed(each, confirmed, failures) for each in _put_in_order(sources, plan))
    catalog = _make_catalog(plan, readings, ordered, earlier=earlier, embedder=embedder)
    is_new = bool(ordered or earlier.catalog) and _identify(catalog) != _identify(earlier.catalog)
    return Contents(catalog, ordered, failures, is_new=is_new)


def _with_confirmed(each: SourceContents, confirmed: Confirmed, failures: dict[str, str]) -> SourceContents:
    """The source with the rows that were confirmed of its file as it is held; those of another file are stale."""
    source = each.holding.source
    rows = confirmed.get((source.id, source.sha256 or ""), ())
    placed = [place_in(each.document, row) if each.document is not None else row for row in rows]
    lost = [row.id for row, place in zip(rows, placed, strict=True) if place is None]
    if lost:
        failures[f"{source.id}, confirmed rows"] = f"no longer printed in its text: {', '.join(lost)}; review them anew"
    kept = (result for result in each.results if not is_confirmed(result))
    return replace(each, results=(*kept, *(row for row in placed if row is not None)))


def is_of_file(result: Result) -> bool:
    """Whether a results file tells the result, not the source's own reader: the ids differ after the colon."""
    return result.id.rpartition(":")[2].isdigit()


def make_passages(contents: Contents, *, earlier: Earlier, embedder: Embedder) -> tuple[Passage, ...]:
    """Return every passage of the next generation, by source: spans of its text, its disclosures, its results."""
    names_of = names_by_trial(_told(contents.catalog))
    same_model = earlier.catalog is not None and earlier.catalog.model[2] == contents.catalog.model[2]
    passages: list[Passage] = []
    for each in contents.sources:
        source = each.holding.source
        document = each.document if each.fresh or same_model else earlier.document(source.id)
        if document is None and not each.fresh and same_model:
            passages += earlier.texts(source.id)
        passages += cut_passages(each, document, names_of=names_of, embedder=embedder)
    return tuple(passages)


def cut_passages(
    each: SourceContents, document: Document | None, *, names_of: Callable[[str], TermNames], embedder: Embedder
) -> Iterator[Passage]:
    """Yield the passages of one source: spans of its text, its disclosures, its results.

    Args:
        names_of: Gives the terms that may name the results of a trial.
    """
    source, limit = each.holding.source, embedder.max_tokens
    if document is not None:
        yield from split_document(document, source=source, max_tokens=limit, count_tokens=embedder.count_tokens)
    for disclosure in each.disclosures:
        yield render_disclosure(disclosure, source=source)
    for rows in _rows_of_one_passage(each.results):
        names = names_of(rows[0].trial)
        yield render_results(rows, source=source, terms=names, max_tokens=limit, count_tokens=embedder.count_tokens)


def names_by_trial(told: Iterable[Term]) -> Callable[[str], TermNames]:
    """Return what gives the terms that may name a trial's results; those of many trials are not gone through for each.

    Args:
        told: Terms of all trials; of two for one name, the later one counts.
    """
    told = tuple(told)
    general = name_terms((term for term in told if term.trial is None), trial="")
    own: defaultdict[str, list[Term]] = defaultdict(list)
    for term in told:
        if term.trial is not None:
            own[term.trial].append(term)
    return lru_cache(maxsize=_TRIALS_KEPT)(lambda trial: {**general, **name_terms(own[trial], trial=trial)})


def _told(catalog: Catalog) -> Iterator[Term]:
    yield from catalog.listed_terms()
    yield from (term for holding in catalog.holdings for term in holding.terms)


def _rows_of_one_passage(results: Iterable[Result]) -> Iterable[tuple[Result, ...]]:
    """Each result of a file or of a person for itself; a reader's together where arm and statistic alone differ.

    A registry record posts thousands of rows: one passage for each arm of each adverse event would cost an hour to
    embed, and tell no two of them apart.
    """
    groups: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        slots = (result.trial, result.outcome, result.item, result.grade, result.subgroup, result.data_cutoff)
        groups.setdefault((result.id,) if is_of_file(result) or is_confirmed(result) else slots, []).append(result)
    return (tuple(group) for group in groups.values())


def write_contents(contents: Contents, *, passages: tuple[Passage, ...], to: Generation, earlier: Earlier) -> Catalog:
    """Write all but the passage index, and return the catalog with its counts."""
    from ingest.keywords import KeywordIndex

    counts = Counter(passage.source for passage in passages)
    holdings = tuple(
        replace(each.holding, passages=counts[each.holding.source.id], results=len(each.results))
        for each in contents.sources
    )
    catalog = replace(contents.catalog, holdings=holdings)
    fresh = {each.holding.source.id: each.document for each in contents.sources if each.document is not None}
    kept = [each.holding.source.id for each in contents.sources if not each.fresh]
    to.write_documents(fresh, kept=kept, before=earlier.generation)
    to.write_disclosures(disclosure for each in contents.sources for disclosure in each.disclosures)
    references = {each.holding.source.id: each.holding.source.citation for each in contents.sources}
    table = ResultsTable(result for each in contents.sources for result in each.results)
    to.write_results(table, references=references)
    to.write_passages(passages)
    KeywordIndex.build(passages, to.keywords_folder)
    to.write_catalog(catalog)
    return catalog


def _keep(holding: Holding, earlier: Earlier) -> SourceContents:
    source = holding.source.id
    known = earlier.holdings[source]
    holding = replace(holding, terms=earlier.terms(source), notices=known.notices)
    disclosures, results = earlier.disclosures.get(source, ()), earlier.results.get(source, ())
    return SourceContents(holding, None, disclosures, results, fresh=False)


def _results_of(holding: Holding, readings: Readings) -> tuple[Result, ...]:
    return (readings.results or {}).get(holding.source.id, ())


def _put_in_order(sources: Iterable[SourceContents], plan: Plan) -> tuple[SourceContents, ...]:
    """By origin, then as its manifest lists them, so that the order does not tell when each was ingested."""
    listed = {source.id: place for place, source in enumerate(plan.manifest.sources)}
    return tuple(sorted(sources, key=lambda each: (each.holding.origin, listed.get(each.holding.source.id, -1))))


def _make_catalog(
    plan: Plan, readings: Readings, sources: Sequence[SourceContents], *, earlier: Earlier, embedder: Embedder
) -> Catalog:
    holdings = [each.holding for each in sources]
    confirmed = [result for each in sources for result in each.results if is_confirmed(result)]
    used = {holding.origin for holding in holdings}
    known = {origin.path: origin for origin in (earlier.catalog.origins if earlier.catalog else ())}
    origin = plan.origin
    if plan.read_results and readings.results is None:  # they are tried again next time
        origin = replace(origin, results_digest=known[origin.path].results_digest if origin.path in known else "")
    origins = tuple(found for path, found in sorted({**known, origin.path: origin}.items()) if path in used)
    model = (embedder.model, embedder.precision, embedder.fingerprint)
    return Catalog(
        fingerprint=fingerprint(
            holdings, origins=origins, terms=plan.general_terms, model=embedder.fingerprint, confirmed=confirmed
        ),
        model=model,
        terms=plan.general_terms,
        origins=origins,
        holdings=tuple(holdings),
    )


def _identify(catalog: Catalog | None) -> object:
    if catalog is None:
        return None
    return catalog.fingerprint, catalog.origins, sorted((each.source.id, each.origin) for each in catalog.holdings)
