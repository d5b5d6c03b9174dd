"""How a clause tells that something happened to somebody, and how it only asks, supposes or denies it.

Patterns read lower-case text with straight apostrophes. They lean to recall: a report that is missed is worse than a
notice too many.
"""

from __future__ import annotations

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words, tried in the order given."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?![\w-])")


_PATIENT = r"(?:patient|pt|man|woman|lady|gentleman|male|female|girl|boy|child|baby|infant|teenager|customer|resident|case|person)(?:'s)?(?!s)"
_KIN = (
    r"(?:mother|mum|mom|father|dad|wife|husband|partner|son|daughter|brother|sister|aunt|uncle|friend|cousin|neighbou?r|"
    r"relative|grand(?:mother|father|ma|pa))(?:'s)?"
)
_WORDS = r"(?:(?!(?:with|who|on|if|for|about|that)\b)[\w-]+(?:'s)?\s+){0,3}?"

OWN_PERSON = any_of(
    rf"(?:my|our|his|her|this|that)\s+{_WORDS}(?:{_PATIENT}|{_KIN}|client)",
    r"(?:one|two|three|four|five|some|several|most|many|all|both|\d+) of (?:my|our) (?:\w+ )?patients",
    rf"{_PATIENT} of (?:mine|ours)",
    rf"(?:i|we|ward|centre|center|clinic|hospital|unit|practice)(?:'ve| have| had to)? (?:\w+ )?(?:intubate|resuscitate|admit|had|saw|seen|lost|treat|treated|observed|noticed|reported|look after|stopped the \w+ in) (?:a|an|one|two|three|\d+)\s+"
    rf"{_WORDS}(?:{_PATIENT}|cases|patients|\d+-year-old)",
    rf"\d{{1,3}}[\s-]*(?:years?|yrs?|y)?[\s/-]*(?:old|o)?,?\s+(?:\w+ )?{_PATIENT}|\d{{2,3}}-year-old(?= on| with| who| treated)|\d{{2}} ?[mf]|\d{{2}} ?y/?o",
    r"(?:at|in|on) (?:our|my) (?:\w+ )?(?:centre|center|clinic|hospital|ward|unit|practice|department)",
    r"(?:mr|mrs|ms) [a-z]\w*|(?:patient|pt),? [a-z]{2},",
    r"(?:his|her)|mine|ours|(?:we|i) (?:\w+ )?(?:gave|treated|infused|administered|started|switched|stopped)",
    rf"(?:she|he)(?:'s|'d)?|(?:grandma|grandpa|granny|mum|mom|dad)(?:'s)?|{_PATIENT} (?:i|we) (?:look after|treat|see|care for|follow)",
)
SELF = any_of(
    r"i(?:'ve| have|'m| am|'d| had| was| got| felt| feel)?(?: just| also| recently| found out i am| found out that i am)?"
    r" (?:got|developed|experienced|felt|feel|fainted|collapsed|vomited|broke out|ended up|lost my|pregnant|admitted|hospitali[sz]ed|dizzy|"
    r"sick|ill|had (?:a|an) (?:terrible|bad|severe|awful|serious|strange|allergic|nasty)|had insomnia|insomnia|a rash|splashed|pricked|spilled|injected)",
    r"i(?:'ve| have) had|i(?:'ve| have|'m| am|'d| had) (?:been )?(?:\w+ )?(?:on|taking|receiving|given|treated with|using) (?:this|the|it|my)",
    r"(?:after|since|during|following) my (?:\w+ )?(?:infusion|dose|cycle|injection|treatment|therapy|tablets|chemo)",
    r"i noticed \w+ing in my|my (?:whole )?body|my (?:own )?(?:hair|skin|nails|mouth|gums|heart|stomach|kidneys|liver|teeth|throat|back|joints|muscles|knees|belly|ears?|fingers|toes|legs?|arms?|feet|hands|face|eyes?|head|vision|taste|chest|tongue|lips)|effect on me|lost my hair",
)
ANY_PERSON = any_of(
    rf"(?:a|an|one|the|another|first|elderly)\s+{_WORDS}{_PATIENT}",
    r"(?:two|three|four|several) (?:patients|cases)|someone|somebody|a nurse|a pharmacist|pt|patient",
)
THERAPY = any_of(
    r"(?:(?:this|the|that|your|its|study|first|second|third|fourth|last|each|every|next|an|a|my|his|her) )*"
    r"(?:drugs?|therapy|treatment|infusions?|medications?|medicines?|injections?|antibody|chemo|chemotherapy|regimen|triplet|doublet|combination|"
    r"product|tablets?|capsules?|pills?|drip|bags?|steroids?|opioid|dose|doses|cycle \d+|cycles?|administration|vials?|syringes?|solution|powder|carton|"
    r"infusion bag|package|day \d+)",
)
ON_THERAPY = re.compile(
    r"\b(?:on|post|after|since|during|following|under|while|whilst|with|into|by|taking|receiving|received|takes?|took|gave|had|swallowed|injected|infused|given|got|gets?|getting|started|starting|"
    r"starts|began|beginning|begun|treated with|stopped?|discontinued|despite|caused by|due to|to|at)\s+(?:[\w/%.-]+\s+){0,4}?$"
)
REACTION = any_of(
    r"(?:side|adverse|unwanted|ill) (?:effects?|events?|reactions?)|reactions?|reacted(?: badly)?|toxicity",
    r"(?:was|were|got) (?:just |newly |then )?diagnosed with|diagnosis of",
    r"died|dead|death|dies|passed away|deceased|lost a patient|fatal(?:ity)?|killed",
    r"hospitali[sz]ed|admitted|admission|intensive care|icu|emergency (?:room|department)|a&e|life-threatening",
    r"(?:felt|feels|feeling|became|got|made (?:\w+ ){1,3}?(?:really |very )?) ?(?:really |very |so |terribly )?(?:ill|sick|unwell|dizzy|faint|confused|worse|weak)",
    r"fell|so weak|went (?:deaf|blind|into \w+)|swell(?:ed|ing)?(?: up)?|swollen|broke out|shaking|hair is falling out|lost (?:all )?(?:of )?(?:my|her|his|their) \w+|keeps \w+ing",
    r"(?:blood pressure|creatinine|platelets|counts|haemoglobin|hemoglobin|neutrophils|bilirubin|troponin|m-protein|potassium|calcium|liver enzymes|"
    r"temperature|pressure)\s+(?:\w+ )?(?:shot up|went up|rose|dropped|fell|crashed|jumped|increased|climbed)",
    r"(?:cannot|can't|could(?: not|n't)|unable to|no longer) (?:walk|breathe|see|hear|sleep|eat|drink|swallow|speak|talk|move|stand|feel|pass|urinate|work|wake)\w*",
    r"not (?:slept|eaten|woken|walked)|stopped (?:eating|walking|breathing|beating|talking)|(?:heart|kidneys?|liver|lungs?) (?:has |have )?(?:stopped|failed|gave up)",
    r"through the roof|brittle|sore|lumps?|intubate[d]?|ventilated|resuscitated|dialysis|transfusions?|emergency surgery|amputated|bruised|inflamed|numb\w*|itch\w*|"
    r"infected|sneezing|burning|blisters?|(?:alt|ast|crp|inr|bilirubin|creatinine|potassium|calcium|platelets) (?:of |was |is |to |at )?\d[\d.,]*",
    r"(?:stop|stopped|discontinued?|discontinuation)(?: the \w+)? because of|worsened|deteriorated|sleeps all day|suffered|bled",
)
ONSET = any_of(
    r"developed|develops every|experienced|experiences|suffered|got|came down|broke out|ended up|became|presented|complain(?:s|ed)|reports|reported|noticed|"
    r"hospitali[sz]ed|admitted|died|passed away|reacted|collapsed|fainted|fell|swelled|began|turned out|observed|lost|worsened|rose|dropped|shot up|caught|"
    r"bled|went deaf|saw|seen|was found|has had|have had|is having|has been|have been|reporting|told me|made|had a|had an|vomited|stopped|discontinued|"
    r"had (?:to stop|severe|terrible|grade|new|fever|shingles|hives|hyper\w+)",
)
PAST_OF_OWN = re.compile(
    rf"(?:\b(?:my|our|this|his|her)\s+{_WORDS}(?:{_PATIENT}|{_KIN})|\b(?:she|he|i|we)|\bpatients? of (?:mine|ours))\s*(?:,[^,]*,)?\s*"
    rf"(?:has |have |had |just |recently |also |then )*(?:developed|experienced|suffered|got|had|reacted|died|collapsed|became|noticed|lost|saw|fell|caught|"
    rf"blood pressure rose|ended up|came down|broke out|was hospitali[sz]ed|was admitted|is having|sleeps|vomited)"
    rf"|\bdid (?:my|our|this) {_WORDS}(?:{_PATIENT}|{_KIN}) (?:get|develop|have|lose|die|experience|suffer|collapse|react)"
    r"|'s (?:\w+ ){1,3}(?:rose|dropped|fell|shot up|went up|worsened)"
)
SUPPOSED = any_of(
    r"if|what if|in case|suppose|supposing|imagine|hypothetically|should (?:a|my|our|the) \w+ (?:develop|have|get|become|experience)|whether|"
    r"wants? to know|before (?:starting|any|treatment|the first)|going to start|will start|is starting|starts next|to (?:avoid|prevent|reduce)|how can we prevent"
)
FEARED = any_of(
    r"could|might|may|would|can|will|risk|at risk|worried|concerned|afraid|fears?|scared|anxious about|likely|likelihood|prevent|prophylaxis|monitor|expect|"
    r"candidate|asks|asked|planning|plan|need|needs"
)
ON_COURSE = any_of(r"(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th)?) (?:dose|cycle|infusion|administration)|cycle \d+|(?:day|d) ?\d+")
WENT_WELL = any_of(
    r"remission|respon\w+|mrd|vgpr|cr|improv\w+|well|fine|better|stable|tolerat\w+|complet\w+|scheduled|planned|transplant\w*|relaps\w+|progress\w+|"
    r"refractory|\w+ line|eligible|normalis\w+|recovered|resolved|ongoing|due for|travels?|lives|works|gets? the infusion|receives|received|wants?|asks?|asked|read|heard|trial|study"
)
ASKED = re.compile(
    r"^\W*(?:and |so |but |or )?(?:what|which|how|why|when|where|who|is|are|was|were|do|does|did|has|have|had any|can|could|would|should|will|may|might|tell|give|list|"
    r"any|please (?!note|be |find)|serious|among|show|explain)\b|\b(?:how (?:many|often|common|frequent)|rates?|incidence|percentage|proportion|i wonder|has anyone|what about)\b"
)
REPORTED_BY_TRIAL = any_of(
    r"(?:in|of|from|during) (?:the|this|that|your) (?:trial|study|paper|publication|abstract|registry)|trial|paper|abstract|arms?|groups?|publication|"
    r"(?:patients|participants) in|table|published|sources?|correct|\d+ ?%|say|says|wrote|read that|data on"
)
PAST_HISTORY = any_of(
    r"history of|years? ago|months ago before|as a child|in childhood|previously|prior to|pre-existing|long-standing|known|comorbid\w*|newly diagnosed|"
    r"(?:has|have|with) (?:a )?(?:chronic|multiple myeloma|diabetes)|before (?:any|the|his|her|this|treatment)"
)
DENIED = any_of(
    r"no|not|without|never|denies|denied|none|neither|nor|free of|absence of|ruled out|didn't|hasn't|haven't|hadn't|wasn't|isn't|did not see any|zero"
)
ENDS_DENIAL = any_of(r"but|however|recover\w*|resolve\w*|improve\w*|yet|although|except|only|due|normal|sure|known|listed|expected")
