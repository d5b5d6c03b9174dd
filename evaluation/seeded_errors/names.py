"""What a table's own names become in running prose."""

from __future__ import annotations

import re
from datetime import date

_SHORT = (
    ("progression-free survival", "PFS"),
    ("overall survival", "OS"),
    ("overall response rate", "ORR"),
    ("objective response rate", "ORR"),
    ("complete response rate", "CR rate"),
    ("duration of response", "DoR"),
    ("treatment-emergent adverse event", "TEAE"),
    ("cardiovascular", "CV"),
)
_HEADS = re.compile(r"\b(adverse event|adverse reaction|TEAE|reaction|infection)\b(?!s)", re.IGNORECASE)
_GRADES = {
    "any": ("any-grade {}", "{} of any grade"),
    "serious": ("serious {}",),
    ">=3": ("grade 3 or worse {}", "grade 3 or higher {}", "grade ≥3 {}", "{} of grade 3 or worse", "grade >=3 {}"),
}
_POPULATIONS = {
    "intention-to-treat": (
        "in the intention-to-treat population",
        "in the ITT population",
        "in the intent-to-treat analysis set",
    ),
    "safety": ("in the safety population", "in the safety analysis set"),
}
_MONTHS = "January February March April May June July August September October November December".split()


def in_sentence(title: str, *, lower: bool) -> str:
    """Return a title as it stands inside a sentence; names, abbreviations and codes keep their capitals."""
    return " ".join(_lower(word) for word in title.split(" ")) if lower else title


def shorten(name: str) -> str:
    """Return the name with the abbreviation that everyone uses, if there is one."""
    for full, short in _SHORT:
        at = name.lower().find(full)
        if at == 0 or (at > 0 and full[0] == "t"):
            return name[:at] + short + name[at + len(full) :]
    return name


def introduce(name: str) -> str:
    """Return the name with its abbreviation in brackets, as at its first mention."""
    short = shorten(name)
    if short != name and short in dict(_SHORT).values():
        return f"{name} ({short})"
    return name


def as_event(name: str, *, grade: str | None, form: int) -> str:
    """Return an adverse event in the plural, with its grade; a name that tells its severity gets none."""
    plural = _HEADS.sub(r"\1s", name, count=1)
    if grade is None or name.lower().startswith(("fatal", "serious")):
        return plural
    forms = _GRADES.get(grade, (f"grade {grade} {{}}",))
    return forms[form % len(forms)].format(plural)


def name_population(population: str, *, form: int) -> str:
    """Return where the figure was measured, as "in the safety population"."""
    forms = _POPULATIONS.get(population)
    if forms is None:
        return f"in the {population}" if population.endswith("set") else f"in the {population} population"
    return forms[form % len(forms)]


def name_subgroup(subgroup: str, *, form: int) -> str:
    """Return a part of the population, as "in the subgroup with diabetes"."""
    forms = ("in the {} subgroup", "among patients in the {} subgroup", "in the subgroup with {}")
    return forms[form % len(forms)].format(subgroup)


def write_date(day: date, *, form: int) -> str:
    """Return a date in one of the spellings of journals and registries."""
    month = _MONTHS[day.month - 1]
    forms = (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        day.isoformat(),
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day:02} {month[:3]} {day.year}",
    )
    return forms[form % len(forms)]


def name_cutoff(day: date, *, form: int) -> str:
    """Return the data cut-off as a phrase that can end a sentence."""
    forms = ("at the {} data cut-off", "at the data cutoff of {}", "(data cut-off {})", "as of {}", "(data cutoff: {})")
    return forms[form % len(forms)].format(write_date(day, form=form // 2))


def _lower(word: str) -> str:
    plain = word[:1].isupper() and word[1:].replace("-", "").replace("'", "").replace("’", "")
    parts = word.split("-")
    if plain and all(part[1:].islower() or not part[1:] for part in parts) and len(word) > 1:
        return word.lower()
    return word
