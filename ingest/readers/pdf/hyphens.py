"""Words that a line end has cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W_]+)*")
_CUT = re.compile(r"([^\W_]+(?:[-‐][^\W_]+)*)[-‐]$")
_NEXT = re.compile(r"[^\W_]+")
_DASHED = re.compile(r"[^\W_%)\]]–$")
_LONGEST = 80  # letters of a word: looking further back takes time and finds nothing
_FIRST_PARTS = frozenset("non self post pre co re anti multi open double single follow well cross long short high low "
                         "dose time placebo progression event disease health quality risk age sex".split())  # fmt: skip
_SECOND_PARTS = frozenset(
    "free based related blind blinded controlled up dose week weeks year years day days month months label arm group "
    "centre center reported risk specific induced treated like term line time scale positive negative associated "
    "adjusted wide point to of treat threatening emergent limiting square rank test value hand naive drug daily "
    "hour fold old points resistant dependent defined sponsored driven level stage"
    .split()
)  # fmt: skip
_PREFIXES = frozenset("under over inter super hyper trans counter with there where after every some up out".split())


class Hyphens:
    """Tells a hyphen that only cut a line from one that belongs to the word, by the document's own words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        cut = False
        for line in lines:
            found = _WORD.findall(line.casefold())[1 if cut else 0 :]
            cut = line.endswith(("-", "‐"))
            self._words.update(found[:-1] if cut else found)

    def join(self, above: str, below: str) -> tuple[str, str]:
        """Return ``above`` as it stands before ``below``, and what stands between them."""
        if above.endswith("\u00ad"):
            return above[:-1], ""
        if above.endswith("/") or (_DASHED.search(above) and below[:1].isdigit()):
            return above, ""
        cut, following = _CUT.search(above[-_LONGEST:]), _NEXT.match(below)
        if cut is None or following is None:
            return above, " "
        return (above, "") if self._is_real(cut.group(1), following.group()) else (above[:-1], "")

    def _is_real(self, first: str, second: str) -> bool:
        if not second.islower() or not first[-1:].isalpha() or len(first) == 1 or first.isupper():
            return True
        whole = first.casefold() + second
        if whole in self._words:
            return False
        if f"{first.casefold()}-{second}" in self._words or "-" in first:
            return True
        if first.casefold() in _FIRST_PARTS or second in _SECOND_PARTS:
            return True
        if first.casefold() not in self._words or first.casefold() in _PREFIXES:
            return False
        participle = len(first) > 4 and len(second) > 6 and second.endswith(("ed", "ing"))
        return participle or (len(first) > 3 and len(second) > 3 and second in self._words)
