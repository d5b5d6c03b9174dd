"""Two outcomes of which one is told to have brought the other about: "progression led to discontinuation"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.checks.sentences.clauses import Clause
from retrieval.mentions import overlaps
from retrieval.terms import Mention, split_tokens

_LED_TO = re.compile(
    r",?\s(?:(?:which|that|had|have|has|was|were|being|then|ultimately)\s)*"
    r"(?:led to|leads to|resulted in|resulting in|leading to|caused|prompted|required|accounted for"
    r"|(?:the )?(?:main |principal |primary |usual |most common )?(?:reasons?|causes?) (?:for|of))"
    r"\s(?:the\s|a\s|an\s|their\s|permanent\s|study\s)*",
    re.IGNORECASE,
)


def join_causes(clause: Clause, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, a cause and its effect as the one title that the table has for both."""
    joined = [_as_reason(clause, _with_reason(clause, mention)) for mention in found]
    grown = [item for item, mention in zip(joined, found, strict=True) if item is not mention]
    joined = [item for item in joined if item in grown or not overlaps(item, *grown)]
    found = list(joined)
    for first, told in pairwise(found):
        if first not in joined or told not in joined:
            continue
        if _LED.search(first.text) and _STOPPED.search(first.term.name) and _STOPPED.search(told.term.name):
            joined = [item for item in joined if item is not told]  # "TEAEs led 8 % on A to stop" tells one outcome
            continue
        second = _effect_alone(clause, first, told)
        made = _MADE.fullmatch(clause.text, first.end, second.start) and _STOPPED.search(second.term.name)
        if not made and not _LED_TO.fullmatch(clause.text, first.end, second.start):
            continue
        titles = (_of_stopping(clause, first) if made else _of_both(clause, first, second)) or (
            _of_row(clause, first, second) or _of_leaving(clause, first, second) or _by_overlap(clause, first, second)
        )
        name = titles[0] if len(titles) == 1 else ""
        term = clause.evidence.terms.term(name, kind="outcome", trial=clause.evidence.trial.id)
        if term is not None:
            end = first.end if made else second.end  # figures stand between
            whole = Mention(first.start, end, clause.text[first.start : end], term)
            kept = [item for item in joined if item is not told and (item is first or not overlaps(item, whole))]
            joined = [whole if item is first else item for item in kept]
    return joined


def _effect_alone(clause: Clause, cause: Mention, effect: Mention) -> Mention:
    """An effect without the cause's last word: of "infusion reaction led to stopping" the term is "reaction led to"."""
    led = _LED_TO.match(clause.text, cause.end) if cause.start < effect.start < cause.end < effect.end else None
    if led is None or led.end() >= effect.end:
        return effect
    return replace(effect, start=led.end(), text=clause.text[led.end() : effect.end])


def _of_both(clause: Clause, cause: Mention, effect: Mention) -> list[str]:
    """The titles that have every word of both."""
    forms = frozenset(token.form for item in (cause, effect) for token in split_tokens(item.text))
    return clause.evidence.titles_with(forms - _LINKS)


def _of_stopping(clause: Clause, cause: Mention) -> list[str]:
    """The titles of those who stopped for an event."""
    forms = frozenset(token.form for token in split_tokens(cause.text))
    return [title for title in clause.evidence.titles_with(forms) if _STOPPED.search(title)]


def _of_row(clause: Clause, cause: Mention, effect: Mention) -> list[str]:
    """The titles with a row of those who stopped for an event: "Adverse event leading to discontinuation"."""
    if not _STOPPED.search(effect.term.name) and not effect.term.name.startswith(_LEFT):
        return []
    forms = [token.form for token in split_tokens(cause.text)]
    rows = clause.evidence.facts.items
    named = [name for name in rows if _STOPPED.search(name) and all(form in name for form in forms)]
    return list(dict.fromkeys(title for name in named for title in rows[name]))


def _of_leaving(clause: Clause, cause: Mention, effect: Mention) -> list[str]:
    """The reason for leaving that a cause is: "adverse events led to withdrawal", of who left for an adverse event."""
    if not effect.term.name.startswith(_LEFT):
        return []
    forms = frozenset(token.form for token in split_tokens(cause.text))
    return [title for title in clause.evidence.titles_with(forms) if title.startswith(_LEFT)]


_LEFT = "Not completed"
_MADE = re.compile(r"\s(?:led|made|caused|forced|prompted|drove)\s[^.;:]*(?:\.[0-9][^.;:]*)*\s(?:to\s)?", re.IGNORECASE)
"""Between an event and what it made patients do: "infections made 2.8 % of those on A and 4.9 % on B stop"."""
_LED = re.compile(r"\b(?:led|made|caused|forced|prompted)$", re.IGNORECASE)
_STOPPED = re.compile(r"discontinu|withdraw", re.IGNORECASE)
_LINKS = frozenset({"of", "the", "in", "by", "to"})
"""Words between those of a name: "interruption of the drug" has them, the title need not."""
_REASON_FOR = re.compile(r"(?:the )?reasons? for\s", re.IGNORECASE)
_WAS_THE = re.compile(
    r"(?P<cause>(?:[\w-]+\s){1,4})(?:was|were|is|being|remained)\s(?:the\s|an?\s)?"
    r"(?:main\s|principal\s|most common\s)?$",
    re.IGNORECASE,
)


_WAS_THIS = re.compile(
    r"(?:(?:\s(?:in|with|on|for|among)\s(?:both|the two|either|all)\s\w+)?(?::|\s(?:was|were|is|being|remained))"
    r"|\s(?:in|by|at|up to|until|treatment|therapy)\b[^.;:]{0,40}:)"
    r"\s(?:the\s)?(?P<cause>[a-z][\w-]+(?:\s[a-z][\w-]+)?)",
    re.IGNORECASE,
)


_RANKED = re.compile(
    r",\s(?P<cause>[a-z][\w-]+(?:\s[a-z][\w-]+)?)\s(?:was|were|ranked|came|led|dominated|prevailed|predominated)\b",
    re.IGNORECASE,
)
"""Behind "among the reasons for stopping": the one that is told."""


def _with_reason(clause: Clause, mention: Mention) -> Mention:
    """The title for "progression was the reason for stopping", where the cause is no outcome by itself."""
    reason = _REASON_FOR.match(mention.text)
    if reason is None:
        return mention
    lead = _WAS_THE.search(clause.text, max(clause.sentence.start, mention.start - 80), mention.start)
    tail = _WAS_THIS.match(clause.text, mention.end, clause.sentence.end)
    tail = tail or _RANKED.match(clause.text, mention.end, clause.sentence.end)
    told = lead or tail
    if told is None:
        return mention
    cause = Mention(told.start("cause"), told.end("cause"), told["cause"].strip(), mention.term)
    effect = Mention(mention.start + reason.end(), mention.end, mention.text[reason.end() :], mention.term)
    titles = _by_overlap(clause, cause, effect)
    if len(titles) != 1:
        words = mention.term.name.partition(" for ")[0]  # "stopping" is discontinuation
        titles = _by_overlap(clause, cause, Mention(effect.start, effect.end, words, mention.term))
    if len(titles) != 1:
        return mention
    term = clause.evidence.terms.term(titles[0], kind="outcome", trial=clause.evidence.trial.id)
    start, end = min(cause.start, mention.start), max(mention.end, cause.end)
    return Mention(start, end, clause.text[start:end], term) if term else mention


_IS_REASON = re.compile(
    r"\s(?:was|were|being) the (?:\w+ ){0,2}(?:reason|cause)\b(?!\s(?:for|of|why)\b)", re.IGNORECASE
)
_LEFT_FOR = re.compile(
    r"\b(?:left|leaving|quit(?:ting)?|g[ai]v(?:en?|ing) up|c[ao]m(?:e|ing) off|abandon(?:ed|ing)|end(?:ed|ing)"
    r"|halt(?:ed|ing)|(?:ceas|stopp|discontinu)(?:ed|ing|ation)(?: of)?|stop(?:ping)?(?: of)?"
    r"|dropp?(?:ed|ing)?[ -]?outs? (?:of|from)|withdr[ae]w(?:n|ing|als?)? from|off)\s"
    r"(?:(?:their|the|all|study|assigned|trial|randomi[sz]ed)\s){0,2}"
    r"(?:treatment|therapy|drugs?|medication|regimen)(?: early)?\s(?:\(?[0-9.]+%?\)? )?"
    r"(?:for|because of|owing to|due to|on account of|as a result of|with|after)\s(?:an?\s|the\s|their\s)?$",
    re.IGNORECASE,
)
"""Before the reason for which patients stopped: "had left treatment for progressive disease"."""
_FAR = 70
_BECAUSE = re.compile(r"\b(?:due to|because of|leading to|for|reason)\b|:", re.IGNORECASE)


def _as_reason(clause: Clause, mention: Mention) -> Mention:
    """The title of what came about for the reason that "progression was the reason in 81" names, where one has it.

    So is that of those who "had left treatment for progression".
    """
    left = _LEFT_FOR.search(clause.text, max(clause.sentence.start, mention.start - _FAR), mention.start)
    if not left and not _IS_REASON.match(clause.text, mention.end):
        return mention
    names = (frozenset(token.form for token in split_tokens(name)) for name in (mention.text, mention.term.name))
    named = next((titles for forms in names if (titles := clause.evidence.titles_with(forms))), [])
    titles = [title for title in named if _BECAUSE.search(title) and (not left or _STOPPED.search(title))]
    term = clause.evidence.terms.term(titles[0], kind="outcome", trial=clause.evidence.trial.id) if titles else None
    return replace(mention, term=term) if term is not None and len(titles) == 1 else mention


def _by_overlap(clause: Clause, first: Mention, second: Mention) -> list[str]:
    """The one title that has the effect's words and most of the cause's: "progression" for "progressive disease"."""
    effect = frozenset(token.form for token in split_tokens(second.text)) - _LINKS
    last = frozenset(token.form for token in split_tokens(second.text)[-1:])
    held = list(dict.fromkeys((*clause.evidence.titles_with(effect), *clause.evidence.titles_with(last))))
    if not held:  # "stopping" is the table's "discontinuation"
        named = second.term.name.partition(" for ")[0]
        held = clause.evidence.titles_with(frozenset(token.form for token in split_tokens(named)))
    cause = {token.form[:_STEM] for token in split_tokens(first.text) if len(token.form) > _SHORT}
    shared = {
        title: len(cause & {form[:_STEM] for form in clause.evidence.title_words[title] - effect}) for title in held
    }
    most = max(shared.values(), default=0)
    return [title for title, count in shared.items() if most and count == most]


_STEM, _SHORT = 7, 3
