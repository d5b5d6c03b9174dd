"""What a question asks for, read with the vocabulary: slots of results, topics of prose, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Trial
from ingest.vocabulary import Term
from retrieval.terms import Mention, TermIndex, Token, common_words, split_tokens

_REGISTRY_NUMBER = re.compile(r"\bNCT\s?\d{8}\b", re.IGNORECASE)
_LANDMARK = re.compile(
    r"\b(?:(?:at|after|by|within|over|beyond)\s+)?(?:the\s+)?"
    r"(?P<count>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty-?four)"
    r"(?P<joint>\s*-\s*|\s+)(?P<unit>years?|yrs?|months?|mo|weeks?|days?)\b(?!\s+(?:of\s+age|old|or\s+older|and\s+over))",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(?:at|after|by|within|over|beyond)\b", re.IGNORECASE)
_AFTERWORD = re.compile(
    r"^\s*(?:landmark|rate|survival|os|pfs|efs|dfs|mortality|follow|update|data|mark)\b", re.IGNORECASE
)
_EVERY_CUTOFF = re.compile(
    r"\b(?:each|every|all|both|different|three|two|various)\s+(?:the\s+)?(?:data\s+)?"
    r"(?:cut-?\s?offs?|analys[ei]s|time\s?points?|updates?)"
    r"|\b(?:over time|chang(?:e|ed|es)|evolv\w+|compare\w* .*(?:interim|final|update)|across (?:the )?(?:analyses|cut))",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:results?|met|meet|reach\w*|achiev\w*|outcomes?|findings?|improv\w*|effect|value|figures?|numbers?)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\b(?:most (?:common|frequent|often)|commonest|top \w+|frequent(?:ly)?)\b", re.IGNORECASE)
_MEMBERSHIP = re.compile(
    r"(?:\b(?:in|with|among|amongst|for|of|on|had|having|who|were|aged|patients?|those)\b|[,(])[\s\w]{0,12}$",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\bhow (?:was|were|is|are|did)\b[^?.]*\b(?:assess\w*|measur\w*|defin\w*|evaluat\w*|analy[sz]\w*"
    r"|collect\w*|determin\w*|select\w*|design\w*|conduct\w*)\b",
    re.IGNORECASE,
)
_SIGNIFICANCE = re.compile(
    r"\b(?:significan\w*|benefi\w*|better|superior\w*|improv\w*|prolong\w*|extend\w*|longer|worse|favou?r\w*|work\w*|effective\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    Attributes:
        trial: The trial that it is about; ``None`` when it names none of several.
        foreign: Names of trials and registry numbers in it that the corpus does not hold.
        outcomes: Canonical outcome names in the order mentioned; likewise the other slots.
        analyses: Analyses (each with its data cut-off) that it names, with the words that name them.
        landmark: A time point such as "5-year" that restricts an outcome, as written.
        unknown: Words that restrict the question and that no slot accounts for.
        hints: Words that no slot of a result accounts for: they may name the source that is asked.
        every_cutoff: Whether it asks for the results of every analysis.
        ranked: Whether it asks for the most frequent of many outcomes.
        method: Whether it asks how something was done or measured, which prose answers.
        weighs: Whether it asks if a difference is one (significant, better, longer).
    """

    text: str
    trial: str | None
    foreign: tuple[str, ...]
    outcomes: tuple[str, ...]
    arms: tuple[str, ...]
    populations: tuple[str, ...]
    subgroups: tuple[str, ...]
    grades: tuple[str, ...]
    statistics: tuple[str, ...]
    analyses: tuple[tuple[Term, str], ...]
    topics: tuple[Term, ...]
    landmark: str | None
    unknown: tuple[Token, ...]
    hints: tuple[Token, ...]
    every_cutoff: bool
    ranked: bool
    weighs: bool
    method: bool


def read_question(text: str, *, terms: TermIndex, trials: Sequence[Trial]) -> Question:
    """Read the slots of ``text``; nothing is looked up yet."""
    tokens = split_tokens(text)
    mentions = terms.find_in_tokens(text, tokens)
    trial, foreign = _find_trial(text, mentions, trials=trials)
    mentions = _settle(
        text, tuple(m for m in mentions if m.term.kind == "trial" or m.term.trial in (None, trial) or trial is None)
    )
    analyses = _named(mentions, "analysis")
    landmark = _find_landmark(text, analyses)
    return Question(
        text=text,
        trial=trial,
        foreign=foreign,
        outcomes=_names(mentions, "outcome"),
        arms=_names(mentions, "arm"),
        populations=_names(mentions, "population"),
        subgroups=_names(mentions, "subgroup"),
        grades=_names(mentions, "grade"),
        statistics=_names(mentions, "statistic"),
        analyses=tuple((mention.term, mention.text) for mention in analyses),
        topics=tuple(m.term for m in _named(mentions, "topic")),
        landmark=landmark,
        unknown=_left_over(tokens, mentions, landmark=landmark),
        hints=_left_over(tokens, [m for m in mentions if m.term.kind != "topic"], landmark=landmark),
        every_cutoff=bool(_EVERY_CUTOFF.search(text)),
        ranked=bool(_RANKED.search(text)),
        weighs=bool(_SIGNIFICANCE.search(text)),
        method=bool(_METHOD.search(text)),
    )


def _named(mentions: Sequence[Mention], kind: str) -> list[Mention]:
    return [mention for mention in mentions if mention.term.kind == kind]


def _names(mentions: Sequence[Mention], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.term.name for mention in _named(mentions, kind)))


def _find_trial(
    text: str, mentions: Sequence[Mention], *, trials: Sequence[Trial]
) -> tuple[str | None, tuple[str, ...]]:
    """The trial meant, and the trials named that the corpus does not hold."""
    held = {trial.id for trial in trials}
    named = _named(mentions, "trial")
    own = list(dict.fromkeys(m.term.trial for m in named if m.term.trial in held))
    foreign = [m.text for m in named if m.term.trial not in held]
    foreign += [number for number in _REGISTRY_NUMBER.findall(text) if number.upper().replace(" ", "") not in held]
    if own:
        return own[0], tuple(dict.fromkeys(foreign))
    hinted = list(dict.fromkeys(m.term.trial for m in mentions if m.term.trial in held))
    candidates = hinted or sorted(held)
    return (candidates[0] if len(candidates) == 1 else None), tuple(dict.fromkeys(foreign))


def _settle(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Decide what words mean that name several terms.

    A trial's own term goes before a general one. Words that are both an outcome and a subgroup (renal impairment)
    restrict another outcome where there is one; alone they are the outcome asked for. Words that are also a statistic
    ("how many patients") name an outcome only where there is no other. "The primary endpoint" is a topic, unless its
    result is asked for.
    """
    own = {(m.start, m.end, m.term.kind) for m in mentions if m.term.trial is not None}
    mentions = tuple(m for m in mentions if m.term.trial is not None or (m.start, m.end, m.term.kind) not in own)
    counted = {(m.start, m.end) for m in mentions if m.term.kind == "statistic"}
    outright = [m for m in mentions if m.term.kind == "outcome" and (m.start, m.end) not in counted]
    mentions = tuple(m for m in mentions if m.term.kind != "outcome" or not outright or m in outright)
    if not _RESULT.search(text) and not any(m.term.kind == "statistic" for m in mentions):
        topics = {(m.start, m.end) for m in mentions if m.term.kind == "topic"}
        mentions = tuple(m for m in mentions if m.term.kind != "outcome" or (m.start, m.end) not in topics)
    spans: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        spans.setdefault((mention.start, mention.end), set()).add(mention.term.kind)
    both = {span for span, kinds in spans.items() if {"outcome", "subgroup"} <= kinds}
    others = any(m.term.kind == "outcome" and (m.start, m.end) not in both for m in mentions)

    def stays(mention: Mention) -> bool:
        if (mention.start, mention.end) not in both or mention.term.kind not in ("outcome", "subgroup"):
            return True
        restricts = others and bool(_MEMBERSHIP.search(text[: mention.start]))
        return mention.term.kind == ("subgroup" if restricts or others else "outcome")

    return tuple(mention for mention in mentions if stays(mention))


def _find_landmark(text: str, analyses: Sequence[Mention]) -> str | None:
    """A time point that restricts an outcome ("at 24 months", "5-year"); a follow-up that names an analysis is none."""
    for match in _LANDMARK.finditer(text):
        if any(m.start < match.end() and match.start() < m.end for m in analyses):
            continue
        adjective = "-" in match["joint"] or _AFTERWORD.match(text[match.end() :])
        if adjective or _PREPOSITION.match(match.group()):
            return match.group()
    return None


def _left_over(tokens: Sequence[Token], mentions: Sequence[Mention], *, landmark: str | None) -> tuple[Token, ...]:
    """Words that neither a term nor common language accounts for; a drug of no held trial counts among them."""
    covering = [m for m in mentions if not (m.term.kind == "drug" and m.term.trial is None)]
    time_words = {token.form for token in split_tokens(landmark or "")}

    def accounted(token: Token) -> bool:
        return (
            any(m.start <= token.start and token.end <= m.end for m in covering)
            or token.form in common_words()
            or token.form in time_words
            or not any(character.isalpha() for character in token.form)
            or len(token.form) == 1
        )

    return tuple(token for token in tokens if not accounted(token))
