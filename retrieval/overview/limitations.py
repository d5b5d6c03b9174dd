"""What limits a trial's results, as far as its own results and words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.corpus import Corpus
from ingest.records import NOT_REACHED, Result, Trial
from retrieval.answers.phrasing import format_date
from retrieval.overview.effects import RATIOS
from retrieval.overview.passages import documents_of, find_sentence, read_quote, section_text
from retrieval.overview.records import Cutoff, Fact, Report
from retrieval.records import Quote

_OPEN = re.compile(r"\bopen[- ]label\b|\bnot (?:masked|blinded)\b|\bunblinded\b", re.IGNORECASE)
_BLIND = re.compile(r"\bdouble[- ]blind|\bdouble[- ]mask|\bquadruple\b", re.IGNORECASE)
_LIMITS = ("limitations", "limitations and caveats", "study limitations")
_FUNDING = ("funding", "sponsor", "sponsors", "financial support", "role of the funding source", "funding statement")


def list_limitations(
    corpus: Corpus, trial: Trial, *, reports: Sequence[Report], cutoffs: Sequence[Cutoff]
) -> tuple[Fact, ...]:
    """Return each limitation in a sentence, with the results or the words of a source that it rests on."""
    results = [row for report in reports for row in report.rows]
    return (
        *_of_design(corpus, trial),
        *_of_analyses(results, cutoffs=cutoffs),
        *_of_subgroups(results),
        *_of_people(corpus, trial),
        *_of_sources(corpus, trial, results=results),
    )


def _of_design(corpus: Corpus, trial: Trial) -> Iterator[Fact]:
    documents = tuple(documents_of(corpus, trial.id))
    masking = corpus.table.results(trial=trial.id, outcome="Masking")
    sentence = find_sentence(documents, _OPEN)
    if sentence:
        said = "; ".join(f"the registry's entry for masking is “{row.value}”" for row in masking)
        blinded = any(_BLIND.search(document.text) for document in documents)
        what = "A source speaks of an open-label part" if blinded else "The trial is called open-label"
        text = f"{what}{f', while {said}' if said else ''}."
        yield Fact("Open label", text, masking, (sentence,))
    if own := section_text(documents, _LIMITS):
        yield Fact("In the source's own words", read_quote(own, corpus=corpus), quotes=(own,))


def _of_analyses(results: Sequence[Result], *, cutoffs: Sequence[Cutoff]) -> Iterator[Fact]:
    for cutoff in cutoffs:
        interim = [name for name in cutoff.analyses if "interim" in name.casefold()]
        if interim and cutoff.day:
            rows = tuple(row for row in results if row.p_tested == "tested" and row.data_cutoff == cutoff.day)[:1]
            yield Fact("Interim analysis", f"{format_date(cutoff.day)}: {interim[0]}.", rows)
    if nominal := _unique([row for row in results if row.p_tested == "nominal"]):
        names = ", ".join(dict.fromkeys(row.outcome for row in nominal))
        yield Fact("Nominal p-values", f"Not formally tested: {names}.", nominal)
    open_medians = _unique([r for r in results if r.value == NOT_REACHED and "median" in r.statistic])
    if open_medians:
        named = dict.fromkeys(f"{row.outcome} ({row.arm})" for row in open_medians if not row.subgroup)
        if named:
            yield Fact("Follow-up not complete", f"Median not reached: {', '.join(named)}.", open_medians)
    levels = {f"{row.ci_level.normalize():f}%" for row in results if row.ci_level is not None}
    if len(levels) > 1:
        yield Fact("Several confidence levels", f"Intervals carry {', '.join(sorted(levels))}: read each with its own.")
    if any(cutoff.day is None for cutoff in cutoffs):
        count = next(cutoff.results for cutoff in cutoffs if cutoff.day is None)
        yield Fact("Cut-off not stated", f"{count} results of efficacy and safety state no data cut-off.")


def _of_subgroups(results: Sequence[Result]) -> Iterator[Fact]:
    parts = [row for row in results if row.subgroup and row.statistic in RATIOS]
    if not parts:
        return
    crossing = [row for row in parts if _includes_one(row)]
    tested = [row for row in parts if row.p_tested == "tested"]
    text = f"{len(parts)} estimates are of subgroups; {len(crossing)} of their intervals include 1."
    yield Fact("Subgroups", f"{text} {'None' if not tested else len(tested)} formally tested.", tuple(crossing))


def _of_people(corpus: Corpus, trial: Trial) -> Iterator[Fact]:
    documents = tuple(documents_of(corpus, trial.id))
    if funding := section_text(documents, _FUNDING):
        yield Fact("Funding", read_quote(funding, corpus=corpus), quotes=(funding,))
    employed = [d for d in corpus.disclosures if d.trial == trial.id and d.relationship == "employment"]
    if employed:
        names = ", ".join(dict.fromkeys(d.name or d.author or "an author" for d in employed))
        by = ", ".join(dict.fromkeys(d.organisation for d in employed if d.organisation))
        quotes = tuple(dict.fromkeys(Quote(d.source, d.start, d.end) for d in employed))
        yield Fact("Employment of authors", f"{names}: employed by {by}.", quotes=quotes)


def _of_sources(corpus: Corpus, trial: Trial, *, results: Sequence[Result]) -> Iterator[Fact]:
    own = [source for source in corpus.sources.values() if source.trial == trial.id]
    figures = [source for source in own if source.kind == "figures"]
    if figures:
        yield Fact("Figures only", f"Of {len(figures)} of {len(own)} sources only figures are held, not the text.")
    implied = sum(row.cutoff_stated is False for row in results)
    if implied:
        text = f"{implied} results do not print their cut-off: it is implied by the analysis that they name."
        yield Fact("Implied cut-offs", text)
    for source in own:
        for notice in corpus.notices.get(source.id, ()):
            yield Fact(notice.kind.capitalize(), f"{source.id}: {notice.text}")


def _unique(rows: Sequence[Result]) -> tuple[Result, ...]:
    """One result for each figure that several sources repeat."""
    return tuple({(r.outcome, r.arm, r.comparison, r.subgroup, r.data_cutoff): r for r in reversed(rows)}.values())[
        ::-1
    ]


def _includes_one(row: Result) -> bool:
    low, high = row.ci_low, row.ci_high
    return not isinstance(low, str | None) and not isinstance(high, str | None) and low <= 1 <= high
