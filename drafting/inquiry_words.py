"""How people write to a medical-information team: greetings, signatures, requests and courtesies."""

from __future__ import annotations

import re


def _any_of(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_CLOSE = _any_of(
    r"(?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?|many)\s+(?:regards|wishes|thanks)",
    r"thank(?:s| you)(?:\s+(?:very much|so much|in advance|again|for your (?:help|time|support|assistance)))*",
    r"regards",
    r"yours\s+\w+",
    r"sincerely",
    r"respectfully",
    r"cheers",
    r"sent from my",
)
HEADER = re.compile(r"^(?:from|to|cc|bcc|sent|date|received|subject|re|fwd?)\s*:.*$", re.IGNORECASE)
GREETING = re.compile(
    r"^(?:(?:dear|hi|hello|hey)\b[^,:;!?.\n]{0,60}(?:[,:;!]|\.(?=\s)|$)"
    r"|to whom it may concern\W*"
    r"|good (?:morning|afternoon|evening|day)\b[^,:;!?\n]{0,40}(?:[,:;!.]|$)"
    r"|greetings\W+)\s*",
    re.IGNORECASE,
)
SIGNATURE = re.compile(rf"^(?:{_CLOSE}\b[^?]{{0,60}}|--\s*|_{{3,}})$", re.IGNORECASE)
CLOSE_IN_LINE = re.compile(rf"(?<=[.?!])\s+{_CLOSE}\b[^?]*$", re.IGNORECASE)
EARLIER_MAIL = re.compile(r"^(?:>|-{3,}\s*original message|on .{5,80} wrote:)", re.IGNORECASE)
LIST_MARK = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z]\)|[-*•–])\s+")
LIST_IN_LINE = re.compile(
    r"(?<=[:;,?.])\s+(?:[-•*]|\(?\d[.)]|[a-h]\))\s+|(?<=\w)\s+[-•*]\s+(?=[A-Za-z])"
    r"|(?:,|;)?\s+(?:(?:and|as well as|plus)\s+)?\((?:\d|[a-h]|i{1,3}|iv|v)\)\s+",
    re.IGNORECASE,
)
CONTINUATION = re.compile(
    r"^(?:specifically|in particular|especially|particularly|namely|including|for example|e\.g\.)\b", re.IGNORECASE
)
"""How a sentence begins that only narrows the question before it."""
ANNOUNCEMENT = re.compile(
    r"\b(?:following|two|three|four|some|few|several) (?:\w+ )?(?:questions?|things|points|items)\b|:$", re.IGNORECASE
)
"""A sentence that only announces the questions that follow."""
_ASKING = _any_of(
    *"asks? asked inquires? enquires? wonders?".split(),
    "(?:is|are) (?:also )?asking",
    "(?:called|phoned|rang|telephoned|wrote|e-?mailed)(?: us)?(?: in)? (?:asking|wondering|wanting to know"
    "|to (?:ask|enquire|inquire|find out))",
    "(?:wants?|wish(?:es)?|needs?) (?:also )?to know",
    "would (?:also )?(?:like|want|need) to know",
    "(?:wants?|needs?|requests?|would (?:also )?like) (?=(?:the|any|some|all|more|data|details|information|figures) )",
)
_REQUESTER = (
    r"(?:(?:an?|the|my|our|one|this)\s(?:[\w-]+,?\s){1,6}?|(?:he|she|they)\s)(?:(?:also|then|further|has|have)\s){0,2}"
)
"""Who is said to ask, where somebody else writes: "a nephrologist", "she also"."""
REQUEST = re.compile(
    r"\b(?:please|kindly)\b.*\b"
    + _any_of(*"send provide share tell let give clarify confirm explain advise comment summari[sz]e supply".split())
    + r"\b|\b(?:could|can|would|will) you\b"
    r"|\b(?:i|we)(?:'d| would)? (?:like|want|need|wish|appreciate)\b.*\b"
    + _any_of(*"know information data details receive ask see understand have".split())
    + r"\b|\b(?:interested in|looking for|(?:en|in)quir\w+ about|asking (?:about|for)|requesting|request for)\b"
    r"|^(?:information|data|details|results)\b"
    rf"|^{_REQUESTER}{_ASKING}\b",
    re.IGNORECASE,
)
_QUESTION_WORDS = "what which how who when where why"
_VERBS = "is are was were do does did has have can could should"
ASKS = re.compile(rf"^{_any_of(*f'{_QUESTION_WORDS} {_VERBS} any'.split())}\b", re.IGNORECASE)
DIRECT = re.compile(
    rf"^(?:{_any_of(*_QUESTION_WORDS.split())}\s+)?(?:[\w-]+\s+){{0,2}}{_any_of(*_VERBS.split())}\b", re.IGNORECASE
)
"""How a question begins that asks by itself: "how often did it occur", not "how often it occurred"."""
SECOND_QUESTION = re.compile(
    r"(?:,|;)?\s+(?:and|also)(?: also)?,?\s+(?=" + _any_of(*_QUESTION_WORDS.split()) + r"\b)"
    r"|(?:,|;)?\s+(?:and|also|as well as|plus)(?: also)?\s+(?=(?:about|regarding|concerning)\s)"
    r"|[,;]\s+(?:and|also|as well as|plus)\s+(?=(?:on|for)\sthe\s)"
    r"|,\s+(?=(?:how|what|whether)\s)|,?\s+and\s+(?=(?:if|whether)\s)|,\s+and\s+(?=to know\s)",
    re.IGNORECASE,
)
"""Where a sentence asks a second time."""
_ORDER = _any_of(
    *"and also next finally lastly furthermore additionally first(?:ly)? second(?:ly)? third(?:ly)?".split(),
    "in addition",
)
_WISH = _any_of(
    r"(?:could|can|would|will) you (?:also )?(?:please |kindly )?(?:be so kind as to |be able to )?",
    r"(?:i|we)(?:'d| would)? (?:also )?(?:like|want|need|wish) to\s+",
    r"(?:i am|we are|i'm|we're) (?:also )?writing to (?:ask|enquire|inquire|request)(?: about| for)?\s+",
    r"(?:i am|we are|i'm|we're) (?:also )?(?:interested in|looking for|asking (?:about|for)|wondering)\s+",
    r"i (?:was )?wonder(?:ing)?\s+",
    rf"{_REQUESTER}{_ASKING}\b\s*(?:us\s+)?(?:(?:about|for)\s+)?",
    r"(?:about|regarding|concerning)\s+",
)
_TELLING = _any_of(
    r"(?:tell|send|give|inform|let|provide|share with|advise) (?:me|us)(?: know)?(?: with| about| of| on)?\s+",
    r"(?:know|find out|ask|learn)(?: about| of)?\s+",
    r"(?:provide|share|send|give|supply)(?: me| us)?\s*:\s*",
    r"(?:provide|receive|share|send|have|get|request)\s+"
    r"(?=(?:any |some |the |more |further )?(?:information|data|details|results)\b)",
)
JOINING = re.compile(rf"^(?:(?:{_ORDER}|plus|as well as)\b,?\s+)+|^to know\s+", re.IGNORECASE)
"""How a question begins that follows another."""
ADDED = re.compile(
    rf"^(?:{_ORDER}|plus|as well as|the same|likewise)\b[,:]?\s+(?!(?:i|we|you|he|she|it|they|this|my|our|her|his)\b)"
    r"(?:(?!\b(?:who|that|which|whose|is|are|was|were|has|have|had|will|would|develop\w*|experienc\w*|report(?:s|ed)?)\b)[^?])*"
    r"(?:\b(?:who|that|which|whose)\b|[.?!]?$)",
    re.IGNORECASE,
)
"""What is asked in addition, without a verb: "Also results in patients aged 70 and over."."""
LEADING_IN = re.compile(
    r"^(?:(?:any|some|the|more|further|all) )*(?:information|data|details|results)? ?(?:on|about|regarding|of|for)? ?$",
    re.IGNORECASE,
)
"""What is left of a sentence without its courtesies where a list follows: "data on"."""
COURTESY = re.compile(rf"^(?:{_ORDER}\b,?\s+)*(?:please\s+|kindly\s+)?{_WISH}?(?:please\s+)?{_TELLING}?", re.IGNORECASE)
"""What stands before a question and is no part of it; it matches every text, often with nothing."""
