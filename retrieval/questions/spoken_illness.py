"""The illness, its course and the treatment groups in everyday words: "kidneys are shot", "half had relapsed"."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.questions.spoken_asks import STEMS
from retrieval.questions.spoken_measures import TENS
from retrieval.questions.treatment_words import ILLNESS

_ILL = rf"(?:the |their |my |your )?(?:{ILLNESS}|it|things)"
_WORSE = (
    r"(?:relapsed|progressed|(?:got|gotten|become) worse|worsened|deteriorated|come back|gone downhill|progressing"
    r"|relapsing)"
)
_DEAD = r"(?:died|passed away|dead|lost their li(?:fe|ves)|deceased|dying)"
_ORDINALS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
_BAD = r"(?:bad|poor|weak|failing|ailing|damaged|sick|dodgy|shot|impaired|not (?:good|great|the best)(?: any ?more)?)"
_RECOVERED = (
    r"kidneys (?:that |which )?(?:had )?(?:bounced back|recovered|came back|got better|improved) "
    r"(?:completely|fully|totally)"
)
_GENES = (
    r"(?:chromosomes?|chromosomal|genes?|genetics?)"
    r"(?: (?:changes|abnormalities|alterations|features|defects|profile))?"
)
_WHOM = r"(?P<who>them|(?:the |all )?[\w -]{3,40}?)"
_DRUGS = r"(?:drugs|medicines|agents|components)"
_ONES = r"(?:those|people|patients|the ones|participants)"


def _past_birthday(said: re.Match[str]) -> str:
    """An age in words: "past their seventieth birthday" is "aged 70 or over"."""
    word = said["nth"].casefold()
    age = 10 * (2 + _ORDINALS.index(word)) if word in _ORDINALS else int(re.sub(r"\D", "", word))
    return f"aged {age} or over"


LAY: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # how the illness goes on
    (rf"(?P<when>by (?:which|what) month|after how (?:long|many (?:months|weeks)))(?: had| have)? half (?:of )?"
     rf"{_WHOM} (?:had )?{_WORSE} or (?:had )?{_DEAD}",
     r"what was the median progression-free survival of \g<who>"),
    (rf"half (?:of )?{_WHOM} (?:had |have |has )?{_WORSE} or (?:had )?{_DEAD}",
     r"the median progression-free survival of \g<who> was reached"),
    (rf"{_ILL} (?:growing|getting worse|worsening|coming back|progressing|returning) or "
     r"(?:killing (?:you|them|me|people)|dying|death|of dying)", "progression or death"),
    (r"danger(?= of (?:progression|progressing|death|dying|relapse|the)\b)", "risk"),
    (r"by what factor(?= (?:does|did|do|is|was|has)\b)", "by how much"),
    (r"no (?:longer )?(?:a )?detectable (?:myeloma|leuka?emia|lymphoma)", "MRD negativity"),
    (r"lost their li(?:fe|ves) (?:to|because of|through|from|due to)", "died from"),
    (r"(?:for (?:how many|whom|what share) )?(?:had|has|have|did) (?P<drug>(?:the |an? )?[\w -]{3,40}?) (?:already )?"
     r"(?:stopped|ceased|quit) working", r"how many were refractory to \g<drug>"),
    # what ails patients
    (rf"(?:{_BAD} kidneys?|(?:(?:the|your|their|his|her|my) )?kidneys (?:are|were|is|was) (?:\w+ )?{_BAD})",
     "renal impairment"),
    (rf"{_RECOVERED} and (?:stayed|remained|kept|held)(?: that way| so| good| better)?",
     "durable complete renal response"),
    (_RECOVERED, "complete renal response"),
    (r"renal impaired", "renally impaired"),
    (r"full (?:renal|kidney) recovery", "complete renal response"),
    (rf"(?:nasty|bad|unfavou?rable|dangerous|high-risk|adverse|poor|aggressive) {_GENES}", "high-risk cytogenetics"),
    (rf"(?:harmless|normal|ordinary|benign|favou?rable|standard-risk|good) {_GENES}", "standard-risk cytogenetics"),
    # how old
    (rf"(?:past|over|beyond|after) their (?P<nth>{'|'.join(_ORDINALS)}|[1-9]\dth) birthday", _past_birthday),
    (r"had not (?:yet )?(?:reached|turned) (?P<age>[1-9]\d)(?! ?%)(?=\W*$)", r"were under \g<age>"),
    (r"(?P<n>\d+) (?P<who>patients|people|participants) (?:were|are) (?P<part>(?:under|over|below|above) [1-9]\d)",
     r"\g<n> \g<who> randomised were \g<part>"),
    (r"(?:what was the |the )?age of the (?P<end>youngest|oldest)(?: (?:one|patient|person|participant|man|woman))?",
     "the age range"),
    (r"how old (?:was|is) the (?P<end>youngest|oldest)(?: (?:one|patient|person|participant|man|woman))?",
     "what was the age range"),
    # what they got
    (r"(?:an? )?(?:pill|tablet|capsule)s?,? or (?:an? )?(?:drip|infusion|injection)s?", "oral or intravenous"),
    (r"how much of (?:it|this|that)(?: (?:do|did|does|is|was|are) (?:they|you|we|one))?"
     r" (?:give|given|get|got|take) (?:per|for each|for every) (?:kilo\w*|kg)(?: of (?:body ?)?weight)?",
     "what was the dose"),
    (rf"(?:with |on )?(?:only |just |simply )?(?:the )?(?:two |2 )?(?:older|old) {_DRUGS}"
     r"(?:,? (?:and|but) (?:no|without) (?:the |an )?(?:antibody|new drug|third drug|third one))?",
     "in the control group"),
    (rf"(?:to|with|on) (?:only|just) the (?:two|2) {_DRUGS}", "in the control group"),
    (rf"{_ONES} (?:drawn |picked |put )?(?:for|in|into|to) the (?:group|arm) that"
     r" (?:does|did|goes|went|do) without [\w-]+", "the control group"),
    (r"(?P<who>patients|people|those|participants|ones)(?: who| that)? (?:weren['’]?t|were not|didn['’]?t|did not|not)"
     r" (?:be )?(?:assigned(?: to)?|allotted(?: to)?|allocated(?: to)?|randomi[sz]ed to|given|get|receive|have)"
     rf" (?P<drug>(?:the )?(?:[\w-]+ )?antibody|[\w-]*{STEMS})", r"\g<who> without \g<drug>"),
    (r"(?:who|that) (?:was|were|had been|got|have been) "
     r"(?:randomi[sz]ed to|assigned(?: to)?|allocated(?: to)?|allotted(?: to)?) (?P<drug>(?:the )?[\w +-]{3,60}?)"
     r"(?P<then>,? (?:what|how|which|could|had|did|was|were|survived|reached|obtained|got|went|lived|died|stopped"
     r"|discontinued))", r"on \g<drug>\g<then>"),
    (r"CD38 antibody", "antibody"),
    (r"(?:everyone|everybody)(?= (?:randomi[sz]ed|treated|screened|enrolled)\b)", "all patients"),
    (r"dummy (?:infusions?|drugs?|pills?|treatments?|drips?|tablets?)", "placebo"),
    (r"(?P<took>took|taking|take) (?P<who>people|patients|participants) on(?! (?:to|the|a|an)\b)",
     r"enrolled \g<who>"),
    (r"last (?:touched|refreshed|modified|edited|amended)", "last updated"),
    (r"(?:(?:still|really) )?(?P<do>do|does|did|doing) (?:its|their) job", "work"),
    (r"when (?:the )?relapse (?:had |has )?(?:come|came|occurred|happened) (?P<when>early|late)",
     r"in \g<when> relapse"),
    (r"(?:exactly |just |only )?(?:three|3) (?:1q21 copies(?: exactly)?|copies 1q(?:21)?)"
     r"(?:,? no more(?: and no (?:fewer|less))?)?(?! or)", "gain(1q21)"),
    (r"(?:amplification, (?:that is|i\.?e\.?),? )?(?:at least |≥ ?)?(?:four|4) (?:1q21 copies|copies of 1q(?:21)?)"
     r" or (?:more|above)", "amplification of 1q21"),
    (r"(?:people|patients|those) (?:lacking|without|free of) (?:any |an )?(?:adverse|high-risk|bad) "
     r"(?:chromosom\w+|genetic)(?: (?:lesions?|changes?|abnormalit\w+|aberrations?))?",
     "patients with standard-risk cytogenetics"),
    (r"(?:estimated )?glomerular filtration(?: rate)? (?:was |is |of |were )?(?:under|below|less than|<) ?(?P<at>\d\d)",
     r"eGFR <\g<at>"),
    (rf"from (?P<tens>{'|'.join(TENS)}) years? (?:up|upwards?|on)", r"in those aged \g<tens>-plus"),
    (r"(?P<when>early|late)-relapse controls", r"controls with \g<when> relapse"),
    (r"(?:the )?(?:corona ?virus|SARS-CoV-2)", "COVID-19"),
    (r"fatalities(?: (?:attributable|due) to)?(?= COVID)", "deaths from"),
    (r"not (?:yet )?turned (?P<tens>seventy|sixty-five|sixty|eighty)", r"aged under \g<tens>"),
    (r"[≥>]=? ?(?P<age>[1-9]\d)s", r"≥\g<age> years"),
    (r"(?P<drug>PI|IMiD)-refractory(?: (?:disease|myeloma|patients))?", r"refractory to \g<drug>"),
    (r"(?:bad|negative|dark|ugly) sides", "side effects"),
    (r"(?:had not|hadn['’]t|have not|haven['’]t) (?:yet )?stopped(?: (?:treatment|therapy|(?:taking )?the drugs?|it))?",
     "were still on treatment"),
    (r"react(?:s|ed|ing)?(?: badly)? (?:while|when|as) (?:the )?[\w-]+ (?:is|was|are|were) "
     r"(?:running in|(?:being )?infused|going in|dripping in)", "have an infusion reaction"),
    (r"(?P<stop>stopp?ed|discontinued) for ?ever", r"\g<stop> for good"),
    (r"(?:do|did) (?:lots of|many|a lot of|some) people (?:give|gave) up (?:because|since|as) (?:the |their )?"
     r"(?:drugs?|treatments?|medicines?|it|they) (?:is|are|was|were) (?:just |simply )?too "
     r"(?:hard|much|tough|harsh|rough)(?: (?:on|for) (?:them|people))?",
     "how many discontinued because of adverse events"),
    (r"is the (?P<o>OS|PFS|overall survival|progression-free survival) analysis (?:a |the )?final(?: one)?",
     r"what was \g<o> at the final \g<o> analysis"),
    # grades, comparisons and short forms
    (r"(?:NCI[- ])?CTC(?:AE)?(?:,? (?:v|version )\.?\d(?:\.\d+)?)? (?P<grade>grades? ?[1-5])",
     r"\g<grade>"),
    (r"HR cyto(?:genetics?)?", "high-risk cytogenetics"),
    (r"(?P<who>patients|people|participants|those) (?P<bound>at least|over|above|under|below|older than|younger than) "
     r"(?P<age>[1-9]\d) years old", r"\g<who> aged \g<bound> \g<age> years"),
    (r"grade (?P<n>[1-5]) (?P<what>[\w-]+(?: [\w-]+)?) (?:or|and) (?:beyond|worse|higher|above|more)",
     r"grade \g<n> or worse \g<what>"),
    (r"from (?:best|strongest|largest|highest|greatest) to (?:worst|weakest|smallest|lowest|least)", "by effect"),
    (r"what gives(?=\W*$)", "why"),
    (r"m(?P<what>PFS2|TTNT|DOR|EFS|DFS)", r"median \g<what>"),
    (r"\bmo(?=\s?\?)", "months"),
    (r"hi-?(?:risk)? ?risk cyto|hi-risk cyto(?:genetics)?", "high-risk cytogenetics"),
    (r"(?P<when>early|late) rel(?:aps)?(?:rs?)?", r"\g<when> relapse"),
    (r"len-?refract(?:ory)?", "refractory to lenalidomide"),
    (r"pna", "pneumonia"),
    (r"(?:US|U\.S\.) PI", "US label"),
    (r"(?P<which>prior|previous|earlier) SCT", r"\g<which> transplant"),
)  # fmt: skip
"""What is said, and the plain words for it; each bounded by word ends."""
