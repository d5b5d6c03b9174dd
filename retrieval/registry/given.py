"""How the treatments of a registered trial were given: the record's own paragraphs of interventions and arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.corpus import Corpus
from ingest.records import Document
from retrieval.answers.arm_given import OF_EACH
from retrieval.answers.contrasts import presupposes
from retrieval.answers.schedules_claimed import correct_schedule
from retrieval.questions.doses_asked import asks_dose_alone, names_dose_at_entry
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, common_words, split_tokens

_CHANGES = {"discontinuation", "interruption", "dose reduction", "dose delay"}
_SCHEDULE = "dosing schedule"
_MEASURED = ("efficacy", "safety")
_MOST_GIVEN = 3
_TAIL = re.compile(r"\s(?:Other names|Interventions): .*$", re.DOTALL)
_DOSE = re.compile(
    r"\b\d[\d.,]*\s?(?:mg|mcg|µg|μg|ug|(?:micro|milli)grams?|g|kg|ml|mL|IU|U|units?|[cm]?Gy|tablets?|capsules?|pills?"
    r"|puffs?|drops?|sessions?"
    r"|minutes?|mmol|doses?)\b",
)
_WHEN = re.compile(
    r"\b(?:once|twice|daily|weekly|monthly|every|per (?:day|week|month)|each|nightly|times|bedtime"
    r"|(?:day|week|month|cycle)s? \d|\d+[ -](?:hours?|days?|weeks?|months?|years?)|q\d?[wd]|[bt]id)\b",
    re.IGNORECASE,
)
_HOW_MANY = (
    r"\bhow many (?:\w+ )?(?P<unit>sessions?|injections?|tablets?|capsules?|pills|puffs|infusions)\b"
    r"(?!\s(?:sites?|reactions?)\b)"
)
_ASKS = re.compile(
    r"\bhow (?:was|were|is|are) (?:[^?]{1,60}? )?(?:given|administered|dosed|taken|injected|infused|delivered|applied"
    r"|titrated|escalated|uptitrated|increased stepwise)\b|\b(?:up-?)?titrat(?:ion|ed)\b|\bdose[- ]escalation\b"
    r"|\bhow (?:often|frequently|long|many times) (?!did it take)"
    r"(?:was|were|did|is|are|does|do)\b[^?]*\b(?:given|administered|dosed"
    r"|taken|take(?=\s(?!to\b|in\b|on\b|for\b|with\b|at\b|until\b|before\b|from\b|by\b)\w)|injected|infused|changed?|replaced?|applied|receive[d]?|get|treated)\b"
    r"|\bwhat (?:[\w-]+ )?(?:therapy|treatment|drugs?|medication|regimen|vaccines?) (?:was|were) (?:used|given)\b"
    r"|\bwhat (?:did|does|do)\b[^?]*\b(?:arms?|groups?|controls?|patients?|participants?)\b[^?]*"
    r"\b(?:receive|get|take|consist of)\b|\bwhat (?:was|were) (?:given|administered)\b|\bloading\b|\bregimens?\b"
    rf"|{_HOW_MANY}",
    re.IGNORECASE,
)
"""Words by which it is asked what was given, and how."""
_WHO = re.compile(r"\W*who\b", re.IGNORECASE)
_OF_DOSES = {"dose", "mean", "median", "Kaplan-Meier median", "percentage", "count"}
"""Statistics whose words ("how long", "how often") also ask how something was given."""
_WAS_GIVEN = re.compile(
    r"\b(?:was|were|is|are|got|had)\s(?:\w+\s)?(?:given|taken|administered|dosed|injected|infused|started)\b",
    re.IGNORECASE,
)
_WHETHER_GIVEN = re.compile(
    r"^\W*(?:was|were|is|are)\s(?:\w+\s){1,4}(?:given|taken|administered|dosed|injected|infused)\b[^?]*"
    r"\b(?:\d+|one|two|three|four|once|twice|daily|weekly|every|days?|weeks?|months?|years?|food|orally|mouth)\b",
    re.IGNORECASE,
)
"""That it is asked whether something was given so: "was it taken every day"."""
_UNITS = re.compile(_HOW_MANY, re.IGNORECASE)
_COUNTS = re.compile(
    r"\bhow (?:many|much)\b|\b(?:percent\w*|share|proportion|fraction) of\b|\bpercent\w*|%", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    section: str
    start: int
    end: int
    text: str


def asks_given(question: Question, *, corpus: Corpus) -> bool:
    """Whether it is asked how something was given, and no result."""
    if not _asks_of_giving(question) or set(question.statistics) - _OF_DOSES:
        return False
    if _CHANGES & set(consequences(question.text)) or names_dose_at_entry(question):
        return False
    if _RANKED.search(question.text) or _BETTER.search(question.text):
        return False
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    measured = [name for name in question.outcomes if kinds.get(name) in _MEASURED]
    units = _UNITS.search(question.text)
    if units and units["unit"] and any(stems(units["unit"]) <= stems(title) for title in measured):
        return False  # how many were given is a result
    if asks_dose_alone(question) and all(kinds.get(name) == "baseline" for name in question.outcomes):
        return False
    named = any(m.term.kind == "outcome" and m.term.category in _MEASURED for m in question.mentions)
    if (set(question.statistics) == {"dose"} or units) and not named:
        return True  # whatever value at entry the dose depends on
    return not measured


def _asks_of_giving(question: Question) -> bool:
    """Whether a dose or a schedule is asked, or how something was given, and not who got it."""
    text = question.text
    if "dose" in question.statistics or any(topic.name == _SCHEDULE for topic in question.topics):
        return True
    if (_COUNTS.search(text) or _WHO.match(text)) and not _UNITS.search(text):
        return False
    if _ASKS.search(text) or OF_EACH.search(text):
        return True
    claimed = (presupposes(text) and _WAS_GIVEN.search(text)) or _WHETHER_GIVEN.search(text)
    return bool(question.drugs and claimed)


_RANKED = re.compile(
    r"\b(?:which|what)\s(?:of the\s)?(?:doses?|arms?|groups?|regimens?|strengths?|schedules?)\b[^?]*"
    r"\b(?:most|least|highest|lowest|best|worst|biggest|largest|greatest|smallest|steepest|fewest|more|less|fewer|better|worse|higher|lower|beat|beats|won|failed"
    r"|outperform\w*|outdid|surpass\w*|superior\w*|effective|worked|separated|significant\w*|differ\w*)\b",
    re.IGNORECASE,
)
"""That doses are ranked by what came of them: "which dose had the most reactions"."""
_BETTER = re.compile(
    r"\b(?:better|worse|superior|inferior|safer|as (?:good|effective|safe|well tolerated) as|(?:more|less) effective)\b"
    r"|\b(?:work|perform|do|did|fare|respond)\w*\s(?:just\s)?as well as\b",
    re.IGNORECASE,
)
"""That one way of giving is held against another by what came of it."""


def describe_given(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """How the treatments asked were given, else all that were: the paragraphs that tell doses and times, quoted."""
    record = record_of(question.trial, corpus=corpus) if asks_given(question, corpus=corpus) else None
    if record is None:
        return ()
    named = [m for m in question.mentions if m.term.kind in ("drug", "arm") and m.term.role != "all"]
    told = list(_paragraphs(record))
    own = _paragraphs_about(named, told, question, terms=terms)
    if named and not own:
        return ()
    told = own or told
    wanted = _content(question) | (_STEPS if _IN_STEPS.search(question.text) else frozenset())
    scores = {each.start: _score(each, wanted) for each in told}
    best = max(scores.values(), default=(0, 0))
    if best[0] == 0 and not any(m.term.kind == "arm" for m in named):
        return ()
    kept = [each for each in told if scores[each.start] == best]
    first = kept[0].section if kept else ""
    kept = [each for each in kept if each.section == first]
    others = (each for each in told if each.section != first and _tells_more(each, kept, question, wanted))
    kept += [*others][:1]  # a section that tells how it is given need not tell how much
    quoted = tuple(
        Sentence(f"“{record.text[each.start : each.end]}”", (), (Quote(record.source, each.start, each.end),))
        for each in kept
    )[:_MOST_GIVEN]
    return (*correct_schedule(question.text, quoted), *quoted)


def _paragraphs_about(
    named: Sequence[Mention], told: Sequence[_Paragraph], question: Question, *, terms: TermIndex
) -> list[_Paragraph]:
    """The paragraphs on what is named: those of an arm, or headed by it, before those that only speak of it."""
    own = [each for each in told if any(_is_about(each, m, terms, question) for m in named)]
    of_arm = [each for each in own if any(_is_of_arm(each, m) for m in named if m.term.kind == "arm")]
    return of_arm or [each for each in own if any(_is_headed_by(each, m) for m in named)] or own  # no placebo to match


def describe_names(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """What kind of thing the treatments asked are, or their other names: the paragraphs of interventions, quoted."""
    named = [m for m in question.mentions if m.term.kind in ("drug", "arm") and m.term.role != "all"]
    record = record_of(question.trial, corpus=corpus) if named and _KIND.search(question.text) else None
    told = [each for each in _paragraphs(record) if each.section == "Interventions"] if record else []
    told = [each for each in told if any(_is_about(each, m, terms, question) for m in named)]
    if _OTHER_NAME.search(question.text) and record is not None:
        told = [each for each in told if _NAMES_TOLD in record.text[each.start : each.end]]
    return tuple(
        Sentence(f"“{record.text[each.start : each.end]}”", (), (Quote(record.source, each.start, each.end),))
        for each in told[:_MOST_GIVEN]
        if record is not None
    )


_NAMES_TOLD = "Other names: "
_OTHER_NAME = re.compile(
    r"\b(?:brand|trade|generic|code|development|proprietary|other|alternative) names?\b|\bsynonyms?\b"
    r"|\balso (?:known|called|named|sold)\b|\b(?:sold|marketed|known) (?:as|under)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    rf"{_OTHER_NAME.pattern}"
    r"|\bwhat (?:type|kind|sort|class) of (?:\w+ )?(?:drug|medicine|medication|agent|compound|substance|device|implant"
    r"|vaccine|product|treatment|therapy|inhibitor|antibody)\b"
    r"|\b(?:drug|therapeutic|pharmacological) class\b|\bclass of (?:drug|medicine)s?\b"
    r"|\bmechanism of action\b|\bmode of action\b|\bhow does [\w -]{3,40} (?:work|act)\W*$"
    r"|\bwhat does it (?:target|block|inhibit)\b",
    re.IGNORECASE,
)
"""Words by which it is asked what a treatment is, or how it is called."""


def _tells_more(each: _Paragraph, kept: Sequence[_Paragraph], question: Question, wanted: frozenset[str]) -> bool:
    """Whether a paragraph has a dose, or a word of the question, that none of those kept has."""
    lacking = wanted - frozenset().union(*(stems(other.text) for other in kept))
    dosed = "dose" in question.statistics and not any(_DOSE.search(other.text) for other in kept)
    spans = bool(_SPAN_ASKED.search(question.text)) and not any(_SPAN.search(other.text) for other in kept)
    more = (dosed and _DOSE.search(each.text)) or (spans and _SPAN.search(each.text))
    return bool(lacking & stems(each.text)) or bool(more)


_SPAN_ASKED = re.compile(r"\b(?:when|how long|until|(?:start|stop|beg[aiu]n)\w*)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:from|until|starting|beginning|through|before|for (?:up to )?\d)\b", re.IGNORECASE)
"""From when, and until when, something was given."""


def _paragraphs(record: Document) -> Iterator[_Paragraph]:
    """The paragraphs of interventions, then of arms, without what they list of names."""
    for title in ("Interventions", "Arms"):
        for section in record.sections:
            if section.title != title:
                continue
            start = section.start
            for paragraph in record.text[section.start : section.end].split("\n\n"):
                yield _Paragraph(title, start, start + len(paragraph), _TAIL.sub("", paragraph))
                start += len(paragraph) + 2


def _is_about(paragraph: _Paragraph, mention: Mention, terms: TermIndex, question: Question) -> bool:
    """Whether a paragraph is headed by the arm named, or tells of the drug named."""
    if mention.term.kind == "arm":
        head = stems(paragraph.text.partition(". ")[0])
        names = (mention.term.name, *(other for other in mention.term.spellings if len(stems(other)) > 1))
        return any(stems(name) <= head for name in names)
    known = terms.term(mention.term.name, kind="drug", trial=question.trial) or mention.term
    return any(stems(spelling) <= stems(paragraph.text) for spelling in known.spellings)


def _is_of_arm(paragraph: _Paragraph, arm: Mention) -> bool:
    """Whether a paragraph begins with the whole title of an arm, of several that share its drug."""
    title, text = ("".join(words.casefold().split()) for words in (arm.term.name, paragraph.text))
    return text.startswith(title)


def _is_headed_by(paragraph: _Paragraph, mention: Mention) -> bool:
    """Whether a paragraph begins with the name of a treatment."""
    return stems(mention.term.name) <= stems(_HEAD.split(paragraph.text, maxsplit=1)[0])


_HEAD = re.compile(r"[.(:]")


def _content(question: Question) -> frozenset[str]:
    """Stems of the words that neither name a treatment nor are common: "loading", "control"."""
    named = [m for m in question.mentions if m.term.kind in ("drug", "trial")]
    tokens = [
        token.text
        for token in split_tokens(question.text)
        if token.form not in common_words() and not any(m.start <= token.start < m.end for m in named)
    ]
    return stems(" ".join(tokens))


_IN_STEPS = re.compile(r"\b(?:up-?)?titrat\w*|\bescalat\w*|\bstepwise\b|\bbuilt up\b", re.IGNORECASE)
_STEPS = stems("titration titrated escalation escalated increased steps")
"""Words by which it is told how a dose was raised."""


def _score(paragraph: _Paragraph, wanted: frozenset[str]) -> tuple[int, int]:
    """Whether a dose and a time are told, then how many words of the question."""
    told = bool(_DOSE.search(paragraph.text)) + bool(_WHEN.search(paragraph.text))
    return told, len(wanted & stems(paragraph.text))
