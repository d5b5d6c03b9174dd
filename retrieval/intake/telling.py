"""How a clause tells that something happened to somebody, and how it only asks, supposes or denies it.

Patterns read lower-case text with straight apostrophes. They lean to recall: a report that is missed is worse than a
notice too many.
"""

from __future__ import annotations

import re

from retrieval.intake import about


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words, tried in the order given."""
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + r")(?![\w-])")


PATIENT = (
    r"(?:patient|pt|man|woman|lady|gentleman|male|female|girl|boy|child|baby|infant|teenager|customer|resident|case|"
    r"person)(?:'s)?(?!s)"
)
KIN = (
    r"(?:mother|mum|mom|girlfriend|boyfriend|fianc\w+|spouse|nephew|niece|mate|flatmate|roommate|father|dad|wife|"
    r"husband|partner|son|daughter|brother|sister|aunt|uncle|friend|cousin|neighbou?r|"
    r"relative|grand(?:mother|father|ma|pa))(?:'s)?"
)
WORDS = r"(?:(?!(?:with|who|on|if|for|about|that)\b)[\w-]+(?:'s)?\s+){0,3}?"

OWN_PERSON = any_of(
    rf"(?:my|our|his|her|this)\s+{WORDS}(?:{PATIENT}|{KIN}|client)",
    r"(?:a|an|one) (?:\w+ )?(?:friend|relative|neighbou?r|cousin|family member)(?!s)",
    r"(?:one|two|three|four|five|some|several|most|many|all|both|\d+) of (?:my|our) (?:\w+ )?(?:patients|ladies|women|"
    r"men|gentlemen|clients|residents|customers|cases)",
    rf"whose (?:{WORDS})?(?:{PATIENT}|{KIN})|{PATIENT} of (?:mine|ours)|(?:my|"
    rf"our) (?:\w+ )?\d{{1,3}}[\s-]*year[\s-]*old",
    r"(?:i|we|ward|site|team|department|centre|center|clinic|hospital|unit|practice)(?:'ve| have|"
    r" had to)? (?:\w+ )?(?:intubate|resuscitate|admit|have|had|saw|seen|lost|treat|treated|observed|noticed|reported|"
    r"look after|stopped the \w+ in) (?:a|an|one|two|three|\d+)\s+"
    rf"{WORDS}(?:{PATIENT}|cases|patients|deaths?|\d+-year-old)",
    rf"\d{{1,3}}[\s-]*(?:years?|yrs?|y)?[\s/-]*(?:old|o)?,?\s+(?:\w+ )?{PATIENT}|\d{{2,3}}-year-old(?= on| with| who|"
    rf" treated| ?[?:,.]|$)|\d{{2}} ?[mf]|(?:(?:fe)?male|(?:wo)?man|lady|gentleman),? (?:aged )?\d{{2}}|\d{{2}} ?y/?o",
    rf"(?:patients?|people|men|women|ladies|gentlemen|someone|somebody|one|{PATIENT}) (?:that |whom |who )?(?:we|i)"
    r"(?:'ve| have| had| are| am|'re|'m)? (?:just |now |already |recently |currently )?(?:treat|put|start|see|"
    r"look after|follow|care|admit|look|car)(?:ed|ing|en|n)?",
    r"(?:i|we)(?:'ve| have|'re| are| am|'m)? (?:just |now |recently |currently )?(?:got|have|seen|saw|seeing|lost|"
    r"buried|"
    r"admitted|treating|following|measured|met) (?:\w+ ){0,5}?(?:in )?(?:a|an|one|two|three|another|someone|somebody)"
    rf" {WORDS}(?:{PATIENT}|{KIN}|\d{{1,3}}[\s-]*year[\s-]*old|case|cases|patients|people)",
    r"\d{1,3}\s?/\s?[mf]|[mf]\s?/\s?\d{2}|(?<!')[mf],? \d{2}|\d{1,3}-year-olds?(?! or)|\d{1,3} (?:yo|yrs|y\.o\.)|"
    r"aged \d{2}(?!,? (?:years )?(?:and|or) (?:over|older|above|more|up|under|younger|below)|\+| ?(?:to|-|–) ?\d)|"
    r"born (?:in )?(?:19|20)\d\d|(?:male|female|man|woman|lady|gentleman) in (?:his|her) \w+",
    r"(?:in-?patient|out-?patient|participant|volunteer|donor|recipient|colleague|nurse|pharmacist|cleaner|relative|"
    r"toddler|infant|newborn|baby|new mother)s?"
    r"(?= (?:of ours|in|at|got|has|had|was|who|on|here(?!\s*[-–—:,.;])|ate|turns|cut|lost))",
    r"(?:at|in|on) (?:our|my) (?:\w+ )?(?:centre|center|clinic|hospital|ward|unit|practice|department)"
    r"(?! (?:web ?)?(?:site|page|intranet|formulary|guideline|leaflet|committee|newsletter|board|protocol)s?\b)",
    r"(?:mr|mrs|ms) [a-z]\w*|(?:patient|pt),? [a-z]{2},",
    rf"(?:his|her)|mine|ours|the (?:young |old |elderly )?{PATIENT}|(?:we|i) (?:\w+ )?(?:gave|treated|infused|"
    r"administered|started|switched|stopped)",
    rf"(?:she|he)(?:'s|'d)?(?! (?:\w+ )?(?:asks|is asking|[ie]nquires|wonders|wants to know|would like to know)\b)"
    rf"|(?:grandma|grandpa|granny|mum|mom|dad)(?:'s)?|{PATIENT} (?:i|we) (?:look after|treat|see|"
    r"care for|follow)",
)
SELF = any_of(
    r"i(?:'ve| have|'m| am|'d| had| was| got| felt| feel)?(?: just| also| recently| found out i am|"
    r" found out that i am)?"
    r" (?:got|developed|experienced|felt|feel|fainted|collapsed|vomited|broke out|ended up|lost my|pregnant|admitted|"
    r"hospitali[sz]ed|dizzy|sick|ill|had an? (?:terrible|bad|severe|awful|serious|strange|allergic|nasty)|had insomnia|"
    r"insomnia|a rash|splashed|pricked|spilled|injected)",
    r"(?:i|we)(?:'ve| have)? just (?:seen|had|lost|saw) (?:one|two|a|another)",
    r"i(?:'ve| have) had|i(?:'ve| have|'m| am|'d| had) (?:been )?(?:\w+ )?(?:on|taking|receiving|given|treated with|"
    r"using) (?:this|the|it|my)",
    r"(?:after|since|during|following) my (?:\w+ )?(?:infusion|dose|cycle|injection|treatment|therapy|tablets|chemo)",
    r"i(?:'ve| have) (?:been(?! (?:asked|told|reading|looking|preparing|wondering|trying|through|writing|working)\b)|"
    r"taken)|i (?:take(?! it\b)|have pins|cannot|can't)|i noticed \w+ing in my|my (?:whole )?body|i do since|"
    r"my (?:own )?(?:platelets?|neutrophils|h(?:a?e)moglobin|(?:blood |white |cell )+counts?|"
    r"blood (?:pressure|sugar|tests?)|creatinine|liver (?:tests|enzymes|values)|"
    r"hair|skin|nails|mouth|gums|heart|stomach|"
    r"kidneys|liver|teeth|throat|back|joints|muscles|knees|ankles|calves|belly|ears?|eyelids|voice|fingers|toes|"
    r"legs?|arms?|feet|hands|face|eyes?|head(?! of\b)|vision|taste|chest|tongue|lips)|effect on me|lost my hair",
)
ANY_PERSON = any_of(
    rf"(?:a|an|one|the|another|first|elderly)\s+{WORDS}{PATIENT}",
    r"(?:my|our|two|three|four|several) (?:patients|cases)|someone|somebody|a nurse|a pharmacist|pt|patient",
)
THERAPY = any_of(
    r"(?:(?:this|the|that|your|its|study|first|second|third|fourth|last|each|every|next|an|a|my|his|her) )*"
    r"(?:drugs?|therapy|treatment|infusions?|medications?|medicines?|injections?|antibody|chemo|chemotherapy|regimen|"
    r"triplet|doublet|combination|"
    r"product|brand|jabs?|shots?|course|tablets?|capsules?|pills?|drip|bags?|steroids?|opioid|dose|doses|cycle \d+|"
    r"cycles?|administration|vials?|syringes?|solution|powder|carton|"
    r"infusion bag|package|(?:subcutaneous|intravenous|oral) (?:form|formulation)|day \d+)",
)
ON_THERAPY = re.compile(
    r"\b(?:on|post|after|since|during|following|under|while|whilst|with|into|by|taking|receiving|received|takes?|took|"
    r"gave|had|swallowed|injected|infused|given|got|gets?|getting|started|starting|"
    r"starts|began|beginning|begun|treated with|stopped?|discontinued|despite|caused by|due to|to|"
    r"at)\s+(?:[\w/%.-]+\s+){0,4}?$"
)
REACTION = any_of(
    r"(?:side|adverse|unwanted|ill) (?:effects?|events?|reactions?)|reactions?|reacted(?: badly)?|toxicity",
    r"(?:was|were|got) (?:just |newly |then )?diagnosed with|diagnosis of",
    r"died|dead|death|dies|passed away|deceased|lost a patient|fatal(?:ity)?|killed",
    r"hospitali[sz]ed|admitted|admission|intensive care|icu|emergency (?:room|department)|a&e|life-threatening",
    r"(?:felt|feels|feeling|became|got|made (?:\w+ ){1,3}?(?:really |very )?) ?(?:really |very |so |terribly )?(?:ill|"
    r"sick|unwell|dizzy|faint|confused|worse|weak)",
    r"fell|so weak|went (?:deaf|blind|into \w+)|swell(?:ed|ing)?(?: up)?|swollen|broke out|shaking|hair is falling out|"
    r"lost (?:all )?(?:of )?(?:my|her|his|their) \w+|keeps \w+ing",
    r"(?:blood pressure|creatinine|platelets|counts|haemoglobin|hemoglobin|neutrophils|bilirubin|troponin|m-protein|"
    r"potassium|calcium|liver enzymes|"
    r"temperature|pressure)\s+(?:\w+ )?(?:shot up|went up|rose|dropped|fell|crashed|jumped|increased|climbed)",
    r"(?:cannot|can't|could(?: not|n't)|unable to|no longer) (?:walk|breathe|see|hear|sleep|eat|drink|swallow|speak|"
    r"talk|move|stand|feel|pass|urinate|work|wake)\w*",
    r"not (?:slept|eaten|woken|walked)|stopped (?:eating|walking|breathing|beating|talking)|(?:heart|kidneys?|liver|"
    r"lungs?) (?:has |have )?(?:stopped|failed|gave up)",
    r"(?:have|has) stopped since|found (?:him|her|them)|unconscious|through the roof|brittle|sore|lumps?|intubate[d]?|"
    r"ventilated|resuscitated|dialysis|transfusions?|emergency surgery|amputated|bruised|inflamed|numb\w*|itch\w*|"
    r"infected|sneezing|burning|blisters?|(?:alt|ast|crp|inr|bilirubin|potassium|calcium|platelets) (?:of |"
    r"was |is |to |at )?\d[\d.,]*",
    r"(?:stop|stopped|discontinued?|discontinuation)(?: the \w+)? because of|worsened|deteriorated|sleeps all day|"
    r"suffered|bled",
)
ONSET = any_of(
    r"developed|develops every|experienced|experiences|suffered|got|came down|broke out|ended up|became|presented|"
    r"complain(?:s|ed)|reports|reported|noticed|"
    r"hospitali[sz]ed|admitted|died|passed away|reacted|collapsed|fainted|fell|swelled|began|turned out|observed|lost|"
    r"worsened|rose|dropped|shot up|caught|"
    r"bled|went deaf|saw|seen|was found|has had|have had|is having|has been|have been|reporting|told me|made|had a|"
    r"had an|vomited|stopped|discontinued|"
    r"gone into|gone (?:deaf|blind)|went|turned|buried|readmitted|re-admitted|showed|shows|required|requires|needed|"
    r"needs|"
    r"spent|lies|is lying|is now on|now on|rushed|brought|taken to|was put on|doubled|tripled|failed|informed me|"
    r"informed us|"
    r"tells me|tells us|told us|was told|been told|came out|come out|spiked|filled|was dead|were dead|settled|was \d|"
    r"were \d|had (?:to stop|severe|terrible|grade|new|fever|shingles|hives|hyper\w+)",
)
PAST_OF_OWN = re.compile(
    rf"(?:\b(?:my|our|this|his|her)\s+{WORDS}(?:{PATIENT}|{KIN})|\b(?:she|he|i|we)|\bpatients? of (?:mine|"
    r"ours))\s*(?:,[^,]*,)?\s*"
    r"(?:has |have |had |just |recently |also |then )*(?:developed|experienced|suffered|got|had|reacted|died|"
    r"collapsed|became|noticed|lost|saw|fell|caught|"
    rf"blood pressure rose|ended up|came down|broke out|was hospitali[sz]ed|was admitted|is having|sleeps|vomited)"
    rf"|\bdid (?:my|our|this) {WORDS}(?:{PATIENT}|{KIN}) (?:get|develop|have|lose|die|experience|suffer|collapse|"
    r"react)|'s (?:\w+ ){1,3}(?:rose|dropped|fell|shot up|went up|worsened)"
    rf"|(?<!should )(?<!can )(?<!may )(?<!could )(?<!would )\b(?:a|an|one|another|this)\s{WORDS}{PATIENT}(?:,[^,]*,)?"
    r"\s(?:who|that) (?:has |have |had |just |recently )*"
    r"(?:developed|experienced|suffered|collapsed|came down|broke out|vomited|was hospitali[sz]ed|was admitted)"
)
SUPPOSED = any_of(
    r"if|what if|in case|suppose|supposing|imagine|hypothetically|should (?:a|my|our|the) \w+ (?:develop|have|get|"
    r"become|experience)|whether|"
    r"wants? to know|before (?:starting|any|treatment|the first)|going to start|will start|is starting|starts next|"
    r"to (?:avoid|prevent|reduce)|how can we prevent"
)
FEARED = any_of(
    r"could(?! not|n't)|might|(?<!since )(?<!in )(?<!last )(?<!of )may|"
    r"would|can(?!'t|not)|will|risk|at risk|worried|concerned|afraid|fears?|scared|"
    r"anxious about|likely|"
    r"likelihood|prevent|prophylaxis|monitor|expect|"
    r"candidate|asks|asked|planning|plan|needs? (?:treatment|to)|read|heard|would like|interested"
)
ON_COURSE = any_of(
    r"(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th)?) (?:dose|cycle|infusion|"
    r"administration)|cycle \d+|(?:day|d) ?\d+"
)
THE = re.compile(r"\b(?:the|this|her|his|these|their|second|third|another|repeated|recurrent)\s+(?:[\w-]+\s+){0,3}?$")
OF_OR_IN = re.compile(r"\s+(?:of|in)\s+")
RELATED = re.compile(r"^[^.?!]{0,60}\b(?:be|is|was) (?:\w+ )?(?:related|due|caused|connected|linked|a result)\b")
CAUSED = re.compile(
    r"\b(?:explain|caused?|behind|responsible for|account for|to blame for|trigger(?:ed)?)\s+(?:an? |the )?$"
)
ONE_OCCASION = any_of(
    r"yesterday|today|tonight|this (?:morning|afternoon|evening|week|month)|last (?:night|week|month|\w+day)|"
    r"on \w+day|\w+ (?:hours?|days?|weeks?|minutes?) (?:ago|later)|just|had to|here|in the middle of"
)
"""That something happened once, at a time that is told: it is a case, whoever it was."""
OF_MANY = any_of(
    r"(?:more|fewer|less|most|many) (?:of (?:the|them) )?(?:people|ppl|patients|pts|participants|subjects|folks)"
)
"""That something is said of how many had it, and of nobody by himself."""
HAS_IT_TOO = any_of(
    r"mine (?:started|began|won't|wouldn't|will not|is|was|hasn't|has|had|did|does)|(?:has|had|got) (?:it|this|that|"
    r"the same|one) (?:now|too|as well|also|yesterday|today)|"
    r"mine (?:did|does|has|had)|i do since|me too|same here|the same thing happened|same problem"
)
HAS_IT = any_of(
    r"(?<=\w )(?:has|have|had|gets?|got|developed|experienced|noticed|reported)(?: had| got| also| just)*"
    r" (?:(?:it|this|that|them|the same)(?! (?:been|ever|in the|under|worked|as an?)\b)"
    r"|one(?=\W*$| after| since| on| during))",
    r"(?:have|had|saw|seen|got) (?:one|a|two|three|several|some|\d+) (?:such |similar )?cases?",
    r"(?:i|we)(?:'ve| have)? (?:just |now |recently )?(?:seen|saw|had) (?:one|two|it|this)(?! of)",
    r"(?:found|saw|noticed|noted|observed|diagnosed) (?:it|this|that) in (?:one|my|our|a|two)|(?:it|this|"
    r"that) happened (?:to|in) (?:my|our|one|a)|that's what we (?:measured|saw|see)",
)
"""That somebody has what the question before names."""
MANAGED = any_of(
    r"re-?challeng\w+|re-?start\w*|resum\w+|re-?treat\w*|continu\w+|hold|held|withh\w+|stop(?:ped|ping)?|"
    r"proceed\w*|discontinu\w+|interrupt\w*|paus\w+|"
    r"reduc\w+(?! (?:in|of) (?:the |their )?(?:relative )?(?:risk|hazard|rates?|odds|chance|progression|deaths?"
    r"|mortality))|delay\w*|manag\w+"
)
"""What is done with a treatment that somebody is on: it cannot be done before the first dose."""
OCCASION = re.compile(
    r"\b(?:after|following|because of|due to|despite|with|given|from|since|of|manag\w+|treat\w*)\s+"
    r"(?:[\w/.≥>=-]+\s+){0,4}?$"
)
"""Words before a reaction that give it as the occasion of what is done."""
GRADED = re.compile(r"\b(?:grade|gr\.?|g) ?(?:[1-5]|i{1,3}v?|iv|v)\s+(?:[\w-]+\s+){0,2}?$")
"""A grade before a reaction: comorbidities of a history are not graded."""
THE_PATIENT = re.compile(r"^\W*(?:pt|patient)\b(?!s)(?! (?:characteristics|population|number|reported))")
HAD = re.compile(r"^\W*(?:the |this )?(?:pt|patient) (?:just |also )?(?:had|has|got|gets) (?:an? )?(?:\w+ ){0,3}$")
"""Words before a reaction that say that "the patient" had it."""
WENT_WELL = any_of(
    r"remission|respon\w+|mrd|vgpr|cr|improv\w+|well|fine|better|stable|tolerat\w+|complet\w+|scheduled|planned|"
    r"transplant\w*|relaps\w+|progress\w+|"
    r"refractory|\w+ line|eligible|normalis\w+|recovered|resolved|ongoing|due for|travels?|lives|works|"
    r"gets? the infusion|receives|received|wants?|asks?|asked|read|heard|trial|study"
)
HEARSAY = any_of(
    r"(?:we|i) (?:are|were|am|was|have been|had been|['’]ve been) (?:told|informed) that",
    r"(?:i|we)(?: have|['’]ve)? (?:heard|read) that",
    r"(?:i|we)(?: have|['’]ve)? (?:seen|read|found|noticed) (?:it|this|that|them|the \w+) (?:\w+ly )?"
    r"(?:described|reported|stated|quoted|written|listed|presented|published|cited|printed)",
)
"""That what follows was said of something, and did not happen to anybody of the asker's."""
SET_ASIDE = any_of(  # good news, what a publication says, and rules
    r"(?:feel|feels|felt|is|are|do|does|did|doing|went|going|keeps) (?:\w+ )?(?:well|fine|great|better)|"
    r"sail\w+ through",
    r"(?:in|from|says) (?:the|this) (?:trial|study|paper|literature|supplement|label|abstract|registry)|must|"
    r"contraindicated",
    r"(?:no|not|never|without|nobody|none|neither|zero|any) (?:[\w-]+ ){0,4}?(?:troubles?|problems?|complications?|"
    r"issues?|"
    r"complaints?|side effects?|toxicity|toxicities|reductions?|delays?|interruptions?|events?|reactions?|infections?)",
)
ASKED = re.compile(
    r"^\W*(?:and |so |but |or )?"
    r"(?:(?:since|until|till|on|in|at|by|for|from|of|with|to|under) (?=what|which|whom|whose|how))?"
    r"(?:what|which|whom|whose|how|why|who|whats|hows|whos|wheres|(?:when|where)(?= (?:should|did|does|do|is|are|was|"
    r"were|can|could|will|would|must|may|to)\b)|(?:is|are|was|were|do|does|did|has|have|could|would|should)(?:n't)?"
    r"|can't|won't|had any|can|will|may|might|tell|give|list|any|please (?!note|be |find)|"
    r"serious|among|show|explain|describe|(?:name|state)(?= (?:the|all|any|each|every)\b))\b"
    r"|\b(?:how (?:many|often|common|frequent)|rates?|"
    r"incidence|percentage|proportion|i wonder|has anyone|what about)\b"
    rf"|^\W*{about.ASKER}(?:(?!\b(?:and|who|with|since|after)\b)[^,.?])*\W*$"
    rf"|{about.WHOM_OR_WHAT_FOR}"
    r"|\bi(?:'d| would| should)? (?:like|love|want|need|wish) to (?:know|learn|find|see|ask|understand|check|read)\b"
    r"|\bi(?:'m| am) (?:looking|searching) for\b"
    r"|\b(?:everything|all|anything|whatever) (?:that )?you (?:have|hold|know)\b"
    r"|\b(?:start|use|give|choose)\b[^?]*\bor\b[^?]*\?"
    r"|(?<!side )(?<!adverse )(?<!bad )\beffects? of\b[^.?]{1,50}\bon\b|^\W*(?:and )?(?:about |on )?the risks? of\b"
    r"|^[^.?]{0,40}\b(?:information|data|details|evidence)\s(?:on|about|for|regarding)\b"
    r"|^(?:(?!\b(?:who|whom|that|s?he) (?:has |have |had |just |recently )*(?:developed|experienced|suffered|had|got"
    r"|died|became|noticed|fell)\b)[^?.])*"
    r"\b(?:asks?|asking|inquir\w+|enquir\w+) (?:about|for|who|what|how|which|whether|if)\b"
)
REPORTED_BY_TRIAL = any_of(
    r"(?:in|of|from|during) (?:the|this|that|your) (?:trial|study|paper|publication|abstract|registry)|trial|paper|"
    r"abstract|arms?|groups?|publication|"
    r"(?:patients|participants) in|table|published|sources?|correct"
    r"|(?<!sats )(?<!sats of )(?<!spo2 )(?<!saturation )(?<!saturation of )(?<!saturations )(?<!ef )(?<!lvef )(?<!hct )"
    r"(?<!haematocrit )(?<!hematocrit )\b\d+ ?%|say|says|wrote|read that|data on"
)
"""A share is one of a trial's people, unless it is what was measured of one."""
TELLS = any_of(
    r"was|were|had|has|have|been|is|are|am|came|got|went|broke|took|saw|gave|felt|fell|cut|shows?|did|(?:[a-z]{3,}(?:ed|ing))"
)
"""A verb that tells: a list of words is a search, and no report."""
HELD_AGAINST = any_of(
    r"vs\.?|versus|compared (?:with|to)|confirm that|arms?|trial|\d+ ?%(?= (?:of|in|with)\b)",
    r"groups|slides?|hazard|statistically|percentages?|medians?|confidence|paper|abstract|monograph|label|baseline|staging",
    r"(?:gr|grade) ?(?:>=|≥) ?\d|all grades|any grade|cut-? ?offs?|(?:marketing )?authori[sz]ations?|approval",
)
"""That a trial, its arms or its figures are spoken of, or a figure is to be confirmed."""
PAST_HISTORY = any_of(
    r"history of|screening|baseline|years? ago|last year|months ago before|as a child|"
    r"in childhood|previously|prior to|pre-existing|long-standing|"
    r"before (?:(?:she|he|they|we) )?(?:starts?|started|starting|begins?|beginning)"
    r"(?: (?:anything|any \w+|treatment|therapy|the (?:drug|treatment|therapy)))?|"
    r"(?:has|have|had)(?: not|n't)(?: yet)? (?:started|begun)|(?:is|are) (?:yet )?to start|"
    r"(?:since|for) (?:many )?(?:years|decades)|"
    r"known|comorbid\w*|newly diagnosed|for (?:\w+ )?years|"
    r"(?:has|have|with) (?:a )?(?:chronic|multiple myeloma|diabetes)|before (?:any|the|his|her|this|treatment)"
)
DENIED = any_of(
    r"no|not|without|never|denies|denied|none|neither|nor|free of|absence of|ruled out|didn't|hasn't|haven't|hadn't|"
    r"wasn't|isn't|did not see any|zero"
)
ENDS_DENIAL = any_of(
    r"but|however|recover\w*|resolve\w*|improve\w*|yet|although|except|only|due|normal|sure|known|"
    r"listed|expected"
)
THIS_REACTION = any_of(
    r"(?:this|these|her|his|the) (?:\w+ )?\w+ (?:that )?(?:my|our|she|he) \w+ (?:\w+ )?(?:developed|"
    r"had|has|got|experienced|saw)",
    r"(?:that )?(?:we|i)(?:'re| are|'m| am)? (?:now )?(?:seeing|see|saw|have seen|measured) in",
    r"(?:of|in) (?:my|our) (?:\w+ )?patient (?:showed|shows|was|is) #?\d",
)
