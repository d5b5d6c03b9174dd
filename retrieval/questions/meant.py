"""Which of several outcomes a name means: at entry, at baseline, at the time asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.stems import stem_forms, stems
from retrieval.terms import Mention, Token, split_tokens

_ELIGIBILITY = "eligibility"
_AT_BASELINE = re.compile(
    r"(?<!from )(?<!from cycle )(?<!from study )(?<!to )(?<!over )(?<!versus )(?<!vs )(?<!against )\b(?:at )?baseline\b"
    r"|\bat (?:study )?entry\b"
    r"|\bat (?:the )?(?:start|outset|beginning|enroll?ment|inclusion) of (?:the )?(?:trial|study|[A-Z][\w-]*\d*\b)"
    r"|\bat (?:the )?screening(?: visit)?\b|\bwhen (?:they were )?screened\b"
    r"|\bat the (?:start|outset|beginning)\b(?! of\b)|\b(?:did they|to) (?:start|begin) (?:off |out )?with\b"
    r"|\b(?:when|as|before) (?:they|patients|people|participants|subjects) (?:first )?(?:came in|c[ao]me into"
    r"|joined|enter(?:ed)?|enroll?ed|were (?:enroll?ed|recruited|randomi[sz]ed)|signed up|started|began)\b"
    r"(?! (?:on|to) )"
    r"|\bbefore (?:starting|(?:the )?(?:trial|study|treatment|therapy) (?:started|began)|going on)\b"
    r"(?: (?:(?:the|any|this|study) )*(?:treatment|drugs?|trial|study|therapy|medicines?|it))?(?=\W*$)"
    r"|\b(?:arms|groups)\b[^?]{0,20}\b(?:matched|balanced)\b|\b(?:matched|balanced)\b[^?]{0,20}\b(?:arms|groups)\b"
    r"|\bbefore (?:the )?(?:first )?(?:vaccination|treatment|dose|dosing|injection|infusion)\b(?! (?:ended|stopped))",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(?:required|requirements?|necessary|(?:had|have|has|need(?:s|ed)?) to (?:be|have)"
    r"|must (?:\w+ ){0,2}(?:be|have)|allowed|permitted|accepted|admitted|eligible"
    r"|to (?:take part|participate|enter|join|enrol+|get (?:in|on)(?:to)?|be (?:included|enrolled)))\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:but|although|though|however|yet|actually|in fact|whereas|really)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\bchang\w*|\b(?:from|to|over|versus|vs) baseline\b|\breduc\w*|\bimprov\w*", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:end|final|last|afterwards?|after|later|follow-?up|on treatment|(?:week|month|year|day)s?\s?\d+"
    r"|\d+[ -](?:weeks?|months?|years?))\b",
    re.IGNORECASE,
)
"""Words of another time than baseline, beside it."""
AND_LATER = re.compile(
    r"(?:\band\b|[,;?])[^?]*\b(?:chang\w*|moved?|fell|fall\w*|drop\w*|rose|ris\w*|improv\w*|reduc\w*|decreas\w*"
    r"|increas\w*|end|final|later|after|(?:week|month|year|day)s? \d+|\d+ (?:weeks?|months?|years?))\b",
    re.IGNORECASE,
)
"""That what became of it is asked in a further part of the question."""
_MOST_LATER = 2
_SPREAD = frozenset({"range", "median", "mean"})
"""Statistics that a class of patients ("three or more") does not have, and what it is a class of has."""


def titles_meant(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes asked: what entry required, what was measured at baseline, or at the time asked."""
    return tuple(dict.fromkeys(title for name in question.outcomes for title in _meant(name, question, corpus=corpus)))


def with_titles_meant(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes that its names mean; the words that ask for entry restrict none of these."""
    titles = titles_meant(question, corpus=corpus)
    if not any(_ELIGIBILITY in title for title in titles):
        return replace(question, outcomes=titles)
    asking = [(m.start, m.end) for m in question.mentions if m.term.name == _ELIGIBILITY]

    def restricts(token: Token) -> bool:
        return not any(start <= token.start < end for start, end in asking)

    unknown, unread = tuple(filter(restricts, question.unknown)), tuple(filter(restricts, question.unread))
    return replace(question, outcomes=titles, unknown=unknown, unread=unread)


def at_baseline(text: str) -> bool:
    """Whether what was measured at baseline is asked for, and neither a change from it nor a later value."""
    text = _OF_A_PART.sub(" ", text)
    return at_entry(text) and not _CHANGE.search(text) and not _LATER.search(text)


_OF_A_PART = re.compile(
    r"\b(?:in|among|for|of|did|do)\s(?:the\s|those\s)?"
    r"(?:patients|people|participants|subjects|persons|women|men|children|those|ones)\s"
    r"(?:with|who|whose)\b(?:[^,;?]*\b(?:baseline|entry|start|outset|beginning)\b[^,;?]{0,12}\d"
    r"|[^,;?]*\d[^,;?]*\b(?:baseline|entry|start|outset|beginning)\b)",
    re.IGNORECASE,
)
"""Patients who are told by what they had at baseline, of whom a result is asked."""


def at_entry(text: str) -> bool:
    """Whether a value at baseline is asked for, whatever else is."""
    return bool(_AT_BASELINE.search(_SHARE_OF_BASELINE.sub(" ", text)))


_SHARE_OF_BASELINE = re.compile(
    r"(?:%|\bper ?cent|\btenth|\bfifth|\bquarter|\bthird|\bhalf)\s(?:or (?:more|greater|less)\s)?"
    r"(?:of|from|below|above)\s(?:their\s|the\s|its\s)?baseline\b",
    re.IGNORECASE,
)
"""A value at baseline that a later one is told by: "who lost 10% of baseline weight"."""


def after_baseline(text: str) -> bool:
    """Whether an effect at a later time is asked for, of which a value at baseline tells nothing."""
    later = _TIMED_EFFECT.search(text) or AT_END.search(text) or _BECAME.search(text)
    return bool(later) and not _AT_BASELINE.search(text)


AT_END = re.compile(
    r"\b(?:at|by|towards?) (?:the )?(?:end(?! of (?:the )?(?:week|month|year|day|cycle|\w+ (?:week|month|year)))"
    r"|study end|final visit|last visit)\b",
    re.IGNORECASE,
)
"""That the value at the end is asked."""


_BECAME = re.compile(
    r"\bwhat happened to (?!(?:the )?(?:patients|participants|people|those|them)\b)"
    r"|\bhow (?:did|has|have)\b[^?]*\b(?:change|changed|evolve|evolved)\b|\b(?:was|were)\b[^?]*\baffected\b"
    r"|\b(?:effect|impact)s? (?:of\b[^?]*?\s)?on\b",
    re.IGNORECASE,
)
"""That it is asked what became of a value: "what happened to the weight"."""
_TIMED_EFFECT = re.compile(
    r"\b(?:chang\w*|reduc\w*|improv\w*|lower(?:ed|s)?|f[ae]ll|drop(?:ped)?|ris(?:e|en)|rose|increas\w*|decreas\w*)\b"
    r"[^?]*\b(?:at|by|after|until|to)\s(?:the\s)?(?:(?:week|month|year|day)s?\s\d+|\d+\s(?:weeks|months|years|days))\b",
    re.IGNORECASE,
)
"""An effect with the time at which it was measured."""


def _meant(name: str, question: Question, *, corpus: Corpus) -> list[str]:
    """The titles that a name means: what was required, what was found at the start, or what was measured later."""
    held = {title: kind for title, kind in corpus.table.slots(question.trial or "", ("outcome", "category")) if title}
    own = next((m for m in question.mentions if m.term.kind == "outcome" and m.term.name == name), None)
    if any(topic.name == _ELIGIBILITY for topic in question.topics) or _REQUIRED.search(question.text):
        return _required(name, own, question, held)
    kind, at_start = held.get(name), _AT_BASELINE.search(question.text)
    if kind == "baseline" and at_start and AND_LATER.search(question.text):
        later = _with_words(stems(name), "efficacy", held)
        return [name, *(later if len(later) <= _MOST_LATER else ())]
    if kind == "efficacy" and at_start and not _CHANGE.search(question.text):
        measured = _with_words(stems(own.text if own else name), "baseline", held)
        return [*measured, name] if not measured or _LATER.search(question.text) else measured
    return [] if _is_of_another_time(name, question) else [name]


def _with_words(words: frozenset[str], kind: str, held: Mapping[str, str | None]) -> list[str]:
    """The titles of a kind that have the words."""
    return [title for title, of in held.items() if of == kind and words <= stems(title)]


def _required(name: str, own: Mention | None, question: Question, held: Mapping[str, str | None]) -> list[str]:
    """The rules for entry that a name means, with what was found of it where both are asked."""
    rules = [title for title, kind in held.items() if kind == "design" and _ELIGIBILITY in title]
    called = (stems(own.text if own else name), stems(name))  # "how old" has no word of the rule for age
    required = next(filter(None, ([t for t in rules if said & stems(t)] for said in called)), [])
    kind = held.get(name) or (own.term.category if own else None)
    found: list[str] = []
    if required and kind == "baseline" and _contrasts(required, question):  # what was required, and what was found
        whole = own.term.broader if own and (name not in held or _SPREAD & set(question.statistics)) else ()
        found = [title for title in whole if title in held] or [title for title in (name,) if title in held]
    counted = own is not None and own.term.category == "disposition" and name not in held
    entered = kind in (None, "baseline", "design")  # nobody had to have what happened later
    return found + (required if entered and not counted and held.get(name) != "design" else [name])


def _contrasts(required: list[str], question: Question) -> bool:
    """Whether a rule is asked beside what was found: "the minimum age, and the youngest patient"."""
    told = _CONTRAST.search(question.text) or _AT_BASELINE.search(question.text)
    return told is not None or bool(set(required) & set(question.outcomes))


def fuller_titles(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes asked, one in place of which a fuller title is said ("adjusted complete response") as that title.

    All but one of the words that the fuller title adds must stand in the question outside of what it names.
    """
    held = corpus.table.outcomes(question.trial or "")
    text = question.text
    free = [t for t in split_tokens(text) if not any(m.start <= t.start < m.end for m in question.mentions)]
    free = [t for t in free if not _DENIED.search(text[: t.start])]
    said = stem_forms(token.form for token in free)
    told: list[str] = []
    for name in question.outcomes:
        fuller = _fuller(name, held, said)
        own = next((m for m in question.mentions if m.term.name == name), None)
        words = stems(fuller) - stems(name)
        beside = own and any(
            _JOINS.search(text[min(own.end, t.start) : max(own.start, t.start)])
            for t in free
            if stem_forms((t.form,)) <= words
        )
        told += (name, fuller) if beside else (fuller,)
    return tuple(dict.fromkeys(told))


_DENIED = re.compile(r"\b(?:not|no|never|without|previous|prior|earlier|preceding)\s$", re.IGNORECASE)
_JOINS = re.compile(r"\b(?:and|or|plus|also|vs|versus)\b|[,/&+]", re.IGNORECASE)
"""What stands between an outcome and the word of a fuller title where both are asked: "and the durable one"."""


def _fuller(name: str, held: Sequence[str], said: frozenset[str]) -> str:
    own = stems(name)
    added = {title: stems(title) - own for title in held if own < stems(title)}
    fitting = [title for title, words in added.items() if words & said - _SMALL and len(words - said) <= 1]
    return min(fitting, key=lambda title: len(added[title])) if len(fitting) == 1 else name


_SMALL = stems("a an and at by for from in of on or the to with per")
"""Words that no fuller title is told by: "by how much" asks for no figures "by Sex"."""


def _is_of_another_time(name: str, question: Question) -> bool:
    """Whether a title tells another time than the one asked, where a title of the same words tells that one."""
    asked, told = times_told(question.text), times_told(name)
    others = [times_told(other) for other in question.outcomes]
    wanted = any(agree((time,), told) for time in asked)
    return bool(asked and told) and not wanted and any(agree((t,), each) for each in others for t in asked)
