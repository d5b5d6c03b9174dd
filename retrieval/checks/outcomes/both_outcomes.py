"""Two outcomes told as one, "both MRD negative and in CR", or together of a number behind them: "20 % to both"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention, split_tokens

_BOTH = Rare(
    r"\b(?:both|combination of|composite of)\s(?P<first>[^,;.()]{2,40}?)\sand\s(?:in |a |an |had )?"
    r"(?P<second>[^,;.()]{2,40}?)(?=\s(?:was|were|is|are|had|has|occurred|came|arose)\b|[,;.()]|$|\s[0-9])",
    "both", "combination of", "composite of",
)  # fmt: skip
_THAT_WERE = re.compile(r"[A-Za-z -]{4,40} (?:that|which|who) (?:were|are|was|is) both ", re.IGNORECASE)
"""Before two outcomes: "responses that were both complete and MRD negative"."""
_WERE_BOTH = re.compile(r"%?\s(?:were|was|had|reached|achieved|became)\s(?:[a-z]+ly\s)?both\s", re.IGNORECASE)
"""Between a number and two outcomes told as one: "24 % were potentially both MRD negative and in CR"."""
_PLUS = re.compile(
    r"\s(?:plus|without(?: detectable| measurable)?|with no detectable"
    r"|(?:together|along|combined|in combination) with)\s(?:an? |the )?",
    re.IGNORECASE,
)
"""Between two outcomes that are told as one."""


_WITHOUT = re.compile(r"(?:without|with no)\s", re.IGNORECASE)
"""Begins a second outcome told as one with the first: "CR without detectable MRD"."""
_WITH = re.compile(r"-?\swith\s(?:an? )?", re.IGNORECASE)
"""The same, where the table has one title with both: "MRD negativity with CR"."""
_AND_IN = re.compile(r",?\sand\s(?:also\s)?in\s(?:an?\s)?", re.IGNORECASE)
"""The same of a state: "MRD negative and in complete response"."""


def read_both(clause: Clause, slot: Slot) -> None:
    """ "Both MRD negative and in CR", "MRD negativity plus CR": the outcome whose title has the words of both.

    Where the table has none, the number cannot be checked.
    """
    if slot.statistics & cues.RATIOS or slot.unit not in ("%", "patients", None):
        return
    lead = clause.text[max(clause.sentence.start, slot.expression.start - _LEAD) : slot.expression.start]
    if _TO_BOTH.match(clause.text, slot.expression.end) or _BOTH_IN.search(lead):
        _read_two_before(clause, slot)
        return
    told = _told_both(clause)
    if told is None:
        return
    low, high, (one, two) = told
    inside = {it.term.name for it in clause.mentions.get("subgroup", ()) if low <= it.start < high}
    if _is_of_another(clause, slot, low, high):
        slot.subgroups = slot.subgroups - inside if one and two else slot.subgroups
        return
    if any(low <= item.start < high for item in clause.mentions.get("arm", ())) or not (one or two):
        return
    words = clause.text[low:high]
    if not (one and two):
        forms = frozenset(token.form for token in split_tokens(words) if len(token.form) > _FEW) - {"and"}
        _take_title(slot, _by_stems(clause, forms), words)
        return
    if one[0].term.name == two[0].term.name:
        return
    titles = _titles_of_both(clause, words, one[0], two[0])
    if len(titles) != 1 and any(each.fullmatch(clause.text, one[0].end, two[0].start) for each in (_WITH, _AND_IN)):
        return  # "responses with neutropenia" need not be counted as one
    slot.subgroups, slot.context_subgroups = slot.subgroups - inside, slot.context_subgroups - inside
    _take_title(slot, titles, words)


def _is_of_another(clause: Clause, slot: Slot, low: int, high: int) -> bool:
    """Whether words of both are told of another number."""
    if slot.told_at is None or slot.carried or low <= slot.told_at < high:
        return False
    led = _THAT_WERE.fullmatch(clause.text, slot.told_at, low) or _WERE_BOTH.fullmatch(
        clause.text, slot.expression.end, low
    )
    return led is None


def _take_title(slot: Slot, titles: Sequence[str], words: str) -> None:
    """Give a number the one title that has the words; where there is none, they are unknown."""
    if len(titles) == 1:
        slot.outcomes, slot.unknown = (titles[0],), None
    else:
        slot.unknown = words


_TO_BOTH = re.compile(
    r"%?(?:\s\([^()]{1,30}\)|\))?\s(?:to|of|with|had|from) (?:both|the two)\b(?!-| \w+s\b)", re.IGNORECASE
)
"""Behind a number of the two outcomes told before it: "44 % were refractory to A, 31 % to B and 20 % to both"."""


_BOTH_IN = re.compile(
    r"\bboth (?:together|at once|combined|of (?:them|these|those))(?: (?:in|for|by|with|was|were|had been|reported))*\s"
    r"(?:[0-9.]+ ?%? (?:and|versus|vs?\.?|against) )?$",
    re.IGNORECASE,
)
"""Before the figures of the two outcomes told before: "MRD negativity for 33 %, and both together for 26 and 12 %"."""
_LEAD = 60


def _read_two_before(clause: Clause, slot: Slot) -> None:
    """Bind a number to the one title that has the words of the last two outcomes before it; else to none known."""
    start = slot.expression.start
    told = [item for item in clause.mentions.get("outcome", ()) if item.end <= start]
    names = list(dict.fromkeys(item.term.name for item in told))[-2:]
    forms = frozenset(token.form for name in names for token in split_tokens(name))
    titles = (clause.evidence.titles_with(forms) or _by_stems(clause, forms)) if len(names) > 1 else []
    if len(titles) == 1:
        slot.outcomes, slot.unknown, slot.carried = (titles[0],), None, False
    else:
        slot.unknown = "both"


def _told_both(clause: Clause) -> tuple[int, int, tuple[list[Mention], list[Mention]]] | None:
    """Where two outcomes are told as one, and what is named in each half."""
    kinds = [*clause.mentions.get("outcome", ()), *clause.mentions.get("subgroup", ())]
    match = _BOTH.search(clause.text, clause.sentence.start, clause.sentence.end)
    if match is not None:
        halves = [
            [item for item in kinds if match.start(name) <= item.start and item.end <= match.end(name)]
            for name in ("first", "second")
        ]
        return match.start("first"), match.end("second"), (halves[0], halves[1])
    for one in kinds:
        for two in kinds:
            if two.start < one.end:
                continue
            joined = any(each.fullmatch(clause.text, one.end, two.start) for each in (_PLUS, _WITH, _AND_IN))
            if joined or (clause.text[one.end : two.start] == " " and _WITHOUT.match(two.text)):
                return one.start, two.end, ([one], [two])
    return None


def _titles_of_both(clause: Clause, words: str, one: Mention, two: Mention) -> list[str]:
    """The titles that the words of both name; else those with a word of each stem of both: "MRD-negative" CR."""
    held = clause.evidence.results
    bare = " ".join(part for part in re.split(r"\s(?:and|plus|with)\s(?:in |an? |had )?", words) if part)
    found = clause.evidence.terms.find(bare, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
    whole = [item.term.name for item in found if item.start == 0 and item.end >= len(one.text) + _FEW]
    forms = frozenset(token.form for item in (one, two) for token in split_tokens(item.term.name))
    titles = whole or clause.evidence.titles_with(forms) or _by_stems(clause, forms)
    return [title for title in titles if held(title)]


_FEW = 2
"""Code points of the second outcome that a name found for both has to have at least."""


def _by_stems(clause: Clause, forms: frozenset[str]) -> list[str]:
    """The shortest titles that have a word of the stem of each."""
    titles = clause.evidence.titles_begun({form[:_STEM] for form in forms}, letters=_STEM)
    held = {title: len(clause.evidence.title_words[title]) for title in titles}
    least = min(held.values(), default=0)
    return [title for title, size in held.items() if size == least]


_STEM = 6
