"""Sentences that only wrap what is asked, as the plain question: "as to X, what was found", "what's X again"."""

from __future__ import annotations

import re

from retrieval.questions.occasions import PERSON

_TOPIC = (
    r"(?:as (?:to|for|regards)|regarding|concerning|with (?:regard|respect) to|in regard to|when it comes to"
    r"|in terms of|on the (?:subject|topic|question|matter) of|turning to|speaking of|about)"
)
_SOURCE = (
    r"(?:(?:(?:the|this|your) )?(?:trial|study|paper|publication|article|authors|investigators|record|corpus|sources?)"
    r"|you|we|they|it)"
)
_TELL = (
    r"(?:report(?:ed)?|f[io]u?nd|sh[oe]w(?:ed|n)?|sa(?:y|id)|give|gave|state[sd]?|tell|told|observed?|hold|known?)"
    r"(?: (?:me|us))?(?: about (?:it|that|this))?"
)
_RESULTS = r"(?:the )?(?:results?|figures?|findings|numbers?|data|values?|outcomes?)"
_WRITING = (
    r"(?:writing|preparing|drafting|doing|making|compiling|working on|finalising|putting together|finishing|editing"
    r"|updating|reviewing)"
)
_TEXT = (
    r"(?:summary|overview|report|letter|slides?|talk|review|table|briefing|abstract|article|leaflet|response|memo"
    r"|poster|presentation|newsletter|dossier|handout|case report|manuscript|paper|e-?mail|reply|blog|post)"
)
_NEED = (
    r"(?:need|want|would like|['’]d like|require|could use|am looking for|are looking for"
    r"|have to (?:have|give|state|cite))"
)
_USE = r"(?:use|cite|quote|take|put|give|write|state|print|report)"
_FIGURES = r"(?:data|figures?|numbers?|info(?:rmation)?|results?)"
_COUNTED = r"(?:share|percentage|proportion|number|rate|median|mean|odds|hazard)"
_WRAPPED = tuple(
    (re.compile(rf"(?<!\w)(?:{wrapped})(?!\w)", re.IGNORECASE), plain)
    for wrapped, plain in (
        (
            rf"(?<=^){_TOPIC} (?P<what>[^?,:;.]{{2,70}}?) ?[,:;–—-]+ ?(?:and )?(?:what|which) "
            rf"(?:(?:was|were|has been|have been|is|are|got) {_TELL}"
            rf"|(?:did|does|do|can|could|has|have) {_SOURCE} {_TELL}"
            rf"|(?:was|were|is|are) {_RESULTS}(?: (?:reported|found|given|seen|observed|there|held))?)(?=\W*$)",
            r"what was \g<what>",
        ),
        (
            rf"(?:I|we)(?:['’]m|['’]re| am| are| was| were)? (?:currently |just |busy )?{_WRITING} "
            rf"(?:(?:an?|the|my|our|this|some) )?(?:[\w-]+ ){{0,2}}?{_TEXT}"
            r"(?: (?:on|about|for|of|to) [^,.;?]{2,40}?)?"
            rf"(?:,|;|\.| and| so| -)+ (?:(?:I|we|and|which)\b)? ?{_NEED}",
            "please give",
        ),
        (
            rf"(?<=^)(?:an?|the|one|our|my) (?:[\w-]+ )?{PERSON} (?:from|in|at|based in) (?-i:[A-Z])[^,.?;:]{{2,30}}? "
            r"(?:asks?|asked|wants?|wanted|enquire[sd]|inquire[sd]|would like|is asking|wonders?)(?: us| me)?"
            r"(?: to (?:know|see|have))?(?: about| for)?",
            "please give",
        ),
        (
            r"(?:what|which) (?:number|figure|value)s? (?:should|do|can|must|could|shall|may) (?:I|we|one|you) "
            rf"{_USE}(?: down| in)? (?:for|as)(?![^?]*\d[.·]\d)",
            "what was",
        ),
        (
            r"(?P<ask>what(?:['’]s| is| was| were| are) (?:the |an? )?)(?P<what>[^?,;]{3,80}?),? again(?=\W*$)",
            r"\g<ask>\g<what>",
        ),
        (
            r"(?:is there |are there |do you have |have you got |got )?(?:any|some) "
            rf"{_FIGURES} (?:on|about|for|regarding)(?= the {_COUNTED}\b)",
            "what was",
        ),
    )
)
"""What wraps a question, and what is asked without it."""


def unwrapped(text: str) -> str:
    """The text without what wraps its question; as it is where nothing does."""
    for pattern, plain in _WRAPPED:
        text = pattern.sub(plain, text)
    return text
