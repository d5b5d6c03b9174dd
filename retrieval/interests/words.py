"""How declared interests are asked about: relationships, ties, people, and questions that only sound alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.records import Relationship
from retrieval.questions.funding_asked import asks_who_paid


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_FUNDED = (
    r"(?<!research )fund(?:s|ed|ing)?|financed|research (?:money|support|grants?|sponsorship)"
    r"|money for (?:\w+ )?research"
)
"""Money for research under whatever name: a statement may call it funding or grants."""
_RELATIONSHIPS: tuple[tuple[Relationship, re.Pattern[str]], ...] = (
    ("honoraria", _words(r"honorari\w*|(?:speak(?:ers?['’]?s?|ing)|lectur\w+) fees?|(?<![\w-] )(?<!personal )fees")),
    (
        "consulting or advisory role",
        _words(r"consult(?:s|ed|ing|ants?|anc(?:y|ies))?|advis(?:or|er|ory|ing|e[sd]?)s?|advisory"),
    ),
    (
        "speaker's bureau",
        _words(
            r"speak(?:ers?|ing)?['’]?s?['’]?(?: bureau[sx]?| fees?| engagements?| for)|spoke for|(?<!guest )speakers?"
        ),
    ),
    ("research funding", _words(rf"research fund\w*|{_FUNDED}")),
    ("grants", _words(rf"(?<!research )(?<!travel )grants?|{_FUNDED}")),
    (
        "personal fees",
        _words(
            r"personal fees?|(?<!consulting )(?<!advisory )(?<!speaker )(?<!speakers )(?<!speaking )(?<!lecture )fees"
        ),
    ),
    (
        "employment",
        _words(
            r"employ(?:s|ed|er|ees?|ment)?(?! (?:to|in|as|for)\b)"
            r"|(?<!it )(?<!this )(?<!drug )(?<!treatment )(?<!combination )(?<!kidneys )(?<!heart )"
            r"work(?:s|ed|ing)? (?:for|at)"
            r"(?! (?:\d|half|those|these|patients|people|women|men|older|elderly|everyone|everybody|whom|me|us)\b)"
            r"|(?:sponsor|company|firm|manufacturer)(?:['’]s)? (?:own )?(?:people|personnel|insiders|scientists)"
            r"|(?:people|personnel|insiders) (?:of|from|at) the (?:sponsor|company|firm|manufacturer)"
            r"|salar(?:y|ies)|staff(?: members?)?|payrolls?|(?:any|some)(?:body|one) (?:at|from)"
            r"(?! [\w.-]+ (?:told|said|says|mentioned|claim\w*|wrote)\b)"
            r"|who(?: else)? (?:at|from|within|inside)(?=[\s¤]*(?:the (?:company|sponsor|firm|manufacturer)|is|are|was"
            r"|were|wrote|co-?wrote|co-?authored|authored|signed|appears?)\b)"
        ),
    ),
    (
        "shares or stock options",
        _words(
            r"shares|(?:a|any) share in|stocks?|equity|(?:share|stock)holders?|(?:share|stock)holdings?|stakes?"
            r"|invest(?:s|ed|ments?) in"
        ),
    ),
)
_OTHERS = _words(
    r"travel(?:ling)?(?: (?:support|expenses|grants?|costs|fees|money))?|patents?|royalt(?:y|ies)|expert testimony"
    r"|gifts?"
    r"|non-?financial support"
)
UNMISTAKABLE = _words(
    r"honorari\w*|speakers?['’]?s?['’]? bureau[sx]?|research funding|personal fees|stock options|shareholders?"
    r"|advisory (?:roles?|boards?)|(?:speaker|lecture|consult(?:ing|ancy)) fees"
)
"""Words that mean declared interests and nothing else."""
INTERESTS = _words(
    r"disclosures?|conflicts? of interests?|(?:competing|financial|declared|declaration of|vested) interests?"
    r"|declarations?|COIs?|conflicted|(?:financial|industry|pharma|company|commercial) (?:ties?|links?|conflicts?"
    r"|relationships?|connections?|affiliations?)"
)
DECLARED = _words(r"disclos(?:e[sd]?|ing)|declar(?:e[sd]?|ing)|interests|conflicts?")
TIES = _words(
    r"conflicts?|ties?|tied|links?|linked|paid|pays?|paying|payments?|payrolls?|money|cash|relationships?|relations?|connections?"
    r"|connected|affiliat\w+|interests?|receiv\w+|got|gets?|(?:tak(?:es?|en|ing)|took)(?!\s(?:part|place))|accept\w*"
    r"|involve(?:d with|ments?)"
    r"|associat(?:ions?|ed) with|dealings|compensat\w+|remunerat\w+|support(?:ed)? (?:from|by)|collaborat\w+|beholden"
    r"|independent (?:of|from)|bias(?:ed)?"
)
MONEY = _words(
    r"conflicts?|conflicted|ties|paid|payments?|payrolls?|money|cash|compensat\w+|remunerat\w+|industry|pharma|financial(?:ly)?"
)
"""Ties that mean interests even where no organisation is named."""
INDUSTRY = _words(r"industry|pharma(?:ceuticals?)?|biotech\w*|drug-?makers?|(?:drug )?compan(?:y|ies)|manufacturers?")
AUTHORS = _words(r"(?:co-?)?authors?(?:['’]s?)?|(?:co-?)?investigators?(?:['’]s?)?|researchers?|writers?|authorship")
ANYONE = _words(
    r"who|whom|whose|any(?:one|body)|every(?:one|body)|no(?:body| one)|some(?:one|body)|people|persons?|names?|them"
    r"|they"
)
_PATIENTS = _words(r"patients?|participants?|subjects?|pts|group|groups|arms?")
BOTH = _words(r"both|as well as|at once|simultaneously")
SPONSOR = _words(
    r"(?:at|from|within|inside) the company"
    r"|(?:the|study|trial|its) (?:\w+ )?(?:sponsor|funder|manufacturer)(?:['’]s)?|sponsor(?:['’]s)?"
)
THAT_COMPANY = _words(r"(?:that|this|the same) (?:company|firm|sponsor|organi[sz]ation|manufacturer)")
"""Who pays, after it was asked who does."""
_NEGATION = re.compile(
    r"\b(?:without|lack(?:s|ing)?|free (?:of|from)|no|not|never|neither|nothing|zero|unconnected|unaffiliated"
    r"|independent (?:of|from))\b|n['’]t\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\s+(?!(?:who|which|what|whom|whose|if|whether|sure|clear|know|certain|idea|only|just)\b)[^\s,;:—]+){1,6}",
    re.IGNORECASE,
)
"""The words after a negation that it can reach."""
_SET_AGAINST = re.compile(
    r"(?:[,;.(–—-]\s?|\b(?:but|and|yet)\s)(?:(?:is|are|was|were|has|have|does|do|did)\s)?$", re.IGNORECASE
)
"""Before a negation that sets one relationship against another, named first: "grants, not employment"."""
_NOBODY = re.compile(
    r"\b(?:no (?:(?:co-?)?authors?|investigators?|one|researchers?)|nobody|none of|not (?:a single|one))\b"
    r"|^\W*(?:is|are|do|does|did|ha[sv]e?)n['’]t\b"
    r"|\bor not\b|\bnot (?:only|just)\b",
    re.IGNORECASE,
)
_TRIAL = (
    r"(?:(?i:trial|study|it|this|that|everything)|[A-Z][A-Z\d-]{3,})\b"
    r"(?! ?(?:['’]s )?(?i:(?:co-?)?authors?|investigators?))"
)
_FUNDS = (
    r"(?:fund(?:s|ed|ing)?|sponsor(?:s|ed|ing|ship)?|financ(?:e[sd]?|ing)|p(?:aid|ays?|aying) for|bankroll\w*"
    r"|support(?:s|ed|ing)?|underwr[io]te\w*)"
)
_OF_THE_TRIAL = re.compile(
    rf"(?i:\b{_FUNDS})(?: (?i:of|for|behind))?(?: (?i:the|this|that|your|its))?"
    rf"(?: (?!(?i:by|from|in|at|during|of|and|or)\b)\w+){{0,2}} {_TRIAL}"
    r"|\b(?:(?i:trial|study|it|this|that)|[A-Z][A-Z\d-]{3,})(?: (?i:was|is|were|be|been|being|gets?|got|received?))?"
    rf"(?: \w+ly)?(?: (?i:any))? (?i:{_FUNDS})\b"
    r"|\b(?i:funding source|sources? of (?:the )?(?:funding|money|support)|role of the (?:funder|sponsor)|money behind"
    r"|(?:trial|study)(?:['’]s)? (?:funding|funders?|sponsors?(?:hip)?)|funders? of)\b"
    r"|^\W*(?i:(?:was|is)\s+)?(?i:funded|sponsored|paid for|financed|supported) (?i:by)\b"
)
_WHICH_FUNDED = re.compile(
    rf"(?i:(?:\bthe )?\b(?:company|firm|sponsor|organi[sz]ation|manufacturer|maker) (?:that|which|who)(?: also)?"
    rf" {_FUNDS}(?: for)?(?: the| this)?(?: \w+)?) {_TRIAL}"
)
"""What only says which company is meant: "ties to X, the sponsor that funded the trial"."""
COMPANIES_ASKED = re.compile(
    r"\b(?:which|what)(?: \w+)? (?:compan(?:y|ies)|firms?|organi[sz]ations?|drug-?makers?|manufacturers?|sponsors?)\b"
    r"|\b(?:for|from|with|by|to) (?:whom|which|what)\b",
    re.IGNORECASE,
)
"""That the organisations are asked for to which somebody has ties."""
_PLACED = re.compile(
    r"\b(?i:authors?|investigators?|researchers?)\s(?:(?:who )?(?:is|was|are|were|comes?|came|works?) )?(?:from|in)\s"
    r"(?:the\s)?"
    r"(?P<place>[A-Z][a-z]\w+)\b(?! (?:papers?|articles?|publications?|trials?|study|abstracts?|reports?)\b)"
)
"""Where the authors are said to be from."""
MOST = re.compile(
    r"\bwho\b[^?.;]{0,30}\b(?:the most|most)\b|\bwh(?:ich|at) (?:author|investigator|researcher)\b[^?.;]{0,30}\bmost\b"
    r"|\bmost (?:conflicted|connected)\b|\b(?:longest|largest|biggest) (?:list|number) of\b",
    re.IGNORECASE,
)
"""That it is asked which author has the most of what is declared."""
HOW_MANY = re.compile(
    r"\b(?:how many|number of|count of)(?: of)?(?: the)?(?: \w+)?"
    r" (?:(?:co-?)?authors?|investigators?|researchers?|people|names)\b",
    re.IGNORECASE,
)
_WHO_FUNDS = re.compile(
    r"\b(?:who|what (?:company|organi[sz]ation)|which (?:company|organi[sz]ation|institution)|whose money)"
    r"(?: (?:has|had|really|actually|else|also))? "
    rf"(?:{_FUNDS}|paid|pays?)\b(?! by\b)"
    r"|^\W*(?:is|was)\s[\w .&-]{2,40}?\sthe (?:\w+ )?(?:sponsor|funder|payer)\W*$"
    r"|^\W*(?:the )?(?:sponsor|funder|funding|sponsored by|paid by)\W*$"
    r"|\bwho(?: i|['’])s the (?:\w+ )?(?:sponsor|funder)\b|\bwho are the (?:sponsor|funder)s\b",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"\b(?<!research )(?:fund(?:s|ed|ing)?|financed)\b(?! from\b)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[?;!\n]+|\.\s+|,?\s+(?:and|but|or|also|plus)\s+(?=(?:also\s+)?(?:which|who|whom|whose|what|how|did|does|do|are|is|was|were"
    r"|has|have|list|name|any)\b)"
    r"|,\s+(?=(?:who|whom|whose|which|what|did|does|do)\b)",
    re.IGNORECASE,
)


def split_clauses(text: str) -> tuple[str, ...]:
    """The questions that one question joins."""
    return tuple(clause.strip() for clause in _CLAUSE.split(text) if clause.strip())


def with_sponsor_named(clause: str) -> str:
    """The clause with "the sponsor" in place of "the company that paid for the trial"."""
    return _WHICH_FUNDED.sub("the sponsor", clause)


def asks_trial_funding(clause: str, *, persons: Sequence[str]) -> bool:
    """Whether it asks who funded the trial, not who funds a person."""
    if _OF_THE_TRIAL.search(clause) or (asks_who_paid(clause) and not persons):
        return True
    if persons or AUTHORS.search(clause):
        return False
    return bool(_WHO_FUNDS.search(clause) or (_UNSAID.search(clause) and not ANYONE.search(clause)))


def read_relationships(text: str) -> tuple[Relationship, ...]:
    """Relationships named; ``"other"`` for one that statements put into no kind (travel, patents)."""
    named = [name for name, pattern in _RELATIONSHIPS if pattern.search(text)]
    return (*named, "other") if _OTHERS.search(text) else tuple(named)


def other_words(text: str) -> tuple[str, ...]:
    """What a relationship of no kind is called in ``text``."""
    return tuple(dict.fromkeys(match.group().casefold() for match in _OTHERS.finditer(text)))


def place_of(text: str, *, known: Collection[str]) -> str:
    """The place that authors are said to be from, which is no organisation with which they have ties."""
    said = _PLACED.search(text)
    return said["place"] if said and not any(said["place"] in name for name in known) else ""


def asks_place_or_time(clause: str) -> bool:
    """Whether a clause asks where or when something was, which no statement of interests tells."""
    return bool(_PLACE_OR_TIME.match(clause))


_PLACE_OR_TIME = re.compile(r"\W*(?:and\s|so\s|also\s)?(?:where|when|how (?:long|old|big|large|far))\b", re.IGNORECASE)


def speaks_of_interests(text: str) -> bool:
    """Whether a clause has a word of interests, ties or authors."""
    patterns = (INTERESTS, DECLARED, TIES, MONEY, AUTHORS, ANYONE, SPONSOR, INDUSTRY)
    return any(pattern.search(text) for pattern in patterns) or bool(read_relationships(text))


def names_tie(text: str) -> bool:
    """Whether a clause has a word for a tie, whatever it is called."""
    return any(p.search(text) for p in (INTERESTS, DECLARED, TIES, MONEY)) or bool(read_relationships(text))


def asks_papers(text: str) -> bool:
    """Whether it is asked which papers somebody is the author of, which is nothing declared."""
    return bool(_PAPERS_OF.search(text))


_PAPERS_OF = _words(
    r"(?:which|what) (?:[\w-]+ )?(?:papers?|articles?|publications?|abstracts?|sources?)\b[^?]*?"
    r"(?:author (?:of|on)|wrote|written|authored)"
)


def is_about_patients(text: str) -> bool:
    """Whether patients are spoken of and no authors are."""
    return bool(_PATIENTS.search(text)) and not AUTHORS.search(text)


def asks_who_has_none(text: str) -> bool:
    """Whether those are asked for who do not have it; "no author has" is said of all of them."""
    if _NOBODY.search(text):
        return False
    for match in _NEGATION.finditer(text):
        reach = _NEGATED.match(text, match.end())
        said = f"{match.group()}{reach.group() if reach else ''}"
        before = _SET_AGAINST.search(text[: match.start()])
        if before and read_relationships(text[: before.start()]):
            continue  # "who has honoraria but not grants" asks who has the first
        if any(pattern.search(said) for pattern in (TIES, DECLARED, INTERESTS)) or read_relationships(said):
            return True
    return bool(_DECLARED_NOTHING.search(text))


_DECLARED_NOTHING = re.compile(
    r"\b(?:declar\w*|disclos\w*|report(?:s|ed)?|ha(?:d|s|ve))\s(?:to have\s)?"
    r"(?:nothing|none|no (?:such )?(?:ties?|links?))\b",
    re.IGNORECASE,
)


def is_interest_word(word: str) -> bool:
    """Whether a word speaks of interests or people and so is part of no name."""
    patterns = (INTERESTS, DECLARED, TIES, MONEY, AUTHORS, ANYONE, SPONSOR, INDUSTRY, _OTHERS, _GENERIC)
    return any(pattern.fullmatch(word) for pattern in patterns) or any(
        pattern.fullmatch(word) for _, pattern in _RELATIONSHIPS
    )


_GENERIC = _words(
    r"commercial|firms?|bureau[sx]?|roles?"
    r"|declaration|interest|statement|funding|fees?|options?|holdings?|relationships?|tied?|financial|dr|lancet|journal"
    r"|editorial|academic|personal|advisory|staff|speak(?:s|ing)?|spoke|university|institutions?|organi[sz]ations?"
)
