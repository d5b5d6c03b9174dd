"""How a follow-up is put: its opening, what it points back to, and the questions that only repeat the last one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from retrieval.conversation.said_short import in_known_words

Direction = Literal["later", "earlier", "latest", "earliest"]

_OPENINGS = (
    re.compile(
        r"^\W*(?:(?:ok(?:ay)?|thanks?(?: you)?|so|now|then|hm+|yes|sorry|please|i see)\b[\s,.!:;-]+"
        r"|(?:great|good|right|fine|well|interesting|perfect)[,.!:;-]+\s*)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:no|nope|sorry|rather|actually|i mean)[\s,.:;!–—-]+(?:(?:no|sorry|but)\b[\s,]*)*"
        r"(?:(?:i|we) (?:meant?|wanted|was after|were after)(?: to (?:ask|say|write))?(?: (?:about|for))?\b[\s,:]*)?",
        re.IGNORECASE,
    ),
    re.compile(r"^\W*(?:and|but|or|also|plus|additionally|similarly|likewise)\b[\s,:-]*", re.IGNORECASE),
    re.compile(r"^\W*(?:only|just)\s+(?=(?:grades?|gr|[1-5]|≥|>=|in|with|at|for|among)\b|[≥>])", re.IGNORECASE),
    re.compile(
        r"^\W*(?:what|how) about\b[\s,:-]*|^\W*what of\b[\s,:-]*"
        r"|^\W*(?:how does (?:that|this|it) )?compared? (?:with|to|against)\s+(?!(?:that|this|it|these|those)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:did|does|do|is|was|were|has|have)\s+(?:it|that|this|they|these|those|the \w+)\s+(?:still\s+)?"
        r"(?:hold|held|hold up|last(?:ed)?|persist(?:ed)?|continued?|(?:be )?maintained|(?:be )?sustained|seen|true|"
        r"consistent|confirmed|the same|so)\s+(?=(?:at|with|in|among|for|by|after)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:(?:the )?same(?: (?:question|thing|figures?|numbers?|result|again))?|ditto)(?=[\s,:-])[\s,:-]*"
        r"(?:but\b[\s,]*)?(?=(?:for|in|with|at|among|by)\b)"
        r"|^\W*(?:the )?same(?: (?:ones?|figures?|again|thing))?,? but (?:only )?",
        re.IGNORECASE,
    ),
)
_COURTESY = 0
"""Place of the openings that say nothing: they do not make a question a follow-up."""
_CLOSING = re.compile(
    r"[\s,]*\b(?:(?<!by )then|too|as well|instead|please|though|only|alone|in the end|eventually|after all)\b(?=\W*$)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:(?:with|by|in|on|at|from|for|of|to) (?=what\b|which\b|whom\b|how\b))?"
    r"(?:what|how|which|who|whom|whose|when|where|why|is|are|was|were|did|do|does|has|have|had|can|could|would|will|"
    r"should|tell|give|show|list|compare|explain|describe|nobody|no one|anybody|anyone|everybody|somebody|someone)\b"
    r"(?=.*\s)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?:only |just |specifically )?(?:in|of|for|among|amongst|with|without|at|on|by|after|before|under|over|within|"
    r"from|during|excluding|including|given|if)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:it|that|this|those|these|the (?:difference|effect|result|benefit|figure|number|same)|they|them)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"(?i)\b(?:differ\w*|chang(?:e|es|ed)|increas\w+|decreas\w+|resolve[ds]?|higher|lower)\b")
_EVENT_PRONOUN = re.compile(r"\b(?:it|they|them|that|this|those|these)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:that|this|these|those|the same|such)\s+(?:sub)?(?:groups?|populations?|patients?|people|cohorts?|arms?)\b"
    r"|\b(?:in|among|for|of|with)\s+(?:them|these|those)\b"
    r"(?!\s+(?:\w+\s+)?(?:over|under|aged|with|who|whose|younger|older))"
    r"|\bhow many of (?:them|these|those)\b|\b(?:were|did|do|have|had|could) they\b"
    r"|\b(?:what|how)(?: \w+)? (?:was|were|is|are|about) their\b|^their\b|\bthere\W*$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:at|in|by|from|for|of) (?:that|this|the|that very)(?: same)?(?<! the) (?:data )?"
    r"(?:cut(?:-?\s?off)?|time ?point|time|analysis|look|follow-up)\b|\bby then\b",
    re.IGNORECASE,
)
_OTHER_ARM = re.compile(
    r"\b(?:the )?(?:other|opposite|second) (?:treatment )?(?:arm|group|side)\b"
    r"|^without(?: (?:it|that|this|the (?:study |new )?(?:drug|antibody|treatment)))?$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^(?:which|what|whose) (?:source|paper|publication|article|document|reference|citation|abstract)s?\b"
    r"(?!.*\b(?:held|corpus|you have)\b)"
    r"|^where (?:does|do|did|is|was|are|were) (?:that|this|it|they|these|those|the (?:figure|number)s?)\b.*"
    r"\b(?:come|from|reported|published|presented|shown|released|stated|printed|written|found|say)"
    r"|^(?:the )?(?:sources?|references?|citations?|says who|who says(?: so)?)\W*$"
    r"|^according to (?:whom|what|which source)\W*$|^how do you know\b|^what is (?:that|this) based on\b"
    r"|^(?:can|could) you (?:cite|show|give) (?:that|this|the source)"
    r"|^who (?:reported|reports|published|found|finds|wrote|presented|gave|gives|stated|states|showed|printed|said"
    r"|claims|claimed)(?: (?:that|this|it|these|those|them|so|the (?:figure|number|result)s?))?\W*$",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^(?:why|how come|what(?:'s| is| was) the (?:reason|cause))(?: for)?(?: (?:is|was|were|has))?"
    r"(?: (?:that|this|it)(?: (?:one|so|level|way|the case))?| so (?:\w+)| \d+ ?%?)?"
    r"(?: not (?:yet )?(?:been )?reached)?\W*$",
    re.IGNORECASE,
)
_WHY_SEVERAL = re.compile(
    r"(?:^|[.,;:]\s)(?:why|how come|what (?:explains|causes|makes)|where does)\b[\w ']{0,25}?"
    r"(?:\b(?:two|three|several|both|different|conflicting) (?:\w+ )?(?:numbers|figures|values|results|ones|ratios"
    r"|medians|rates)|\bdifferen(?:ce|t)|\bdiffer|\bdiscrepanc(?:y|ies)|\bnot the same)"
    r"(?: (?:come from|between (?:them|these|those|the two)))?\W*$",
    re.IGNORECASE,
)
_CUTOFF = re.compile(
    r"^(?:the )?(?:data )?cut-?\s?off(?: date)?$"
    r"|^(?:when|(?:as )?of (?:when|what date)) (?:was|is|were|are) (?:that|this|it|those|these|the data)(?: data)?"
    r"(?: (?:cut(?:-?\s?off)?|from|as of|analysed|analyzed|locked|frozen|closed))*\W*$"
    r"|^(?:when|what) (?:was|is) the (?:data )?(?:cut-?\s?off|lock|date)(?: date)?(?: (?:of|for|behind|there)"
    r"(?: (?:that|this|it|those|these))?)?\W*$"
    r"|^(?:what|which) (?:data )?(?:cut-?\s?off|date|analysis) (?:is|was|are|were) (?:that|this|it|those|these)"
    r"(?: (?:from|at|of|as of|for))?\W*$|^(?:as of|since|reached|reported) (?:when|what date)\W*$",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"(?:(?:at|after|with) )?(?:which|what) (?:median |length of )?follow-?\s?up(?: (?:was|is) (?:that|this|it))?"
    r"|(?:after )?how (?:long|much) (?:a )?follow-?\s?up"
    r"|how long (?:was|is) (?:the|that|its) (?:median )?follow-?\s?up",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:latest|last|most recent|newest|final|longest)\b", re.IGNORECASE)
_EARLIEST = re.compile(r"\b(?:first|earliest|initial|original|interim)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|next|subsequent|longer|updated?|newer|more mature|second)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|previous|prior|preceding|before|older)\b", re.IGNORECASE)
_READOUT = re.compile(
    r"\b(?:cut(?:-?\s?off)?s?|analys[ei]s|follow-?\s?up|updates?|read-?outs?|time ?points?|look|data|figures?|numbers?"
    r"|results?|medians?|ratios?|rates?|intervals?|p-?values?|reports?)\b|^later(?: on)?\W*$"
    r"|^(?:earlier|before(?: (?:that|this|then))?)\W*$|^(?:at|by) the end\W*$"
    r"|^(?:(?:at|in|by|of|for) )?(?:the )?(?:\w+ ){1,2}(?:ones?|values?)\W*$"
    r"|^(?:the )?one before(?: (?:it|that|this))?\W*$"
    r"|\bthe (?:later|latest|newer|newest|earlier|earliest|older|previous|next|last) one\b"
    r"|(?:^|,\s)(?:the )?(?:latest|newest|earliest|most recent)\W*$",
    re.IGNORECASE,
)
_GRADE = re.compile(r"(?:grade |gr\.? ?)?(?P<grade>[1-5] ?\+?|(?:>=|≥) ?[1-5])", re.IGNORECASE)
_SIZE = re.compile(
    r"\bhow (?:big|large)\b|\b(?:is|was) (?:this|that|the) (?:sub)?group (?:\w+ )?(?:big|large|small)\b"
    r"|\bsize of (?:that|this|the) (?:sub)?group\b"
    r"|\bhow (?:common|frequent|rare) (?:was|is|were|are) (?:that|this|it|they|those|these)\b"
    r"|\b(?:what|which) (?:percent(?:age)?|share|proportion|fraction|%)(?: (?:of|in) [\w ]{3,25}?)? (?:had|has|have"
    r"|were|was) (?:it|that|this|like (?:that|this))\b|\bhow many (?:patients|people|were|was|are|is|had|have|of)\b",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(
    r"^(?:in )?(?:months|weeks|days|years|percent\w*|units?)\b|\bunits?\b|\b(?:arms?|groups?|version)$|^(?:method|assay"
    r"|technique)s?$"
    r"|^sensitivity\b|\bthreshold$|^(?:nominal|tested|significant|formal\w*)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"^(?:who|whom|whose|where|when|why)\b|\byou\b", re.IGNORECASE)
_LONE_WORDS = 3
"""Words up to which the mere name of an outcome is a follow-up ("neutropenia?")."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a question is put.

    Attributes:
        rest: The question without its opening and closing words, and without its question mark.
        marked: Whether it opens as a follow-up does ("and", "what about").
        clause: Whether it is a sentence of its own, not only a phrase.
    """

    rest: str
    marked: bool
    clause: bool

    @property
    def restricting(self) -> bool:
        """Whether it is a phrase that begins with a preposition."""
        return bool(_PREPOSITION.match(self.rest))

    @property
    def brief(self) -> bool:
        """Whether it is a phrase of a few words."""
        return not self.clause and len(self.rest.split()) <= _LONE_WORDS

    @property
    def grade(self) -> str | None:
        """The grade that it consists of: "and 4?"."""
        match = _GRADE.fullmatch(self.rest)
        return match["grade"] if match else None

    @property
    def asks_size(self) -> bool:
        """Whether it asks how many patients there are."""
        return bool(_SIZE.search(self.rest))

    @property
    def points_back(self) -> bool:
        """Whether a pronoun stands for what was asked before."""
        return bool(_PRONOUN.search(self.rest))

    @property
    def compares(self) -> bool:
        """Whether it asks if something differs or changes, whatever it is called."""
        return bool(_COMPARES.search(self.rest))

    def said_of(self, event: str) -> str:
        """The words with the event in place of the pronoun that stands for it: "did it lead to death"."""
        return _EVENT_PRONOUN.sub(event, self.rest, count=1)

    @property
    def same_group(self) -> bool:
        """Whether it asks of the patients spoken of before."""
        return bool(_GROUP.search(self.rest))

    @property
    def same_time(self) -> bool:
        """Whether it asks of the analysis spoken of before."""
        return bool(_TIME.search(self.rest))

    @property
    def other_arm(self) -> bool:
        """Whether it asks of the arm not spoken of before."""
        return bool(_OTHER_ARM.search(self.rest))

    @property
    def asks_of_figures(self) -> bool:
        """Whether it may be asked of figures: no person or place is asked for, and nobody is thanked or greeted."""
        return (self.clause or self.marked or self.restricting or self.names_manner) and not _OF_OTHERS.search(
            self.rest
        )

    @property
    def names_manner(self) -> bool:
        """Whether it only names how figures are told or were made: "months or weeks", "per arm", "method"."""
        return bool(_OF_FIGURES.search(self.rest))

    @property
    def asks_source(self) -> bool:
        """Whether it only asks where the last answer comes from."""
        return bool(_SOURCE.search(self.rest))

    @property
    def asks_cutoff(self) -> bool:
        """Whether it only asks as of when the last figures are."""
        return bool(_CUTOFF.search(self.rest))

    @property
    def asks_follow_up(self) -> bool:
        """Whether it only asks how long patients had been followed for the last figures."""
        return bool(_FOLLOWED.fullmatch(self.rest))

    @property
    def asks_why(self) -> bool:
        """Whether it only asks why."""
        return bool(_WHY.search(self.rest))

    @property
    def asks_why_several(self) -> bool:
        """Whether it only asks why the figures told are not the same."""
        return bool(_WHY_SEVERAL.search(self.rest))

    def directs(self, word: str) -> bool:
        """Whether a word is the one by which it asks for another analysis: the "newer" of "newer medians"."""
        return bool(self.direction) and any(p.fullmatch(word) for p in (_LATEST, _LATER, _EARLIEST, _EARLIER))

    @property
    def direction(self) -> Direction | None:
        """Which analysis it asks for by its place among the others; ``None`` where it does not."""
        if not _READOUT.search(self.rest):
            return None
        order: tuple[tuple[Direction, re.Pattern[str]], ...] = (
            ("latest", _LATEST),
            ("later", _LATER),
            ("earliest", _EARLIEST),
            ("earlier", _EARLIER),
        )
        return next((direction for direction, pattern in order if pattern.search(self.rest)), None)


def starts_with_preposition(words: str) -> bool:
    """Whether a phrase begins with a preposition, and so can stand after what it restricts."""
    return bool(_PREPOSITION.match(words))


_ODDS_RATIO = re.compile(r"^\W*(?:(?i:and|the|with)\s)*OR\b(?=\W*$|,| (?:with|and) )")
"""The statistic in capitals, which else opens an alternative."""


def read_wording(question: str) -> Wording:
    """How ``question`` is put."""
    rest, marked, found = _ODDS_RATIO.sub("odds ratio", question.strip()), False, True
    while found:
        found = False
        for place, opening in enumerate(_OPENINGS):
            match = opening.match(rest)
            if match and match.end():
                rest, found, marked = rest[match.end() :], True, marked or place != _COURTESY
    rest = _CLOSING.sub("", rest.rstrip(" ?!.")).strip()
    rest = in_known_words(rest)
    return Wording(rest, marked, bool(_CLAUSE.match(rest)))
