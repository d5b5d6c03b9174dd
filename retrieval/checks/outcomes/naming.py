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
    longer = [mention for kind in ("analysis", "trial") for mention in clause.mentions.get(kind, ())]
    groups = clause.mentions.get("subgroup", ())
    named = [
        mention
        for mention in _without_values(clause, clause.mentions.get("outcome", ()))
        if not tells_dates(clause, mention) and mention.text.casefold() not in _GENERAL and not leads(clause, mention)
    ]
    aside = describing(clause, named)
    clinical = any(
        (not is_in(mention, groups) or is_state(clause, mention)) and mention not in aside for mention in named
    )
    own = [item for item in groups if item.term.name in clause.evidence.facts.groups]
    found, end = list[Mention](), clause.sentence.end
    for mention in named:
        apart = _is_counted(clause, mention) or is_state(clause, mention)
        led_by = _GROUP_BEFORE.match(clause.text, mention.end) or _SAME_FIGURES.search(clause.text, mention.end, end)
        if (clinical or led_by) and not apart and is_in(mention, own):
            continue
        if mention.term.category == "disposition" and PARTICIPLE.match(clause.text, mention.start):
            continue  # "treated with" is no count of the treated
        if mention.term.category == "disposition" and clause.text[mention.start - 1 : mention.start] == "-":
            continue  # nor is "vedamab-treated"
        if (
            mention in aside
            or _is_of_arm(clause, mention)
            or _is_condition(clause, mention)
            or is_whole(clause, mention)
            or is_compared(clause, mention)
            or is_occasion(clause, mention)
            or is_group_of_it(clause, mention)
            or is_setting(clause, mention)
            or tells_who_had(clause, mention, named)
        ):
            continue
        inside = any(
            other.start <= mention.start and mention.end <= other.end and other.text != mention.text for other in longer
        )
        member = _WHERE.search(clause.text, max(0, mention.start - 32), mention.start)
        longer_stay = _LONGER.search(clause.text, max(0, mention.start - 24), mention.start)
        if longer_stay and FOLLOW_UP.search(mention.term.name) and re.match(r"\w*\s?[,(:]", clause.text[mention.end :]):
            continue
        whom = tells_whom(clause, mention) and any(has_results(clause, it) for it in named if it.start != mention.start)
        if not inside and not whom and (apart or not (member and clause.mentions.get("subgroup"))):
            found.append(_with_predicate(clause, _longer_title(clause, mention)))
    found = [*found, *graded_events(clause, found), *before_analysis(clause)]
    found += [item for item in led_by_participle(clause) if not is_in(item, found)]
    found.sort(key=lambda mention: mention.start)
    found = [
        mention
        for mention in found
        if not (
            _goes_on_as(clause, mention, found)
            or _is_noun_of(clause, mention, found)
            or is_of_theme(clause, mention, found)
            or says_the_kind(clause, mention, found)
            or _ends_longer(clause, mention, found)
        )
    ]
    return join_causes(clause, join_outcomes(clause, found))


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


def is_state(clause: Clause, mention: Mention) -> bool:
    """Whether a group is what the patients of a number were, or had: "33.5 % were MRD negative" counts them."""
    if any(_HAD.fullmatch(clause.text, figure.end, mention.start) for figure in clause.expressions):
        return True
    more = _MORE_WITH.search(clause.text, max(clause.sentence.start, mention.start - 80), mention.start)
    if more is not None and _FIGURES_BEHIND.match(clause.text, mention.end):
        return True
    counted = _COUNTED_WHO.search(clause.text, max(clause.sentence.start, mention.start - 80), mention.start)
    if counted is not None and _FIGURE_LATER.match(clause.text, mention.end):
        return True
    copula = _COPULA.search(clause.text, max(clause.sentence.start, mention.start - 24), mention.start)
    return copula is not None and any(
        0 <= copula.start() - figure.end < _NEAR and not _APART.search(clause.text, figure.end, copula.start())
        for figure in clause.expressions
    )


_HAD = re.compile(r"%?(?: \([^()]{1,30}\))?(?: (?:of|in) [\w +-]{2,40}?)? had (?:an? )?", re.IGNORECASE)
"""Between a share and what so many had: "20 % of patients had renal impairment"."""
_MORE_WITH = re.compile(
    r"\b(?:had|has|included|contained|enrolled)\s(?:\w+\s)?(?:more|fewer|an? (?:higher|lower|larger|smaller|greater)"
    r" (?:share|proportion|percentage|number) of)\s(?:patients|participants|people|subjects|adults)\s(?:with|who had)\s"
    r"(?:an?\s)?$",
    re.IGNORECASE,
)
_FIGURES_BEHIND = re.compile(r"[,:]?\s\(?[0-9]")
"""Around what one arm had more of than the other: "A had more patients with renal impairment (24 % v 15 %)"."""
_COUNTED_WHO = re.compile(
    r"(?:\b(?:more|fewer|most|few|many) (?:of the )?(?:patients|participants|people|subjects|adults|children)"
    r"|\b(?:shares?|proportions?|percentages?|fractions?|numbers?)(?: of (?:the )?[a-z]+)? (?:who|that|which))"
    r"\s(?:was|were|are|is|became|remained|turned)\s$",
    re.IGNORECASE,
)
_FIGURE_LATER = re.compile(r"[^;.]{0,60}?[0-9]")
"""Around what so many were: "more patients were MRD negative with A (33.5 %)", "the shares that were MRD negative"."""
_COPULA = re.compile(
    r"(?<!\bwho )(?<!\bthat )(?<!\bas )\b(?:was|were|are|is|became|remained|turned)\s(?:both |also |still |all )?$",
    re.IGNORECASE,
)
_APART = re.compile(r"[;:.]|\b(?:if|when|whether|where|who|that)\b", re.IGNORECASE)
_NEAR = 60


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


def _is_counted(clause: Clause, mention: Mention) -> bool:
    """Whether a condition itself is counted: "renal impairment was present in", not "in those with it ... reported"."""
    item = _ITEM.search(clause.text, clause.sentence.start, mention.start)
    if item and mention.term.category == "baseline" and _SHARES.match(clause.text, mention.end):
        return True  # "ISS III 15 % vs 16 %; renal impairment 24 % vs 15 %": an item of a list of traits
    if _OCCURRED.match(clause.text, mention.end) is None:
        return False
    return _AMONG.search(clause.text, max(clause.sentence.start, mention.start - 24), mention.start) is None


_ITEM = re.compile(r"(?:[;:]|(?:[0-9%)]|months|weeks|years|points),)\s(?:and\s)?$")
_SHARES = re.compile(r":?\s[0-9.]+\s?%\s(?:vs\.?|versus|and|/)\s[0-9.]+\s?%")
_AMONG = re.compile(
    r"\b(?:among|in|for|within|amongst)\s(?:the |those |patients |people |all |with ){0,3}$", re.IGNORECASE
)
_OCCURRED = re.compile(r"\s(?:was|were)\s(?:present|seen|found|noted|recorded|reported|diagnosed)\b", re.IGNORECASE)
"""After a condition: it is counted here, and restricts nobody."""


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
