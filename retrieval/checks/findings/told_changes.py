"""What an arm is told to have done to a figure, "A postponed the next line", against the figures told of both arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.findings.arm_orders import as_rates, orders_of_arms, orders_of_hazards
from retrieval.checks.findings.favours import is_wanted, loser_of
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.concessions import is_conceded
from retrieval.checks.sentences.harms import is_harm
from retrieval.checks.terms.arm_names import arms_with
from retrieval.checks.terms.arm_pairs import TO_ARM, Span
from retrieval.records import Finding

_SENSES = {
    "up": r"(?:rais|increas|boost|lift|prolong|extend|lengthen|doubl|tripl|exceed|surpass)(?:ed|es|s|ing)",
    "down": r"(?:lower|reduc|decreas|shorten|curtail|halv|diminish)(?:ed|es|s|ing)|cuts?(?! ?-?off)|fell short of",
    "later": r"(?:postpon|delay|deferr?|slow)(?:ed|es|s|ing)|(?:put|puts|staved) off|push(?:ed|es) back",
    "sooner": r"(?:hasten|accelerat|quicken)(?:ed|es|s|ing)|sped up|speeds up|br(?:ought|ings) forward",
    "good": r"(?:outperform|improv)(?:ed|es|s|ing)|beats?\b|leads?(?! to)|led(?! to)",
    "bad": r"(?:underperform|worsen|trail)(?:ed|es|s|ing)|(?:lost|loses) to",
}
_MOVED = {
    "up": r"rose|climbed|grew|went up|up", "down": r"fell|dropped|declined|sank|went down|down",
    "good": r"improved|got better", "bad": r"worsened|deteriorated|got worse",
}  # fmt: skip
_COMPARED = {
    "up": r"more|higher|longer|larger|greater|bigger|increase|rise|gain",
    "down": r"less|fewer|lower|shorter|smaller|decrease|drop|fall|loss",
}
_JUDGED = {"good": "better|best|superior|advantage|edge", "bad": "worse|worst|inferior|poorer|disadvantage"}
_WHEN = {"later": "later", "sooner": "earlier|sooner"}
_RELATED = {"up": r"above", "down": r"below|short of", "good": r"ahead of|better than", "bad": r"behind|worse than"}
_DONE = {
    "good": r"(?:advantage|benefit|edge)\b(?:[^.;:,0-9]|(?<=[A-Za-z])[0-9]){0,40}\b(?:lay|lies|was|is|rests?|rested)"
}


def _any_of(*senses: dict[str, str], mark: str = "") -> str:
    """A pattern for the words of each sense, in a group of its name; a mark keeps it from another group's."""
    names = dict.fromkeys(name for each in senses for name in each)
    return "|".join(f"(?P<{name}{mark}>{'|'.join(each[name] for each in senses if name in each)})" for name in names)


_NOUN = r"(?:\s(?:arm|group|combination|regimen|patients|recipients|participants))?"
_SURELY = r"(?:\s(?:\w+ly|also|even|again|much|far|somewhat))?"
_ACTIVE = re.compile(rf"{_NOUN}{_SURELY}(?:\s(?:has|have|had))?{_SURELY}\s(?:{_any_of(_SENSES)})\b", re.IGNORECASE)
"""Behind an arm: what it did."""
_HAD = re.compile(
    rf"{_NOUN}\s(?:had|has|have|saw|showed|reached|achieved|recorded|experienced|took|stayed|remained|lived)"
    rf"(?:\s(?:an?|the|in|on|it|[a-z]+-free))?{_SURELY}\s(?:for\s(?:an?\s)?)?"
    rf"(?:{_any_of(_COMPARED, _JUDGED)})\b(?!\sthan\b)"
    rf"|{_NOUN}(?:\s[a-z]+){{1,6}}\s(?:{_any_of(_WHEN)})\b(?=(?:[^.;:]|\.(?=[0-9])){{0,50}}\bthan\b)",
    re.IGNORECASE,
)
"""Behind an arm: what it had more of, "B patients had the shorter median survival"."""
_LED = re.compile(
    rf"{_NOUN},?\s(?:[a-z-]+\s){{0,4}}(?:(?:was|were|took|had)\s)?{_SURELY}(?:{_any_of(_COMPARED)})\b", re.IGNORECASE
)
"""Behind an arm that begins a sentence: "With A it took longer"."""
_LEADS = re.compile(rf"\W{{0,3}}{TO_ARM}", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:(?:{_any_of(_SENSES)})(?:\s\w+ly)?\sby|(?:{_any_of(_MOVED, mark='_1')})(?:\s\w+ly)?"
    rf"\s(?:with|on|in|under|by)|(?<!or )(?<!and )(?:{_any_of(_COMPARED, mark='_2')})(?:\s(?:of\san?\s\w+|by\s[0-9.]+%?"
    r"(?:\s(?:percentage\s)?(?:points|months|weeks))?|pronounced|frequent|common|often|patients\s(?:to\s)?(?=stop|leave)))?"
    r"\s(?:with|on|in|under|for|when|once|stop|leave|(?:share|proportion|percentage|fraction)\sof)"
    rf"|(?:{_any_of(_DONE, mark='_3')})\swith)"
    r"\s(?:the\s)?(?:(?:adding|addition\sof|(?:patients|those)\s(?:on|in|given|with)(?:\sthe)?)\s)?$",
    re.IGNORECASE,
)
"""Before an arm: what was done by it, or moved with it."""
_CUT = re.compile(
    r"\b(?P<cut>(?:reduction|decrease|drop|fall) (?:in|of) (?:the )?(?:hazard|risk|rate)|hazard reduction)\b"
    r"(?:[^.;:()0-9]|(?<=[A-Za-z])[0-9]){0,60}\s(?:with|on|for|by)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Before an arm: of what it had less, "a reduction in the risk of progression with"."""
_HAZARD = re.compile(r"\s(?:the\s|their\s)?(?:hazard|risk|rate|likelihood|chance)s?\s(?:of|for)\b", re.IGNORECASE)
"""Behind "lowered": a ratio tells it."""
_NEAR = 90
"""Code points before an arm in which that is looked for."""
_BETWEEN = re.compile(
    rf"{_NOUN}(?:\s[a-z]+){{0,3}}\s(?:{_any_of(_SENSES, _RELATED)})"
    rf"(?:\s(?:that|those|the\s(?:one|figure|rate)))?(?:\s(?:of|in|with|on|for|under|the|patients|given|receiving))*\s",
    re.IGNORECASE,
)
"""Between two arms: how the first stands to the second, "with A was above that with B"."""
_PREPOSITION = re.compile(r"(?:with|on|in|under|by|for|of)\s", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never|neither|nor|without|hardly)\b[\w\s]{0,16}$|n't\s(?:\w+\s)?$", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:than|against|versus|vs?|compared|over|from|relative)\b", re.IGNORECASE)
_OF_CHANGE = re.compile(
    r"reduc|increas|decreas|chang|improve|delay|prolong|rais|elevat|worsen|declin|loss|gain|differ|baseline|interrupt",
    re.IGNORECASE,
)
"""In a title: its figure may be larger where less is left, or count those in whom something rose."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is told of an arm: ``"up"``, ``"later"``, ``"good"`` ..., and where."""

    start: int
    end: int
    sense: str
    arm: str


def check_told_change(
    text: str, clause: Clause, rows: Sequence[Result], told: Sequence[tuple[int, Result]]
) -> list[Finding]:
    """Return what an arm is told to have done that the sentence's own figures, of both arms or a ratio, rule out.

    Args:
        rows: Results of the outcomes that the sentence names.
        told: Those that its figures were found to be, each with its offset.
    """
    pair = clause.evidence.facts.pair
    for claim in _claims(clause) if len(pair) == len(("one", "other")) else ():
        if claim.arm not in pair or _DENIED.search(clause.text, clause.sentence.start, claim.start):
            continue
        sentence = clause.text[clause.sentence.start : clause.sentence.end]
        if is_conceded(sentence, claim.start - clause.sentence.start, claim.end - clause.sentence.start):
            continue
        other = pair[0] if claim.arm == pair[1] else pair[1]
        orders = _orders(claim, other, rows, [row for _, row in told], clause)
        if len(orders) == 1 and orders == {1 if claim.sense in ("down", "sooner", "bad", "cut") else -1}:
            at = claim.start, claim.end
            reason = f"the figures of {claim.arm} and {other} beside it have it the other way round"
            return [finding(ErrorClass.DIRECTION, "error", text, at, reason)]
    return []


def _orders(claim: _Claim, other: str, rows: Sequence[Result], told: Sequence[Result], clause: Clause) -> set[int]:
    """1 where the arm has more, a longer time, or is better off; -1 where less, shorter or worse; else nothing."""
    own = [row for row in told if row.arm in (claim.arm, other)]
    ratios = [row for row in told if row.comparison and family(row.statistic, row.unit) in cues.RATIOS]
    outcomes = {row.outcome for row in (*own, *ratios)}
    if len(outcomes) != 1 or len({(row.grade, row.subgroup, row.data_cutoff, row.item) for row in own}) > 1:
        return set()
    [title] = outcomes
    if not _is_of(claim, title, clause):
        return set()
    both = {row.arm for row in own} == {claim.arm, other}
    if claim.sense in ("good", "bad"):
        losers = {loser_of(row) for row in (ratios or rows) if row.outcome == title and row.comparison} - {None}
        if losers or not is_wanted(title) or not both:
            return {-1 if claim.arm in losers else 1} if len(losers) == 1 else set()
        return orders_of_arms(as_rates(own), claim.arm, other) - {0}
    timed = {row.unit in cues.TIMES for row in own} == {True}
    if (sign := _sign_of_hazard(claim, clause, timed=timed)) and not own:
        hazards = [row for row in ratios if family(row.statistic, row.unit) == cues.HAZARD]
        return {sign * order for order in orders_of_hazards(hazards, claim.arm)}
    if claim.sense in ("later", "sooner") and not timed:
        return set()
    behind = clause.text[claim.end : clause.sentence.end].partition("(")[0].partition(":")[0]
    if not both or _OF_CHANGE.search(title) or (timed and is_harm(behind)):
        return set()
    return orders_of_arms(as_rates(own), claim.arm, other) - {0}


def _sign_of_hazard(claim: _Claim, clause: Clause, *, timed: bool) -> int:
    """1 where a hazard is told to be more or less, -1 where it is told to come later or sooner; else 0.

    Args:
        timed: Whether times are told.
    """
    if claim.sense == "cut" or (claim.sense in ("up", "down") and _HAZARD.match(clause.text, claim.end)):
        return 1
    return -1 if claim.sense in ("later", "sooner") and not timed else 0


def _is_of(claim: _Claim, title: str, clause: Clause) -> bool:
    """Whether what is told may be told of an outcome: the next one named behind it, else the last one before it."""
    mentions = [*clause.mentions.get("outcome", ()), *clause.mentions.get("subgroup", ())]
    if _NOTHING.match(clause.text, claim.end):
        return False
    behind = [item for item in mentions if item.start >= claim.end]
    nearest = min(behind or mentions, key=lambda item: abs(item.start - claim.start), default=None)
    return nearest is None or clause.evidence.results(nearest.term.name).any(lambda row: row.outcome == title)


_NOTHING = re.compile(r"\s(?:no|neither|none|nothing|nobody)\b", re.IGNORECASE)


def _claims(clause: Clause) -> Iterator[_Claim]:
    """What is told of each arm that the sentence names, by its name or by the drug that it alone has."""
    text, low, high = clause.text, clause.sentence.start, clause.sentence.end
    named = sorted([*arm_spans(clause), *_by_drug(clause)], key=lambda span: span.start)
    for place, span in enumerate(named):
        other = next((it for it in named[place:] if it.name != span.name), None)
        if other is not None and (match := _BETWEEN.fullmatch(text, span.end, other.start)):
            yield _claim(match, span)
        if other is not None and not _AGAINST.search(text, span.end, other.start):
            continue  # "A raised it to 39.7 % and B to 27.6 %": each is held against what was before
        led = _PREPOSITION.match(text, span.start, span.end)
        start = led.end() if led else span.start
        found = [
            _ACTIVE.match(text, span.end, high),
            _HAD.match(text, span.end, high),
            _BY.search(text, max(low, start - _NEAR), start) or _CUT.search(text, max(low, start - _NEAR), start),
        ]
        if place == 0 and _LEADS.fullmatch(text, low, start):
            found.append(_LED.match(text, span.end, high))
        yield from (_claim(match, span) for match in found if match is not None)


def _claim(match: re.Match[str], span: Span) -> _Claim:
    name = next(name for name, told in match.groupdict().items() if told is not None)
    return _Claim(*match.span(name), name.partition("_")[0], span.name)


def _by_drug(clause: Clause) -> Iterator[Span]:
    """The arms told by a drug alone: those that a text calls "with" it."""
    taken = [(span.start, span.end) for span in arm_spans(clause)]
    for drug in clause.mentions.get("drug", ()):
        if any(low < drug.end and drug.start < high for low, high in taken):
            continue
        arms = arms_with(drug, clause.evidence)
        if len(arms) == 1:
            yield Span(drug.start, drug.end, *arms)
