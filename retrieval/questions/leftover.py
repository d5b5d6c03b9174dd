"""Words of a question that no slot accounts for, and whether one of them narrows what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.questions import relations, wording
from retrieval.questions.other_senses import paid_in_harm
from retrieval.terms import Mention, Token, common_words, split_tokens

_COMPARATORS = (">", ">=", "<", "<=")
_SIDES = frozenset("sided one-sided two-sided tailed one-tailed two-tailed sides tails".split())
"""Words for the sides of a test, which are told with its p-value."""
_COMPARED = ("p", "hr", "or", "value", "ratio")
"""Words of which a comparator states the size, where elsewhere it bounds a part of the population (">65")."""


def left_over(
    text: str, tokens: Sequence[Token], mentions: Sequence[Mention], *, landmark: str | None
) -> tuple[Token, ...]:
    """Words that neither a term nor common language accounts for; a drug of no held trial counts among them."""
    figures = any(m.term.kind == "outcome" for m in mentions)
    covering = [m for m in mentions if not (m.term.kind == "drug" and m.term.trial is None)]
    covering = [m for m in covering if not (figures and m.term.kind == "topic")]  # a topic restricts no figure
    tested = any(m.term.kind == "statistic" and m.term.name == "p-value" for m in mentions)
    time_words = {token.form for token in split_tokens(landmark or "")}

    def accounted_by(token: Token) -> bool:
        return any(m.start <= token.start and token.end <= m.end for m in covering)

    def accounted(token: Token) -> bool:
        return (
            accounted_by(token)
            or token.form in common_words()
            or token.form in time_words
            or token.form in wording.NUMBER_WORDS
            or (tested and token.form in _SIDES)
            or not any(character.isalpha() for character in token.form)
            or len(token.form) == 1
        )

    bounds = [
        Token(sign.start, number.end, f"{sign.text}{number.text}", f"{sign.form}{number.form}")
        for before, sign, number in zip((None, *tokens), tokens, tokens[1:], strict=False)
        if sign.form in _COMPARATORS
        and number.form[:1].isdigit()
        and not accounted_by(sign)
        and (before is None or before.form not in _COMPARED)
    ]
    told = [m.end for m in mentions if m.term.kind in ("subgroup", "outcome", "population")]
    pointing = {match.start("noun") for match in _POINTING.finditer(text) if any(e <= match.start() for e in told)}
    left = [token for token in tokens if not accounted(token) and token.start not in pointing]
    return (*without_times(text, left), *bounds)


def without_times(text: str, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words without those that tell of an analysis when it was made: "early data" are those of no early event.

    And without a price that is paid in harm.
    """
    timed = [match.span("when") for match in _OF_TIME.finditer(text)]
    kept = (token for token in tokens if not any(a <= token.start < b for a, b in timed))
    return tuple(t for t in kept if not paid_in_harm(t.text, text[: t.start], text[t.end :]))


_OF_TIME = re.compile(
    r"\b(?P<when>(?:early|late|mature|immature|preliminary)(?:\s(?:and|or|vs\.?|versus|to)\s(?:early|late|mature))?)"
    r"\s(?:data|results?|figures?|numbers?|analys[ei]s|looks?|read-?\s?outs?|reports?|updates?|cut-?\s?offs?|cuts?"
    r"|(?:in\s)?(?:20\d\d|(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)|(?:that|this|the) year)\b",
    re.IGNORECASE,
)


_POINTING = re.compile(
    r"\b(?:this|that|these|those|such an?|such|the same)\s(?P<noun>[a-z]+)\b(?!\s(?:\w+\s)?(?:patients?|pts"
    r"|people|persons|participants|population|subgroup|group|arm)\b)",
    re.IGNORECASE,
)
"""A noun that stands for what was named before it: "how many had this abnormality"."""


def waits(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """The "time" of "time to neutropenia", which no term has in its name: a rate is no answer to it."""
    starts = [m.start for m in mentions if m.term.kind == "outcome"]
    found = [match.start() for match in _WAIT.finditer(text) if match.end() in starts]
    if not starts and any(m.term.kind == "statistic" and "ratio" in m.term.name for m in mentions):
        found += [match.start() for match in _WAIT.finditer(text)]  # of what no term names
    inside = [place for place in found if any(m.start <= place < m.end for m in mentions)]
    return tuple(token for token in tokens if token.start in found and token.start not in inside)


_WAIT = re.compile(
    r"\b(?:time (?:to|un?till?|before)|duration of|length of) (?:the |their |a |an )?"
    r"(?:first |onset of |achieve |reach |achieving |reaching )?",
    re.IGNORECASE,
)


def restricts(text: str, token: Token, restrictions: Sequence[Mention], *, mentions: Sequence[Mention] = ()) -> bool:
    """Whether a left-over word narrows what is asked, by what stands around it or as part of a restriction.

    Args:
        mentions: The names read: a preposition before one of them ("of each arm classed as") governs that one.
    """
    if any(m.start <= token.start < m.end for m in restrictions):
        return True
    events = [m.start for m in mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    if events and (head := _OF_A_CLASS.match(text)) and token.start < head.end() <= min(events):
        return False  # "GI events: A and B" asks for these two
    counted = {m.term.name for m in mentions if m.term.kind == "outcome"} == {_SIZE}
    if counted and _UNDERWENT.search(text[: token.start]):
        return True  # "how many patients needed a transfusion": not how many there were
    figures = any(m.term.kind == "outcome" for m in mentions)
    names = [m for m in mentions if not (figures and m.term.kind == "topic")]  # a topic restricts no figure
    before = max((m.end for m in names if m.end <= token.start), default=0)
    return relations.restricts(text, token.start, token.end, after=before)


_OF_A_CLASS = re.compile(
    r"\W*(?:(?:any|all|serious|severe|grade\s\S+|the)\s)*(?:GI|gastro-?intestinal|respiratory|cardiac|cardiovascular|vascular"
    r"|ha?ematolog\w+|lung|pulmonary|skin|neurologic\w*|infections?|infectious|metabolic|hepatic|renal)"
    r"(?:\s(?:events?|effects?|disorders?|infections?|toxicit(?:y|ies)|reactions?|AEs?|TEAEs?|problems?))?\s?:\s",
    re.IGNORECASE,
)
"""A heading that only tells of what kind the events behind it are."""
_SIZE = "Patients randomised"
_UNDERWENT = re.compile(
    r"\b(?:need(?:ed|ing|s)?|required?|underwent|undergo|received?|got|had|took|used|suffered|developed|experienced)\s"
    r"(?:(?:an?|any|the|some|more|further)\s)?(?:[\w-]+\s)?$",
    re.IGNORECASE,
)
"""Before what befell those who are counted."""
