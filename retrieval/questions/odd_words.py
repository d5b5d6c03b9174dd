"""Words that name nothing that is asked: a share that nobody owns, a verb that is no mean, what is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.questions.analysis_words import is_cutoff_of
from retrieval.questions.event_aspects import without_aspect_words
from retrieval.questions.event_heads import without_heads
from retrieval.questions.other_senses import without_other_senses
from retrieval.questions.rates_of_each import is_of_each
from retrieval.terms import Mention

_PHASE_OF = re.compile(
    r"\b(?:blind(?:ed)?|label|treatment|extension|run-?in|follow-?up|induction|maintenance|consolidation|screening)\W+$",
    re.IGNORECASE,
)
"""Words before "phase" that make it a period of the trial, not its phase."""
_CUTOFF = "Data cut-off"
_BLANK = re.compile(r"\s+")


def without_holdings(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out declared interests for the share of patients, where nobody is said to own anything."""
    return tuple(
        m for m in mentions if m.term.kind != "topic" or m.text.casefold() not in _SHARES or _OWNS.search(text)
    )


_SHARES = ("share", "shares")
_OWNS = re.compile(
    r"\b(?:stocks?|options?|hold\w*|held|own\w*|compan(?:y|ies)|authors?|investigators?|employ\w*|disclos\w*|declar\w*|interests?)\b"
    r"|\bshares?\sin\s[A-Z]",
)


def without_odd_words(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out a period's "phase", the sign of a percentage, and the cut-off at which something else is asked."""
    alone = [match.span() for match in _OLDEST.finditer(text)]
    mentions = _without_odd_uses(text, mentions, _ODD_USES)
    mentions = tuple(m for m in mentions if not any(_is_of_oldest(m) and m.start < b and a < m.end for a, b in alone))
    mentions = tuple(m for m in mentions if not (m.term.name == _MASKING and _is_of_period(text, m, mentions)))
    mentions = _without_odd_uses(text, without_other_senses(text, mentions), _ODD_PLACES)
    mentions = without_aspect_words(text, _without_those_treated(text, without_heads(text, mentions)))
    happened = min((m.end for m in mentions if m.term.kind == "outcome" and m.term.category in _HAPPEN), default=None)
    mentions = tuple(m for m in mentions if not _asks_how_frequent(text, m, happened))
    mentions = tuple(m for m in mentions if not _tells_how_told(text, m))
    others = [m for m in mentions if m.term.kind == "outcome" and m.term.name != _CUTOFF]
    if others and not _DATES.search(text) and not is_cutoff_of(text, mentions, others):
        mentions = tuple(m for m in mentions if m.term.kind != "outcome" or m.term.name != _CUTOFF)  # "at the cut-off"
    return mentions


def _tells_how_told(text: str, mention: Mention) -> bool:
    """Whether words count those who had something, tell when, or are the sign of a percentage."""
    if mention.term.name == COUNTED[0] and _HAD.match(text, mention.end):
        return True
    sign = mention.text == "%" and text[: mention.start].rstrip()[-1:].isdigit()
    return sign or tells_when(text, mention) or is_of_each(text, mention)


def _without_odd_uses(text: str, mentions: tuple[Mention, ...], uses: Sequence[_OddUse]) -> tuple[Mention, ...]:
    for use in uses:
        mentions = tuple(m for m in mentions if not use.is_of(m, text))
    return mentions


def _asks_how_frequent(text: str, mention: Mention, happened: int | None) -> bool:
    """Whether "and how often" asks how frequent something is, and not when a drug is given."""
    goes_on = _GOES_ON.match(text, mention.end) or (happened is not None and happened <= mention.start)
    return _RATE.fullmatch(mention.text) is not None and bool(goes_on)


@dataclass(frozen=True, slots=True)
class _OddUse:
    """A word, or the name of a term, that names nothing asked where certain words stand before or behind it."""

    words: re.Pattern[str] | None = None
    names: tuple[str, ...] = ()
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None

    def is_of(self, mention: Mention, text: str) -> bool:
        """Whether a mention is one of this use."""
        if not (mention.term.name in self.names or (self.words is not None and self.words.fullmatch(mention.text))):
            return False
        if self.before is not None and not self.before.search(text[: mention.start]):
            return False
        return self.behind is None or self.behind.match(text, mention.end) is not None


_LATER_LINE = "Subsequent therapy"
_OF_TREATMENT = re.compile(r"\s(?:stop|discontinu|interrupt|day|week|month|cycle|break|delay|pause)\w*", re.IGNORECASE)
"""What follows "more treatment" where it is no further treatment: "more treatment stops"."""
_OF_HAVING = re.compile(
    r"\sof (?:\w+ )?(?:getting|having|developing|suffering|experiencing|dying|catching)\b", re.IGNORECASE
)
"""What follows "odds" where they are a chance, and no ratio."""
_TO_RATE = re.compile(r"rates?|rated", re.IGNORECASE)
_WHAT_IS_RATED = re.compile(
    r"\s(?:their|its|his|her|it|this|that|themselves|how|the (?:change|treatment|drug))\b", re.IGNORECASE
)
"""What follows "rate" where it is a verb: "how did patients rate their change"."""


def tells_when(text: str, mention: Mention) -> bool:
    """Whether a data cut-off is only the time at which something else is asked: "by how much at the latest cut-off"."""
    return mention.term.name == _CUTOFF and bool(_AT_THAT.search(text[: mention.start])) and not _DATES.search(text)


_AT_THAT = re.compile(
    r"\b(?:at|by|as of|until|till|up to)\s(?:the|this|that|each|every|either)\s(?:[\w-]+\s){0,2}$"
    r"|\b(?:from|of|at|share|have)\s(?:the|a|one|two)\s(?:very\s)?(?:same|different|single)\s$"
    r"|\b(?:with|including|incl\.|stating|quoting|naming)\s(?:(?:the|its|their|a)\s){0,2}$"
    r"|^\W*(?:and\s)?(?:for|at|from)\s(?:which|what)\s$|\band\s(?:for|at|from)\s(?:which|what)\s$",
    re.IGNORECASE,
)


_OLDEST = re.compile(
    r"\b(?:old|young)est\s(?:of\s)?(?:\w+\s)?(?:person|patient|participant|subject|individual|man|woman)\b(?!s)",
    re.IGNORECASE,
)
"""One person of whom the age is asked, which is no part of the patients, and no number of them."""


def _is_of_oldest(mention: Mention) -> bool:
    return mention.term.kind == "subgroup" or mention.term.name in COUNTED


_FALL = re.compile(r"f[ae]ll(?:s|ing)?", re.IGNORECASE)
_NO_FALL = re.compile(
    r"\s(?:in (?!the bath|hospital|the home|their)|asleep|short|behind|below|under|by|to|from|back|away)\b",
    re.IGNORECASE,
)
"""What follows a fall that nobody had: "fell by 3 points", "to fall asleep"."""
_ENDS = ("Study completion date", "Study completion")
_AT_THE = re.compile(r"\b(?:at|by|until|till|to) (?:the )?(?:very )?$", re.IGNORECASE)
"""What stands before the end of a study that tells when something was measured."""
_WATCH = re.compile(r"\s(?:monitoring|board|committee|follow-?\s?up|extension)\b", re.IGNORECASE)
"""What follows "safety" where it is a committee's or a period's."""
_CENTRES = "Study centres"
_OF_THE_BODY = re.compile(
    r"\b(?:injection|infusion|application|administration|surgical|implant\w*|access|puncture|insertion|needle|wound|graft"
    r"|donor|biopsy|catheter|metastatic|primary|tumou?r|bleeding|exit|binding)[\s-]$",
    re.IGNORECASE,
)
"""What stands before a "site" that is no centre."""


def _without_those_treated(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the milestone by which those are called of whom something else is asked: "of those treated with X"."""
    outcomes = [m for m in mentions if m.term.kind == "outcome"]
    called = [m for m in outcomes if m.term.category == "disposition" and _THOSE.search(text[: m.start])]
    called = [m for m in called if _WITH.match(text, m.end)]
    return tuple(m for m in mentions if m not in called or len(called) == len(outcomes))


_THOSE = re.compile(r"\b(?:those|patients|people|participants|children|women|men|everyone|all)\s$", re.IGNORECASE)
_WITH = re.compile(r"\swith\b", re.IGNORECASE)


_DATES = re.compile(
    r"\bcut-?\s?offs?\s(?:dates?)\b|\bdates? of (?:the |all )?(?:data )?cut-?\s?offs?\b"
    r"|\b(?:locked|frozen|closed|lock date)\b",
    re.IGNORECASE,
)
"""That the date of a cut-off is asked for, not what was measured at one."""
_HAD = re.compile(
    r"\s(?:also\s)?(?:had|have|has|got|get|experienced|suffered|developed|reported|felt)"
    r"\s(?:this|that|it|these|those|the same)\b",
    re.IGNORECASE,
)
"""After those who are counted: "how many people had this problem" asks for no number of all patients."""
_RATE = re.compile(r"and how often", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:did|do|does|was|were|is|are|have|has|had)\b", re.IGNORECASE)
"""What follows "and how often" where it asks how frequent something is, and not when a drug is given."""
_HAPPEN = ("safety", "efficacy", "disposition")
"""Kinds of outcomes of which it is asked how often, where one is named before: "reactions, and how often severe"."""
_AT = re.compile(r"\bat\s(?:study\s|trial\s)?$", re.IGNORECASE)
"""What stands before "entry" where it tells when something was measured, not who could take part."""
_OF_TIME = re.compile(r"\b(?:dos(?:e|es|ing)|infusions?|time|treatment|follow-?up|visit|QTc?|PR|RR)\s$", re.IGNORECASE)
"""What stands before "interval" where it is one of time."""
COUNTED = ("Patients randomised", "Patients treated", "Randomisation ratio")
"""Outcomes that count those who took part."""
_GROUP = re.compile(r"\s(?:study\s|treatment\s)?(?:groups?|arms?|parts?)\b", re.IGNORECASE)
"""What follows a word that only tells what a group is: "each randomised group"."""
_ONE_MEANS = re.compile(
    r"\b(?:I|we|you|they|does|do|did|it|that|which|to|would|results|findings|data|figures|numbers|these|this)\s$"
    r"|\bwhat (?:does|do|did)\s[^?,;]{1,60}\s$",
    re.IGNORECASE,
)
"""What stands before "mean" where it is a verb: "I mean grade 3"."""


def _is_of_period(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether the masking named is that of a period, or of the drug given then: "in the double-blind period"."""
    drugs = [m.start for m in mentions if m.term.kind == "drug"]
    return bool(_PERIOD.match(text, mention.end)) or any(_BLANK.fullmatch(text, mention.end, start) for start in drugs)


_MASKING = "Masking"
_PERIOD = re.compile(
    r"\s(?:[\w-]+\s)?(?:period|phase|part|portion|stage|extension|treatment|weeks?|months?|years?|arms?|groups?)\b",
    re.IGNORECASE,
)


def without_the_whole(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out a subgroup that describes the whole trial, and the "fall" of a measure."""
    mentions = tuple(m for m in mentions if m.term.kind != "subgroup" or not _THE_TRIAL.match(text[m.end :]))
    starts = {m.start for m in mentions if m.term.kind == "subgroup"}
    mentions = tuple(m for m in mentions if not (_EVERYBODY.fullmatch(m.text) and m.end + 1 in starts))
    others = any(m.term.kind == "outcome" and m.text.casefold() != "fall" for m in mentions)

    def drops(mention: Mention) -> bool:
        measured = (
            _MEASURE.search(text[: mention.start])
            or _FELL.search(text[: mention.start])
            or (others and not _A_FALL.search(text[: mention.start]))
        )
        return mention.text.casefold() == "fall" and bool(measured)

    return tuple(m for m in mentions if not drops(m))


_FELL = re.compile(
    r"\b(?:did|does|do|would|will)\s(?:the\s)?(?!any|some|patients|people|participants|they|many|he\b|she\b)[^?,;.]{1,40}\s$",
    re.IGNORECASE,
)
"""What stands before "fall" where a measure does it: "how much did urine protein fall"."""
_EVERYBODY = re.compile(r"(?:wo)?men and (?:wo)?men|males? and females?|females? and males?", re.IGNORECASE)
"""Both sexes, where they are only those of a part of the patients: "women and men over 70"."""
_A_FALL = re.compile(r"\b(?:an?|any|the|or|and|of|serious)\s$|[,;/]\s$|^$", re.IGNORECASE)
"""What stands before a fall that is an accident, beside another outcome."""


_MEASURE = re.compile(
    r"(?:risk(?:\sof\s\w+)?|hazard|rates?|eGFR|HbA1c|BP|pressure|counts?|levels?|scores?|%)\W*$", re.IGNORECASE
)
"""What falls without being an accident: "eGFR fall"."""
_THE_TRIAL = re.compile(
    r"\s(?:(?!(?:in|on|of|for|at|by|from|to|this|the|within)\s)[\w-]+\s)?(?:trial|study|record)\b",
    re.IGNORECASE,
)
"""What follows the name of a condition that tells which trial is meant: "the diabetic kidney trial"."""


def _word(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_ODD_USES = (
    _OddUse(_word("phase"), before=_PHASE_OF),
    _OddUse(names=COUNTED, behind=_GROUP),
    _OddUse(_word("entry"), before=_AT),
    _OddUse(_FALL, behind=_NO_FALL),
    _OddUse(names=("mean",), before=_ONE_MEANS),
    _OddUse(_TO_RATE, behind=_WHAT_IS_RATED),
    _OddUse(_word("odds"), behind=_OF_HAVING),
    _OddUse(names=(_LATER_LINE,), behind=_OF_TREATMENT),
    _OddUse(_word("odd")),  # "such an odd level" is no ratio of odds
    _OddUse(_word("interval"), before=_OF_TIME),
)
_ODD_PLACES = (
    _OddUse(_word("safety"), behind=_WATCH),
    _OddUse(names=(_CENTRES,), before=_OF_THE_BODY),
    _OddUse(names=_ENDS, before=_AT_THE),
)
"""Uses that are read once the words of another sense are left out."""
