"""Outcomes told by a verb or a phrase: "treatment lasted", "an event led 41 to stop", "201 had diabetes"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens

_TREATED_FOR = re.compile(
    r"\btreatment(?: (?:with|on) [\w-]+(?: [\w-]+)?)? lasted\b"
    r"|\b(?:treatment|therapy|exposed) for (?=[0-9.]+ (?:weeks|months|days) \((?:median|mean|average)\)"
    r"|an? (?:median|mean|average) of [0-9.]+ (?:weeks|months|days)\b)"
    r"|\btreated for (?=(?:an? (?:median|mean|average)\b|[0-9.]+ (?:weeks|months|days)\b))"
    r"|\b(?:received|had|got|given)\b(?= an? (?:median|mean|average) of [0-9.]+ (?:weeks|months|days) of )"
    r"|\b(?:received|took)\b(?=\s[^.;%]{1,40}\bfor an? (?:median|mean|average) of [0-9.]+ (?:weeks|months|days)\b)"
    r"|\b(?:stay(?:ed|ing)?|remain(?:ed|ing)?|were|kept(?: patients| people| participants)?) on"
    r" (?:study |their |the )?(?:treatment|therapy)\b(?! (?:after|at|by|in|as of|when|with)\b)"
    r"(?=(?:[^.;%]|\.[0-9]){0,60}\b(?:weeks|months|days)\b)"
    r"|\b(?:stay(?:ed)?|remain(?:ed)?|kept) on\b(?=\s[^.;%]{1,40}\bfor an? (?:median|mean|average)\b)"
    r"|\b(?:median|mean|average)"
    r"(?= of [0-9.]+ (?:weeks|months|days) of [\w-]+ (?:had been|was|were) (?:given|received|taken))"
    r"|\bhow long\b[^.?!]{0,40}\b(?:on (?:the |this |their |study )?(?:treatment|therapy|drug|medicine)|treated)\b",
    re.IGNORECASE,
)


_CYCLES = re.compile(
    r"\b(?:median|mean)(?: number of)? cycles(?: started| received)?(?=:?(?: was| of)? [0-9]+\b)"
    r"|\b(?:started|began|received|had)\b(?=(?: an? (?:median|mean|average)(?: of)?)? [0-9.]+ cycles\b)"
    r"|(?<=[0-9] )cycles (?:were |had been )?(?:started|begun|given|received)\b",
    re.IGNORECASE,
)
_RESPONSES_LASTED = re.compile(
    r"\bresponses? (?:lasted|persisted|were maintained|was maintained|continued|endured)(?: for)?\b", re.IGNORECASE
)


_LIVED = re.compile(
    r"(?:\b(?:lived|survived)(?: for)?\b(?=\s(?:an? )?(?:median|average|mean)\b)"
    r"|(?<=\bhad )(?:lived|survived)(?: for)?\b(?=\s[0-9.]+ (?:months|weeks|years)\b))"
    r"(?!(?:[^.;]|\.[0-9]){0,60}\b(?:without|free of|free from)"
    r" (?:disease )?(?:progress|relaps|recurr|the\b|their\b|it\b))",
    re.IGNORECASE,
)


_LED_TO_STOP = re.compile(
    r"\b(?:adverse (?:events?|reactions?|effects?)|side[ -]effects?|(?:TE|TR)?AEs?|toxicity|toxicities)"
    r" (?:led|caused|made|forced|prompted)\b(?=[^.;]{1,80}\b(?:stop|discontinue|withdraw|quit|give up|come off)\b)",
    re.IGNORECASE,
)
_STILL_ON = re.compile(
    r"(?<=[0-9%)] )(?:[^0-9.;:()%]{0,40}\s)?(?:were|are|was|is)(?: still| yet)? on"
    r" (?:study |their |the |trial |assigned )?(?:treatment|therapy)\b(?!(?: for| with|[- ]free|[^.;]{0,20}\bwhen\b))",
    re.IGNORECASE,
)
"""Behind a figure: those who go on, "49 of 179 were on treatment in January"."""
_TO_RESPOND = re.compile(
    r"\b(?:took|needed|required|waited)\b(?=(?:[^.;%]|\.[0-9]){0,90}\b(?:to (?:first )?respond|(?:until|for|before|to"
    r" (?:reach|achieve|have|attain)) (?:a|an|the|their|its) (?:first |initial )response)\b)",
    re.IGNORECASE,
)
_LEFT_FOR_PROGRESSION = re.compile(
    r"\b(?:come|came|taken|went|gone|dropped) off (?:study |their |the |trial )?(?:treatment|therapy|drug|regimen)?\s?"
    r"(?:for|because of|due to|owing to|on account of|on|upon|after|with)\s(?:disease |further )?"
    r"(?:progress(?:ion|ive disease|ing)|PD)\b",
    re.IGNORECASE,
)
_GOT_DRUG = re.compile(
    r"(?<=[0-9] )(?:of (?:them|these|whom) )?(?:patients |participants |people )?(?:actually |then )?"
    r"(?:received|got|took) (?:the |their |any |at least one dose of )*(?:study|trial)"
    r" (?:drug|treatment|medication|medicine)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"(?<=[0-9] )(?:years|months|weeks) (?:old|of age)\b(?! or\b| and (?:over|above|older))", re.IGNORECASE
)


_WEIGHED = re.compile(
    r"\b(?:lost|shed|gained|put on|weighed|lose)\b"
    r"(?=(?:[^.;]|\.[0-9]){0,60}\b(?:kg|kilos?|kilograms?|pounds)\b)",
    re.IGNORECASE,
)


_SIZES = re.compile(
    r"\b(?:(?:arm|group) sizes|sizes of the (?:two )?(?:arms|groups)|(?:un)?equal (?:arm |group )?sizes?)\b",
    re.IGNORECASE,
)


_FINISHED = re.compile(
    r"\bfinished (?:the |all |their )?(?:[\w-]+ ){0,3}"
    r"(?:years?|weeks|months|period|phase|part|stage|treatment|follow-up)\b",
    re.IGNORECASE,
)


_TOLD: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (_FINISHED, "completed the study", ("finished",)),
    (_WEIGHED, "body weight", ("kg", "kilo", "pound")),
    (_TREATED_FOR, "treatment duration", ("treat", "therapy", "median", "mean", "average", "how long", "exposed")),
    (_LIVED, "overall survival", ("lived", "survived")),
    (_RESPONSES_LASTED, "duration of response", ("response",)),
    (_LED_TO_STOP, "discontinuation due to adverse events", ("led", "caused", "made", "forced", "prompted")),
    (_OLD, "age", (" old", "of age")),
    (_GOT_DRUG, "patients treated", ("study ", "trial ")),
    (_STILL_ON, "still on treatment", (" on ",)),
    (_TO_RESPOND, "time to first response", ("respon",)),
    (_LEFT_FOR_PROGRESSION, "treatment discontinuation due to progressive disease", (" off ",)),
    (_CYCLES, "cycles started", ("cycle",)),
    (_SIZES, "patients randomised", ("size",)),
)
"""Phrases, what they tell, and words of which a sentence with one has at least one: looking for these is cheap."""
_BY_WORD = tuple((word, pattern, name) for pattern, name, words in _TOLD for word in words)


def name_by_verb(text: str, start: int, end: int, *, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """ "Treatment lasted a median of" tells the duration of treatment."""
    folded = text[start:end].casefold()
    likely = {pattern: name for word, pattern, name in _BY_WORD if word in folded}
    told = [(match, name) for pattern, name in likely.items() for match in pattern.finditer(text, start, end)]
    for match, name in (*told, *_told_of_arms(text, start, end, found=found)):
        if any(item.start < match.start() and match.end() <= item.end for item in found.get("outcome", ())):
            continue  # the "years old" of "at least 70 years old" tells no other age
        for item in evidence.terms.find(name, trial=evidence.trial.id, kinds={"outcome"}, typos=False):
            own = [
                other for other in found.get("outcome", ()) if other.end <= match.start() or other.start >= match.end()
            ]
            found["outcome"] = sorted(
                [*own, Mention(match.start(), match.end(), match[0], item.term)], key=lambda mention: mention.start
            )


def _told_of_arms(
    text: str, start: int, end: int, *, found: Mapping[str, Sequence[Mention]]
) -> Iterator[tuple[re.Match[str], str]]:
    """ "They stayed on A for a median of 94 weeks" tells the duration of treatment, "a quarter stayed on A" who did."""
    arms = {item.start: item for item in found.get("arm", ())}
    for named in arms.values() if not found.get("outcome") else ():
        near = max(start, named.start - _NEAR)
        told = _ARM_FOR.match(text, named.end, end)
        if told is None and _LASTED.search(text, start, end):
            told = _TIME_ON.search(text, near, named.start)
        if told is not None:
            yield told, "treatment duration"
    for match in _WITH_ARM.finditer(text, start, end) if arms else ():
        given = arms.get(match.end())
        behind = text[given.end : end].partition(";")[0] if given else ""
        if given is None or any(0 <= item.start - given.end < len(behind) for item in found.get("outcome", ())):
            continue
        if _LASTED.search(behind) and (match["on"] or _FOR.match(behind)):
            yield match, "treatment duration"
        elif match["on"] and "%" in text[start:end]:
            yield match, "still on treatment"


_WITH_ARM = re.compile(
    r"\b(?:(?P<on>(?:stay(?:ed|ing)?|remain(?:ed|ing)?|kept|continu(?:ed?|ing)) on"
    r"|still (?:took|tak(?:e|ing)|receiv(?:ed?|ing)|used|got|had))"
    r"|(?:patients (?:were )?)?(?:treated with|given)|(?:had|have|has) been on)\s(?:the )?",
    re.IGNORECASE,
)
_ARM_FOR = re.compile(
    r"(?: (?:arm|group|combination|regimen|treatment))?,? (?:(?:had|has|have) been|was|were|is)"
    r" (?:given|administered|continued|used|taken|received|delivered|tolerated)"
    r" for(?= (?:an? |the )?(?:median|mean|average)s?\b[^;%]{0,20}[0-9]\s?(?:weeks|months|days)\b)",
    re.IGNORECASE,
)
"""Behind an arm: how long it was given, "A had been given for a median of 94.0 weeks"."""
_TIME_ON = re.compile(r"\b(?:(?:median|mean|average) )?(?:time|period)(?: spent)? on (?:the )?$", re.IGNORECASE)
_NEAR = 40
"""Code points before an arm in which "the median time on" is looked for."""
_LASTED = re.compile(r"\b(?:median|mean|average)s?\b[^;%]{0,60}[0-9]\s?(?:weeks|months|days)\b", re.IGNORECASE)
_FOR = re.compile(r"(?: (?:arm|group))?\sfor\s", re.IGNORECASE)


_COUNTED = re.compile(
    r"[0-9%)]\s(?:[^0-9.,;:()]{0,60}\s)?(?<!who )(?<!that )(?:had|have|has|were|was)\s(?:a |an )?$", re.IGNORECASE
)
"""Between a number and what its patients had or were."""


def count_conditions(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """In "201 had diabetes" a group is what is counted: the one baseline title that has its words, or its name's."""
    for group in found.get("subgroup", ()):
        if not _COUNTED.search(text, max(0, group.start - 80), group.start):
            continue
        held = _baseline_titles(group.text, evidence) or _baseline_titles(group.term.name, evidence)
        term = evidence.terms.term(held[0], kind="outcome", trial=evidence.trial.id) if len(held) == 1 else None
        if term and not any(it.start < group.end and group.start < it.end for it in found.get("outcome", ())):
            found["outcome"] = sorted(
                [*found.get("outcome", ()), replace(group, term=term)], key=lambda mention: mention.start
            )


def _baseline_titles(words: str, evidence: Evidence) -> list[str]:
    titles = evidence.titles_with(frozenset(token.form for token in split_tokens(words)))
    return [title for title in titles if evidence.results(title)[0].category == "baseline"]


def is_told(text: str, group: Mention, found: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether a group's share stands right behind it, before any outcome: "had had one prior line (44 % on A)"."""
    if any(item.start < group.start for item in found.get("outcome", ())):
        return False
    had = _HAD.search(text, max(0, group.start - _VERB), group.start)
    return had is not None and _SHARE_BEHIND.match(text, group.end) is not None


_HAD = re.compile(r"\b(?:had|received|given|had been|were|was)\s(?:an? |only |just )?$", re.IGNORECASE)
_SHARE_BEHIND = re.compile(r"\s?\([0-9.]+\s?%")
_VERB = 20  # code points before a group in which the verb is looked for
