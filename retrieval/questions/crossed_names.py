"""Names of outcomes that say less than they seem: one that begins within a longer name, and those a share is of."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.questions.odd_words import COUNTED
from retrieval.terms import Mention

_AGE = "Age"


def without_crossed(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out an outcome that begins or ends within a longer one's name: "arm live" of "live without progression".

    And an age that bounds a part of the patients in what only tells the figure: "was the median age 70".
    """
    events = [m for m in mentions if m.term.kind == "outcome" and m.term.name not in COUNTED]

    def is_crossed(mention: Mention) -> bool:
        return any(
            (m.start < mention.start < m.end < mention.end or mention.start < m.start < mention.end < m.end)
            and (m.term.name == _AGE if mention.term.kind == "subgroup" else m.term.name != mention.term.name)
            and (mention.term.kind == "subgroup" or mention.end - mention.start < m.end - m.start)
            for m in events
        )

    parts = [m for m in mentions if m.term.kind == "subgroup"]

    def only_adds_people(mention: Mention) -> bool:
        """Whether a part begins within the name of another, behind which it only has its people."""
        before = (m for m in parts if m.start < mention.start < m.end < mention.end)
        return mention in parts and any(_PEOPLE.fullmatch(mention.text[m.end - mention.start :]) for m in before)

    told = (m for m in mentions if not only_adds_people(m))
    return tuple(m for m in told if m.term.kind not in ("outcome", "subgroup") or not is_crossed(m))


_PEOPLE = re.compile(r"\W?(?:patients?|pts?|participants?|people|subjects?|ones)", re.IGNORECASE)


def without_denominators(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Take those of whom a share is asked ("% of treated patients had") for the trial's, and what places did likewise.

    They stay as words that are accounted for.
    """
    events = [m for m in mentions if m.term.kind == "outcome"]

    def is_of_another(mention: Mention) -> bool:
        if mention.term.name not in COUNTED or len({m.term.name for m in events}) == 1:
            return False
        if _SHARE_OF.search(text[: mention.start]):
            return any(m.start >= mention.end for m in events)
        before = [m for m in events if m.end <= mention.start and m.term.name not in COUNTED]
        return any(m.term.category == "design" and _TOOK_PART.fullmatch(text, m.end, mention.start) for m in before)

    return tuple(
        replace(m, term=replace(m.term, kind="trial")) if m.term.kind == "outcome" and is_of_another(m) else m
        for m in mentions
    )


_SHARE_OF = re.compile(
    r"(?:%|\bper ?cent(?:age)?|\bproportion|\bshare|\bfraction|\brate|\bhow many)\sof\s(?:all\s)?(?:the\s)?(?:\d+\s)?$",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(r"\s(?:(?:have|had|has|that|which|were|were also)\s)*", re.IGNORECASE)
