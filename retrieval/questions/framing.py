"""The words around a question that ask nothing: who asks, that somebody wants to know, in what hurry."""

from __future__ import annotations

import re

from retrieval.questions.occasions import occasion_spans

_SALUTATION = r"^\W*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings)\b[^,.:;!?\n]{0,40}[,.:;!\n]"
_ASKER = (
    r"(?:^|(?<=[.!?,;:]\s))\W*(?:(?:an?|the|our|my|this is an?)\s)?(?:[\w-]+\s){0,3}?"
    r"(?:query|question|enquiry|inquiry|request|here|again)\s*(?:from\s[^:.?!]{1,40})?[:.,–—-](?!\w)"
)
_WISH = (
    r"(?:^|(?<=[.!?,;:\n]\s))[^.?!;:]{0,80}?\b(?:"
    r"(?:wish|want|need|like|keen|curious|eager|trying|love|hope|try)(?:s|es|ed|ing)?\s(?:\w+\s)?to\s"
    r"(?:know|learn|see|ask|understand|find out|hear|be told|check|confirm|clarify)"
    r"|(?:was|were|am|are|is|being|been|get|got)\sasked(?:\s(?:by|for|about|in)\b[^,.?!]{0,40}?)?"
    r"|(?:is|am|are|was|were)\s(?:wondering|asking|curious|interested)|wonders?|asks?(?:\sme|\sus)?"
    r"|(?<!\bor\s)(?:can|could|would|will|may)\s(?:you|i|we|someone|anyone|somebody)\s(?:please\s|kindly\s|possibly\s)?"
    r"(?:tell|give|help|advise|inform|let|send|provide|share|clarify|say|explain|ask|know|find|look up|list|show|state)"
    r"(?:\s(?:me|us))?(?:\s(?:know|out|with))?"
    r")(?:\s(?:about|whether|if|on|in))?\b"
)
_HURRY = (
    r"[,;.(–—-]?\s*\b(?:in an? (?:rush|hurry)|urgent(?:ly)?|asap"
    r"|(?:just )?(?:a |one |two )?quick (?:ones?|q|questions?)(?: from (?:the|our|my|an?) [\w ]{1,25}?(?=[:.,–—-]))?"
    r"|quick(?:ly)?"
    r"|(?:(?:many|best|kind|warm|with|my) )*(?:thank(?:s| you|ing you)|thx|cheers|ta|regards|wishes)"
    r"(?: (?:(?:so|very|ever so) much|a lot|a million|in (?:advance|anticipation)|again|already|indeed))*"
    r"(?: for (?:your|the|any) (?:\w+ )?(?:help|time|reply|answer|support|attention|efforts?|advice|assistance))?"
    r"|please|pls|plz"
    r"|(?:i |we )?(?:look|looking) forward to (?:your|hearing|the) (?:\w+ ?){0,3}"
    r"|(?:much|greatly) (?:appreciated|obliged)|yours (?:sincerely|truly|faithfully)"
    r"|(?:have|wishing you) a (?:nice|good|great|lovely) (?:day|week|weekend|evening|one)"
    r"|(?:i )?hope (?:you(?: are|'re) (?:well|fine|ok|okay)|this finds you well|you can help(?: me| us)?)"
    r"|(?:i'm |i am |we are )?sorry (?:to (?:bother|trouble|disturb) you|for (?:the|my|another|this) \w+(?: \w+)?)"
    r"|before (?:i|we) (?:quote|cite|use|print|publish|trust|rely on|write to|contact) (?:him|her|them|it|this|that)"
    r"|(?:before|ahead of|for) (?:the |my |our |a |an |today's |tomorrow's )?(?:[\w-]+ ){0,2}?"
    r"(?:board|meeting|clinic|call|slides?|talk|presentation|rounds?|lecture|seminar|journal club|congress|deadline))\b"
    r"(?:\s(?:today|tomorrow|tonight|now|this (?:morning|afternoon|week)))?"
)
_PURPOSE = (
    r"\bfor (?:the|my|our|a|an) (?:[\w-]+ ){0,2}?"
    r"(?:files?|dossiers?|submissions?|slides?|slide deck|deck|letters?|reports?|newsletter|leaflet|poster|manuscript"
    r"|summary|briefing|training|website|records|request|enquiry|inquiry|newspaper|magazine|blog|podcast|programme"
    r"|newsroom|bulletin|handout|kits?|packs?|models?|talk|lecture|business case|tender|appraisal)\b"
    r"|(?:^|(?<=[.!?,;:]\s))(?:as part of|in the (?:context|course|framework) of|in (?:preparation|support) (?:for"
    r"|of)|on behalf of)"
    r"\s[^,.?;:]{2,70}?,?(?=\s(?:i|we|please|could|can)\b)"
    r"|\bfor (?:the|my|our) (?-i:[A-Z]{2,5})(?=\s(?:i|we|please)\b|\s?[,:])"
)
_SIGNATURE = (
    r"\b(?:thanks|thank you|regards|cheers|wishes|sincerely|faithfully|truly|best)\s*[,.!–—-]?\s+"
    r"(?-i:[A-Z])[\w.'-]*(?:[ ](?-i:[A-Z])[\w.'-]*){0,2}"
    r"(?:,?[ ](?:[\w.'-]+[ ]){0,2}(?:unit|team|group|department|desk|office|ward|pharmacy|clinic|library|services?))?"
    r"\W*$"
)
_HEADER = r"^(?:from|to|cc|sent|date)\s?:[^\n?]{0,80}(?:\n|$)"
_ABOUT = (
    r"^[^:?.]{0,60}\b(?:trial|study|record|pilot|paper|comment|item|point|remark|note|subject|topic|task|re|fwd|ticket"
    r"|slide|row|section|chapter|paragraph|reviewer|referee|editor|assessor|page|todo|action)\b[^:?.]{0,30}:(?=\s)"
)
_HEADING = (
    r"^\W*(?:tummy|stomach|belly|gut|bowel|GI|digestive|gastric)\s"
    r"(?:troubles?|problems?|issues?|upsets?|complaints?|stuff)\s?[:–—-]\s(?=\S)"
)
"""Which organ the events behind it are of."""
_SHOULD_SAY = (
    r"\b(?:the|our|my|this|your)\s(?:[\w-]+\s){1,3}?(?:should|must|needs? to|has to|ought to|is to|will have to)\s"
    r"(?:also\s|clearly\s)?(?:state|say|give|tell|report|include|mention|contain|show|provide|quote|cite|list|carry)\b"
)
_HOW_SPREAD = (
    r"[,;]?\s?\b(?:and\s)?how (?:variable|spread(?: out)?|scattered|dispersed|consistent|homogeneous)\s"
    r"(?:were|was|are|is)\s(?:they|it|these|those|this|that|the (?:values|results|levels))\b"
    r"|[,;]?\s?\band how (?:much|widely) did (?:they|it|these|the (?:values|results|levels)) (?:vary|differ|scatter)\b"
)
"""That the spread of values is asked, which is told beside each of them."""
_OF_ANY_RELAPSE = re.compile(
    r"\b(?:(?:early|late)[- ]relaps\w*|(?:relaps\w*|recurred|came back)\s(?:early|late|soon|quickly))"
    r"(?P<frame>\s(?:after|following|since|from|on|to)\s(?:their\s|the\s|an?\s|any\s)?"
    r"(?:previous|prior|last|most recent|latest|earlier|preceding|past)\s(?:lines?\sof\s)?"
    r"(?:lines?|therap(?:y|ies)|treatments?|regimens?|drugs?))\b",
    re.IGNORECASE,
)
"""The treatment after which somebody relapsed, early or late: no trait of the patients beside when they relapsed."""
_ON_EITHER_HAND = r"\bon (?:the )?one hand\b[,;]?|[,;]?\s?\b(?:and |but )?on the other hand\b[,;]?"
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE if pattern is _HEADER else re.IGNORECASE)
    for pattern in (
        _HEADER,
        _SIGNATURE,
        _SALUTATION,
        _ASKER,
        _WISH,
        _HURRY,
        _PURPOSE,
        _ABOUT,
        _HEADING,
        _SHOULD_SAY,
        _HOW_SPREAD,
        _ON_EITHER_HAND,
    )
)


def frame_spans(text: str) -> list[tuple[int, int]]:
    """Spans of ``text`` that frame what is asked and do not restrict it; terms named in them still count."""
    framed = [match.span() for pattern in _FRAMES for match in pattern.finditer(text) if match.group().strip()]
    return [*framed, *(match.span("frame") for match in _OF_ANY_RELAPSE.finditer(text)), *occasion_spans(text)]


def without_frames(text: str) -> str:
    """The text with spaces in place of what frames it at its beginning and its end, so that every offset stays."""
    begin = 0
    for start, end in sorted(frame_spans(text)):
        begin = end if not text[begin:start].strip(" ,.:;!–—-") else begin
    stop = len(text)
    for start, end in sorted(frame_spans(text), reverse=True):
        stop = start if start >= begin and not text[end:stop].strip(" ,.:;!–—-") else stop
    return " " * begin + text[begin:stop] + " " * (len(text) - stop)
