"""Units as prose writes them, read as one canonical name each."""

from __future__ import annotations

import re

_UNITS = (
    (
        "percentage points",
        r"(?:(?:more|fewer|additional|extra|further) )?(?:percentage|percent|%)[ -]points?|p\.?p\.?(?![\w.])",
    ),
    (
        "points",
        r"points?(?! (?:to|towards?) (?:an?|the|no|some|its)\b| in (?:\w+ ){0,2}(?:direction|favou?r|way)\b)"
        r"|(?:units|scores?) on a scale",
    ),
    ("%", r"%|per ?cent\b"),
    ("months", r"months?|mos?\.?|mth?s?"),
    ("weeks", r"weeks?|wks?\.?"),
    ("days", r"days?"),
    ("years", r"years?|yrs?\.?|y"),
    ("hours", r"hours?|(?-i:hrs?)"),
    ("minutes", r"minutes?|mins?(?!/)"),
    ("seconds", r"seconds?|secs?\.?|(?<= )(?-i:s)(?!\.[0-9])"),
    (
        "mg/kg",
        r"mg ?/ ?kg|(?:mg|milligrams?) (?:per|for (?:each|every)|to the|a) (?:kg|kilo(?:gram(?:me)?)?)"
        r"(?: of (?:body )?weight)?",
    ),
    *(
        (f"{unit}/kg", rf"{name}(?: ?/ ?kg| (?:per|for (?:each|every)) (?:kg|kilo(?:gram(?:me)?)?))")
        for unit, name in (("g", r"(?:(?-i:g)|grams?)"), ("\u00b5g", r"(?:[\u00b5\u03bc]g|mcg|micrograms?)"))
    ),
    ("mg/m2", r"mg ?/ ?m(?:2|²|\^2)|(?:mg|milligrams?) (?:per|for (?:each|every)) (?:m(?:2|²)|square met(?:re|er))"),
    (
        "mL/min",
        r"(?:ml|millilit(?:re|er)s?) ?(?:/|per) ?min(?:utes?)?(?: ?(?:/|per) ?1\.73 ?(?:m(?:2|²|\^2)|square met\w+))?",
    ),
    ("mg/dL", r"mg ?/ ?dl"),
    ("mg/L", r"mg ?/ ?l"),
    ("mg", r"mg|milligrams?"),
    ("Gy", r"(?-i:Gy)|grays"),
    ("µg", r"[µμ]g|mcg|micrograms?"),
    ("kg/m2", r"kg ?/ ?m(?:2|²|\^2)"),
    ("kg", r"kg|kilograms?"),
    ("g/dL", r"g ?/ ?dl"),
    ("g/L", r"g ?/ ?l"),
    ("g", r"(?-i:g)|grams?"),
    ("mmHg", r"mm ?hg"),
    ("kPa", r"kpa|kilopascals?"),
    ("mmol/L", r"mmol ?/ ?l"),
    ("mmol/mol", r"mmol ?/ ?mol"),
    ("mL", r"ml|millilit(?:re|er)s?"),
    ("L", r"(?-i:L)|lit(?:re|er)s?"),
    ("cm^2", r"cm(?:2|²|\^2)|square cent\w+"),
    ("mm^2", r"mm(?:2|²|\^2)|square millim\w+"),
    ("cm", r"cm|centimet(?:re|er)s?"),
    ("mm", r"mm|millimet(?:re|er)s?"),
    ("m", r"(?-i:m)|met(?:re|er)s?"),
    ("feet", r"feet|foot|ft"),
    ("inches", r"inch(?:es)?"),
    ("pounds", r"lbs?|pounds?"),
    ("miles", r"miles?"),
    ("yards", r"yards?"),
    ("bpm", r"bpm"),
    ("centres", r"(?:study |active |clinical |trial )?(?:cent(?:re|er)s|sites|hospitals|institutions)"),
    ("countries", r"countries|nations"),
    ("cycles", r"(?:treatment )?cycles?"),
    ("doses", r"doses|infusions|injections"),
    ("lines", r"(?:(?:previous|prior|earlier) )?(?:treatment )?(?:lines?|regimens?|therapies)"),
    (
        "events per 1000 patient-years",
        r"(?:events?|cases|patients|episodes|exacerbations|attacks)? ?(?:per|/) ?1[, ]?000"
        r" (?:(?:patient|person|participant|subject)[- ]years(?: of (?:observation|exposure))?|PYO?E?|PYRS?)",
    ),
    (
        "events per 100 patient-years",
        r"(?:events?|cases|patients|episodes|exacerbations|attacks)? ?(?:per|/) ?100"
        r" (?:(?:patient|person|participant|subject)[- ]years(?: of (?:observation|exposure))?|PYO?E?|PYRS?)",
    ),
    (
        "events per patient-year",
        r"(?:events?|cases|admissions|hospitali[sz]ations|episodes|exacerbations|attacks)? ?(?:per|/)"
        r" ?(?:patient|person|participant|subject)[- ]years?",
    ),
    ("events", r"(?:\w{2,12} ){0,2}events"),
    ("deaths", r"deaths|fatalities"),
    (
        "patients",
        r"(?:[\w+/-]+-(?:treated|assigned|allocated|exposed) )?"
        r"(?:(?:treated|randomi[sz]ed|enrolled|evaluable|screened|eligible|assigned|of the|of these|of those) ){0,2}"
        r"(?:patients?|pts\.?|participants?|subjects?|people|persons?|individuals|women|men|mothers|adults|adolescents|students"
        r"|children|girls|boys|infants|babies|newborns|neonates|toddlers|volunteers|cases)",
    ),
)
_COMPOUND = re.compile(
    r"[ -]?(?P<unit>(?:(?:h|hr|hours?|min|days?) ?[*\u00b7.x\u00d7] ?)?"
    r"(?:[munpkµ\u03bc]?g|mcg|[munpµ\u03bc]?mol|[mµ\u03bc]?(?:IU|U)|m?Eq|cells|copies|m?L)"
    r"(?: ?[*\u00b7.x\u00d7] ?(?:h|hr|hours?|min|days?))?"
    r" ?/ ?(?:[munµ\u03bc]?mol|[mdµ\u03bc]?L|[mk]?g|hours?|hr|h|min|day|mm3|mm\^3)"
    r"(?: ?/ ?(?:kg|min|hours?|hr|h|day|m2|m\^2|m\u00b2)| ?[*\u00b7\u00d7] ?(?:h|hr|hours?|min|days?))?)"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""A unit of two or three parts that has no name of its own here: "µg/mL", "h*ng/mL"."""
_OVER_WORD = re.compile(r"/(?!week|month|day|year|dose|cycle)[a-z]{3}", re.IGNORECASE)
_UNIT = re.compile(
    r"[ -]?(?:"
    + "|".join(f"(?P<u{place}>{pattern})" for place, (_, pattern) in enumerate(_UNITS))
    + r")(?:(?<=%)|(?![A-Za-z0-9]))",  # "95%CI"
    re.IGNORECASE,
)


_GOES_ON = ("/", "*", "\u00b7", "\u22c5", "\u2022")
"""What stands within a unit of several parts: "µg/mL", "µg*h/mL", "ng\u00b7h/mL"."""


def _plain(unit: str) -> str:
    """A unit of several parts as one writes it: "ng\u00b7hr/mL" and "ng*h/mL" are one."""
    plain = re.sub(r"\s", "", unit).casefold().replace("\u03bc", "\u00b5")
    plain = re.sub(r"[\u00b7\u22c5\u2022\u00d7]", "*", plain)
    plain = re.sub(r"^(?:mcg|ug)\b", "\u00b5g", plain)
    plain = re.sub(r"\bdays\b", "day", re.sub(r"\b(?:hours?|hrs?)\b", "h", plain))
    if over_time := _TIMES_TIME.search(plain):
        amount, _, over = plain.replace(over_time[0], "", 1).partition("/")
        return f"{amount}*{over_time[0].strip('*')}/{over}"
    return plain


_TIMES_TIME = re.compile(r"^(?:h|min|day)\*|\*(?:h|min|day)\b")
"""The time that an amount is summed over, wherever it stands: "ng*h/mL", "h*ng/mL", "ng/mL*h"."""


def unit_after(text: str, end: int) -> tuple[str | None, int]:
    """Return the canonical unit that stands at ``end``, and where it ends."""
    match = _UNIT.match(text, end)
    if match is None or text[match.end() : match.end() + 1] in _GOES_ON:
        compound = _COMPOUND.match(text, end)
        if compound:
            return _plain(compound["unit"]), compound.end()
        if match is not None and _OVER_WORD.match(text, match.end()):
            return None, end  # "milligram/gram" is no milligram
    if match is None:
        return None, end
    place = int((match.lastgroup or "u0")[1:])
    per = _PER_TIME.match(text, match.end()) if _UNITS[place][0] in _COUNTED_TIMES else None
    return _UNITS[place][0], per.end() if per else match.end()


_COUNTED_TIMES = frozenset({"days", "hours", "minutes"})
_PER_TIME = re.compile(r"\s?(?:/|per\b|an?\b|each\b)\s?(?:day|week|month|year)\b", re.IGNORECASE)
"""Behind days that are counted in a longer time: "8.3 days per month"."""
