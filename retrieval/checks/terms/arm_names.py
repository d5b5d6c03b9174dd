"""Arms that a sentence names by more than one name: by a noun that two share, by a label, by a change of treatment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.arm_doses import end_of_dose
from retrieval.checks.terms.arm_pairs import Span
from retrieval.terms import Mention, common_words, split_tokens, word_forms

_SHARED = Rare(
    r"\b(?P<first>[\w-]+)\s(?:and|or|versus|vs\.?)\s(?:the\s)?(?P<second>[\w-]+)\s(?P<noun>arm|group|cohort|patient|recipient|participant)s\b",
    "arms", "groups", "cohorts", "patients", "recipients", "participants",
)  # fmt: skip


def shared_nouns(text: str, span: tuple[int, int], evidence: Evidence) -> list[Span]:
    """Both arms of "the vedamab and control groups": the first has its noun behind the second."""
    found: list[Span] = []
    for match in _SHARED.finditer(text, *span):
        for name in ("first", "second"):
            people = match["noun"].casefold() in ("patient", "recipient", "participant")
            words = f"{match[name]} {match['noun']}{'s' if people else ''}"
            arms = evidence.terms.find(words, trial=evidence.trial.id, kinds={"arm"}, typos=False)
            found += [Span(*match.span(name), item.term.name) for item in arms[:1] if item.end == len(words)]
    return found


_OF_LABEL = Rare(
    r"\b(?P<words>[\w-]+(?:\s[\w-]+){0,2})\s(?:arm|group|cohort|participants|recipients|patients)\b",
    "arm", "group", "cohort", "participants", "recipients", "patients",
)  # fmt: skip


def by_label(text: str, span: tuple[int, int], evidence: Evidence) -> list[Span]:
    """Arms told by a part of their label: "the sleep hygiene group" of "Sleep Hygiene Education"."""
    labels = _label_forms(evidence.facts.arms)
    found: list[Span] = []
    for match in _OF_LABEL.finditer(text, *span):
        words = split_tokens(match["words"])
        for first in range(len(words)):
            if arm := _only_with({token.form for token in words[first:]}, labels):
                found.append(Span(match.start() + words[first].start, match.end(), arm))
                break
    for match in _GIVEN.finditer(text, *span):
        words = split_tokens(match["words"])
        for last in range(len(words), 0, -1):
            if arm := _only_with({token.form for token in words[:last]}, labels):
                start = match.start("words")
                found.append(Span(start, start + words[last - 1].end, arm))
                break
    return found


@lru_cache(maxsize=64)
def _label_forms(arms: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The normal forms of the words of each arm's label."""
    return {arm: word_forms(arm) for arm in arms}


def _only_with(forms: set[str], labels: Mapping[str, frozenset[str]]) -> str | None:
    """The one arm whose label has all of some words, one of which tells something."""
    arms = [arm for arm, label in labels.items() if forms <= label]
    if len(arms) != 1:
        return None
    return arms[0] if any(len(form) > _SHORT and form not in common_words() for form in forms) else None


_GIVEN = re.compile(
    r"\b(?:given|receiving|received|assigned to|allocated to|randomi[sz]ed to|treated with|taking|after|on|with)\s"
    r"(?:the\s)?(?P<words>[A-Za-z][\w-]*(?:\s[\w-]+){0,2})",
    re.IGNORECASE,
)
"""Before an arm told by a part of its label, without a noun: "given lessons"."""


_SHORT = 4
_SWITCHED = re.compile(
    r"\b(?:switched|switching|moved|moving|crossed|crossing|transferred|transitioned|changed|went|rolled)\s"
    r"(?:over\s)?(?P<how>from|to|onto|into)\s(?:the\s|an?\s)?",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s?(?:->|\u2192|\bto\b|\bthen\b|\bfollowed by\b)\s?", re.IGNORECASE)


def with_switched(text: str, sentence: tuple[int, int], spans: Sequence[Span], evidence: Evidence) -> list[Span]:
    """The arms, with one that changed its treatment as one: "those who switched from placebo to the drug"."""
    kept = list(spans)
    changed = _changed(evidence.facts.arms)
    for match in _SWITCHED.finditer(text, *sentence) if changed else ():
        before = [span for span in kept if 0 <= match.start() - span.end < _NEAR]
        before = [span for span in before if not re.search("[0-9]", text[span.end : match.start()])]
        after = [span for span in kept if 0 <= span.start - match.end() < _NEAR]
        first = next(iter(after if match["how"].casefold() == "from" else before[-1:]), None)
        arms = [arm for arm, parts in changed.items() if first is not None and parts[0].strip() == first.name]
        if len(arms) != 1 or first is None:
            continue
        second = [span for span in after if span is not first and _TO.search(text, first.end, span.start + 1)][:1]
        low = min(first.start, match.start())
        high = max(match.end() - 1, first.end, *(span.end for span in second))
        kept = [span for span in kept if not (low <= span.start and span.end <= high)]
        kept = sorted([*kept, Span(low, high, arms[0])], key=lambda span: span.start)
    return kept


@lru_cache(maxsize=64)
def _changed(arms: tuple[str, ...]) -> dict[str, list[str]]:
    """The arms whose treatment changes, with what it was before and after."""
    return {arm: parts for arm in arms if len(parts := _ARROW.split(arm, maxsplit=1)) == 2}


_NEAR = 40
_TO = re.compile(r"\b(?:to|onto|into)\s", re.IGNORECASE)


_TREATED = re.compile(
    r"-(?:treated|assigned|exposed|allocated)\b|\s(?:recipients|patients|participants)\b", re.IGNORECASE
)


_WHO_HAD = re.compile(
    r"\b(?:(?:people|patients|participants|those) (?:who |that )?|(?:when|if) they )"
    r"(?:had|have|got|took|received|were (?:given|on))\s$",
    re.IGNORECASE,
)
_NOT_GIVEN = Rare(
    r"\b(?:(?:do|does|did)(?: not|n't) (?:receive|get|take|have)"
    r"|(?:had|have)(?: not|n't) (?:received|taken|got|been given)"
    r"|(?:(?:were|was|are)(?: not|n't)|not) (?:given|on|taking|receiving|treated with"
    r"|(?:assigned|allocated|randomi[sz]ed) to)"
    r"|never (?:received|got|took|had))\s(?:the\s)?",
    "not", "n't", "never",
)  # fmt: skip


def with_negated(text: str, start: int, spans: Sequence[Span], pair: Sequence[str]) -> list[Span]:
    """The arms of a sentence, with the other of two for those who did not get one: "who did not receive vedamab"."""
    if len(pair) != len(("one", "other")):
        return list(spans)
    found: list[Span] = []
    for span in spans:
        negated = _not_given(text, max(start, span.start - _FAR), span) if span.name in pair else None
        other = pair[0] if span.name == pair[1] else pair[1]
        found.append(Span(negated, span.end, other) if negated is not None else span)
    return found


def _not_given(text: str, start: int, span: Span | Mention) -> int | None:
    """Where it begins to be said that an arm or a drug was not given; the name may begin with the verb: "given A"."""
    told = _NOT_GIVEN.finditer(text, start, span.end)
    if (lacks := _WITHOUT.search(text, start, span.start)) is not None and _STOPS.match(text, span.end):
        return lacks.start()
    return next((match.start() for match in told if match.start() < span.start <= match.end()), None)


_WITHOUT = re.compile(r"\bwithout\s(?:the\s)?$", re.IGNORECASE)
_STOPS = re.compile(r"\s?(?:$|[,;:.()]|(?:and|or|but|than|versus|vs|was|were|had|in)\b)", re.IGNORECASE)
"""Behind a drug that was not given, "more frequent without A (1305 versus 1087)"; not "without A interruption"."""
_FAR = 36
"""Code points before an arm in which it is said that it was not given."""


def by_drug(text: str, stop: int, mentions: Mapping[str, list[Mention]], evidence: Evidence) -> list[Span]:
    """The one arm that has a drug in its name: "three dupilumab-treated patients"."""
    found: list[Span] = []
    for drug in mentions.get("drug", ()):
        arms = [arm for arm in evidence.facts.arms if drug.text.casefold() in arm.casefold()]
        arms = arms or [arm for arm in evidence.facts.arms if _is_short_for(arm, drug.text)]
        arms = arms or _by_code(drug, evidence)
        compared = [arm for arm in arms if arm in evidence.facts.pair]
        arms = compared if len(compared) == 1 else arms  # and not "Drug Then Placebo", nor its extension
        given = _WHO_HAD.search(text, max(0, drug.start - 40), drug.start) if not arms else None
        given = given or (_FIGURE.match(text, drug.end) if not arms else None)
        if given or (not arms and _not_given(text, max(0, drug.start - _FAR), drug) is not None):
            known = evidence.terms.find(f"{drug.text} arm", trial=evidence.trial.id, kinds={"arm"}, typos=False)
            arms = list(dict.fromkeys(item.term.name for item in known))
        if not arms and _IF.search(text, max(0, drug.start - 16), drug.start) and _USED.match(text, drug.end):
            arms = sorted(arms_with(drug, evidence))
        arms = arms or _opposed(text, drug, mentions, evidence)
        after = _TREATED.match(text, drug.end)
        if _EFFECT_OF.search(text, max(0, drug.start - _FAR), drug.start):
            continue  # "the efficacy of the drug" holds it against the other arm
        if len(arms) == 1 and (after or _is_listed(text, drug, mentions) or not _is_of_drug(text, drug, mentions)):
            found.append(
                Span(drug.start, after.end() if after else end_of_dose(text, drug.end, stop, arms[0]), arms[0])
            )
    return found


_FIGURE = re.compile(r"\s(?:median|mean|figure|value|percentage|curve)s?\b", re.IGNORECASE)
"""Behind a drug: the figure is that of its arm, "the vedamab median was 12.2 months"."""
_EFFECT_OF = re.compile(
    r"\b(?:efficacy|effectiveness|effects?|benefits?|protection|superiority) (?:of|with|from|for)\s(?:the\s)?$",
    re.IGNORECASE,
)


def _by_code(drug: Mention, evidence: Evidence) -> list[str]:
    """The arms with a code that the drug is called by, too: "HZ/su" is the vaccine of the "GSK1437173A Group"."""
    names = (drug.term.name, *drug.term.synonyms)
    codes = {word for name in names for word in re.findall(r"\b[A-Z]{2,}[\w-]*[0-9]\w*", name)} - {drug.text}
    return [arm for arm in evidence.facts.arms if any(code in arm for code in codes)]


def _is_short_for(arm: str, drug: str) -> bool:
    """Whether a label begins with the beginning of a drug's name: "Veda 10 mg" of vedamab."""
    first = arm.casefold().split()[0]
    return len(first) >= _SHORT and first.isalpha() and drug.casefold().startswith(first)


def _is_listed(text: str, drug: Mention, mentions: Mapping[str, list[Mention]]) -> bool:
    """Whether a drug is told beside the name of an arm without it, "vedamab and placebo": each tells its own arm."""
    linked = _AND.match(text, drug.end)
    return linked is not None and any(
        item.start <= linked.end() < item.end and drug.text.casefold() not in item.term.name.casefold()
        for item in mentions.get("arm", ())
    )


def _opposed(text: str, drug: Mention, mentions: Mapping[str, list[Mention]], evidence: Evidence) -> list[str]:
    """The arm with a drug, where it is held against the other or told beside it: "vedamab 44 %, the controls 28 %"."""
    linked = _AGAINST.match(text, drug.end)
    if linked is None:
        return []
    others = {item.term.name for item in mentions.get("arm", ()) if linked.end() == item.start}
    own = arms_with(drug, evidence) if others else frozenset()
    return sorted(own) if len(own) == 1 and not own & others and {*own, *others} == {*evidence.facts.pair} else []


_AGAINST = re.compile(
    r"(?:\s?[,:(]?\s?[0-9.]+ ?%?\)?[,;]?\s(?:(?:and|but|versus|vs\.?|against|compared with)\s)?(?:in |with |for )?"
    r"|,?\s(?:versus|vs\.?|against|over|compared (?:with|to)|than)\s"
    r"|,?\sand\s(?=(?:the )?(?:controls?|comparator|placebo|doublet)\b))(?:the )?",
    re.IGNORECASE,
)
_AND = re.compile(r",? (?:and|or) (?:the )?", re.IGNORECASE)
_IF = re.compile(r"\b(?:where|when|wherever|if|once)\s(?:the\s)?$", re.IGNORECASE)
_USED = re.compile(r"\s(?:was|is|were|had been)\s(?:given|added|used|included|on board|part of)\b", re.IGNORECASE)
"""Around a drug: those who got it, "where vedamab was given"."""


def arms_with(drug: Mention, evidence: Evidence) -> frozenset[str]:
    """The arms that a text calls "with" a drug, whatever else their patients get."""
    known = evidence.terms.find(f"with {drug.text}", trial=evidence.trial.id, kinds={"arm"}, typos=False)
    return frozenset(item.term.name for item in known)


def _is_of_drug(text: str, drug: Mention, mentions: Mapping[str, list[Mention]]) -> bool:
    """Whether a drug's name is part of an outcome's, or of what is measured of the drug: its level, its dose."""
    inside = any(item.start <= drug.start < item.end for item in mentions.get("outcome", ()))
    return inside or _OF_DRUG.match(text, drug.end) is not None


_OF_DRUG = re.compile(
    r"\s?(?:-(?!treated)|(?:plus|(?:and|or)(?! (?:[0-9]|(?:in|of|for|among)\b))"
    r"|in combination|with|plasma|serum|trough|concentrations?"
    r"|levels?|antibod\w+|exposure|discontinuation|interruption|related|dose|doses|dosing|trials?|stud(?:y|ies)"
    r"|program\w*)\b)",
    re.IGNORECASE,
)
