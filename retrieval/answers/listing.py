"""How declared interests are worded in an answer: lists, headings, absences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.records import Disclosure
from retrieval.interests.interests import Interests
from retrieval.records import Quote

_LINKS = {
    "consulting or advisory role": "for",
    "speaker's bureau": "for",
    "employment": "at",
    "shares or stock options": "in",
}
_PLURALS = frozenset("honoraria grants fees options patents gifts royalties expenses costs".split())
MAY = "may hold"
"""What a statement says only may be, an answer says too."""


def who(entry: Disclosure, *, remark: str = "") -> str:
    """The author as printed, with the full name where it is known, and a remark."""
    name = entry.name if entry.name != entry.author else None
    inside = "; ".join(part for part in (name, remark) if part)
    return f"{entry.author} ({inside})" if inside else entry.author or ""


def join(names: Sequence[str], *, last: str = "and") -> str:
    """Names as a list in prose, each once."""
    unique = list(dict.fromkeys(names))
    return f"{', '.join(unique[:-1])} {last} {unique[-1]}" if len(unique) > 1 else "".join(unique)


def heading(relationship: str, organisation: str) -> str:
    """``"Research funding from Velo"``; words of the statement stay as they are."""
    if relationship.startswith("“"):
        return relationship
    return f"{relationship[0].upper()}{relationship[1:]} {_LINKS.get(relationship, 'from')} {organisation}"


def printed_otherwise(entry: Disclosure, name: str) -> str:
    """How the entry prints an organisation that a heading calls ``name``, where a reader would wonder."""
    printed = entry.organisation or name
    if printed.casefold() == name.casefold() or f"({printed})" in name or f"({name})" in printed:
        return ""
    return f"printed “{printed}”"


def list_ties(entries: Sequence[Disclosure]) -> str:
    """Relationships of one author, each with its organisations."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.relationship == "other":
            groups[_kind_of(entry)].append("")
            continue
        may = f" (“{MAY}”)" if MAY in entry.wording else ""
        link = f" {_LINKS.get(entry.relationship, 'from')}" if entry.organisation else ""
        groups[f"{entry.relationship}{may}{link}"].append(entry.organisation or "")
    return "; ".join(f"{start} {join(names)}".strip() for start, names in groups.items())


def group_by_tie(entries: Sequence[Disclosure]) -> dict[str, list[Disclosure]]:
    """Entries by relationship, in the order printed."""
    groups: defaultdict[str, list[Disclosure]] = defaultdict(list)
    for entry in entries:
        groups[_kind_of(entry)].append(entry)
    return dict(groups)


def subject_of(asked: Interests, *, organisations: Sequence[str] = ()) -> str:
    """What is asked for, to be said of its absence: ``"honoraria from Velo"``, ``"tie to Velo"``."""
    names = organisations or (*asked.organisations, *asked.unknown)
    kinds = [kind for kind in asked.relationships if kind != "other"] + list(asked.wording)
    last = "and" if asked.every else "or"
    what = join(kinds, last=last) or ("ties" if asked.every else "tie")
    link = _LINKS.get(kinds[0], "from") if len(kinds) == 1 else "from" if kinds else "to"
    return f"{what} {link} {join(names, last=last)}" if names else what


def verb_of(asked: Interests) -> str:
    """The verb that agrees with ``subject_of``: "no honoraria are", "no tie is"."""
    kinds = [*(kind for kind in asked.relationships if kind != "other"), *asked.wording]
    return "are" if kinds and kinds[-1].split()[-1] in _PLURALS else "is"


def quotes_of(entries: Sequence[Disclosure]) -> tuple[Quote, ...]:
    """The spans that the entries stand in."""
    return tuple(dict.fromkeys(Quote(entry.source, entry.start, entry.end) for entry in entries))


def _kind_of(entry: Disclosure) -> str:
    """The relationship, or the statement's own words for one of no kind."""
    return f"“{entry.wording}”" if entry.relationship == "other" else entry.relationship
