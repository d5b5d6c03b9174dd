"""A question about a trial or a treatment at large: its primary endpoints answer it, and the overview of its safety."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.questions.breadth import asks_every_subgroup
from retrieval.questions.question import Question
from retrieval.questions.relations import only_joins
from retrieval.registry.times_asked import at_the_time_asked
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex, split_tokens

_AT_LARGE = re.compile(
    r"\b(?:shows?|showed|shown|demonstrat\w*|reveal\w*|finds?|found|tell|told|say|says|said|known?|learn\w*|information|info|evidence"
    r"|everything|anything|all you (?:have|hold|know)|details|brief(?:ing)?|overview|summar\w*|results?|data|findings"
    r"|profile|inform|what happen\w*|(?:turn\w*|c[ao]me|coming) out|conclu\w*"
    r"|beat|beats|outperform\w*|superior|do better|did better|beneficial|helpful|helps?|helped"
    r"|useful|worthwhile|any good|any use|works?|worked"
    r"|(?<!side )(?<!side-)(?<!adverse )(?<!harmful )(?<!placebo )effects?"
    r"(?! of (?:the |a |an )?(?:\w+ )?dos(?:e|es|ing)\b)"
    r"|benefits?\W+(?:and |to )?risks?|risks?\W+(?:and |to )?benefits?)\b",
    re.IGNORECASE,
)
_GIVEN = r"(?:it|this|the (?:study |trial )?(?:drug|treatment|therapy|intervention|vaccine|device))"
_IT_WORKED = re.compile(
    rf"^\W*(?:so\s)?(?:did|does|has)\s{_GIVEN}\s(?:really\s|actually\s)?(?:work|help|worked|helped)\b"
    rf"|^\W*what\s(?:was|is)\sthe\s(?:main\s|overall\s)?(?:treatment\s)?effect(?:\sof\s{_GIVEN})?\W*$",
    re.IGNORECASE,
)
"""That it is asked whether what was given worked, by no name."""
_OF_EFFECT = re.compile(
    r"\b(?:beat|beats|outperform\w*|superior(?:ity)?|(?:effects?|benefits?) (?:really |still )?last\w*)\b",
    re.IGNORECASE,
)
"""That it is asked which treatment did more, or for how long, and not what else it did."""
_EFFICACY = re.compile(r"\b(?:efficac\w*|effective\w*|benefits?|how well(?![^?,;]*\btolerat))\b", re.IGNORECASE)
_NOT_RESULTS = re.compile(r"^\W*(?:who|whose|when|where|why)\b", re.IGNORECASE)
"""How a question begins that no result answers."""
_REASON = "Not completed: "
_FINDINGS = "findings"
_SAFETY = "safety"
_DIFFERENCE = "difference"
_EFFECT = "hazard ratio"


_RESULTS = re.compile(r"\b(?:results?|outcomes?|data|findings|evidence|efficacy)\b", re.IGNORECASE)


def names_results(words: str) -> bool:
    """Whether a question calls what it asks for results, and no more."""
    return _RESULTS.search(words) is not None


def asks_at_large(question: Question) -> bool:
    """Whether what a trial or a treatment showed is asked, and nothing in particular."""
    particular = (question.outcomes, question.grades, question.statistics, question.subgroups, question.unknown)
    topics = [topic for topic in question.topics if (topic.section or "").casefold() != _FINDINGS]
    named = {mention.term.kind for mention in question.mentions} & {"trial", "arm", "drug", "topic"}
    return (
        bool(named or _IT_WORKED.search(question.text))
        and not any(particular)
        and not topics
        and not question.unread
        and not question.method
        and bool(_AT_LARGE.search(question.text))
        and not asks_every_subgroup(question.text)
        and not _NOT_RESULTS.match(question.text)
    )


def with_overview(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the primary endpoints and the adverse events at large, of every arm.

    At the time asked, where a record posts the same at another; without the adverse events where only an effect is
    asked.
    """
    primary = at_the_time_asked(primary_outcomes(question, terms=terms), question, corpus=corpus)
    safety = () if _OF_EFFECT.search(question.text) else _safety_outcomes(question, terms=terms)
    outcomes = (*primary, *safety)
    return replace(question, outcomes=tuple(dict.fromkeys(outcomes)), arms=(), topics=())


def with_baseline(question: Question, *, corpus: Corpus) -> Question | None:
    """The question for all that is held of the patients at baseline, where it asks for that and names none of it."""
    particular = (question.outcomes, question.grades, question.statistics, question.subgroups, question.unknown)
    if any(particular) or not _BASELINE.search(question.text) or record_of(question.trial, corpus=corpus):
        return None
    rows = [row for row in corpus.table.results(trial=question.trial) if row.category == "baseline"]
    compared = dict.fromkeys(row.outcome for row in rows if row.arm not in (None, "all") and not row.subgroup)
    return replace(question, outcomes=tuple(compared), topics=(), unread=(), brief=True) if compared else None


_TRAITS = (
    r"(?:characteristics?|imbalances?|differences?|differ\w*|features|traits|(?:un)?balanced?|comparable|similar|alike)"
)
_BASELINE = re.compile(rf"\bbaseline\b[^?.]*\b{_TRAITS}\b|\b{_TRAITS}\b[^?.]*\bbaseline\b", re.IGNORECASE)


def with_analysis(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question | None:
    """The question for what an analysis was of, where its results are asked and nothing in particular; else ``None``.

    "The final OS analysis" names its outcome; one that names none ("the 2022 update") is of the outcomes it measured.
    """
    if alone := _outcome_of_its_own(question, corpus=corpus):
        return replace(question, outcomes=(alone,), topics=(), unknown=(), unread=())
    statistics = tuple(name for name in question.statistics if name != _DIFFERENCE)  # "has it shown a difference"
    if not question.analyses or statistics or not _asks_results(question):
        return None
    said = dict.fromkeys(words for _, words in question.analyses)
    if named := tuple(name for words in said for name in _outcomes_in(words, question, terms=terms)):
        weighs = question.weighs or statistics != question.statistics
        return replace(question, outcomes=named, topics=(), unread=(), statistics=statistics, weighs=weighs)
    if question.topics:
        return None  # the findings of the publication tell of it
    names = dict.fromkeys(term.name for term, _ in question.analyses)
    rows = [row for row in corpus.table.results(trial=question.trial) if row.analysis in names and not row.subgroup]
    measured = _measured_in_both(rows)
    main = [name for title in names for name in _outcomes_in(title, question, terms=terms)]
    safety = _safety_outcomes(question, terms=terms) if any(row.category == _SAFETY for row in rows) else ()
    outcomes = dict.fromkeys((*main, *primary_outcomes(question, terms=terms), *measured))
    return replace(question, outcomes=(*(n for n in outcomes if n in measured), *safety), brief=True, unread=())


def _asks_results(question: Question) -> bool:
    """Whether results are asked at large, and nothing in particular."""
    if question.outcomes or question.grades or question.subgroups or question.unknown or question.method:
        return False
    if any((topic.section or "").casefold() != _FINDINGS for topic in question.topics):
        return False
    if any(not _AT_LARGE.fullmatch(token.text) for token in question.unread):
        return False
    return _AT_LARGE.search(question.text) is not None and not _NOT_RESULTS.match(question.text)


def _measured_in_both(rows: Iterable[Result]) -> list[str]:
    """The outcomes of efficacy of which the rows compare two arms, or have each."""
    compared = [row for row in rows if row.category == "efficacy" and row.arm != "all"]
    arms = Counter(name for name, _ in {(row.outcome, row.arm) for row in compared})
    held = {row.outcome for row in compared if row.comparison or arms[row.outcome] > 1}
    return [name for name in dict.fromkeys(row.outcome for row in compared) if name in held]


def _outcome_of_its_own(question: Question, *, corpus: Corpus) -> str | None:
    """The one outcome of which an analysis that is named has results, as a sensitivity analysis has; else ``None``."""
    if question.outcomes or question.grades or question.topics:
        return None
    for name in dict.fromkeys(term.name for term, _ in question.analyses):
        rows = corpus.table.results(trial=question.trial)
        held = {row.outcome for row in rows if row.analysis == name}
        if len(held) == 1 and any(row.censoring for row in rows if row.analysis == name):
            return held.pop()
    return None


def _outcomes_in(words: str, question: Question, *, terms: TermIndex) -> tuple[str, ...]:
    """The outcomes that the words for an analysis name: those in the longest part of them that names any.

    The whole is the name of the analysis, which an outcome in it is not read beside.
    """
    tokens = split_tokens(words)
    for size in range(len(tokens) - 1, 0, -1):
        for first in range(len(tokens) - size + 1):
            part = words[tokens[first].start : tokens[first + size - 1].end]
            found = terms.find(part, trial=question.trial, kinds=("outcome",), typos=False)
            held = (m.term.name for m in found if terms.outcomes_of(m.term.name, trial=question.trial or ""))
            if named := tuple(dict.fromkeys(held)):
                return named
    return ()


def with_efficacy(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question with the primary endpoints, where it names efficacy in one word beside safety.

    Of a part of the patients, with whatever efficacy is reported of it.
    """
    asked = [mention.term for mention in question.mentions if mention.term.kind == "outcome"]
    apart = _asks_efficacy_before(question)
    if any(_EFFICACY.search(name) for name in question.outcomes if name.startswith(_REASON)):
        return question  # "lack of efficacy" is why they left
    if not (apart or _EFFICACY.search(question.text)) or not asked:
        return question
    if not apart and any(term.category != _SAFETY for term in asked):
        return question
    held = {title for name in question.outcomes for title in terms.outcomes_of(name, trial=question.trial or "")}
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    if not apart and held and all(kinds.get(title) == "efficacy" for title in held):
        return question  # "a benefit on fatigue" is one by a measure of it
    added = measured_outcomes(question, corpus=corpus, terms=terms) if question.subgroups else ()
    first = primary_outcomes(question, terms=terms)
    added = tuple(name for name in added if name in first) or added if apart else added
    added = added or first
    return replace(question, outcomes=tuple(dict.fromkeys((*added, *question.outcomes))), populations=())


def _asks_efficacy_before(question: Question) -> bool:
    """Whether a clause asks for a benefit at large before another names an outcome: "did it help? And MRD?"."""
    named = [m.start for m in question.mentions if m.term.kind in ("outcome", "statistic")]
    before = question.text[: min(named, default=0)]
    helped = _HELPED.search(before)
    return bool(helped and _NEXT_CLAUSE.search(before, helped.end()))


_NEXT_CLAUSE = re.compile(
    r"[?.;]\s|,\s(?:and|but|what|how|did|was|were|is|are|which)\b|\sand\s(?:what|how|did|was|were|which)\b",
    re.IGNORECASE,
)
_HELPED = re.compile(r"\b(?:benefit\w*|help(?:s|ed)?|work(?:s|ed)?|effective\w*|efficac\w*)\b", re.IGNORECASE)


def with_effect_listed(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question with the primary endpoints too, where an effect is listed beside outcomes that have none.

    As in "hazard ratio and response rate": the ratio is of no response.
    """
    effects = [m for m in question.mentions if m.term.kind == "statistic" and m.term.name == _EFFECT]
    others = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in ("efficacy", "design")]
    listed = [m for m in question.mentions if m.term.kind == "statistic"]
    pairs = (sorted((one, other), key=lambda m: m.start) for one in listed for other in others)
    if not effects or not any(only_joins(question.text[one.end : other.start]) for one, other in pairs):
        return question
    parts = question.subgroups or (None,)

    def has_effect(names: Sequence[str]) -> bool:
        titles = {t for name in names for t in (name, *terms.outcomes_of(name, trial=question.trial or ""))}
        rows = [row for title in titles for row in corpus.table.results(trial=question.trial, outcome=title)]
        return any(row.statistic == _EFFECT and row.subgroup in parts for row in rows)

    primary = outcomes_of_analyses(question, terms=terms) or primary_outcomes(question, terms=terms)
    if has_effect(question.outcomes) or not has_effect(primary):
        return question
    return replace(question, outcomes=tuple(dict.fromkeys((*primary, *question.outcomes))))


def outcomes_of_analyses(question: Question, *, terms: TermIndex) -> tuple[str, ...]:
    """The outcomes that the analyses named are of: overall survival of "the final overall survival analysis"."""
    trial = question.trial or ""
    texts = [_WHEN.sub(" ", text) for _, text in question.analyses]
    found = [m.term.name for text in texts for m in terms.find(text, trial=trial, kinds={"outcome"}, typos=False)]
    return tuple(dict.fromkeys(name for name in found if terms.outcomes_of(name, trial=trial)))


_WHEN = re.compile(
    r"\b(?:final|interim|primary|planned|updated|main|first|last|latest|analys[ei]s|data|cut-?off)\b", re.IGNORECASE
)
"""Words of an analysis's name that tell when it was, and not of what."""
_WORKED = re.compile(r"\b(?:work\w*|benefit\w*|help\w*|effective\w*|efficac\w*|respond\w*)\b", re.IGNORECASE)
_MOST_MEASURED = 6
"""Outcomes of a record that are told together where nothing in particular is asked."""


def measured_outcomes(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """The efficacy outcomes that the part of the population asked has results for: the primary endpoints first."""
    rows = corpus.table.results(trial=question.trial)
    asked = question.subgroups or (None,)
    measured = [row.outcome for row in rows if row.category == "efficacy" and row.subgroup in asked]
    trial = question.trial or ""
    primary = at_the_time_asked(primary_outcomes(question, terms=terms), question, corpus=corpus)
    titles = [title for name in primary for title in (name, *terms.outcomes_of(name, trial=trial))]
    first = tuple(dict.fromkeys(title for title in titles if title in measured))
    many = first and len(set(measured)) > _MOST_MEASURED
    worked = _WORKED.search(question.text) and not names_results(question.text)
    if many and (worked or record_of(trial, corpus=corpus)):
        return first  # more is held than an answer to "did it work" can tell
    return tuple(dict.fromkeys((*first, *measured)))


def primary_outcomes(question: Question, *, terms: TermIndex) -> tuple[str, ...]:
    """Names of the primary endpoints of the trial that a question is about."""
    trial = question.trial or ""
    primary = tuple(term.name for term in terms.terms("outcome", trial=trial) if term.primary and term.trial == trial)
    return of_primary_kind(primary, question.text)


def of_primary_kind(primary: Sequence[str], text: str) -> tuple[str, ...]:
    """Of several primary outcomes those of efficacy, or of safety, where such is asked."""
    kind = _KIND.search(text)
    harms = [name for name in primary if _HARM.search(name)]
    others = [name for name in primary if name not in harms]
    if kind is None or not harms or not others:
        return tuple(primary)
    return tuple(harms if kind["kind"].casefold() == "safety" else others)


_KIND = re.compile(r"\bprimary (?P<kind>efficacy|effectiveness|safety)\b", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:bleed\w*|ha?emorrhag\w*|adverse|safety|side effects?|reactions?|toxicit\w*|complications?|SAEs?|AEs?)\b",
    re.IGNORECASE,
)
"""What a primary outcome of safety counts."""


def _safety_outcomes(question: Question, *, terms: TermIndex) -> tuple[str, ...]:
    """Whatever the vocabulary calls safety."""
    return tuple(mention.term.name for mention in terms.find(_SAFETY, trial=question.trial, kinds=("outcome",)))
