"""What an event brought about, where another sentence or a pronoun tells it: "In 33 % because of a reaction"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention, split_tokens

_DUE = Rare(
    r"\b(?:because of|due to|owing to|on account of|as a result of)\s(?:an? |any |the )?",
    "because of",
    "due to",
    "owing to",
    "account",
    "result of",
)
_MOSTLY = re.compile(
    r",?\s(?:mostly|mainly|chiefly|largely|usually|in most cases|above all)\s(?:an? |the )?$", re.IGNORECASE
)
_IT = re.compile(
    r"\b(?:because of|due to|owing to|on account of|as a result of|for)\s"
    r"(?:(?:an?|the|these|this|those|such(?: an?)?)\s(?:reactions?|events?|episodes?)"
    r"|one|it|them|this|these|such an? \w+)\b(?! \w+ing)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?P<interrupt>interrupt)|\b(?P<discontin>discontinu|stop|quit|give up|given up|come off)|\b(?P<withdraw>withdr)"
    r"|\b(?P<reduc>reduc)|\b(?P<delay>delay)|\b(?P<death>die[ds]?\b|death|fatal)",
    re.IGNORECASE,
)
_BEFORE = 200
"""Code points before a sentence in which what is asked of an event is looked for."""


def read_effect_before(clause: Clause, slot: Slot, context: Context) -> None:
    """Read what an event brought about from the sentence before, and the event that "because of one" means.

    The table's one title with both is taken; where it has none, the number cannot be checked.
    """
    if slot.unit not in ("%", "patients", None):
        return
    start = slot.expression.start - len(slot.before)
    if _AND_TO.search(slot.before) and _LED_TO.search(clause.text, clause.sentence.start, start):
        _read_led(clause, slot, context, at=start)
    only_effect = not slot.outcomes and bool(context.outcomes) and bool(_effects(slot.unknown or ""))
    if not slot.outcomes and not only_effect:
        return
    sentence = clause.text[clause.sentence.start : clause.sentence.end]
    due = _DUE.search(sentence)
    if slot.item is None and (led := _IT_LED.search(sentence)):
        _read_led(clause, slot, context, at=clause.sentence.start + led.start())
    if due is None and (slot.carried or only_effect) and slot.item is None and context.outcomes:
        _read_bare(clause, slot, context)
    if due is None or slot.item is not None:
        return
    effects = _effects(sentence)
    if effects:
        _read_pronoun(clause, slot, context, _effects_beside(slot) or effects)
        return
    asked = _effects(clause.text[max(0, clause.sentence.start - _BEFORE) : clause.sentence.start])
    cause = next((it for it in clause.mentions.get("outcome", ()) if it.start == slot.told_at), None)
    if cause is None or cause.term.category != "safety" or not asked or not _is_cause(clause, cause):
        return
    _settle(slot, _titles(clause, (cause.text, cause.term.name), asked[-1:]), f"because of {cause.text}")


def _read_pronoun(clause: Clause, slot: Slot, context: Context, effects: Sequence[str]) -> None:
    told = _IT.search(clause.text, clause.sentence.start, clause.sentence.end)
    if told is None or not context.outcomes:
        return
    name = context.outcomes[0]
    names = [name, *(part for part in _OF_CAUSE.split(name)[1:] if part)]
    _settle(slot, _titles(clause, names, effects), told[0])


def _read_bare(clause: Clause, slot: Slot, context: Context) -> None:
    """Read what came of the event that the sentence before tells: "In 29.9 %, it had to be interrupted"."""
    effects = [it for it in _effects_beside(slot) if it in _OF_TREATMENT]
    if effects and effects[-1] not in "".join(slot.outcomes[:1]).casefold():
        _settle(slot, _titles(clause, context.outcomes[:1], effects[-1:]), effects[-1])


def _effects_beside(slot: Slot) -> list[str]:
    """What came of an event, in the words of a number's own part of the sentence, else in those before it."""
    before, behind = slot.before[-_NEAR:], _CLAUSE_END.split(slot.after, maxsplit=1)[0]
    return (_effects(f"{_CLAUSE_END.split(before)[-1]} {behind}") or _effects(before))[-1:]


_CLAUSE_END = re.compile(r"[,;.]|\band\b")
_NEAR = 60
"""Code points before a number in which what came of an event is told."""
_OF_TREATMENT = ("interrupt", "discontin", "withdraw")
"""What may come of an event to the treatment, of the effects."""


def _read_led(clause: Clause, slot: Slot, context: Context, *, at: int) -> None:
    """Read what a pronoun's event brought about: "it led to discontinuation in 0.6 %"."""
    if slot.expression.start < at:
        return
    before = [
        it.term.name for it in clause.mentions.get("outcome", ()) if it.end <= at and it.term.category == "safety"
    ]
    names = before[::-1] or list(context.outcomes[:1])
    effects = _effects(clause.text[at : slot.expression.end])
    titles = _titles(clause, names, effects[-1:]) if effects else []
    if len(titles) == 1:
        _settle(slot, titles, "")


_AND_TO = re.compile(r"\band (?:also )?to (?:an? |the |its |their )?[a-z]+\b[^.;,0-9]{0,30}$", re.IGNORECASE)
_LED_TO = Rare(r"\b(?:led|leading) to\b", "led to", "leading to")
"""In "reactions led to discontinuation in 0.6 % and to interruption in 29.9 %"."""
_IT_LED = Rare(
    r"(?:[;,.] |^|\b(?:and|but) )(?:it|this|they|these|which|such reactions?|such events?)"
    r" (?:only |rarely |seldom |also )?(?:led to|resulted in|caused|prompted|was the reason|were the reason)\b",
    "led to", "resulted", "caused", "prompted", "reason",
)  # fmt: skip
_OF_CAUSE = re.compile(r" (?:due to|because of|owing to|leading to) ")
"""Between effect and cause in a title: "interruption due to infusion-related reaction"."""


def _is_cause(clause: Clause, mention: Mention) -> bool:
    before = clause.text[max(clause.sentence.start, mention.start - 40) : mention.start]
    return (
        _MOSTLY.search(before) is not None
        or re.search(f"(?:{_DUE.pattern.pattern})$", before, re.IGNORECASE) is not None
    )


def _effects(text: str) -> list[str]:
    return [match.lastgroup or "" for match in _WORDS.finditer(text)]


def _titles(clause: Clause, names: Sequence[str], effects: Sequence[str]) -> list[str]:
    """The titles that have the words of a cause and one that begins as an effect."""
    stems = (*effects, "fatal") if "death" in effects else tuple(effects)
    for name in names:
        forms = frozenset(form for token in split_tokens(name) for form in (token.form,) if len(form) > len("to"))
        held = [
            title
            for title in clause.evidence.titles_with(forms)
            if any(word.startswith(stem) for word in clause.evidence.title_words[title] for stem in stems)
        ]
        if held:
            return held
    return []


def _settle(slot: Slot, titles: Sequence[str], words: str) -> None:
    if len(titles) == 1:
        slot.outcomes, slot.unknown, slot.alternatives, slot.grades = (titles[0],), None, (), frozenset()
    else:
        slot.unknown = words
