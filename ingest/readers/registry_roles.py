"""Which arm is the experimental one and which the control, where the protocol makes it clear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.readers.registry_arms import Arm, ArmBook
from ingest.readers.registry_protocol import ArmGroup, Arms
from ingest.readers.registry_words import normalise

EXPERIMENTAL, CONTROL = "experimental", "control"

_CONTROL_TYPES = ("PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION", "ACTIVE_COMPARATOR")
_DUMMY = re.compile(r"\b(?:placebo|sham|vehicle)\b")
_ADDED = re.compile(r"\b(?:plus|and|with|combination|then|followed|to)\b|[+&/>]")


def find_roles(protocol: Arms, *, book: ArmBook, planned: Mapping[str, Sequence[ArmGroup]]) -> dict[str, str]:
    """Return the role of each arm, by its name; none where the arms do not divide into treatment and control.

    An arm's type is not always right: one that gets placebo alone is a control, whatever its type says.
    """
    told: dict[str, set[str]] = {}
    for name, groups in planned.items():
        told[name] = {role for group in groups if (role := _role(group, protocol.arm_groups))}
    for arm in book.arms:
        if arm.name not in told and is_dummy(normalise(arm.name)):
            told[arm.name] = {CONTROL}
    roles = {name: found.copy().pop() for name, found in told.items() if len(found) == 1}
    return roles if {EXPERIMENTAL, CONTROL} <= set(roles.values()) else {}


def pair_arms(protocol: Arms, *, book: ArmBook) -> Mapping[str, Sequence[ArmGroup]]:
    """Return the arms of the protocol that each arm of the results is, by its name."""
    pairs: dict[str, list[ArmGroup]] = {}
    for group in protocol.arm_groups:
        arm: Arm | None = book.match(group.label, group.description)
        if arm:
            pairs.setdefault(arm.name, []).append(group)
    return pairs


def _role(group: ArmGroup, groups: Sequence[ArmGroup]) -> str | None:
    names = [normalise(name.partition(":")[2] or name) for name in group.intervention_names]
    if is_dummy(normalise(group.label)) or (names and all(is_dummy(name) for name in names)):
        return CONTROL
    if group.type in _CONTROL_TYPES:
        return CONTROL
    if group.type == "EXPERIMENTAL":
        return EXPERIMENTAL
    treated = [set(other.intervention_names) for other in groups if other.type == "EXPERIMENTAL"]
    backbone = bool(names) and len(groups) == 2 and any(set(group.intervention_names) < other for other in treated)
    return CONTROL if backbone else None


def is_dummy(name: str) -> bool:
    """Whether a normalised name is of placebo, sham or vehicle alone, with nothing added or to follow."""
    return bool(_DUMMY.search(name)) and not _ADDED.search(re.sub(r"\([^)]*\)", "", name))
