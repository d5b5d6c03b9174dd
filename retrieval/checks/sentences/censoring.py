"""Censoring rules that a sentence names: the protocol's own, or one that results of the trial were made under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.records import Result
from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import common_words, split_tokens

OWN = ""
"""Stands for the protocol's own rule: results under it name none."""
OTHER_RULE = "under another censoring rule"
"""In the reason why a figure under a rule that is not told is left open."""
_CENSORING = re.compile(r"censor\w*", re.IGNORECASE)
_PROTOCOL = re.compile(
    r"\b(?:protocol(?:'s)?|pre-?specified|original|planned|primary|trial's own|own|standard)\b", re.IGNORECASE
)
_NEAR = 60
"""How far from "censoring" the words of its rule may stand, in code points."""


def find_rules(clause: Clause) -> list[Qualifier]:
    """Return the censoring rules that the clause names, each where its words stand."""
    rules = sorted(clause.evidence.facts.censorings)
    at = clause.sentence.start
    sentence = clause.text[at : clause.sentence.end]
    named = list(_named(sentence, rules, at=at)) if rules else []
    if not named and rules:
        named = [Qualifier(at + it.start(), at + it.end(), OWN) for it in _COUNTED.finditer(sentence)]
    elif named:
        named += [Qualifier(at + it.start(), at + it.end(), OWN) for it in _MAIN.finditer(sentence)]
    return sorted(named, key=lambda item: item.start)


_OWN_RULE = re.compile(
    r"\b(?:protocol(?:'s)?|trial's|study's|pre-?specified|original|planned)(?: own| original| planned)?"
    r" (?:rules?|definition)\b",
    re.IGNORECASE,
)
"""The protocol's own rule, called one without a word of censoring: it stands beside another rule."""
_NOT_UNDER = re.compile(
    r"\b(?:not|without|never)\s(?!reached|estimable|yet)(?:(?:us|appl|follow|adopt|mak)\w*\s)?(?:the\s|any\s|this\s)?"
    r"(?:[\w'-]+\s){0,2}$",
    re.IGNORECASE,
)
"""Before "censoring": the rule was not used."""
_INCLUDED = Rare(
    r"\b(?:including|included|counting|counted|inclusive of)\s(?P<what>[^.;,]{3,50})", "includ", "count", "inclusive"
)
_WERE_INCLUDED = Rare(
    r"\b(?:with|when|if) (?P<what>[^.;,]{3,50}?) (?:were |are |being )?(?:included|counted)\b", "included", "counted"
)
_COUNTED = Rare(
    r"\b(?:all|every) (?:the )?(?:deaths?|events?|progressions?) (?:\w+ )?(?:counted|treated|included|considered)\b"
    r"|\b(?:counting|including|with) (?:all|every) (?:the )?(?:deaths?|events?)\b",
    "all ", "every ",
)  # fmt: skip
"""What says that nothing was censored but by the protocol's own rule: "with all deaths counted as events"."""
_MAIN = re.compile(r"\b(?:main|unadjusted|uncensored|overall) (?:analysis|estimate|result)\b", re.IGNORECASE)
"""Beside figures under a rule: those of the analysis without it, "0.803, and 0.855 in the main analysis"."""


def _named(sentence: str, rules: list[str], *, at: int) -> Iterator[Qualifier]:
    folded = sentence.casefold()
    for rule in rules:
        place = folded.find(rule.casefold())
        if place >= 0:
            yield Qualifier(at + place, at + place + len(rule), rule)
    included = (*_INCLUDED.finditer(sentence), *_WERE_INCLUDED.finditer(sentence))
    for match in included if not _CENSORING.search(sentence) else ():
        if any(_words_of(rule) & _words_of(match["what"]) - _EVENTS for rule in rules):
            yield Qualifier(at + match.start(), at + match.end(), OWN)  # "including deaths from COVID-19"
    for match in _OWN_RULE.finditer(sentence) if _CENSORING.search(sentence) else ():
        yield Qualifier(at + match.start(), at + match.end(), OWN)
    for match in _CENSORING.finditer(sentence):
        low, high = max(0, match.start() - _NEAR), match.end() + _NEAR
        told = [rule for rule in rules if _words_of(rule) <= _words_of(sentence[low:high])]
        if not told and _AGENCY.search(sentence, low, high):
            told = [rule for rule in rules if _words_of(rule) & _AGENCIES]
        told = [OWN] if told and _NOT_UNDER.search(sentence, low, match.start()) else told
        own = None if told else _PROTOCOL.search(sentence, low, high)
        for rule in told or ([OWN] if own else []):
            named = _naming(rule).search(sentence, low, match.start()) if told and rule else None
            start = min(it.start() for it in (match, own, named) if it)
            yield Qualifier(at + start, at + match.end(), rule)


def _naming(rule: str) -> re.Pattern[str]:
    """The words by which a rule is known, "FDA": where it is named, it begins to hold."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _words_of(rule)))})\b", re.IGNORECASE)


_AGENCY = re.compile(
    r"\b(?:agency(?:'s)?|regulators?'?|regulatory|authorit(?:y|ies)|Food and Drug Administration)\b", re.IGNORECASE
)
_AGENCIES = frozenset({"fda", "ema", "pmda", "mhra", "nmpa"})
"""Who is called "the agency" that asked for a rule."""


def tells_rule(words: str, rule: str) -> bool:
    """Whether words name what a rule is known by, censoring or not: "the FDA label", "a sensitivity analysis"."""
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, _words_of(rule) - _EVENTS))})\b", re.IGNORECASE)
    return named.search(words) is not None or _SENSITIVITY.search(words) is not None


def untold_rule(row: Result, slot: Slot, others: Sequence[Result]) -> str | None:
    """Why a result under a rule that the words do not name cannot bear them out; ``None`` where it can.

    Args:
        others: Results of the slot: a plain sentence means the one under the protocol's own rule.
    """
    if not row.censoring or slot.censorings or tells_rule(slot.told, row.censoring):
        return None
    same = (row.arm, row.comparison, row.statistic, row.subgroup, row.data_cutoff)
    for other in others:
        own = (other.arm, other.comparison, other.statistic, other.subgroup, other.data_cutoff)
        if not other.censoring and own == same and other.value != row.value:
            return f"{other.source} gives {other.value}; {OTHER_RULE} ({row.censoring}) it is {row.value}"
    return None


_SENSITIVITY = re.compile(r"\bsensitivit|\bcensor", re.IGNORECASE)
_EVENTS = frozenset({"death", "event", "progression", "patient"})
"""Words of a rule that do not tell it from others."""


def _words_of(text: str) -> frozenset[str]:
    """The words that tell a rule from others: "fda", "covid"; common words, "censored" and "requested" tell none."""
    forms = (token.form for token in split_tokens(text))
    told = frozenset(
        form for form in forms if form.isalpha() and form not in common_words() and not _CENSORING.match(form)
    )
    return told - _ASKED or told


_ASKED = frozenset({"requested", "required", "preferred", "mandated", "specified", "recommended", "rule", "rules"})


def lifts_rule(told: str) -> bool:
    """Whether a sentence goes on with no rule told before: it tells what was published, or planned."""
    return _LIFTS.search(told) is not None


_LIFTS = re.compile(
    r"\b(?:publication|publish(?:ed|es)|paper|article|journal|manuscript|Lancet|NEJM|JAMA|protocol(?:'s)?|pre-?specified)\b",
    re.IGNORECASE,
)


def leaves_rule(clause: Clause, rule: Qualifier, slot: Slot) -> bool:
    """Whether a number beside a censoring rule is told as what it is without: "20.3 rather than 19.2 months"."""
    between = clause.text[rule.end : slot.expression.start]
    if _PUBLISHED_IN.match(slot.after) and not slot.expression.start <= rule.start <= slot.expression.end + _DIRECTLY:
        return rule.name != OWN
    return rule.end <= slot.expression.start and _WITHOUT_RULE.search(between) is not None


_PUBLISHED_IN = re.compile(
    r"[\s(,]{1,3}(?:in|from|by|per|according to|as (?:published|printed|reported) in) (?:the )?(?:[\w-]+ ){0,2}"
    r"(?:publication|paper|article|journal|manuscript|protocol)\b",
    re.IGNORECASE,
)
"""Behind a number: where it was published, which is no regulator's rule."""
_DIRECTLY = 10
"""Code points between a number and a rule that is its own."""


_WITHOUT_RULE = re.compile(
    r"\b(?:rather than|instead of|as opposed to)\s(?:the |about )?$|\bthan (?:the|its) $"
    r"|\bwithout (?:this|that|it|(?:such |the |this )?(?:censoring|rule))\b[^;0-9]{0,40}$"
    r"|\b(?:mov|chang|shift|br[io]ng|brought|lower|rais|t[ao]k|took|alter|went|go)\w*\b[^.;0-9]{0,60}\bfrom\s$"
    r"|\b(?:from|than|to|with|against|whereas|while|but|although) (?:the|that|its) "
    r"(?:(?:one|figure|value|estimate|result|ratio) )?(?:of |that was )?"
    r"(?:published|reported|printed|given|seen)\b[^;]{0,60}$",
    re.IGNORECASE,
)
