"""What was done because of an event: "stopped because of toxicity", "interruptions for any reaction and for IRR"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions import relations
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import Mention, Token, split_tokens

DONE = {"discontinuation", "interruption", "dose reduction", "dose delay"}
_FATES = {*DONE, "death"}
_OF_PATIENTS = ("safety", "disposition")
BECAUSE = re.compile(
    r"\b(?:for|due to|because(?: of)?|owing to|caused by|on account of|from|after|following)\W+"
    r"(?:(?:an?|any|the|all|some|their|his|her)\W+)*"
    r"(?:(?:patients?|people|pts|they|those|someone|somebody)\W+(?:(?:had|got|have|developed|suffered|were|was)\W+)?"
    r"(?:(?:an?|any|the)\W+)?)?$",
    re.IGNORECASE,
)
_DOSE = " dose"
_LATER = re.compile(
    r"(?:[,;?]|\band\b|\b(?:of which|of whom)\b)(?:(?!\?)[^;])*?"
    r"\b(?:(?:led|lead|leads|leading|resulted|resulting)\s(?:to|in)\b"
    r"|(?:because of|due to|owing to|on account of|for|over|after)\s(?:it|them|this|that|these|those)\b)"
    r"|^[^.,;:?]{0,40}(?::|\s[-–—])\s",
    re.IGNORECASE,
)
"""A further clause that tells what an event before it led to, "how common were they, and how many led to a stop", or a
list that an event announces: "reactions: rates and interruptions"."""


def ask_of_causes(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes whose titles tell what was done and why, where the trial has results of them.

    Each event that is named as a cause stands for the outcome of what was done because of it.
    """
    done = DONE & steps_of(question.text)
    if not done:
        return question
    others = [m for m in _outcomes_named(question) if not DONE & steps_of(m.term.name)]
    head = _HEAD.match(question.text)
    listed = head is not None and bool(done & steps_of(head.group()))  # "discontinuations: A vs B"
    because = [m for m in others if (listed or _is_cause(m, question.text)) and not _is_fate(m)]
    later = [m for m in others if m.term.category == "safety" and _LATER.search(question.text[m.end :])]
    if not (because or later):
        return _with_cause_unnamed(question, done, corpus=corpus)
    held = corpus.table.slots(question.trial or "", ("outcome", "category"))
    titles = [title for title, kind in held if kind in _OF_PATIENTS and done & steps_of(title)]
    named_so = _named_in_titles(others, titles)
    causes = [m for m in others if m.term.category == "safety" or m in because or m in named_so]
    measured = {title for title, kind in held if kind == "safety" and not _OF_TRIAL.search(question.text)}
    titles = _of_drugs_told(titles, question, corpus=corpus)
    found = {m.term.name: steps for m in causes if (steps := _titles_of(m, titles, done, measured))}
    if not found:
        return question
    alone = {m.term.name for m in later if m not in because and not _leads_at_once(question.text[m.end :])}
    led = {m.term.name: found[m.term.name][0] for m in named_so if m.term.name in found}
    mentions = tuple(
        replace(m, term=replace(m.term, name=led[m.term.name])) if m in named_so and m.term.name in led else m
        for m in question.mentions
    )
    outcomes = _outcomes_led_to(question, done, found, alone=alone)
    return replace(_without_words_for(question, done), outcomes=outcomes, mentions=mentions)


def _outcomes_named(question: Question) -> list[Mention]:
    return [m for m in question.mentions if m.term.kind == "outcome"]


def _named_in_titles(others: Iterable[Mention], titles: Iterable[str]) -> list[Mention]:
    """The names of what is no event, which titles give as a cause all the same: "stops: AE vs PD"."""
    told_as = [cause for title in titles if (cause := stems(title.casefold().partition(" due to ")[2]))]
    untold = (m for m in others if m.term.category != "safety")
    return [m for m in untold if any(cause <= stems(m.term.name) for cause in told_as)]


def _of_drugs_told(titles: list[str], question: Question, *, corpus: Corpus) -> list[str]:
    """The titles of the drugs asked; all of them where the drug is what an arm is named after."""
    drugs = [m.term.name.casefold() for m in question.drugs]
    if _names_an_arm(drugs, question, corpus=corpus):
        return titles
    return [title for title in titles if all(drug in title.casefold() for drug in drugs)]


def _titles_of(event: Mention, titles: Iterable[str], done: Set[str], measured: Collection[str]) -> tuple[str, ...]:
    """The title of each step that was taken because of an event."""
    by_step = ([title for title in titles if step in steps_of(title)] for step in sorted(done))
    return tuple(title for step in by_step if (title := _title_of(event, step, measured)))


def _outcomes_led_to(
    question: Question, done: Set[str], found: Mapping[str, Sequence[str]], *, alone: Set[str]
) -> tuple[str, ...]:
    """The outcomes asked, with what each event led to in its place, or beside it where it is asked alone, too."""
    named = _outcomes_named(question)
    told = {m.term.name for m in named if done & steps_of(m.term.name)}
    told -= {*found, *(m.term.name for m in named if _GIVES_CAUSE.search(m.text))}
    kept = (
        title
        for name in question.outcomes
        if name not in told and not name.endswith(_DOSE)  # "X dosing held" asks for no dose
        for title in (*((name,) if name in alone else ()), *found.get(name, (name,)))
    )
    return tuple(dict.fromkeys(kept))


def _without_words_for(question: Question, done: Set[str], *, causes: Collection[Token] = ()) -> Question:
    """The question without what is not known in it of the words for what was done, and for its causes."""
    unknown, unread = (
        tuple(token for token in tokens if token not in causes and not done & steps_of(token.text))
        for tokens in (question.unknown, question.unread)
    )
    return replace(question, unknown=unknown, unread=unread)


_HEAD = re.compile(r"[^:?.]{3,60}:\s")
_GIVES_CAUSE = re.compile(r"\b(?:because of|due to|owing to|for|after)\b", re.IGNORECASE)


def _is_cause(mention: Mention, text: str) -> bool:
    """Whether what led to a step stands behind "because of", or before "led to"."""
    return bool(BECAUSE.search(text[: mention.start]) or _LED.match(text, mention.end))


_LED = re.compile(
    r"\s(?:(?:that|which|ever|have|had|has)\s)*(?:led|lead|leads|leading|resulted|resulting)\s(?:to|in)\b",
    re.IGNORECASE,
)


def _with_cause_unnamed(question: Question, done: Set[str], *, corpus: Corpus) -> Question:
    """The question for what was done for a cause that no term names: "the infusion interrupted because of a reaction".

    Of several titles whose cause has the word, the one most of whose other words the question has too.
    """
    causes = _unnamed_causes(question)
    words, said = stems(" ".join(token.text for token in causes)), stems(question.text)
    held = {title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title}
    parts = {title: stems(title.casefold().partition(" due to ")[2]) for title in held}
    fitting = {
        title: (-len(parts[title] & said), len(parts[title] - said))
        for title in sorted(held)
        if parts[title] & words and done & steps_of(title)
    }
    if not fitting:
        return question
    outcomes = (title for title, fit in fitting.items() if fit == min(fitting.values()))
    kept = (name for name in question.outcomes if not done & steps_of(name))
    asked = replace(question, outcomes=tuple(dict.fromkeys((*kept, *outcomes))))
    return _without_words_for(asked, done, causes=causes)


def _unnamed_causes(question: Question) -> list[Token]:
    """The words right behind "because of" in a clause that tells what was done, and in no name of an outcome."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    return [
        token
        for token in split_tokens(question.text)
        if (because := BECAUSE.search(question.text[: token.start]))
        and DONE & steps_of(_CLAUSE_END.split(question.text[: because.start()])[-1])
        and not any(m.start <= token.start < m.end for m in named)
    ]


_CLAUSE_END = re.compile(r"[,;?]")


def _leads_at_once(after: str) -> bool:
    """Whether what an event led to is told before a colon, so that the event is not asked by itself: "rash causing a
    stop: which arm had more"."""
    match = _LATER.search(after)
    head = after[: match.end()] if match and match.group().rstrip().endswith(":") else ""
    return bool(DONE & steps_of(head))


def _is_fate(mention: Mention) -> bool:
    """Whether an event is read as what it led to already: the adverse events that somebody died of."""
    return bool(_FATES & steps_of(mention.term.name) - steps_of(mention.text))


def with_other_steps(question: Question, *, corpus: Corpus) -> Question:
    """The question for what else was done because of the same event: "interrupted for it, and how many stopped"."""
    held = {title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title}
    said = DONE & steps_of(question.text)
    told: list[str] = []
    for name in question.outcomes:
        own = said & steps_of(name)
        others = [re.sub(step, other, name, flags=re.IGNORECASE) for step in own for other in sorted(said - own)]
        told += (name, *(title for title in others if title in held))
    return replace(question, outcomes=tuple(dict.fromkeys(told)))


def with_events_that_led(question: Question, *, corpus: Corpus) -> Question:
    """The question for every event of which it is told how many it made stop, where it asks which events did.

    And where it counts what was stopped or interrupted and names no event: "how many infusions were interrupted".
    """
    done = DONE & steps_of(question.text)
    bare = not (question.outcomes or question.topics or question.subgroups) and _COUNTS & set(question.statistics)
    left = [t for t in (*question.unknown, *question.unread) if not done & steps_of(t.text)]
    if not done or not (_WHICH_LED.search(question.text) or (bare and not left)):
        return question
    held = corpus.table.slots(question.trial or "", ("outcome", "category"))
    led = [title for title, kind in held if kind == "safety" and done & steps_of(title)]
    drugs = {m.term.name for m in question.drugs}
    if drugs and led:  # what was done with another drug is no answer
        led = [title for title in led if any(drug.casefold() in title.casefold() for drug in drugs)]
        led = led or [f"{drug[0].upper()}{drug[1:]} {step}" for drug in sorted(drugs) for step in sorted(done)]
    return replace(question, outcomes=tuple(sorted(led)), unknown=(), unread=()) if led else question


_COUNTS = {"count", "percentage"}
_WHICH_LED = re.compile(
    r"\b(?:which|what)\s(?:\w+\s)?(?:side[- ]effects?|adverse (?:events?|reactions?)|AEs?|TEAEs?|events?|reactions?"
    r"|toxicit\w+)\s(?:\w+\s)?(?:made|led|forced|caused|resulted|drove|were (?:behind|responsible))\b",
    re.IGNORECASE,
)


def without_causeless(outcomes: tuple[str, ...], *, text: str) -> tuple[str, ...]:
    """The outcomes without discontinuations at large, where ``text`` names the cause of one: "due to progression"."""
    if _WHICH_LED.search(text):
        return outcomes
    words = stems(text)
    caused = [name for name in outcomes if stems(name.casefold().partition(" due to ")[2]) & words]
    steps = {step for name in caused for step in DONE & steps_of(name)}

    def names_its_event(name: str) -> bool:
        before, leads, _ = name.casefold().partition(" leading to ")
        return bool(leads) and bool((stems(before) - AT_LARGE) & words)

    return tuple(name for name in outcomes if name in caused or names_its_event(name) or not steps & steps_of(name))


AT_LARGE = stems("treatment emergent")
"""Words of the name of any event, which say nothing of what led to a step."""


def steps_of(text: str) -> set[str]:
    """What a title, or a question, tells to have been done to a treatment, or death."""
    return set(relations.consequences(text))


def _names_an_arm(drugs: list[str], question: Question, *, corpus: Corpus) -> bool:
    """Whether a drug is what one arm is named after, so that stopping it is stopping the trial's treatment."""
    arms = {arm.casefold() for (arm,) in corpus.table.slots(question.trial or "", ("arm",)) if arm}
    return all(0 < sum(drug in arm for arm in arms) < len(arms) for drug in drugs)


def _title_of(event: Mention, titles: list[str], measured: Collection[str]) -> str | None:
    """The title that names the event, in its own name first, of those measured first, and the least besides."""
    name = stems(event.term.name)
    said = (event.text, *event.term.spellings)
    fitting = [t for t in titles if any(stems(words) <= stems(t) for words in said)]
    return min(
        fitting, key=lambda t: (not name <= stems(t), t not in measured and bool(measured), len(stems(t))), default=None
    )


_OF_TRIAL = re.compile(r"\b(?:stud(?:y|ies)|trial|phase|period|completed?|completing)\b", re.IGNORECASE)
"""That who left the trial is asked, which its flow counts, rather than who stopped what was given."""
