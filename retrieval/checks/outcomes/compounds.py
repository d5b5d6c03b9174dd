"""Outcomes told by a cause and an effect: "discontinuation due to an event"."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention, split_tokens

_COMPOUNDS = (
    (re.compile(r"\b(?:fatal|lethal|died|deaths?)\b", re.IGNORECASE), re.compile(r"fatal|death", re.IGNORECASE)),
    (
        re.compile(
            r"\b(?:discontinu\w*|stop(?:s|p\w*)?|withdr\w*|g[ai]ve(?:n|s)? up"
            r"|(?:came|come|went|taken) off|dropped out|quit|(?:end|halt)(?:ed|ing)?(?: \w+)? (?:treatment|therapy))\b",
            re.IGNORECASE,
        ),
        re.compile(r"discontinu|withdraw|not completed", re.IGNORECASE),
    ),
    (re.compile(r"\b(?:interrupt\w*|delay\w*)\b", re.IGNORECASE), re.compile(r"interrupt|delay", re.IGNORECASE)),
    (re.compile(r"\bdose reduc\w*\b", re.IGNORECASE), re.compile(r"reduc", re.IGNORECASE)),
)
_CAUSE = re.compile(
    r"\b(?:due to|because of|owing to|caused by|from|of|for|after)\s(?:an? |any |the )?(?:serious "
    r"|grade [0-9] (?:or \w+ )?)?$",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:due to|because of|owing to|on account of)\s(?:an? |any |the )?$", re.IGNORECASE)
_EFFECT = re.compile(
    r"-(?:related|associated|induced)\s"
    r"|[)\s]*(?:that |which )?(?:leading to|led to|lead to|leads to|resulting in|resulted in|causing"
    r"|caused|requiring|with (?:a )?|(?=(?:end|stopp|halt|interrupt|delay)(?:ed|ing)\b))[\s\w]{0,20}",
    re.IGNORECASE,
)
_FATAL = re.compile(r"\bfatal\s$")
_REASON = re.compile(r"\s(?:was|were) (?:the |a )?(?:\w+ ){0,2}(?:reason|cause) (?:for|of) [\w ]{4,30}", re.IGNORECASE)


def read_compound(clause: Clause, slot: Slot) -> None:
    """ "Died of an adverse event", "discontinuation due to one": another outcome than the event itself.

    The table's own outcome with those words is taken; where it has none, the number cannot be checked.
    """
    if slot.unit not in ("%", "patients", "events", "deaths", None) or slot.carried or slot.statistics & cues.RATIOS:
        return
    if _did_so(clause, slot) or _read_effect(clause, slot) or _take_of_events(clause, slot):
        return
    titled = bool(slot.outcomes) and slot.outcomes[0] in clause.evidence.title_words
    leads = titled and fits(clause, slot, slot.outcomes[0])
    mentions = clause.mentions.get("outcome", ())
    own = {mention.term.name for mention in mentions if mention.start == slot.told_at}
    for mention in mentions:
        here = mention.start == slot.told_at
        if mention.term.name not in slot.outcomes or (mention.term.name in own and not here):
            continue  # the same event, told of another number
        event = mention.term.category == "safety" and (here or not leads)
        if (stem := _compound_of(clause, mention, event=event)) is not None:
            _take_compound(clause, slot, mention, stem)
            return


def _compound_of(clause: Clause, mention: Mention, *, event: bool) -> re.Pattern[str] | None:
    """What is told to have come of what a mention names: the stem of its titles.

    Args:
        event: Whether it is told as an event.
    """
    low, high = clause.sentence.start, clause.sentence.end
    reason = _REASON.match(clause.text, mention.end)
    due = _DUE.search(clause.text, max(low, mention.start - 24), mention.start)
    if not (event or reason or due):
        return None
    before = clause.text[max(low, mention.start - 50) : mention.start]
    after = clause.text[mention.end : min(high, mention.end + 50)]
    cause, effect, fatal = _CAUSE.search(before), _EFFECT.match(after), _FATAL.search(before)
    caused = cause and (event or _DUE.search(before))
    for said, stem in _COMPOUNDS:
        if stem.search(mention.term.name):
            continue
        if (caused and said.search(before)) or (reason and said.search(reason[0])):
            return stem
        if effect and said.search(after[: effect.end() + 16]):
            return stem
        if fatal and said.search("fatal") and any(map(stem.search, _titles_of(clause, mention.text))):
            return stem
    return None


def _did_so(clause: Clause, slot: Slot) -> bool:
    """Bind a number to the effect told before, of another event: "infections led to it in 2.8 %, any event did so"""
    mention = next((it for it in clause.mentions.get("outcome", ()) if it.start == slot.told_at), None)
    if mention is None or not _SO.search(clause.text, mention.end, slot.expression.start):
        return False
    before = clause.text[max(0, mention.start - _EARLIER) : mention.start]
    stem = next((stem for said, stem in _COMPOUNDS if said.search(before)), None)
    if stem is None:
        return False
    _take_compound(clause, slot, mention, stem)
    return True


_SO = re.compile(r"\b(?:did|does|do|done) so\b", re.IGNORECASE)
_EARLIER = 240
"""Code points before an event in which what others did is told."""


_REASON_FIRST = re.compile(
    r"\W*(?:for|because of|due to|owing to|as a (?:result|consequence) of|on account of|in response to)\s"
    r"(?:an? |the )?",
    re.IGNORECASE,
)
_THAT_REASON = re.compile(
    r"\b(?:for|because of|due to|owing to) (?:that|this|the same|these|it|them)"
    r"(?: (?:reason|cause|reactions?|events?))?\b",
    re.IGNORECASE,
)


def _read_effect(clause: Clause, slot: Slot) -> bool:
    """Bind a number to what came of an event told before it: "For reactions, it was interrupted in 8 %"."""
    told = slot.outcomes[0].casefold() if slot.outcomes else ""
    told_alone = (
        any(row.outcome.casefold() == told for row in clause.evidence.results(slot.outcomes[0])) if told else True
    )
    if _take_other_effect(clause, slot):
        return True
    if (_THAT_REASON.search(slot.after) or _THAT_REASON.search(slot.before)) and _take_same_cause(clause, slot):
        return True
    for mention in clause.mentions.get("outcome", ()):
        known = mention.term.category == "safety" and (mention.term.name.casefold() in told or not told_alone)
        if not known or not _is_reason(clause, slot, mention):
            continue
        for said, stem in _COMPOUNDS:
            if _near(said, slot) and not (told_alone and stem.search(told)):
                _take_compound(clause, slot, mention, stem)
                return True
    return False


def _take_same_cause(clause: Clause, slot: Slot) -> bool:
    """ "Interrupted due to a reaction in 29.9 %, and 0.6 % stopped for that reason": the cause in a title before."""
    told = slot.outcomes[0] if slot.outcomes else ""
    for mention in reversed(clause.mentions.get("outcome", ())):
        name = mention.term.name.casefold()
        cause = name.partition(" due to ")[2] or (name if mention.term.category == "safety" else "")
        if not cause or mention.end > slot.expression.start:
            continue
        for said, stem in _COMPOUNDS:
            other = stem.search(told) or _near(said, slot)
            titles = [title for title in _titles_of(clause, cause) if stem.search(title)] if other else []
            if len(titles) == 1 and titles[0] != mention.term.name:
                slot.outcomes, slot.grades = (titles[0],), frozenset()
                return True
    return False


def _take_other_effect(clause: Clause, slot: Slot) -> bool:
    """ "0.6 % stopped the drug because of a reaction, 29.9 % needed an interruption": another effect of one cause."""
    told = slot.outcomes[0] if slot.outcomes else ""
    cause = told.partition(" due to ")[2] or (told if _TURNED.search(slot.before) else "")
    for said, stem in _COMPOUNDS if cause else ():
        if _near(said, slot) and not stem.search(told):
            titles = [title for title in _titles_of(clause, cause) if stem.search(title)]
            held = [title for title in titles if title.endswith(f" due to {cause[:1].casefold()}{cause[1:]}")]
            if len(held) == 1:
                slot.outcomes, slot.grades = (held[0],), frozenset()
                return True
    return False


def _take_of_events(clause: Clause, slot: Slot) -> bool:
    """ "TEAEs ... did not translate into more discontinuations (8 %)": those of the one kind of event told before."""
    general = slot.outcomes[0] if slot.outcomes else ""
    if slot.told_at is None or not general or general in clause.evidence.title_words:
        return False
    stem = next((stem for _, stem in _COMPOUNDS if stem.search(general)), None)
    if not stem:
        return False
    events = {
        mention.term.name
        for mention in clause.mentions.get("outcome", ())
        if mention.term.category == "safety" and mention.end <= slot.told_at
    }
    lead = f"{events.pop()} leading to" if len(events) == 1 else ""
    titles = [title for title in _titles_of(clause, lead) if lead and title.startswith(lead) and stem.search(title)]
    if len(titles) != 1:
        return False
    slot.outcomes, slot.grades = (titles[0],), frozenset()
    return True


_TURNED = re.compile(r",?\s(?:although|though|but|while|whereas|yet)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
"""Right before a number whose part of the sentence begins with it."""


def _is_reason(clause: Clause, slot: Slot, mention: Mention) -> bool:
    """Whether an event is told before a number as the reason of what the number counts."""
    if mention.end > slot.expression.start:
        return False
    first = _REASON_FIRST.match(clause.text, clause.sentence.start)
    led = _LED.match(clause.text, mention.end)
    return (
        (first is not None and first.end() == mention.start)
        or led is not None
        or _THAT_REASON.search(slot.after) is not None
    )


_LED = re.compile(r"\s(?:led to|resulted in|prompted|required|caused)\s", re.IGNORECASE)


def _near(said: re.Pattern[str], slot: Slot) -> bool:
    """Whether a word stands right before a number, or behind it in its own clause."""
    behind = re.split(r"[,;]|\band\b", slot.after, maxsplit=1)[0]
    return said.search(slot.before[-_CLOSE:]) is not None or said.search(behind) is not None


_CLOSE = 40


def _titles_of(clause: Clause, words: str) -> list[str]:
    return clause.evidence.titles_with(frozenset(token.form for token in split_tokens(words)))


def _take_compound(clause: Clause, slot: Slot, mention: Mention, stem: re.Pattern[str]) -> None:
    base = mention.term.name.casefold()
    named = [title for title in _titles_of(clause, base) if stem.search(title) and base in title.casefold()]
    named = named or [title for title in _titles_of(clause, mention.text) if stem.search(title)]
    if len(named) > 1:
        named = [title for title in named if fits(clause, slot, title)]
    if len(named) == 1:
        slot.outcomes, slot.grades = (named[0],), frozenset()
    else:
        slot.unknown = f"{stem.pattern.split('|')[0]} ... {mention.text}"
