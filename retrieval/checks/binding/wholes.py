"""Everybody, told behind the figures of a subgroup: "in the trial as a whole"."""

from __future__ import annotations

import re

from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.qualifiers import Qualifier

_WHOLE = Rare(
    r"\b(?:(?:in|for|across|among|of|and) all (?:the )?(?:(?!among|in|of|with)\w+ )?(?:patients|participants|subjects)"
    r"|all (?:randomi[sz]ed|enrolled|treated) (?:patients|participants|subjects)"
    r"|all (?:patients|participants|subjects|arms|groups) (?:taken )?together|everyone (?:in|who)\b"
    r"|(?<!as the )(?<!as in the )(?<!than the )(?<!than in the )(?<!like the )"
    r"(?:overall|whole|entire|total|full) (?:trial |study |ITT |intention-to-treat |safety |treated |randomi[sz]ed )?"
    r"population"
    r"|(?<!as the )(?<!than the )(?<!like the )(?:whole|entire|total) (?:[\w-]+ ){1,3}(?:population|cohort|set|sample)"
    r"|(?<!as the )(?<!than the )(?<!like the )(?:whole|entire|overall|complete|full) (?:sample|cohort|group)"
    r"|that (?:of|in) the (?:trial|study)"
    r"|(?:(?<=seen )|(?<=er ))overall(?= \([0-9])"
    r"|(?:(?<=[0-9)%] )|(?<=months ))overall(?= (?:and|but|while|whereas|versus|vs)\b)"
    r"|overall(?=\s?[,;:.)]|\s(?:[0-9]|it (?:was|is|came)|not reached)|\s?$)"
    r"|overall (?:HR|hazard ratio|estimate|figure|value|result)(?: of)?(?= [0-9])"
    r"|overall results?|(?:(?:in |across |over |for )?the (?:(?:whole|entire|full) (?:trial|study|cohort)"
    r"|[\w-]+ (?:population|set|group|cohort|sample) as a whole"
    r"|(?:trial|study) as a whole))|(?:across|throughout) the (?:trial|study|population)|(?:trial|study) overall)\b",
    "all ", "everyone", "overall", "whole", "entire", "total", "full", "that of the", "that in the", "across the",
    "throughout the", "complete",
)  # fmt: skip
"""After figures of a subgroup: those that follow are of everybody."""


def find_wholes(clause: Clause) -> list[Qualifier]:
    """Where a sentence tells figures of everybody; not where a group's figure is only held against theirs."""
    found = _WHOLE.finditer(clause.text, clause.sentence.start, clause.sentence.end)
    return [
        Qualifier(match.start(), match.end(), "")
        for match in found
        if not _COMPARED_WITH.search(clause.text, max(clause.sentence.start, match.start() - 24), match.start())
        or _FIGURE_BEHIND.match(clause.text, match.end())
    ]


_FIGURE_BEHIND = re.compile(r"\s\(?(?:(?:HR|OR|RR|hazard ratio|odds ratio)[ :=]*)?[0-9]")
"""Behind everybody, where their own figure stands in brackets: "as in the whole trial (72.6 % and 56.1 %)"."""


_COMPARED_WITH = re.compile(
    r"\b(?:as|than|like|to|with) (?:(?:that|those|the one|what|seen)\s(?:was |seen )?(?:of |in |for )?)?$",
    re.IGNORECASE,
)
"""Before everybody, where a group's figure is only held against theirs: "the same as in the trial as a whole"."""
