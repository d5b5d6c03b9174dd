"""What a chat model's words claim beyond its figures: an order, a change, a cause, a proof, a design.

The slots of a statement are right whatever stands around them; a claim in words is not. Each kind is looked for by a
closed list of words, and held against the results that the statement's figures were found to be. What they refute
doubts the whole statement; what they cannot tell is marked where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from ingest.records import NOT_REACHED, Result
from retrieval.chat_model.claim import Claim
from retrieval.chat_model.sameness import find_sameness
from retrieval.chat_model.told_names import find_mismatches
from retrieval.chat_model.told_orders import find_orders
from retrieval.chat_model.told_ratios import find_ratio_directions
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.records import Printed
from retrieval.terms import Mention

_CAUSE = re.compile(
    r"\b(?:caus(?:ed|es|ing)|kill(?:ed|s|ing)|induc(?:ed|es|ing)|trigger(?:ed|s|ing)|provok(?:ed|es|ing)"
    r"|responsible for|attributable to|(?:was|were|is|are|can be) attributed to|blamed (?:on|for)"
    r"|(?:drug|treatment)[- ]related|related to (?:the )?(?:study )?(?:drug|treatment)s?)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"[^.;0-9]{0,40}\b(?:cannot|can't|not)\s(?:be )?"
    r"(?:told|known|reported|given|established|inferred|derived|judged|held)\b",
    re.IGNORECASE,
)
"""Behind a cause that is told to be unknown: "treatment-related deaths cannot be told"."""
_ANALYSIS = re.compile(r"\b(?:analys[ie]s|look|cut-?\s?off|read-?out)\b", re.IGNORECASE)
"""What a number of events triggers by plan: no effect of a treatment."""
_CAUSE_IN_TITLE = re.compile(r"\b(?:due to|leading to|related|caused|because|induced|attribut)", re.IGNORECASE)
_PROVES = re.compile(
    r"(?<!not )(?<!cannot )(?<!neither )(?<!less )(?<!more )\b(?:prov(?:es|ed|en|ing)|conclusive(?:ly)?"
    r"|definitive(?:ly)?|beyond doubt|guarantee[sd]?|cur(?:es|ed|ing|ative))\b",
    re.IGNORECASE,
)
_DESIGN = re.compile(
    r"\b(?:(?:double|triple|single)[- ](?:blind(?:ed)?|mask(?:ed)?)|blinded|placebo(?:-controlled)?|sham|single-arm"
    r"|one-arm|uncontrolled|cross-?over|non-?randomi[sz]ed|observational|retrospective|real-world|registry study"
    r"|dose[- ]escalation|phase (?:1|2|4|I|II|IV)\b|factorial|adaptive)(?! assess)\b",
    re.IGNORECASE,
)
_TESTED = re.compile(
    r"(?<!not )(?<!never )\b(?:formal(?:ly)? (?:tested|test(?:ing)?|significant)|confirmatory|alpha[- ]controlled)\b",
    re.IGNORECASE,
)
_NOT_TESTED = re.compile(r"\b(?:no|not|without|never|nor|rather than)\b[\w\s,]{0,30}$", re.IGNORECASE)
_SIDES = re.compile(r"\b(?P<sides>one|two)[- ](?:sided|tailed)(?:ly)?\b", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"\b(?P<word>best|first|confirmed|unconfirmed|durable|sustained|stringent|deepest|initial|subsequent)\s"
    r"(?:overall |complete |partial |objective |MRD[- ])?(?P<what>respon|remission|negativity)\w*\b",
    re.IGNORECASE,
)
_OF_TIMES = ("best", "initial", "subsequent", "deepest")
"""Of these responses times alone may be told: the best one is what a rate counts."""
_TIMES_OF = re.compile(r"\s?times (?:that|those|the|as|what|longer|higher|more)\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:delay|prolong|extend|improv|lengthen|shorten|increas|decreas|reduc|rais|lower|add|gain|fell|fall|rose|drop|rise)"
    r"\w*\b[^.;0-9]{0,70}\bby (?:a median of |about |around |some |roughly |approximately )?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"chang|differen|reduc|increas|decreas|declin", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a chat model with what was found in it.

    Attributes:
        text: As it is shown.
        figures: Its figures that were confirmed, each with the result that decided, in order.
        arms: Where it names arms.
        outcomes: Where it names outcomes.
        printed: What the program filled in.
        is_said: Whether a source is quoted with certain words, in the answer or in the trial's table.
    """

    text: str
    figures: tuple[tuple[int, int, Result], ...]
    arms: tuple[Mention, ...]
    printed: tuple[Printed, ...] = ()
    is_said: Callable[[str], bool] = lambda _: False
    outcomes: tuple[Mention, ...] = ()

    @property
    def words(self) -> str:
        """The text with blanks for what the program filled in."""
        text = self.text
        for span in self.printed:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        return text

    @property
    def results(self) -> tuple[Result, ...]:
        """The results that its figures were found to be, each once."""
        return tuple(dict.fromkeys([row for _, _, row in self.figures] + [span.result for span in self.printed]))


def find_claims(told: Told, *, beside: Sequence[Result] = ()) -> Iterator[Claim]:
    """The claims of a statement that its figures refute, or cannot bear out.

    Args:
        beside: Results of the outcomes that it tells, of other arms too.
    """
    words = told.words
    yield from _causes(words, told)
    yield from _proofs(words, told)
    yield from find_sameness(words, told.results, beside=beside)
    yield from _designs(words, told)
    yield from _tests(words, told, beside)
    yield from _judgements(words, told, beside)
    yield from _qualifiers(words, told)
    yield from _factors_and_steps(told)
    yield from find_mismatches(words, told.results, beside=beside)
    yield from _intervals(told)
    yield from _reached(words, told, beside)
    yield from find_orders(words, told.figures, told.arms, beside=beside, text=told.text)
    yield from find_ratio_directions(words, told.figures, told.arms, told.outcomes, beside=beside)


def _causes(words: str, told: Told) -> Iterator[Claim]:
    if not any(_CAUSE_IN_TITLE.search(row.outcome) for row in told.results):
        for found in _CAUSE.finditer(words):
            of_analysis = found[0].casefold().startswith("trigger") and _ANALYSIS.search(words)
            if not told.is_said(found[0]) and not _UNKNOWN.match(words, found.end()) and not of_analysis:
                yield Claim(*found.span(), "a cause, which no result tells")


def _proofs(words: str, told: Told) -> Iterator[Claim]:
    tested = any(row.p_tested == "tested" for row in told.results)
    ratios = [row for row in told.results if row.comparison and family(row.statistic, row.unit) in cues.RATIOS]
    for found in _PROVES.finditer(words):
        if not tested and not _NOT_TESTED.search(words[: found.start()]):
            refuted = bool(ratios) or found[0].casefold().startswith("cur")
            yield Claim(*found.span(), "a proof, which no formally tested result bears out", refuted=refuted)


def _designs(words: str, told: Told) -> Iterator[Claim]:
    for found in _DESIGN.finditer(words):
        within = any(arm.start <= found.start() < arm.end for arm in told.arms)
        if not within and not told.is_said(found[0]):
            yield Claim(*found.span(), f"no source of the trial is quoted with {found[0]!r}", refuted=True)


def _judgements(words: str, told: Told, beside: Sequence[Result]) -> Iterator[Claim]:
    """What is called significant without a formal test, and what nobody measured: "better tolerated"."""
    kinds = {_KIND_OF(row) for row in told.results}
    tested = any(row.p_tested == "tested" and _KIND_OF(row) in kinds for row in beside)
    for found in _SIGNIFICANT.finditer(words):
        if not tested and told.results and not _NOT_TESTED.search(words[: found.start()]):
            yield Claim(*found.span(), "the table has no formally tested result of it")
    outcomes = {row.outcome for row in told.results}
    reached = any(row.p_tested == "tested" and row.outcome in outcomes for row in beside)
    for found in _MET.finditer(words) if told.results and not reached else ():
        if not _NOT_TESTED.search(words[: found.start()]):
            yield Claim(*found.span(), "the table has no formally tested result of it", refuted=True)
    for found in _EVERYBODY.finditer(words):
        yield Claim(*found.span(), "what each of them had, which no result tells", refuted=True)
    for found in _JUDGED.finditer(words):
        if not told.is_said(found[0]):
            yield Claim(*found.span(), "a judgement, which no result tells")


_MET = re.compile(
    r"\bmet (?:its|the|that|this|their) (?:[\w-]+ ){0,3}?end ?-?points?\b|\bend ?-?points? (?:was|were) met\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"\b(?:everyone|everybody|(?:all|every one) (?:of )?(?:the )?patients|each patient|every patient)\b"
    r"(?:\s[\w-]+){0,4}?\s(?:benefit|respond|improv|gain|profit|surviv|recover|live)\w*",
    re.IGNORECASE,
)
_SIGNIFICANT = re.compile(r"\b(?<!clinically )(?:statistically )?significan(?:t|tly|ce)\b", re.IGNORECASE)
_JUDGED = re.compile(
    r"\b(?:better|well|best|poorly|worse|less well) tolerated|\b(?:safer|less toxic|more toxic|harmless|manageable)\b",
    re.IGNORECASE,
)


def _tests(words: str, told: Told, beside: Sequence[Result]) -> Iterator[Claim]:
    rows = [row for row in told.results if row.p_value is not None]
    found = _TESTED.search(words)
    denied = found and _NOT_TESTED.search(words[: found.start()])
    tested = {_KIND_OF(row) for row in (*told.results, *beside) if row.p_tested == "tested"}
    if found and not denied and told.results and not any(_KIND_OF(row) in tested for row in told.results):
        yield Claim(*found.span(), f"the table has no formal test of {told.results[0].outcome} here", refuted=True)
    sides = {row.p_sides for row in rows if row.p_sides in ("one-sided", "two-sided")}
    for told_sides in _SIDES.finditer(words):
        if len(sides) == 1 and f"{told_sides['sides'].casefold()}-sided" not in sides:
            yield Claim(*told_sides.span(), f"the p-value is {sides.pop()}", refuted=True)
            return


def _qualifiers(words: str, told: Told) -> Iterator[Claim]:
    names = " ".join(f"{row.outcome} {row.subgroup or ''}" for row in told.results).casefold()
    for found in _QUALIFIED.finditer(words):
        word = found["word"].casefold()
        timed = any(row.unit in cues.TIMES for row in told.results)
        if found["what"].casefold() in names and word not in names and (timed or word not in _OF_TIMES):
            yield Claim(*found.span(), f"the result says nothing of {found['word']!r}", refuted=True)


def _factors_and_steps(told: Told) -> Iterator[Claim]:
    for start, end, row in told.figures:
        kind = family(row.statistic, row.unit)
        if kind in cues.RATIOS - {cues.ODDS, cues.MEANS} and _TIMES_OF.match(told.text, end):
            yield Claim(start, end, f"a {kind} is no factor of times or of shares", refuted=True)
        plain = kind not in cues.COMPARATIVE and row.arm and not _CHANGE.search(f"{row.outcome} {row.statistic}")
        equal = isinstance(row.value, Decimal) and _reads(told.text[start:end]) == row.value
        if plain and equal and _BY.search(told.text[max(0, start - 120) : start]):
            yield Claim(start, end, f"{row.value} is the figure of {row.arm}, and no difference")


def _reached(words: str, told: Told, beside: Sequence[Result]) -> Iterator[Claim]:
    """A median called reached in both arms, where one of them has none."""
    found = _REACHED.search(words)
    kinds = {_KIND_OF(row) for row in told.results}
    missed = [row for row in beside if row.value == NOT_REACHED and _KIND_OF(row) in kinds]
    if found and missed:
        yield Claim(*found.span(), f"the median of {missed[0].arm} was not reached", refuted=True)


_KIND_OF = attrgetter("outcome", "data_cutoff", "subgroup")
_REACHED = re.compile(
    r"(?<!not )(?<!not yet )(?<!been )\b(?:reached|estimable|available|established)"
    r" (?:in|with|for|on|by|under) (?:both|each|either|all)\b",
    re.IGNORECASE,
)


def _intervals(told: Told) -> Iterator[Claim]:
    """A confidence interval called a range, which is of patients."""
    for start, end, row in told.figures:
        before = told.text[max(0, start - 40) : start]
        called = _RANGE.search(before)
        if called and row.interval_kind == "CI" and _reads(told.text[start:end]) == row.ci_low:
            reason = f"{row.ci_low} to {row.ci_high} is a confidence interval, and no {called['kind']}"
            at = start - len(before)
            yield Claim(at + called.start("kind"), at + called.end("kind"), reason, refuted=True)


_RANGE = re.compile(
    r"\b(?P<kind>(?:interquartile |inter-quartile )?range|IQR|SD|standard (?:deviation|error))\b[^0-9]{0,8}$",
    re.IGNORECASE,
)


def _reads(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text) else None
