"""How digits go wrong when people copy them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random


def misprint(text: str, *, random: Random) -> tuple[str, ...]:
    """Return ways to get a number wrong: last digit, transposition, any digit, decimal point; none that equals it."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    found = [_replace(text, places[-1], by=_other(text[places[-1]], random=random))]
    swaps = [at for at in places if at + 1 in places and text[at] != text[at + 1]]
    if swaps:
        at = random.choice(swaps)
        found.append(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    at = random.choice(places)
    found.append(_replace(text, at, by=_other(text[at], random=random)))
    if "." in text and not text.lstrip("-").startswith("0"):
        found.append(_shift(text))
    return tuple(wrong for wrong in dict.fromkeys(found) if _is_plain(wrong) and float(wrong) != float(text))


def _other(digit: str, *, random: Random) -> str:
    return str((int(digit) + random.randrange(1, 10)) % 10)


def _replace(text: str, at: int, *, by: str) -> str:
    return text[:at] + by + text[at + 1 :]


def _shift(text: str) -> str:
    whole, _, part = text.partition(".")
    return whole + part[:1] + ("." + part[1:] if part[1:] else "")


def _is_plain(text: str) -> bool:
    """Nobody writes 077 or 00.5."""
    digits = text.lstrip("-")
    return digits == "0" or not digits.startswith("0") or digits.startswith("0.")


def round_half_up(number: Decimal, *, places: int) -> str:
    """Return the number with so many decimals, halves rounded up, as journals print it."""
    return str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
