"""Everyday phrases for what a record calls otherwise, put in its words: "sore arm", "protein loss"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.registry.trial_words import TrialWords
from retrieval.terms import normal_form

GUESSED = (
    r"(?<!we )(?<!you )(?<!I )(?:(?:figured?|work(?:ed)?|f(?:ind|ound)) out|tell|kn[eo]w|reali[sz]ed?|noticed?|aware) "
    r"(?:which|what|whether|if) (?:of the |one |kind of |[a-z]+ ){0,3}?"
    r"(?:they|he|she) (?:had|got|were|was|have|received|wore|used|took)(?: (?:on|in|given|getting|taking|using))?"
    r"(?: (?:the|an?|or|on|not|study|real|active|working|sham|placebo|dummy|fake|device|drug|treatment|thing|one|pills?"
    r"|group|arm)){0,7}(?=\W*(?:$|[?.,;]))"
    r"|guess(?:ed|es|ing)? (?:correctly|right)"
    r"|blinding (?:success\w*|effective|work\w*|h[eo]ld|adequate|intact|preserved|compromised|broken)"
)
"""That those in a trial found out what they were given."""
_LOWS = r"(?:(?<=rate of )|(?<=any )|(?<=many )|(?<=severe )|(?<=serious ))(?:low(?: blood)? sugars?|lows|hypos?)"
_LIKED = (
    r"(?:did|do) (?:they|people|(?:the )?(?:\w+ )?(?:patients|participants|children|adults|women|men))"
    r" (?:like|favou?r)(?= [^?]*\b(?:better|more|over|than|or)\b)"
)
_PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"(?:extend|prolong|lengthen)(?:s|ed|ing)? (?:(?:the|their|patients['’]?|people['’]s) )?(?:life|lives)",
     "make people live longer", ""),
    (r"(?:sore|achy|aching|painful|tender) arms?|arm (?:pain|soreness|ache)|pain in the arm", "injection site pain",
     "injection site pain"),
    (r"self[ -]?(?:harm\w*|injur\w+|mutilat\w+)", "intentional self-injury", "intentional self injury"),
    (r"(?:did|do|how (?:much|well) did) (?:they|people|(?:the )?(?:\w+ )?(?:patients|participants|children|kids"
     r"|students|users|parents|adults|women|men)) (?:actually |really )?(?:like|enjoy)(?:ed)? "
     r"(?:it|this|them|the [a-z]+)",
     "how satisfied were they", "satisfaction"),
    (r"proteinuria|protein (?:loss|leakage|leak|excretion)|protein in (?:the|their) urine|urinary protein(?: loss)?",
     "urine protein", "urine protein"),
    (r"halv(?:ed|ing|e) (?:their|the|its|his|her)|had (?:their|the) (?=[\w ]{3,25} halved)|cut (?:their|the)"
     r"(?=[\w ]{3,25} (?:in|by) half)", "had a reduction of 50% or more in", "reduction 50"),
    (r"(?:by|in) (?:at least )?(?:a )?half(?: or more)?", "by at least 50%", "reduction 50"),
    (r"(?:complete|total|full|entire) (?:freedom from|absence of)", "reduction by 100% of", "reduction 100"),
    (r"(?:low (?:blood pressure|BP)|hypotension) with symptoms", "symptomatic hypotension", "symptomatic hypotension"),
    (r"complete remissions?", "complete response", "complete response"),
    (r"Hy['’]?s[ -]law(?: criteria| cases?)?", "ALT above 3 x ULN with bilirubin above 2 x ULN", "bilirubin uln alt"),
    (r"(?:peak|maximum|maximal|highest) (?:plasma |blood |serum )?(?:drug )?(?:concentrations?|levels?)",
     "maximum plasma concentration", "maximum concentration"),
    (r"(?:night[- ]?time|nocturnal|overnight|at night|(?:in|during|through) the night)", "sleep", "sleep"),
    (r"(?:day[- ]?time|in the day|during the day)", "awake", "awake"),
    (r"sero(?:conver|protec)\w+", "seroresponse", "seroresponse"),
    (r"(?<!in )(?<!among )(?:sero)?responders?(?![^?]*\d\s?%)|(?:serorespon|seroconver)\w+(?: rates?)?",
     "with a fold rise", "fold rise"),
    (r"(?:completely|totally|fully|entirely|wholly|100%) clear(?:ed|ance)?(?: skin| of psoriasis)?"
     r"|(?:complete|total|full) (?:skin )?clearance", "PASI 100", "pasi 100"),
    (r"(?:completely|totally|fully|entirely|wholly|100%) clear(?:ed|ance)?(?: skin)?"
     r"|(?:complete|total|full) (?:skin )?clearance", "EASI 100", "easi 100"),
    (r"(?:com(?:e|ing)|came) back (?:elsewhere|in other (?:parts|organs|places))(?: (?:in|of) the body)?"
     r"|spread(?:ing)? (?:elsewhere|to (?:other|distant) (?:parts|organs|places))(?: (?:in|of) the body)?",
     "distant recurrence", "distant recurrence"),
    (r"mood (?:or|and) depression|depression (?:or|and) mood", "depression", "depressive"),
    (r"(?:skin|dermatology)[- ](?:related|specific) quality of life", "Dermatology Life Quality", "dermatology life"),
    (r"physical function(?:ing)?|everyday function(?:ing)?", "disability index", "haq disability"),
    (r"(?<!progression-)(?P<what>crisis|bleed|attack|seizure|relapse|exacerbation|flare|event|infection)-free",
     r"with no \g<what>", "no"),
    (r"clear(?:/| or )minimal", "cleared or minimal", "cleared minimal"),
    (r"(?:clear(?:ed)? or )?almost clear(?: skin)?|clear(?:er)? skin", "IGA score of 0 or 1", "iga score 0 1"),
    (r"(?:the )?upper limits? of (?:the )?normal(?: range)?", "ULN", "uln"),
    (r"(?:three|3)[ -](?:or[ -]more[ -])?lines?(?: or more)?", "15 letters", "15 letter"),
    (r"(?:two|2)[ -](?:or[ -]more[ -])?lines?(?: or more)?", "10 letters", "10 letter"),
    (r"(?:sav\w+|spar\w+) (?:any |more )?lives|life-?saving|prolong\w* (?:life|survival)|liv(?:e|ed|ing) longer",
     "prolong overall survival", "overall survival"),
    (r"(?:sav\w+|spar\w+) (?:any |more )?lives|life-?saving|prolong\w* (?:life|survival)|liv(?:e|ed|ing) longer",
     "lower all-cause mortality", "mortality"),
    (r"sta(?:y(?:ed|ing)?|id) on (?:the )?(?:treatment|study drug|drug|therapy|medication|medicine)",
     "have before discontinuation of drug", "time discontinuation"),
    (r"how long on (?:the )?(?:treatment|study drug|drug|therapy|medication|medicine)",
     "how long before discontinuation of drug", "time discontinuation"),
    (r"respond(?:ed|ing)?(?= (?:any |just |equally )?"
     r"(?:better|worse|less|more|as well|equally|differently|poorly|well)\b)",
     "do", ""),
    (r"normal (?:blood |fasting )?(?:sugars?|glucose|HbA1c|A1c)(?: levels?| range)?|normogly\w+",
     "HbA1c below 5.7%", "hba1c 5.7"),
    (r"(?:HbA1c|A1c|(?:blood )?(?:sugars?|glucose)(?: levels?)?) (?:in|into|to|within|back to|down to|was|were|became) "
     r"(?:the |a )?normal(?: range| levels?)?", "HbA1c below 5.7%", "hba1c 5.7"),
    (r"(?<!low )(?<!fasting )(?<!fasting blood )(?:blood )?sugar(?: control)?(?! (?:(?:levels? )?(?:before|after|at) "
     r"(?:breakfast|lunch|dinner|supper|meals?|eating|food|bedtime|night)))|glyca?emic control|diabetes control",
     "HbA1c", "hba1c"),
    (r"PD-?L1(?: (?:expression|status|score|levels?|tumou?rs?))*(?:(?: of| at| was| were| is)*)"
     r"(?= ?(?:>|<|=|\u2265|\u2264|\d|at least|above|over|below|under))", "TPS of", "tps"),
    (r"PD-?L1(?: (?:expression|status|score|levels?|tumou?rs?))*(?:(?: of| at| was| were| is)*)"
     r"(?= ?(?:>|<|=|\u2265|\u2264|\d|at least|above|over|below|under))", "CPS of", "cps"),
    (r"(?:after|following) (?:having )?(?:eating|meals?|food)", "postmeal", "postmeal"),
    (r"(?:after|following) breakfast", "morning postmeal", "morning postmeal"),
    (r"(?:after|following) lunch", "midday postmeal", "midday postmeal"),
    (r"(?:after|following) (?:dinner|supper)", "evening postmeal", "evening postmeal"),
    (r"before breakfast", "morning premeal", "morning premeal"),
    (r"before lunch", "midday premeal", "midday premeal"),
    (_LOWS, "hypoglycemia", "hypoglycemia"),
    (_LOWS, "hypoglycaemia", "hypoglycaemia"),
    (_LIKED, "how many preferred", "preferred"),
    (_LIKED, "how many preferred", "preference"),
    (r"(?:need\w*|got|get|given|had|moved? (?:up )?to|went (?:up )?to|put on|required|requiring) (?:an? |the )?"
     r"(?:higher|increased|bigger|larger|stronger) doses?"
     r"|doses? (?:was |were |had to be |got )?(?:raised|increased|escalated)"
     r"|up-?dosed|dose[- ](?:increases?|escalations?)", "were up-titrated", "titrated"),
    (r"low BP", "hypotension", "hypotension"),
    (r"mutants?", "mutation", "mutation"),
    (r"Gd\+?(?:[ -]enhancing)?", "gadolinium-enhancing", "gadolinium"),
    (r"(?-i:K)\+", "potassium", ""),
    (r"(?-i:Na)\+", "sodium", ""),
    (r"f[ae]ll(?:en|ing)? (?:seriously |badly |very )?(?:ill|sick)"
     r"|(?:got|get|become|became) (?:seriously|badly) (?:ill|sick)",
     "have serious adverse events", ""),
    (r"what strengths?(?: of (?:the |each )?(?:tablet|capsule|pill|cream|solution|injection|drop|spray)s?)?",
     "what dose", ""),
    (r"(?:ke(?:ep|pt)|st(?:ay(?:ed|ing)?|aid)) (?:\w+ ){0,2}?out of (?:the )?hospitals?",
     "prevent all-cause hospitalization", "hospitalization cause"),
    (r"(?:being |was |were )?(?:admitted|admissions?|hospitali[sz]ed)(?: to (?:the )?hospital)?"
     r" for any (?:reason|cause)",
     "all-cause hospitalization", "hospitalization cause"),
    (r"GI", "gastrointestinal", "gastrointestinal"),
    (r"UTIs?", "urinary tract infection", "urinary tract infection"),
    (r"URT?Is?", "upper respiratory tract infection", "respiratory tract infection"),
    (r"(?:early (?:relaps|progress)\w*|(?:relaps|progress)\w* early)(?: \(?within (?:2|two) years\)?)?",
     "progression within 24 months", "progression within 24"),
    (r"(?-i:U\.?K\b\.?)|(?:Great )?Britain", "United Kingdom", "united kingdom"),
    (r"(?-i:U\.?S\b(?:\.|A\b)?)|(?:the )?United States of America|America", "United States", "united states"),
    (r"how long had (?:they|(?:the |these )?(?:patients|participants|people|subjects|children|women|men)) "
     r"(?:been (?:ill with|living with|suffering from|troubled by)|been|had|lived with|suffered(?: from)?)",
     "what was at baseline the duration of", "duration"),
    (r"(?:never|not) (?:been )?(?:previously |yet )?treated(?: before| previously| yet)?|previously untreated"
     r"|untreated before|without (?:previous|prior) treatment", "treatment-naive", "naive"),
    (r"(?:got|had|have|having|receiv\w+|took|given) (?:both|the two|all two) (?:vaccine )?"
     r"(?:doses|injections|vaccinations|shots|jabs)", "received dose 2", "received dose 2"),
    (r"put(?:ting)? on(?= (?:some |any |more |much )?(?:body )?weight)", "gain", "weight"),
    (GUESSED, "guess", "guess"),
    (GUESSED, "assess blinding", "blinding"),
    (r"carr(?:y|ied|ies|ying)[ -]?over(?: effects?)?"
     r"|orders? (?:of|in which) (?:the )?(?:two )?(?:treatments?|devices?|drugs?|arms|periods?|sequences?)",
     "sequence", "sequence"),
    (r"C(?:lostridi\w+)?[. ] ?diff(?:icile)?(?: infections?| colitis)?|CDI|CDAD",
     "Clostridioides difficile infection", "difficile"),
    (r"Men[ -]?(?P<letter>[ABCWXY])", r"serogroup \g<letter>", "serogroup"),
    (r"how long (?:did|were|was) (?:they|people|(?:the )?(?:patients|participants|subjects)|it) "
     r"(?:take|use|get|receive|(?:stay )?on|taking|using|treated with|given|taken|used)(?: (?:the|study|this|their))*"
     r"(?: (?:drug|treatment|medication|medicine|device|therapy))?",
     "what was the duration of exposure", "duration exposure"),
    (r"(?:each|every|all|the|individual|single) (?:parts?|elements?|pieces?) of"
     r"(?= (?:the )?(?:primary|composite|combined))", "components of", "component"),
    (r"(?:which|what) (?:of the |individual |single )?(?:components?|parts?|elements?) "
     r"(?:drove|drives?|contributed (?:most |mainly )?to|accounted for|(?:was|were) behind|explain(?:s|ed)?) "
     r"(?:it|this|that"
     r"|the (?:primary |overall |main )?(?:outcome|end ?point|composite|effect|benefit|result|difference))",
     "what were the results for each component of the primary outcome", "component"),
    (r"re-?interventions?|(?:further|repeat(?:ed)?|second|another|additional|extra) (?:intervention|procedure)s?",
     "secondary intervention", "secondary intervention"),
    (r"(?:viral(?:ly)? |virologic(?:al)?(?:ly)? )?"
     r"(?:suppress(?:ed|ion)(?! of)|undetectable(?: (?:viral load|virus|HIV))?)",
     "HIV RNA below 50 copies", "rna 50 copies"),
    (r"major (?:bleeds?|ha?emorrhages?)", "major bleeding", "major bleeding"),
    (r"viral loads?", "HIV RNA", "hiv rna"),
    (r"(?P<what>(?:side|adverse) (?:effects?|events?|reactions?)|AEs?) (?:(?:that|which) were )?"
     r"(?:thought|believed|judged|considered|felt) to be (?:from|due to|caused by|because of|related to) "
     r"(?:the |their )?(?:study )?(?:tablets?|pills?|drugs?|medicines?|medication|treatment|injections?|infusions?"
     r"|vaccines?)", r"drug-related \g<what>", "related"),
    (r"viral loads?", "HCV RNA", "hcv rna"),
    (r"half a year|six months", "6 months", "6 month"),
    (r"(?:(?<=were )|(?<=was ))dry|dry (?:macula|retina)s?", "without retinal fluid", "retinal fluid"),
    (r"(?<=how many )(?P<who>(?:people |patients |participants |subjects )?)(?:finish(?:ed)?"
     r"|(?:got|made it) through)(?= (?:the|that|this) [\w -]{3,40}?(?:phase|period|part|stage|extension|course)\b)",
     r"\g<who>completed", "completed"),
    (r"(?P<event>[a-z]{4,}) and (?:with |of |had |for )?(?:severe|grade 3) (?P=event)",
     r"any \g<event> and grade 3 \g<event>", "any grade"),
    (r"how (?:sore|painful) (?:does|did|do|will|is|was) (?:your|the|their|my) arms?(?: get| feel)?",
     "how many had pain", "any pain"),
    (r"(?:common |head )colds?|(?<=a )cold(?! sore)|colds(?! sore)", "nasopharyngitis", "nasopharyngitis"),
    (r"(?:cot|crib) deaths?|SIDS", "sudden infant death syndrome", "sudden infant death"),
    (r"(?:nappy|diaper) rash(?:es)?", "dermatitis diaper", "dermatitis diaper"),
    (r"fuss(?:y|ing|iness)|cranky|crankiness", "irritability", "irritability"),
    (r"injection[- ]site redness|redness (?:at|around|of) the injection(?: site)?", "injection site erythema",
     "injection site erythema"),
    (r"nasal polyps?|polyps in (?:the|their) noses?", "nasal polyposis", "polyposis"),
    (r"(?:time|how long(?: was it| did it take)?) (?:until|till|before|to) (?:the |their |a )?"
     r"(?:(?P<of>[\w -]{2,20}) )?(?:response|effect) (?:was |were |is |got )?(?:lost|gone|disappeared)"
     r"|how long (?:until|till|before) (?:they|patients|people) lost (?:the|their) response",
     "time to loss of response", "time loss response"),
    (r"(?:dying|died|dies?|deaths?) (?:from|of|due to|because of) (?:an? )?(?:heart|cardiac|cardiovascular|CV)"
     r"(?: or (?:stroke|vascular))? (?:disease|problems?|troubles?|causes?)|heart[- ]related deaths?",
     "cardiovascular death", "cardiovascular death"),
    (r"(?:going|go|went|gone|(?:being |been |be |getting |get |got )?(?:admitted|taken|rushed)) (?:in)?to"
     r" (?:an? |the )?hospital|(?:being|getting|get|be) (?:hospitali[sz]ed|admitted)", "hospitalization",
     "hospitalization"),
    (r"(?P<what>exacerbation|attack|flare(?:-up)?)s? (?:that |which )?(?:put \w+ in(?:to)? (?:the )?hospital"
     r"|(?:need|requir|led to|leading to|ended in|ending in)\w*(?: an?)? hospital\w*(?: stays?| admissions?)?)",
     r"severe \g<what>s", "severe"),
    (r"(?:no )?(?:tumou?rs?|cancer) (?:was |were |had |has )?(?:all )?(?:gone|vanished|disappeared|eradicated|left)"
     r"(?: (?:at|by|before) (?:the )?(?:surgery|operation))?", "pathological complete response",
     "pathological complete"),
    *(
        (r"(?:ke(?:ep|pt)|stop(?:ped)?|prevent(?:ed)?) (?:the |their )?(?:[a-z]+ )?(?:cancer|disease|tumou?rs?)"
         r" (?:from )?(?:com(?:e|ing) back|return(?:ing)?|recur(?:ring)?|spreading)"
         r"|ke(?:ep|pt) the disease under control|(?:cancer|disease|tumou?rs?) c[oa]m(?:e|ing|es) back",
         f"{free}-free survival", f"{free} free survival")
        for free in ("event", "disease", "recurrence", "relapse")
    ),
    (r"surviv\w+ without (?:an? |any )?events?|alive (?:and|or) without (?:an? |any )?events?", "event-free survival",
     "event free survival"),
    (r"(?:inflam\w+ (?:of|in) (?:the |their )?lungs?|lung inflammation)", "pneumonitis", "pneumonitis"),
    (r"(?:numb\w*|tingling)(?: (?:in )?(?:the |their )?(?:hands?|feet|fingers?|toes?)(?: (?:and|or) \w+)?)?",
     "peripheral neuropathy", "neuropathy"),
    (r"gall[- ]?stones?", "cholelithiasis", "cholelithiasis"),
    (r"(?:brok\w+|break(?:s|ing)?) (?:an? |the |their )?(?P<bone>hip|wrist|arm|leg|rib|bone)s?",
     r"had a \g<bone> fracture", "fracture"),
    (r"guts?(?= (?:trouble|problem|upset|complaint|issue|side|effect|reaction|symptom|event|adverse))",
     "gastrointestinal", "gastrointestinal"),
    (r"pain (?:at the (?:place|spot) )?where (?:the |they )?(?:jab|injection|shot|needle)s? (?:went in|was|were)"
     r"(?: given)?|(?:jab|shot|needle)[- ]site pain", "injection site pain", "injection site pain"),
    (r"heal(?:ing|ed)(?: of| in)? the (?:lining of the )?(?:bowel|gut|colon|intestine)s?(?: lining| wall)?"
     r"|(?:bowel|gut) (?:lining )?heal(?:ing|ed)", "mucosal healing", "mucosal healing"),
    (r"(?:holes? in|perforat\w+ (?:of )?)(?: ?the| ?their)? ?(?:bowel|gut|stomach|intestine)s?|bowel perforations?",
     "gastrointestinal perforation", "gastrointestinal perforation"),
    (r"eye[- ]charts?(?: (?:results?|letters|scores?|tests?))?", "BCVA", "bcva"),
    (r"(?:both|each|either|the two|all)(?: of the)? sequences?", "all arms", ""),
    (r"(?:three|3)[ -]monthly|every (?:three|3) months|quarterly|every (?:twelve|12) weeks", "q12w", "q12w"),
    (r"(?:did(?: not|n['’]t) (?:make it to|get to|reach|stay (?:until|till|to)) the end(?: of (?:the|it)[\w ]*)?"
     r"|did(?: not|n['’]t) (?:finish(?: the (?:study|trial))?|see it (?:through|out)(?: to the end)?)"
     r"|(?:fail\w*|unable) to (?:complete|finish)|non-?complet(?:ers?|ion|ing)|not complet(?:ing|ion)"
     r"|premature(?:ly)? (?:discontinu|withdr[ae]w|stopp)\w+"
     r"|(?:discontinu|withdr[ae]w|stopp)\w+ prematurely)", "did not complete", "not completed"),
    (r"reasons? (?:for|of|behind) (?:the )?(?:drop-?outs?|withdrawals?|non-?completion|attrition|loss(?:es)?)"
     r"|(?:drop-?out|withdrawal) reasons?", "reasons for discontinuation", "not completed"),
    (r"loss(?:es)? to follow[- ]?up|LTFU", "lost to follow-up", "lost follow up"),
    (r"pull(?:ed|ing)? out(?! of (?:hospital|the (?:body|skin|vein)))", "withdrew", "not completed"),
    (r"(?:ex|past|previous|one-time)[- ]smokers?|(?:used to|had) smoked?", "former smokers", "former smoker"),
    (r"(?<=were )smoking|active smokers?|(?<!ever-)(?<!never )(?<!former )(?<!ex-)(?<!current )smokers"
     r"(?= (?:at|on|when|were there))", "current smokers", "current smoker"),
    (r"how long (?:had (?:they|(?:the )?(?:patients|participants)) (?:had (?:the|their|a) diagnosis|been diagnosed)"
     r"|(?:since|after|ago was) (?:the |their )?diagnosis)", "time since diagnosis", "since diagnosis"),
    (r"numbers? needed to (?:vaccinate|immuni[sz]e|inject|infuse|operate|screen)|NNV", "number needed to treat", ""),
    (r"(?:the )?active (?P<what>drug|treatment|medicine|medication|agent|pill|tablet|injection|infusion|jab|vaccine)s?",
     r"the \g<what>", ""),
    (r"(?:(?<=on )|(?<=vs )|(?<=: )|(?<=, )|(?<=then )|(?<=with )|(?<=and ))(?:the )?active"
     r"(?= ?(?:vs\b|versus\b|and\b|then\b|or\b|/|[,;?.)]|$))", "drug", ""),
    (r"(?:the )?(?:dumm(?:y|ies)|fakes?)(?: (?:ones?|jabs?|shots?|infusions?|drops|arm|group))?"
     r"(?! (?:pills?|tablets?|treatment|medicine|drug|injections?|device)\b)", "placebo", ""),
    (r"(?:sugar|dummy|fake|inactive) (?:pills?|tablets?|treatment|medicine|drug|injections?)"
     r"|placebo (?:nasal )?(?:sprays?|pills?|tablets?|capsules?|creams?|ointments?|drops|patch(?:es)?)", "placebo", ""),
)  # fmt: skip
"""What is said, what the record says instead, and the words that its outcomes must have for that; bounded."""
_LIMITS = tuple(
    (rf"(?:{number}|{word})(?: times|-fold| ?x)(?: the)? ?(?:ULN|upper limit of (?:the )?normal|normal(?: limit)?)",
     f"{number} times ULN", f"{number} uln")
    for number, word in (("2", "two"), ("3", "three"), ("5", "five"), ("8", "eight"), ("10", "ten"), ("20", "twenty"))
)  # fmt: skip
"""Multiples of the upper limit of normal, however they are told."""
_PARTS = tuple(
    (rf"(?:at least |more than |over |about )?(?:a|one)[ -]{part}(?: or more)?", f"{share}% or more", share)
    for part, share in (("twentieth", "5"), ("tenth", "10"), ("fifth", "20"), ("quarter", "25"))
)
"""Shares in words, where the record has the share as a level."""
_UP = r"(?:go(?:es|ing)?|went|gone|rose|risen|ris(?:e|es|ing)|increas\w+|climb\w*|shot)(?: up| too high| high)?"
_DOWN = r"(?:go(?:es|ing)?|went|gone|fell|fall(?:s|en|ing)?|drop\w*|decreas\w+)(?: down| too low| low)?"
_LEVELS = tuple(
    (rf"(?:blood |serum |plasma )?{what} (?:levels? )?{how}", name, name)
    for what, how, names in (
        ("potassium", rf"{_UP}(?! low)", ("hyperkalaemia", "hyperkalemia")),
        ("sodium", rf"{_DOWN}(?! high| up)", ("hyponatraemia", "hyponatremia")),
        ("(?:sugar|glucose)s?", rf"{_DOWN}(?! high| up)", ("hypoglycaemia", "hypoglycemia")),
        ("(?:sugar|glucose)s?", rf"{_UP}(?! low)", ("hyperglycaemia", "hyperglycemia")),
        ("cholesterol", rf"{_UP}(?! low)", ("hypercholesterolaemia", "hypercholesterolemia")),
    )
    for name in names
)
"""Levels in the blood that leave what is normal, by the event that it is."""
_COMPILED = tuple(
    (re.compile(rf"\b(?:{said})(?!\w)", re.IGNORECASE), instead, frozenset(map(normal_form, needed.split())))
    for said, instead, needed in (*_LIMITS, *_PARTS, *_LEVELS, *_PHRASES)
)


_OF_ANY = frozenset(("rate", "rates"))
"""Words of a phrase that any outcome may have beside its name."""


def lay_phrases(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Each everyday phrase with what the record has for it; none that a name of the record has itself."""
    found: set[int] = set()
    for pattern, instead, needed in _COMPILED:
        if not needed <= words.names:
            continue
        for match in pattern.finditer(text):
            if match.start() in found:
                continue
            told = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}|\b(?:go|dies?)\b", match.group())} - _OF_ANY
            told = told or {match.group().casefold()}  # a short form
            if not told or not told <= words.names:
                found.add(match.start())
                yield match.start(), match.end(), match.expand(instead)
