"""The outcomes that a text names in words of its own, which no vocabulary holds: "overall success", "HAQ-DI"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.vocabulary import Term
from retrieval.proposals.categories import guess_category
from retrieval.terms import Mention, TermIndex, common_words, normal_form

_NOUN = r"[A-Za-z][A-Za-z0-9]*(?:[-/'][A-Za-z0-9]+)*"
_LINK = r"(?:of|or|and|in|to|at|with|without|for|from|the|a|an|by|on|than|due|least|[0-9]+(?:\.[0-9]+)?(?: ?%)?)"
_PHRASE = rf"{_NOUN}(?:[ ]{_NOUN}|[ ]{_LINK}){{0,9}}"
_HAPPENED = (
    r"(?:occurred|happened|developed|(?:was|were)(?: more (?:frequent|common))? (?:achieved|observed|seen|reported"
    r"|noted|recorded|confirmed|obtained|documented|found|detected|reached)|(?:was|were) more (?:frequent|common)"
    r"|(?:was|were)(?= (?:[<>=~-]? ?[0-9]|not reached|significantly|similar|higher|lower))|averaged|decreased|increased"
    r"|improved|had (?:decreased|increased|improved)|(?:decreased|increased|improved) (?:by|from))"
)
_SUBJECT = re.compile(rf"(?:^|[.;:,(] |\b(?:and|while|whereas|the) )(?P<phrase>{_PHRASE}) {_HAPPENED}\b")
_OBJECT = re.compile(
    rf"\b(?:achieved|attained|had|experienced|developed|met|reported|reached|achieving)"
    rf" (?:an? |the |their )?(?P<phrase>{_PHRASE})(?=[,;.()]| (?:compared|versus|vs|in|with|than|at|after)\b)"
)
_CHANGE = re.compile(
    rf"\b(?:changes?|differences?|reductions?|increases?|decreases?|improvements?)"
    rf"(?: from baseline)? (?:in|of) (?:the )?(?P<phrase>{_PHRASE})"
)
_DEFINED = re.compile(
    rf"\b(?:end ?points?|outcomes?|measures?|objectives?)(?: (?:was|were|is|included|for [a-z]+ was))? (?:the |a |an )?"
    rf"(?P<phrase>{_PHRASE})(?=[,;.()])"
)
_RATE = re.compile(
    rf"\b(?:rates?|incidences?|frequenc(?:y|ies)|proportions?|prevalence|number|risk|odds)"
    rf" (?:of|for) (?P<phrase>{_PHRASE})"
)
_EFFICACY = re.compile(rf"\b(?:[Vv]accine )?[Ee]fficacy against (?P<phrase>{_PHRASE})")
_PATTERNS = (_SUBJECT, _OBJECT, _CHANGE, _DEFINED, _RATE, _EFFICACY)
_LEAD = frozenset(
    """the a an median mean average estimated adjusted least squares least-squares ls annualised annualized
    crude absolute relative percentage percent proportion rate rates incidence frequency number of in more fewer most
    all any change changes difference differences from baseline patients participants proportions and or at with
    geometric monthly-rate their his reported among who had have both each this that these those primary secondary
    co-primary end-point endpoint endpoints outcome outcomes patient to significant significantly""".split()
)
_CUT = re.compile(
    r"\s(?:was|were|is|are|had|has|have|did|that|which|who|at (?:week|month|day|year|the)|at [0-9]|within"
    r"|between|during"
    r"|after|by|from baseline|compared|versus|vs|than|among|in (?:the|both|each|patients|participants|all|more|[0-9]"
    r"|intention|adults|any|one)|with (?:the|a|placebo|[0-9])|for (?:the|both|each)|on (?:the|day)|over|as|analysed"
    r"|analyzed|and (?:the|a|was|were|safety|at)|of (?:patients|participants|the patients)|(?:[0-9]+ ?%? )?of [0-9]"
    r"|per|to (?:week|day|month|the))\b.*$",
    re.IGNORECASE,
)
_STATISTIC = re.compile(
    r"^(?:(?:the|adjusted|hazard|odds|risk|rate|relative|incidence|estimated|treatment) )*(?:ratios?"
    r"|differences?|risks?|HRs?|ORs?|RRs?)"
    r" (?:for|of|in) (?:the )?",
    re.IGNORECASE,
)
_DANGLING = frozenset("of or and in to at with for from the a an by on than due least".split())
_MEASURE = re.compile(r"score|scale|index|rate|response|\b[A-Z][A-Za-z]*[A-Z0-9]", re.ASCII)
_EMPTY = frozenset(
    """patients participants people data results differences difference baseline treatment therapy group groups
    trial study
    rate rates number level levels change changes more less than with without from each both primary secondary outcome
    outcomes endpoint endpoints longer shorter better worse greater overall median mean confirmed estimated
    similar higher lower between significant improvement improvements""".split()
)
_FEW = 1
"""Words beside a known outcome that may only qualify it."""
_LONGEST, _SHORTEST = 8, 4
"""Words of a name that is still a name, and letters of one that says something."""


def find_outcomes(text: str, *, terms: TermIndex, arms: Sequence[Term], trial: str) -> tuple[Term, ...]:
    """Return a term for each outcome that the ``readable`` text names and ``terms`` do not know.

    A phrase whose last words the vocabulary knows is left to it, unless words stand before them that change what they
    mean, as in "RSV-related lower respiratory tract disease".
    """
    labels = {spelling.casefold() for arm in arms for spelling in arm.spellings}
    found: dict[str, str] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            phrase = _trim(match["phrase"])
            if phrase and _is_new(phrase, terms=terms, labels=labels, trial=trial):
                found.setdefault(_key(phrase), phrase)
    return tuple(
        Term("outcome", phrase, trial=trial, category=guess_category(phrase), synonyms=_synonyms(phrase))
        for phrase in found.values()
    )


def find_compounds(text: str, *, terms: TermIndex, trial: str) -> tuple[Term, ...]:
    """Return the outcomes that a text tells by cause and effect, "TEAEs led to discontinuation", with that wording.

    Only those that the vocabulary has, as an event "leading to" it, are returned.
    """
    found: dict[str, Term] = {}
    for match in _LED_TO.finditer(text):
        event = match["event"] or match["cause"]
        for mention in terms.find(event, trial=trial, kinds={"outcome"}, typos=False):
            name = next(
                (
                    f"{mention.term.name} leading to {effect}"
                    for effect, pattern in _EFFECTS
                    if pattern.search(match[0])
                    and terms.term(f"{mention.term.name} leading to {effect}", kind="outcome")
                ),
                None,
            )
            if name:
                kept = found[name].synonyms if name in found else ()
                found[name] = Term("outcome", name, category="safety", trial=trial, synonyms=(*kept, match[0]))
    return tuple(found.values())


_EVENT = r"(?:serious |treatment-emergent |treatment-related )*(?:adverse events?|AEs?|TEAEs?|TRAEs?)"
_EFFECT = (
    r"(?:treatment |study[ -]drug |drug |study )?(?:discontinuations?|withdrawals?|dose (?:reductions?|interruptions?))"
)
_LED_TO = re.compile(
    rf"(?P<event>{_EVENT}) (?:that |which )?(?:led|leading|leads|lead|resulted|resulting) (?:to|in) {_EFFECT}"
    rf"|\b(?:{_EFFECT}|discontinued(?: (?:treatment|therapy|the study drug))?"
    rf"|stopped(?: treatment)?) (?:because of|due to|owing to|for) "
    rf"(?:an? )?(?P<cause>{_EVENT})",
)
_EFFECTS = (
    ("dose reduction", re.compile(r"dose reduction")),
    ("dose interruption", re.compile(r"dose interruption")),
    ("discontinuation", re.compile(r"discontinu|withdraw|stopp")),
)


def _trim(phrase: str) -> str | None:
    words = _CUT.sub("", f" {_STATISTIC.sub('', phrase)}").split()
    while words and (words[0].casefold() in _LEAD | _DANGLING or words[0][0].isdigit()):
        words.pop(0)
    while words and (words[-1].casefold() in _DANGLING or words[-1].isdigit()):
        words.pop()
    name = " ".join(words)
    return name if words and len(words) <= _LONGEST and len(name) >= _SHORTEST else None


def _is_new(phrase: str, *, terms: TermIndex, labels: Iterable[str], trial: str) -> bool:
    """Whether the phrase says something that no outcome, arm or group of the vocabulary says."""
    lower = phrase.casefold()
    if lower in labels or any(re.search(rf"\b{re.escape(label)}\b", lower) for label in labels if len(label) > 3):
        return False
    mentions = [mention for mention in terms.find(phrase, trial=trial, typos=False) if mention.term.kind != "statistic"]
    covered = [(mention.start, mention.end) for mention in mentions]
    loose = [
        match[0]
        for match in re.finditer(r"[A-Za-z][\w-]{2,}", phrase)
        if not any(low <= match.start() < high for low, high in covered)
        and normal_form(match[0]) not in common_words()
        and not match[0].casefold().endswith("ly")
    ]
    outcomes = [mention for mention in mentions if mention.term.kind == "outcome"]
    if _is_composite(phrase, outcomes):
        return True
    if outcomes:
        return len(loose) > 1 or any("-" in word for word in loose) or len(_others(phrase, covered)) > _FEW
    return bool(loose) or _MEASURE.search(phrase) is not None or len(_others(phrase, covered)) > 1


def _is_composite(phrase: str, outcomes: Sequence[Mention]) -> bool:
    """Whether two outcomes are told as one, "stroke or embolism", or overlap, as in "clinical cure rate"."""
    for first, second in pairwise(outcomes):
        if second.start < first.end and second.end > first.end and first.term is not second.term:
            return True
        if phrase[first.end : second.start].strip() == "or":
            return True
    return False


def _others(phrase: str, covered: Sequence[tuple[int, int]]) -> list[str]:
    """The words of some length that belong to no term, common ones too."""
    return [
        match[0]
        for match in re.finditer(r"[A-Za-z][\w-]{3,}", phrase)
        if not any(low <= match.start() < high for low, high in covered)
        and match[0].casefold() not in _EMPTY
        and not match[0].endswith("ly")
    ]


def _synonyms(phrase: str) -> tuple[str, ...]:
    short = re.sub(r"\s+(?:total )?(?:scores?|rates?|responses?|levels?|values?)$", "", phrase)
    return (short,) if short != phrase and len(short) >= _SHORTEST else ()


def _key(phrase: str) -> str:
    return " ".join(normal_form(word) for word in phrase.split())
