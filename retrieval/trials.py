"""Which trials of the corpus a question is about: by name, by treatment, by condition, or because there is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log

from ingest.errors import EvidenceError
from ingest.records import Trial
from retrieval.questions import wording
from retrieval.terms import Mention, TermIndex, Token, common_words, split_tokens


@dataclass(frozen=True, slots=True)
class TrialsAsked:
    """The trials that a question is about.

    Attributes:
        held: Ids of trials of the corpus that fit the question equally well, in the order named; all of them where
            nothing in it tells them apart.
        named: Whether the question names them, so that an answer about each is asked for.
        foreign: Names and registry numbers in it that the corpus does not hold.
    """

    held: tuple[str, ...]
    named: bool = False
    foreign: tuple[str, ...] = ()


NamedBy = Callable[[Token, str], bool]
"""Whether a word is one of those that are true of the whole of a trial."""


def find_trials(
    text: str, *, terms: TermIndex, trials: Sequence[Trial], named_by: NamedBy | None = None
) -> TrialsAsked:
    """Return the trials that a question names, else those whose treatment, else whose condition it names.

    Args:
        named_by: What else tells a few trials apart, where neither name nor treatment does.
    """
    held = [trial.id for trial in trials]
    mentions = terms.find(text)
    named = [_as_held(mention, trials) for mention in mentions if mention.term.kind == "trial"]
    numbers = [number for number in wording.REGISTRY_NUMBER.findall(text) if _number(number) not in held]
    sisters = _sisters(text, trials=trials)
    named = [mention for mention in named if mention.start not in sisters]
    foreign = [*(mention.text for mention in named if mention.term.trial not in held), *sisters.values(), *numbers]
    by_name = _of(named, held)
    candidates = (
        by_name
        or _of([m for m in mentions if m.term.kind == "drug"], held)
        or _of([m for m in mentions if m.term.kind == "arm" and m.term.role not in ("control", "all")], held)
        or (_by_its_words(text, held, named_by=named_by) if named_by and len(held) <= _FEW_TRIALS else [])
        or _by_condition(text, trials=trials)
        or _by_title(text, trials=trials)
        or _by_own_words([m for m in mentions if terms.term(m.term.name, kind=m.term.kind) is None], held, terms=terms)
        or held
    )
    return TrialsAsked(tuple(candidates), bool(by_name), tuple(dict.fromkeys(foreign)))


def _as_held(mention: Mention, trials: Sequence[Trial]) -> Mention:
    """The mention of the trial held, where the vocabulary at large has a longer name of it: "the LANTERN trial"."""
    if mention.term.trial is not None:
        return mention
    own = (t for t in trials if t.acronym and t.acronym.casefold() == mention.term.name.casefold())
    trial = next(own, None)
    return replace(mention, term=replace(mention.term, trial=trial.id)) if trial else mention


def trial_named(name: str, *, trials: Sequence[Trial]) -> str:
    """Return the id of the trial with this registry number or acronym.

    Raises:
        EvidenceError: The corpus holds none, or several of that acronym.
    """
    asked = name.casefold()
    found = [trial.id for trial in trials if asked in (trial.id.casefold(), (trial.acronym or "").casefold())]
    if len(found) != 1:
        held = ", ".join(map(name_trial, trials)) or "none"
        several = "several trials have that name" if found else "no such trial"
        raise EvidenceError(f"trial {name!r}: {several}; give the number of one of: {held}")
    return found[0]


def name_trial(trial: Trial) -> str:
    """Return how a trial is named in an answer: ``"LANTERN (NCT00000001)"``, or its registry number."""
    return f"{trial.acronym} ({trial.id})" if trial.acronym else trial.id


def join_trials(trials: Sequence[Trial]) -> str:
    """Return trials with their titles, as a list in prose."""
    return ", ".join(f"{trial.acronym or trial.id}{f' ({trial.title})' if trial.title else ''}" for trial in trials)


def _of(mentions: Sequence[Mention], held: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(m.term.trial for m in mentions if m.term.trial is not None and m.term.trial in held))


def _by_own_words(mentions: Sequence[Mention], held: Sequence[str], *, terms: TermIndex) -> list[str]:
    """The trials to which most of the words belong: several have an arm named "Placebo"."""
    owners = [owner for m in mentions for owner in terms.owners(m.term.name, kind=m.term.kind) if owner in held]
    counts = Counter(owners)
    most = max(counts.values(), default=0)
    return [trial for trial, count in counts.items() if count == most]


def _by_its_words(text: str, held: Sequence[str], *, named_by: NamedBy) -> list[str]:
    """The one trial that the question's rarest words are true of: "the Bayer kidney study"; none where several fit."""
    tokens = [token for token in split_tokens(text) if token.form not in common_words() | _SHARED_BY_CONDITIONS]
    owners = [[trial for trial in held if named_by(token, trial)] for token in tokens]
    scores: Counter[str] = Counter()
    for trials in owners:
        for trial in trials:
            scores[trial] += log(1 + len(held) / len(trials))  # type: ignore[assignment]  # weights, not counts
    best = max(scores.values(), default=0)
    found = [trial for trial, score in scores.items() if score == best]
    return found if len(found) == 1 else []


def _sisters(text: str, *, trials: Sequence[Trial]) -> dict[int, str]:
    """Names of other trials that begin like one that is held, by their place: of "GLIDE-2" beside GLIDE-1.

    A number behind a blank is of the name where nothing else follows that it could count.
    """
    held = {_plain(trial.acronym) for trial in trials if trial.acronym}
    found = {}
    for trial in trials:
        own = _WHOLE.fullmatch(trial.acronym or "")
        if own is None:
            continue
        blank = _NUMBER if (own["rest"] or "").isdigit() else _LAST_NUMBER
        further = rf"(?-i:-[A-Z0-9]{{1,6}}\b)|{_JOINED.pattern}|{blank.pattern}"
        for match in re.finditer(rf"(?<![\w-]){re.escape(own['stem'])}(?:{further})", text, _I):
            if _plain(match[0]) not in held:
                found[match.start()] = match[0].strip()
    return found


def _plain(name: str | None) -> str:
    """A trial's name without what joins its parts, a numeral in digits: "GLIDE II" is "glide2"."""
    word, number = _NUMERAL.sub("", name or ""), _NUMERAL.search(name or "")
    return re.sub(r"[\s-]", "", word).casefold() + (str(len(number[1])) if number else "")


_I = re.IGNORECASE
_WHOLE = re.compile(r"(?P<stem>[A-Za-z][A-Za-z-]{2,}?)(?:[\s-]?(?P<rest>\d{1,2}|(?<=-)[A-Z\d]{1,6}|(?<=\s)I{1,3}))?")
"""The name of a trial, and what it goes on with."""
_NUMERAL = re.compile(r"[\s-](I{1,3})$", re.IGNORECASE)
_JOINED = re.compile(r"[0-9]{1,2}(?![\w%.])")
_NUMBER = re.compile(
    r" (?:[0-9]{1,2}\b(?![%.][0-9]?)|I{1,3}\b)(?!\s?-?(?:mg|years?|months?|weeks?|days?|patients|%)(?!\s\d))"
)
_LAST_NUMBER = re.compile(r" (?:[0-9]{1,2}|I{1,3})(?=['’]s\b|\s*(?:[?,;:)]|$)|\.(?:\s|$)|\s(?:trial|study|results?)\b)")
"""How a name goes on behind a blank: where the one held goes on with a number too, or where nothing is counted."""


def _number(text: str) -> str:
    return text.upper().replace(" ", "")


def _by_condition(text: str, *, trials: Sequence[Trial]) -> list[str]:
    """The trials whose condition shares most words with the question; none where no trial shares any."""
    words = frozenset(token.form for token in split_tokens(text))
    shared = {trial.id: len(words & _condition_words(trial.condition or "")) for trial in trials}
    most = max(shared.values(), default=0)
    return [trial for trial, count in shared.items() if count == most] if most else []


def _by_title(text: str, *, trials: Sequence[Trial]) -> list[str]:
    """The only trial whose title holds words of the question that no other title holds: "the chewing study"."""
    words = frozenset(token.form for token in split_tokens(text))
    titles = {trial.id: _condition_words(trial.title or "") for trial in trials}
    own = {
        trial: {word for word in words & held if sum(word in other for other in titles.values()) == 1}
        for trial, held in titles.items()
    }
    found = [trial for trial, held in own.items() if held]
    return found if len(found) == 1 and len(trials) > 1 else []


@cache
def _condition_words(condition: str) -> frozenset[str]:
    """What tells a condition from others; "disease" and "chronic" are common to many."""
    return frozenset(token.form for token in split_tokens(condition)) - common_words() - _SHARED_BY_CONDITIONS


_FEW_TRIALS = 20
"""Trials whose records are read to see which one a question means."""
_SHARED_BY_CONDITIONS = frozenset(
    "acute adult advanced cancer chronic condition disease disorder early healthy injury late moderate multiple or "
    "participant patient recurrent refractory relapsed severe stage subject syndrome treatment type volunteer".split()
)
"""Normal forms of words that stand in the names of many conditions, and so name none."""
