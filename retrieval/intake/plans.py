"""How a text says that a treatment is yet to be given, is asked about, or was one of an earlier line.

Patterns read lower-case text with straight apostrophes.
"""

from __future__ import annotations

import re

EARLIER_LINE = re.compile(r"^[\s-]*(?:refractory|exposed|na[iï]ve|resistant|pre-?treated|intolerant)\b")
"""Words after a product of a history."""
AGAIN = re.compile(r"^[^.?!]*\b(?:again|back|once more|re-?\w*(?:challeng|start|introduc|treat)\w*)\b")
"""Words after a product that was given before."""
FAILED_LINE = re.compile(
    r"\b(?:(?:relaps(?:ed|ing|e)|progress(?:ed|ing|ion)|refractory|resistant|failed|failure|pre-?treated|exposed)"
    r" (?:\w+ ){0,2}?(?:after|on|to|under|despite|following|through|with)"
    r"|failed|previous(?:ly)?|prior|earlier) (?:(?!but\b|then\b|now\b)[\w,/+-]+ ){0,6}$"
)
"""Words before a product of an earlier line: "relapsed after A and B"."""
WISHED = re.compile(
    r"^\W*(?:and |so |but )?(?:should|shall|would|can|could|may|is (?:this|the|it|that|there))\b"
    r"(?! be (?:related|due|caused))"
    r"|\bin (?:this|the|that|your) (?:trial|study)\b"
    r"|\b(?:did|do|were|are|had) (?:(?:the|such|these|those|similar) )?"
    r"(?:people|patients|those|participants|women|men)\b"
)
"""That a clause asks whether to treat, or speaks of a trial: its treatment is none that somebody is on."""
TO_GIVE = re.compile(
    r"\b(?:should|shall|can|could|may|might|would)\b(?![^?]*\b(?:again|next|further|re\w+|continu\w+|cause\w*)\b)[^?]*"
    r"\b(?:give|start|offer|use|add|treat|switch|prescribe|choose|try|receive|get|have|put|help|benefit|suit|work for"
    r"|be (?:the |an? )?(?:right|best|good|better|safe|ok|okay|suitable|appropriate|possible))\b"
    r"|\b(?:would|do) you (?:advise|recommend|suggest|favou?r|prefer) (?:\w+ing|to|the|an?)\b"
    r"|\b(?:is|are) [^?.]{1,60}\b(?:right|suitable|appropriate|safe|ok|okay|an option|a good \w+) (?:for|in)"
    r" (?:him|her|them|me|us|my|our|this|such)\b"
)
"""That a clause asks whether to give something for the first time."""
STARTS_LATER = re.compile(
    r"^[^.?!,;]{0,30}?\b(?:(?:on|next|this coming) (?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow"
    r"|next (?:week|month)|in (?:a|two|three|\d) (?:days?|weeks?|months?)|soon)\b"
)
"""Words after a product that somebody starts at a time to come, behind ``STARTS``."""
STARTS = re.compile(r"\b(?:starts|begins|gets|is starting|am starting|start|begin)\s(?:on |with |the |his |her |my )*$")
PLANNED = re.compile(
    r"\b(?:(?:wants?|plans?|hopes?|wish(?:es)?|intends?|planning|planned|due|about|going|meant|scheduled)"
    r" (?:\w+ ){0,2}?to (?:be )?(?:start\w*|giv\w+|put|treat\w*|try|use|begin|get|receive|switch\w*)"
    r"|(?:plans?|planning|wants?|hopes?|intends?) to"
    r"|(?:suggest|recommend|propos|consider|offer|advis|plann|want|prescrib|talk|mention|discuss|spoke|speak|think"
    r"|thought)(?:s|es|ed|ing)?)"
    r" (?:(?:her|him|them|me|us|on|with|to|about|of|the|a|an|this|that|these|his|their|my|our|new|start|starting|add"
    r"|adding|giving|getting|two|three|four)\s){0,3}$"
)
"""Words before a product that is yet to be given."""
