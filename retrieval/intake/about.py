"""Whom a clause speaks of that is no case: the one who asks, by his trade, and a share of a group.

Patterns read lower-case text with straight apostrophes.
"""

from __future__ import annotations

import re

ASKER = (
    r"\bi(?:'m| am) (?:just |only |also )?an? (?:(?!and|who|with)[\w-]+ ){0,3}?(?:\w+olog(?:ist|y)|\w+iatri(?:st|cian)"
    r"|physician|doctor|surgeon|pharmacist|nurse|consultant|clinician|specialist|registrar|investigator|gp|student)\b"
)
"""Who asks, as he says himself: "I'm a nurse on the day unit"."""
SHARE = re.compile(
    r"\b(?:half|most|(?:a|one|two|three) (?:third|quarter|fifth|tenth|half)s?|\w+ (?:in|out of) \w+"
    r"|\d+ ?(?:%|per ?cent)) (?:of )?(?:all )?(?:the |these |those )?(?:patients|people|those|participants|subjects)\b"
)
"""That a share of a group is spoken of, which is no one occasion: "a third of the patients had to stop"."""
