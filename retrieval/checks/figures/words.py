"""Numbers and shares written in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_UNITS = "|".join(list(_ONES)[1:10])
_LONGEST_FIRST = "|".join(sorted(_ONES, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_UNITS}))?|{_LONGEST_FIRST})"
AND_A_PART = r"[ -]and[ -]a[ -](?:half|third|quarter)\b"
"""Behind a whole number, in words or in digits: "16 and a half"."""
CARDINAL = rf"\b(?:(?:{_BELOW_HUNDRED}|an?) hundred(?:(?: and)? {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})(?:{AND_A_PART})?\b"
"""A number in words, below a thousand, "three and a half" too. For ``re.IGNORECASE``."""
_DIGITS = "|".join((*list(_ONES)[:10], "oh", "nought"))
SPOKEN = rf"\b(?:{_BELOW_HUNDRED}|nought) point (?:{_DIGITS})(?:[ -](?:{_DIGITS})){{0,3}}\b"
"""A decimal number as it is spoken: "eleven point eight", "zero point five three". For ``re.IGNORECASE``."""
_FEW = "|".join(list(_ONES)[1:6])
RATIO = (
    rf"(?=[otf])(?:(?<=ratio of )|(?<=randomi[sz]ed )|(?<=allocated )|(?<=assigned ))(?:{_FEW})[ -]to[ -](?:{_FEW})\b"
    rf"|\b(?:{_FEW})[ -]to[ -](?:{_FEW})(?= (?:ratio|randomi[sz]ation|allocation|split|fashion|basis)\b)"
)
"""How patients were shared out, in words: "in a ratio of three to two". For ``re.IGNORECASE``."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_NO_TIME = "".join(rf"(?<!{unit} )" for unit in "day week month year cycle visit grade stage category".split())
"""Not behind "week": "to week 52 in 115 of 159 patients" tells no share."""
_NO_LEVEL = "".join(
    rf"(?<!{noun} {verb} )"
    for noun in "status score class stage level category".split()
    for verb in ("was", "of", "is")
)
"""Not behind a scale: "performance status was 0 in 54 patients" tells no share."""
_PEOPLE = r"(?:[\w-]+ ){0,2}(?:patients|participants|subjects|people|recipients|women|men|adults|children)\b"
_THOSE = r"those (?:given|treated|on|in|who|receiving|assigned|randomi[sz]ed)\b"
PART = (
    rf"\b(?:most(?: of (?:the|these|those|all))?(?= {_PEOPLE})|most of(?= {_THOSE})"
    rf"|(?<!\ba )(?<!\bthe )(?<!\bthese )few(?: of (?:the|these|those|all))?(?= {_PEOPLE})"
    rf"|(?:the|a) (?:vast |great |large |clear |small )?(?P<part>majority|minority)"
    rf"(?= of (?:{_PEOPLE}|{_THOSE})|(?<=a majority),|(?<=a minority),))"
)
"""More or fewer than half of some people, in words that give no figure. For ``re.IGNORECASE``."""
SHARE = (
    rf"(?:{PART.replace('?P<part>', '')})|"
    r"\b(?:(?:one|an?|two|three|four|five|seven|nine)[ -](?:half|thirds?|quarters?|fourths?|fifths?"
    r"|sixths?|eighths?|tenths?)\b"
    rf"(?! (?:line|arm|group|cycle|dose|quarter))|{_NO_TIME}{_NO_LEVEL}(?<!\bgrade )"
    rf"(?:{_BELOW_HUNDRED}|[0-9]{{1,3}}(?:\.[0-9](?= of every))?)"
    rf"(?: (?:patients?|persons?|people|participants?|wom[ae]n|m[ae]n|child(?:ren)?|adults?))?"
    rf" (?:(?:in|out of) (?:every )?|of every )"
    rf"(?:{_BELOW_HUNDRED}|(?:(?:a|one) )?hundred|[0-9]{{1,2}}|[0-9]{{2,3}}0)\b"
    rf"(?! ?%|[/.,][0-9]|(?:-| )?(?:countries|centres|centers|sites"
    rf"|months?|weeks?|days?|years?|cycles?|arm|group)\b)"
    r"|half(?= (?:of|the|as|all|that|or so)\b))"
)
"""A share in words: "two-thirds", "one in three", "half of". For ``re.IGNORECASE``."""
FACTOR = (
    r"\b(?:halv(?:ed|es|ing)|doubl(?:ed|es|ing)(?!-)|tripl(?:ed|es|ing)|quadrupl(?:ed|es|ing)"
    r"|(?:double|triple|quadruple)(?= the\b| that\b)|half(?= as (?:often|frequent|common|many|high|likely)\b)"
    r"|(?:in|by) half\b(?! (?:of|an?|the)\b)"
    r"|twice(?! (?:before|already|previously|earlier|weekly|daily|a\b|per\b|monthly|yearly|each|every"
    r"|in (?:the )?[a-z0-9]+[.,]))(?!-)(?!\s*(?:[.;:!?)]|$))|thrice"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}(?:\.[0-9]{1,2})?)(?:-| )?fold\b"
    rf"|(?:(?:one|two|three|four|five|six|seven|eight|nine|ten){AND_A_PART}"
    r"|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}(?:\.[0-9]{1,2})?)"
    r" times(?! (?:weekly|daily|a\b|per\b|each)))"
)
"""A factor in words: "halved", "by half", "twice", "three times", "2.5-fold". For ``re.IGNORECASE``."""
_FACTORS = {
    "halv": Fraction(1, 2),
    "doubl": Fraction(2),
    "twice": Fraction(2),
    "tripl": Fraction(3),
    "thrice": Fraction(3),
    "quadr": Fraction(4),
}
_WORD = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What words of quantity mean: a number, a share of a whole, or a factor."""

    kind: Literal["cardinal", "share", "factor"]
    value: Fraction


def read_words(text: str) -> Quantity:
    """Return what a match of ``CARDINAL``, ``SHARE`` or ``FACTOR`` means."""
    words = [word.lower() for word in _WORD.findall(text)]
    if words[0] in ("most", "few") or words[-1] in ("majority", "minority"):
        return Quantity("share", Fraction(1, 2))
    for stem, factor in _FACTORS.items():
        if words[0].startswith(stem):
            return Quantity("factor", factor)
    if "and" in words and (part := _PARTS.get(words[-1] if words[-1] != "times" else words[-2])):
        value = _number(words[: words.index("and")]) + Fraction(1, part)
        return Quantity("factor" if words[-1] == "times" else "cardinal", value)
    if words[-1] in ("fold", "times") or words[0].endswith("fold"):
        return Quantity("factor", _number([words[0].removesuffix("fold")]))
    if words[0] in ("in", "by"):
        return Quantity("factor", Fraction(1, 2))
    if words[0] == "half":
        return Quantity("share", Fraction(1, 2))
    if split := next((place for place, word in enumerate(words) if word in ("in", "out", "of")), 0):
        whole = _number([word for word in words[split:] if word not in ("in", "out", "of", "every")])
        return Quantity("share", _number(words[:split]) / whole if whole else Fraction(0))
    part = next((size for name, size in _PARTS.items() if words[-1].rstrip("s") == name or words[-1] == name), None)
    if part and len(words) > 1:
        return Quantity("share", _number(words[:1]) / part)
    return Quantity("cardinal", _number(words))


def read_spoken(text: str) -> Decimal:
    """Return the number that a match of ``SPOKEN`` means, with the decimals that it tells."""
    whole, _, digits = text.casefold().partition(" point ")
    printed = "".join(str(_ONES.get(word, 0)) for word in re.split("[ -]", digits))
    return Decimal(f"{_number(_WORD.findall(whole))}.{printed}")


def read_ratio(text: str) -> str:
    """Return a ratio, in digits or as a match of ``RATIO``, as "3:2" is written."""
    parts = re.split("[ -]to[ -]", text.casefold())
    return ":".join(str(_ONES[part]) for part in parts) if len(parts) > 1 else re.sub(r"\s", "", text)


def as_decimal(value: Fraction) -> Decimal:
    """Return ``value`` as a decimal, to six places where it is not finite."""
    return Decimal(value.numerator) / Decimal(value.denominator) if value.denominator else Decimal(0)


def _number(words: list[str]) -> Fraction:
    total = Fraction(0)
    for word in words:
        if word[0].isdigit():
            total += Fraction(word)
        elif word == "hundred":
            total = (total or Fraction(1)) * 100
        elif word in ("a", "an"):
            total += 1
        else:
            total += _ONES.get(word, 0) + _TENS.get(word, 0)
    return total
