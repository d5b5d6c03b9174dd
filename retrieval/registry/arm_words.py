"""Arms that a question names by the words which only their titles have: "the subcutaneous dose", "mid versus low dose".

Words of a dose, a route or a schedule tell arms apart where they hold the same drug. A word names an arm beside
"dose", "arm" and the like, or beside the name of a drug; alone it may say anything. "The combination" names the one
arm that joins what another arm has with something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.questions.question import Question
from retrieval.registry.trial_words import words_of
from retrieval.terms import Mention, Token, common_words, split_tokens

_DOSE = "dose"
_ALL = "all"
_ROUTES = {
    "sc": "subcutaneous", "subq": "subcutaneous", "subcut": "subcutaneous", "subcutaneously": "subcutaneous",
    "iv": "intravenous", "intravenously": "intravenous", "im": "intramuscular", "intramuscularly": "intramuscular",
    "po": "oral", "orally": "oral", "lower": "low", "lowest": "low", "higher": "high", "highest": "high",
    "drip": "intravenous", "infusion": "intravenous", "infusions": "intravenous",
    "jab": "subcutaneous", "jabs": "subcutaneous", "pill": "oral", "pills": "oral", "tablet": "oral", "tablets": "oral",
    "middle": "mid", "medium": "mid", "intermediate": "mid",
}  # fmt: skip
"""Other forms of a word by which arms are told apart, with the one that stands for all."""
_GROUPS = frozenset("arm group regimen cohort".split())
_NOUNS = _GROUPS | frozenset("dose dosage dosing form formulation route schedule strength".split())
_JOINTS = frozenset("and or versus vs to than with / , &".split())
_NO_NAMES = frozenset("yes no not other any all full first second third last final same single gy".split())


def with_arm_words(question: Question, *, corpus: Corpus) -> Question:
    """The question for the arms of which words stand in it that the others lack; as it is without a record."""
    if not words_of(question.trial, corpus=corpus).naming:
        return question
    arms = [arm for (arm,) in corpus.table.slots(question.trial or "", ("arm",)) if arm and arm != _ALL]
    known = words_of(question.trial, corpus=corpus)
    owners = _owners({arm: f"{arm} {known.in_full(arm)}" for arm in arms})
    found = [
        mention
        for mention in (*_mentions(question, owners), *_combined(question, arms))
        if not any(m.start <= mention.start < m.end for m in question.mentions if m.term.kind == "arm")
    ]
    return _naming(question, found) if found else question


def _owners(told: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The arms whose titles, short forms also in full, have a word, for each word that others lack."""
    arms = tuple(told)
    words = {arm: {_form(token) for token in split_tokens(_DENIED.sub(" ", text))} for arm, text in told.items()}
    each = sorted(set().union(*words.values())) if words else []
    held = {word: tuple(arm for arm in arms if word in words[arm]) for word in each if word not in _NO_NAMES}
    return {word: own for word, own in held.items() if len(own) < len(arms) and _NAMES.fullmatch(word)}


def _combined(question: Question, arms: Sequence[str]) -> Iterator[Mention]:
    """The one arm that joins what another arm has with more: "the combo", "the doublet"."""
    parts = {arm: frozenset(filter(None, map(_part, _JOINED.split(arm)))) for arm in arms}
    alone = [own for own in parts.values() if len(own) == 1]
    joined = [arm for arm, own in parts.items() if any(other < own for other in alone)]
    if len(joined) == 1:
        for match in _COMBINATION.finditer(question.text):
            yield Mention(*match.span(), match[0], Term("arm", joined[0], trial=question.trial))


def _part(text: str) -> str:
    """What one part of an arm's title gives, without its dose; empty for a placebo."""
    name = _AMOUNT.split(text.casefold(), maxsplit=1)[0].strip()
    return "" if _INERT.search(name) else name


_JOINED = re.compile(r"\s*[+/&]\s*|\s(?:plus|and|with|combined with|in combination with)\s", re.IGNORECASE)
_AMOUNT = re.compile(r"\s(?=\d)|\s(?:alone|only|monotherapy)\b|,|\(")
_INERT = re.compile(r"\b(?:placebo|sham|saline|vehicle|dummy)\b")
_COMBINATION = re.compile(
    r"\b(?:combination|combo|doublet|combined (?=therapy|treatment|regimen|arm|group))"
    r"(?!\s?(?:of|with)\b|\s(?:end ?points?|outcomes?|scores?)\b)(?:\s?(?:therapy|treatment|regimen|arm|group))?\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|without)\s[\w-]+", re.IGNORECASE)
"""What an arm is told to do without, which names it with "no" alone."""
_NAMES = re.compile(r"[^\W\d_]{2,}|q\d{1,2}[dwm]")
"""A word by which an arm may be named: no number, but the letters of an interval ("Q8W")."""


def _form(token: Token) -> str:
    return _ROUTES.get(token.form, token.form)


def _mentions(question: Question, owners: Mapping[str, tuple[str, ...]]) -> Iterator[Mention]:
    """The arms named: every word of a list that ends in a noun ("mid versus low dose"), or stands by a drug."""
    tokens = split_tokens(question.text)
    drugs = [m for m in question.mentions if m.term.kind in ("drug", "arm")]
    for place, token in enumerate(tokens):
        own = owners.get(_form(token), ())
        if _INTERVAL.fullmatch(token.form):  # of what was tested, and not of the placebo given as often
            own = tuple(arm for arm in own if not _INERT.search(arm.casefold())) or own
        if not own or (token.form in common_words() and token.form not in _ROUTES and _form(token) not in _RANKS):
            continue
        is_drug = any(drug.start <= token.start < drug.end for drug in drugs)  # its dose is asked, not an arm
        nouns = _GROUPS if is_drug else _NOUNS
        named = _leads_to_noun(tokens, place, owners, nouns) or _stands_by(token, drugs, question.text)
        named = named or bool(_INTERVAL.fullmatch(token.form))
        if not named and not _is_contrasted(token, tokens, owners, question.text):
            continue
        if _repeats_arm(token, own, drugs, question.text):
            continue
        end = _end(tokens, place)
        for arm in own:
            yield Mention(token.start, end, question.text[token.start : end], Term("arm", arm, trial=question.trial))


def _repeats_arm(token: Token, own: Sequence[str], named: Iterable[Mention], text: str) -> bool:
    """Whether a word only belongs to the name of an arm told beside it: the drug of "drug A 15 mg"."""
    return any(
        m.term.kind == "arm"
        and m.term.name in own
        and _WITHIN.fullmatch(text[min(m.end, token.end) : max(m.start, token.start)])
        for m in named
    )


_WITHIN = re.compile(r"[\s(-]{1,2}")
_RANKS = frozenset("low high mid".split())


def _leads_to_noun(
    tokens: Sequence[Token], place: int, owners: Mapping[str, tuple[str, ...]], nouns: frozenset[str]
) -> bool:
    """Whether nothing but further such words and joints stands between a word and "dose", "arm" and the like."""
    for token in tokens[place + 1 :]:
        if token.form.removesuffix("s") in nouns:
            return True
        if token.form not in _JOINTS and _form(token) not in owners:
            return False
    return False


def _stands_by(token: Token, drugs: Iterable[Mention], text: str) -> bool:
    """Whether a word stands by a drug or is held against another arm: "IV mepolizumab", "SC versus placebo"."""
    gaps = (
        text[token.end : drug.start] if drug.start >= token.end else text[drug.end : token.start]
        for drug in drugs
        if drug.start >= token.end or drug.end <= token.start
    )
    return any(_BESIDE.fullmatch(gap) for gap in gaps)


def _is_contrasted(token: Token, tokens: Sequence[Token], owners: Mapping[str, tuple[str, ...]], text: str) -> bool:
    """Whether a route or a rank is held against another by which arms differ: "the jab or the drip"."""
    others = [other for other in tokens if _is_told_apart(other) and owners.get(_form(other))]
    gaps = (
        text[first.end : last.start]
        for other in others
        if _is_told_apart(token) and owners[_form(other)] != owners[_form(token)]
        for first, last in (sorted((token, other), key=lambda each: each.start),)
    )
    return any(_CONTRAST.fullmatch(gap) for gap in gaps)


def _is_told_apart(token: Token) -> bool:
    return token.form in _ROUTES or token.form in _ROUTES.values() or bool(_INTERVAL.fullmatch(token.form))


_INTERVAL = re.compile(r"q\d{0,2}[dwm]")
"""The interval of doses: "q2w"."""


_CONTRAST = re.compile(r"[^?.;]{0,30}\b(?:vs\.?|versus|or|than|over|against|and)\s(?:\w+\s){0,2}", re.IGNORECASE)
_BESIDE = re.compile(r"[\s(-]{1,2}|\s(?:vs\.?|versus|or|than|over|against)\s(?:the\s)?", re.IGNORECASE)


def _end(tokens: Sequence[Token], place: int) -> int:
    """Where an arm's name ends: with the noun that follows at once, so that no dose is asked by it."""
    following = tokens[place + 1 : place + 2]
    nouns = (token for token in following if token.form.removesuffix("s") in _NOUNS)
    return next((token.end for token in nouns), tokens[place].end)


def _naming(question: Question, found: list[Mention]) -> Question:
    """The question for these arms, without the words of their names among what else it asks."""

    def is_inside(start: int) -> bool:
        return any(m.start <= start < m.end for m in found)

    kept = tuple(m for m in question.mentions if m.term.kind not in ("statistic", "topic") or not is_inside(m.start))
    lost = {m.term.name for m in question.mentions} - {m.term.name for m in kept}
    return replace(
        question,
        arms=tuple(dict.fromkeys((*question.arms, *(m.term.name for m in found)))),
        statistics=tuple(name for name in question.statistics if name != _DOSE or name not in lost),
        topics=tuple(topic for topic in question.topics if topic.name not in lost),
        mentions=(*kept, *found),
        unknown=tuple(token for token in question.unknown if not is_inside(token.start)),
        unread=tuple(token for token in question.unread if not is_inside(token.start)),
    )
