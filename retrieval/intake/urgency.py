"""Whether a text tells of an emergency: symptoms that a lay person has or tells of, or that somebody has right now."""

from __future__ import annotations

from retrieval.intake import about, telling
from retrieval.intake.lists import read_lists

_LAY = telling.any_of(
    rf"(?:my|our)\s{telling.WORDS}{telling.KIN}",
    r"(?:he|she)(?:'s)?|(?:grandma|grandpa|granny|mum|mom|dad)(?:'s)?|i(?:'m|'ve)?|my",
)
_OF_TRADE = telling.any_of(
    rf"(?:my|our|this|the|an?)\s{telling.WORDS}(?:{telling.PATIENT}|patients|client)|pt|patient"
    r"|(?:on|at|in) (?:our|my|the) (?:\w+ )?(?:ward|clinic|unit|centre|center|hospital|practice|department)",
    about.ASKER,
)
_NOW = telling.any_of(
    r"(?:right|just|is|are) now|(?:is|are|am|he's|she's|i'm) \w+ing (?:\w+ )?now"
    r"|now (?:has|have|is|are|can't|cannot)|at (?:the|this) (?:moment|minute)|currently"
    r"|(?:is|are|am|i'm|he's|she's) (?:having|getting|turning|going)|(?:minutes?|an hour|half an hour) ago|what now"
    r"|in the (?:infusion )?chair"
)
_OVER = telling.any_of(r"died|dies|dead|death|deceased|passed away|buried|recovered|resolved|years? ago|last year|late")
_CRISIS = telling.any_of(
    r"(?:end|ending|take|taking) my (?:own )?life|kill(?:ing)? myself|suicidal|(?:do not|don't) want to live|"
    r"want to die|(?:harm|hurt)(?:ing)? myself"
)


def is_urgent(question: str, *, told: bool) -> bool:
    """Whether whoever reads the answer has to be sent to care first; ``told`` says that an adverse event is told."""
    text = question.lower().replace("’", "'")
    if _CRISIS.search(text):
        return True
    now = bool(_NOW.search(text))
    if told:
        return now or bool(_LAY.search(text) and not _OF_TRADE.search(text) and not _OVER.search(text))
    named = telling.REACTION.search(text) or next(iter(read_lists().reactions.finditer(text)), None)
    return now and bool(named and _LAY.search(text)) and not telling.SUPPOSED.search(text)
