"""What a question asks of a registry record's participant flow: who started, went on, left or completed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import DOSE, agree, times_told
from retrieval.registry.flow_reasons import FLOW, FOR_EVENTS, LEFT, NOT_COMPLETED
from retrieval.stems import stems
from retrieval.terms import TermIndex, common_words, split_tokens

_STOPPED = "Treatment-emergent adverse event leading to discontinuation"


def with_entries(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who entered a period that it names, or left early, where it counts them."""
    kinds = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    flow = [(outcome, item) for outcome, item, kind in kinds if outcome and kind == "disposition"]
    held = {outcome: None for outcome, _ in flow}
    if not _HOW_MANY.search(question.text) or not _is_vague(question, held):
        return question
    forms = {token.form for token in split_tokens(question.text)}
    periods = [item for _, item in flow if item and _distinct(item) and _distinct(item) <= forms]
    asked = _at_doses(question, held) or _entries_asked(question, periods, flow)
    if not asked:
        return question
    kept = [name for name in question.outcomes if name in held]
    return replace(question, outcomes=tuple(dict.fromkeys((*kept, *asked))), populations=(), unknown=(), unread=())


def _is_vague(question: Question, held: Container[str]) -> bool:
    """Whether a question names nothing that the flow does not count, but in words that are also read otherwise."""
    if any(name.startswith(f"{NOT_COMPLETED}: ") for name in question.outcomes):
        return False
    named = (m.term for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes)
    others = (term for term in named if term.name not in held)
    return all(term.trial is None and (term.name in _VAGUE or term.category == "design") for term in others)


def _entries_asked(question: Question, periods: Sequence[str], flow: Sequence[tuple[str, str | None]]) -> list[str]:
    """What the flow counts of what is asked: who started, left or completed a period."""
    held = {outcome: None for outcome, _ in flow}
    entered = _ENTERED.search(question.text) or not (question.outcomes or _STAYED.search(question.text))
    asked = [_STARTED] if periods and entered else []
    left, for_events = _LEFT_EARLY.search(question.text), FOR_EVENTS.search(question.text)
    stopped = _STOPPED_ANY in question.outcomes and _STOPPED_ANY not in held and not for_events
    of_periods = any((NOT_COMPLETED, item) in flow for item in periods)
    if left and not of_periods and (reasons := _reasons_in(periods, flow)):
        asked = reasons
    elif stopped and (own := [title for title in held if _STOPPED_DRUG.match(title)]):
        asked = own  # the flow is near to it, and is marked
    elif NOT_COMPLETED in held and (stopped or left):
        because = f"{NOT_COMPLETED}: Adverse Event"
        asked += [NOT_COMPLETED, *([because] if because in held and for_events else [])]
    bare = set(question.outcomes) <= set(_VAGUE) and not periods
    finished = bare and _COMPLETED in held and _FINISHED.search(question.text)
    return [*asked, _STARTED, _COMPLETED] if finished else asked


def with_milestone_named(question: Question, *, corpus: Corpus) -> Question:
    """The question for the milestone of the flow that has every telling word of it: "how many were rescued"."""
    if (set(question.outcomes) - {_RANDOMISED}) or question.subgroups or not _HOW_MANY.search(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial")]
    told = stems(
        " ".join(
            token.text
            for token in split_tokens(question.text)
            if token.form not in common_words() and not _CAME_TO.fullmatch(token.text)
            if not any(m.start <= token.start < m.end for m in named)
        )
    )
    found = tuple(
        title
        for title, kind in kinds.items()
        if title and kind == "disposition" and not title.startswith(NOT_COMPLETED) and told and told <= stems(title)
    )
    return replace(question, outcomes=found, unknown=(), unread=()) if found else question


_CAME_TO = re.compile(
    r"need(?:ed|ing)?|went|got|had|underwent|received?|start(?:ed)?|given|requir(?:ed|ing)|therapy|treatment",
    re.IGNORECASE,
)
"""How patients came to what a milestone counts."""


def _reasons_in(periods: Iterable[str], flow: Iterable[tuple[str, str | None]]) -> list[str]:
    """The reasons to leave of the periods named, of a flow that has no sum of them."""
    named = set(periods)
    return list(dict.fromkeys(title for title, item in flow if title.startswith(NOT_COMPLETED) and item in named))


def _at_doses(question: Question, held: Iterable[str]) -> list[str]:
    """Milestones of a dose that it is asked who got: "the second injection"."""
    doses = [time for time in times_told(question.text) if time[0] == DOSE]
    got = bool(doses) and bool(_GOT.search(question.text))
    return [title for title in held if got and agree(doses, times_told(title))]


_GOT = re.compile(r"\b(?:got|get|received?|given|had|have|took|taken)\b", re.IGNORECASE)


def _distinct(item: str) -> frozenset[str]:
    """The words by which one period of the flow is told from others."""
    bare = re.sub(r"\([^()]*\)", " ", item)
    return frozenset(token.form for token in split_tokens(bare)) - {"period", "phase", "study", "overall"}


_VAGUE = (
    "Treatment-emergent adverse event",
    "Serious adverse event",
    "Median follow-up",
    "Patients randomised",
    "Treatment discontinuation for any reason",
)
"""What a word of another matter is also read as: the "safety" extension, "how many patients"."""
_HOW_MANY = re.compile(
    r"^\W*(?:who|(?:(?:total|overall|all) )?discontinu(?:ing|ed|ations?))\b"
    r"|\bhow many\b|\bnumbers?\b|\bpercent\w*|\bproportion\b|\bshare\b|\bfraction\b|%|\bn\b",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"\b(?:enter\w*|start\w*|went (?:on|over)|mov(?:ed|ing) on|began|begun|went into|roll\w* over|continued)\b",
    re.IGNORECASE,
)
_STAYED = re.compile(r"\b(?:still|remain\w*|stay\w*|ongoing|kept)\b", re.IGNORECASE)
"""That those are counted who were yet on treatment."""
_LEFT_EARLY = re.compile(
    r"\b(?:le(?:ft|ave|aving)|quit)\b[^?]*\b(?:trial|study|early|before|end|prematurely|during)\b|\bdrop\w*[ -]?outs?\b"
    r"|\b(?:not|n['’]t|never)\s(?:finish|complet)\w*"
    r"|\b(?:stopp|finish|end|quit)\w*(?:\s(?:the\s)?(?:trial|study|treatment))?"
    r"\s(?:early|prematurely|too soon|before the end)\b",
    re.IGNORECASE,
)
_STOPPED_DRUG = re.compile(
    r"(?:permanently |prematurely )?(?:discontinued|stopped) (?:the )?(?:study )?(?:drug|medication|treatment|therapy)"
    r"(?! due| because| for| owing)\b",
    re.IGNORECASE,
)
"""A milestone of those who stopped what was given, for whatever reason."""


def with_milestones(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who completed, too, where it asks so of those who started: "and how many finished it".

    For those who got what was given, where it asks for them, or why a group is not as large as those who started.
    """
    held = {title: kind for title, kind in corpus.table.slots(question.trial or "", ("outcome", "category")) if title}
    given = [title for title, kind in held.items() if kind == "disposition" and _GIVEN.search(title)]
    if _STARTED in question.outcomes and SIZES_DIFFER.search(question.text):
        return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, *given))))
    if given and _asks_treated(question, held):
        others = (name for name in question.outcomes if name not in _TREATED)
        left = tuple(m for m in question.mentions if m.term.name not in (*_TREATED, _SETS))
        topics = tuple(topic for topic in question.topics if topic.name != _SETS)
        outcomes = tuple(dict.fromkeys((*others, *given)))
        question = replace(question, outcomes=outcomes, topics=topics, mentions=left)
    if _STARTED not in question.outcomes or _COMPLETED not in held or not _FINISHED.search(question.text):
        return question
    return replace(question, outcomes=tuple(dict.fromkeys((*question.outcomes, _COMPLETED))))


def _asks_treated(question: Question, held: Iterable[str]) -> bool:
    """Whether it is asked how many got what was given, beside nothing but other milestones."""
    if not _HOW_MANY.search(question.text) or _TREATED & {*held}:
        return False
    milestones = {_RANDOMISED, _STARTED, _COMPLETED, *_TREATED}
    named = _TREATED & {*question.outcomes} or _GOT_IT.search(question.text)
    return bool(named) and milestones >= {*question.outcomes} and not question.grades


_TREATED = frozenset(("Patients treated",))
_SETS = "analysis populations"
"""What "at least one dose" is read as, too."""
_RANDOMISED = "Patients randomised"
_GOT_IT = re.compile(
    r"\b(?:got|received?|took|taken"
    r"|(?:was|were|been) (?:actually |ever |in fact )?(?:given|dosed|treated|infused|injected))"
    r"(?: at least (?:one|1) (?:dose|infusion|injection|tablet)(?: of)?)?"
    r"(?: (?:any|the|their|its|study|trial|actual))*"
    r"(?: (?:drug|treatment|therapy|medication|medicine|intervention|dose|vaccine|shots?"
    r"|jabs?|device|implant|product|it)\b)?"
    r"(?=\W*$|\W* (?:and|or|in|per|by|of|at all)\b|[,;])",
    re.IGNORECASE,
)
"""That those are counted who got what was given, be it not called by its name."""


SIZES_DIFFER = re.compile(
    r"\b(?:why|how come|how (?:can|could))\b[^?]*\b(?:\d+|more|fewer|less)\b[^?]*"
    r"\b(?:when|if|though|although|but|while|than)\b[^?]*\b(?:randomi[sz]ed|assigned|allocated|enrolled|started)\b",
    re.IGNORECASE,
)
"""That it is asked why a group is larger or smaller than those who were assigned to it."""
_GIVEN = re.compile(r"^(?:used|treated|dosed|took|received|got|safety)\b|^at least (?:1|one) dose\b", re.IGNORECASE)
_STARTED = "Started"
_COMPLETED = "Completed"
_FINISHED = re.compile(
    r"(?<!not )\b(?:finish(?:ed)?|complet(?:ed?|ers|ing)|made it to the end"
    r"|(?:stayed|remained|lasted|stuck with it)\b[^?]{0,40} (?:to|until|till) the end)\b",
    re.IGNORECASE,
)


def with_flow_marked(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question whose outcome is marked as only near in meaning, where who stopped treatment is asked.

    A flow counts who did not complete the trial, or a period of it, who may have stopped treatment before.
    """
    spoken = {m.term.name for m in question.mentions}
    if _STOPPED in spoken and question.outcomes == (NOT_COMPLETED,) and _HARMED.search(question.text):
        return replace(question, outcomes=(_STOPPED,))  # who left for whatever reason is no number of these
    asked = bool(spoken & {_STOPPED_ANY, _STOPPED})
    titles = {title for name in question.outcomes for title in terms.outcomes_of(name, trial=question.trial or "")}
    if not asked or NOT_COMPLETED not in titles:
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "item"))
    treated = all(_TREATMENT.search(item or "") for outcome, item in slots if outcome == NOT_COMPLETED)
    return question if treated else replace(question, by_meaning=(NOT_COMPLETED,))


_HARMED = re.compile(r"\b(?:adverse|side[ -]effects?|AEs?|toxicit\w+|harms?|intoleran\w+)\b", re.IGNORECASE)
_STOPPED_ANY = "Treatment discontinuation for any reason"
_TREATMENT = re.compile(r"\b(?:treatment|treated|therapy|double-blind|on-drug|dosing)\b", re.IGNORECASE)
"""A period of the flow whose end is that of treatment."""


def asks_leaving(text: str) -> bool:
    """Whether a question asks who left a trial, which its flow counts."""
    return bool(LEFT.search(text) or FLOW.search(text) or _LEFT_EARLY.search(text))
