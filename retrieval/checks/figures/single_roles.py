"""Numbers that one look at their words tells: levels, grades, p-values, bounds, spreads, dates."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.table_rows import BARE_GRADE
from retrieval.checks.figures.told_parts import DASH, OPEN, Told, gap_before, is_level, last_role

LEVEL_AFTER = re.compile(
    r"[ -]{0,2}\(?(?:(?:Clopper[- ]Pearson|exact|Wald|Wilson|(?:one|two|1|2)-sided|bootstrap|repeated) ){0,2}"
    r"(?:CIs?\b|CrI\b|HDI\b|confiden(?:ce|t)\b|credible\b|conf\b|(?:of (?:all |such )?)?intervals?\b|limits?\b"
    r"|bounds?\b)",
    re.IGNORECASE,
)
_RATHER_THAN = re.compile(
    rf"\s(?:rather than|instead of|as opposed to|and not|not)\s(?:an? |the )?(?:\w+ )?[0-9.]+ ?%{LEVEL_AFTER.pattern}",
    re.IGNORECASE,
)
"""Behind a level, the one that the interval does not have."""
_LEVEL_BEFORE = re.compile(r"(?:\bCIs?|\bconfidence (?:intervals?|limits)(?: ?\[CI\])?)[ (:,=\[]{0,3}$", re.IGNORECASE)
_LEVEL_WORD = re.compile(
    r"\b(?:confidence level|level of confidence)\b(?::|[^.;,0-9]{0,60}?\b(?:of|was|is|being|at|to))? $"
    r"|\bconfidence (?:was|is|had been) (?:set|put|fixed|chosen) (?:at|to|as) $",
    re.IGNORECASE,
)
"""Before a level: "the confidence level of the interim analysis was 99 %"."""
_AT_LEVEL = re.compile(r"\b(?:at|the|an?|this|that)\s$", re.IGNORECASE)
_INTERVAL_IS = re.compile(
    r"\b(?:intervals?|CIs?)\b(?:[^.;]|\.[0-9]){0,90}?\b(?:is|was|are|were|being) (?:an? |the )?$", re.IGNORECASE
)
_ONE = re.compile(r" ones?\b", re.IGNORECASE)
"""Around a level: "the interval is a 95.4 % one"."""
_GRADE = re.compile(
    r"\bgrades?(?: of)?(?:[ -]| \(|)(?:≥|>=|>|≤|<=|<|at least |above )? ?$"
    r"|\b(?:high-grade|severe)(?: [\w-]+){0,4} \((?:≥|>=|at least ) ?$",
    re.IGNORECASE,
)
_GRADE_OR_MORE = re.compile(r"\b(?:high-grade|severe)(?: [\w-]+){0,4} \($", re.IGNORECASE)
_OR_MORE = re.compile(r"(?: or (?:higher|above|more|worse|greater)|\+)\)", re.IGNORECASE)
"""Around a grade whose word is left out: "severe events (3 or worse)"."""
_GRADE_TOO = Rare(
    r"\bgrades? [1-5] \([0-9.]+ ?%\)(?:, (?:grade )?[1-5] \([0-9.]+ ?%\))*,?(?: or| and|,)(?: (?:of )?grade)? $",
    "grade",
)  # fmt: skip
"""Before the next grade of a list with a share of each: "of grade 1 (13.6 %) or 2 (31.6 %)"."""
_GRADE_ALONE = re.compile(BARE_GRADE, re.IGNORECASE)
_GRADE_CHAIN = re.compile(r"\s?(?:-|/|,|or|and|to|,? ?or|\+)\s?$", re.IGNORECASE)


_P = re.compile(
    r"\bp(?:[ -]?values?)?(?: (?:for|of|by|from|at|in) [\w -]{1,60}?)?(?: ?\((?:one|two|1|2)-(?:sided"
    r"|tailed)\))?(?: (?:of|was|is|value|as (?:low|small) as|(?:came|amounted) (?:out )?(?:to|at)|stood at"
    r"|equal(?:s|led|ed)))?[ =:,(]{0,4}$"
    r"|\bp-values?\b(?:[^.;()0-9]|(?<=[A-Za-z])[0-9]){0,80}\("
    r"\s?(?:(?:one|two)-(?:sided|tailed)[,:]? )?(?:[0-9.]+ and )?$"
    r"|\bp-values\b(?:[^.;()0-9]|(?<=[A-Za-z])[0-9]){0,80}\b(?:were|are|of) (?:0?\.[0-9]+(?:,? and|,|;) )+$"
    r"|\bp[ -]values\b(?:[^.;()0-9]|(?<=[A-Za-z])[0-9]|\(0?\.[0-9]+\)(?=,| and)){0,90}\($"
    r"|\bthe p(?:-value)? (?:that )?(?:you|we|they|is|it|people)\b[^0-9.;()]{0,30}[,:] ?$",
    re.IGNORECASE,
)
_P_BEHIND = re.compile(
    r"(?: \((?:one|two|1|2)-(?:sided|tailed)\))?\s(?:was|is) (?:the |an? )?"
    r"(?:(?:one|two|1|2)-(?:sided|tailed) |[a-z-]+ ){0,3}p[ -]?value\b",
    re.IGNORECASE,
)
"""Behind a p-value: "0.0007 was the one-sided p value"."""
_BOUND = Rare(
    r"\b(?P<side>upper|lower) (?:(?:one|two|1|2)-sided )?(?:[0-9.]+ ?% )?(?:confidence |CI )?"
    r"(?:bound|limit|end|edge)s?(?: of (?:the|its|their|this|that))?(?: ?[0-9.]+ ?%)?"
    r"(?: (?:(?-i:[A-Z0-9]{2,6}) )?(?:CI|confidence interval|interval)s?)?"
    r"(?: (?:for|of|in|with|around|on) (?!an? median)(?:(?!not (?:yet )?reached)[\w' -]){2,70}?)?"
    r"(?:[,:=]| =| (?:was|were|is|are|of|at|being|reached|reaches|lay at|lies at|stood at|came to))?"
    r"\s(?:[0-9.]+(?: [a-z]{4,6})? (?:\([\w -]{2,30}\) )?and |\()?$"
    r"|\b(?:bound|limit|end|edge)\b(?:[^.;]|\.(?=[0-9]))*\b(?P<other>upper|lower)(?: ones?)?"
    r"(?:[,:=]| (?:was|is|at|being|reached|lay at))?\s$"
    r"|\b(?:intervals?|CIs?)\b(?:[^.;0-9]|(?<=[A-Z])[0-9]){0,60}?\b(?:(?P<low>starts?|started|begins?|began)"
    r"\s(?:only )?at|(?P<high>ends?|ended|extends?|extended|reach(?:es|ed)|stretch(?:es|ed)|stop(?:s|ped)|goes|went)"
    r"\s(?:up )?(?:to|at))\s$",
    "upper", "lower", "start", "begin", "began", "end", "reach", "stretch", "stop", "goes", "went",
)  # fmt: skip
"""Before a bound: "the upper limit was 44.0", "the lower bound was 25.8 and the upper one 44.0"."""
_OLDEST = Rare(
    r"\b(?P<who>oldest|youngest)(?:(?: [\w-]+)? (?:patient|participant|person|one))?"
    r"(?:(?:,? (?:who|which) (?:was|were))? (?:in|on|with) (?:the )?[\w-]+(?: arm| group)?,?)?"
    r"(?: (?:was|is|being|were))?(?: aged)? (?:only )?$|\((?P<least>min(?:imum|\.)?):? $"
    r"|\(min(?:imum|\.)?:? [0-9]+, (?P<most>max(?:imum|\.)?):? $",
    "oldest", "youngest", "min",
)  # fmt: skip
_ENDS_AT = re.compile(r"\b(?:ends|ended|ending) at\s$", re.IGNORECASE)
"""Before both bounds: "its interval ends at 0.6 and 1.2"."""
_INTERVAL_BEHIND = re.compile(
    r"\s?[,;(\[]\s?(?:[0-9.]+ ?% )?(?:CI|confidence interval)\b[:,=]?\s?[(\[]?[0-9]", re.IGNORECASE
)
"""Behind what has an interval of its own, and is no end of one: "its upper bound lies above one (0.66; 95 % CI ..."."""
_FAR = 140
"""How far back a bound may be called one, in code points: between stand the level, the outcome and the statistic."""
_BOUND_AFTER = re.compile(
    r"(?: is| was|,| being) (?:the|its) (?P<side>upper|lower) (?:[0-9.]+ ?% )?(?:confidence |CI )?(?:bound|limit)\b"
    r"(?!(?:,| of|:| was| being)?\s?[0-9])",
    re.IGNORECASE,
)
"""Behind a number that is told to be a bound: "52.172 months is the lower 95 % confidence limit"."""
_SPREAD = re.compile(r"\s?(?:±|\+/-|\+-)\s?|,?\s?[(\[](?:SD|SEM?|geometric CV)[:,=]? ?", re.IGNORECASE)
_SPREAD_ANNOUNCED = re.compile(
    r"\bmeans?\b[^.;]{0,20}[(\[±]\s?(?:SD|SEM?)\b|\bmeans? ?± ?(?:SD|SEM?)\b|[(\[](?:SD|SEM?)\b"
)


_WORST = 5
"""The highest grade of the CTCAE; in "any grade 36" the number is none."""


def _graded(told: Told, number: Number) -> bool:
    return "grade" in told.text[told.start : number.after].casefold()


def _is_at_most(number: Number, limit: int) -> bool:
    return isinstance(number.value, Decimal) and number.value <= limit


def simple_role(told: Told, place: int, before: str) -> Role | None:
    """The role of a number that its own words and those before it tell; ``None`` where they tell none."""
    number = told.numbers[place]
    if number.form in ("date", "month"):
        return Role.DATE
    lead = told.text[max(told.start, number.after - _FAR) : number.after]
    if number.form == "not reached" and (bound := _BOUND.search(lead)):
        return _side_of(bound)
    if number.form not in ("digits", "cardinal"):
        return None
    if _is_grade(told, place, before):
        return Role.GRADE
    if _is_total_in_brackets(told, place):
        return Role.TOTAL
    if number.unit == "%" and _is_level_told(told, place, before=before, lead=lead):
        return Role.LEVEL
    if number.unit is None and (told.p_values or _P.search(lead) or _P_BEHIND.match(told.text, number.unit_end)):
        return Role.P
    if _is_whole(number) and (aged := _OLDEST.search(lead)):
        return Role.HIGH if aged["most"] or (aged["who"] or "").lower() == "oldest" else Role.LOW
    if bound := _bound_told(told, place, before=before, lead=lead):
        return _side_of(bound)
    return Role.SPREAD if place and (_SPREAD.fullmatch(gap_before(told, place)) or _is_spread(told, place)) else None


def _is_whole(number: Number) -> bool:
    """Whether a number may be one of grades or of people: "any grade 36.2 %" tells no grade 36."""
    return number.unit != "%" and not number.decimals


def _is_grade(told: Told, place: int, before: str) -> bool:
    """Whether a number is a grade, by the word before it or by the grade that stands before it."""
    number = told.numbers[place]
    if _is_whole(number) and (
        (_GRADE.search(before) and _is_at_most(number, _WORST))
        or (_OR_MORE.match(told.text, number.unit_end) and _GRADE_OR_MORE.search(before))
    ):
        return True
    if _GRADE_TOO.search(before):
        return True
    if number.comparator == ">=" and _GRADE_ALONE.match(told.text, number.after) and _graded(told, number):
        return True
    chained = last_role(told) is Role.GRADE and _GRADE_CHAIN.fullmatch(gap_before(told, place)) is not None
    return chained and number.unit in (None, "events")


def _is_total_in_brackets(told: Told, place: int) -> bool:
    """Whether a number closes "three on A (of 61)"."""
    number = told.numbers[place]
    closed = told.text[number.unit_end : number.unit_end + 1] in _CLOSING_MARKS
    return _is_whole(number) and place > 0 and closed and _OUT_OF.search(gap_before(told, place)) is not None


def _is_level_told(told: Told, place: int, *, before: str, lead: str) -> bool:
    """Whether words beside a number of per cent tell that it is the level of an interval."""
    end = told.numbers[place].unit_end
    if LEVEL_AFTER.match(told.text, end) or _LEVEL_WORD.search(before):
        return True
    if not is_level(told.numbers[place]):
        return False
    behind = (
        _RATHER_THAN.match(told.text, end)
        or (_INTERVAL_IS.search(lead) and _ONE.match(told.text, end))
        or (_AT_LEVEL.search(before) and told.text.startswith(" level", end))
    )
    return bool(behind) or (_LEVEL_BEFORE.search(before) is not None and not DASH.fullmatch(_gap_behind(told, place)))


def _gap_behind(told: Told, place: int) -> str:
    """The words between a number and the next; none behind the last."""
    return gap_before(told, place + 1) if place + 1 < len(told.numbers) else ""


def _bound_told(told: Told, place: int, *, before: str, lead: str) -> re.Match[str] | None:
    """The words that tell that a number is one bound, before it or behind it."""
    number, following = told.numbers[place], _gap_behind(told, place)
    both = DASH.fullmatch(following) or (following.strip() == "and" and _ENDS_AT.search(before))
    own = _INTERVAL_BEHIND.match(told.text, number.unit_end)
    level = number.unit == "%" and is_level(number)
    level = level and not (number.decimals and _CLOSED.match(told.text, number.unit_end))
    bound = None if both or own or level else _BOUND.search(lead)
    return bound or _BOUND_AFTER.match(told.text, number.unit_end)


_CLOSED = re.compile(r"\s?[.;,)]|$")
"""Behind a bound in per cent that is no level, "a lower confidence limit of 77.1 %."."""


def _side_of(bound: re.Match[str]) -> Role:
    """Which bound words tell."""
    told = bound.groupdict()
    if told.get("low") or told.get("high"):
        return Role.LOW if told["low"] else Role.HIGH
    side = told.get("other") or bound["side"]
    return Role.HIGH if side.lower() == "upper" else Role.LOW


_OUT_OF = re.compile(r"[a-z][^()]*[(\[](?:out )?of (?:the |all )?$", re.IGNORECASE)
"""Between a count and its total in brackets, where words stand between: "three on A (of 61)"."""
_CLOSING_MARKS = (")", "]")


def _is_spread(told: Told, place: int) -> bool:
    """Whether "84.1 (12.3)" was announced as "mean (SD)", or the bracket says so behind other words."""
    number, last = told.numbers[place], told.done[-1][-1] if told.done else None
    return (
        last is not None
        and last.number is told.numbers[place - 1]
        and last.role is Role.ESTIMATE
        and number.unit is None
        and told.text[number.end : number.end + 1] in (")", "]")
        and (_is_announced(told, place) or _NAMED_IN_BRACKET.search(gap_before(told, place)) is not None)
    )


def _is_announced(told: Told, place: int) -> bool:
    number, last = told.numbers[place], told.numbers[place - 1]
    return (
        OPEN.fullmatch(gap_before(told, place)) is not None
        and bool(number.decimals or last.decimals)
        and _SPREAD_ANNOUNCED.search(told.text, told.start, number.start) is not None
    )


_NAMED_IN_BRACKET = re.compile(
    r"^[^0-9.;()]{0,40}(?:\([A-Za-z/]{1,6}\) ?)?\((?:[A-Za-z -]{2,20}[,;] )?(?:SD|SEM?)[:,=]? ?$"
)
"""Between an estimate and its spread: " years old on average (SD "."""


def closes_interval(told: Told, place: int) -> bool:
    """Whether a level stands after the bounds that it is of: "0.53 (0.32 to 0.89, 99 % CI)"."""
    if told.level is not None or not told.done:
        return False
    if last_role(told) is Role.ESTIMATE and _ONE.match(told.text, told.numbers[place].unit_end):
        return True  # "the interval around the hazard ratio of 0.58 is a 95.4 % one"
    if last_role(told) is not Role.HIGH:
        return False
    has_level = any(part.role is Role.LEVEL for part in told.done[-1])
    end = told.numbers[place].unit_end
    gap = gap_before(told, place)
    after = _CLOSING.match(told.text, end) or _LEVEL_WORD.search(gap)
    beside = _BESIDE.fullmatch(gap) or _OF_LIMITS.fullmatch(gap)
    return not has_level and beside is not None and after is not None


_BESIDE = re.compile(
    r"\s?[,;(\[]?\s?[(\[]?(?:(?:and )?(?:at|with|on|for|given at|both at) )?(?:the |an? |its )?"
    r"(?:confidence level (?:of |being |was |is )?)?",
    re.IGNORECASE,
)
_OF_LIMITS = re.compile(
    r"\s?,?\s?(?:(?:as|being|are|were|is|at|form(?:s|ing)?|the|its|their|high|low|upper|lower|limits?|ends?|bounds?"
    r"|edges?|of|and)\s){1,9}",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[ -]?(?:CIs?|CrI|(?:confidence|credible) intervals?|(?:confidence )?(?:level|limits?|bounds?)|confidence)"
    r"\s?(?:[)\].;,]|$)",
    re.IGNORECASE,
)
"""Between bounds and the level behind them, and after it: ", at a confidence level of 99 %", "with 95 % confidence"."""
