"""Short ways in which a follow-up asks, in words that are known: "is 1 inside it", "by arm", "one or two-sided"."""

from __future__ import annotations

import re

_SAID_SHORT = (
    (re.compile(r"(?P<nth>(?:at|by|in) (?:the )?(?:first|second))(?: one)?", re.IGNORECASE), r"\g<nth> analysis"),
    (
        re.compile(
            r"(?:with|on|in|under|for|after) (?:the )?"
            r"(?:old(?:er)?|usual|standard|conventional|control|comparison|normal)"
            r" (?:treatment|therapy|drugs?|regimen|one|ones|arm|group)",
            re.IGNORECASE,
        ),
        "in the control arm",
    ),
    (
        re.compile(r"((?:at|in|for|by) the (?:primary|interim|final|last|latest|earliest))(?: one)?", re.IGNORECASE),
        r"\1 analysis",
    ),
    (
        re.compile(
            r"(?:(?:broken|split|separated?|divided|stratified|listed)(?: (?:down|up|out))? )?"
            r"(?:by|per|for each|in each) (?:(?:treatment )?(?:arm|group)|treatment|regimen)",
            re.IGNORECASE,
        ),
        "in both arms",
    ),
    (
        re.compile(
            r"(?:does|do|did) (?:it|that|this|they|the (?:CI|interval)|its (?:CI|interval)) (?:\w+ )?"
            r"(?:include|cross|contain|exclude|span|cover|touch) (?:1|one|unity|the null(?: value)?|zero)"
            r"|(?:is|was|does|did) (?:1|one|unity|the null(?: value)?|zero) (?:\w+ )?"
            r"(?:inside|in|within|outside|included|excluded|contained|covered|fall|lie)\b"
            r"(?: (?:inside|in|within|outside|by))?"
            r"(?: (?:it|(?:the|that|this|its) (?:confidence )?(?:CI|interval|limits|bounds)))?"
            r"|(?:(?:is|was|could|can) (?:it|that|this|the difference) (?:be )?)?"
            r"(?:(?:just|only|an?|due to|by|down to) )*"
            r"(?:real|true|genuine|chance|luck|coincidence)(?: (?:difference|effect|finding|result|one))?"
            r"(?:,? or (?:(?:just|only|an?|due to|by) )*(?:chance|luck|coincidence|noise|not|real))?",
            re.IGNORECASE,
        ),
        "was it significant",
    ),
    (
        re.compile(
            r"(?:(?:and|the|what was the|who was the) )*(?:youngest|oldest|eldest|lowest|highest|shortest|longest"
            r"|smallest"
            r"|largest|minimum|maximum)(?: (?:one|patient|person|participant|value))?(?P<where>(?: (?:in|with"
            r"|on) .+)?)",
            re.IGNORECASE,
        ),
        r"range\g<where>",
    ),
    (
        re.compile(
            r"(?:in [\w ]{2,20}, )?(?:(?:what|how (?:big|large|wide|much))(?:'s| is| was) )?(?:the |that )?"
            r"(?:gap|gain|distance)"
            r"(?: (?:in|between) (?:the |both |two )?(?:arms|groups|months|percent(?:age)? points))*"
            r"|(?:by )?how (?:much|many (?:months|weeks|days|points|percent(?:age)? points)) "
            r"(?:longer|shorter|more|less|better|worse|higher|lower)"
            r"(?: (?:was|is|did) (?:it|that|this|they)(?: last)?)?",
            re.IGNORECASE,
        ),
        "difference",
    ),
    (re.compile(r"(?:(?:and )?(?:at )?(?:what|which) )?(?:confidence )?level", re.IGNORECASE), "confidence interval"),
    (
        re.compile(
            r"(?:is|was) (?:it|that|this|the p(?:-?values?)?) (?:only |just |really )?nominal"
            r"|(?:(?:is|was|are|were) (?:it|that|this|they|those|the p(?:-?values?)?) (?:an? )?)?"
            r"(?:(?:one|two|1|2)[ -]?(?:sided|tailed)?(?:,? or (?:one|two|1|2))?[ -]?(?:sided|tailed)"
            r"(?: (?:p|test|one))?"
            r"|(?:one|two)[ -]?(?:sided|tailed)?,? or (?:one|two))|how many sides"
            r"|(?:which|what) p(?:-?values?)? (?:goes|go|comes|belongs?|is|was) (?:with|to|for|beside) "
            r"(?:it|them|that|this|those|these)",
            re.IGNORECASE,
        ),
        "p-value",
    ),
    (
        re.compile(
            r"(?:(?:expressed|given|told|put|stated) )?(?:as|in) (?:an? |the )?(?:(?:percent(?:age)?|per cent|%) )?"
            r"(?:risk |hazard )?reduction(?: (?:in|of) (?:the )?(?:risk|hazard|percent))?",
            re.IGNORECASE,
        ),
        "hazard reduction",
    ),
    (re.compile(r"(?:(?:on|in|for|with) )?(?P<arm>(?:the |an? )?[\w-]+) side", re.IGNORECASE), r"\g<arm> arm"),
    (
        re.compile(
            r"(?:the )?same (?P<grade>any-grade|grade \S+(?: or (?:worse|more|higher))?|serious|severe|fatal)"
            r" (?:figures?|rates?|numbers?|percentages?|shares?)(?: (?:for|of|with|in) (?P<what>[^?]+))",
            re.IGNORECASE,
        ),
        r"\g<grade> \g<what>",
    ),
    (
        re.compile(
            r"(?:split|divided?|br(?:eak|oken)|separated?|sorted?)\b[\w ]{0,30}? (?:into|by|as) "
            r"(?P<grades>grades? [\w, ]+)",
            re.IGNORECASE,
        ),
        r"\g<grades>",
    ),
    (re.compile(r"(?P<event>[\w-]+(?: [\w-]+){0,2}),? any", re.IGNORECASE), r"\g<event>, any grade"),
    (re.compile(r"(?:when did (?:it|that|this) )?(?:finish(?:ed)?|close[ds]?|conclude[ds]?)", re.IGNORECASE), "end"),
)
"""Short ways to ask, each with words that are known."""


def in_known_words(words: str) -> str:
    """The words of a follow-up, or the known ones for which they are short."""
    return next((said.sub(plain, words) for said, plain in _SAID_SHORT if said.fullmatch(words)), words)
