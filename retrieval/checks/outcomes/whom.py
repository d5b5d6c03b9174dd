"""Outcomes named to say who is counted: "of the 187 patients with measurable disease"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention


def has_results(clause: Clause, mention: Mention) -> bool:
    """Whether the table has any result of an outcome."""
    return bool(clause.evidence.results(mention.term.name))


def tells_whom(clause: Clause, mention: Mention) -> bool:
    """Whether words say who is counted: what the table has nothing of, or what lies on one side of a threshold."""
    if _SET.match(clause.text, mention.end) and not has_results(clause, mention):
        return True
    if not _WHOSE.search(clause.text, max(clause.sentence.start, mention.start - 50), mention.start):
        return False
    return not has_results(clause, mention) or _SIDE.match(clause.text, mention.end) is not None


def is_whole(clause: Clause, mention: Mention) -> bool:
    """Whether a mention right after a percentage only says what it is a share of: "75 % of body mass"."""
    before = clause.text[max(clause.sentence.start, mention.start - 60) : mention.start]
    of_all = mention.term.category in ("baseline", "disposition", "design") and _SHARE_OF.search(before) is not None
    return of_all and not (_PEOPLE.search(before) and _DID.match(mention.text))


_SHARE_OF = re.compile(
    r"(?:[0-9]\s?%\s(?:\([^()]{1,30}\)\s)?(?:was |were )?(?:out )?|\b(?:in|out of) (?:\w+) )"
    r"of (?:the |their |total |those |all |patients |participants )*$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:patients|participants) $", re.IGNORECASE)
_DID = re.compile(
    r"(?:remain|stay|continu|discontinu|stopp|quit|complet|withdr[ae]w|were still|still|c[ao]me off|progressed|died"
    r"|started)",
    re.IGNORECASE,
)
"""Behind "27 % of patients": what these did, and no set of which they are a share."""
_SET = re.compile(r"[- ](?:analysis |evaluable )?(?:set|population|subset)\b", re.IGNORECASE)
"""Behind what an analysis set is named after: "the immunogenicity set"."""
_WHOSE = re.compile(
    r"\b(?:patients|participants|those|subjects|people|adults|women|men|subgroup|population) "
    r"(?:with|whose|who (?:had|have)|having)\s(?:(?:an?|the|baseline|initial|screening|starting) )*$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"[)\]]?(?: (?:levels?|values?|scores?|concentrations?|counts?))?(?: at (?:baseline|entry|screening))?"
    r"(?: (?:was|were|is|of|at))*\s(?:(?:at least|above|below|over|under|(?:more|less) than|up to)\s|[<>≥≤]=?\s?)"
    r"|[)\]]?(?: (?:was|were|of|at))*\s[0-9.,]+(?:\s?[^\s,;]+)? (?:or|and) (?:more|higher|above|less|lower|below)\b",
    re.IGNORECASE,
)
"""Behind what is measured: the side of a threshold, "Lp(a) was 120 mg/dL or more"."""


def tells_who_had(clause: Clause, mention: Mention, named: Sequence[Mention]) -> bool:
    """Whether words of a row tell who had an outcome named before, or what was begun, and count nobody.

    So the women of "events were recorded in 262 and 278 women", and "rescue therapy was started by 20 patients"; and
    when patients were treated, "of those treated within 3 days of their first symptom, 0.7 % died".
    """
    text, start = clause.text, max(clause.sentence.start, mention.start - _NEAR)
    begun = mention.term.category == "disposition" and _WITHIN.match(text, mention.end) is not None
    if begun and _AMONG.search(text, start, mention.end) and any(item.start > mention.end for item in named):
        return True
    if _SEX.match(mention.term.name) is not None:
        before = any(item.end <= mention.start and item.term.name != mention.term.name for item in named)
        return before and _HAD_BY.search(text, start, mention.start) is not None
    passive = mention.term.category == "disposition" and _STARTED.fullmatch(mention.text) is not None
    return passive and _THING_WAS.search(text, start, mention.start) is not None


_NEAR = 60
_SEX = re.compile(r"(?:sex|gender)\b", re.IGNORECASE)
_HAD_BY = re.compile(
    r"\b(?:in|by|of|among|affected)\s(?:[0-9,]+ (?:and|versus|vs\.?|or|against|of) )?[0-9,]+\s$", re.IGNORECASE
)
"""Between an outcome and the women who had it."""
_STARTED = re.compile(r"(?:was |were |been )?started", re.IGNORECASE)
_THING_WAS = re.compile(
    r"\b(?:therapy|treatment|medications?|drugs?|insulin|dialysis|steroids?|chemotherapy|\w+(?:mab|nib|tide|flozin))"
    r"(?:\s\w+)?\s(?:(?:was|were|had been)\s)?$",
    re.IGNORECASE,
)
"""Before "started": what was begun, and not the trial."""
_AMONG = re.compile(
    r"\b(?:among|in|for|of)\s(?:(?:the|all|those)\s)*(?:patients|participants|people|adults|those)"
    r"\s(?:who were\s)?[a-z]+$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s(?:within|before|after|later than|earlier than|no later than)\b", re.IGNORECASE)
