"""How soon something began, of which a record has a measure of its own beside the one that counts it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told, without_times
from retrieval.registry.carried import places_carried, worths_carried
from retrieval.registry.measure_words import measures_of
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex, split_tokens

_BEGINS = (
    r"\b(?:(?:start|begin|began|occur|appear|happen)\w*"
    r"|(?:set|show|com|cam|kick)(?:s|e|es|ed|t?ing)? (?:in|up|on)\b|t(?:ake|akes|ook) effect\b)"
)
"""Words for that something sets in, however inflected."""
_HOW_SOON = re.compile(
    r"\bhow (?:soon|quick(?:ly)?|fast|rapid(?:ly)?|early)\b|\btimes? to\b|\bonset\b"
    r"|\bhow (?:long|many (?:hours|days|weeks|months))\b[^?]*\b(?:after|before|until|till|from)\b[^?]*"
    rf"{_BEGINS}|\bwhen\b[^?]*{_BEGINS}|\bhow long\b[^?]*\bta(?:ke|kes|king|ken) (?:for|until|till|before)\b",
    re.IGNORECASE,
)
_TIME_TO = re.compile(r"^(?:median |mean )?time (?:to|until|from)\b|\bonset\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\bhow long\b[^?]*\b(?:last\w*|go on|went on|continue\w*|persist\w*|stay\w*)\b|\bduration of\b", re.IGNORECASE
)
_DURATION = re.compile(r"^(?:median |mean )?duration of\b|\band duration of\b", re.IGNORECASE)
_FRAMING = re.compile(r"duration|daily|time|long|last\w*|onset|start\w*|beg[aiu]n|first")
"""What only asks for a time, and does not say of what."""
_ONSET = "Time to first response"
_COUNTS = ("count", "percentage")


def with_each_time(question: Question, *, corpus: Corpus) -> Question:
    """The question for the same outcome at each of several times asked, where titles of other words tell these.

    "FEV1 at Week 12" of one title and "Forced Expiratory Volume (FEV1) at Week 52" of another are one outcome.
    """
    times = times_told(question.text)
    if len(times) < _FEWEST_TIMES:
        return question
    found: list[str] = []
    for name in question.outcomes:
        missed = [t for t in times if not any(agree((t,), times_told(title)) for title in question.outcomes)]
        same = _at_other_times(name, question.trial, corpus=corpus)
        found += [name, *(title for title in same if any(agree((t,), times_told(title)) for t in missed))]
    told = [times_told(title) for title in found]
    every = all(any(agree((time,), own) for own in told) for time in times)  # no one time is asked of all
    landmark = None if every else question.landmark
    return replace(question, outcomes=tuple(dict.fromkeys(found)), landmark=landmark)


_FEWEST_TIMES = 2


def at_the_time_asked(names: Sequence[str], question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes with those in their place that a record posts as the same at the times asked, in whatever words."""
    times = times_told(question.text)
    found: list[str] = []
    for name in names:
        own = times_told(name)
        same = _at_other_times(name, question.trial, corpus=corpus) if times and own and not agree(times, own) else ()
        found += [title for title in same if agree(times, times_told(title))] or [name]
    return tuple(dict.fromkeys(found))


def _at_other_times(name: str, trial: str | None, *, corpus: Corpus) -> tuple[str, ...]:
    """Titles of what one names at times of their own, where one has all words of the other, short forms in full."""
    words = words_of(trial, corpus=corpus)
    held = [title for title in measures_of(trial or "", corpus=corpus) if times_told(title)]
    if name not in held:
        return ()
    bare = {title: _OF_PHASE.sub(" ", without_times(title)) for title in held}  # a later time is of another phase
    own = {title: stems(text) - _SMALL for title, text in bare.items()}
    full = {title: stems(f"{text} {words.in_full(text)}") for title, text in bare.items()}
    return tuple(title for title in held if own[title] <= full[name] or own[name] <= full[title])


def with_times_posted(question: Question, *, corpus: Corpus) -> Question:
    """The question for what a record posts in the same words, where its outcome was not measured at a time asked.

    A title that tells no time is of its time frame: "Change in FEV1" through week 24, and another one's week 4.
    """
    times = times_told(question.text)
    told = measures_of(question.trial or "", corpus=corpus) if times else {}
    if not told:
        return question
    words = words_of(question.trial, corpus=corpus)
    bare = {title: without_times(title) for title in told}
    own = {title: stems(text) - _SMALL - _OF_CHANGE for title, text in bare.items()}
    full = {title: own[title] | stems(words.in_full(title)) for title in told}
    when = {title: times_told("; ".join((title, *each.names, *each.frames))) for title, each in told.items()}
    at_one = {title: any(agree((time,), when[title]) for time in times) for title in told}

    def at_the_time(name: str) -> list[str]:
        if name not in told or at_one[name] or not when[name]:
            return [name]
        brief = _BRIEF.findall(name)
        same = (
            title
            for title in told
            if at_one[title]
            and own[title] <= full[name] | _OF_RESPONSE
            and (own[name] <= full[title] or any(stems(code) <= own[title] for code in brief))
        )
        return [*same] or [name]

    outcomes = tuple(dict.fromkeys(title for name in question.outcomes for title in at_the_time(name)))
    return replace(question, outcomes=outcomes) if outcomes != question.outcomes else question


_BRIEF = re.compile(r"\(([A-Z]{2,}[\w-]*(?: \d+)?)\)")
"""The short form that a title gives of itself, by which another one may call it: "(ACR20)"."""
_OF_RESPONSE = stems("response responder criteria improvement")
_OF_CHANGE = stems("mean absolute change baseline")
_SMALL = stems("a an and at by for from in of on or the to with")
_OF_PHASE = re.compile(
    r"\(?\b(?:(?:of|in|during|for)\s(?:the\s)?)?(?:[\w-]+\s){1,2}(?:phase|period)\b\)?", re.IGNORECASE
)


def without_durations(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who had what a row names, in place of how long it lasted, which is not asked.

    "Any redness?" is asked of the row "Any Redness" of a count, and not of the row "Redness" of a duration.
    """
    if _HOW_LONG.search(question.text) or _LASTS.search(question.text):
        return question
    told = measures_of(question.trial or "", corpus=corpus)
    said = stems(question.text)
    counted = {title: [stems(row) - _GRADED for row in each.names] for title, each in told.items() if each.shares}

    def counts(name: str) -> list[str]:
        lasting = name in told and not told[name].shares and bool(_DURATION.search(name))
        rows = [own for row in told[name].names if (own := stems(row)) <= said] if lasting else []
        return [title for title, own in counted.items() if any(row in own for row in rows)] or [name]

    outcomes = tuple(dict.fromkeys(title for name in question.outcomes for title in counts(name)))
    return replace(question, outcomes=outcomes) if outcomes != question.outcomes else question


_LASTS = re.compile(r"\b(?:duration|lasts?|lasted|lasting|persist\w*|days|hours)\b", re.IGNORECASE)
_GRADED = stems("any grade 1 2 3 4 severe or higher more worse")


def _has_more_elsewhere(title: str, question: Question, framing: set[int], *, corpus: Corpus) -> bool:
    """Whether another measure's title has a word asked that a time does not: "how long did the antibodies last"."""
    own = places_carried(question, title, corpus=corpus) | framing
    others = (
        worths_carried(question, other, corpus=corpus) for other in measures_of(question.trial or "", corpus=corpus)
    )
    return any(worth == 1.0 and place not in own for worths in others for place, worth in worths.items())


def with_times(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the time to what it names, where it asks how soon that began and the record measured it.

    What counts it is told beside it only where it is asked how often, too.
    """
    framing = {token.start for token in split_tokens(question.text) if _FRAMING.fullmatch(token.form)}
    carried = _times_measured(question, framing, corpus=corpus)
    most = max(map(len, carried.values()), default=0)
    best = sorted(title for title in carried if most and len(carried[title]) == most)
    if not best or len({without_times(title) for title in best}) > 1 or set(best) == set(question.outcomes):
        return question
    if _has_more_elsewhere(best[0], question, framing, corpus=corpus):
        return question
    others = [n for n in question.outcomes if n != _ONSET or terms.outcomes_of(n, trial=question.trial or "")]
    question = replace(
        question, mentions=tuple(m for m in question.mentions if m.term.name != _ONSET or _ONSET in others)
    )
    covered = carried[best[0]]
    if set(best) <= set(question.outcomes):
        return _without_counts(question, best, others, covered, corpus=corpus)
    counted = bool(set(question.statistics) & set(_COUNTS))
    unknown, unread = (
        tuple(token for token in tokens if token.start not in covered) for tokens in (question.unknown, question.unread)
    )
    return replace(
        question,
        outcomes=tuple(dict.fromkeys((*(others if counted else ()), *best))),
        statistics=question.statistics if counted else (),
        unknown=unknown,
        unread=unread,
    )


def _without_counts(
    question: Question, best: Sequence[str], others: Sequence[str], covered: frozenset[int], *, corpus: Corpus
) -> Question:
    """The question without what only counts the same, named by the same words, where no count is asked."""
    of_it = {name: places_carried(question, name, corpus=corpus) for name in others if name not in best}
    others = [name for name in others if not of_it.get(name, frozenset((-1,))) <= covered]
    held = [name for name in question.outcomes if name in others or name in best or name in of_it]
    if set(question.statistics) & set(_COUNTS) or len(of_it) + len(best) != len(held):
        return question
    return replace(question, outcomes=tuple(dict.fromkeys((*others, *best))))


def _times_measured(question: Question, framing: Set[int], *, corpus: Corpus) -> dict[str, frozenset[int]]:
    """The measures of a time, with the words of the question that each carries, where it is asked how soon or long."""
    lasting = _HOW_LONG.search(question.text)
    if not lasting and not _HOW_SOON.search(question.text):
        return {}
    titled = _DURATION if lasting else _TIME_TO
    slots = corpus.table.slots(question.trial or "", ("outcome", "category"))
    timed = [title for title, kind in slots if title and kind in ("efficacy", "safety") and titled.search(title)]
    return {title: places_carried(question, title, corpus=corpus) - framing for title in timed}
