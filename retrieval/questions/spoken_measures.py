"""Measures, their conditions and grades in other words than their names: "PFS on the following line", "three plus"."""

from __future__ import annotations

import re
from collections.abc import Callable

_NEXT = r"(?:following|subsequent|second|next) (?:line(?: of (?:therapy|treatment))?|therapy|treatment|regimen)"
_GRADE = r"(?P<grade>(?:grades? |gr\.? ?|G ?))(?P<n>[1-5]|one|two|three|four|five)"
_RESPONSE = r"(?:(?:complete|partial|overall|objective|renal|metabolic|molecular|clinical) )+response"

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LATIN = ("vicen", "tricen", "quadragen", "quinquagen", "sexagen", "septuagen", "octogen", "nonagen")
_WHO = r"(?:you|I|one|we|they|patients?|people|the patients)"
_MORE = (
    r"(?:something else|another (?:treatment|therapy|drug|line|regimen)|(?:more|further|new|other|additional) "
    r"(?:treatment|therapy|drugs?))"
)
_LABORATORY = (
    r"(?:lab(?:oratory)?|blood|ha?ematology)(?: (?:values?|abnormalit(?:y|ies)|counts?|tests?|results|findings))?"
)


def _from_age(said: re.Match[str]) -> str:
    """An age in words and all above: "seventy-plus" is "70 or over", "septuagenarians and older" likewise."""
    words = (TENS, said["tens"]) if said["tens"] else (_LATIN, said["latin"])
    age = 10 * (2 + words[0].index(words[1].casefold()))
    return f"{'patients aged ' if said['latin'] else ''}{age} or over"


MEASURES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # which analysis is meant, and when
    (r"(?P<at>at|after|with|by|on|beyond|over) (?:an? |the )?(?:median|mean|average) (?:follow-up|observation)"
     r"(?: time| period| duration)? (?:of|at) (?:about |around |some |nearly |~ ?)?(?P<time>\d+(?:[.·]\d+)?)[ -]?"
     r"(?P<unit>months|mo|years|weeks|days)", r"\g<at> \g<time> \g<unit> of follow-up"),
    (r"(?<=^)(?P<at>(?:at|after|with|by|beyond) [\d.·]+ (?:months|mo|years|weeks|days) of follow-up),? "
     r"(?P<asked>[^?.;]{5,})", r"\g<asked> \g<at>"),
    (r"(?P<who>patients|people|participants|they) (?P<were>were |are |being |been |got |)"
     r"taken on(?! (?:to|the|an?|this)\b)", r"\g<who> \g<were>enrolled"),
    (r"(?P<n>\d+) (?P<who>patients|people|participants) (?:went|were (?:put|allocated|assigned|sent)|got put) "
     r"(?:to|in|into) each (?P<arm>arm|group)(?=\W*$)", r"\g<n> \g<who> were randomised to each \g<arm>, right?"),
    (r"(?P<story>(?:has|have|had|took|on|taken) (?:had |already had |been on )?(?P<what>(?!been\b|not\b|no\b)[\w-]+"
     r"(?: \([\w-]+\))?(?: trouble| problems| disease| failure)?)[.!;] )(?P<asked>[^.!?]*? (?:had|taken|tried|got"
     r"|received|have|get|take)) that", r"\g<story>\g<asked> \g<what>"),
    (r"(?:(?<=^)(?:originally|initially)(?=,? (?:what|how|which|was|were)\b)|(?:originally|initially)(?=\W*$))",
     "at the first analysis"),
    (r"primary (?:paper|article)", "primary publication"),
    (r"planned interim(?! anal)", "interim analysis"),
    # how old, how many
    (rf"(?:(?P<tens>{'|'.join(TENS)})[- ](?:plus|and (?:over|above|up|older))"
     rf"|(?P<latin>{'|'.join(_LATIN)})arians(?: and (?:older|over|above))?)", _from_age),
    (r"(?:what|which) age (?:were|was|are|had) (?P<who>(?:the )?(?:people|patients|they|participants)[^?;]*?),? "
     r"(?:roughly |about |typically )?in the middle", r"what was the median age of \g<who>"),
    # times and treatment
    (rf"how long (?:did|do|does|was|is|until|before|till)[^?;]{{0,40}}? (?:before|until|till) {_WHO} (?:\w+ )?"
     rf"(?:needed|required|had to have|had|got|started|were given|need|have|get|start) {_MORE}"
     r"(?: (?:for|against) (?:their|the) [\w ]{3,20}?)?(?=\W*$)", "what was the time to next treatment"),
    (rf"how often (?:do|did|would|does|must|will|should) {_WHO} (?:(?:have|need) to )?"
     r"(?:go|come|be|turn up|attend|visit)(?: back)?(?: in)?(?: to (?:the )?(?:hospital|clinic))?"
     r" (?:for|to (?:get|have|receive)) (?:the |an? )?(?P<drug>[\w-]+)"
     r"(?: (?:infusions?|injections?|drips?|doses?|treatment))?",
     r"how often was \g<drug> given"),
    (r"(?:permanently (?:stopped|discontinued|withdrawn|dropped)|(?:discontinued|withdrawn|dropped|given up)"
     r" (?:for good|permanently))", "discontinued"),
    (r"(?P<was>was|were|been) dropped(?= (?:because|due|for|on account|owing)\b)", r"\g<was> discontinued"),
    (r"stopping(?: (?:early|treatment|therapy))? (?:because of|due to|for|on) (?:disease )?"
     r"(?P<why>progression|relapse)", r"discontinuation due to \g<why>"),
    (r"(?:blood pressure|BP) (?:has |had )?(?:shot|rocketed|jumped|climbed) (?:right )?up", "blood pressure went up"),
    (r"the (?:share|percentage|proportion) with (?=(?:prior|previous) [\w-]+)", ""),
    # what is left out, and what is said of an interval
    (rf"[,(]? ?\b(?:excluding|except(?:ing)?(?: for)?|apart from|aside from|other than|not counting"
     rf"|leaving (?:aside|out)|without|ignoring) (?:the |all |any )?{_LABORATORY}\)?,?", ""),
    (r"non-?lab(?:oratory)? (?P<what>(?:adverse|side)[ -](?:events?|effects?|reactions?)|events?|TEAEs?|AEs?)",
     r"\g<what>"),
    (r"(?:does|did|do) the (?P<what>hazard ratio|HR|odds ratio|(?:95 ?% )?(?:confidence interval|CI))"
     r" (?P<part>(?:in|for|among|of) [^?]{3,50}?) (?P<lies>exclude|include|cross|contain|touch|overlap)",
     r"what was the \g<what> \g<part>, does it \g<lies>"),
    (r"(?P<two>[^?]*\d[.·]\d+[^?]* (?:in|by|at) another\b[^?.;:]{0,40}?) ?[.;:,–—-]+ ?(?:what|how) "
     r"(?:explains|(?:can |do )?you explain|to explain|is behind) ?(?:it|this|that|the difference)?(?=\W*$)",
     r"\g<two>: why"),
    (r"(?P<one>\d+[.·]\d+) (?:against|versus|vs\.?|and) (?P<other>\d+[.·]\d+)"
     r"(?P<unit>(?: (?:months|weeks|%|per cent))?)"
     r"[^?:;]{0,30}[:;,–—-] ?(?:is (?:this|that|it) )?(?:an? )?(?:discrepancy|contradiction|error|typo|mistake)",
     r"\g<one> or \g<other>\g<unit>"),
    (r"(?:for|on behalf of) (?:whom|which (?:company|companies|firms?)) (?:does|did|do)"
     r" (?P<who>[\w .'’-]{3,40}?) speak", r"for which companies is \g<who> on the speaker's bureau"),
    (r"(?P<w>label|monograph|registry|register|publication|paper|leaflet)['’]s(?= \w)", r"\g<w>"),
    (r"which (?P<what>HRs?|hazard ratios?|figures?|values?|medians?)(?P<of> [^?]{2,30}?)? belongs? to "
     r"(?P<one>[^?]{3,40}?),? and which to", r"what is the \g<what>\g<of> in \g<one> and in"),
    (r"(?<=^)because of (?P<why>[^,?]{3,60}), (?P<what>[^?]{8,}?)(?=\W*$)", r"\g<what> because of \g<why>"),
    (r"differ(?:s|ed)? by more than chance", "differ significantly"),
    (r"(?P<what>\w+), in (?:months|weeks|days|years|per ?cent|percentages?|%),(?= \w)", r"\g<what>"),
    (r"head ?count(?= of\b)", "number"),
    # measures
    (r"(?P<what>VGPR|very good partial response) or (?:something |anything )?(?:deeper|more)", r"\g<what> or better"),
    (r"(?:prior |previous )?exposure to (?P<drug>[\w-]{4,}),? and (?:how many )?(?:were )?refractory(?! to)",
     r"prior \g<drug> and refractory to \g<drug>"),
    (r"remain(?:s|ed|ing)? on (?:the )?(?:study )?(?:treatment|therapy|drugs?)", "still on treatment"),
    (r"at (?:the )?(?:study|trial) (?:start|entry|outset)", "at baseline"),
    (r"(?:benefit|effect|advantage|gain)s? (?:persist|last|hold|continue|carry over|remain|endure)\w* "
     r"(?:beyond|after|past) (?:the )?(?:first )?(?:progression|relapse)", "PFS2 differ"),
    (r"interfer(?:e|es|ed|ing) with (?:the )?(?:response (?:assessment|evaluation)|assessment of (?:the )?response)s?",
     "interfere with the M-protein measurement"),
    (r"(?:second progression(?:[- ]free survival| or death)?"
     r"|progression (?:on|under|during) the (?:line|therapy|treatment|regimen) "
     r"(?:after|that follows|thereafter|afterwards))", "PFS2"),
    (r"(?:subsequent|next|further|new) (?:regimen|therapy|treatment|line)(?: \w+){0,3}? (?:be )?"
     r"(?:put off|postponed|delayed|deferred)", "time to next treatment"),
    (r"relative (?:risk )?reduction in (?:the )?(?:risk of )?progression[- ]or[- ]death(?: risk)?",
     "hazard reduction for PFS"),
    (r"after what median (?:time|period)(?: had| have)? (?P<who>[\w -]{3,40}?) (?:had )?(?:progressed|relapsed) or "
     r"(?:had )?died", r"what was the median progression-free survival of \g<who>"),
    (r"by (?:what|which) (?:point|time|month) had half (?:of )?(?P<who>[\w -]{3,40}?) (?:had )?an? PFS event",
     r"what was the median progression-free survival of \g<who>"),
    (r"MRD[- ]negativ(?:e|ity) (?:coupled|combined|together|along) with (?:a )?(?:CR|complete response)",
     "MRD-negative CR"),
    (r"MRD[- ]negative (?:percentages?|shares?|proportions?)", "MRD negativity rate"),
    (r"(?:patients|people|those|ones) in whom (?:minimal )?residual disease "
     r"(?:persisted|remained|was still (?:there|detectable|found|present)|stayed)", "MRD-positive patients"),
    (r"(?:patients|people|those|ones) (?:who|that)(?:['’]d| had| have)? (?:turned|become|became|gone|converted to) "
     r"MRD[- ]negative", "MRD-negative patients"),
    (r"renal (?:function )?(?:was |is |were )?(?:fully|completely) (?:restored|recovered|normali[sz]ed)",
     "complete renal response"),
    (r"renal CR (?:that|which) (?:proved|was|stayed|remained) (?:lasting|durable|sustained|permanent)",
     "durable complete renal response"),
    (r"over (?:what|which) (?:median )?(?:period|time) (?:was|were) (?P<who>[^?]{3,50}?) (?:observed|followed)(?: up)?"
     r"(?=\W*$)", r"what was the median follow-up of \g<who>"),
    (r"(?P<what>kidney|renal|elderly|transplant|cytogenetic|1q21\+?) (?:subset|cohort)", r"\g<what> subgroup"),
    # staying on treatment, leaving it, and its course
    (r"(?:study )?(?:medication|drugs?|treatment|therapy) (?:was|were) still (?:being )?"
     r"(?:taken|given|administered|received) by", "patients still on treatment:"),
    (r"(?:was|were) (?P<why>[\w -]{3,40}?) the reason (?:why|that|for which) (?:treatment|therapy) "
     r"(?:ended|stopped|was stopped|was discontinued)", r"was treatment discontinued because of \g<why>"),
    (r"for how many (?P<unit>weeks|months|days) (?:had|have|were|was) (?:the )?(?:patients|people|they|participants) "
     r"(?:been )?(?:dosed|treated|on (?:treatment|therapy|study drug))",
     r"what was the treatment duration in \g<unit>"),
    (r"recruitment (?:began|started|opened) when and (?:was |were )?(?:closed|ended|finished|over) when",
     "when did enrolment start and end"),
    (r"to how many (?:patients |people )?(?:was|were) (?:any |the )?(?:study )?(?:drug|treatment|medication) "
     r"(?:actually |ever )?(?:administered|given)", "how many were treated"),
    (r"in (?:what|which) (?:proportions?|ratio) were (?:the )?(?:participants|patients|people) "
     r"(?:distributed|split|divided|spread|shared out)(?: (?:between|among|over|across) [^?]{3,40})?",
     "what was the randomisation ratio"),
    (r"(?:kept )?(?:unaware of|blind to|ignorant of) (?:the )?(?:allocation|assignment)", "blinded"),
    (r"on whose (?:money|budget|account) (?:was|is|were)", "who funded"),
    (r"time (?:to|until|till|before) (?:(?:disease|first) )?progression or (?:death|dying)",
     "progression-free survival"),
    (r"how long (?P<did>did|does) (?:the )?(?:disease|cancer|tumou?r|myeloma) control last(?: for)?",
     "how long was progression-free survival"),
    (rf"(?:PFS|progression-free survival) (?:on|after|under|with|in|from) (?:the |their |a )?{_NEXT}", "PFS2"),
    (r"by (?:how many|what) (?:per ?cent|percentage|%)(?= [^?]{0,60}\b(?:risk|hazard)\b)", "by how much"),
    (rf"(?:no|not|nothing) (?:less than|lower than|below|short of|under) {_GRADE}(?! \d)",
     r"\g<grade>\g<n> or worse"),
    (rf"(?P<reached>reached|hit|met) {_GRADE} or (?:gone|went|had gone) (?:beyond|higher|above|further)",
     r"\g<reached> \g<grade>\g<n> or worse"),
    (rf"{_GRADE}(?: |-)?(?:plus|and (?:up|upwards?|above|over|higher|beyond)|upwards?)(?! \d)",
     r"\g<grade>\g<n> or worse"),
    (r"(?P<age>[1-9]\d) (?:years )?upwards?", r"\g<age> or over"),
    (r"(?:when|where|if|whose|with|once) (?:the |their )?(?:cytogenetics|cytogenetic risk|chromosomes)"
     r" (?:is|are|was|were|being) (?P<risk>high|standard)(?:[ -]risk)?", r"in \g<risk>-risk cytogenetics"),
    (r"(?:once|after|when|with|if) mass[ -]spec(?:trometry)? (?:removes|excludes|subtracts|corrects(?: for)?|takes out)"
     r"[^?.,;]{3,40}", "by mass spectrometry"),
    (r"mass[ -]spec", "mass spectrometry"),
    (r"(?P<one>early|earlier|late|later|high|low|first|old|older|young|younger) v\.?(?= \w)", r"\g<one> vs"),
    (r"(?:\d+|one|two|three|four|five)-year(?: follow-up)?"
     r"(?= (?:PFS |OS |follow-up )?(?:update|paper|publication|article)\b)", "updated"),
    (r"citation (?P<of>of|for) (?:the )?update(?= (?:in|from|of)\b|\W*$)", r"citation \g<of> the updated results"),
    (rf"(?P<what>{_RESPONSE})s?(?P<and>,? and )(?:how many|the share (?:that|who)|who)"
     r" (?:kept|held|maintained|sustained) (?:it|that|this|theirs)(?: \(durabl[ey]\))?",
     r"\g<what>\g<and>durable \g<what>"),
    (r"(?:overall|total|all-grade) (?:incidence|frequency|rate) and that of(?= (?:grade|gr|G\d|severe))",
     "any grade and"),
    (r"(?P<it>(?<=^)[^?,;]{2,40}?) (?:both )?with and without (?:the )?censoring (?:of |for )?"
     r"(?P<what>[^?,;]{3,40}?)(?=\W*$)",
     r"\g<it> and the one with \g<what> censored"),
    (r"(?P<was>is|was) (?:the )?allocation (?P<ratio>\d ?: ?\d)", r"\g<was> the randomisation ratio \g<ratio>"),
    (r"(?P<asks>what (?:does|do|did) [^?,]{2,30}?) (?:latch|lock|hook|grab|hang|hold|cling|fasten|dock) on ?to",
     r"\g<asks> bind to"),
    (r"(?:went|go|going|gone|came|been|passed) through (?:the )?screening", "were screened"),
    (r"(?:double|dual)[ -]refractory \((?:i\.?e\.?,? )?(?:to )?(?:both )?(?P<what>[^)]{3,60})\)",
     r"refractory to \g<what>"),
    (r"(?:fit|fitter|frail) (?:patients|people),? (?:i\.?e\.?,?|that is,?|meaning)"
     r"(?= (?:ECOG |WHO )?performance status)", ""),
    (r"(?P<status>ECOG|performance status|PS) zero", r"\g<status> 0"),
    (r"swallowed or (?:(?:given |put )?(?:through|via|by|in|into) )?(?:the |an? )?(?:drip|vein|infusion|needle)",
     "oral or intravenous"),
)  # fmt: skip
"""What is said, and the plain words for it; each bounded by word ends."""
