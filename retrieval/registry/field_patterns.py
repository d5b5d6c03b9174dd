"""How each field of a registry record is asked for: patterns of plain English, by the field's label in the record."""

from __future__ import annotations

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_MONEY = (
    r"\bsponsor\w*|\bfund(?:ed|er|ers|ing|s)?\b",
    r"\bwho (?:paid|financed|supported)\b|\bpaid for\b",
)
_AGE = (
    r"\bage (?:range|limits?|bounds?|criteri\w+|window)\b",
    r"\b(?:minimum|maximum|min|max|oldest|youngest|upper|lower) age\b",
    r"\bages? (?:\w+ )?(?:allowed|eligible|accepted|permitted)\b",
    r"\b(?:eligibility|inclusion|entry)\b[^?.]{0,20}\bages?\b",
    r"\bhow (?:old|young) (?:must|did|do|could|may|can|had)\b",
    r"\b\d{1,2}[- ]?y(?:ears?|rs?)?[- ]?olds?\b"
    r"(?=[^?]*\b(?:allowed|eligib\w+|fit\w*|qualif\w+|join\w*|enter\w*|enrol\w*|includ\w+|take part)\b)",
    r"\bopen to [^?]*\b\d{1,2}[- ]?y(?:ears?|rs?)?[- ]?olds?\b",
)
_CARRIED_OUT = (
    r"\b(?:when|(?:which|what) years?)\b[^?]*\b(?:carried out|conducted|done|performed|run|held|t[ao]ke?n? place"
    r"|happen\w*|took place|running|going on)\b"
)
_HOW_LONG_RUN = (
    r"\bhow long (?:did|was|has|is)\s(?:it|(?:the|this)\s(?:whole\s|entire\s)?(?:trial|study))"
    r"(?:\s(?:last|take|run|go on|been running|running))?"
    r"(?=\W*$|[,;?]|\s(?:and|for|in total|overall|altogether)\b)"
)
_WHEN = (
    r"(?:\bwhen\b(?! (?:they|patients|people|participants)\b)|\b(?:which|what)\s(?:day|date|month|year)s?\b"
    r"|\b(?:day|date|month|year)\s(?:of\s|(?:when\s|that\s|on which\s)?(?=it\b|they\b|the\s(?:trial|study)\b)))"
    r"(?:(?!\b(?:treatment|therap|cycle|dos(?:e|ing)|infus|inject))[^?]){0,60}?"
)
"""When the trial did something, and not its patients with what they were given."""
_DATES = (
    r"\b(?:study |trial |(?:start(?:ing)?|begin(?:ning)?|first)\s?(?:/|and|&|-|to)\s?"
    r"(?:end(?:ing)?|finish(?:ing)?|stop(?:ping)?|last)\s(?:visit\s)?)?dates(?=\W*$| and\b| please\b|,)",
    r"\bstart\w*(?:\s?[/,&]|\sand(?:\sthe)?)\s?(?:end|finish|completion)(?=\W|$)(?! of (?!the (?:trial|study)))",
    r"(?:^\W*|\b(?:trial|overall) |\bwhat (?:was|is) the )study period\b|\b(?:the )?(?:years|dates) (?:that )?it ran\b",
)
"""How both the start and the end of a trial are asked for at once."""
_WHEN_BEGUN = (
    _HOW_LONG_RUN,
    *_DATES,
    r"\b(?:study|trial)?\s?start(?:ed|ing)? (?:date|day|month|year)s?\b|\bstarting when\b"
    r"|\b(?:study|trial) (?:start|began|begin)\w*\b",
    rf"{_WHEN}\b(?:start\w*|begin|began|begun|open\w*|commenc\w*|launch\w*|kick(?:ed)?\s(?:it\s)?off"
    r"|g[eo]t(?:\s(?:going|under\s?way))|first\s(?:patient|participant|subject|enrol\w*|recruit\w*|visit))\b",
    r"\bfirst (?:patient|participant|subject)'?s?(?: (?:first visit|in|enrolled|enrolment|visit))?\b",
    _CARRIED_OUT,
    r"\bFPFV\b|\bFPI\b|\b(?:ran|running|conducted) (?:from|between)\b",
)
_WHEN_OVER = (
    _HOW_LONG_RUN,
    *_DATES,
    r"\b(?<!primary )completion (?:date|month|year)\b|\b(?:study|trial) (?:completion|ended)\b",
    _CARRIED_OUT,
    r"\bLPLV\b|\blast (?:patient|participant|subject)?'?s?\s?(?:last )?(?:visit|seen)\b",
    rf"{_WHEN}\b(?:end|ended|finish\w*|complet\w*|over|wr[ai]p(?:ped)?\sup|wound\sup|last\svisit)\b",
    r"\b(?:ran|running|conducted) (?:from|between)\b",
)
_BY_READERS = r"(?:,?[\s-](?:independent|central|outside|expert))*[\s-](?:review|read|adjudicat|committee|evaluat)"
"""After "blinded" where it tells who read the results, and not who was masked: "by blinded central review"."""
_A_PERIOD = (
    r" (?:[\w-]+ )?(?:period|phase|part|portion|stage|treatment|extension|weeks?|months?|years?|arms?|groups?)\b"
)
"""What follows "blinded" where it tells when, and not who knew."""
FIELDS: dict[str, re.Pattern[str]] = {
    "Study type": _any_of(r"\bstudy type\b|\bobservational\b|\binterventional\b"),
    "Phase": _any_of(
        r"(?:^|[,;&]|\band)\s*phase(?=\s*(?:[,;&?]|and\b|$))",
        r"\b(?:what|which) phase\b|\b(?:trial|study)(?:'s)? phase\b|\b(?:the|its|by) phase\W*$",
        r"\bphase (?:I{1,3}\b|IV\b|[1-4]\b|one\b|two\b|three\b|four\b)",
    ),
    "Allocation": _any_of(
        r"\bhow (?:were|was|are) [^?]{0,40}?\b(?:allocated|assigned|randomi[sz]ed)\b",
        r"\ballocation\b|\bsingle[- ]arm\b|\brandomi[sz]ed or\b",
        r"^\W*(?:was|is) (?:it|this|the (?:trial|study)) (?:an? )?(?:[\w-]+ )?randomi[sz]ed (?:trial|study)\b",
        r"(?<!many )\b(?:was|were|is) (?:(?!how many)[^?,.]){1,40}?\brandomi[sz]ed\b"
        r"(?=\W*(?:$|or\b|and (?:blind|mask)))",
    ),
    "Intervention model": _any_of(r"\bcross-?over\b(?! period)|\bparallel\b|\bsingle[- ]arm\b|\bintervention model\b"),
    "Observational model": _any_of(r"\bcohort (?:study|design)\b|\bcase[- ]control\b|\bobservational model\b"),
    "Time perspective": _any_of(r"\bprospective\b|\bretrospective\b"),
    "Primary purpose": _any_of(r"\bprimary purpose\b"),
    "Masking": _any_of(
        rf"\bmask(?:ed|ing)?\b|\bblind(?:ed|ing)\b(?!{_A_PERIOD}|{_BY_READERS})|\bblind\?",
        rf"\b(?:double|single|triple|quadruple)[- ](?:blind|mask)\w*\b(?!{_A_PERIOD})",
        r"\bopen[- ]label\b(?= *(?:or\b|\?|$|trial|study))",
        rf"\b(?:unaware|in the dark|(?:not|un)[ -]?blinded|blind)\b(?!{_A_PERIOD})",
        r"\b(?:who|did|could)\b[^?,]{0,40}\b(?:knew|know|told|aware)\b[^?,]{0,20}\b(?:treatment|drug|arm|group|assign\w+"
        r"|allocat\w+|who (?:got|received))\b",
    ),
    "Enrolment": _any_of(
        r"\b(?:actual|planned|target|total|real) (?:\w+ )?(?:enrol\w*|recruit\w*|sample)",
        r"\bsample size\b",
        r"(?<!first )\benroll?ments?\b(?! (?:was |is )?(?:open\w*|beg[ia]n\w*|start\w*|clos\w*|dates?))",
        r"\bplanned number\b",
        r"\bhow many [^?]{0,40}\b(?:enrolled|recruited|took part)\b",
        r"\b[0-9][0-9,]{1,6} (?:patients |participants |people |pts |subjects )?(?:were )?(?:randomi|enrol|recruit)\w*",
    ),
    "Data monitoring committee": _any_of(
        r"\bI?DMC\b|\bDSMB\b|\b(?:data )?(?:and safety )?monitoring (?:committee|board)\b"
    ),
    "Overall status": _any_of(
        r"^\W*(?:has|have|is|was|did)\s(?:the\s)?[\w-]+(?:\s(?:trial|study))?\s(?:(?:already|now|yet|still)\s)?"
        r"(?:ended|finished|over|completed?|stopped|end|finish|running|ongoing)\W*$",
        r"(?:^|\b(?:overall|current|recruit\w+|study|trial|its|the|what|'s|NCT\d+)\s)status\b"
        r"(?! of (?!the (?:trial|study))| at)",
        r"\brecruiting\b",
        r"\b(?:trial|study|it)\b[^?,;]{0,20}\b(?:stop|end|finish|clos|terminat|halt)\w*[^?,;]{0,20}\b(?:early|prematurely)\b",
        r"\b(?:still|currently|now) (?:running|recruiting|ongoing|enrolling|open)\b",
        r"\b(?:was|is|has) (?:it|the (?:trial|study)|NCT\d+)(?: been)? "
        r"(?:terminated|stopped|finished|completed|ongoing|over)",
    ),
    "Why stopped": _any_of(
        r"\bwhy\b(?![^?]*\b(?:patients|participants|people|children|subjects|treatment|drugs?|dos\w+|arms?|groups?|they)\b)"
        r"[^?]*\b(?:stop\w*|terminated|halted|withdrawn|end\w* early)"
    ),
    "Study start": _any_of(*_WHEN_BEGUN),
    "Primary completion": _any_of(r"\bprimary completion\b"),
    "Study completion": _any_of(*_WHEN_OVER),
    "Results first posted": _any_of(
        r"\bresults? (?:first )?posted\b|\bwhen\b[^?]*\bresults?\b[^?]*\bposted\b",
        r"\bresults?\b[^?]*\b(?:posted|published|appear\w*) (?:on|in|at)\b",
    ),
    "Last update posted": _any_of(r"\blast(?:ly)? updated?\b"),
    "Minimum age": _any_of(*_AGE),
    "Maximum age": _any_of(*_AGE),
    "Sex": _any_of(r"\b(?:only|just) (?:wo)?men\b|\b(?:wo)?men (?:only|eligible|allowed)\b"),
    "Healthy volunteers": _any_of(
        r"\bhealthy (?:volunteers?|people|subjects|participants)\b"
        r"(?=[^?]*\b(?:accept\w*|allow\w*|eligib\w*|enter|join|take part)\b)",
        r"\baccept\w*\b[^?]*\bhealthy\b",
    ),
    "Countries with study centres": _any_of(r"\bcountr(?:y|ies)\b|\bwhere (?:was|were|did|is)\b|\bnations\b"),
    "Principal investigator": _any_of(
        r"\bprincipal investigators?\b|\b(?-i:PI)\b|\bstudy (?:chair\w*|director)\b|\blead investigators?\b",
        r"\bwho (?:led|leads|ran|chaired|directed|headed|conducted)\b|\binvestigator in charge\b",
    ),
    "Sharing of individual participant data": _any_of(
        r"\bIPD\b|\bdata[- ]sharing\b|\bshar\w+\b[^?]*\bdata\b",
        r"\bindividual (?:participant |patient )?(?:level )?data\b",
    ),
    "Sponsor": _any_of(*_MONEY, r"\bwho (?:runs|ran|is responsible|was responsible)\b|\bwhich company\b"),
    "Collaborators": _any_of(*_MONEY, r"\bcollaborat\w*|\bpartners?\b"),
    "Other numbers": _any_of(
        r"\bEudra-?CT\b|\bgrants?\b(?: numbers?| no\b)?|\b(?-i:[A-Z]{2,6}) (?:numbers?|no\.|IDs?)(?!\w)",
        r"\b(?:protocol|study|secondary|other|registration|registry|sponsor'?s?|identification) "
        r"(?:numbers?|IDs?|identifiers?|codes?)\b",
    ),
    "Conditions studied": _any_of(r"\b(?:what|which) (?:conditions?|diseases?|indications?)\b"),
}
