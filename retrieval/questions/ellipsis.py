"""What is said in part: "early vs late relapse", "relapse was late", "doses of A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.questions import relations
from retrieval.questions.analyses_in_part import analyses_in_part
from retrieval.questions.spoken_parts import members, other_side, those_who, turned
from retrieval.terms import Mention, TermIndex, split_tokens

_AMOUNT = re.compile(r"\d+|one|two|three|four|five|six", re.IGNORECASE)
_AMOUNT_AFTER = re.compile(
    r"[,;]?\s(?:(?:vs\.?|versus|and|or|compared with|against|than)\s)(?:(?:how many|what share|with|had|have)\s)*"
    rf"(?P<amount>(?:(?:at least|exactly|just)\s)?(?:{_AMOUNT.pattern})(?:\+|\sor (?:more|fewer|less))?)(?![\w.%])",
    re.IGNORECASE,
)
"""An amount after another one, of the same thing."""
_NO_MORE = ("exactly", "just", "only")
_OR_MORE = re.compile(r"\+$")
_COUNTED = "how many"
"""Before what is said of those counted: of the flow of patients each step may be named by it, or by its verb alone."""
_BEFORE = re.compile(
    r"(?P<word>[\w<>=≥≤-]+?)-?\s+(?:vs\.?|versus|and|or|as well as|but not|nor|(?:rather )?than"
    r"|compared (?:with|to)|against|(?:differs?|different) from|/|&|\+)"
    r"\s+(?:(?:how many|what (?:share|proportion|percentage|fraction)|with|in|for|of|among|after|following|as|were|was"
    r"|had|to|the)\s+)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:(?:\s+|,\s*)(?:vs\.?|versus|and|or|compared with|against|/|&|\+)\s+"
    r"|,\s+(?=(?:(?:to|of|for|in|with)\s+)?[A-Za-z]+(?:,|\s(?:and|or)\b|\W*$)))"
    r"(?:(?:to|of|for|in|with|a|an|the|any)\s+)*"
    r"(?P<word>[<>=≥≤]*\s?[\w-]+%?)(?P<next>\s[\w-]+)?",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?P<word>[\w-]+)\sones?\b"
    r"|\b(?:how many|what (?:share|proportion|percentage|fraction)) (?:were |relapsed |had |was )?"
    r"(?P<alone>(?:at least |more than |at most )?[\w-]+(?: or (?:more|less|fewer))?)"
    r"(?=\s*(?:[?,.;]|$|and (?:how|what)\b))"
    r"|\b(?:than|versus|vs\.?|against|compared (?:with|to))\s(?:the\s|in\s|with\s)?(?P<other>[\w-]+)"
    r"(?=\s*(?:[?,.;]|$))",
    re.IGNORECASE,
)
_LONG = 2
"""Words of a name from which on its last one alone may be what a member shares with it."""
_OTHERWISE = ("arm", "subgroup", "outcome", "grade", "statistic", "topic")
"""Kinds of terms that a word beside "and" is by itself, so that it stands in for no part of another name."""
_MEDIAN_OF = re.compile(r"m[A-Z]{2}[A-Za-z]*2?")
_SMALL_WORDS = re.compile(r"\b(?:of|in|the|a|an)\s+", re.IGNORECASE)
_BARE_ANY = re.compile(
    r"\b(?P<word>any|all)(?P<joint>\s*(?:,|/|&|\+|\band\b|\bor\b|\bvs\.?|\bversus\b)\s*)$", re.IGNORECASE
)
_ANY_AFTER = re.compile(
    r"\s*(?:,|/|&|\+|\band\b|\bor\b|\bvs\.?|\bversus\b)\s*(?P<word>any|all)\b(?!\s+(?:other|of|patients?))",
    re.IGNORECASE,
)
_BARE_BOUND = re.compile(
    r"\s*(?:,|/|&|\+|\band\b|\bor\b|\bvs\.?|\bversus\b)\s*(?P<bound>(?:>=|≥|⩾)\s?(?P<number>[1-5]))(?!\d|\.\d|%)"
)
_BOUND = re.compile(r"\s?(?:>=|≥|⩾)\s?(?P<number>[1-5])(?!\d|\.\d|%)")


def complete(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """The subgroups and outcomes that are named in part, each at the words that stand for it."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.term.kind not in ("subgroup", "outcome"):
            continue
        meant: dict[tuple[int, int], Mention] = {}
        for start, end, words in _candidates(text, mention):
            kind = mention.term.kind
            whole = [m.term for m in terms.find(words, trial=trial, kinds={kind}, typos=False) if m.text == words]
            if not _is_free(start, end, mention, mentions):
                continue
            for term in whole[:1]:
                sibling = bool(set(term.broader) & set(mention.term.broader))
                if term.name != mention.term.name and (sibling or (start, end) not in meant):
                    meant[start, end] = Mention(start, end, text[start:end], term)
        found += meant.values()
    found += _other_of_two(mentions, terms=terms, trial=trial)
    found += analyses_in_part(text, mentions, terms=terms, trial=trial)
    found += _medians(mentions, terms=terms, trial=trial)
    found += _bare_grades(text, mentions, terms=terms, trial=trial)
    found += turned(text, mentions, terms=terms, trial=trial)
    found += those_who(text, mentions, terms=terms, trial=trial)
    found += members(text, mentions, terms=terms, trial=trial)
    found += other_side(text, mentions, terms=terms, trial=trial)
    found += _of_that_drug(text, mentions, terms=terms, trial=trial)
    return [*found, *_with_another_drug(text, mentions, terms=terms, trial=trial)]


def _other_of_two(mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The second of two parts whose names a vocabulary has as one, each by the order of its words: "early vs late"."""
    for mention in (m for m in mentions if m.term.kind == "subgroup"):
        said = _OF_TWO.fullmatch(mention.text)
        turned_round = f"{said['other']} {said['joint']} {said['one']}" if said else ""
        for found in terms.find(turned_round, trial=trial, kinds={"subgroup"}, typos=False) if said else ():
            if said and found.text == turned_round and found.term.name != mention.term.name:
                yield Mention(mention.start + said.start("other"), mention.end, said["other"], found.term)


_OF_TWO = re.compile(
    r"(?P<one>[\w-]+) (?P<joint>vs\.?|versus|and|or|to|compared with) (?P<other>[\w-]+)", re.IGNORECASE
)


def without_both(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions without outcomes of the two drugs that "both" stands for: "refractory to both A and B"."""
    dropped: list[Mention] = []
    for both in (m for m in mentions if m.term.kind == "outcome" and m.text.casefold().endswith(" both")):
        place = both.end
        for mention in sorted((m for m in mentions if m.start >= both.end), key=lambda m: m.start):
            if not _BETWEEN.fullmatch(text, min(place, mention.start), mention.start):
                break
            place = max(place, mention.end)
            dropped += (mention,) if mention.term.kind == "outcome" else ()
    return tuple(m for m in mentions if m not in dropped)


_BETWEEN = re.compile(r"(?:\W|\b(?:an?|the|any|to|and|or|of|drugs?)\b)*", re.IGNORECASE)


def _is_free(start: int, end: int, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the words of a span may stand in for a part of a name: they are no name of another kind by themselves.

    A drug that is also the name of those who had it ("refractory to a PI or an IMiD") is, beside one of its kind.
    """
    named = [m for m in mentions if m.start < end and start < m.end and m.text != "%" and m is not mention]
    drug = any(m.term.kind == "drug" for m in named)
    if drug and all(m.term.category in (None, "baseline") for m in (*named, mention)):
        return not any(m.term.kind in _OTHERWISE and m.term.kind != "outcome" for m in named)
    return not any(m.term.kind in _OTHERWISE for m in named)


def _bare_grades(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """A grade said without the word: "pneumonia: any, grade 3 and serious", "any grade and ≥3"."""
    term = terms.term("any", kind="grade", trial=trial)
    for event in mentions:
        sign = _BOUND.match(text[event.end :]) if event.term.category == "safety" else None
        severe = terms.term(f">={sign['number']}", kind="grade", trial=trial) if sign else None
        if sign and severe:
            yield Mention(event.end, event.end + sign.end(), text[event.end : event.end + sign.end()], severe)
    for grade in mentions:
        bound = _BARE_BOUND.match(text[grade.end :]) if grade.term.kind == "grade" else None
        named = terms.term(f">={bound['number']}", kind="grade", trial=trial) if bound else None
        if bound and named:
            start, end = grade.end + bound.start("bound"), grade.end + bound.end("bound")
            yield Mention(start, end, text[start:end], named)
        after = _ANY_AFTER.match(text[grade.end :]) if grade.term.kind == "grade" else None
        if after and term:
            start, end = grade.end + after.start("word"), grade.end + after.end("word")
            yield Mention(start, end, text[start:end], term)
        before = _BARE_ANY.search(text[: grade.start])
        if grade.term.kind == "grade" and term and before and before["joint"].strip():
            yield Mention(before.start("word"), before.end("word"), before["word"], term)


def _medians(mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The median that the letter before an abbreviation asks for: "mPFS", "mOS"."""
    term = terms.term("median", kind="statistic", trial=trial)
    for mention in mentions:
        if term and mention.term.kind == "outcome" and _MEDIAN_OF.fullmatch(mention.text):
            yield Mention(mention.start, mention.start + 1, mention.text[0], term)


def _candidates(text: str, mention: Mention) -> Iterator[tuple[int, int, str]]:
    """Spans of the differing word, with the whole name that it would stand for."""
    for start, end, words in _spoken(text, mention):
        yield start, end, words
        if (short := _SMALL_WORDS.sub("", words)) != words:  # "gain vs amp of 1q21": a name may do without "of"
            yield start, end, short


def _spoken(text: str, mention: Mention) -> Iterator[tuple[int, int, str]]:
    words = mention.text.split()
    head, bracket, tail = mention.text.partition("(")
    joined = _AFTER.match(text[mention.end :].removeprefix(")")) if head and bracket and tail else None
    if joined:  # "amp(1q21) versus gain"
        shift = mention.end + text[mention.end :].startswith(")")
        yield shift + joined.start("word"), shift + joined.end("word"), f"{joined['word']}({tail})"
        yield shift + joined.start("word"), shift + joined.end("word"), f"{joined['word']}({tail}"
    before = _BEFORE.search(text[: mention.start])
    if before and len(words) > 1:
        yield before.start("word"), before.end("word"), " ".join((before["word"], *words[1:]))
    shared = words[0].partition("-")[2]
    if before and shared:  # "better in standard than in high-risk disease"
        yield before.start("word"), before.end("word"), " ".join((f"{before['word']}-{shared}", *words[1:]))
    for one in _ONE.finditer(text) if len(words) > 1 else ():  # "an early relapse ... a late one"
        group = one.lastgroup or "word"
        yield one.start(group), one.end(group), " ".join((one[group], *words[1:]))
        own, hyphen, shared = words[0].partition("-")
        if own and hyphen:  # "high-risk ... what share standard"
            yield one.start(group), one.end(group), " ".join((f"{one[group]}-{shared}", *words[1:]))
            yield one.start(group), one.end(group), " ".join((f"{own}-{one[group]}", *words[1:]))  # "... than positive"
        if len(words) > _LONG:  # "high-risk cytogenetics ... what share unknown"
            yield one.start(group), one.end(group), f"{one[group]} {words[-1]}"
    words = words[1:] if words[0].casefold() in _NO_MORE and len(words) > 1 else words  # "exactly 3 copies of it"
    amount = _AMOUNT_AFTER.match(text[mention.end :]) if _AMOUNT.fullmatch(words[0]) and len(words) > 1 else None
    if amount:  # "3 copies of it versus 4 or more"
        start, end = mention.end + amount.start("amount"), mention.end + amount.end("amount")
        said = _OR_MORE.sub(" or more", amount["amount"])
        yield start, end, " ".join((said, *words[1:]))
    place = mention.end
    if mention.term.category == "disposition" and len(words) <= _LONG:
        words = [*_COUNTED.split(), words[-1]]
    while after := _AFTER.match(text[place:]):  # "how many screened / randomised / treated"
        start, end = place + after.start("word"), place + after.end("word")
        for kept in range(len(words) - 1, 0, -1):
            yield start, end, " ".join((*words[:kept], after["word"]))
            if after["next"]:
                yield start, place + after.end("next"), " ".join((*words[:kept], after["word"] + after["next"]))
        place = end


def _with_another_drug(
    text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None
) -> Iterator[Mention]:
    """For each drug listed beside that of an outcome ("doses of A and B"), the outcome of that drug.

    Where the vocabulary has no such outcome, one of that name is asked all the same: it is said that none is held.
    """
    inside = [
        replace(drug, start=m.start + word.start, end=m.start + word.end)
        for m in mentions
        if m.term.kind == "arm"
        for word in split_tokens(m.text)
        for drug in terms.find(word.text, trial=trial, kinds={"drug"}, typos=False)
    ]
    drugs = sorted({*inside, *(m for m in mentions if m.term.kind == "drug")}, key=lambda m: m.start)
    outcomes = [m for m in mentions if m.term.kind == "outcome"]
    for outcome in outcomes:
        named = _drug_in(outcome, terms=terms)
        if named is None:
            continue
        for drug in _listed_with(text, outcome, drugs):
            if any(m.start <= drug.start and drug.end <= m.end and m.term.kind == "outcome" for m in mentions):
                continue
            name = re.sub(re.escape(named), drug.term.name, outcome.term.name, flags=re.IGNORECASE)
            name = name[0].upper() + name[1:]
            own = [m.term for m in terms.find(name, trial=trial, kinds={"outcome"}, typos=False) if m.term.name == name]
            term = own[0] if own else replace(outcome.term, name=name, abbreviation=None, synonyms=())
            yield Mention(drug.start, drug.end, drug.text, term)


def _of_that_drug(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """Outcomes of a drug that is named before them: "how many received X, and how many were refractory to it"."""
    for match in _TO_IT.finditer(text):
        before = sorted((m for m in mentions if m.end <= match.start()), key=lambda m: m.end)
        names = [m.term.name if m.term.kind == "drug" else _drugs_in(m, terms=terms, trial=trial) for m in before]
        name, words = next(filter(None, reversed(names)), ""), match["words"].split()
        for first in range(len(words) - 1 if name else 0):  # "no longer responded to it" before "responded to it"
            said = " ".join((*words[first:], name))
            whole = [m.term for m in terms.find(said, trial=trial, kinds={"outcome"}, typos=False) if m.text == said]
            if whole:
                start = match.end() - len(match[0].split(maxsplit=first)[-1])
                yield Mention(start, match.end(), text[start : match.end()], whole[0])
                break


_TO_IT = re.compile(r"\b(?P<words>(?:\w+ ){0,3}\w+ (?:to|with|by|of))\s(?:it|them|one|either)\b", re.IGNORECASE)
"""What was said of a drug before."""


def _drug_in(outcome: Mention, *, terms: TermIndex) -> str | None:
    """The word of an outcome's name that is a drug."""
    words = split_tokens(outcome.term.name)
    return next((word.text for word in words if terms.find(word.text, kinds={"drug"}, typos=False)), None)


def _drugs_in(outcome: Mention, *, terms: TermIndex, trial: str | None) -> str | None:
    """The name of a drug, or of a class of drugs, within an outcome's: "Prior proteasome inhibitor"."""
    words = outcome.term.name.split()
    ends = (" ".join(words[first:]) for first in range(1, len(words)))  # the whole name is the outcome's
    named = (end for end in ends for m in terms.find(end, trial=trial, kinds={"drug"}, typos=False) if m.text == end)
    return next(named, None) or _drug_in(outcome, terms=terms)


def _listed_with(text: str, outcome: Mention, drugs: Sequence[Mention]) -> list[Mention]:
    """Drugs in one list with an outcome's: what stands between two neighbours only joins them."""
    outside = [drug for drug in drugs if drug.end <= outcome.start or drug.start >= outcome.end]
    before = [drug for drug in outside if drug.end <= outcome.start]
    after = [drug for drug in outside if drug.start >= outcome.end]
    return [*_chained(text, [outcome, *reversed(before)])[1:], *_chained(text, [outcome, *after])[1:]]


def _chained(text: str, parts: Sequence[Mention]) -> list[Mention]:
    chain = list(parts[:1])
    for one, other in pairwise(parts):
        first, second = sorted((one, other), key=lambda m: m.start)
        if not relations.only_joins(text[first.end : second.start]):
            break
        chain.append(other)
    return chain
