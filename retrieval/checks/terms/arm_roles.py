"""Arms by the part that they play in their trial: "the comparison group", "the combination", "the third group"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.arm_periods import held_by_all
from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.facts import is_control
from retrieval.checks.terms.titled_arms import by_title
from retrieval.terms import Mention

_COMBINATION = Rare(
    r"\b(?:the|its|their) (?:combination|combined (?:treatment|therapy|regimen)|doublet|triplet)\b"
    r"(?: of (?:all )?(?:three|four)\b)?(?!\s(?:of|with)\b)(?:\s(?:arm|group))?",
    "combin", "doublet", "triplet",
)  # fmt: skip
_COMPARISON = Rare(
    r"\b(?:the )?(?:comparison|comparator|control|reference|conventional|usual|standard)"
    r"(?: treatment| therapy| care| of care)?"
    r" (?:group|arm|patients|participants|recipients|drug|agent|regimen|vaccine|(?-i:[A-Z]{2,5}s?))\b"
    r"|\b(?:with|on|than|given|under|in|for|versus|vs\.?) the (?:active )?comparator\b"
    r"|\b(?:with|on|than|given|under|for|receiving|versus|vs\.?) (?:the )?standard of care\b"
    r"|\b(?:after|with|on|given|of|received|receiving) (?:the )?"
    r"(?P<inert>(?:normal )?saline|dummy|sham|vehicle)\b|\bconventional(?:ly treated\b| (?:therapy|treatment)\b)"
    r"(?: (?:patients|participants))?",
    "compar", "control", "reference", "conventional", "usual", "standard", "saline", "dummy", "sham", "vehicle",
)  # fmt: skip
_GROUP = r"(?:group|arm|recipient|participant|patient|subject)s?"
_ACTIVE = Rare(
    rf"\b(?:the )?(?:(?:active|verum|study)[- ])?(?:active|verum|vaccine|vaccinated|drug)[- ](?:treatment )?{_GROUP}\b"
    r"|\bvaccinees\b|\b(?:with|after|on|given|received|receiving) (?:the |active ){0,2}(?:study )?vaccine\b"
    r"(?![- ](?:efficacy|doses?|strain|type|antigen|response|virus|related))"
    r"|\bvaccine(?= (?:and|or|versus|vs\.?) placebo\b|[,:]? \(?[0-9])|(?<=\bplacebo and )vaccine\b(?! [a-z])"
    r"|\b(?:with|on|given|received|receiving) (?:the )?(?:active (?:treatment|drug)|verum)\b",
    "active", "verum", "vaccin", "drug",
)  # fmt: skip
"""The arm that is no dummy, in a trial against one."""
_DUMMY = re.compile(r"\b(?:placebo|sham|dummy|saline|vehicle)\b", re.IGNORECASE)
_ORDINAL = Rare(
    r"\bthe (?P<place>first|second|third|fourth|fifth) (?:(?:study|treatment|vaccine) )?(?:group|arm|cohort)\b",
    "first", "second", "third", "fourth", "fifth",
)  # fmt: skip
_REGIMEN = Rare(
    r"\b(?:the |all |all the |just |only )?(?P<number>two|three|four) (?:medicines|drugs|agents|medications)\b"
    r"(?: (?:together|combined|only|alone))?",
    "medicines", "drugs", "agents", "medications",
)  # fmt: skip
_PLACES = ("first", "second", "third", "fourth", "fifth")
_NUMBERED = re.compile(r"^(?:arm|group|cohort) (?P<which>[a-e]|[1-5]|i{1,3}|iv|v)\b", re.IGNORECASE)
_WHICH = tuple("12345"), tuple("abcde"), ("i", "ii", "iii", "iv", "v")
_CONTROL = re.compile(r"(?:the )?(?:controls?|comparator)(?: (?:arm|group))?", re.IGNORECASE)


def by_role(
    text: str,
    span: tuple[int, int],
    named: Sequence[Mention],
    parts: Mapping[str, frozenset[str]],
    evidence: Evidence,
) -> list[Mention]:
    """Return the arms that a span tells by their part in the trial, where ``named`` names none in that place.

    Args:
        parts: The parts of each arm's label.
    """
    told = [(match, _combination(named, parts)) for match in _COMBINATION.finditer(text, *span)]
    told += [(match, _comparator(evidence)) for match in _COMPARISON.finditer(text, *span)]
    if _DUMMY.search(" ".join(evidence.facts.pair)):
        told += [(match, _active(evidence)) for match in _ACTIVE.finditer(text, *span)]
    told += by_title(text, span, evidence)
    told += [(match, _at(match["place"], evidence)) for match in _ORDINAL.finditer(text, *span)]
    told += [(match, _of_parts(match["number"], evidence)) for match in _REGIMEN.finditer(text, *span)]
    told += [(match, _of_drugs(match, evidence)) for match in _SO_MANY.finditer(text, *span)]
    found: list[Mention] = []
    for match, arm in told:
        term = evidence.terms.term(arm, kind="arm", trial=evidence.trial.id) if arm else None
        if term and not any(old.start < match.end() and match.start() < old.end for old in named):
            found.append(Mention(*match.span(), match[0], term))
    return found


def with_more(text: str, mention: Mention, parts: Mapping[str, frozenset[str]], evidence: Evidence) -> Mention:
    """The one arm of more parts that a name stands for with what is given beside: "A together with other vaccines"."""
    own = parts.get(mention.term.name, frozenset())
    more = [arm for arm, held in parts.items() if own < held] if own else []
    beside = _BESIDE.match(text, mention.end)
    if beside is None or len(more) != 1:
        return mention
    term = evidence.terms.term(more[0], kind="arm", trial=evidence.trial.id)
    return Mention(mention.start, beside.end(), text[mention.start : beside.end()], term) if term else mention


_BESIDE = re.compile(
    r"(?: vaccine)?,? (?:(?:given |administered )?(?:together|along|concomitantly|simultaneously|concurrently) with"
    r"|alongside|co-?administered with|at the same (?:time|visit) as)\b",
    re.IGNORECASE,
)


def _combination(named: Sequence[Mention], parts: Mapping[str, frozenset[str]]) -> str | None:
    """The arm with another one, named beside, as a part of it; else the only one of several parts, or with another."""
    beside = [parts.get(old.term.name, frozenset()) for old in named]
    arms = [arm for arm, own in parts.items() if any(part and part < own for part in beside)]
    arms = arms or [arm for arm, own in parts.items() if len(own) > 1]
    arms = arms or [arm for arm in parts if any(_pieces(other) < _pieces(arm) for other in parts)]
    return arms[0] if len(arms) == 1 else None


def _pieces(label: str) -> set[str]:
    """The words of a label between its signs: "X" and "Yz" of "X-Yz", beside "Yz" alone."""
    return set(filter(None, _SIGN.split(label.casefold())))


_SIGN = re.compile(r"\W+")


def _comparator(evidence: Evidence) -> str | None:
    """The one arm that others are compared with, or the only control."""
    terms = evidence.terms.terms("arm", trial=evidence.trial.id)
    held = held_by_all([term.name for term in terms if term.role == "control" and term.name in evidence.facts.arms])
    held = held or [arm for arm in evidence.facts.pair if is_control(arm)]
    return evidence.compared_with or (held[0] if len(held) == 1 else None)


def _active(evidence: Evidence) -> str | None:
    """The one of two arms that is not the dummy: "the vaccine group" of a trial against placebo."""
    active = [arm for arm in evidence.facts.pair if not _DUMMY.search(arm)]
    return active[0] if len(active) == 1 else None


def _of_parts(number: str, evidence: Evidence) -> str | None:
    """The one arm that is known as a regimen of so many drugs: "the three medicines"."""
    known = evidence.terms.find(f"{number}-drug regimen", trial=evidence.trial.id, kinds={"arm"}, typos=False)
    held = {item.term.name for item in known}
    return held.pop() if len(held) == 1 else None


_SO_MANY = Rare(
    r"\b(?:the )?(?:(?P<two>dual|double|doublet|(?:two|2)-drug|(?<=\bon )two(?= drugs\b))"
    r"|(?P<three>triple|triplet|(?:three|3)-drug|(?<=\bon )three(?= drugs\b))"
    r"|(?P<four>quadruple|quadruplet|(?:four|4)-drug|(?<=\bon )four(?= drugs\b)))"
    r"(?: drugs\b|[ -](?:therapy|treatment|combination|regimen|inhaler)(?:[ -](?:group|arm|patients|recipients))?"
    r"(?! (?:with|of|plus|combining)\b)|[ -](?:group|arm|patients|recipients)\b"
    r"|(?<!dual)(?<!double)(?=\s\(?[0-9]|[.,;:)]|\s(?:and|or|versus|vs|than)\b|$))",
    "dual", "double", "triple", "quadruple", "-drug", " drugs",
)  # fmt: skip
_DRUGS = re.compile(r"\s?(?:\+|/|&|\bplus\b|\band\b|,)\s?", re.IGNORECASE)


def _of_drugs(match: re.Match[str], evidence: Evidence) -> str | None:
    """The one arm whose label has so many drugs: "triple therapy" of "FF/UMEC/VI", against two of two each."""
    number = next(place for place, name in enumerate(("two", "three", "four"), start=2) if match[name])
    held = [arm for arm in evidence.facts.arms if len(_DRUGS.split(arm)) == number]
    return held[0] if len(held) == 1 else None


def _at(place: str, evidence: Evidence) -> str | None:
    """The arm whose label begins with its place: "Group 3: ..."."""
    own = {which[_PLACES.index(place.casefold())] for which in _WHICH}
    labels = [(arm, match["which"].casefold()) for arm in evidence.facts.arms if (match := _NUMBERED.match(arm))]
    held = [arm for arm, which in labels if which in own]
    return held[0] if len(held) == 1 else None


def controls(named: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The arms, "control" read as the one that every analysis compares the others with."""
    against = evidence.compared_with
    term = evidence.terms.term(against, kind="arm", trial=evidence.trial.id) if against else None
    return [
        Mention(old.start, old.end, old.text, term) if term and _CONTROL.fullmatch(old.text) else old for old in named
    ]
