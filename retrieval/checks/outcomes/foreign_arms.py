"""Groups that are told by a drug or a number of drugs that no arm of the trial has: "in the placebo arm"."""

from __future__ import annotations

import re

from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.arm_names import arms_with
from retrieval.terms import Mention, normal_form

_GROUP = re.compile(
    r"(?:[ -](?:treated|based))?\s(?:arm|group|recipients|patients|regimen|combination)\b", re.IGNORECASE
)
"""Behind the name of a drug: it is told as what some of the patients got."""
_WHO_GOT = re.compile(
    r"\b(?:those|patients|participants|people|subjects|adults|recipients)\s"
    r"(?:who (?:were )?)?(?:on|given|receiving|received|taking|took|treated with"
    r"|(?:assigned|allocated|randomi[sz]ed) to)\s(?:the\s)?$",
    re.IGNORECASE,
)
_COUNTED = Rare(
    r"\b(?:doublet|triplet|quadruplet"
    r"|(?:two|three|four|five|[2-5])-drug (?:arm|group|regimen|combination|treatment))\b",
    "doublet", "triplet", "quadruplet", "-drug ",
)  # fmt: skip
_DUMMY = Rare(r"\b(?:placebo|sham)\s(?:arm|group|recipients|patients)\b", "placebo", "sham")
_ADDED = re.compile(r"(?<![\w-])(?P<added>[A-Z][a-z]{2,}\w*)(?:-|\s?\+\s?)$")
"""Right before an arm: what it is told with, and does not have, "Xyzumab-Xd"."""
_CONTROL = re.compile(r"placebo|sham|vehicle|control|dummy|saline|usual|standard|none|no ", re.IGNORECASE)


def foreign_arm(clause: Clause, left: int, right: int) -> str | None:
    """The words between two places that tell a group by what no arm of the trial gets; ``None`` where none do."""
    spans = [(span.start, span.end) for span in arm_spans(clause)]
    for start, end in _told(clause):
        own = any(low < end and start < high for low, high in spans)
        if left <= start < right and (not own or clause.text[end - 1] in "-+ "):
            return clause.text[start:end].rstrip("-+ ")
    return None


def _told(clause: Clause) -> list[tuple[int, int]]:
    text, evidence, sentence = clause.text, clause.evidence, (clause.sentence.start, clause.sentence.end)
    found = [
        (drug.start, drug.end)
        for drug in clause.mentions.get("drug", ())
        if _is_given(clause, drug) and not _has_arm(drug, evidence)
    ]
    if len(evidence.facts.pair) > 1:
        found += [match.span() for match in _COUNTED.finditer(text, *sentence)]
        if not any(_CONTROL.search(arm) for arm in evidence.facts.arms):
            found += [match.span() for match in _DUMMY.finditer(text, *sentence)]
    for span in arm_spans(clause):
        added = _ADDED.search(text, max(sentence[0], span.start - 20), span.start)
        if added is not None and normal_form(added["added"]) not in evidence.neutral_words:
            found.append(added.span())
    return found


def _is_given(clause: Clause, drug: Mention) -> bool:
    """Whether a drug's name tells a group, and is no part of an outcome's or another group's name."""
    other = [item for kind in ("outcome", "subgroup", "arm") for item in clause.mentions.get(kind, ())]
    if any(item.start < drug.end and drug.start < item.end for item in other):
        return False
    behind = _GROUP.match(clause.text, drug.end) is not None
    return behind or _WHO_GOT.search(clause.text, max(clause.sentence.start, drug.start - 50), drug.start) is not None


def _has_arm(drug: Mention, evidence: Evidence) -> bool:
    """Whether a trial gives a drug, or may do so under another name."""
    names = {name.casefold() for name in (drug.text, drug.term.name, *drug.term.synonyms)}
    own = any(name in arm.casefold() for arm in evidence.facts.arms for name in names)
    titled = any(normal_form(name) in evidence.neutral_words for name in names)
    known = evidence.terms.find(f"{drug.text} arm", trial=evidence.trial.id, kinds={"arm"}, typos=False)
    return bool(own or titled or known or drug.term.trial is not None or arms_with(drug, evidence))
