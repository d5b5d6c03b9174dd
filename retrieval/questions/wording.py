"""How a question is put: patterns of plain English, before any vocabulary."""

from __future__ import annotations

import re

REGISTRY_NUMBER = re.compile(r"\bNCT\s?\d{8}\b", re.IGNORECASE)
_ADDED = re.compile(
    r"\b(?:and|with|plus|including|incl)\W+(?:the\W+|its\W+|a\W+)?(?:\d+\s?%\W*)?(?:p[- ]?values?|confidence|CIs?)\b",
    re.IGNORECASE,
)
_P = re.compile(r"\bp\b\W*(?:values?|=|<|>)?|\bp-?values?\b", re.IGNORECASE)
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred "
    "thousand first second third fourth fifth tenth quarter half twice double".split()
)
_ASSESSOR = re.compile(
    r"\b(?:investigator|independent(?:ly)?|irc|bicr|central(?:ly)?)\b[\s-]+(?:\w+[\s-]+)?(?:assess\w*|review\w*|committee|judged)\b"
    r"|\b(?:by|per)\W+(?:the\W+)?(?:irc|bicr|investigators?)\b",
    re.IGNORECASE,
)
_EVERY_GRADE = re.compile(
    r"\b(?:by|per|each|every|all|across|which|what|different|individual|single)\s+(?:the\s+)?(?:severit(?:y|ies)|grades?)\b(?!\s+(?:\d|(?-i:[IV])))"
    r"|\b(?:grade|severity)\s+(?:breakdown|distribution|split)\b|\b(?:breakdown|distribution|split)\s+(?:by|of|per)\s+"
    r"(?:grades?|severity)\b|\bhow (?:severe|bad|serious|grave)\b|\bmilder\b"
    r"|(?:[,;:]|\b(?:and|or|with))\s+(?:the\s+|their\s+)?(?:toxicity\s+)?(?:grades|severity)\b(?!\s*(?:\d|(?-i:[IV])))",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\bhow (?:often|frequently|many times)\s+(?:is|was|are|were|did|do|does)\s[^?.]{1,60}?"
    r"\b(?:given|administered|infused|dosed|injected"
    r"|(?:get|receive|take) (?:it|them|the drug|treatment|an? infusion))\b"
    r"|(?<=given)\W+(?:and\s)?(?P<beside>(?:how often|how frequently|for how long)\b"
    r"(?:[^?.]{0,20}\b(?:how long|how often|until when)\b)?)"
    r"|\bhow (?:is|was|are|were)\s[^?.]{1,40}?\btaken\b|\bwhen (?:is|was)\s[\w-]+\s(?:given|infused|dosed)\b"
    r"|\b(?:how long|until when)\s(?:was|were|is|are|should)\s(?:the )?(?:study |trial )?(?:treatment|therapy|patients)"
    r"\s(?:(?:planned|meant|supposed|intended) )?to"
    r" (?:go on|continue|last|stay on|remain on|be given|be treated|be continued)\b"
    r"|\bhow long (?:was|were|is|are) (?:the )?(?:study |trial )?(?:treatment|therapy)"
    r" (?:planned|intended|scheduled|foreseen)\b"
    r"|\b(?:fixed|set|limited|defined|predefined|certain) (?:number of (?:cycles|months|weeks|infusions|doses)"
    r"|(?:treatment )?(?:duration|course|length|period|time))\b(?=[^?.]*\bor\b|\W*\?|[^?.]*\btreat\w*)"
    r"|\b(?:un)?till? (?:when|(?:which|what) (?:moment|point|time|event))\b[^?.]{1,80}?\b(?:treat\w*|therapy|drugs?)\b",
    re.IGNORECASE,
)
_SENSITIVITY = re.compile(
    r"\b(?:10\s?\^?\s?[-−–⁻]\s?|1e-?|10 to the (?:power of )?minus )(?P<power>[4-6⁴⁵⁶])(?![\d.%])", re.IGNORECASE
)
_DECIMALS = re.compile(r"\b(?P<places>one|two|three|1|2|3)[- ]decimals?\b(?! place of)", re.IGNORECASE)
_PLACES = {"one": 1, "1": 1, "two": 2, "2": 2, "three": 3, "3": 3}
_SUPERSCRIPTS = str.maketrans("⁴⁵⁶", "456")
_RESULT = re.compile(
    r"\b(?:results?|met|meet|reach\w*|achiev\w*|outcomes?|findings?|improv\w*|effect|value|figures?|numbers?)\b",
    re.IGNORECASE,
)
_BOTH_ARMS = re.compile(
    r"\b(?:both|each|either|per|by|all|two)\s(?:treatment\s|study\s)?(?:arms?|groups?|drugs?|doses?|treatments|regimens?)\b",
    re.IGNORECASE,
)
_ALLOCATION = re.compile(
    r"\b(?:randomi[sz]\w*|allocat\w*|assign\w*)\b[^.?]{0,30}?(?<![\d:])(?P<ratio>[1-9]\s?:\s?[1-9])(?![\d:])",
    re.IGNORECASE,
)
_HOW_MANY_OF = re.compile(
    r"\bhow many\b|\b(?:number|proportion|share|percentage)\s(?:of|who|that)\b|\bscreen(?:ed|ing)\b[^?]*\beligible\b"
    r"|\d\s?(?:%|patients|people|participants|were)[^?]*\b(?:ineligible|not eligible)\b",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"\b(?:can|could|may|might|would|were|are|is|was)\b[^?.]{1,110}?\b"
    r"(?P<asked>be (?:enrolled|included|randomi[sz]ed|admitted)|(?:join|enrol|enter|participate|take part)\b"
    r"|get (?:in(?:to)?|on(?:to)?)(?=\W*$|\W*\?|\s(?:the|this) (?:trial|study)|\s(?:if|when)\b)"
    r"|open (?=to\b)|have (?:entered|joined|participated|taken part|enrolled|got in(?:to)?|been (?:enrolled|included"
    r"|randomi[sz]ed|admitted|eligible|allowed|accepted))"
    r"|(?:(?:found|deemed|made|considered) )?(?:ineligible|not eligible)\b(?! for (?!(?:the|this) (?:trial|study)\b))"
    r"|(?:allowed|permitted|accepted|admitted|eligible|excluded)(?=\s(?:in|into|to|for|from)\b|\W*\?|\W*$))"
    r"|^(?P<bare>[^?.]{1,40}?\ballowed)(?=\sin\b)",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho\s(?:\w+ly\s)?(?:assess|judg|review|adjudicat|evaluat|determin|confirm)\w*", re.IGNORECASE)
_LABORATORY = re.compile(
    r"\b(?<!no[nt][- ])(?:lab(?:oratory|s)?|ha?ematolog\w*|cytopeni\w*|blood counts?)\b", re.IGNORECASE
)
_ORDER = re.compile(
    r"\b(?:drop|delete|truncate|insert|select|alter|update)\b[^.?]*\b(?:tables?|databases?|from|into|index)\b",
    re.IGNORECASE,
)
RANKED = re.compile(
    r"\b(?:most (?:common|frequent|often|likely)\w*|commonest|(?:leading|main|chief) (?:side|adverse)"
    r"|(?:side effects?|adverse (?:events?|reactions?|effects?))\s(?:do |did |that )?"
    r"(?:occur(?:s|red)?|happen(?:s|ed)?) (?:the )?most"
    r"|highest (?:rate|incidence|frequency)|top (?:\d+|three|five|ten))\b(?!\sreasons?\b)",
    re.IGNORECASE,
)
"""That the most frequent of many outcomes are asked for; reasons of leaving are none."""
_WHICH_GRADE = re.compile(r"\b(?:which|what) (?:grade|severity)\b", re.IGNORECASE)
"""That the grades of one event are ranked, and not the events."""
_OVERVIEW = re.compile(
    r"\bhow(?:['’]?d|['’]ve|\s(?:did|do|does|have|has|well|good))\b.*"
    r"\b(?:do|(?<!been )done|fared?|work|perform|go|(?:get|got) on\b(?!\s(?:to|the|an?|tr)))\b"
    r"|\b(?:do|does|did|doing|fared?|cope[ds]?)"
    r"\s(?:just\s|equally\s|any\s|as\s|so\s|much\s|far\s)*(?:well|badly|poorly|better|worse)\b|\b(?:efficacy|effective\w*|outcomes?|results?"
    r"|benefit\w*|what about|what (?:happened (?:to|in|with|among)|became of|(?:was|has been) (?:found|seen|observed)"
    r"|(?:did|does|do|ha[sv]e?)\s[^?.]{1,40}\s(?:find|found|shown?))|findings|data(?![ -](?:cut|lock|set|base))"
    r"|summar(?:y|i[sz]e)|overview|influenc\w*|(?:depend(?:s|ed|ent|ing)?|impact) on|differ|irrespective of"
    r"|regardless of|everything|all you (?:have|hold|know)|(?:information|info|evidence) (?:on|about|for))\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\bhow (?:was|were|is|are|did)\b(?![^?.]*\b(?:compare|differ|fare)\b)[^?.]*"
    r"\b(?:assess\w*|measur\w*|defin\w*|evaluat\w*|analy[sz]ed"
    r"|scored|graded|rated|calculated|counted|recorded|quantified|collect\w*|determin\w*|select\w*|design\w*|conduct\w*|test(?:ed|ing)|detect\w*"
    r"|corrected|imputed|dealt with|overcome|circumvented)\b"
    r"|\b(?:which|what|using (?:what|which)) (?:lab )?(?:method|assay|technique|test|technology|platform)s?\b"
    r"|\b(?:which|what)(?:['’]s| is| was)? (?:the )?sensitivity\b|\bhow sensitive\b|\bsensitivity thres|\bdetection lim"
    r"|^\W*(?:was|were|is|are)\b[^?.]*\b(?:(?:assess|measur|determin|detect|evaluat|test|examin|analy[sz])ed|done|checked)"
    r" (?:by|with|using|via|in)\b"
    r"|\b(?:did|do|does) (?:they|it|you|the \w+) (?:measure|assess|test|detect|check|determine|look for)\b[^?.]*"
    r"\b(?:by|with|using|via)\b"
    r"|\b(?:method|assay|technique|sensitivity) (?:of|for|used|behind)\b(?! 1[0e])|\b(?:assessment|detection) method\b"
    r"|\b(?:method|assay|technique)s?\b[^?.;]{0,25}\b(?:measured|assessed|used|determined|applied|detected)\b"
    r"|(?:\band|\bplus|\bwith|&|[,:])\s(?:the |its |their )?(?:method|assay|technique)s?\b",
    re.IGNORECASE,
)
_BY_METHOD = re.compile(
    r"\b(?:(?:assess|measur|determin|detect|evaluat|test|examin|analy[sz])ed|done|checked) (?:by|with|using|via)\b"
    r"|\b(?:did|do|does) (?:they|it|you|the \w+) (?:measure|assess|test|detect|check|determine|look for)\b[^?.]*?"
    r"\b(?:by|with|using|via)\b",
    re.IGNORECASE,
)
_SIGNIFICANCE = re.compile(
    r"\b(?:(?<!clinically )significan\w*|benefi\w*|better|superior\w*|improv\w*|prolong\w*|extend\w*|longer|worse"
    r"|gain(?:s|ed)?(?=\s(?:from|more|less|much|anything|nothing)\b)|favou?r\w*|work\w*|protect(?:s|ed|ive)?|prevent(?:s|ed)?"
    r"|help(?:s|ed|ful)?(?! (?:me|us|you|with|to)\b)"
    r"|effective\w*|(?:formally|statistically) tested|formal(?:ly)? (?:statistical )?test\w*|nominal(?:ly)?"
    r"|(?:in)?conclusive\w*|(?:un)?proven|proved|proof|by chance"
    r"|(?:real|true|genuine) (?:difference|effect|increase|decrease|reduction|drop|rise|gain|change)"
    r"|(?:un)?certain(?:ty)?|(?:im)?precise|convincing\w*|reliabl[ey]|difference (?:\w+ ){0,3}(?:real|clear))\b"
    r"|\b(?:(?:includ|cross|exclud|contain|reach|touch|span)\w*|clear of|(?:above|below) (?=1|unity|the))"
    r"\s?(?:1|one|unity|the null)\b(?![.·]?\d)|\btested (?:hypothes[ei]s|end ?points?|outcomes?)\b"
    r"|\b(?:was|were|is)\b(?:[^?,;]{1,40}\stested(?=\W*$)|\s(?:that|this|it) tested\s(?=against|versus|vs|for)\b)"
    r"|\b(?:beat|me?et|exceed\w*|miss\w*|below|above|under|over|reach\w*)\s(?:the|its|their|that|this)\s"
    r"(?:pre-?\w+\s)?(?:performance\s|pre-?\w+\s)?(?:goal|benchmark)\b",
    re.IGNORECASE,
)


def asks_overview(text: str) -> bool:
    """Whether results at large are asked for: "how did it do", "efficacy", "what about"."""
    return bool(_OVERVIEW.search(text)) and not _ORDER.search(text)


def asks_how_fared(text: str) -> bool:
    """Whether it is asked how patients fared, in a verb of their own: "whether the elderly benefited as well"."""
    return bool(_FARED.search(text))


_FARED = re.compile(
    r"\b(?:benefit(?:s|ed)?|profit(?:s|ed)?|fared?|respond(?:s|ed)?"
    r"|(?:get|got|gain(?:ed)?) (?:more|less|much|anything) (?:out of|from)"
    r"|work(?:s|ed)? (?:as |just as |equally |less )?well"
    r"|(?:did|do|does|done) (?:as |just as |equally |less |so )?(?:well|badly|better|worse))\b",
    re.IGNORECASE,
)


def asks_top_grade(text: str) -> bool:
    """Whether it is asked which grade of an event is the most frequent."""
    return bool(_WHICH_GRADE.search(text) and RANKED.search(text))


def assessor(text: str) -> str | None:
    """Who is asked to have assessed: "investigator", "independent"; ``None`` when nobody is named, or both are."""
    told = assessors(text)
    return told.pop() if len(told) == 1 else None


def assessors(text: str) -> set[str]:
    """Everybody who is told to have assessed: "investigator", "independent"."""
    said = (match.group().casefold() for match in _ASSESSOR.finditer(text))
    return {"investigator" if "investigator" in words else "independent" for words in said}


def ranked(text: str) -> bool:
    """Whether the most frequent of many outcomes are asked for."""
    return bool(RANKED.search(text)) and not _WHICH_GRADE.search(text)


def ranks_others(text: str) -> bool:
    """Whether the most frequent are asked for beside what was named: "fatal events, and the most common ones"."""
    return any(_ONES.match(text, match.end()) for match in RANKED.finditer(text))


_ONES = re.compile(r"\s(?:ones|overall|in general|of all)\b", re.IGNORECASE)


def asks_laboratory(text: str) -> bool:
    """Whether laboratory values are asked for, and no reported events."""
    return bool(_LABORATORY.search(text))


def asks_each_arm(text: str) -> bool:
    """Whether the figures of the arms are asked for, beside what compares them."""
    return bool(_BOTH_ARMS.search(text))


def asks_who_assessed(text: str) -> bool:
    """Whether it is asked who judged an outcome."""
    return bool(_WHO.search(text))


def weighs(text: str) -> bool:
    """Whether it is asked if a difference is one: significant, better, longer."""
    return bool(_SIGNIFICANCE.search(text))


def only_adds(text: str) -> bool:
    """Whether a p-value or an interval is asked for beside something else ("ORR and the p-value")."""
    return bool(_ADDED.search(text))


def names_p(text: str) -> bool:
    """Whether a p-value is named, not only significance."""
    return bool(_P.search(text))


def asks_every_grade(text: str) -> bool:
    """Whether each grade is asked for by itself: "by grade", "grade breakdown", "how severe was it"."""
    return bool(_EVERY_GRADE.search(text))


def decimals_asked(text: str) -> int | None:
    """How many decimals a figure is wanted with: ``3`` for "the three-decimal HR"; ``None`` where that is not said."""
    match = _DECIMALS.search(text)
    return _PLACES.get(match["places"].casefold()) if match else None


def sensitivity(text: str) -> str | None:
    """A sensitivity that is named as a power of ten, as results write it: ``"10^-5"`` for "10-5" and "1e-5"."""
    match = _SENSITIVITY.search(text)
    return f"10^-{match['power'].translate(_SUPERSCRIPTS)}" if match else None


def schedule(text: str) -> tuple[int, int] | None:
    """The span in which it is asked how often something is given, else ``None``."""
    match = _SCHEDULE.search(text)
    return match.span("beside" if match["beside"] else 0) if match else None


def given(text: str) -> tuple[int, int] | None:
    """The span in which it is asked what a group was given, else ``None``."""
    match = _GIVEN.search(text)
    return match.span() if match else None


_GIVEN = re.compile(
    r"\bwhat(?: exactly| precisely| else| drugs| medicines)? (?:did|do|were|was|are|is) [^?,;]{0,40}?"
    r"\b(?:arms?|groups?|controls|patients|participants|people|those|everybody|everyone)\b[^?,;]{0,30}?"
    r"\b(?:given|receive|get|take|treated with|put on)(?=\W*(?:$|[?,;]|exactly|instead|then))",
    re.IGNORECASE,
)


def allocation(text: str) -> tuple[int, int] | None:
    """The span of a ratio by which patients are said to have been allocated ("randomised 1:1"), else ``None``."""
    match = _ALLOCATION.search(text)
    return match.span("ratio") if match else None


def entry(text: str) -> tuple[int, int] | None:
    """The span that asks whether somebody could take part, else ``None``."""
    match = None if _HOW_MANY_OF.search(text) else _ENTRY.search(text)
    return match.span("asked" if match["asked"] else "bare") if match else None


def methods_offered(text: str) -> int:
    """Where the methods begin that a question offers to choose from ("assessed by NGS or flow"); else its end."""
    match = _BY_METHOD.search(text)
    return match.end() if match else len(text)


def asks_method(text: str) -> bool:
    """Whether it is asked how something was done or measured."""
    return bool(_METHOD.search(text))


def asks_result(text: str) -> bool:
    """Whether the result of what is named is asked for, not what it is."""
    return bool(_RESULT.search(text))


def asks_number(text: str) -> bool:
    """Whether it is asked for a date, a share or a number first of all: "on what date", "what percentage"."""
    return bool(_NUMBER.search(text))


_NUMBER = re.compile(
    r"^\W*(?:(?:on|in|by|from|since|at|for|to)\s)?(?:what|which)\s(?:exact\s)?(?:date|day|year|month|percentage|proportion"
    r"|share|fraction|number)\b|^\W*(?:in |for )?how (?:many|often)\b|\bthe (?:larger|higher|lower|smaller) (?:share"
    r"|proportion|percentage|number|rate)\b",
    re.IGNORECASE,
)
