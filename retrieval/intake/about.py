"""Of what a clause speaks that is no case: who asks, by his trade, how he wants to be answered, and a share of a group.

Patterns read lower-case text with straight apostrophes.
"""

from __future__ import annotations

import re

ASKER = (
    r"\bi(?:'m| am) (?:just |only |also )?an? (?:(?!and|who|with)[\w-]+ ){0,3}?(?:\w+olog(?:ist|y)|\w+iatri(?:st|cian)"
    r"|physician|doctor|surgeon|pharmacist|nurse|consultant|clinician|specialist|registrar|investigator|gp|student)\b"
)
"""Who asks, as he says himself: "I'm a nurse on the day unit"."""
WHOM_OR_WHAT_FOR = (
    r"^\W*(?:out of|of|in|with|for) (?:all )?(?:the )?(?:\d+ )?(?:those|patients|people|participants|subjects)\b"
    r"[^?]*,\s*$|^\W*for (?:an?|the|my|our) (?:[\w-]+ ){0,2}[\w-]+[:,]\s*$"
)
"""All of a clause that says of whom, or what for, the next one asks: "out of 100 people,", "for a newspaper:"."""
SHARE = re.compile(
    r"\b(?:half|most|(?:a|one|two|three) (?:third|quarter|fifth|tenth|half)s?|\w+ (?:in|out of) \w+"
    r"|\d+ ?(?:%|per ?cent)) (?:of )?(?:all )?(?:the |these |those )?(?:patients|people|those|participants|subjects)\b"
)
"""That a share of a group is spoken of, which is no one occasion: "a third of the patients had to stop"."""
HOW_TO_ANSWER = re.compile(
    r"\W*(?:(?:just|only|simply|please|pls|and|an?|the|in|with|give|answer|reply|say|me|i need|i want|keep it) )*"
    r"(?:yes or no|yes/no|y/n|numbers|figures|short|brief|simple"
    r"|(?:one|a single|two|three|few|(?:very )?(?:short|brief|quick|straight|simple|plain|clear)) "
    r"(?:words?|sentences?|lines?|answers?|reply))"
    r"(?:(?:,? only|,? please| pls| will do| is fine| is enough| thanks?(?: you)?)*\W*)"
)
"""All of a clause that only says how to answer: "just yes or no", "one sentence please"."""
NAMES_TRIAL = re.compile(r"\b(?i:nct)\s?\d{8}\b|\b(?i:in|of) (?:the )?[A-Z][A-Z0-9-]{4,}\b")
"""That a trial is named as the place of what is told, in a text of which the case is kept."""
