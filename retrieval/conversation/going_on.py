"""Follow-ups that go on from the name of what was asked: to its cause, to what it led to, to an age, to the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.phrasing import in_sentence
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.rephrasing import name_outcomes, name_restrictions
from retrieval.conversation.standing_for import STOPPED, with_cause
from retrieval.conversation.words import Wording
from retrieval.naming import sources_named
from retrieval.questions import relations, wording
from retrieval.questions.question import Question
from retrieval.questions.until_when import asks_until_when
from retrieval.records import Answer

_HOW_MANY = r"(?:how many|how often|what (?:share|proportion|percentage))(?: of (?:them|these|those|the patients))?"


def go_on(how: Wording, earlier: Slots, *, reader: Reader) -> str | None:
    """The follow-up with the name of what was asked before it, where it is an event, or an age; else ``None``."""
    if asked := with_cause(how.rest, earlier.outcomes) or with_age(how.rest, earlier.outcomes):
        return asked
    if len(earlier.outcomes) == 1 and _HOW_FINE.fullmatch(how.rest):
        return f"How was {in_sentence(earlier.outcomes[0])} assessed?"
    if len(earlier.outcomes) == 1 and (match := _PLANNED.fullmatch(how.rest)):
        return f"How many {in_sentence(earlier.outcomes[0])} were {match['planned']}?"
    if asked := with_arm_of_more(how.rest, earlier) or with_figure_quoted(how.rest, earlier):
        return asked
    if asked := of_those(how, earlier, reader=reader):
        return asked
    if _DIED_OF_THEM.fullmatch(how.rest) and reader.are_events(earlier) and len(earlier.outcomes) == 1:
        where = name_restrictions(replace(earlier, grades=()), trial=None)
        all_events = any(STOPPED.search(name) or _ADVERSE.search(name) for name in earlier.outcomes)
        cause = name_outcomes(replace(earlier, grades=()))
        if all_events:
            return f"{' '.join(filter(None, ('Did anyone die from the treatment', where)))}?"
        return f"{' '.join(filter(None, ('How many patients died of', cause, where)))}?"
    consequences = relations.consequences(how.rest)
    if (
        (how.marked or how.restricting)
        and not consequences
        and reader.are_events(reader.slots(reader.read(how.rest, trial=earlier.trial)))
    ):
        return with_event_as_cause(how.rest, earlier.outcomes)
    return with_consequence(how.rest, earlier.outcomes) if consequences and reader.are_events(earlier) else None


_DIED_OF_THEM = re.compile(
    r"(?:(?:did|has|have) (?:any(?:one|body)?|(?:any )?(?:patients|people)|some(?:one|body)?|many)(?: of them)?"
    r"|how many(?: (?:of them|patients|people))?) (?:die|died) (?:of|from|because of|due to|with) "
    r"(?:it|them|that|this|these|those)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"(?:out of )?how many (?:of (?:them|these|those) )?(?:were |had been |was )?(?P<planned>planned|expected|foreseen)"
    r"(?: (?:for|in all|in total|overall))*",
    re.IGNORECASE,
)
"""Asks how many there were to be."""
_ADVERSE = re.compile(r"\badverse\b", re.IGNORECASE)
_HOW_FINE = re.compile(
    r"(?:(?:what was |with what |at what |at which )?(?:the |its )?(?:sensitivity|threshold|cut-?off|detection limit)"
    r"(?: (?:threshold|limit|level|cut-?off))?"
    r"|how sensitive was (?:it|that|the test|the method))",
    re.IGNORECASE,
)
"""Asks how fine a method is, which is told with it."""


def of_those(how: Wording, earlier: Slots, *, reader: Reader) -> str | None:
    """The question how a treatment did in those asked about before, with their name: "did it help those patients"."""
    match = _THOSE.search(how.rest)
    own = reader.read(how.rest, trial=earlier.trial)
    fared = wording.asks_overview(own.text) or _HELPED.search(own.text)
    if match is None or own.outcomes or own.subgroups or not fared:
        return None
    who = earlier.subgroups or reader.as_patients(replace(earlier, outcomes=earlier.outcomes[:1])).phrase
    said = f"patients with {who[0]}" if isinstance(who, tuple) else who.removeprefix("in ")
    text = f"{how.rest[: match.start()]}{said}{how.rest[match.end() :]}?"
    return f"{text[0].upper()}{text[1:]}" if who and reader.read(text, trial=earlier.trial).subgroups else None


_HELPED = re.compile(r"\b(?:help|work|benefit|serve|suit)\w*\b", re.IGNORECASE)
_THOSE = re.compile(
    r"\b(?:those|these|such|the same|that) (?:patients|people|ones|participants|(?:sub-?)?group|population)\b"
    r"|\b(?:them|they|those|these)\b(?=\W*$|\s(?:benefit|do|fare|respond|gain|profit)\b)",
    re.IGNORECASE,
)


def under_name(how: Wording, earlier: Slots, *, reader: Reader, corpus: Corpus, trial: str | None) -> str | None:
    """What is asked of figures without naming anything ("months or weeks?"), under the name of what they are of.

    A source that it names ("and in the register") takes the place of the analyses and the source asked before.

    Args:
        trial: The trial's name where it has to be said.
    """
    own = reader.read(how.rest, trial=earlier.trial)
    if not earlier.outcomes or not how.asks_of_figures or own.foreign or asks_until_when(own):
        return None

    def read_under(slots: Slots) -> Question:
        name = " ".join((name_outcomes(slots), name_restrictions(slots, trial=trial))).strip()
        return reader.read(f"{name[0].upper()}{name[1:]}: {how.rest}?", trial=earlier.trial)

    bare = replace(earlier, arms=(), phrase="", analyses=(), every_cutoff=False)
    sourced = bool(sources_named(read_under(bare), corpus=corpus))
    naming = ("outcome", "subgroup") if sourced or how.names_manner else ("outcome", "subgroup", "topic")
    if any(mention.term.kind in naming for mention in own.mentions):
        return None
    read = read_under(bare if sourced else replace(earlier, arms=()))
    strange = not sourced and (read.unknown or (read.unread and not own.statistics))
    return None if strange or not set(reader.slots(read).outcomes) <= set(earlier.outcomes) else read.text


def with_arm_of_more(words: str, earlier: Slots) -> str | None:
    """The question in which arm there was more of what was asked: "which arm had more"."""
    if not earlier.outcomes or not _WHICH_ARM.fullmatch(words):
        return None
    where = name_restrictions(replace(earlier, arms=()), trial=None)
    return f"{' '.join(filter(None, ('Which arm had more', name_outcomes(earlier), where)))}?"


_WHICH_ARM = re.compile(
    r"(?:(?:in|with) )?which (?:treatment )?(?:arm|group|one|side|treatment|regimen) (?:had|has|was|did|were|there) ?"
    r"(?:(?:it|this|that|they|there|was|were|the) )*"
    r"(?:more|most|fewer|less|worse|better|higher|lower|longer|shorter|commoner|more (?:common|frequent|often))"
    r"(?: (?:of (?:it|them|these|those)|rates?|often|common|frequent))?",
    re.IGNORECASE,
)


def with_figure_quoted(words: str, earlier: Slots) -> str | None:
    """The question which source gives a figure of what was asked: "who gives 35.6 months", "any source that has 95"."""
    names = earlier.outcomes
    match = _WHO_GIVES.fullmatch(words)
    if match and _LEVEL.fullmatch(match["figure"]) and len(names) == 1 and _OF_INTERVAL & set(earlier.statistics):
        where = name_restrictions(earlier, trial=None)
        level = match["figure"].rstrip(" %")
        return f"Which source prints a {level}% confidence interval for {in_sentence(names[0])} {where}".rstrip() + "?"
    return f"Which source reports {in_sentence(names[0])} of {match['figure']}?" if match and len(names) == 1 else None


_OF_INTERVAL = {"confidence interval", "hazard ratio", "odds ratio", "risk ratio", "difference"}
_LEVEL = re.compile(r"9\d(?:\.\d+)?\s?%?")
_WHO_GIVES = re.compile(
    r"(?:(?:who|which (?:source|paper|report|one)|where)|(?:is there |are there |does )?any (?:other )?(?:source|paper"
    r"|report|publication|one|abstract)s?(?: (?:that|which))?)"
    r" (?:gives?|gave|giving|reports?|reported|says?|said|prints?|printing|has|had|states?)"
    r" (?:the |an? )?(?P<figure>\d+(?:\.\d+)?\s?(?:%|months?|weeks?|years?)?)"
    r"(?: (?:for|of|as) (?:it|that|this|the (?:same|interval|level)))?",
    re.IGNORECASE,
)


def with_event_as_cause(words: str, names: Sequence[str]) -> str | None:
    """The question who stopped for an event, after it was asked who stopped for any: "the same for infections"."""
    match = _FOR.match(words)
    stopped = any(STOPPED.search(name) for name in names)
    return f"How many patients discontinued treatment because of {words[match.end() :]}?" if stopped and match else None


_FOR = re.compile(r"(?:how many )?(?:for|from|with|by|through|after)\s(?=\w)", re.IGNORECASE)


def with_consequence(words: str, names: Sequence[str]) -> str | None:
    """The question what an event led to, with the event in the place that it leaves: "how many led to stopping"."""
    match = _LED_TO.match(words)
    return f"How many {in_sentence(names[0])} {words[match.end() :]}?" if match and len(names) == 1 else None


_LED_TO = re.compile(
    rf"(?:{_HOW_MANY}|which(?: ones| of (?:them|these|those))?)\s(?:(?:were|was)\s(?:so\s\w+\sthat\s)?)?"
    r"(?=(?:led|leading|required|resulted|caused|ended)\b)",
    re.IGNORECASE,
)


def with_age(words: str, names: Sequence[str]) -> str | None:
    """The question how many were of an age, after the age was asked, where only a number tells it: "75 or more"."""
    match = _OF_AGE.fullmatch(words)
    aged = any(_AGE.match(name) for name in names)
    return f"How many patients were aged {match['bound']}?" if match and aged else None


_AGE = re.compile(r"age\b", re.IGNORECASE)
_OF_AGE = re.compile(
    rf"{_HOW_MANY}(?: (?:patients|people|participants))? (?:(?:were|was) )?(?:aged )?"
    r"(?P<bound>(?:over|under|above|below|at least|older than|younger than) \d\d"
    r"|\d\d(?: years)? (?:or|and) (?:more|over|older|above|younger|under|below))",
    re.IGNORECASE,
)


def combined_with(words: str, earlier: Slots, *, reader: Reader) -> str | None:
    """The outcome that the one asked before makes with another one: "and combined with complete response"."""
    match = _COMBINED.match(words)
    if match is None or len(earlier.outcomes) != 1:
        return None
    name = in_sentence(earlier.outcomes[0]).removesuffix(" rate")
    joint = reader.read(f"{name} combined with {words[match.end() :]}", trial=earlier.trial).outcomes
    return joint[0] if len(joint) == 1 and joint != earlier.outcomes else None


def qualified_by(words: str, earlier: Slots, *, reader: Reader) -> str | None:
    """The outcome that a word before the name of the one asked before makes: "and durable", "if adjusted for it"."""
    if len(earlier.outcomes) != 1 or reader.read(words, trial=earlier.trial).outcomes:
        return None
    name = earlier.outcomes[0]
    for word in dict.fromkeys(_QUALIFIER.findall(words)):
        made = reader.read(f"{word} {in_sentence(name)}", trial=earlier.trial).outcomes
        if len(made) == 1 and made[0] != name and {name.casefold(), word.casefold()} <= _parts(made[0], name):
            return made[0]
    return None


def _parts(title: str, name: str) -> set[str]:
    """A name within a title, and the words of the title beside it."""
    before, found, after = title.casefold().partition(name.casefold())
    return {found, *before.split(), *after.split()}


_QUALIFIER = re.compile(r"\b[a-z]{5,}\b", re.IGNORECASE)
_COMBINED = re.compile(
    r"(?:(?:combined|in combination|together|along|coupled) with"
    r"|(?:(?:of|in|among) )?(?:those|them|the ones|patients) (?:(?:who|that) )?(?:also|both)(?: (?:had|got|have))?"
    r"|(?:who|that) also(?: (?:had|got|have))?|also having)\s(?:an? )?",
    re.IGNORECASE,
)


def of_the_first(question: str, earlier: Sequence[Answer]) -> tuple[str, Sequence[Answer]] | None:
    """A question of the first of several figures asked, as one of it alone, and the answers up to that figure."""
    figured = [place for place, answer in enumerate(earlier, 1) if answer.results]
    if len(figured) < 2 or not _FIRST.search(question):
        return None
    return _FIRST.sub("it", question, count=1), earlier[: figured[0]]


_FIRST = re.compile(
    r"(?<!at )(?<!in )(?<!by )(?<!of )(?<!from )\bthe (?:(?:first|former)"
    r" (?:one|figure|result|number|of (?:these|those|the two|them))|former)\b",
    re.IGNORECASE,
)
