"""How shorthand is spelt out, one pattern a row."""

from __future__ import annotations

import re

_YEARS = r"(?P<age>two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen|eighteen)"
"""Ages that stand for those of them: "the under-sixes"."""
_SET = r"(?P<set>m?ITT|[Ss]afety|[Ii]ntention-to-treat|FAS)\b(?:\s(?:analysis|population|set)\b)*"
"""An analysis set, whose size a letter asks for: "ITT n", "N safety"."""
SHORTHAND = (
    (re.compile(r"\bgd\.?\s?(?=[1-5]\b)", re.IGNORECASE), "grade "),
    (re.compile(r"\b(?:(?:early|late) )?(?:spring|summer|autumn|winter)(?: of)? (?=20\d\d\b)", re.IGNORECASE), ""),
    (
        re.compile(
            r"\bwhat (?P<what>(?!(?:it|this|that|is|was|are|were|does)\b)[^?.,;]{2,40}?) means\b", re.IGNORECASE
        ),
        r"what is meant by \g<what>",
    ),
    (re.compile(r"\b(?P<done>randomi[sz]ed|stratified) how\b(?=\W*$)", re.IGNORECASE), r"how were patients \g<done>"),
    (
        re.compile(r"\bwhat (?P<of>the|this) (?P<it>trial|study) (?:found|showed|shows|saw|reported)\b", re.IGNORECASE),
        r"what did \g<of> \g<it> find",
    ),
    (
        re.compile(r"\bat (?:the )?primary(?=\W*(?:$|[,;?.]|\s(?:and|in|for|with|vs)\b))", re.IGNORECASE),
        "at the primary analysis",
    ),
    (re.compile(r"\b(?P<end>stopped|ended|closed|halted) early(?= (?:for|because|due)\b)", re.IGNORECASE), r"\g<end>"),
    (re.compile(r"\btox\b(?=\s(?:deaths?|events?|effects?))", re.IGNORECASE), "toxic"),
    (re.compile(r",\s?meaning\s(?=(?:at least|more|less|\d|two|three|four|five)\b)", re.IGNORECASE), ", that is "),
    (
        re.compile(
            r"(?P<arms>\b(?:arms|groups)\b(?:\s(?:so|quite|very|clearly))*\s)"
            r"(?:unequal(?:ly sized)?|(?:of )?(?:unequal|different) sizes?|different in size|uneven)\b",
            re.IGNORECASE,
        ),
        r"\g<arms>not equal in size",
    ),
    (re.compile(rf"\b(?:the )?under[- ]{_YEARS}e?s\b", re.IGNORECASE), r"those younger than \g<age> years"),
    (re.compile(rf"\b(?:the )?over[- ]{_YEARS}e?s\b", re.IGNORECASE), r"those older than \g<age> years"),
    (re.compile(r"(?<=\w)\s&\s(?=\w)"), " and "),
    (re.compile(r"\bct\.?gov\b", re.IGNORECASE), "ClinicalTrials.gov"),
    (re.compile(r"\bUS ?PI\b"), "US label"),
    (re.compile(r"\b(?:US|U\.S\.|[Aa]merican) (?:drug )?(?:agency|regulators?|authorit(?:y|ies))\b"), "FDA"),
    (
        re.compile(
            r"\b(?P<which>second|2nd|third|3rd) (?P<what>PFS|OS|progression-free survival|overall survival) "
            r"(?P<look>analysis|report|read-?out|update|look|data cut|cut)\b",
            re.IGNORECASE,
        ),
        r"\g<which> analysis of \g<what>",
    ),
    (re.compile(r"\b1st\b", re.IGNORECASE), "first"),
    (re.compile(r"\b2nd\b", re.IGNORECASE), "second"),
    (re.compile(r"\b(?:pbo|plac|pcb)\b\.?", re.IGNORECASE), "placebo"),
    (re.compile(r"\bmed\b\.?(?=\s*(?:[,;:?]|$|of\b|PFS|OS|TTNT|DOR|age\b|follow))"), "median"),
    (re.compile(r"\b(?:HF|CHF|hf|chf)\b(?=\s(?:hosp\w*|admi\w+|events?|visits?|deaths?)\b)"), "heart failure"),
    (re.compile(r"\bhosps?\b\.?(?!\w)", re.IGNORECASE), "hospitalisation"),
    (re.compile(r"\b(?:per|a|each) yr\b\.?", re.IGNORECASE), "per year"),
    (re.compile(r"(?<![\w/])(?:b/?c|cu?z|coz|cos)(?=\s(?:of|they|their|it|the)\b)"), "because"),
    (
        re.compile(
            r"\bresp\b\.?(?=\s(?:tract\b|infect\w*|symptom\w*|illness\w*|failure|distress|virus\w*|events?))",
            re.IGNORECASE,
        ),
        "respiratory",
    ),
    (re.compile(r"\bIFE\b"), "immunofixation"),
    (re.compile(r"\b(?:the )?significance (?:boundary|threshold|bound)\b", re.IGNORECASE), "statistical significance"),
    (re.compile(r"\bM[- ]spikes?\b"), "M-protein"),
    (re.compile(r"(?<=\bwhich )formula\b|(?<=\bwhat )formula\b|(?<=\bby the )formula\b", re.IGNORECASE), "equation"),
    (
        re.compile(
            r"\b(?P<in>in|at) (?P<which>which|what) proportions?"
            r"(?=\s(?:were|was) (?:the )?(?:patients|participants|people|they|everyone|treatment|it) (?:then )?"
            r"(?:allocated|randomi[sz]ed|assigned|divided|split))",
            re.IGNORECASE,
        ),
        r"\g<in> \g<which> ratio",
    ),
    (
        re.compile(
            r"\bhow long (?:did|was|has) (?:the )?(?P<what>enrol\w+|recruit\w+|accru\w+) "
            r"(?:take|last|go on|run|open|been open|continue)(?=\W*(?:$|\?|,|and\b))"
            r"|\b(?:enrolment|enrollment|recruitment|accrual) (?:took|lasted|went on|ran)(?: for)? [^,.;?]{2,30}"
            r"|\b(?:the )?(?:duration|length) of (?:the )?(?:enrolment|enrollment|recruitment|accrual)\b"
            r"|\b(?:is|are|was|were) [^,.;?]{2,30}? (?:still |currently )?"
            r"(?:recruiting|accruing|open (?:for|to) enroll?ment)\b",
            re.IGNORECASE,
        ),
        "when did enrolment start and end",
    ),
    (
        re.compile(
            r"\b(?P<what>covid(?:-19)?|coronavirus)[- ](?:adjusted|censored|excluded|corrected)\b", re.IGNORECASE
        ),
        r"excluding \g<what> deaths",
    ),
    (
        re.compile(
            r"\b(?:[Ww]as|[Ww]ere) (?:(?:the|this) )?(?:trial|study|it) (?:done|run|conducted|carried out|performed)"
            r" (?:also |only )?in (?=(?:the )?[A-Z])"
        ),
        "were there study centres in ",
    ),
    (
        re.compile(r",?\s+according to (?:the )?(?:study )?(?:authors?|investigators?)(?=\W*$)", re.IGNORECASE),
        "",
    ),
    (
        re.compile(
            r"\b(?P<one>(?:TE|S)?AE|adverse event|side effect)(?= (?:leading to|resulting in|causing) )", re.IGNORECASE
        ),
        r"\g<one>s",
    ),
    (re.compile(r"\bsided-?ness\b", re.IGNORECASE), "one-sided or two-sided"),
    (re.compile(r"\bby (?:what|which) factor\b", re.IGNORECASE), "by how much"),
    (re.compile(r"\be\. ?g\.?(?!\w)", re.IGNORECASE), "for example"),
    (re.compile(r"\bi\. ?e\.?(?!\w)", re.IGNORECASE), "that is"),
    (re.compile(r"\bacc(?:ord)?\b\.?(?= to\b)", re.IGNORECASE), "according"),
    (re.compile(r"\bprev\b\.?(?=[\s/-]\s?\w)", re.IGNORECASE), "previous"),
    (re.compile(r"\bpat\.(?=\s)"), "patients"),
    (re.compile(r"\b(?:stat\.? )?sig\b\.?", re.IGNORECASE), "significant"),
    (re.compile(r"\b(?P<ratio>\d ?: ?\d) (?P<how>randomi[sz](?:ed|ation)|allocat(?:ed|ion))\b"), r"\g<how> \g<ratio>"),
    (
        re.compile(
            r"(?P<figure>\bwith\b[^?;]*(?:\d\s?%?|\b(?:third|half|quarter|fifth|tenth)) )without"
            r"(?=\s*(?:[,;?.]|$|in 20\d\d\b|at the\b))",
            re.IGNORECASE,
        ),
        r"\g<figure>in the control group",
    ),
    (
        re.compile(
            r"(?:\b(?<!\bmore )(?<!\bless )(?:severely|(?:(?<=\bit )|(?<=\bthem ))(?:really |very )?badly)"
            r"(?=\s*(?:[,;.?!)–-]|$|so\b|and\b|vs\b|with\b|on\b|in\b|at\b|than\b))|\bseverely affected\b"
            r"|\bseverely(?=\s(?:fatigued|tired|breathless|short of breath|an(?:a?)emic|neutropenic|thrombocytopenic"
            r"|hypertensive|nauseous|constipated|dehydrated)\b)"
            r"|(?:\b(?:really|very|quite) )?\b(?:bad|nasty)(?=\s\w*(?:itis|a?emia|penia|pnoea|pnea|less"
            r"ness|cough|fatigue|rash|diarrho?ea|pneumonia|infections?|reactions?|tiredness|vomiting|nausea"
            r"|bleeding)\b))",
            re.IGNORECASE,
        ),
        "severe",
    ),
    (re.compile(r"\bexacs?\b\.?", re.IGNORECASE), "exacerbations"),
    (
        re.compile(r"(?<!prior )(?<!previous )(?<!earlier )(?<!cell )(?<!auto )(?<!allo )\btx\b", re.IGNORECASE),
        "treatment",
    ),
    (re.compile(r"\b[Ff]/?[Uu]p?\b"), "follow-up"),
    (re.compile(r"(?<![\d.])(\d{1,2})\s?y(?:r|rs)?\b(?![./-]?\s?o)", re.IGNORECASE), r"\1 years"),
    (re.compile(r"\b(?:wk|W)s?\.?\s?(?=\d{1,3}\b(?!\.\d))", re.IGNORECASE), "week "),
    (re.compile(r"(?<![\d.])(\d{1,3})\s?wks?\b", re.IGNORECASE), r"\1 weeks"),
    (re.compile(r"(?<![\d.])(?<!\d\s)\bwks\b\.?(?!\s?\d)", re.IGNORECASE), "weeks"),
    (re.compile(r"(?<![\d.])(?<!\d\s)\b(?!(?-i:mOS)\b)m(?:th|o)s\b\.?(?!\s?\d)", re.IGNORECASE), "months"),
    (re.compile(r"\b(?:mo|mth)s?\.?\s?(?=\d{1,3}\b(?!\.\d))", re.IGNORECASE), "month "),
    (
        re.compile(r"\b(?P<when>after|at|within|by) (?:a|one) (?P<unit>year|month|week)\b", re.IGNORECASE),
        r"\g<when> 1 \g<unit>",
    ),
    (re.compile(r"\binterleukin[\s-]?(?=\d)", re.IGNORECASE), "IL-"),
    (re.compile(r"\btwo-?\s?fold\b", re.IGNORECASE), "2-fold"),
    (re.compile(r"\bthree-?\s?fold\b", re.IGNORECASE), "3-fold"),
    (re.compile(r"\bfour-?\s?fold\b", re.IGNORECASE), "4-fold"),
    (re.compile(r"\bfive-?\s?fold\b", re.IGNORECASE), "5-fold"),
    (re.compile(r"\bten-?\s?fold\b", re.IGNORECASE), "10-fold"),
    (re.compile(r"(?<=\d)\s?mo\b\.?(?=\W|$)"), " months"),
    (re.compile(r"\brxn(?P<many>s?)\b", re.IGNORECASE), r"reaction\g<many>"),
    (re.compile(r"(?<=[\s,])w(?=\s(?:95\b|[A-Za-z]))"), "with"),
    (re.compile(r"(?<!\w)w/o(?!\w)", re.IGNORECASE), "without"),
    (re.compile(r"\bexcl\b\.?", re.IGNORECASE), "excluding"),
    (
        re.compile(
            r"(?<=[.!;:,'\"’”])\s+(?:(?:would|is|are) (?:this|that|it) (?:be )?)?(?:acceptable|permissible|defensible"
            r"|justified|admissible|fair|ok(?:ay)?)(?: (?:wording|to (?:say|write|print|claim)))?\?(?=\W*$)",
            re.IGNORECASE,
        ),
        " Is that right?",
    ),
    (re.compile(r"\b(?P<why>due to|because of|from|for) ARs?\b"), r"\g<why> adverse reactions"),
    (re.compile(r"\b(?:go|goes|going|went|gone|became|become|turned) blind\b", re.IGNORECASE), "have blindness"),
    (re.compile(r"(?<!\w)w/\s?(?=\w)", re.IGNORECASE), "with "),
    (
        re.compile(
            r"\bhow many (?:women and men|men and women)"
            r"(?=\s(?:(?:on|with|in|given|treated with|taking|receiving)\s[^?.;]{2,60}?\s)?"
            r"(?:had|felt|got|developed|experienced|suffered|reported"
            r"|died|stopped|discontinued|responded|needed|withdrew|completed)\b)",
            re.IGNORECASE,
        ),
        "how many people",
    ),
    (
        re.compile(
            r"\b(?<!well )(?:(?:reported|counted|classed|classified|recorded|coded|graded) )?as (?:an? )?"
            r"(?:SAEs?|serious(?: adverse)?(?: events?| reactions?)?)\b(?! event)",
            re.IGNORECASE,
        ),
        "serious",
    ),
    (
        re.compile(
            r"\b(?:(?:turn(?:ed)?|show(?:ed|n)?|c[ao]me|crop(?:ped)?) up|reported|noted|seen|recorded|occurr?(?:ed)?)\s"
            r"(?:as (?:an? )?|among (?:the )?)(?:side[- ]effects?|adverse (?:events?|effects?|reactions?)|(?:TE)?AEs?)"
            r"(?=\W*$|\s(?:in|on|with|at|by|for)\b)",
            re.IGNORECASE,
        ),
        "reported as an adverse event",
    ),
    (re.compile(r"\bserious events\b", re.IGNORECASE), "serious adverse events"),
    (
        re.compile(r"\b(?:main|chief|principal) (?=(?:[\w-]+ )?(?:outcome|end ?point)s?\b)", re.IGNORECASE),
        "primary ",
    ),
    (
        re.compile(
            r"^\W*(?:since|as|because|given that|seeing that|now that)\s(?P<what>[^?;]{10,160}?),\s"
            r"(?:can|could|may|should|shall|must) (?:I|we) (?:\w+ )?"
            r"(?:tell|say|claim|write|state|mention|quote|report|assure|promise)\b[^?,;]{0,40}?\b(?:that|so|this"
            r"|it)\W*$",
            re.IGNORECASE,
        ),
        r"Is it right that \g<what>?",
    ),
    (
        re.compile(
            r"(?<=\b(?:were|aged)\s)>\s?(?P<age>[4-9]\d)\b(?!\s?(?:%|[.,]\d|mg|g\b|months?|weeks?|days?))",
            re.IGNORECASE,
        ),
        r"over \g<age>",
    ),
    (
        re.compile(r"(?P<event>[,;/]\s(?!if\b|and\b|or\b)(?:[a-z-]+\s){1,2})any(?=\s*(?:[,;?.]|$))", re.IGNORECASE),
        r"\g<event>any grade",
    ),
    (
        re.compile(
            r"\bwhen (?:the )?(?P<what>PFS|OS|[a-z]+ survival) was (?:last |finally )?analy[sz]ed\b", re.IGNORECASE
        ),
        r"at the \g<what> analysis",
    ),
    (
        re.compile(
            r"(?<![\w-])(?P<one>(?!the\b|all\b|both\b)[a-z][\w-]+) (?P<joint>and|or|vs\.?|versus)"
            r" (?P<other>[a-z][\w-]+) subgroups\b",
            re.IGNORECASE,
        ),
        r"\g<one> subgroup \g<joint> \g<other> subgroup",
    ),
    (
        re.compile(
            r"\b(?:what(?:['’]s|\s(?:is|was))|how (?:big|large|great) (?:is|was)) (?:the|its) "
            r"(?:median |mean |absolute |actual )?(?:gain|benefit|advantage|improvement|prolongation|extension)"
            r"(?P<of>(?:\s(?:in|of|on)\s(?!months|weeks|days)[^?,;]{2,40}?)?),? (?:in|expressed in|measured in)"
            r" (?P<unit>months|weeks|days)\b(?!\s?\d)",
            re.IGNORECASE,
        ),
        r"by how many \g<unit>\g<of>",
    ),
    (
        re.compile(
            r"(?P<what>\b(?:side[- ]effects?|adverse (?:events?|reactions?|effects?)|(?:TE)?AEs?|toxicit(?:y|ies)))\b"
            r"(?P<then>[^.?;]{0,80}[,;?]?\s(?:and\s)?(?:how many|who|did any\w*|how often)\b[^.?;,]{0,40}?"
            r"\b(?:died?|dead|killed|stopped|quit|left|withdrew|discontinued|dropped out|came off)\s(?:\w+\s)?"
            r"(?:of|from|because of|due to|through|over|by|for|on account of)\s)(?:them|it|these|those|that)\b",
            re.IGNORECASE,
        ),
        r"\g<what>\g<then>side effects",
    ),
    (
        re.compile(
            r"\b(?<!universal )(?<!registry )(?<!EU )(?<!European )(?<!WHO )(?:trial|study) (?:number|id|identifier)\b"
            r"(?! of)",
            re.IGNORECASE,
        ),
        "registration number",
    ),
    (
        re.compile(
            r"\b(?:number|id|code)\b[^?,;]{0,25}\b(?:in|on|at|with) the (?:EU|European) (?:clinical trials? )?"
            r"(?:regist(?:er|ry)|database)\b",
            re.IGNORECASE,
        ),
        "EudraCT number",
    ),
    (re.compile(r"\bratio of (?:the )?(?:allocation|assignment)\b", re.IGNORECASE), "ratio of randomisation"),
    (re.compile(r"\bthrombo(?:cyte)?s?(?=\scounts?\b)", re.IGNORECASE), "platelet"),
    (re.compile(r"\bneutros?(?=\scounts?\b)", re.IGNORECASE), "neutrophil"),
    (re.compile(r"\blymphos?(?=\scounts?\b)", re.IGNORECASE), "lymphocyte"),
    (re.compile(r"\btotal n\b(?!\s?=)", re.IGNORECASE), "how many patients in total"),
    (
        re.compile(
            r"(?<![\w=])n(?=\s(?:per|in|by|for)\s(?:(?:the|each|both|either)\s)?(?:\w+\s)?(?:arms?|groups?|set"
            r"|population)\b)"
        ),
        "how many patients",
    ),
    (
        re.compile(rf"(?<![\w=])[nN]\s(?:(?:for|in|of)\s)?(?:the\s)?{_SET}(?!\s[a-z]+s\b)(?!\s?[=:])"),
        r"how many patients in the \g<set> population",
    ),
    (
        re.compile(rf"\b{_SET}\s[nN]s?\b(?!\s?[=:])(?P<per>(?:\s(?:per|by|in each)\s(?:arm|group))?)"),
        r"how many patients in the \g<set> population\g<per>",
    ),
    (re.compile(r"\b(?:ignoring|leaving out|not counting|disregarding)\b", re.IGNORECASE), "excluding"),
)
