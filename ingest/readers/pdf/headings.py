"""The names that the parts of a report go by."""

from __future__ import annotations

import re

_KNOWN = (
    r"abstract|summary|synopsis|background(?: and (?:aims?|objectives?|purpose))?|introduction|aims?|objectives?|"
    r"purpose|rationale|(?:patients|participants|subjects|materials?)(?:,? (?:and|&) methods)?|"
    r"methods?(?: and (?:materials|results|findings))?|"
    r"(?:study|trial) (?:design|population|procedures?|treatments?|oversight)(?: and (?:participants|patients))?|"
    r"(?:patients|participants|interventions?|procedures?|outcomes?|end ?points?)|"
    r"(?:primary |secondary )?(?:outcomes?|end ?points?)(?: measures?)?|"
    r"randomi[sz]ation(?: and (?:masking|blinding))?|statistic(?:al|s)(?: analys[ie]s| methods)?|sample size|"
    r"results?|findings|efficacy|safety|adverse events|discussion|limitations|(?:study )?strengths and limitations|"
    r"interpretation|conclusions?|funding|sources? of funding|role of the funding source|"
    r"(?:trial )?registration|acknowledge?ments?|references|bibliography|"
    r"(?:conflicts? of interests?|(?:declarations? of (?:competing )?|competing )interests?|disclosures?)"
    r"(?: statement)?|(?:author|authors?['’]) contributions?|contributors|data (?:sharing|availability)(?: statement)?|"
    r"availability of (?:supporting )?data(?: and materials?)?|consent for publication|author (?:details|information)|"
    r"additional (?:information|files?)|supporting information|affiliations|publisher['’]s note|disclosure summary|"
    r"ethics(?: (?:approval|statement))?(?: and consent to participate)?|abbreviations|key ?words|"
    r"supplementary (?:data|materials?|information)|appendix|"
    r"research in context|evidence before this study|added value of this study|"
    r"implications of all the available evidence"
)
_NUMBER = r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[A-Z])[.)]?\s+)?"
_NAME = re.compile(rf"{_NUMBER}(?P<name>{_KNOWN})\s*[:.]?", re.IGNORECASE)
_RUN_IN = (
    r"Background|Context|Introduction|Aims?|Objectives?|Purpose|Importance|Design|Setting|Patients|Participants|Methods?"
    r"|Methods and results|Interventions?|Main outcome measures|Main outcomes and measures|Results?|Findings"
    r"|Interpretation|Conclusions?(?: and relevance)?|Funding|Trial registration(?: number)?|Registration|Keywords"
    r"|Key words"
)
_LABEL = re.compile(rf"(?P<name>{_RUN_IN})\s*:\s+(?=\S)", re.IGNORECASE)
_RUN_ON = re.compile(rf"(?P<name>{_RUN_IN})\s+(?=[A-Z0-9])")


def is_known(text: str) -> bool:
    """Whether a line is nothing but the name of a part: "2. Methods", "RESULTS", "Role of the funding source"."""
    return bool(_NAME.fullmatch(text))


def begins_part(line: str) -> bool:
    """Whether a line begins with the name of a part and a colon, as in an abstract: "Results: Half of them"."""
    return bool(_LABEL.match(line))


def leading_name(paragraph: str) -> str | None:
    """Return the name of a part that a paragraph begins with: "Findings Between May", "RESULTS: Half of them"."""
    match = _LABEL.match(paragraph) or _RUN_ON.match(paragraph)
    if match is None:
        return None
    name = match.group("name")
    return name.capitalize() if name.isupper() else name
