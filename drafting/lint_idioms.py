"""Praise in idioms: figures of speech in which a treatment outdoes others, breaks off with the past, or wins.

An idiom is told by its form, with the words that may change in it left open: what is "in a class of its own" may be "in
a league of their own" too. Each form has what makes it figurative, so that bars, boxes and chapters stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Kind = Literal["superlative", "promotional"]

_BEYOND = (
    r"in a (?:[a-z]+ )?(?:class|league|category|world|sphere|field|realm) of (?:its|their) own",
    r"(?:a cut|head and shoulders|(?:\w+ )?(?:miles|streets|leagues|strides|light[- ]years?)|(?:one|a|"
    r"several) steps?) (?:above|ahead|beyond|apart)",
    r"(?:far|well|way|clearly) ahead of",
    r"second to none",
    r"like no other",
    r"without (?:equal|rival|peer|parallel)",
    r"the rest of the field",
    r"nothing (?:short of|less than)(?! \d)",
    r"(?:could|can) (?:hardly|scarcely|not) (?:be|have been) (?:any )?(?:better|stronger|clearer|more [a-z]+)",
    r"leav\w+ (?:little|nothing) to (?:be desired|chance)",
    r"what more (?:could|can|might)",
    r"(?:hard|difficult|tough|impossible) to (?:beat|match|top|equal|rival|surpass|better|ignore|overstate|"
    r"argue with)",
    r"(?:the|an?) (?:one|act|regimen|treatment|drug) to (?:beat|follow|watch)",
    r"no match for",
    r"no contest",
    r"(?:few|no|none|nothing|nobody)(?: (?:other |current |available )?(?:drug|agent|regimen|treatment|option|"
    r"triplet|doublet|combination|therap|antibod)\w*)?(?: [a-z]+){0,3} (?:comes?|came|gets?) (?:anywhere "
    r")?(?:close|near)(?! to (?:the |a )?(?:upper|lower|limit|device|magnet|site|end))",
    r"where (?:all |many |most )?others? (?:have |has )?(?:fail|stop|fall|fell|struggle|falter)\w*",
    r"(?:leav\w+|left) [^.;]{1,40}? (?:in the dust|standing|far behind|trailing)",
    r"put\w* [^.;]{1,40}? in the shade",
    r"pales? (?:beside|before|next to|in comparison|into)",
    r"r[ua]n\w* (?:rings|circles) (?:a)?round",
    r"as good as it (?:gets|can get)",
    r"(?:nobody|no ?one|nothing else) does it",
    r"(?:has|have) had (?:its|their) day",
    r"(?:meet|meets|met) (?:its|their) match",
    r"(?:not|cannot|can't|hardly) hold\w* a candle to",
)
_ADVANCE = (
    r"(?:set|rais|lift|mov|shift|push)\w* (?:a|the) (?:new |whole new )?(?:bar|benchmark|standard|pace|goal "
    r"?posts?|boundar\w+)(?! (?:dose|deviation|error|treatment|schedule|for the analysis))",
    r"(?:open|usher|herald|begin|mark|start|turn|writ)\w* (?:in )?(?:a|the|another) (?:whole )?(?:new |fresh |"
    r"next |golden )?(?:chapter|page|era|age|dawn|leaf|tide|corner|door)(?! \d| of the (?:protocol|report|"
    r"form|letter|label))",
    r"(?:re)?(?:writ\w+|wrote|chang\w+|tear\w* up|tore up|redraw\w*) the (?:rules?(?! of (?:censoring|the "
    r"protocol))|(?:rule ?)?book|script|map|face|landscape|future|course|story)(?! of the (?:disease|"
    r"protocol))",
    r"to (?:the next|another|a new|a whole new) level(?! of (?:the )?dos)",
    r"(?:quantum|giant|great|huge)? ?leaps? (?:forward|ahead)",
    r"step[- ]change",
    r"(?:has|have|had) (?:come of age|changed (?:everything|the game))",
    r"ahead of (?:its|their) time",
    r"turning point",
    r"watershed",
    r"sea change",
    r"silver bullet",
    r"holy grail",
    r"magic bullet",
)
_VICTORY = (
    r"ticks? (?:all|every|each)(?: of)?(?: the)? (?:right )?box(?:es)?",
    r"ticked (?:all|every)(?: of)?(?: the)? (?:right )?box(?:es)?(?! (?:on|of|in) (?:the|each|a) (?:form|"
    r"questionnaire|page))",
    r"(?:hit|hits|hitting) (?:the|every|all the) (?:marks?|bull'?s[- ]?eye|jackpot|nail|targets?|right notes?)",
    r"home run",
    r"slam dunk",
    r"clean sweep",
    r"knock[- ]?out",
    r"hands down",
    r"with flying colou?rs",
    r"top of the (?:class|league|table)",
    r"a winner",
    r"(?:through the roof|off the charts?|over the moon|out of the park|sky[- ]high)",
    r"punch\w* above (?:its|their) weight",
    r"carr\w+ the day",
    r"stand\w* the test of time",
    r"(?:crown(?:ing)? jewel|jewel in the crown|shining (?:example|light|star)|star (?:performer|of the)|"
    r"rising star|front[- ]?runner|flagship|workhorse|poster child|trailbla\w+|torch ?bearer|gem of|pick of "
    r"the|cream of the|king of|queen of)",
    r"speaks? (?:volumes|for (?:itself|themselves))",
    r"tells? (?:a|its|their) (?:clear|compelling|convincing|own|powerful) story",
    r"makes? (?:a|the) (?:clear|strong|convincing|compelling) case",
    r"say it all",
    r"says it all",
    r"no stone (?:is )?(?:left )?unturned",
    r"(?:have|has|had) it all",
    r"the (?:real|whole) package",
    r"worth (?:its|their) weight",
    r"tak\w+ [^.;]{1,30}? by storm",
    r"answer to [^.;]{1,30}? (?:prayers?|dreams?)",
    r"(?:music|sweet|balm) to (?:the|our|your|their) \w+",
    r"real (?:deal|thing)",
    r"feather in (?:the|its|their) cap",
    r"never (?:misses a beat|disappoints?|fails?|lets? \w+ down)",
    r"bl[eo]w\w* [^.;]{1,40}? (?:away|out of the water)",
    r"the sky is the limit",
    r"(?:cannot|can't|can not|hardly) go wrong",
    r"(?:sight to behold|feast for the|treat for the)",
    r"(?:does|do|doing) (?:exactly )?what it says",
    r"(?:need (?:we|one|i) say|why (?:wait|settle|look)|who (?:would|could) (?:ask|want|say))",
)


def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")


_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("superlative", _any_of(_BEYOND)),
    ("promotional", _any_of((*_ADVANCE, *_VICTORY))),
)


def find_idioms(lowered: str) -> Iterator[tuple[Kind, int, int]]:
    """Yield the kind and the span of each idiom in a sentence in small letters."""
    for kind, pattern in _FORMS:
        yield from ((kind, *match.span()) for match in pattern.finditer(lowered))
