"""The doses that a question names: which arms they tell, and where a dose only says when something was measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.answers.pooled import POOLED
from retrieval.arm_periods import whole_of
from retrieval.questions.question import Question
from retrieval.terms import Mention, normal_form

_DOSE = "dose"
_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<number>\d+(?:[.,]\d+)*)[\s-]?(?P<unit>mg|milligrams?|mcg|[µμ]g|ug|micrograms?|g|grams?|IU|ml"
    r"|Gy|grays?)(?:/(?P<per>kg|m\W?2|day))?(?:(?![\w/])|(?=/\d+\s?(?:fx|fractions?)\b))",
    re.IGNORECASE,
)
_UNITS = {"milligram": "mg", "mcg": "ug", "µg": "ug", "μg": "ug", "microgram": "ug", "gram": "g", "gray": "gy"}
_RESTRICTS_BEFORE = re.compile(
    r"(?:\b(?:first|second|third|fourth|last|final|each|every|any|by|per|either|both|booster|vaccine|missed|one|more"
    r"|\d(?:st|nd|rd|th))\s"
    r"|(?<![a-z])(?:[mkn\u00b5\u03bc]?g|mcg|ml|IU)[\s-]"
    r"|\b(?:at|on|with|in|after|before|between|than|across|until|of)\s(?:the\s|an?\s|study\s)?(?:[\w-]+(?:er|est)\s)?"
    r"(?:low|high|middle|top|full|same|study)?\s?)$",
    re.IGNORECASE,
)
"""Words before a dose that is no dose asked for: "by dose", "the 5 mg dose", "after the second dose"."""
_RESTRICTS_AFTER = re.compile(r"[\s-](?:groups?|arms?|cohorts?|response|\d|[A-D]\b)", re.IGNORECASE)
_WHICH = re.compile(r"\bwhich\s(?:of the\s)?(?:\w+\s)?$", re.IGNORECASE)
_HAD = re.compile(
    r"(?: levels?| groups?| arms?)?\s(?:(?:gave|had|has|caused|produced|led|showed|did|does|worked?|made)\b(?! been)"
    r"|(?:was|were|is)\b(?! (?:given|used|chosen|administered|approved|recommended|selected|tested|the)))",
    re.IGNORECASE,
)
"""After "which dose", where it is asked what happened on it: an arm is meant."""
_ASKED = re.compile(r"\b(?:what|which)\s(?:[\w-]+\s){0,2}$|\bat (?:what|which)\s$", re.IGNORECASE)


def with_arm_doses(question: Question, *, corpus: Corpus) -> Question:
    """The question for the arms that a dose alone tells ("at 150 mg"), without a dose that is none asked for."""
    question = _without_doses_of_others(question)
    held = [arm for (arm,) in corpus.table.slots(question.trial or "", ("arm",)) if arm]
    owners = _owners(held)
    named = [m for m in question.mentions if m.term.kind == "arm"]
    dosed = {arm for own in owners.values() for arm in own}
    found = [
        Mention(*span, question.text[slice(*span)], Term("arm", arm, trial=question.trial))
        for amount, span in _amounts(question.text)
        if len(own := owners.get(amount) or owners.get(_a_day(amount)) or set()) == 1
        or (0 < len(own) < len(dosed) and _of_one_dose(own, amount))
        if not any(m.start < span[1] and span[0] < m.end for m in named)
        for arm in sorted(own)
    ]
    found += _by_number(question, owners, beside=named + found)
    found += _by_rank(question, owners)
    question = _without_statistics_in(question, (*named, *found))
    scheduled = _by_schedule(question, held)
    question = _without_topics_in(question, scheduled)
    found += scheduled
    arms = _with_own_controls([*question.arms, *(m.term.name for m in found)], question, corpus=corpus)
    question = _without_words(replace(question, arms=arms, mentions=(*question.mentions, *found)), found)
    pooled = {arm: _pooled_in(arm, held) for arm in question.arms if not POOLED.search(question.text)}
    pooled = {arm: tuple(m for m in own if m in question.arms and m != arm) or own for arm, own in pooled.items()}
    arms = tuple(dict.fromkeys(member for arm in question.arms for member in pooled.get(arm) or (arm,)))
    return replace(question, arms=() if len(pooled) > _ALONE and all(pooled.values()) else arms)


def _pooled_in(arm: str, held: Sequence[str]) -> tuple[str, ...]:
    """A pool of arms with those pooled, all of which are named by what is given in them; nothing for other arms."""
    bare = _POOL.sub("", arm)
    several = tuple(other for other in held if bare != arm and other.startswith(f"{bare} "))
    return several if len(several) > _ALONE else ()


_POOL = re.compile(r"\s\((?:pooled|combined|all doses|total)\)$", re.IGNORECASE)
_ALONE = 1


def _with_own_controls(arms: Sequence[str], question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The arms, with the control that each dose is compared with in place of another: one for each, or of all doses."""
    pairs = [pair.split(" vs ") for (pair,) in corpus.table.slots(question.trial or "", ("comparison",)) if pair]
    own = {arm: {side for pair in pairs if arm in pair for side in pair} for arm in arms}
    controls = [arm for arm in arms if _BEGAN_AS_CONTROL.match(arm)]
    doses = [arm for arm in arms if arm not in controls]
    matched = {side for dose in doses for side in own[dose] if _BEGAN_AS_CONTROL.match(side)}
    if not controls or not doses or not all(own[dose] & matched for dose in doses) or set(controls) & matched:
        return tuple(dict.fromkeys(arms))
    return tuple(dict.fromkeys((*doses, *sorted(matched))))


def _of_one_dose(arms: Iterable[str], amount: str) -> bool:
    """Whether several arms differ in something else than the one dose that each of them has."""
    return all([told for told, _ in _amounts(arm)] == [amount] for arm in arms)


def _a_day(amount: str) -> str:
    """An amount told of no time, as the one of a day: "200 mg" of the "200 mg/day"."""
    return f"{amount}day" if amount.endswith("/") else amount


def _owners(arms: Iterable[str]) -> dict[str, set[str]]:
    """The arms of each amount: of those that are one arm in several periods the one, and no control of a dose."""
    owners: dict[str, set[str]] = {}
    for arm in arms:
        for amount, _ in _amounts(_MATCHED.sub(" ", arm)):
            owners.setdefault(amount, set()).add(arm)
    return {amount: _as_one(own) for amount, own in owners.items()}


def _as_one(arms: set[str]) -> set[str]:
    """The one arm of several that are it in a period, it with those who came to it, or those who began as controls."""
    begun = {arm for arm in arms if not _BEGAN_AS_CONTROL.match(arm)} or arms
    whole = {_WITH_LATER.sub("", whole_of(arm)) for arm in begun}
    return (whole & arms or {min(arms)}) if len(whole) == 1 else arms


_BEGAN_AS_CONTROL = re.compile(r"(?:placebo|sham|vehicle)\b", re.IGNORECASE)
_WITH_LATER = re.compile(r"^any ", re.IGNORECASE)
_MATCHED = re.compile(r"\(\s?(?:for|matching|matched|corresponding)\b[^()]*\)|\bmatch(?:ing|ed)\b.*$", re.IGNORECASE)
"""What tells of a control which dose it is for: "Placebo (for Drug 300 mg)"."""


def _by_number(question: Question, owners: Mapping[str, set[str]], *, beside: Sequence[Mention]) -> list[Mention]:
    """The arms of the doses that are told by their numbers alone: "150 against 50", "the 50 group"."""
    numbers: dict[str, set[str]] = {}
    for amount, arms in owners.items():
        numbers.setdefault(amount.partition(" ")[0], set()).update(arms)
    found = [
        Mention(*match.span(), match.group(), Term("arm", next(iter(numbers[match.group()])), trial=question.trial))
        for match in _BARE.finditer(question.text)
        if len(numbers.get(match.group(), ())) == 1
        and not any(m.start < match.end() and match.start() < m.end for m in beside)
    ]
    compared = len({m.term.name for m in (*found, *beside)}) > 1 and _VERSUS.search(question.text)
    called = (_follows_drug, _alone)
    return [
        m for m in found if compared or _GROUP.match(question.text, m.end) or any(is_(m, question) for is_ in called)
    ]


def _alone(number: Mention, question: Question) -> bool:
    """Whether a number ends a phrase with an article, as the name of a dose does: "on the 50?"."""
    return bool(_THE.search(question.text[: number.start]) and _ENDS.match(question.text, number.end))


_THE = re.compile(r"\b(?:with|on|for|from|in|of|got|had|than|vs|versus|and)\sthe\s$", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:[?,;.)]|$)|\s(?:and|or|vs|versus|than|compared)\b")


def _follows_drug(number: Mention, question: Question) -> bool:
    """Whether a number stands right after the drug of the arm whose dose it is: "drug A 10"."""
    return any(
        m.end == number.start - 1 and normal_form(m.term.name) in normal_form(number.term.name)
        for m in question.mentions
        if m.term.kind == "drug"
    )


_BARE = re.compile(
    r"(?<![\d.,<>=\u2264\u2265-])(?<!(?:week|days|year) )\d+"
    r"(?![\d%]|[.,]\d|[\s-]?(?!vs\b|or\b|to\b)[a-zµμ%]{1,2}\b|\s(?:days|weeks|months|years)\b)"
)
"""A number that no unit follows."""
_VERSUS = re.compile(r"\b(?:than|versus|vs|against|over|or|between|compared (?:to|with))\b", re.IGNORECASE)
_GROUP = re.compile(r"[\s-](?:groups?|arms?|dose)\b", re.IGNORECASE)


def _by_rank(question: Question, owners: Mapping[str, set[str]]) -> list[Mention]:
    """The arms of the least or the greatest amount, where they are called so: "the low dose", "on the top dose"."""
    values = {Decimal(key.partition(" ")[0].replace(",", "")): arms for key, arms in owners.items()}
    units = {key.partition(" ")[2] for key in owners}
    if len(values) < _FEWEST_DOSES or len(units) > 1 or any(len(arms) > 1 for arms in values.values()):
        return []
    ends = {"low": min(values), "high": max(values)}
    if len(values) == _WITH_MIDDLE:
        ends["middle"] = sorted(values)[1]
    return [
        Mention(*match.span(), match.group(), Term("arm", next(iter(values[ends[end]])), trial=question.trial))
        for end, pattern in _RANKS.items()
        if end in ends
        for match in pattern.finditer(question.text)
    ]


_FEWEST_DOSES = 2
_WITH_MIDDLE = 3
_DRUG = r"(?:(?!cumulative|total|daily|starting|initial|first|loading|maintenance|single)[a-z]{5,}\s)?"
_RANKS = {
    end: re.compile(rf"\b(?:{words})[\s-]{_DRUG}(?:doses?|dosage|strength)\b(?:[\s-](?:arm|group)\b)?", re.IGNORECASE)
    for end, words in (
        ("low", "low|lower|lowest|small|smaller|smallest"),
        ("middle", "mid|middle|medium|intermediate"),
        ("high", "high|higher|highest|top|large|larger|largest|big|bigger|biggest"),
    )
}
"""How the arm of the least, the middle or the greatest dose is called."""


def _without_statistics_in(question: Question, mentions: Sequence[Mention]) -> Question:
    """The question without a dose asked for that is only a word of an arm: "the low dose", "10 mg/kg"."""
    kept = tuple(
        m
        for m in question.mentions
        if m.term.name != _DOSE or not any(arm.start <= m.start < arm.end for arm in mentions)
    )
    if len(kept) == len(question.mentions) or any(m.term.name == _DOSE for m in kept):
        return question
    return replace(question, statistics=tuple(name for name in question.statistics if name != _DOSE), mentions=kept)


def _amounts(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each amount of ``text`` in one spelling, with its span."""
    for match in _AMOUNT.finditer(text):
        unit = match["unit"].casefold()
        unit = _UNITS.get(unit.removesuffix("s"), _UNITS.get(unit, unit))
        yield f"{match['number']} {unit}/{(match['per'] or '').casefold()}", match.span()


def _by_schedule(question: Question, arms: Iterable[str]) -> list[Mention]:
    """The arms told by how often each is given: "every 8 weeks" of "Drug Every 8 Weeks"."""
    owners: dict[str, set[str]] = {}
    for arm in arms:
        for match in _SCHEDULE.finditer(arm):
            owners.setdefault(match["number"], set()).add(arm)
    one = {number: _as_one(own) for number, own in owners.items()}
    return [
        Mention(*match.span(), match.group(), Term("arm", next(iter(one[match["number"]])), trial=question.trial))
        for match in _SCHEDULE.finditer(question.text)
        if len(one) >= _FEWEST_DOSES and len(one.get(match["number"], ())) == 1
    ]


_SCHEDULE = re.compile(
    r"\bevery (?P<number>\d{1,2}) weeks\b(?:\s(?:dosing|dos(?:e|age)s?|schedules?|regimens?)\b)?", re.IGNORECASE
)


def _without_topics_in(question: Question, mentions: Sequence[Mention]) -> Question:
    """The question without the topics that are only words of an arm: "every 8 weeks dosing" asks for no schedule."""
    inside = {
        m for m in question.mentions if m.term.kind == "topic" and any(a.start <= m.start < a.end for a in mentions)
    }
    kept = tuple(m for m in question.mentions if m not in inside)
    left = {m.term.name for m in kept if m.term.kind == "topic"}
    gone = {m.term.name for m in inside} - left
    topics = tuple(topic for topic in question.topics if topic.name not in gone)
    return replace(question, mentions=kept, topics=topics) if inside else question


def _without_words(question: Question, mentions: list[Mention]) -> Question:
    def is_left(start: int) -> bool:
        return not any(m.start <= start < m.end for m in mentions)

    return replace(
        question,
        unknown=tuple(token for token in question.unknown if is_left(token.start)),
        unread=tuple(token for token in question.unread if is_left(token.start)),
    )


def _without_doses_of_others(question: Question) -> Question:
    """The question without the doses that only tell of whom, or when: "by dose", "after the first dose"."""
    spoken = [m for m in question.mentions if m.term.kind == "statistic" and m.term.name == _DOSE]
    if not spoken or any(not _restricts(question.text, m) for m in spoken):
        return question
    return replace(
        question,
        statistics=tuple(name for name in question.statistics if name != _DOSE),
        mentions=tuple(m for m in question.mentions if m not in spoken),
    )


def _restricts(text: str, mention: Mention) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    if _RESTRICTS_AFTER.match(after) or (_WHICH.search(before) and _HAD.match(after)):
        return True
    return bool(_RESTRICTS_BEFORE.search(before)) and not _ASKED.search(before)
