"""How the words between two names relate them: a list, a cause, a condition, a restriction, a comparison."""

from __future__ import annotations

import re

_MEMBER_END = re.compile(r"[,;.?]|\band\b", re.IGNORECASE)
_LEAD_IN = re.compile(r"^\W*(?:when|if|once|after|where|whenever)\b[^,?]*,", re.IGNORECASE)
"""A clause that says of what the question after it asks: "when it happened, how many stopped"."""
_COMPARES = re.compile(
    r"\b(?:differ\w*|vs\.?|versus|compar\w*|than|against|(?:dis)?agree\w*|which (?:one )?is (?:right|correct)"
    r"|conflict\w*|discrepan\w*)\b",
    re.IGNORECASE,
)
_OF_ALL = (
    r"(?:overall(?! survival| response)|whole|entire|total|full (?:study |trial )?(?:population|cohort)|everyone"
    r"|everybody|all(?: the| randomi[sz]ed)? (?:patients|participants|people|of them)|all[- ]comers|itt)\b"
)
_WHOLE = re.compile(rf"\b{_OF_ALL}", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:patients?|people|those|subjects?|participants?)\W+"
    r"(?:with|having|who (?:had|have|developed|experienced))\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:%|\bper ?cent(?:age)?|\bproportion|\bshare|\bhow many|\bnumbers?|\bcount)"
    r"\W+(?:(?:of|with|had|in|the|who|were|patients|pts|people|participants|subjects|those|these|them)\W+)*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?<!\band )(?<!\bor )(?<!, )(?<!\bdiffered )(?<!\bdiffer )(?<!\bdifference )\b(?:among|amongst|within|in)"
    r"\s(?:the\s|those\s|all\s|patients\s)*(?:with\s|who\s)?(?:an?\s)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"^\W*(?:(?:rates?|incidences?|frequenc(?:y|ies)|percentages?|proportions?|shares?|numbers?|figures?|counts?|events?)\b\W*)?"
    r"(?:and|or|plus|as well as|along with|together with|also|in addition to|[&+,/])\W*",
    re.IGNORECASE,
)
_LINKS_CAUSE = re.compile(
    r"^\W*(?:(?:was|were|is|are|has|have|had|patients?|pts|treatment|therapy|the|their|any|drug|early|permanently"
    r"|most|often|frequently|commonly|mainly|mostly|usually)\W+)*"
    r"(?:of|from|due to|because of|owing to|caused(?: by)?|on account of|for|leading to|led to|led most often to"
    r"|resulting in|resulted in|that led to|->|-->|=>|→)"
    r"\W*(?:(?:an?|the|any|most|treatment|therapy|study|their)\W+)*$",
    re.IGNORECASE,
)
_ONLY_JOINS = re.compile(
    r"^\s*(?:(?:no|nos|nr|numbers?|ids?)\b\.?\s*)?(?:,|/|&|\+|(?:,\s*)?\b(?:and|or|plus|as well as|vs\.?|versus)\b)"
    r"\s*(?:\b(?:the|of|for|by|its|then)\b\s*)*$",
    re.IGNORECASE,
)
_WHOLE_TOO = re.compile(
    rf"\b{_OF_ALL}[^.?]{{0,40}}\b(?:and|vs\.?|versus|compared|or|,)"
    rf"|\b(?:and|or|as|from)\W+(?:(?:in|with|that of|the)\W+)*{_OF_ALL}"
    rf"|\b(?:vs\.?|versus|against|compared? (?:with|to|against)|than)\W+(?:[\w-]+\W+){{0,3}}?{_OF_ALL}"
    r"|\b(?:vs\.?|versus|against|compared? (?:with|to|against))\W+all(?=\W*$|[,;:])"
    rf"|,[^,?.]{{0,20}}\b(?:{_OF_ALL}|all\b)[^,?.]{{0,20}}\b(?:too|as well|also)\W*$",
    re.IGNORECASE,
)
_CONSEQUENCES = (
    (
        "discontinuation",
        re.compile(
            r"\b(?:discontinu\w*|not completed|withdr[ae]w\w*"
            r"|(?<!temporarily )stop(?:ped|ping|s)?(?! (?:temporarily|briefly|(?:mid|half|part)-?\s?way"
            r"|for a (?:while|time|moment|bit)))"
            r"|drop(?:ped|ping|s)?[\s-]?outs?|quit|ceas(?:ed|ing)"
            r"|(?:came|come|coming|went|go|going|taken|take) off|ga?i?ve(?:n|s)? up|pull(?:ed)? out"
            r"|(?:left|leav(?:e|es|ing)) (?:the |their |study |trial )*"
            r"(?:trial|study|drugs?|treatment|therapy|medication))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "interruption",
        re.compile(
            r"\binterrupt\w*\b|\b(?:with)?held\b|\bpaus\w+\b|\bsuspend\w*\b|\bon hold\b"
            r"|\bbr(?:eak(?:ing)?|oken?) (?:[\w-]+ ){0,4}?off\b|\bcut short\b"
            r"|\b(?:stopp?|halt)\w* (?:temporarily|briefly|(?:mid|half|part)-?\s?way|for a (?:while|time|moment|bit))\b"
            r"|\btemporar(?:il)?y (?:stop|halt|discontinu)\w*",
            re.IGNORECASE,
        ),
    ),
    (
        "dose reduction",
        re.compile(
            r"\breduc(?:tions?|ed)\b(?! (?:of |in )?(?:the )?(?:rates?|risks?|numbers?|incidence|frequenc\w+|odds"
            r"|hazard|chances?|likelihood|shares?|proportions?)\b)",
            re.IGNORECASE,
        ),
    ),
    ("dose delay", re.compile(r"\bdelay\w*\b", re.IGNORECASE)),
    ("death", re.compile(r"\b(?:deaths?|fatal\w*|died|lethal)\b", re.IGNORECASE)),
    ("duration", re.compile(r"\b(?:duration|lasted|how long)\b", re.IGNORECASE)),
    (
        "onset",
        re.compile(
            r"\b(?:onset|on day|first day|day \d|time to|(?:which|what) (?:day|cycle|week|month))\b"
            r"|\bwhen (?:did|do|does|were|was)\b[^?]*\b(?:happen|occur|start|begin|appear|set in|show up|develop)\b"
            r"|\b(?:take|took|taken|takes|until|before)\s(?:\w+\s)?(?:to\s)?(?:appear|occur|happen|set in|show up"
            r"|develop|come on|came on|emerge|arise)\w*\b|\bhow (?:soon|quickly|early|many (?:hours|days|weeks))\b[^?]*"
            r"\b(?:appear|occur|happen|set in|show up|come on|came on|emerge|arise|arose)\w*\b",
            re.IGNORECASE,
        ),
    ),
    ("relatedness", re.compile(r"(?<!infusion[ -])\brelated\b(?! to)|\brelated to\b|\battribut\w*\b", re.IGNORECASE)),
)
_RESTRICTS_BEFORE = re.compile(
    r"\b(?:in|among|amongst|for|with|without|under|over|during|versus|vs|than|from|by|at|after|before|on|of|who|whose|are|were|"
    r"had|have|having|receiving|treated|excluding|including)\W+(?:[\w'’-]+\W+){0,2}$",
    re.IGNORECASE,
)
_RESTRICTS_AFTER = re.compile(
    r"^\W*(?:[\w-]+\W+)?(?:patients?|subjects?|participants?|people|persons?|population|subgroups?|cohorts?|group|arm|disease)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"[a-z]{3,}(?:ed|ing|ly|wise)", re.IGNORECASE)
"""A verb's form or an adverb: such a word describes people only where it follows a preposition or people follow it."""
_GOVERNS = re.compile(r"\b(?:in|among|amongst|with|without|who|whose|were|are|excluding|including)\W+$", re.IGNORECASE)
_TAKEN_FOR = re.compile(r"\s(?:as|around|about)\b", re.IGNORECASE)
"""After a verb by which something is only named or said: "were classified as late", "both numbers are going around"."""
_JOINS_ON = re.compile(r"\b(?:plus|and|or|with)\b|[+/&,]", re.IGNORECASE)
"""What joins a further word to a name, so that the preposition before the name governs both."""
_TERSE = 6
"""Words up to which a question is a list of slots, in which every word counts."""


def includes_whole(text: str) -> bool:
    """Whether the whole population is asked for beside a part of it ("overall and in the elderly")."""
    return bool(_WHOLE_TOO.search(text))


def consequences(text: str) -> tuple[str, ...]:
    """What is said of an event beside its rate: discontinuation for it, death from it, its duration."""
    return tuple(name for name, pattern in _CONSEQUENCES if pattern.search(text))


def consequences_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The consequences that stand with the event named at a span, in the same member of a list."""

    lead = _LEAD_IN.match(text)

    def together(match: re.Match[str]) -> bool:
        between = text[end : match.start()] if match.start() >= end else text[match.end() : start]
        led = lead and end <= lead.end() <= match.start()
        return not _MEMBER_END.search(text[lead.end() : match.start()] if lead and led else between)

    return tuple(name for name, pattern in _CONSEQUENCES if any(together(match) for match in pattern.finditer(text)))


def compares(text: str) -> bool:
    """Whether two things are held against each other, so that neither restricts the other."""
    return bool(_COMPARES.search(text))


def names_whole(text: str) -> bool:
    """Whether the whole population is named."""
    return bool(_WHOLE.search(text))


def is_condition(before: str) -> bool:
    """Whether what follows is what patients have: "in patients with anaemia"."""
    return bool(_CONDITION.search(before))


def is_counted(before: str) -> bool:
    """Whether what follows is counted: "% ISS III", "proportion with high risk"."""
    return bool(_COUNTED.search(before))


def counts_within(before: str) -> bool:
    """Whether what follows are those among whom what stands before is counted: "impairment in early relapse"."""
    return bool(_WITHIN.search(before))


def is_joined(between: str) -> bool:
    """Whether the words between two names list them ("PFS and OS"), so that neither restricts the other."""
    return bool(_JOINED.match(between))


def only_joins(between: str) -> bool:
    """Whether nothing stands between two names but what lists them ("A, B and of C")."""
    return bool(_ONLY_JOINS.match(between))


def links_cause(between: str) -> bool:
    """Whether the words between two events make one the cause of the other ("died of", "AEs -> discontinuation")."""
    return bool(_LINKS_CAUSE.match(between))


def restricts(text: str, start: int, end: int, *, after: int = 0) -> bool:
    """Whether the word at a span narrows what is asked: a name, a code, what follows a preposition, what people are.

    "split" in "how were they split" narrows nothing; "vegans" in "PFS in vegans" does, and in a few words everything.
    A verb or an adverb by itself ("of each arm classed as early", "roughly") narrows nothing, nor does what follows
    another name of the same preposition.

    Args:
        after: Where the last name before the word ends: a preposition before it governs that name.
    """
    word = text[start:end]
    named = (word[:1].isupper() and text[:start].strip() != "") or any(character.isdigit() for character in word)
    if not named and _VERB.fullmatch(word) and not _RESTRICTS_AFTER.match(text[end:]):
        return bool(_GOVERNS.search(text[:start])) and not _TAKEN_FOR.match(text[end:])
    governed = _RESTRICTS_BEFORE.search(text[:start])
    return (
        named
        or len(text.split()) <= _TERSE
        or bool(governed and (governed.start() >= after or _JOINS_ON.search(text[after:start])))
        or bool(_RESTRICTS_AFTER.match(text[end:]))
    )


def start_of_restriction(text: str, start: int) -> int:
    """Where the phrase begins that the word at ``start`` restricts a question by: at its preposition ("in vegans")."""
    match = _RESTRICTS_BEFORE.search(text[:start])
    return match.start() if match else start
