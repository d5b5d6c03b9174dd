"""Words by which it is asked who could take part in a trial, and who could not."""

from __future__ import annotations

import re

CUE = re.compile(
    r"\b(?:allow(?:ed|s)?|eligib\w+|ineligible|qualif\w+"
    r"|(?<!response )(?<!remission )(?<!improvement )criteri\w+|inclusion|exclusion|excluded?|includable|permitted"
    r"|accepted"
    r"|admitted|entry|enter(?:ed|ing)?|join(?:ed|ing)?|enrol\w*|minim(?:um|a|al)|maxim(?:um|a|al)|min|max|limits?"
    r"|thresholds?|rules?|required?|requirements?|must|washout|barred|ruled out|disqualif\w+|prerequisites?"
    r"|forbidden|prohibited|disallowed|let in(?:to)?|taken in|kept out|left out)\b",
    re.IGNORECASE,
)
"""Words by which it is asked who could take part."""
SURE = re.compile(
    r"\b(?:eligib\w+|ineligible|qualif\w+"
    r"|(?<!response )(?<!remission )(?<!improvement )criteri\w+|inclusion|exclusion|minima|maxima|entering|to enter"
    r"|required?"
    r"|allowed|permitted|limits?|(?<!at )(?<!at study )(?<!at trial )entry|rules?|must a|washout"
    r"|disqualif\w+|barred|forbidden|prohibited"
    r"|disallowed|cut-?offs?|let in(?:to)?|taken in|kept out"
    r"|exclude[sd]? (?:a |an |from )?(?:patients?|people|(?:the )?trial|(?:the )?study))\b"
    r"|\b(?:have|had|need(?:ed)?) to (?:stay|stop|be off|wait|have (?:stopped|failed|tried)|avoid|come off|wash)\b"
    r"|\b(?:can|could|may|might)\b[^?]*\b(?:join|enter|take part|participate"
    r"|be (?:included|enrolled|recruited|admitted))\b"
    r"|^\W*(?:were|are)\s(?!\d|all\b|both\b|more\b|the\b|how\b)[^?,;]{3,50}?\s(?:enrolled|included|recruited)\W*$"
    r"|\b(?:rul(?:ed?|es)|kept|keep|left|leave)\s(?:\w+\s){1,3}out\b"
    r"|\b(?:need(?:ed)?|ha(?:d|ve)|required)\b[^?]{0,40}\bto (?:get in(?:to)?|join|enter|qualify|take part|participate"
    r"|enrol\w*|be (?:enrolled|included|eligible))\b"
    r"|\bneed(?:ed)? to have\b(?=[^?]*\b(?:start|entry|enter|join|baseline|screening)\b)"
    r"|\b(?:min|max|minimum|maximum)\b(?=[^?]*\b(?:to|for|at) (?:enter|entry|join|inclusion|screening)\b|\W*$|\?)",
    re.IGNORECASE,
)
"""The same, where nothing else can be meant."""
NOT_TAKEN = re.compile(
    r"\b(?:could|can|may|were|was|are|did)\s?(?:not|n['’]t)\b|\bcannot\b|\bexclu\w+|\bineligible\b"
    r"|\b(?:kept|left|ruled) out\b|\b(?:barred|forbidden|prohibited|disallowed)\b|\bdisqualif\w+",
    re.IGNORECASE,
)
"""Words by which it is asked who was left out."""
TAKEN = re.compile(
    r"(?i:\b(?:inclusion|included|eligib\w+)\b|(?<!not )(?<!n['’]t )\b(?:take part|participate|join|enter|enrol\w*)\b)"
)
"""Words by which it is asked who was taken."""
CROSSOVER = re.compile(
    r"cross-?over\s(?:(?:was|is|were)\s)?"
    r"(?:allowed|permitted|possible|planned|to|from|after|between|rates?|happen\w*|occur\w*)\b",
    re.IGNORECASE,
)
"""That patients may change to the other treatment, which asks for no criterion of theirs."""
