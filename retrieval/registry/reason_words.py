"""How a question tells why patients left, in the words by which the participant flow counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOT = r"(?:(?:was|were|is|did|does|do|had|has|have)\s?(?:not|n['’]t|no)|never|stopped|failed to)"
_SAID = {
    "lack of efficacy": rf"\b{_NOT}\s(?:\w+\s)?(?:work\w*|help\w*|effect\w*|benefi\w*|improv\w*)\b"
    r"|\bineffective\w*"
    r"|\bno (?:effect|benefit|improvement|response)\b|\btreatment failure\b|\b(?:insufficient|unsatisfactory)\b",
    "lost to follow-up": r"\b(?:could|can)\s?(?:not|n['’]t) be (?:found|reached|traced|contacted|located)\b"
    r"|\bwere lost\b(?! (?:weight|function))"
    r"|\blost (?:contact|track|touch)\b|\b(?:disappear|vanish)\w*|\bunreachable\b",
    "withdrawal by subject": r"\b(?:own|personal)\s(?:decision|choice|request|wish|accord|will)\b"
    r"|\bchang\w+ (?:their|his|her) minds?\b|\bconsent\b"
    r"|\b(?:chose|decided|wanted|wished) to (?:leave|stop|quit|drop|withdraw)\w*"
    r"|\bno longer (?:wanted|wished)\b",
    "physician decision": r"\b(?:doctors?|physicians?|investigators?|clinicians?)(?:['’]s?)?\s(?:own\s)?(?:decisions?"
    r"|decided|choice|chose|discretion|judge?ment|took|withdrew)\b",
    "protocol violation": r"\b(?:brok\w+|violat\w+|deviat\w+|breach\w*)\b[^?]{0,20}\b(?:protocol|rules?)\b",
    "study terminated by sponsor": r"\b(?:sponsor|company)\b[^?]{0,20}\b(?:end|stop|terminat|clos)\w*",
    "disease progression": r"\b(?:disease|cancer|illness|condition)\s(?:\w+\s)?"
    r"(?:progress|worsen|got worse)\w*"
    r"|\b(?:because|since|as|due to|for|from|with|after|owing to)\b[^?,;]{0,40}\b(?:got worse|progress\w*|worsen\w*"
    r"|relaps\w*|grew|came back|spread)\b",
    "death": r"\b(?:died|dying|die)\b",
}
"""Words of a reason, as records post it, by a pattern of plain English."""
_PATTERNS = {words: re.compile(pattern, re.IGNORECASE) for words, pattern in _SAID.items()}


def reason_words(text: str) -> Iterator[str]:
    """The words by which a record posts each reason that ``text`` tells in others."""
    yield from (words for words, pattern in _PATTERNS.items() if pattern.search(text))
