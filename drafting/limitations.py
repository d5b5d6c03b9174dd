"""What limits the evidence of a letter, told from the rows, sources and declarations behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafting.evidence import Evidence
from drafting.records import LetterText, Paragraph
from drafting.stating import describe_cutoff, plural, split_analysis
from drafting.statistics import state_value
from drafting.templates import Templates
from ingest.records import NOT_REACHED, Disclosure, Result, Source, Trial
from ingest.sentences import sentence_spans
from retrieval.answers.phrasing import in_sentence, show_bounds
from retrieval.answers.sections import answers
from retrieval.discrepancies import ROUNDING, find_discrepancies
from retrieval.records import Quote

_KIND_OF_TRIAL = (
    r"(?:[\s,/-]+(?:randomi[sz]ed|parallel|group|phase|\d[a-z]?|i{1,3}v?|multi-?cent(?:re|er)|multinational|international|"
    r"global|controlled|prospective|active|comparator|comparative|single|two|three|arm|superiority|non-?inferiority|"
    r"clinical|pivotal|and))*[\s,-]+(?:trial|study)\b"
)
_OPEN_LABEL = re.compile(
    rf"\bmasking: none\b|\b(?:open[- ]label(?:led)?|unblinded|unmasked){_KIND_OF_TRIAL}", re.IGNORECASE
)
"""That the trial itself was open, and not a part of it that followed."""
_INTERIM = re.compile(r"\binterim\b", re.IGNORECASE)
_TIED = frozenset({"employment", "shares or stock options"})
_ARTICLE = ("article",)
_UNDOUBTED = {"primary": ("article", None)}
"""Kinds of publication by tier that are not called lesser ones: of a primary source without a kind nobody knows."""
_MOST_DISAGREEMENTS = 3
_MOST_OUTCOMES = 4  # named in one limitation; more are "other outcomes"


def list_limitations(
    rows: Sequence[Result], *, evidence: Evidence, templates: Templates, cited: Iterable[str] = ()
) -> tuple[Paragraph, ...]:
    """Return one bullet point for each limitation of the rows that a letter shows.

    Args:
        cited: Sources that the letter cites beside those of the rows.
    """
    found = [
        *_of_trials(rows, evidence=evidence, templates=templates),
        *_of_rows(rows, templates=templates),
        *_disagreements(rows, evidence=evidence, templates=templates),
    ]
    cited = dict.fromkeys(
        (*cited, *_sources_of(rows), *(key for point in found for text in point for key in text.sources))
    )
    found += _of_sources(cited, evidence=evidence, templates=templates)
    found += [point for trial in evidence.trials for point in _interests(trial, evidence=evidence, templates=templates)]
    return tuple(Paragraph(point, "bullet") for point in found)


_Point = tuple[LetterText, ...]


def _of_trials(rows: Sequence[Result], *, evidence: Evidence, templates: Templates) -> Iterator[_Point]:
    for trial in evidence.trials:
        name = evidence.names[trial.id]
        told = _sources_saying(_OPEN_LABEL, trial, evidence=evidence)
        if told:
            yield (LetterText(templates.fill("open_label", trial=name), sources=(told[0],), trial=trial.id),)
        own = [row for row in rows if row.trial == trial.id and row.analysis and _INTERIM.search(row.analysis)]
        if own:
            analyses = "; ".join(dict.fromkeys(", ".join(filter(None, split_analysis(row.analysis))) for row in own))
            text = templates.fill("interim", trial=name, analyses=analyses)
            yield (LetterText(text, sources=_sources_of(own), trial=trial.id),)


def _of_rows(rows: Sequence[Result], *, templates: Templates) -> Iterator[_Point]:
    """Limitations that single rows have: what they do not state, and what they cannot show."""
    several = len({row.outcome for row in rows if row.category in ("efficacy", "safety")}) > 1
    groups = {row.subgroup: row for row in rows if row.subgroup}
    if groups:
        text = templates.fill("subgroup", subgroups=show_bounds("; ".join(groups)))
        own = list(groups.values())
        yield (LetterText(text, sources=_sources_of(own), trial=_trial_of(own)),)
    kinds = (
        ("immature", [row for row in rows if row.value == NOT_REACHED]),
        ("nominal", [row for row in rows if row.p_value is not None and row.p_tested == "nominal"]),
        ("unstated_sides", [row for row in rows if row.p_value is not None and row.p_sides in (None, "not stated")]),
        ("implied_cutoff", [row for row in rows if row.data_cutoff and row.cutoff_stated is False]),
        ("no_cutoff", [row for row in rows if not row.data_cutoff and row.category in ("efficacy", "safety")]),
    )
    for name, own in kinds:
        if own:
            outcomes = _name_outcomes(own, dated=name == "immature")
            yield (LetterText(templates.fill(name, outcomes=outcomes), sources=_sources_of(own), trial=_trial_of(own)),)
    if several or any(row.p_value is not None for row in rows):
        yield (LetterText(templates.fill("multiplicity")),)


def _disagreements(rows: Sequence[Result], *, evidence: Evidence, templates: Templates) -> Iterator[_Point]:
    """What other sources print for the same slot at the same data cut-off, beyond rounding."""
    shown = {row.id: row for row in rows}
    count = 0
    for trial in evidence.trials:
        for found in find_discrepancies(evidence.corpus, terms=evidence.terms, trial=trial.id):
            reports = [found.leading, *(other.result for other in found.others if other.reasons != (ROUNDING,))]
            for own in reports:
                others = [r for r in reports if r.source != own.source and _same_analysis(r, own)]
                differing = [r for r in others if state_value(r) != state_value(own)]
                if own.id in shown and differing and count < _MOST_DISAGREEMENTS:
                    count += 1
                    yield (_tell_disagreement(own, differing[0], templates=templates),)


def _tell_disagreement(own: Result, other: Result, *, templates: Templates) -> LetterText:
    text = templates.fill("disagreement", slot=_name_slot(own), value=state_value(own), other=state_value(other))
    results = (own.id, other.id)
    return LetterText(text, results=results, sources=_sources_of((own, other)), origin="result", trial=own.trial)


def _of_sources(keys: Iterable[str], *, evidence: Evidence, templates: Templates) -> Iterator[_Point]:
    cited = [evidence.corpus.sources[key] for key in keys]
    figures = [source for source in cited if evidence.corpus.document(source.id) is None]
    lesser = [source for source in cited if source.publication_type not in _UNDOUBTED.get(source.tier, _ARTICLE)]
    for name, sources in (("figures_only", figures), ("not_reviewed", lesser)):
        if sources:
            yield (LetterText(templates.fill(name, sources=_name_sources(sources)), sources=_ids(sources)),)


def _interests(trial: Trial, *, evidence: Evidence, templates: Templates) -> Iterator[_Point]:
    """Who paid for the trial, and which authors are tied to a company, in the words of the sources."""
    name = evidence.names[trial.id]
    for source in evidence.sources(trial.id):
        document = evidence.corpus.document(source.id)
        spans = [s for s in document.sections if answers(s.title, "funding")] if document else []
        if document and spans:
            words = [
                evidence.say(Quote(source.id, section.start + start, section.start + end))
                for section in spans[:1]
                for start, end in sentence_spans(document.text[section.start : section.end])
            ]
            yield (LetterText(templates.fill("funding", trial=name), trial=trial.id), *words)
            break
    declared = [entry for entry in evidence.corpus.disclosures if entry.trial == trial.id]
    if not declared:
        yield (LetterText(templates.fill("no_disclosures", trial=name), trial=trial.id),)
        return
    tied = [entry for entry in declared if entry.relationship in _TIED and entry.organisation]
    if tied:
        text = templates.fill("employment", authors=_join(_authors(tied)), companies=_join(_companies(tied)))
        yield (LetterText(text, quotes=_wordings(tied), sources=_declaring(tied), trial=trial.id),)
    persons = {entry.author for entry in declared if entry.author and entry.organisation}
    if persons:
        text = templates.fill("interests", trial=name)
        yield (LetterText(text, sources=_declaring(declared), trial=trial.id),)


def _sources_saying(pattern: re.Pattern[str], trial: Trial, *, evidence: Evidence) -> list[str]:
    """Sources of a trial whose text or title says it."""
    found = []
    for source in evidence.sources(trial.id):
        document = evidence.corpus.document(source.id)
        if pattern.search(f"{source.title}\n{document.text if document else ''}"):
            found.append(source.id)
    return found


def _same_analysis(row: Result, other: Result) -> bool:
    slots = [(r.data_cutoff, r.censoring, r.population, r.assessor) for r in (row, other)]
    return slots[0] == slots[1]


def _name_slot(row: Result) -> str:
    whose = f"with {row.arm}" if row.arm and row.arm != "all" else f"for {row.comparison}" if row.comparison else ""
    grade = f"grade {row.grade}" if row.grade and row.grade[-1:].isdigit() else row.grade or ""
    parts = (
        f"{row.statistic} of {plural(in_sentence(row.outcome))}",
        row.item,
        grade,
        show_bounds(row.subgroup or ""),
        whose,
    )
    return ", ".join(part for part in parts if part)


def _name_outcomes(rows: Iterable[Result], *, dated: bool = False) -> str:
    """Outcomes as a list in prose, with their data cut-offs where these matter."""
    names = list(
        dict.fromkeys(
            f"{plural(in_sentence(row.outcome))}{f' ({describe_cutoff(row)})' if dated else ''}" for row in rows
        )
    )
    return _join(names if len(names) <= _MOST_OUTCOMES else [*names[:_MOST_OUTCOMES], "other outcomes"])


def _name_sources(sources: Iterable[Source]) -> str:
    return "; ".join(source.title for source in sources)


def _trial_of(rows: Sequence[Result]) -> str | None:
    """The one trial that the rows are of; ``None`` for several."""
    trials = {row.trial for row in rows}
    return trials.pop() if len(trials) == 1 else None


def _sources_of(rows: Iterable[Result]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.source for row in rows))


def _ids(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(source.id for source in sources)


def _authors(entries: Iterable[Disclosure]) -> list[str]:
    return list(dict.fromkeys(entry.name or entry.author or "An author" for entry in entries))


def _companies(entries: Iterable[Disclosure]) -> list[str]:
    return list(dict.fromkeys(entry.organisation for entry in entries if entry.organisation))


def _declaring(entries: Iterable[Disclosure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.source for entry in entries))


def _wordings(entries: Iterable[Disclosure]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(Quote(entry.source, entry.start, entry.end) for entry in entries))


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
