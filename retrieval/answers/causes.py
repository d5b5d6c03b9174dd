"""What was done because of an event: "stopped because of toxicity", "interruptions for any reaction and for IRR"."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions import relations
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import Mention, Token, split_tokens

_DONE = {"discontinuation", "interruption", "dose reduction", "dose delay"}
_FATES = {*_DONE, "death"}
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
    done = _DONE & set(relations.consequences(question.text))
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    others = [m for m in named if not _DONE & set(relations.consequences(m.term.name))]
    head = _HEAD.match(question.text)
    listed = head is not None and bool(done & set(relations.consequences(head.group())))  # "discontinuations: A vs B"
    because = [m for m in others if (listed or _is_cause(m, question.text)) and not _is_fate(m)]
    later = [m for m in others if m.term.category == "safety" and _LATER.search(question.text[m.end :])]
    if done and not (because or later):
        return _with_cause_unnamed(question, done, corpus=corpus)
    if not done:
        return question
    held = corpus.table.slots(question.trial or "", ("outcome", "category"))
    titles = [title for title, kind in held if kind in _OF_PATIENTS and done & set(relations.consequences(title))]
    told_as = [cause for title in titles if (cause := stems(title.casefold().partition(" due to ")[2]))]
    untold = [m for m in others if m.term.category != "safety"]
    named_so = [m for m in untold if any(cause <= stems(m.term.name) for cause in told_as)]  # "stops: AE vs PD"
    causes = [m for m in others if m.term.category == "safety" or m in because or m in named_so]
    drugs = [m.term.name.casefold() for m in question.drugs]
    if not _names_an_arm(drugs, question, corpus=corpus):
        titles = [title for title in titles if all(drug in title.casefold() for drug in drugs)]
    by_step = {step: [title for title in titles if step in relations.consequences(title)] for step in sorted(done)}
    measured = {title for title, kind in held if kind == "safety" and not _OF_TRIAL.search(question.text)}
    found = {m.term.name: tuple(t for step in by_step.values() if (t := _title_of(m, step, measured))) for m in causes}
    found = {name: fitting for name, fitting in found.items() if fitting}
    if not found:
        return question
    told = {m.term.name for m in named if done & set(relations.consequences(m.term.name))}
    too = {m.term.name for m in later if m not in because and not _leads_at_once(question.text[m.end :])}
    told -= {*found, *(m.term.name for m in named if _GIVES_CAUSE.search(m.text))}
    kept = [
        title
        for name in question.outcomes
        if name not in told and not name.endswith(_DOSE)  # "X dosing held" asks for no dose
        for title in (*((name,) if name in too else ()), *found.get(name, (name,)))
    ]
    unknown, unread = (
        tuple(token for token in tokens if not done & set(relations.consequences(token.text)))
        for tokens in (question.unknown, question.unread)
    )
    led = {name: titles[0] for name, titles in found.items()}
    mentions = tuple(
        replace(m, term=replace(m.term, name=led[m.term.name])) if m in named_so and m.term.name in led else m
        for m in question.mentions
    )
    return replace(question, outcomes=tuple(dict.fromkeys(kept)), unknown=unknown, unread=unread, mentions=mentions)


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
        if parts[title] & words and done & set(relations.consequences(title))
    }
    if not fitting:
        return question
    outcomes = (title for title, fit in fitting.items() if fit == min(fitting.values()))
    kept = (name for name in question.outcomes if not done & set(relations.consequences(name)))
    unknown, unread = (
        tuple(t for t in tokens if t not in causes and not done & set(relations.consequences(t.text)))
        for tokens in (question.unknown, question.unread)
    )
    return replace(question, outcomes=tuple(dict.fromkeys((*kept, *outcomes))), unknown=unknown, unread=unread)


def _unnamed_causes(question: Question) -> list[Token]:
    """The words right behind "because of" in a clause that tells what was done, and in no name of an outcome."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    return [
        token
        for token in split_tokens(question.text)
        if (because := BECAUSE.search(question.text[: token.start]))
        and _DONE & set(relations.consequences(_CLAUSE_END.split(question.text[: because.start()])[-1]))
        and not any(m.start <= token.start < m.end for m in named)
    ]


_CLAUSE_END = re.compile(r"[,;?]")


def _leads_at_once(after: str) -> bool:
    """Whether what an event led to is told before a colon, so that the event is not asked by itself: "rash causing a
    stop: which arm had more"."""
    match = _LATER.search(after)
    head = after[: match.end()] if match and match.group().rstrip().endswith(":") else ""
    return bool(_DONE & set(relations.consequences(head)))


def _is_fate(mention: Mention) -> bool:
    """Whether an event is read as what it led to already: the adverse events that somebody died of."""
    return bool(_FATES & set(relations.consequences(mention.term.name)) - set(relations.consequences(mention.text)))


def with_other_steps(question: Question, *, corpus: Corpus) -> Question:
    """The question for what else was done because of the same event: "interrupted for it, and how many stopped"."""
    held = {title for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title}
    said = _DONE & set(relations.consequences(question.text))
    told: list[str] = []
    for name in question.outcomes:
        own = said & set(relations.consequences(name))
        others = [re.sub(step, other, name, flags=re.IGNORECASE) for step in own for other in sorted(said - own)]
        told += (name, *(title for title in others if title in held))
    return replace(question, outcomes=tuple(dict.fromkeys(told)))


def with_events_that_led(question: Question, *, corpus: Corpus) -> Question:
    """The question for every event of which it is told how many it made stop, where it asks which events did.

    And where it counts what was stopped or interrupted and names no event: "how many infusions were interrupted".
    """
    done = _DONE & set(relations.consequences(question.text))
    bare = not (question.outcomes or question.topics or question.subgroups) and _COUNTS & set(question.statistics)
    left = [t for t in (*question.unknown, *question.unread) if not done & set(relations.consequences(t.text))]
    if not done or not (_WHICH_LED.search(question.text) or (bare and not left)):
        return question
    held = corpus.table.slots(question.trial or "", ("outcome", "category"))
    led = [title for title, kind in held if kind == "safety" and done & set(relations.consequences(title))]
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
    steps = {step for name in caused for step in _DONE & _steps_of(name)}

    def names_its_event(name: str) -> bool:
        before, leads, _ = name.casefold().partition(" leading to ")
        return bool(leads) and bool((stems(before) - _AT_LARGE) & words)

    return tuple(
        name
        for name in outcomes
        if name in caused or names_its_event(name) or not steps & set(relations.consequences(name))
    )


_AT_LARGE = stems("treatment emergent")
"""Words of the name of any event, which say nothing of what led to a step."""


def of_cause_untold(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who stopped for the cause that it gives, where no title of the table tells that cause.

    What others stopped for is no answer to "how many stopped because they moved away".
    """
    if record_of(question.trial, corpus=corpus):
        return question  # it lists the reasons of its own
    named = next((m for m in question.mentions if m.term.name in _STOPPED and not _EVENT.search(m.text)), None)
    said = _GIVEN_CAUSE.match(question.text, named.end) if named else None
    if named is None or said is None or named.term.name not in question.outcomes or _OPEN_CAUSE.search(said["cause"]):
        return question
    if any(m.term.kind == "arm" and said.start("cause") <= m.start < said.end("cause") for m in question.mentions):
        return question  # "the discontinuation figure for the control group" tells whose it is, and no cause
    own = stems(said["cause"])
    titles = [t for (t,) in corpus.table.slots(question.trial or "", ("outcome",)) if t and _DONE & _steps_of(t)]
    causes = (title.casefold().partition(" due to ")[2] or title.partition(" leading to ")[0] for title in titles)
    if not own or any(own & (stems(cause) - _AT_LARGE) for cause in causes):
        return question
    inside = {
        m.term.name for m in question.mentions if said.start() <= m.start < said.end() and m.term.kind == "outcome"
    }
    kept = [name for name in question.outcomes if name not in inside or name in _STOPPED]
    outcomes = tuple(dict.fromkeys(f"{UNTOLD}{said['told']}" if name in _STOPPED else name for name in kept))
    left = [t for t in question.unknown if not said.start() <= t.start < said.end()]
    return replace(question, outcomes=outcomes, unknown=tuple(left), statistics=())


def _steps_of(title: str) -> set[str]:
    return set(relations.consequences(title))


_STOPPED = ("Treatment discontinuation for any reason", "Treatment-emergent adverse event leading to discontinuation")
"""What "stopped treatment" and "had to stop" are read as."""
_EVENT = re.compile(r"\badverse|\b(?:TE|S)?AEs?\b|effects?\b|toxic", re.IGNORECASE)
UNTOLD = "Treatment discontinuation "
"""Before a cause that no title of the table tells."""
_GIVEN_CAUSE = re.compile(
    r"(?:\s(?!because|due|owing|for\b|over\b|by\b|on\b|at\b|and\b)[\w-]+){0,4}?\s"
    r"(?P<told>(?:(?:for|due to|because(?: of)?|owing to|caused by|on account of|over)\s"
    r"|(?=(?:by|at|on|out of)\s(?:[\w'’]+\s){0,3}"
    r"(?:choice|decision|request|wish(?:es)?|will|accord|advice|recommendation|discretion)\b))"
    r"(?P<cause>[^?.,;:()]+?))(?=\W*$|[?.,;:()]"
    r"|\s(?:in|by|per|for|of|on|with)\s(?:each|both|either|the|arm|group|\w+ (?:arm|group))"
    r"|\s(?:and|vs\.?|versus|than|compared|at|during|after)\s)",
    re.IGNORECASE,
)
_OPEN_CAUSE = re.compile(
    r"\b(?:any|what|which|whatever|other|good|ever|reasons?|causes?|each|every|a while|once|some|treatment|study|trial"
    r"|tolera\w+|toxic\w*|side|advers\w*|reactions?|unwell|ill|it|them|this|that|they (?:felt|could|had))\b"
    r"|(?<![\w-])\d",
    re.IGNORECASE,
)
"""Words of no one cause that is told, or of events at large."""


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
