"""That it is asked until when treatment was to go on: for a fixed time, or until something happened."""

from __future__ import annotations

import re

from retrieval.questions.question import Question

_TREATED = (
    r"(?:on (?:it|(?:study |trial )?(?:treatment|therapy|drug|medication))|treat\w*|therap\w+|regimens?|dosing|drugs?"
    r"|given|give|giving|cycles?|stay(?:ed)? on|infusions?)"
)
_FIXED = (
    r"(?:(?:fixed|finite|limited|set|certain|defined|predefined|specified)[- ](?:number of |treatment )?"
    r"(?:duration|cycles?|course|period|time|length|months|weeks|infusions|doses|treatment|therapy)"
    r"|time[- ]limited|fixed[- ]duration|open[- ]ended|indefinite(?:ly)?"
    r"|continuous(?:ly)? (?:treatment|therapy|dosing))"
)
_UNTIL = r"(?:until|till?|to|up to)\s(?:disease\s|confirmed\s)?(?:progression|relapse|PD|intolerance|toxicity)"
_ASKS = re.compile(
    rf"\b{_FIXED}\b[^?]*\b(?:or|{_TREATED}|{_UNTIL})\b|\b(?:{_TREATED}|{_UNTIL})\b[^?]*\b{_FIXED}\b"
    rf"|^\W*{_FIXED}\W*$|\b{_TREATED}\b[^?]*\b{_UNTIL}\b(?=\W*$|[^?]*\bor\b)"
    r"|\bwhen\s(?:was|is|were|did|could|should|would|does|do)\s(?:the |study |trial |patients )*"
    r"(?:treatment|therapy|dosing|drugs?|patients|they)"
    r"\s(?:to )?(?:be )?(?:stop|end|discontinu|com(?:e|ing) off)\w*\b"
    r"|\b(?:for )?how long (?:do|does|should|must|can|will|would|is|are) (?:the |a |these )?(?:\w+ )?(?:to )?(?:be )?"
    rf"(?:continue|go on|carry on|keep (?:going|taking)|stay on|remain on|take|{_TREATED})\b"
    r"|\b(?:for )?how many cycles\s(?:was|were|is|are|should|did)\b[^?]*\b(?:planned|foreseen|meant|intended"
    r"|to be given|scheduled|prescribed|protocol)\b",
    re.IGNORECASE,
)
_MEASURED = ("outcome", "subgroup", "grade")
_CYCLES = re.compile(r"\bcycles?\b", re.IGNORECASE)


def asks_until_when(question: Question) -> bool:
    """Whether it is asked until when treatment was to go on, and for no outcome."""
    measured = [m for m in question.mentions if m.term.kind in _MEASURED and not _CYCLES.search(m.text)]
    counted = "percentage" in question.statistics or _HOW_MANY.search(question.text)
    return not measured and not counted and _ASKS.search(question.text) is not None


_HOW_MANY = re.compile(
    r"\b(?:how many|number of|what|which)\s(?:of the\s)?(?:patients|people|participants|share|proportion|fraction)\b",
    re.IGNORECASE,
)
"""Those who are counted, of whom treatment until something is told."""
