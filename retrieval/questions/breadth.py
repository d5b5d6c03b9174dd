"""How wide an answer is asked for: one arm or both, each analysis, each subgroup, each report and its source."""

from __future__ import annotations

import re

_EVERY_CUTOFF = re.compile(
    r"\b(?:each|every|all|both|different|three|two|various)\s+(?:the\s+)?(?:data\s+)?"
    r"(?:cut-?\s?offs?|analys[ei]s|time\s?points?|updates?)"
    r"|\bnow and (?:at|in|on|then|back)\b|\b(?:then|at first|back then) and now\b"
    r"|\b(?:over time|chang(?:e|ed|es)|evolv\w+|compare\w* .*(?:interim|final|update)"
    r"|across (?:the )?(?:analyses|cut))"
    r"|\b(?:bec[ao]me|get|got|go|went|grow|grew|rise|rose|increas\w+|fall|fell|drop(?:ped)?|decreas\w+|chang\w+"
    r"|deepen\w*|improv\w*|strengthen\w*|(?:more|less) (?:common|frequent(?:ly)?|often))\b[^.?]*"
    r"\b(?:longer|extended|further|more|additional|later) (?:follow-?\s?up|cut-?\s?offs?)\b"
    r"|\b(?:first|interim|initial|primary|original|early)\b(?:[^.?]|\.\d)*\b(?:later|afterwards|subsequent(?:ly)?|eventually|now)\b"
    r"|\bin 20\d\d\b[^.?]*\b(?:later|afterwards|since|now|then)\b|\b(?:1st|earliest)\b[^.?]*\b(?:and|vs\.?|versus|to)\b"
    r"[^.?]*\b(?:final|later|last|latest|2nd|updated?)\b"
    r"|\bwhich\b[^.?]*\b(?:reports?|abstracts?|papers?|plenary)\b[^.?]*\band which\b[^.?]*"
    r"\b(?:reports?|abstracts?|papers?|plenary)\b"
    r"|\b(?:interim|primary|first|initial|original)\b[^.?]*(?:\b(?:and|vs\.?|versus|to|then|with|from|against)\b|[,;/&+])[^.?]*"
    r"(?:\b(?:final|updated?|latest|second|last|later|longer)\b|\b(?:at|by|in) the (?:very )?end\b(?! of\b))"
    r"|\b(?:final|updated?|latest|second|last|later)\b[^.?]*\b(?:and|vs\.?|versus|with|from|than)\b[^.?]*"
    r"\b(?:interim|primary|first|initial|original)\b",
    re.IGNORECASE,
)
_EVERY_SUBGROUP = re.compile(
    r"\b(?:by|across|per|in|for|of|all|each|every|various|different|which|prespecified)\W+(?:the\W+|all\W+|each\W+|every\W+)?subgroups?\b"
    r"|\b(?:which|what) (?:kinds? of |sorts? of |types? of )?"
    r"(?:patients|people|ones|groups? of patients|patient groups?)"
    r"\s(?:did|do|fared|benefit\w*|gained|profit\w*|responded)\s(?:from it\s)?(?:the\s)?"
    r"(?:best|most|worst|least|better)\b"
    r"|\bwho (?:did|does|do|fared|benefit\w*|gain\w*|profit\w*)"
    r"\s(?:from it\s)?(?:the\s)?(?:best|most|worst|least)\b"
    r"|\b(?:in|for) (?:which|what) (?:patients|people|groups? of patients)\b[^?]*"
    r"\b(?:benefi\w*|effects?|gains?)\b[^?]*\b(?:greatest|largest|strongest|biggest|most|best)\b"
    r"|\b(?:did|do|does|was|were|is|are) (?:there )?(?:in )?any (?:of the )?subgroups?\b"
    r"|\b(?:rank|sort|order|arrange)\w*\b[^?]*\bsub-?groups\b"
    r"|\bsub-?groups\b[^?]*\b(?:rank|sort|order|lowest|highest|ascend|descend|strongest|weakest)\w*\b"
    r"|\bsubgroup (?:analys[ei]s|results?|data|findings)\b|\bforest plot\b",
    re.IGNORECASE,
)
_ONE_ARM = re.compile(
    r"\bonly\W*(?:[:;,?.]|$)"
    r"|\b(?:only|just|solely) (?:in |for |with |from )?(?:the )?[\w-]+(?: (?:arm|group|patients))?\W*$"
    r"|\b(?:arm|group|patients) (?:only|alone)\b",
    re.IGNORECASE,
)
_MEETING = r"(?:congress|conference|meeting|symposium|plenary)"
_SOURCE = re.compile(
    r"\b(?:which|what) (?:source|paper|publication|abstract|reference|article|document|report|journal|page"
    r"|data ?set|database)s?\b"
    rf"|\b(?:which|what) {_MEETING}\b"
    r"|\b(?:which|what) (?:data )?(?:analys[ei]s|cut-?off)\b[^?]*"
    r"\b(?:from|belongs?|comes?|taken|found|reported|given)\b"
    r"|\b(?:which|what) (?:hazard |risk |odds )?(?:ratio|HR|OR)s?\b[^?]*"
    r"(?:\b(?:comes? from|behind|derived|based|taken|gives?|yields?)\b|\bfrom(?=\s*(?:[?.!]|$)))"
    r"|\b(?:which|what) (?:hazard ratio|HR) (?:is|was) (?:that|this|it)\b"
    r"|\d\s?%[^?]{0,40}[,–—-]\s*(?:and )?where (?:is (?:it|that|this) |does (?:it|that) come )?from\b"
    r"|\d[.·]\d+[^?]{0,12}\bwhose\b|\bwhose\b[^?]{0,25}\d[.·]\d"
    r"|\b(?:from|behind|based on) (?:which|what) (?:hazard |risk |odds )?(?:ratio|HR|OR)s?\b"
    r"|\b(?:source|reference|citation)s? (?:of|for|behind|on|about)\b"
    r"|\bwho (?:reports?|reported|publish(?:es|ed)|printed)\b"
    r"|\bwho (?:wrote|authored|penned)\b[^?]*\b(?:papers?|articles?|reports?|abstracts?|publications?|up|on|about)\b"
    r"|\bor (?:do|must|should|would|can) (?:we|I|you|one) (?:only )?(?:have to |need to )?"
    r"(?:take|get|use|find|quote|cite|read) (?:it|that|this|them|one)\b"
    r"|\bwhere (?:can|could|might|do|would|should) (?:i|we|one|you)\s(?:\w+\s)?(?:read|find|look\w*|see|learn|get)\b"
    r"|\bresults?\b[^?]*\b(?:post|upload|put|appear|publish|available|online)\w*\b[^?]*"
    r"\b(?:registers?|registry|registries|clinicaltrials|ct\.gov|EudraCT)\b"
    r"|\bwhere (?:is|was|were|are|does|did|do|can|could|has|have)\b[^?]*"
    r"\b(?:reported|published|presented|shown|comes?|stated|found)\b",
    re.IGNORECASE,
)
_VARIANTS = re.compile(
    r"\b(?:two (?:different )?(?:numbers|figures|values|results)|which (?:one )?is (?:right|correct)"
    r"|censor\w*|sensitivity|robust\w*|FDA|EMA|regulat\w+|differ\w*|discrepan\w*|conflict\w*|sources?|all (?:the )?"
    r"(?:reported|published|results|figures|analyses|hazard ratios|HRs?))\b",
    re.IGNORECASE,
)


_ADDED_RULE = re.compile(
    r"\b(?:including|as well as|along with|together with|and also|plus|with and without)\b[^?]{0,40}"
    r"\b(?:analys[ei]s|excluding|without|leaving out|left out|not count\w*|taken out)\b|\bwith (?:and|or) without\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:including|as well as|along with|together with|and also|plus|with and without|in addition to)\b[^,;:?]{0,40}$"
    r"|\bwith (?:and|or)\s$",
    re.IGNORECASE,
)


def is_added(text: str, start: int) -> bool:
    """Whether the analysis named at an offset is asked beside the others: "including that with deaths censored"."""
    return bool(_ADDED.search(text, 0, start) or _AGAINST_MAIN.search(text))


def weighs_variant(text: str) -> bool:
    """Whether it is asked what a rule that only a variant of an analysis follows changes in its result."""
    return bool(_CHANGES.search(text))


_AGAINST_MAIN = re.compile(
    r"\b(?:compared? (?:with|to)|versus|vs\.?|against|than|and|from) (?:in |for |with |by )?(?:the |its )?"
    r"(?:main|plain|unadjusted|uncensored|unmodified|usual|standard|headline|normal) "
    r"(?:\w+ )?(?:one|analys[ei]s|results?|figures?|HRs?|(?:hazard )?ratios?|estimates?|values?|findings?)\b"
    r"|\b(?:main|primary|plain|unadjusted|usual|standard|headline) (?:\w+ )?(?:analys[ei]s|results?|figures?)"
    r" (?:or|and|versus|vs\.?) ",
    re.IGNORECASE,
)
"""That a variant of an analysis is held against the analysis itself."""
_CHANGES = re.compile(
    r"\b(?:chang(?:e|es|ed)|mov(?:e|es|ed)|shift(?:s|ed)?|alter(?:s|ed)?|affect(?:s|ed)?|influenc(?:e|es|ed)|distort(?:s|ed)?|skew(?:s|ed)?|impact(?:s|ed)?"
    r"|sensitive|robust|ma(?:k|d)es? (?:any |a |much |no )?difference|(?:held|holds?) up|matter(?:s|ed)?"
    r"|(?:any|look(?:s|ed)?|be|become|get|gets|got|is|was|turn(?:s|ed)? out|come out|came out) (?:any |much |even )?"
    r"(?:better|worse|different|stronger|weaker|longer|shorter|more favou?rable))\b",
    re.IGNORECASE,
)
"""That it is asked what a variant of an analysis changes: "did censoring deaths move the ratio"."""


_APART = re.compile(
    r"\b(?:why|how come|what explains|explain|reasons?)\b[^?]*\b(?:differ\w*|discrepan\w*|not the same|conflict\w*"
    r"|(?:dis)?agree\w*|deviat\w*|unlike|two (?:different |hazard |median )?\w+|another"
    r"|other (?:report|source|paper)s?)\b"
    r"|\b(?:differ\w*|discrepan\w*|not the same|conflict\w*|disagree\w*)\b[^?]*\b(?:why|how come|reasons?)\b"
    r"|\b(?:sources?|reports?|papers?|publications?|values|numbers|figures)\b[^?]*\b(?:(?:dis)?agree\w*|differ\w*"
    r"|conflict\w*|contradict\w*|(?:the )?same|consistent\w*|match\w*)\b"
    r"|\b(?:does|do|did|is|are)\b[^?]*\b(?:figures?|numbers?|values?|results?|ratios?|medians?)\b[^?]*\b(?:match\w*|(?:dis)?agree\w*"
    r"|tally|tallies|square|in line with|the same as|consistent with|identical to)\b"
    r"|\bsame\b[^?]*\b(?:sources|reports|papers|publications)\b"
    r"|\b(?:difference between|what (?:separates|distinguishes|sets apart|tells apart))\b[^?]*\d[.·]\d[^?]*\d[.·]\d"
    r"|\d[.·]\d[^?]*\d[.·]\d[^?]*\bwhat (?:separates|distinguishes|sets apart|explains|is the difference between) "
    r"(?:them|the two|these|those|both)\b|\bwhy\b[^?]*\bnot the\b[^?]*\b(?:one|figure|number|value)\b"
    r"|\b(?:why|how come|reasons?)\b[^?]*\d[.·]\d[^?]*\d[.·]\d"
    r"|\d[.·]\d[^?]*\b(?:why|how come|reasons?)\b[^?]*\d[.·]\d"
    r"|\d(?:[.·]\d|\s?%(?!\s?(?:CI|conf)))[^?]*\d(?:[.·]\d|\s?%(?!\s?(?:CI|conf)))[^?]*\b(?:how come|why)\b",
    re.IGNORECASE,
)
_WHICH_OF_TWO = re.compile(
    r"\d(?:[.·]\d+|\s?%|\smonths)[^?]*\d(?:[.·]\d+|\s?%|\smonths)[^?]*"
    r"\b(?:which|what)\b(?: (?:one|figure|number|value|median|ratio|rate|of (?:them|these|those|the two)))?[^?]{0,40}?"
    r"\b(?:right|correct|true|wrong|real|quote[ds]?|use|cite|trust|believe|go with|valid|official|final|current)\b"
    r"|\d(?:[.·]\d+|\s?%|\smonths)[^?]*\d(?:[.·]\d+|\s?%|\smonths)[^?]*\b(?:which|what) (?:one )?is it\b",
    re.IGNORECASE,
)


def asks_which_of_two(text: str) -> bool:
    """Whether two figures are held against each other, of which one is to be chosen: "0.5 and 0.6, which is right"."""
    return bool(_WHICH_OF_TWO.search(text))


def asks_apart(text: str) -> bool:
    """Whether it is asked why two figures differ, or whether what reports them agrees."""
    arms = _OF_ARMS.search(text) and not _OF_REPORTS.search(text)  # what differs between the arms is their result
    return asks_which_of_two(text) or offers_two(text) or (bool(_APART.search(text)) and not arms)


def offers_two(text: str) -> bool:
    """Whether two figures are told side by side, of which either may be right: "0.5 or 0.6", "both 12% and 13%"."""
    return bool(_TWO.search(text))


_UNIT = r"\s?(?:%(?!\s?(?:CIs?\b|conf))|per ?cent\b|months?\b|weeks?\b)"
_FIGURE = rf"(?<![\d.])(?:\d+[.·]\d+(?:{_UNIT})?|\d+{_UNIT})"
_BRIEF = r"[^?.]{0,40}?"
_TWO = re.compile(
    rf"{_FIGURE},?\sor\s(?:\w+\s)?{_FIGURE}"
    r"|(?<![\d.])\d+[.·]\d+,?\s(?:vs\.?|versus)\s(?:\w+\s)?\d+[.·]\d+(?!\d|\s?(?:%|months?\b|weeks?\b))"
    rf"|\b(?:both|neither|either)\s(?:of\s|the\s)*{_FIGURE}\s(?:and|nor|or)\s(?:of\s|the\s|as\s)*{_FIGURE}"
    rf"|{_FIGURE}\s(?:and|but)\s(?:as\s|of\s|also\s|with\s|then\s)*{_FIGURE}[^?]*\b(?:both|which|where|sources?|around)\b"
    rf"|{_FIGURE}{_BRIEF}\b(?:another|others?|elsewhere|somebody else)\b{_BRIEF}{_FIGURE}",
    re.IGNORECASE,
)


_OF_ARMS = re.compile(
    r"\b(?:two|both|the|treatment|study|between|each|trial)\s(?:\w+\s)?(?:arms|groups|regimens)\b", re.IGNORECASE
)
_OF_REPORTS = re.compile(
    r"\b(?:sources?|reports?|papers?|publications?|articles?|abstracts?|labels?|regist\w+|FDA|EMA|why|how come|reasons?"
    r"|explain\w*)\b",
    re.IGNORECASE,
)


def asks_other_value(text: str) -> bool:
    """Whether a figure is given and another one is asked: "35.6 months in one report; what is the other value"."""
    return bool(_OTHER_VALUE.search(text))


_OTHER_VALUE = re.compile(
    r"\b(?:the other|another|a different|some other|a second)"
    r" (?:value|figure|number|result|median|estimate|rate|(?:hazard |odds )?ratio|HR|OR)s?\b",
    re.IGNORECASE,
)


def asks_of_each_source(text: str) -> bool:
    """Whether it is asked of several sources if each says so: "do they all call it a 95.4% interval"."""
    return bool(_OF_EACH_SOURCE.search(text))


_SEVERAL_SOURCES = r"(?:sources|reports|papers|abstracts|publications|articles|references)"
_BE_OR_DO = r"(?:do|does|did|is|are|was|were|has|have)"
_OF_EACH_SOURCE = re.compile(
    rf"\b{_SEVERAL_SOURCES}\b[^?]*\b{_BE_OR_DO}\s(?:they|these|those|all|both|each|every)\b"
    rf"|\b{_BE_OR_DO}\s(?:all |both |any of )?(?:the |of the )?(?:\w+ )?{_SEVERAL_SOURCES}\b",
    re.IGNORECASE,
)


def asks_every_print(text: str) -> bool:
    """Whether each value held of a figure is asked for, as every source prints it: "every hazard ratio on file"."""
    return bool(_EVERY_PRINT.search(text))


_EVERY_PRINT = re.compile(
    r"\b(?:which|what)\b[^?]*\b(?:print|give|report|quote|list|state)s?\b[^?]*\band (?:which|what)\b(?=[^?]*[A-Z])|"
    r"\b(?:every|each|all(?: of)?(?: the)?|any and all)\s(?:[\w-]+\s){0,3}?"
    r"(?:hazard ratios?|HRs?|odds ratios?|figures?|values?|medians?|estimates?|numbers?|versions?)\b[^?]*?"
    r"\b(?:held|hold|on file|stored|reported|printed|published|available|in the (?:corpus|sources|publications)"
    r"|(?:you|we) have|sources?)\b",
    re.IGNORECASE,
)


def every_analysis(text: str) -> bool:
    """Whether the results of every analysis are asked for."""
    return bool(_EVERY_CUTOFF.search(text))


_LATEST = re.compile(
    r"\b(?:latest|last|most recent|newest|most up-to-date)\s(?:available\s|reported\s|published\s)?"
    r"(?:data[ -]?)?"
    r"(?:cut-?\s?offs?|cuts?|analysis|look|update|read-?\s?out|data|figures?|numbers?|rates?|follow-?\s?up)\b"
    r"(?! or )",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(
    r"\b(?:first|second|interim|initial(?:ly)?|primary|original(?:ly)?|earl(?:y|ier|iest)|previous(?:ly)?|before|since|20\d\d"
    r"|from(?! (?:the |its )?(?:latest|last|most recent|newest)\b)|between|chang\w+|compared?|vs\.?|versus|than|history"
    r"|trend)\b",
    re.IGNORECASE,
)


def asks_latest_alone(text: str) -> bool:
    """Whether the figure of the latest analysis is asked by that word alone, and none of an earlier one."""
    return bool(_LATEST.search(text)) and not every_analysis(text) and not _ANOTHER_TIME.search(text)


def asks_every_subgroup(text: str) -> bool:
    """Whether a figure is asked for in each subgroup."""
    return bool(_EVERY_SUBGROUP.search(text))


def asks_one_arm(text: str) -> bool:
    """Whether the figures of one arm alone are asked for: "triplet only", "just the control arm"."""
    return bool(_ONE_ARM.search(text))


def asks_source(text: str) -> bool:
    """Whether it is asked where a figure is reported."""
    return bool(_SOURCE.search(text))


def asks_source_first(text: str) -> bool:
    """Whether it is asked for nothing but where a figure is reported: "which sources report overall survival"."""
    return bool(_SOURCE_FIRST.search(text))


_SOURCE_FIRST = re.compile(
    r"^\W*(?:in |from |by )?(?:which|what)(?: of the)?"
    r" (?:sources?|papers?|publications?|abstracts?|references?|articles?|documents?|reports?)\b"
    r"(?![^?]*(?:,|;|\band\b) ?(?:and )?(?:what|how|which|was|were|is|did)\b)",
    re.IGNORECASE,
)


def asks_variants(text: str) -> bool:
    """Whether figures by other rules of counting are asked for: censoring, sensitivity analyses, every report."""
    text = text if _OF_REPORTS.search(text) else _ARMS_DIFFER.sub(" ", text)
    return bool(_VARIANTS.search(text) or _ADDED_RULE.search(text) or _AGAINST_MAIN.search(text))


_ARMS_DIFFER = re.compile(
    r"\b(?:did|does|do)\s(?!(?:the\s)?(?:they|it|these|those|this|figures?|numbers?|values?|results|estimates?)\b)"
    r"[^?,;]{1,60}\bdiffer\b(?!\sfrom\b)",
    re.IGNORECASE,
)
"""That an outcome is asked to differ between the arms: "did survival differ"."""
