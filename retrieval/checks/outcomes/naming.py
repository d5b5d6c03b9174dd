"""The outcomes that a sentence names, and which of several a number can be a figure of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.checks.figures.cues import FOLLOW_UP
from retrieval.checks.outcomes.analysis_names import before_analysis
from retrieval.checks.outcomes.asides import is_compared, is_group_of_it, is_occasion, is_setting
from retrieval.checks.outcomes.causes import join_causes
from retrieval.checks.outcomes.dated_outcomes import tells_dates
from retrieval.checks.outcomes.descriptions import PARTICIPLE, describing, leads
from retrieval.checks.outcomes.fitting import is_in
from retrieval.checks.outcomes.graded_events import graded_events
from retrieval.checks.outcomes.joined import is_in_one_name, join_outcomes
from retrieval.checks.outcomes.kinds_said import is_of_theme, says_the_kind
from retrieval.checks.outcomes.row_outcomes import led_by_participle
from retrieval.checks.outcomes.states_counted import is_counted, is_state
from retrieval.checks.outcomes.whom import has_results, is_whole, tells_who_had, tells_whom
from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention, split_tokens

_WHERE = re.compile(
    r"(?<!proportion of )(?<!percentage of )(?<!share of )(?<!fraction of )(?<!number of )"
    r"\b(?:patients|participants|those|subjects) (?:with|who (?:had|achieved|reached))\s(?:an? )?$",
    re.IGNORECASE,
)
_LONGER = re.compile(r"\b(?:longer|further|additional|extended|prolonged|continued|more)(?: median)?\s$", re.IGNORECASE)
"""Before "follow-up": it says when the figures are of, and no figure is told of it."""
_GENERAL = frozenset({"safety", "tolerability", "efficacy"})
"""Words for a whole subject: they lead a paragraph, and name no figure."""


def outcome_mentions(clause: Clause) -> list[Mention]:
    """The outcomes named in the clause, without those that are part of an analysis's or a group's name."""
    if clause.named is None:
        clause.named = _outcome_mentions(clause)
    return clause.named


def _outcome_mentions(clause: Clause) -> list[Mention]:
    named = [
        mention
        for mention in _without_values(clause, clause.mentions.get("outcome", ()))
        if not tells_dates(clause, mention) and mention.text.casefold() not in _GENERAL and not leads(clause, mention)
    ]
    aside, groups = describing(clause, named), clause.mentions.get("subgroup", ())
    clinical = any((not is_in(it, groups) or is_state(clause, it)) and it not in aside for it in named)
    found = [
        _with_predicate(clause, _longer_title(clause, mention))
        for mention in named
        if mention not in aside
        and not _is_told_beside(clause, mention, named)
        and not _restricts(clause, mention, named, clinical=clinical)
    ]
    found = [*found, *graded_events(clause, found), *before_analysis(clause)]
    found += [item for item in led_by_participle(clause) if not is_in(item, found)]
    found.sort(key=lambda mention: mention.start)
    found = [mention for mention in found if not any(is_part(clause, mention, found) for is_part in _PARTS_OF_NAMES)]
    return join_causes(clause, join_outcomes(clause, found))


def _is_told_beside(clause: Clause, mention: Mention, named: Sequence[Mention]) -> bool:
    """Whether a name tells of whom, when or against what the figures are, or who was given something."""
    if mention.term.category == "disposition" and (
        PARTICIPLE.match(clause.text, mention.start) or clause.text[mention.start - 1 : mention.start] == "-"
    ):
        return True  # "treated with" is no count of the treated, nor is "vedamab-treated"
    longer = _LONGER.search(clause.text, max(0, mention.start - 24), mention.start)
    if longer and FOLLOW_UP.search(mention.term.name) and re.match(r"\w*\s?[,(:]", clause.text[mention.end :]):
        return True
    beside = any(tells(clause, mention) for tells in _TOLD_BESIDE)
    return beside or tells_who_had(clause, mention, named)


def _restricts(clause: Clause, mention: Mention, named: Sequence[Mention], *, clinical: bool) -> bool:
    """Whether a name is part of the name of a group, an analysis or a trial, or tells of whom the figures are.

    Args:
        clinical: Whether the sentence names an outcome that is no group.
    """
    groups, end = clause.mentions.get("subgroup", ()), clause.sentence.end
    apart = is_counted(clause, mention) or is_state(clause, mention)
    if not apart and is_in(mention, [item for item in groups if item.term.name in clause.evidence.facts.groups]):
        led_by = _GROUP_BEFORE.match(clause.text, mention.end) or _SAME_FIGURES.search(clause.text, mention.end, end)
        if clinical or led_by:
            return True
    if not apart and groups and _WHERE.search(clause.text, max(0, mention.start - 32), mention.start):
        return True
    longer = (other for kind in ("analysis", "trial") for other in clause.mentions.get(kind, ()))
    if any(it.start <= mention.start and mention.end <= it.end and it.text != mention.text for it in longer):
        return True
    return tells_whom(clause, mention) and any(has_results(clause, it) for it in named if it.start != mention.start)


_SAME_FIGURES = re.compile(
    r"\b(?:the (?:corresponding|respective|same|equivalent|matching)|these|those)(?: \w+)? (?:rates?|figures?|values?"
    r"|medians?|shares?|percentages?|proportions?|numbers|results?|ratios?)\b",
    re.IGNORECASE,
)
"""Behind a group: its figures go on with the outcome told before, "in early relapse the corresponding rates were"."""


def _is_of_arm(clause: Clause, mention: Mention) -> bool:
    """Whether capitals that name an outcome elsewhere are of an arm here: the vaccine in "MMR + V" is no response."""
    if not mention.text.isupper() or clause.evidence.results(mention.term.name):
        return False
    return any(re.search(rf"\b{re.escape(mention.text)}\b", arm) for arm in clause.evidence.facts.arms)


def _is_condition(clause: Clause, mention: Mention) -> bool:
    """Whether a name is what the trial's patients have: "214 patients with hidradenitis" in a trial of that."""
    own = mention.term.category in ("safety", "efficacy")
    own = own and all(it.form in clause.neutral for it in split_tokens(mention.text))
    return own and _WITH.search(clause.text, max(clause.sentence.start, mention.start - 60), mention.start) is not None


_WITH = re.compile(
    r"\b(?:patients|participants|people|adults|children|women|men|subjects|those)"
    r"\s(?:who had|(?:living )?with|suffering from)\s(?:[a-z-]+\s){0,4}$",
    re.IGNORECASE,
)


_OR = re.compile(r" or (?:they |he |she |who |until )?(?:had |have |were )?")
_RESPONSE = re.compile(r"respon(?:ses?|ders?)(?: rates?)?", re.IGNORECASE)
_DEATH = re.compile(r"(?:deaths?|dying|died)(?: from any cause)?", re.IGNORECASE)


def _is_noun_of(clause: Clause, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a general word only ends the name before it: the "responders" of "EASI-75 responders"."""
    if _DEATH.fullmatch(mention.text) and any(
        _OR.fullmatch(clause.text, other.end, mention.start) and "free survival" in other.term.name.casefold()
        for other in found
    ):
        return True  # "the hazard of progression or death" is that of progression-free survival
    response = _RESPONSE.fullmatch(mention.text) is not None
    if clause.evidence.results(mention.term.name) and not response:
        return False
    return any(
        (
            clause.text[other.end : mention.start] in (" ", "-")
            or (response and "respon" in other.term.name.casefold() and is_in_one_name(clause, other, mention))
        )
        and clause.evidence.results(other.term.name)
        for other in found
        if other.end < mention.start
    )


_GROUP_BEFORE = re.compile(
    r"\s(?:group|subgroup|patients|participants|disease|population|set)?,?\s?"
    r"(?:it|this|the (?:[0-9.]+ ?% )?(?:hazard ratio|HR|median|figure|estimate|(?:confidence )?interval|CI))\b",
    re.IGNORECASE,
)
"""After a group whose figure follows: "in the standard-risk group it was 0.44"."""


def _without_values(clause: Clause, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, a design's without the value in it: "randomised 3:2" says who was randomised, "phase 3" nobody."""
    for mention in mentions:
        value = _VALUE.search(mention.text) if mention.term.category == "design" else None
        if value is None:
            yield mention
            continue
        before = clause.text[mention.start : mention.start + value.start()]
        found = clause.evidence.terms.find(before, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
        for shorter in (other for other in found if other.term.name != mention.term.name):
            start = mention.start + shorter.start
            yield Mention(start, start + len(shorter.text), shorter.text, shorter.term)


_VALUE = re.compile(r"\d+(?::\d+)*|\b[IVX]+\b")
"""The value that the name of a design has in it."""


def _goes_on_as(clause: Clause, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether the words go on to a longer title that begins as this one: "iDFS that leaves out second cancers"."""
    longer = clause.evidence.longer_titles(mention.term.name)
    return any(
        other.term.name in longer
        and 0 < other.start - mention.end < _GOES_ON
        and not re.search(r"[;0-9]", clause.text[mention.end : other.start])
        for other in found
    )


def _ends_longer(clause: Clause, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a name begins within that of a longer title: the "progression or death" of "second progression or"."""
    longer = clause.evidence.longer_titles(mention.term.name)
    return any(other.start < mention.start < other.end and other.term.name in longer for other in found)


_GOES_ON = 40
"""How far the rest of a longer title may stand from its beginning, in code points."""


def _longer_title(clause: Clause, mention: Mention) -> Mention:
    """The outcome whose title goes on as the text does: "PFS on next therapy" is not PFS."""
    after = clause.text[mention.end : mention.end + 60].casefold()
    for title in clause.evidence.longer_titles(mention.term.name):
        rest = title[len(mention.term.name) :].casefold()
        told = after.startswith(rest)
        term = clause.evidence.terms.term(title, kind="outcome", trial=clause.evidence.trial.id) if told else None
        if term is not None:
            end = mention.end + len(rest)
            return Mention(mention.start, end, clause.text[mention.start : end], term)
    return mention


_WAS_SO = re.compile(
    r"\s(?:was|were|is|are|proved|proved to be)\s(?P<word>[a-z]{4,})\s(?=(?:in|for|among)\s)", re.IGNORECASE
)


def _with_predicate(clause: Clause, mention: Mention) -> Mention:
    """The outcome whose title has what is said of the one told: "renal responses were durable in 32.0 %"."""
    told = _WAS_SO.match(clause.text, mention.end, clause.sentence.end)
    if told is None:
        return mention
    forms = frozenset(token.form for words in (mention.term.name, told["word"]) for token in split_tokens(words))
    titles = clause.evidence.titles_with(forms)
    term = clause.evidence.terms.term(titles[0], kind="outcome", trial=clause.evidence.trial.id) if titles else None
    if len(titles) != 1 or term is None or term.name == mention.term.name:
        return mention
    return Mention(mention.start, told.end("word"), clause.text[mention.start : told.end("word")], term)


_TOLD_BESIDE = (_is_of_arm, _is_condition, is_whole, is_compared, is_occasion, is_group_of_it, is_setting)
"""What may tell of a name that no figure is told of it."""
_PARTS_OF_NAMES = (_goes_on_as, _is_noun_of, is_of_theme, says_the_kind, _ends_longer)
"""What may tell of a name that it is part of another one."""
