"""Spoken words for what was done with a treatment, and the plain ones: stopped, interrupted, reduced, how long it went.

Each pair is a pattern, bounded by word ends where it is used, and what stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ILLNESS = r"(?:cancer|disease|myeloma|illness|tumou?r|lymphoma|leuka?emia)s?"
_OF_TRIAL = r"(?:(?:the|study|trial|their) )*"
_THERAPY = r"(?:treatment|therapy|drugs?|medication)"
_GIVEN = (
    r"(?:the |an? |their |his |her )?(?:(?:study |trial )?\w+ )?"
    r"(?:infusions?|drips?|dosing|doses?|treatment|therapy|drugs?)"
)
_MIDWAY = r"(?:(?:mid|half|part)-? ?way(?: through)?|mid-?infusion|in the middle|before (?:the|its) end)"
_WHOM = (
    r"(?!follow|observ|wait|(?:meant|supposed|planned|intended|scheduled|allowed|after|before|until)\b|to be\b)"
    r"[\w≥≤<>/.-]+"
)
_STOPPED = r"(?:stop|discontinu|quit|abandon)\w*|c[ao]me off|(?:taken|went) off|left|drop(?:ped)? out|g[ai]ven? up"
_GREW = r"(?:progress(?:ed|es|ing)?|g[eo]t(?:ting)? worse|worsened|c[ao]mes? back|return(?:ed|s)|relapsed|grew)"
_BE = r"(?:(?:was|were|is|are|had to be|have to be|has to be|been|be|being|got|need(?:ed)? to be|ever) )*"
_LOWERED = r"(?:cut(?: back| down)?|lowered|decreased|(?:scaled|dial+ed) (?:back|down)|(?:stepped|turned) down)"
_LOWER = r"(?:reduced?|reducing|lowering|(?<=to )lower|decreas(?:e|ing)|scal(?:e|ing) (?:back|down)|step(?:ping)? down)"
_PEOPLE = (
    r"(?:(?:the |some |any |more |their )?"
    r"(?:patients|people|participants|them|him|her|any(?:one|body)|some(?:one|body)) )"
)
_MADE = r"(?:forc|driv|tak|knock|kick|push|pull|thr[eo]w|mak|caus)(?:e|es|ed|ing|en|n|s)?|drove|took|made"
_NAMED = (
    r"[a-z]{3,}(?:mabs?|[mnlrs]ib|vir|statin|gliptin|glutide|gliflozin|sartan|azole|parin|xaban|olone|asone|platin|taxel"
    r"|domide|tinib|ciclib)"
)
_ALL = rf"(?P<what>{_OF_TRIAL}(?:{_THERAPY}|{_NAMED}))(?: (?:permanently|for good|altogether))?"
_BY = r"(?:by|because of|due to|for|over)"


def _led_to_stop(said: re.Match[str]) -> str:
    """That an event led to the end of the treatment, or of the one drug that is named."""
    drug = None if re.search(_THERAPY, said["what"], re.IGNORECASE) else said["what"]
    return f"{said['that'] or ''}lead to {f'discontinuation of {drug}' if drug else 'treatment discontinuation'}"


TREATMENT: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # how long it went on
    (r"how (?P<how>much longer|long) did (?P<arm>(?!(?:it|they|the|this|that|side)\b)[\w-]+(?: (?:treatment|therapy))?)"
     r" (?:go on|continue)(?P<than> than)?", r"how \g<how> on treatment with \g<arm>\g<than>"),
    # how much of a drug
    (r"how much (?P<drug>(?!of\b|the\b|they\b|it\b|did\b|was\b)[a-z]{5,})"
     r" (?:(?:was|were|is|are) (?:each |the |every |they )?(?:patients?|people|participants? )?"
     r"(?:given|administered|used|taken)"
     r"|(?:did|do|does) (?:(?:each|the|every|all|any) )?(?:patients?|people|participants?|they|arms?|groups?)"
     r" (?:get|receive|take|have))", r"what dose of \g<drug> was given"),
    # whether those who entered were treated
    (r"(?:was|were|is|are|did|has|have) (?:every ?one|every ?body|all|every|each)\b[^?.;,]{0,25}?\brandomi[sz]ed\b"
     r"[^?.;,]{0,25}?\b(?:treated|dosed|given|receiv\w+|got|get|take|taken|took|start\w*|beg[aiu]n)\b[^?.;,]{0,40}"
     r"(?=\W*$|[,;?])", "how many were randomised but not treated"),
    (r"(?P<those>randomi[sz]ed\b[^?.;]{0,20}?) (?:(?:was|were) )?(?:not|(?:did|was|were) ?n[o'’]?t|never)"
     r" (?:actually )?(?:start|beg[iau]n|receive|get|got|had|g[oi]ven?|take|took|taken|dosed)(?:ed|d)?"
     rf"(?: (?:any|an?|one|single|the|study|trial|their|assigned|allocated))*(?: (?:{_THERAPY}|dos(?:e|ing)))?"
     r"(?=\W*$|[,;?])", r"\g<those> but not treated"),
    # by what an event did: it ended the treatment, it drove people off it
    (rf"(?:had|have|having|saw|with) (?:their|the|study) {_THERAPY} (?:ended|terminated|stopped|halted) {_BY}",
     "stopped treatment because of"),
    (rf"(?:(?:was|were|been|being|got|get) )?(?:forced|driven|taken|knocked|kicked|pushed|pulled) (?:to (?:come|go) )?"
     rf"off {_ALL} {_BY}", r"stopped \g<what> because of"),
    (rf"(?P<that>(?:that|which|to) )?(?:{_MADE}) {_PEOPLE}(?:(?:to )?(?:come|go|get) )?off {_ALL}",
     _led_to_stop),
    (rf"(?P<that>(?:that|which|to) )?(?:(?:{_MADE}) {_PEOPLE}(?:to )?(?:abandon|quit|give up|stop|end|leave)"
     rf"|(?:put|puts|putting|br(?:ing|ings|ought)) (?:an? |the )?(?:end|stop) to|ended|ending|terminated|finished)"
     rf" {_ALL}(?! (?:because|due|owing|for|over|by)\b)", _led_to_stop),
    (rf"br(?:ing|ings|ought) {_OF_TRIAL}{_THERAPY} to an end", "lead to treatment discontinuation"),
    (rf"(?P<did>(?:did|does|do) (?:(?!how\b|they\b|you\b|patients\b|people\b)[\w-]+ ){{1,4}})"
     rf"(?:end|cut short|terminate) {_OF_TRIAL}{_THERAPY}", r"\g<did>lead to treatment discontinuation"),
    (r"(?P<who>(?:patients|people|pts|participants|they) )quit(?=\W*$| (?:on|with|in|at|by) )",
     r"\g<who>stopped treatment"),
    (r"abandon", "discontinue"),
    (r"abandoned", "discontinued"),
    (r"abandoning", "discontinuing"),
    (rf"(?:quit(?:ting)?|g[ai]ve up)(?P<what> (?:it|them|the {_THERAPY}))(?= (?:for|because|due|over|owing)\b)",
     r"stopped\g<what>"),
    (rf"g(?:[ai]ve|iving|iven) (?:it|them|the (?:{_THERAPY}|infusions?|drip)) up(?: for good| altogether| completely)?",
     "stop the treatment"),
    (rf"(?:quit(?:ting)?|g[ai]ven? up|abandon(?:ed)?) {_OF_TRIAL}{_THERAPY}(?! up\b)", "stopped treatment"),
    (rf"(?P<stop>{_STOPPED})(?P<what>(?: \w+){{0,4}}) (?:because|since|when|after|as)"
     rf" (?:(?:their|the|his|her) )?{ILLNESS} (?:had |has |have )?{_GREW}",
     r"\g<stop>\g<what> because of disease progression"),
    (rf"(?:for )?how (?:long|many (?:weeks|months|days)) (?:were|was|did|have|had|do)"
     rf" (?P<whom>(?!(?:they|these|those|it|(?:the )?(?:study|trial|{_THERAPY}))\b){_WHOM}(?: {_WHOM}){{0,6}}?)"
     rf" (?:(?:actually|still|then|typically|usually) )?(?:(?:stay(?:ed)?|remain(?:ed)?|kept?|been|be|continued?) )?"
     rf"(?:(?:on|under) {_OF_TRIAL}{_THERAPY}|exposed(?: to {_OF_TRIAL}{_THERAPY})?"
     rf"|treated(?=\W*$|[,;?]| (?:in|at|by)\b))", r"how long on treatment in \g<whom>"),
    (rf"(?:(?:put|placed|set|go|went|gone|going)(?P<what>(?: {_GIVEN})?) on hold|cut(?P<cut>(?: {_GIVEN})?) short"
     rf"|br(?:eak(?:ing)?|oken?) off(?P<off>(?: {_GIVEN})?)(?: {_MIDWAY})?"
     rf"|(?:stopp(?:ed|ing)|halt(?:ed|ing)?)(?P<half>(?: {_GIVEN})?) {_MIDWAY})",
     r"interrupted\g<what>\g<cut>\g<off>\g<half>"),
    (r"because (?:the|a|some|any) (?:patients?|person|people|pts?) react(?:ed|s)?(?: to (?:it|the (?:infusion|drug)))?",
     "because of a reaction"),
    (rf"(?P<drug>(?:\w+ )?)(?<!high )(?<!low )(?<!higher )(?<!lower )(?<!which )(?<!each )(?<!mg )"
     rf"dos(?:es?|ing|ages?) (?P<be>{_BE}){_LOWERED}",
     r"\g<be>dose reduction of \g<drug>"),
    (rf"(?:{_LOWERED}|{_LOWER}) (?P<drug>(?:(?!of )[\w']+ ){{0,2}})dos(?:es?|ing|ages?)"
     r"(?! (?:of|by|reduc|level|response))", r"dose reduction of \g<drug>"),
)  # fmt: skip
