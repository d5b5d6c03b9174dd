"""A model's statement on one line: its lists as sentences, its tables as what each cell says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_MARKER = re.compile(r"\s*(?:[-*+\u2022\u2013]|\d{1,2}[.)])\s+")
"""Before an item of a list."""
_ENDED = re.compile(r"[.!?:;,]\W{0,4}$")
_RULE = re.compile(r"[\s|:+-]+")
"""The line between the head of a table and its rows."""
_CELLS = re.compile(r"\|(?![^{}]*\}\})")
"""Between two cells; within a slot the sign stands before its form."""


def on_one_line(text: str) -> str:
    """The text without line breaks: each item of a list ends as a sentence, each row of a table is told as one."""
    lines = [row for line in text.splitlines() if line.strip() for row in _split_rows(line)]
    if len(lines) < 2:
        return " ".join(text.split())
    told: list[str] = []
    for is_row, run in groupby(lines, key=lambda line: line.strip().startswith("|")):
        tell = _tell_rows if is_row else _tell_items
        told += tell(list(run))
    return " ".join(told)


def _split_rows(line: str) -> list[str]:
    """The lines of a table that was written on one line, ``| a | b | |---|---| | c | d |``; any other line as it is."""
    rule = _FLAT_RULE.search(line)
    if rule is None:
        return _split_bare_rows(line)
    lead, *cells = [cell.strip() for cell in _CELLS.split(line)]
    wide = rule[0].count("|") - 1
    rows = [cells[at : at + wide] for at in range(0, len(cells), wide + 1)]
    *between, rest = cells[wide :: wide + 1]
    if any(between) or any(len(row) != wide for row in rows):
        return [line]
    return [text for text in (lead, *(f"| {' | '.join(row)} |" for row in rows), rest) if text]


def _split_bare_rows(line: str) -> list[str]:
    """The same of a table without the line below its head, ``| a | b | | c | 1 |``: a head has no figures."""
    lead, *cells = [cell.strip() for cell in _CELLS.split(line)]
    wide = cells.index("") if "" in cells else 0
    rows = [cells[at : at + wide] for at in range(0, len(cells), wide + 1)]
    rows = rows[:-1] if rows and rows[-1] in ([], [""]) else rows
    even = wide > 1 and len(rows) > 1 and all(len(row) == wide and all(row) for row in rows)
    if lead or not even or any(cells[wide :: wide + 1]) or _FIGURE.search(" ".join(rows[0])):
        return [line]
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return [head, f"|{'---|' * wide}", *others]


_FIGURE = re.compile(r"\{\{|(?<![A-Za-z])\d")
_FLAT_RULE = re.compile(r"(?<=\|) \|(?:\s?:?-{2,}:?\s?\|){2,}(?= \|)")
"""The line between the head of a table and its rows, where all of it stands on one line."""


def _tell_items(lines: list[str]) -> Iterator[str]:
    items = [_MARKER.match(line) is not None for line in lines]
    for place, line in enumerate(lines):
        words = " ".join(_MARKER.sub("", line, count=1).split())
        ends = items[place] or (place + 1 < len(lines) and items[place + 1])
        yield words if not ends or _ENDED.search(words) else f"{words}."


def _tell_rows(lines: list[str]) -> Iterator[str]:
    """Each row as "label: head cell, head cell."; the rows without a head as they stand."""
    rows = [_split_cells(line) for line in lines if not _RULE.fullmatch(line)]
    even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    head = rows.pop(0) if even and 1 < len(rows) < len(lines) else None
    corner, all_shares = _split_share(head[0]) if head else ("", False)
    two = _TWO.search(corner)
    for row in rows:
        if head is None:
            yield f"{', '.join(row)}."
            continue
        label, shares = _split_share(row[0])
        told = zip(head[1:], row[1:], strict=True)
        cells = [_tell_cell(name, cell, shares=shares or all_shares, two=two) for name, cell in told]
        yield f"{label}{'' if two else _told_of_all(corner)}: {', '.join(cells)}."


def _tell_cell(name: str, cell: str, *, shares: bool, two: re.Match[str] | None) -> str:
    """A cell behind the name of its column; this, or that of its row, may say that its figures are in per cent.

    Args:
        two: What the two figures of every cell are of, where the corner of the table says that.
    """
    name, in_per_cent = _split_share(name)
    shares = shares or in_per_cent
    own, parts = _TWO.search(name), _APART.split(cell)
    two = own or two
    if two and len(parts) == 2 and two["first"].casefold() != "n":
        named = name[: own.start()] if own else name
        told = zip((two["first"], two["second"]), parts, strict=True)
        return ", ".join(f"{named} {_as_grade(of)} {_with_sign(part) if shares else part}" for of, part in told)
    figure = _with_sign(cell) if shares else cell
    analysis = _OF_ANALYSIS.match(name)
    if analysis:
        return f"{figure} at the {analysis[0]} analysis{name[analysis.end() :]}"
    return f"{name} {figure}".strip()


def _split_share(name: str) -> tuple[str, bool]:
    """The name of a row or column without "n (%)" at its end, and whether it has that."""
    share = _IN_PER_CENT.search(name)
    return (name[: share.start()].strip(), True) if share else (name, False)


def _with_sign(cell: str) -> str:
    """A share with its sign: "77" and "136/177 (77)" are in per cent."""
    return f"{cell}%" if _PLAIN.fullmatch(cell) else _BEHIND_COUNT.sub(r"\g<0>%", cell)


def _as_grade(part: str) -> str:
    """What one of two figures in a cell is of, as the column's name has it in brackets: "(any / \u22653)"."""
    part = part.strip()
    if part.casefold() in ("any", "all"):
        return "any grade"
    return f"grade {part}" if _GRADE.fullmatch(part) else part


def _told_of_all(corner: str) -> str:
    """What the first cell of a table says of every row, " (grade ≥3 event)"; nothing where it only names a column."""
    note = _NOTE.search(corner)
    told = note["note"] if note else corner if _RESTRICTS.search(corner) else ""
    return f" ({told})" if told else ""


_OF_ANALYSIS = re.compile(
    r"^(?:final|interim|primary|updated?|first|second|last|latest)(?: (?:PFS|OS))?(?= ?\(|$)", re.IGNORECASE
)
"""The name of a column that is an analysis: "Final PFS (Jan 2022)" tells no survival of its cells."""
_IN_PER_CENT = re.compile(r"(?:,? ?\bn(?:/N)?)?,? ?[(\[]?(?<!\w)%[)\]]?$")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BEHIND_COUNT = re.compile(r"(?<=[0-9] \()[0-9]+(?:\.[0-9]+)?(?=\)$)")
_TWO = re.compile(r"(?:,? ?[(\[]|, )(?P<first>[^()/\[\],]{1,20})/(?P<second>[^()/\[\],]{1,20})[)\]]?$")
"""Behind the name of a column whose cells hold two figures each: "A (any grade / grade 3)"."""
_APART = re.compile(r" ?/ ?(?![^{}]*\}\})")
_GRADE = re.compile(r"(?:[\u2265>=]+ ?)?[1-5]")
_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]]{3,80})[)\]]$")
_RESTRICTS = re.compile(
    r"\bgrades?\b|\bserious\b|\bfatal\b|\bany\b|\banalysis\b|\bcut-?off\b.*[0-9]"
    r"|^(?:median )?(?:PFS2?|OS|EFS|DFS|TTNT|[\w -]*survival|follow-?up|[\w -]*duration"
    r"|(?:[A-Z]+ )?(?:hazard ratio|HR))$",
    re.IGNORECASE,
)


def _split_cells(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in _CELLS.split(line.strip().strip("|"))]
