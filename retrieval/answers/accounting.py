"""Which words of a question the results found carry, and which stand in none of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from ingest.organisations import is_known_organisation
from ingest.records import Result
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.pooled import POOLED
from retrieval.answers.sections import funding_told
from retrieval.naming import documents_named, names_set_aside, sources_named, words_of_sources
from retrieval.questions.bounds import is_beyond
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.questions.stretches import rows_of_stretch
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.kinds_of_condition import kinds_untold
from retrieval.registry.trial_words import design_words, is_inert, record_of, tells_only_trial, words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, Token, common_words, split_tokens


def unaccounted(question: Question, rows: Sequence[Result], *, corpus: Corpus) -> tuple[str, ...]:
    """Restrictions of the question that stand in none of the results found, their sources or their trial."""
    if not question.unknown and not question.landmark:
        return ()
    held = frozenset().union(*(stems(_text_of(row, corpus)) for row in rows))
    timed_in = stems(" ".join(f"{row.outcome} {row.item or ''} {row.note or ''}" for row in rows))
    fates = {fate for row in rows for fate in consequences(row.outcome)}
    studied = _words_studied(question, corpus=corpus)
    kinds = kinds_untold(question, corpus=corpus)
    tokens = split_tokens(question.text)
    following = {token.start: after.form for token, after in pairwise(tokens)}
    limits = bool(rows) and all(row.statistic == "threshold" for row in rows)
    measured = _SHARE_OF.search(question.text) if limits else None  # what a limit counts restricts nobody
    left = [
        token.text
        for token in question.unknown
        if token in kinds
        or (
            token.form not in _OF_MEASURING
            and not (measured and measured.start("what") <= token.start < measured.end("what"))
            and not (stems(token.text) <= (timed_in if token.form in _TIMES else held) and _has_share(token.text, rows))
            and not fates & set(consequences(token.text))
            and not _is_named_behind(token, question)
            and not rows_of_stretch(rows, token.text)
            and token.form not in _initials(" ".join((*question.outcomes, *question.listed))).casefold().split()
            and following.get(token.start) not in studied
        )
    ]
    time = [token.text for token in split_tokens(question.landmark or "") if token.form not in common_words()]
    told = [times_told(_own_text_of(row)) for row in rows]
    times = times_told(question.landmark or "")
    timed = bool(times) and any(agree(times, each) for each in told)
    strict = times and record_of(question.trial, corpus=corpus) is None  # a paper has such numbers in any sentence
    timed = timed or bool(rows_of_stretch(rows, question.landmark or ""))
    if question.landmark and not timed and (strict or not time or not stems(" ".join(time)) <= held):
        left.append(question.landmark)
    return tuple(dict.fromkeys(left))


def _is_named_behind(token: Token, question: Question) -> bool:
    """Whether a word only says what the name in brackets behind it is: "inflammation (CRP)"."""
    named = (m for m in question.mentions if m.term.kind == "outcome" and question.text[m.end : m.end + 1] == ")")
    return any(question.text[token.end : m.start].strip() == "(" for m in named)


_TIMES = ("time", "duration", "length")
"""Words by which a time is asked for, which only what a result is of tells: a source may have them in any sentence."""
_OF_MEASURING = frozenset("score scores scale scales rating ratings index questionnaire points measurement".split())
"""Words that only say that something is measured, whatever its title calls it."""


def _has_share(word: str, rows: Sequence[Result]) -> bool:
    """Whether a percentage stands in a result as one, and not as the milligrams of an arm; true of other words."""
    share = _PERCENTAGE.fullmatch(word)
    said = re.compile(rf"(?<![\d.]){re.escape(share['number'])}\s?(?:%|per ?cent)") if share else None
    return said is None or any(said.search(_own_text_of(row)) for row in rows)


_PERCENTAGE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?%")
_SHARE_OF = re.compile(
    r"\b(?:share|percentage|proportion|fraction|%) of (?:all |the )?(?P<what>\w+(?: \w+)?)", re.IGNORECASE
)


def without_condition(question: Question, *, corpus: Corpus) -> Question:
    """The question without the left-over words that are true of the whole trial, or that only name a source."""
    studied = _words_studied(question, corpus=corpus)
    if sources_named(question, corpus=corpus):
        studied |= {token.form for token in split_tokens(" ".join(documents_named(question.text)))}
    words = words_of(question.trial, corpus=corpus)
    studied |= _funders(question, corpus=corpus)
    aside = names_set_aside(question)
    naming = words_of_sources(question, corpus=corpus)
    named = sources_named(question, corpus=corpus)
    source = bool(named)
    studied |= _words_of(named, corpus=corpus) if named and _is_worded(question, corpus=corpus) else frozenset()
    given = [match.span() for match in _WITH_AND_WITHOUT.finditer(question.text)]

    if words.naming and (subject := _SUBJECT.search(question.text)):
        given.append(subject.span("what"))
    given += [*_verbs_of_subjects(question), *_forms_given(question, corpus=corpus)] if words.naming else []
    parts = _words_of_parts(question, corpus=corpus) if words.naming else frozenset()

    def restricts(token: Token) -> bool:
        told = any(start <= token.start < end for start, end in given)
        told = told or (source and bool(_SAYS.match(question.text, token.end) or token.form in _OF_SOURCES))
        inert = is_inert(token, words) or tells_only_trial(token, words)
        inert = inert and (token.form in common_words() or not stems(token.text) & parts)
        return not (token.form in studied or token in aside or token.start in naming or told or inert)

    left = tuple(filter(restricts, question.unknown))
    return replace(question, unknown=left, unread=tuple(filter(restricts, question.unread)))


_SAYS = re.compile(
    r"(?:['’]s)?(?: (?:paper|article|abstract|title|report|record|text|website|page|label|register|registry)){0,2}"
    r" (?:says?|said|states?|stated|calls?|called|claims?|insists?|writes?|wrote|describes?|described)\b",
    re.IGNORECASE,
)
"""After the name of a source that is told to say something: "the Lancet title says open-label"."""
_OF_SOURCES = ("version", "versions", "edition", "variant", "account")
"""Words for what a source that is named has printed: "the FDA version of the analysis"."""
_WITH_AND_WITHOUT = re.compile(
    r"\bwith (?:and|or|vs\.?|versus|compared (?:with|to)) without (?:the |an? )?[\w/+-]+(?: [a-z]+)?", re.IGNORECASE
)
"""What names the treatment of one arm, in whatever words: "with and without the inhibitor"."""


def _is_worded(question: Question, *, corpus: Corpus) -> bool:
    """Whether what is asked is told in words, which one source may have in its results and another in its text."""
    rows = [row for name in question.outcomes for row in corpus.table.results(trial=question.trial, outcome=name)]
    return bool(rows) and all(row.statistic == "text" for row in rows)


def _words_of(sources: Collection[str], *, corpus: Corpus) -> frozenset[str]:
    references = " ".join(f"{corpus.sources[name].title} {corpus.sources[name].citation}" for name in sources)
    return frozenset(token.form for token in split_tokens(references))


def _verbs_of_subjects(question: Question) -> list[tuple[int, int]]:
    """Where a verb stands between a treatment and what it is asked to have acted on: "did it blunt the response"."""
    subjects = [
        m.end for m in question.mentions if m.term.kind in ("arm", "drug") and _DID.search(question.text[: m.start])
    ]
    subjects += [match.end() for match in _DID_IT.finditer(question.text)]
    found = (_VERB.match(question.text, end) for end in subjects)
    return [match.span("verb") for match in found if match]


def _forms_given(question: Question, *, corpus: Corpus) -> list[tuple[int, int]]:
    """Where a treatment of the trial is named with the form it comes in, which tells no arm: "the erenumab shots"."""
    arms = stems(" ".join(arm or "" for (arm,) in corpus.table.slots(question.trial or "", ("arm",))))
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug")]
    found = [(m.start, _FORM.match(question.text, m.end)) for m in named]
    return [(start, match.end()) for start, match in found if match and not stems(match["form"]) & arms]


_FORM = re.compile(
    r"\s(?P<form>(?:shot|jab|injection|pen|syringe|pill|tablet|capsule|infusion|drip|dose|med|vaccine|cream|patch|inhaler)"
    r"(?:e?s)?)\b",
    re.IGNORECASE,
)
_DID = re.compile(r"\b(?:did|does|do|can|could|would|will)\s(?:the\s)?$", re.IGNORECASE)
_DID_IT = re.compile(r"\b(?:did|does|do|can|could|would|will)\s(?:it|they|this|that)(?=\s)", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:also\s|really\s|actually\s)?(?P<verb>[a-z]+)\s(?:the\s|any\s|their\s|her\s|his\s|an?\s)?(?=\w)"
)
_SUBJECT = re.compile(
    r"\b(?:did|does|do|can|has|have|how (?:much|well) (?:did|does)) "
    r"(?P<what>(?:the|this|that|these) (?:new )?(?:[a-z][\w-]* ){1,3})"
    r"(?=(?:reduc|lower|improv|help|work|prevent|increas|cut|affect|slow|beat|rais|lead|make|made|protect|shorten|delay"
    r"|extend|prolong|relieve|ease|cur|stop|outperform)\w*\b)",
    re.IGNORECASE,
)
"""What is asked to have done something, which is what the trial tested: "did the ring implant reduce deaths"."""


def _words_of_parts(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Stems by which a record's baseline tells some of its patients from others: each kind of a tumour."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    rows: dict[str, list[frozenset[str]]] = {}
    for outcome, item, kind in slots:
        if outcome and item and kind == "baseline":
            rows.setdefault(outcome, []).append(stems(item))
    alone = [words for own in rows.values() if len(own) > 1 for words in own]
    shared = frozenset().union(*(first & other for first, other in pairwise(alone)))
    return frozenset().union(*alone) - shared - stems(" ".join(design_words()))


def _words_studied(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """The words of the condition that the trial studies: what stands before one of them describes the trial."""
    trial = next((trial for trial in corpus.trials if trial.id == question.trial), None)
    words = {token.form for token in split_tokens(trial.condition or "")} if trial else set()
    return frozenset(word for word in words if word not in common_words())


def _funders(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """The words of a question that name who paid for the trial: "the Sanofi protocol" is that of the trial asked."""
    named = {token.form for token in (*question.unknown, *question.unread) if is_known_organisation(token.text)}
    if not named:
        return frozenset()
    sources = [source for source in corpus.sources.values() if source.trial == question.trial]
    return frozenset(named & {token.form for token in split_tokens(funding_told(sources, corpus=corpus))})


def words_unread(question: Question, figures: Sequence[Figure], *, corpus: Corpus) -> tuple[str, ...]:
    """Words without a slot that no result found carries; they may name another result."""
    told = {name for figure in figures for row in figure.rows for name in consequences(row.outcome)}
    held = frozenset().union(*(stems(_text_of(row, corpus)) for figure in figures for row in figure.rows))
    held |= _BEFORE_THE_END if any(figure.first.category == "disposition" for figure in figures) else frozenset()
    return tuple(
        token.text
        for token in question.unread
        if not stems(token.text) <= held
        and not set(consequences(token.text)) & told
        and not POOLED.fullmatch(token.text)
    )


_BEFORE_THE_END = stems("early prematurely")
"""What those who left did, and the flow does not say of them."""


def figures_in_other_words(
    question: Question, stray: Sequence[str], *, corpus: Corpus, terms: TermIndex
) -> list[Figure]:
    """Figures of outcomes that name the one asked, and whose text holds every word that the exact outcome lacks.

    Of many such words, those that hold the most, and most of them.
    """
    words = stems(" ".join(stray))
    rows = [
        row
        for row in corpus.table.results(trial=question.trial)
        if any(stems(name) <= stems(row.outcome) for name in question.outcomes)
        and (not question.subgroups or row.subgroup in question.subgroups)
        and not _is_beyond(row, question)
        and all(_has_share(word, (row,)) for word in stray)
    ]
    carried = {row.id: len(words & stems(_own_text_of(row))) for row in rows}
    most = max(carried.values(), default=0)
    enough = len(words) if len(words) < _MANY else _MOST_OF * len(words)
    rows = [row for row in rows if carried[row.id] == most and most >= enough]
    titled = [row for row in rows if words <= stems(row.outcome)]
    return group_figures(titled or rows, corpus=corpus, terms=terms)


def _is_beyond(row: Result, question: Question) -> bool:
    """Whether a value that the question says of a word lies outside the part of the patients that a row is of."""
    words = (token for token in (*question.unknown, *question.unread) if stems(token.text) <= stems(row.subgroup or ""))
    return any(is_beyond(row.subgroup or "", question.text[word.end :]) for word in words)


_MANY = 4
"""Words from which on it is told by most of them which result is meant."""
_MOST_OF = 0.75


def _text_of(row: Result, corpus: Corpus) -> str:
    source = corpus.sources[row.source]
    trial = next((trial for trial in corpus.trials if trial.id == row.trial), None)
    named = (trial.acronym, trial.title, trial.condition, _initials(trial.condition or "")) if trial else ()
    told = (source.title, source.citation, *source.authors, *named, _initials((row.assessor or "").replace("-", " ")))
    return " ".join((_own_text_of(row), *(str(part) for part in told if part)))


def _own_text_of(row: Result) -> str:
    slots = (row.outcome, row.item, row.time_frame, row.grade, row.population, row.subgroup, row.assessor)
    more = (row.censoring, row.analysis, row.arm, row.comparison, row.statistic, row.unit, row.note, row.quote)
    return " ".join(str(part) for part in (*slots, *more, row.p_sides, row.p_tested) if part)


def _initials(words_told: str) -> str:
    """Short forms of what is told: "CF" of "cystic fibrosis"."""
    words = [token.text for token in split_tokens(words_told)]
    runs = (words[a:b] for a in range(len(words)) for b in range(a + 2, min(a + _LONGEST_RUN, len(words)) + 1))
    return " ".join("".join(word[0] for word in run) for run in runs)


_LONGEST_RUN = 4
