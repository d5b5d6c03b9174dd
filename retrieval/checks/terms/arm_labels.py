"""Arms by what people write for their labels: a telling word, letters without their hyphens, a regimen of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.arm_periods import whole_of
from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.arm_codes import by_code
from retrieval.checks.terms.arm_levels import by_level
from retrieval.checks.terms.arm_roles import by_role, controls, with_more
from retrieval.checks.terms.arm_schedules import by_schedule
from retrieval.mentions import overlaps
from retrieval.terms import Mention, common_words

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_LETTER = re.compile(
    r"^(?P<before>(?:arm|group|cohort) (?:[a-z]|\d{1,2}|[ivx]+))\s*[:.-]\s*|\s*\((?P<behind>(?:arm|group|cohort)"
    r" (?:[a-z]|\d{1,2}|[ivx]+))\)|^(?P<letter>[a-z]):\s+",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*(?:\+|,|&|\bplus\b|\band\b|\bwith\b|\bin combination with\b)\s*", re.IGNORECASE)
_DOSE = re.compile(
    r"\b[0-9.]+\s?(?:mg|mcg|[µμ]g|g|IU|units?|mL)\b(?:/\w+)?|\([^()]*\)|\b(?:q\w{1,2}|bid|tid|qd)\b", re.IGNORECASE
)
_EMPTY = re.compile(r"\b(?:alone|only|arm|group|cohort|monotherapy|FDC|fixed[- ]dose combination)\b", re.IGNORECASE)
_SWITCHED = re.compile(r"->|\u2192|\bto\b(?!\s?[<\u2264]?\s?\d)|\bthen\b|\bfollowed by\b", re.IGNORECASE)
_JOINED = re.compile(
    r"\s?(?:\([^()]{1,24}\)|\))\s?(?:plus|\+)\s?|\s?(?:plus|\+|with|and|combined with|in combination with"
    r"|(?:was |were |is )?added to|on top of|on a background of)\s?",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s(?:alone|only|by itself|monotherapy)\b", re.IGNORECASE)
_GIVEN = re.compile(r"\b(?:with|on|for|than|versus|vs\.?|v|against|receiving|received|given) (?:the )?$", re.IGNORECASE)
_WITH_MORE = re.compile(
    r"\s?(?:[-+/]|\((?:plus|with)|(?:plus|and|or|with|in combination|combined|given|added)\b)", re.IGNORECASE
)
"""Before a drug that everybody got, and behind it where it is given with more."""
_AS_GIVEN = re.compile(r"\b(?:assigned|allocated|randomi[sz]ed) to\s(?:the\s)?(?P<how>[a-z]{3,}\s)$")
"""Before an arm: how it was given, "assigned to internet CBT"."""
_LONGEST, _SHORTEST = 5, 4
"""Words of a part that is looked up, and letters of one that stands for a label."""
_OF_ANY = frozenset(
    "group cohort treatment therapy dose daily weekly monthly standard care usual study drug tablet tablets capsule"
    " injection oral alone only combination participants patients with plus best from high medium placebo"
    " control".split()
)
"""Words of labels that tell no arm by themselves."""
_INERT = frozenset({"placebo"})
"""Of these the one that tells an arm which alone has it: "placebo" of "Nasal Placebo Plus Tablets"."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The parts of each arm's label and the words that one label alone has, without hyphens, slashes and case.

    Attributes:
        known: The parts that are long enough to be looked for in a text.
        begun: What these and the words begin with: no other word of a text begins one of them.
    """

    parts: dict[str, frozenset[str]]
    words: dict[str, str]
    known: frozenset[str]
    begun: frozenset[str]

    def arm_of(self, keys: frozenset[str]) -> str | None:
        """The arm of just these parts, else the one arm that has them, or that is called by the one of them."""
        exact = [arm for arm, parts in self.parts.items() if parts == keys]
        holding = exact or [arm for arm, parts in self.parts.items() if keys <= parts]
        if len(holding) != 1 and len(keys) == 1:
            return self.words.get(next(iter(keys)))
        return holding[0] if len(holding) == 1 else None

    def arm_of_alone(self, keys: frozenset[str]) -> str | None:
        """The one arm that has nothing but some parts and a dummy: "A alone" of "Placebo + A"."""
        own = {arm: frozenset(key for key in parts if _INERT.isdisjoint({key})) for arm, parts in self.parts.items()}
        bare = [arm for arm, parts in own.items() if parts == keys]
        return bare[0] if len(bare) == 1 and any(keys < parts for parts in own.values()) else None


@lru_cache(maxsize=64)
def read_labels(arms: tuple[str, ...]) -> Labels:
    """Read the labels of a trial's arms; of one whose treatment changes, no part tells it."""
    parts: dict[str, frozenset[str]] = {}
    for arm in arms:
        if not _SWITCHED.search(arm):
            cleared = _EMPTY.sub(" ", _DOSE.sub(" ", _LETTER.sub("", arm)))
            parts[arm] = frozenset(key for part in _PART.split(cleared) if (key := _fold(part)))
    words: dict[str, str] = {}
    own_words = {arm: {_fold(word) for word in _words_of(_LETTER.sub("", arm))} for arm in arms}
    telling = {_fold(word) for arm in arms for word in _words_of(arm) if _tells(word)}
    for arm in parts:
        others = {
            word for other, own in own_words.items() if other != arm and not _is_of_period(other, arm) for word in own
        }
        words.update({word: arm for word in own_words[arm] - others - (_OF_ANY - _INERT) if word in telling})
    for arm in parts:
        words.update({key: arm for match in _LETTER.finditer(arm) for key in _called(match)})
    words.update(
        {f"without{key[2:]}": arm for arm, own in parts.items() for key in own if _NO.match(_LETTER.sub("", arm))}
    )
    known = frozenset(key for own in parts.values() for key in own if len(key) >= _SHORTEST - 1)
    begun = frozenset(key[:end] for key in (*known, *words) for end in range(len(key) + 1))
    return Labels(parts, words, known, begun)


_NO = re.compile(r"no\s", re.IGNORECASE)
"""Begins the label of those who got nothing: "No Prophylaxis" is told as "without prophylaxis", too."""


def _is_of_period(other: str, arm: str) -> bool:
    """Whether a label is of a period of a trial, or of more trials, and another is not: a word of both tells the other.

    "Interferon" is "Interferon Beta-1a" beside "Interferon Beta-1a (Pooled)".
    """
    return (whole_of(other) != other and whole_of(arm) == arm) or other.startswith(f"{arm} (")


def _called(match: re.Match[str]) -> Sequence[str]:
    """What an arm with a letter is called: "Arm B" of "B: drug every 8 weeks"."""
    if match["letter"]:
        return tuple(f"{kind}{match['letter'].casefold()}" for kind in _KINDS)
    called = _fold(match["before"] or match["behind"])
    return (called, *(f"{kind}{called[-1]}" for kind in _KINDS if called in _LETTERED))  # "group A" of "Arm A"


_KINDS = ("arm", "group", "cohort")
_LETTERED = frozenset(f"{kind}{letter}" for kind in _KINDS for letter in "abcdefgh")


def _words_of(label: str) -> list[str]:
    """The words of a label, and the parts of those with a hyphen."""
    words = _WORD.findall(label)
    return words + [part for word in words for part in re.split("[-/]", word)]


@lru_cache(maxsize=8192)  # the words of a text are folded once, whatever runs they stand in
def _fold(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


_SIGNS = re.compile(r"[\W_]+")


def _tells(word: str) -> bool:
    short = word.isupper() and len(word) == _SHORTEST - 1 and word not in _SCHEDULES
    return (len(word) >= _SHORTEST or short) and not any(letter.isdigit() for letter in word)


_SCHEDULES = ("BID", "TID", "QID", "QOD", "PRN", "ARM")


def with_labels(
    text: str, span: tuple[int, int], mentions: Mapping[str, Sequence[Mention]], evidence: Evidence
) -> list[Mention]:
    """The arms that a span names, those too that it names by a part of their labels; the longer name goes first."""
    labels = read_labels(evidence.facts.arms)
    named, outcomes = controls(mentions.get("arm", ()), evidence), mentions.get("outcome", ())
    timed = by_code(text, span, evidence)
    timed += [own for own in by_schedule(text, span, mentions.get("drug", ()), evidence) if not overlaps(own, *timed)]
    found = _regimens(text, span, labels, evidence)
    found = timed + [new for new in found if not overlaps(new, *timed)]
    found = [new for new in found if not any(of.start <= new.start and new.end <= of.end for of in outcomes)]
    kept = [new for new in found if not any(_is_in_name(new, old) for old in named)]
    kept += [old for old in named if not overlaps(old, *kept)]
    kept += _by_drug(text, span, kept, labels, evidence)
    kept = [with_more(text, mention, labels.parts, evidence) for mention in kept]
    kept += by_role(text, span, kept, labels.parts, evidence)
    kept += by_level(text, span, kept, evidence)
    return sorted(kept, key=lambda mention: mention.start)


def _is_in_name(new: Mention, old: Mention) -> bool:
    """Whether parts of a label stand in an arm's name, or begin within it: "A plus Rx and Placebo plus Rx"."""
    within = old.start <= new.start and new.end <= old.end
    return within or (old.start < new.start < old.end and old.text.casefold() == old.term.name.casefold())


_THE_DRUG = Rare(
    r"\b(?:on|with|given|taking|took|received|receiving|by)"
    r" (?P<drug>the (?:active |study |trial )?(?:drug|medicine|medication))\b",
    "drug", "medic",
)  # fmt: skip


def _by_drug(
    text: str, span: tuple[int, int], named: Sequence[Mention], labels: Labels, evidence: Evidence
) -> list[Mention]:
    """ "On the drug": the one arm with a drug's name in its label."""
    places = [match.span("drug") for match in _THE_DRUG.finditer(text, *span)]
    if not places:
        return []
    drugs = [
        _fold(name)
        for drug in evidence.terms.terms("drug", trial=evidence.trial.id)
        if drug.trial
        for name in (drug.name, *drug.synonyms)
    ]
    arms = [arm for arm in labels.parts if any(drug in _fold(arm) for drug in drugs)]
    arms = [arm for arm in arms if arm in evidence.facts.pair] or arms
    term = evidence.terms.term(arms[0], kind="arm", trial=evidence.trial.id) if len(arms) == 1 else None
    free = [place for place in places if not any(old.start < place[1] and place[0] < old.end for old in named)]
    return [Mention(*place, text[slice(*place)], term) for place in free] if term else []


def _regimens(text: str, span: tuple[int, int], labels: Labels, evidence: Evidence) -> list[Mention]:
    """The arms told by their parts, "A plus B", "A alone", or by a word that is theirs alone."""
    runs: list[tuple[int, int, frozenset[str]]] = []
    whole = {parts for parts in labels.parts.values() if len(parts) == 1}
    for start, end, keys in _parts(text, span, labels, evidence):
        between = text[runs[-1][1] : start] if runs else "."
        listed = re.fullmatch(r"\s?(?:with|and)\s?", between, re.IGNORECASE) and keys in whole
        begins = bool(runs) and keys <= runs[-1][2]  # "A + B and B + C": the next arm's first part
        if runs and not begins and _JOINED.fullmatch(between) and not listed and labels.arm_of(runs[-1][2] | keys):
            runs[-1] = (runs[-1][0], end, runs[-1][2] | keys)
        else:
            runs.append((start, end, keys))
    found: list[Mention] = []
    for start, end, keys in runs:
        alone = _ALONE.match(text, end, span[1])
        bare = alone or (_GIVEN.search(text, span[0], start) and not _WITH_MORE.match(text, end))
        arm = labels.arm_of(keys) or (labels.arm_of_alone(keys) if bare else None)
        term = evidence.terms.term(arm, kind="arm", trial=evidence.trial.id) if arm else None
        if term is not None:
            given = _AS_GIVEN.search(text, max(span[0], start - 40), start)
            low, high = given.start("how") if given else start, alone.end() if alone else end
            found.append(Mention(low, high, text[low:high], term))
    return found


def _parts(
    text: str, span: tuple[int, int], labels: Labels, evidence: Evidence
) -> list[tuple[int, int, frozenset[str]]]:
    """Where parts of labels stand, the longest at each place."""
    known, titled = labels.known, _title_words(evidence)
    words = list(_WORD.finditer(text, *span))
    folds = [_fold(word[0]) for word in words]
    found: list[tuple[int, int, frozenset[str]]] = []
    place = 0
    while place < len(words):
        if folds[place] not in labels.begun:
            place += 1
            continue
        for last in range(min(len(words), place + _LONGEST), place, -1):
            run = words[place:last]
            key = "".join(folds[place:last])
            if (key not in known and key not in labels.words) or (key in _OF_ANY and key not in labels.words):
                continue
            if any(text[one.end() : two.start()].strip(" -/") for one, two in pairwise(run)):
                continue
            if key in titled and (key in common_words() or key not in known):
                continue  # "sleep" is what is measured, and no "Sleep Education"
            part = frozenset({key})
            alone = key in labels.words and not (key in known and labels.arm_of(part))
            keys = labels.parts[labels.words[key]] if alone else part
            keys = keys if labels.arm_of(keys) else part  # "group A" where several arms are of one drug
            found.append((run[0].start(), run[-1].end(), keys))
            place = last - 1
            break
        place += 1
    return found


_TITLES: WeakKeyDictionary[ResultsTable, dict[str, frozenset[str]]] = WeakKeyDictionary()


def _title_words(evidence: Evidence) -> frozenset[str]:
    """The words of the trial's outcome titles but for the names of arms in them: they tell an outcome, and no arm."""
    kept = _TITLES.setdefault(evidence.table, {})
    if evidence.trial.id not in kept:
        arms = "|".join(re.escape(_LETTER.sub("", arm)) for arm in evidence.facts.arms)
        titles = re.sub(
            rf"(?:{arms})(?= arm\b)", " ", "\n".join(evidence.table.outcomes(evidence.trial.id)), flags=re.IGNORECASE
        )
        kept[evidence.trial.id] = frozenset(_fold(word) for word in _WORD.findall(titles))
    return kept[evidence.trial.id]
