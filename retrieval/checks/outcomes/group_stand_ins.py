"""The group that a number is read as, or is of, where what is told names a group and has no such figure."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence


def take_group(slot: Slot, evidence: Evidence) -> None:
    """Read what has no ratio or time of its own, and names a group, as that group: "late relapse: HR 0.54"."""
    median = slot.unit in cues.TIMES and cues.MEDIAN in slot.statistics and not slot.unknown
    if not slot.outcomes and slot.subgroups and (slot.statistics & cues.RATIOS or median) and not slot.carried:
        rows = ((name, evidence.in_groups(name, slot.subgroups)) for name in evidence.facts.primary)
        held = [name for name, own in rows if own and (not median or own.any(lambda row: has_statistic(row, slot)))]
        slot.outcomes = tuple(held[:1])
        return
    effect = bool(slot.statistics & cues.RATIOS) or slot.unit in cues.TIMES
    named = slot.outcomes[0].casefold() if slot.outcomes and effect else ""
    primary = evidence.facts.primary
    same = (name for name in evidence.facts.folded if named and (named.startswith(name) or name.startswith(named)))
    group = evidence.facts.folded.get(next(same, ""))
    if group is None or evidence.results(slot.outcomes[0]).any(lambda row: has_statistic(row, slot)):
        return
    own = frozenset({group})
    held = [name for name in primary if evidence.in_groups(name, own).any(lambda row: has_statistic(row, slot))]
    if held:
        slot.outcomes, slot.subgroups = tuple(held[:1]), own


def take_counted_group(slot: Slot, evidence: Evidence) -> None:
    """Read "86 patients were 70 or older" as those who entered, where the table counts them in that group alone."""
    told = slot.outcomes[0] if slot.outcomes else ""
    group = evidence.facts.folded.get(told.casefold())
    if group is None and not told and len(slot.subgroups) == 1 and _NUMBERED.search(f"{slot.before}|{slot.after}"):
        [group] = slot.subgroups
    bracketed = len(slot.subgroups) == 1 and slot.before.endswith(" (") and slot.after.startswith(")")
    if bracketed and (slot.told_at or 0) > slot.expression.start:
        [group], told = slot.subgroups, ""  # "in those of 70 or older (86 of the 302), PFS was"
    number = slot.expression.number(Role.ESTIMATE) or slot.expression.number(Role.COUNT)
    bare = number is not None and number.decimals == 0 and not slot.statistics
    counts = slot.unit == "patients" or bare or slot.expression.number(Role.COUNT) is not None
    if group is None or not counts or (told and evidence.results(told).any(lambda row: row.n is not None)):
        return
    entered = evidence.terms.find("patients randomised", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    others = group not in slot.subgroups and _is_told_of_another(slot)
    if others and any(evidence.in_groups(it.term.name, slot.subgroups) for it in entered):
        group = next(iter(slot.subgroups), group)  # "86 were 70 or older and 216 were younger": of its own group
    held = [item.term.name for item in entered if evidence.in_groups(item.term.name, frozenset({group}))]
    if held and (bracketed or slot.expression.number(Role.ESTIMATE) is not None):
        slot.outcomes, slot.subgroups = (held[0], *slot.outcomes), frozenset({group})


def _is_told_of_another(slot: Slot) -> bool:
    """Whether what names the outcome is part of what is told of the number before."""
    if slot.told_at is None:
        return False
    start, end = slot.expression.start, slot.expression.end
    if not start - len(slot.before) <= slot.told_at < end + len(slot.after):
        return True
    if slot.told_at >= end:
        return re.search("[,;]", slot.after[: slot.told_at - end]) is not None
    return cues.BREAK.search(slot.before[slot.told_at - start :]) is not None


_NUMBERED = re.compile(
    r"\b(?:numbered|totall?ed|counted|amounted to|came to) \|"
    r"|\|\s(?:patients |participants |people )?(?:were|was|are)\b",
    re.IGNORECASE,
)
"""Around a number of those in a group: "patients under 70 numbered 216", "216 were younger than 70"."""


def leave_own_group(slot: Slot, evidence: Evidence) -> None:
    """Leave aside a group that says no more than the outcome: a response lasts "among responders" alone."""
    name = slot.outcomes[0] if slot.outcomes else ""
    if not slot.subgroups or not name or evidence.in_groups(name, slot.subgroups):
        return
    own = {group for group in slot.subgroups if name.casefold().startswith(group.casefold())}
    if len(slot.subgroups) > 1 and cues.is_follow_up_name(name):
        own = set(slot.subgroups)  # "early and late relapse were compared after 44 months"
    if evidence.results(name).any(lambda row: row.category == "baseline"):  # "65 to 74 were 41 %; 9 % were 75 or older"
        own |= {group for group in slot.subgroups if group.split(" ")[0].casefold() == name.split(" ")[0].casefold()}
    if _OF_RESPONSE.search(name):
        own |= {group for group in slot.subgroups if _RESPONDED.fullmatch(group)}
    slot.subgroups -= own


def take_group_row(slot: Slot, evidence: Evidence) -> None:
    """Read a group as the one row of the outcome that names it, where a title has its groups as rows: "75 and over"."""
    if not slot.subgroups or evidence.in_groups(slot.outcomes[0], slot.subgroups):
        return
    trial = evidence.trial.id
    rows = [
        item
        for item in evidence.results(slot.outcomes[0]).items
        for group in evidence.terms.find(item, trial=trial, kinds={"subgroup"}, typos=False)
        if group.term.name in slot.subgroups
    ]
    if slot.item in rows:
        slot.subgroups = frozenset()
    elif len(set(rows)) == 1 and slot.item is None:
        slot.item, slot.subgroups = rows[0], frozenset()


def take_own_share(slot: Slot, evidence: Evidence) -> None:
    """Read "28 % were aged 70 or over", which names a group alone, as the share that the table has under its name."""
    number = slot.expression.parts[0].number.text
    makes_up = _MAKES_UP.search(slot.told.partition(number)[0]) is not None
    if (slot.outcomes and not makes_up) or slot.unit != "%" or len(slot.subgroups) != 1:
        return
    [group] = slot.subgroups
    if not makes_up and _OF_WHOM.match(slot.after) and group.split(" ")[0].casefold() in slot.after[:_NEXT].casefold():
        return  # "31.0 % of early relapsers had": of the group, and not how many are of it
    names = (group.casefold(), f"{group} status".casefold())
    titles = [title for title in evidence.title_words if title.casefold() in names]
    if titles and evidence.results(titles[0]).any(lambda row: row.unit == "%" and row.subgroup is None):
        slot.outcomes, slot.subgroups, slot.context_subgroups = (titles[0],), frozenset(), frozenset()
        slot.carried, slot.astray = False, False


_MAKES_UP = Rare(
    r"\b(?:account(?:s|ed|ing) for|ma(?:de|kes?|king) up|constitut(?:es?|ed|ing)|represent(?:s|ed|ing)?"
    r"|compris(?:es?|ed|ing))\s(?:about |some |only )?"
    r"(?:[0-9.]+ ?% [^.;:0-9]{2,60} (?:and|versus|vs\.?|against|but) )?$",
    "account", "made up", "make up", "makes up", "making up", "constitut", "represent", "compris",
)  # fmt: skip
"""Before the share of patients that a group is: "those under 65, who made up 49 % of A and 54 % of B"."""
_OF_WHOM = re.compile(r"\s(?:of|among|in)\s", re.IGNORECASE)
_NEXT = 24
"""Code points behind a share in which the group is named that it is of."""
_OF_RESPONSE = re.compile(r"\b(?:duration of|time to|onset of)\b.{0,30}\b(?:response|remission)\b", re.IGNORECASE)
_RESPONDED = re.compile(r"(?:\w+ )?respond(?:ers?|ing)(?: patients)?", re.IGNORECASE)
