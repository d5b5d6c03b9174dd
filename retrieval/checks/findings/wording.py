"""Words that say something else than the figure: a hazard told as a risk or a time, significance without a test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.binding.wholes import find_wholes
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.findings.directions import check_direction, tells_direction
from retrieval.checks.findings.favours import favours
from retrieval.checks.findings.hazard_words import check_hazard
from retrieval.checks.findings.null_told import check_null
from retrieval.checks.findings.omissions import check_omissions
from retrieval.checks.findings.significance import check_significance
from retrieval.checks.findings.told_changes import check_told_change
from retrieval.checks.findings.told_orders import check_told_order
from retrieval.checks.findings.told_signs import check_signs
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding, place_of
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.table.rows import Rows
from retrieval.records import Finding, Verdict
from retrieval.terms import split_tokens

_LIKELY = Rare(
    r"\b(?:times|fold|twice|%|percent)(?: (?:as|more|less))?(?: \w+)? (?:likely|probable)\b"
    r"|\b(?:probability|chance|likelihood)\b[^.;]{0,60}\b(?:multiplied|increased|raised|rose|went up|higher)\b"
    r"[^.;%]{0,30}\bby (?:a factor of )?[0-9.]+(?![0-9.]* ?%)"
    r"|\b(?:probability|chance|likelihood)\b[^.;%]{0,60}\b(?:doubled|tripled|halved)\b"
    r"|\btwice as likely\b|\btimes the (?:risk|chance|likelihood)\b"
    r"|(?<!\bodds or )\b(?:risk|chance|likelihood|probability) of [^.;%]{1,80}?\b(?:was|were|is) "
    r"(?:only |about |just )?(?:[0-9.]+ times|twice|double|half)\b",
    "likel", "probab", "chance", "times the risk", "risk of",
)  # fmt: skip
_OF_RISK = re.compile(r"(?:risk|chance|likelihood|probability) of\b", re.IGNORECASE)
_NO_DATA = Rare(
    r"\bno median\b|\bmedian[^.;]{0,80}\b(?:(?:not|never) (?:yet )?(?:been )?"
    r"(?:available|reported|known|measured|determined|assessed|collected|recorded)"
    r"|unavailable|unknown|missing|no data|for (?:lack|want) of data)\b"
    r"|\bno data\b[^.;]{0,30}\bmedian\b",
    "median",
)
_REACHED = Rare(r"\bnot (?:yet )?(?:been |be )?reached\b|\bNR\b|\bunreached\b", "reached", "nr")
"""Tells what is meant by no median: "no median can be given: it was not reached"."""
_MOST = Rare(
    r"\b(?:most|the (?:vast |great |large )?majority|more than half|over half)(?: of)?(?: the"
    r"| all)?(?: \w+){0,2} (?:patients|participants|people|subjects)\b",
    "most", "majority", "half",
)  # fmt: skip


def check_wording(
    text: str, clause: Clause, judgements: Sequence[Judgement], before: Sequence[Judgement] = ()
) -> list[Finding]:
    """Return what one sentence words wrongly.

    Args:
        before: The numbers of the sentence before, which one without a figure may speak of.
    """
    words = clause.text[clause.sentence.start : clause.sentence.end]
    if _DENIED.search(words):
        words = _DENIED.pattern.sub(lambda match: " " * len(match[0]), words)
    outcomes = _outcomes(clause, judgements)
    tables = [clause.evidence.results(outcome) for outcome in outcomes]
    found = check_hazard(text, clause, words, judgements, tables)
    found += _odds(text, clause, words, judgements, tables)
    back = bool(before) and not judgements and _speaks_of(clause, before, outcomes) and _REFERS_BACK.match(words)
    if not back:
        found += check_significance(text, clause, words, judgements, tables)
    else:
        found += _of_before(text, clause, words, before)
    found += _missing_median(text, clause, words, tables)
    found += _most(text, clause, words, tables)
    decided = [item for item in judgements if item.verdict is not Verdict.UNCHECKED]
    told = [(item.part.number.start, item.result) for item in decided if item.result is not None]
    rows = _told_rows(tables, judgements)
    turned: list[Finding] = []
    directed = (told or not judgements) and tells_direction(words)
    if directed and before and not judgements:
        turned = _ordered_as_before(text, clause, words, before)
    if not turned and directed:
        turned = check_direction(text, clause, words, rows, told=told) or check_told_order(text, clause, judgements)
    found += turned or (check_told_change(text, clause, rows, told) if told else [])
    found += check_signs(text, clause, judgements)
    found += check_null(text, clause, judgements) + check_omissions(text, judgements)
    return found


def _speaks_of(clause: Clause, before: Sequence[Judgement], outcomes: Sequence[str]) -> bool:
    """Whether a sentence names nothing that its figures could be of, or no more than the group of those before."""
    if find_wholes(clause) or clause.mentions.get("population"):
        return False
    groups = {mention.term.name for mention in clause.mentions.get("subgroup", ())}
    told = {item.result.subgroup for item in before if item.result is not None}
    return all(name.casefold() in clause.evidence.facts.folded for name in outcomes) and groups <= told


def _of_before(text: str, clause: Clause, words: str, before: Sequence[Judgement]) -> list[Finding]:
    """What a sentence without a figure claims of those of the sentence before: that they favour an arm, or matter."""
    tables = [clause.evidence.results(name) for name in _outcomes(clause, before)]
    found = check_significance(text, clause, words, before, tables) if _IS_SIGNIFICANT.search(words) else []
    return found or (check_direction(text, clause, words, _told_rows(tables, before)) if favours(words) else [])


def _ordered_as_before(text: str, clause: Clause, words: str, before: Sequence[Judgement]) -> list[Finding]:
    """ "It was thus more common with A" of the figures before, where those of all their outcomes are the other way."""
    if clause.mentions.get("grade") or not _speaks_of(clause, before, ()):
        return []
    told = {item.result.outcome for item in before if item.result is not None and item.result.arm not in (None, "all")}
    arms = set(clause.evidence.facts.pair)
    others = [clause.evidence.results(name) for name in _outcomes(clause, ()) if name not in told]
    if any(arms <= {row.arm for row in rows} for rows in others):
        return []  # another outcome, which both arms have figures of
    forms = {token.form for token in split_tokens(words[:_SUBJECT])[:2]}
    titles = clause.evidence.title_words
    named = [name for name in told if forms & titles.get(name, frozenset())] or list(told if _IT.match(words) else ())
    rows = [_told_rows([clause.evidence.results(name)], before) for name in named]
    found = [check_direction(text, clause, words, own) for own in rows]
    return found[0] if found and all(found) else []


_SUBJECT = 40
"""Code points in which a sentence tells what it speaks of."""
_IT = re.compile(
    r"\W*(?:(?:so|hence|thus|therefore|and|but|clearly|in other words)\b,?\s)?"
    r"(?:it|this|that|they|these|those|(?:the|these|both|such) (?:events?|rates?|incidence|frequency|reactions?|cases"
    r"|complications?|finding|outcome|response|proportion|figure|median|time))\b",
    re.IGNORECASE,
)
"""Begins a sentence that goes on with what was told before."""


_IS_SIGNIFICANT = Rare(
    r"\b(?:is|was|are|were|reach(?:es|ed)|remain(?:s|ed)|prov(?:es|ed)|achiev(?:es|ed)|show(?:s|ed)?"
    r"|demonstrat(?:es|ed)|indicat(?:es|ed)|mean(?:s|t)|confirm(?:s|ed)|amount(?:s|ed) to|represent(?:s|ed))\s"
    r"(?:(?!tested|assessed|for)\w+\s){0,3}significan|^\W*yes\b[^.;]{0,60}significan",
    "significan",
)
_REFERS_BACK = re.compile(
    r"\W*yes\b|\W*(?:(?:so|hence|thus|therefore|again|and|but|clearly|in other words)\b,?\s)?"
    r"(?:(?:for|in|among|with) (?:the |these |those )?(?:\w+[ -]){0,4}\w+,?(?: too,)? )?"
    r"(?:(?:the|this|that|these|those|both|each|its)(?: \w+){0,2} )?"
    r"(?:differences?|effects?|benefits?|improvements?|results?|findings?|reductions?|advantages?|gains?"
    r"|estimates?|ratios?|figures?|this|that|it|both)\b",
    re.IGNORECASE,
)
"""Begins a sentence that speaks of the figures of the one before: "This difference was", "So for women, too, it is"."""
_DENIED = Rare(
    r"\b(?:not|never|(?:rather|other) than|instead of|avoid(?: saying)?)\s[\"'][^\"'\n]{3,90}[\"']"
    r"|\b(?:(?:do|does|did|is|are|can|should|must) ?(?:not|never)|(?:do|does|is|are|ca|should|must)n't|cannot)\s"
    r"(?:mean|imply|say|tell us|translate|equate|amount|the same as|saying|be (?:read|taken|turned|interpreted"
    r"|presented|described|quoted|understood|expressed|translated|converted|called|phrased|paraphrased|stated|reported|sold"
    r"|confused|equated|used) (?:as|to|into|with))\b(?:[^.;:\n]|\.(?=[0-9]))*"
    r"|\"[^\"\n]{3,90}\"(?= (?:is|was|are|were|must|should|has|have|needs?|ought) (?:(?:to|not|now|be|been) ){0,3}"
    r"(?:replaced|removed|deleted|changed|reworded|corrected|avoided|struck|dropped|go\b|wrong|misleading|incorrect))",
    "not", "never", "n't", "rather than", "other than", "instead of", "avoid", '"',
)  # fmt: skip
"""What a text says that it does not mean: "not '47 % fewer patients'", "does not mean that 47 % fewer progressed"."""


def _outcomes(clause: Clause, judgements: Sequence[Judgement]) -> list[str]:
    told = [mention.term.name for mention in clause.mentions.get("outcome", ())]
    bound = [outcome for item in judgements for outcome in item.slot.outcomes[:1] or _assumed(item)]
    return list(dict.fromkeys([*bound, *told]))


def _assumed(item: Judgement) -> list[str]:
    """The outcome that a number without one was read as."""
    return [item.result.outcome] if item.result is not None else []


def _told_rows(tables: Sequence[Rows], judgements: Sequence[Judgement]) -> list[Result]:
    """The results of the grades, groups and cut-offs that the sentence's figures were found to be."""
    told = {
        (row.outcome, row.grade, row.subgroup, row.data_cutoff)
        for item in judgements
        for row in (item.result,)
        if row is not None and row.arm not in (None, "all")
    }
    return [row for rows in tables for row in (rows.cells(told) if told else rows)]


def _odds(
    text: str, clause: Clause, words: str, judgements: Sequence[Judgement], tables: Sequence[Rows]
) -> list[Finding]:
    likely = _LIKELY.search(words)
    told = any(item.slot.statistics == {cues.ODDS} for item in judgements)  # "twice as likely (OR 2.01)"
    ratios = {family(item.result.statistic, None) for item in judgements if item.result is not None}
    if likely is None or (_OF_RISK.match(likely[0]) and cues.ODDS not in ratios):
        return []  # a ratio of risks that was reckoned, or reported beside that of odds
    if told or any(statistic == cues.ODDS for rows in tables for statistic, _ in rows.units):
        return [
            finding(
                ErrorClass.ODDS_AS_RISK,
                "error",
                text,
                place_of(clause, likely),
                "the result is an odds ratio, which is no ratio of risks",
            )
        ]
    return []


def _missing_median(text: str, clause: Clause, words: str, tables: Sequence[Rows]) -> list[Finding]:
    match = _NO_DATA.search(words) if not _REACHED.search(words) else None
    if match and any(row.value == "not reached" for rows in tables for row in rows):
        return [
            finding(
                ErrorClass.NOT_REACHED,
                "error",
                text,
                place_of(clause, match),
                '"not reached" is a result: more than half were still without the event',
            )
        ]
    return []


def _most(text: str, clause: Clause, words: str, tables: Sequence[Rows]) -> list[Finding]:
    match = _MOST.search(words)
    if match is None:
        return []
    arms = {span.name for span in arm_spans(clause)}
    shares = [
        row
        for rows in tables
        for row in rows.in_groups(frozenset({None}))
        if row.unit == "%" and isinstance(row.value, Decimal) and row.arm and (not arms or row.arm in arms)
    ]
    grades = {mention.term.name for mention in clause.mentions.get("grade", ())}
    shares = [row for row in shares if not grades or row.grade in grades or row.grade is None]
    if shares and all(Decimal(row.value) <= 50 for row in shares):  # type: ignore[arg-type]  # decimals
        row = shares[0]
        return [
            finding(
                ErrorClass.UNCHECKED_QUANTITY,
                "error",
                text,
                place_of(clause, match),
                f"{row.outcome} was {row.value} % with {row.arm}: not most",
            )
        ]
    return []
