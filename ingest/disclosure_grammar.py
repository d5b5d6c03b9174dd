"""The grammar of declarations of interests: who declares, which relationship, with which organisations."""

from __future__ import annotations

import re

from ingest.author_names import INITIALS
from ingest.records import Relationship

HEADING = re.compile(
    r"\W*(?:declarations? of (?:competing )?interests?|(?:author )?disclosures?(?: statement| of interests?)?|"
    r"(?:potential )?conflicts? of interests?(?: statement| disclosures?)?|"
    r"(?:declaration of )?competing (?:financial )?interests?|financial disclosures?)\W*",
    re.IGNORECASE,
)
"""Title of the section that holds a declaration."""

_INITIALS = INITIALS.pattern
_TITLED = r"(?:Drs?|Prof(?:essor)?s?|Mr|Mrs|Ms|Miss)\.?\s+[^\W\d_][\w'’-]+(?:\s+[A-Z][\w'’-]+)*"
_FULL_NAME = r"[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’.-]*|de|van|der|den|von|da|di|la|le|el|al)){1,4}"
_PERSON = rf"(?:{_TITLED}|{_INITIALS}(?!\w)|{_FULL_NAME})"
_PERSONS = rf"{_PERSON}(?:,\s+{_PERSON}){{0,99}}(?:,?\s+and\s+{_PERSON})?"
_OTHERS = (
    r"(?:All|The|None of the|No)\s+(?:of\s+the\s+)?(?:(?:other|remaining)\s+)?(?:co-?)?authors?|"
    r"The\s+(?:others|remaining)"
)
_VERB = (
    r"(?:also\s+)?(?:reports?|reported|declares?|declared|discloses?|disclosed|states?|has|have|had|is|are|was|were|"
    r"receives?|received|serves?|served|holds?|owns?|acts?|acted|works?|worked|consults?|participates?|participated|"
    r"may)\b"
)
SUBJECTS = ("others", "same", "persons")
"""Groups of ``SENTENCE``: "all other authors", "he" for the subject before, or persons; one of them matches."""
SENTENCE = re.compile(
    rf"(?:^|(?<=[.;!?])\s+(?:and\s+)?|\n\s*)(?=(?P<others>{_OTHERS})\s+{_VERB}|(?P<same>He|She|They)\s+{_VERB}|"
    rf"(?P<persons>{_PERSONS})\s+{_VERB})"
)
"""Where a sentence with a subject begins."""
AND = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
"""What stands between the persons of a subject."""
REPORTING = re.compile(
    r"(?:also\s+)?(?:(?:reports?|reported|declares?|declared|discloses?|disclosed)"
    r"(?:\s+(?:receiving|having received|that\s+(?:he|she|they)\s+(?:has|have)\s+received))?|"
    r"(?:has|have|had)\s+(?:also\s+)?received|receives?|received)\s+(?:the following:?\s+)?"
)
"""Verbs that report a relationship without being one; "is employed" is one."""
NOTHING = re.compile(
    r"\b(?:no\s+(?:\w+[\s-]+){0,4}(?:interests?|conflicts?|disclosures?|relationships?)|"
    r"nothing\s+to\s+(?:disclose|declare|report)|none\s+(?:to\s+)?(?:declared?|disclosed?|reported?))\b",
    re.IGNORECASE,
)

_RELATIONS: tuple[tuple[Relationship, tuple[str, ...]], ...] = (  # the first that matches at a place is meant
    ("speaker's bureau", (r"speaker[s'’]*\s+bureaus?",)),
    (
        "consulting or advisory role",
        (r"consult(?:ing|ancy|ant)\s+(?:or|and)\s+advisory\s+(?:roles?|boards?|fees|work)",),
    ),
    ("research funding", (r"research\s+(?:funding|support)",)),
    ("personal fees", (r"personal\s+fees",)),
    ("honoraria", (r"honorari(?:a|um)", r"(?:speaker|speaking|lecture|speaker['’]s|speakers['’])\s+fees")),
    (
        "consulting or advisory role",
        (
            r"consult(?:ing|ancy|ants?)(?:\s+(?:fees?|roles?|work|services))?",
            r"(?:scientific\s+)?advisory\s+(?:roles?|boards?(?:\s+(?:fees?|membership|member))?|committees?)",
            r"advis[eo]rs?",
        ),
    ),
    (
        "grants",
        (
            r"(?:(?:research|institutional|educational)\s+){0,3}grants?(?:\s+(?:support|funding))?(?!\s+(?:number|no\b))",
        ),
    ),
    ("employment", (r"employed", r"employees?", r"employment")),
    (
        "shares or stock options",
        (
            r"shares?(?:\s+or\s+stock\s+options?)?",
            r"stocks?(?:\s*(?:or|and|/)\s*(?:stock\s+)?options?|\s+options?|\s+ownership)?",
            r"equity",
            r"(?:share|stock)holders?",
        ),
    ),
    (
        "other",
        (
            r"non-?financial\s+support",
            r"travel(?:\s+(?:support|expenses|fees|grants?|accommodations?))*",
            r"support\s+for\s+(?:attending\s+meetings|travel)",
            r"(?:data\s+)?safety\s+monitoring\s+(?:board|committee)",
            r"steering\s+committees?",
            r"medical\s+writing(?:\s+support)?",
            r"expert\s+testimony",
            r"royalties|patents?|licen[cs]es?|gifts?|fees|payments?",
        ),
    ),
)
RELATION = re.compile(
    "|".join(rf"(?P<r{n}>\b(?:{'|'.join(patterns)})\b)" for n, (_, patterns) in enumerate(_RELATIONS)), re.IGNORECASE
)
JOINED = re.compile(r"[\s,/]*(?:(?:and|or|as well as)\s+)?(?:(?:an?|for|serving as|as)\s+)?", re.IGNORECASE)
"""What stands between relationships that share their organisations: "grants and personal fees from ..."."""
SEPARATOR = re.compile(r"[;,]\s+(?:and\s+)?|\s+and\s+")
"""What stands before a clause."""
CLAUSE_END = re.compile(r"[\s;,.]*(?:\s(?:and|as well as))?[\s;,.]*$")

_FROM = re.compile(r"\b(?:from|by)\s+")
_WITH = re.compile(r"\b(?:for|with|to|of|at|in)\s+")
_MODIFIER = re.compile(
    r"[\s,]*(?:\((?![A-Z][\w&-]{1,9}\))[^()]*\)|\b(?:(?:all\s+)?outside\s+(?:of\s+)?the|unrelated\s+to|not\s+related|"
    r"related\s+to|during\s+the|in\s+relation\s+to|as\s+well\s+as|paid\s+to|to\s+(?:his|her|their|the)\s+institutions?|"
    r"(?:and|but)\s+(?:may|has|have|is|are|was|were|owns?|holds?|serves?|reports?))\b.*)",
    re.DOTALL,
)
_KEPT_TOGETHER = re.compile(r"\s+and\s+(?=(?:Co|Company|Johnson|Dohme|Development|Sons|Partners)\b)")
_THE_COMPANY = re.compile(
    r"(?:the|this|that|their|his|her|said)\s+(?:company|employer|sponsor|organi[sz]ation|firm)|(?:the\s+)?same"
)


def relationship(match: re.Match[str]) -> Relationship:
    """Return the relationship that a match of ``RELATION`` names."""
    return next(name for n, (name, _) in enumerate(_RELATIONS) if match[f"r{n}"])


def list_organisations(tail: str, *, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the organisations after a relationship as printed.

    In "A, B and C, and D" the "and" within "B and C" belongs to a name: the list ends with a comma and "and".

    Args:
        named: Organisations of the clause before, which "the company" refers to.
    """
    tail = " ".join(tail.split())
    link = _FROM.search(tail) or _WITH.search(tail)
    if link is None:
        return ()
    listed = _MODIFIER.sub("", tail[link.end() :]).strip(" ;,.")
    if _THE_COMPANY.fullmatch(listed):
        return named
    kept = _KEPT_TOGETHER.sub("\0", listed)
    parts = re.split(r", and |[,;] " if ", and " in kept else r"[,;] | and ", kept)
    names = (re.sub(r"^(?:and|the) ", "", part.replace("\0", " and ").strip()) for part in parts)
    return tuple(dict.fromkeys(name for name in names if any(character.isupper() for character in name)))
