"""What is asked in spoken words, and letters for words, each with the plain words for it."""

from __future__ import annotations

import re
from collections.abc import Callable

_EFFECT = (
    r"(?:it|they|this|that|(?:the|its|any|this|that) (?:(?:early|initial|clinical|treatment|drug['’]?s?|good|first) )?"
    r"(?:effects?|benefits?|gains?|improvements?))"
)
_MISSED = r" (?:\w+ ){0,2}(?:school|work|class(?:es)?|lessons?|doses?|visits?|days?|sessions?|appointments?)\b"
EVENTS = r"(?:adverse (?:events?|reactions?)|side[ -]effects?|(?:TE|S)?AEs?|toxicit(?:y|ies)|events?)"
_BAD = (
    r"(?:bad|poor|negative|adverse|worse|unfavou?rable|harmful) (?:effect|impact|prognosis|outlook|influence|risk)s? of"
)
STEMS = (
    r"(?:mab|nib|mib|domide|sone|solone|cept|prazole|parin|pril|sartan|statin|gliptin|flozin|ciclib|tide|vir|platin"
    r"|taxel|rubicin|cillin|mycin|conazole|olol|dipine|gepant|lukast|triptan)"
)
"""Endings of the international nonproprietary names of drugs (the stems that the WHO lists)."""
_GIVING = r"(?:giving|adding|using|taking|having|getting|starting)"


def _on_one_chromosome(said: re.Match[str]) -> str:
    """Two changes of one place, each with the place: "1q gain or amp" is "1q gain or 1q amplification"."""
    long = {"amp": "amplification", "del": "deletion"}
    one, other = (long.get(said[part].casefold(), said[part]) for part in ("one", "other"))
    joint = "or" if said["joint"] == "/" else said["joint"]
    return f"{said['where']} {one} {joint} {said['where']} {other}"


def _each_grade(said: re.Match[str]) -> str:
    """A list of grades, each called one: "grades 3, 4" is "grade 3, grade 4"."""
    return re.sub(r"(?=[1-5])", "grade ", said["list"])


ASKS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # what is asked
    (r"how (?P<what>(?!(?:was|were|is|are|many|much|long|often|did|do|does)\b)[\w-]+(?: [\w-]+){0,3}?)"
     r" (?P<was>was|were) (?P<done>assessed|measured|defined|evaluated|determined)", r"how \g<was> \g<what> \g<done>"),
    (r"(?P<what>figures?|numbers?|data|results?|rates?|values?|percentages?)(?P<are> (?:is|are|was|were))? held",
     r"\g<what>\g<are> reported"),
    (r"(?:ha?ematolog\w+|blood) lab(?:oratory)? (?:toxicit(?:y|ies)|abnormalit(?:y|ies)|findings|events|values)",
     "haematological toxicity"),
    (r"break(?:ing)? (?:down (?P<then>[^?.,;]{3,60}?)|(?P<what>[^?.,;]{3,60}?) down)"
     r"(?= by (?:(?:severity|toxicity) )?(?:grades?|severity)\b)", r"show \g<then>\g<what>"),
    (r"(?:broken|split|divided|sorted|separated)(?: (?:down|up|out))?(?= (?:by|per) (?:\w+ )?(?:grades?|severity)\b)",
     ""),
    (r"by (?:(?:their|its|toxicity) )?severity", "by grade"),
    (r"grade[ -]by[ -]grade", "by grade"),
    (r"all (?:of )?(?:the )?grades (?:that )?(?:(?:you|we)(?:['’]ve| have)?(?: got)?|(?:are )?(?:held|reported))",
     "by grade"),
    (r"grades? (?P<list>[1-5](?:, ?[1-5])+(?:,? (?:and|or|&) [1-5])?)(?![.\d%])", _each_grade),
    (r"(?P<did>has|have|did) (?P<what>the (?:figures?|rates?|numbers?|shares?|percentages?)|it|this|that)"
     r" (?:moved?|shift(?:ed)?|drift(?:ed)?|budged?)", r"\g<did> \g<what> changed"),
    (r"(?:what for|how come|for what reasons?)(?=\W*$)", "why"),
    (r"jumped (?:over |across )?(?=(?:to|onto) )", "switched "),
    (rf"(?P<any>any|much|a|the) (?:point|use|sense)(?: in| of)?(?= {_GIVING}\b)", r"\g<any> benefit of"),
    (rf"(?P<is>is|was) (?:it|this) (?:really |actually )?worth(?:while)?(?= {_GIVING}\b)",
     r"\g<is> there a benefit of"),
    # the trial at large, in few words
    (r"how (?:big|large) (?:was|is) (?:the |this |your )?(?:study|trial)", "how many patients were randomised"),
    (rf"how many (?:(?:patients|people|participants) )?(?:got|were given|took) "
     rf"(?P<drug>[\w-]*{STEMS}|placebo)(?=\W*$)",
     r"how many were treated with \g<drug>"),
    (r"how many (?:patients|people|participants) were (?:actually |ever )?(?:treated|dosed)(?= with\b)",
     "how many were treated"),
    (r"how many (?:(?:patients|people|participants) )?(?:were|was|are) (?:there )?"
     r"in (?P<arm>the [\w+ -]+? (?:arm|group))(?=\W*$)", r"how many patients were randomised to \g<arm>"),
    (r"(?:was|is) (?:it|this|the (?:trial|study)) (?:an? )?(?:international|multinational|global|worldwide)"
     r"(?: (?:trial|study))?", "in how many countries and study centres did the trial take place"),
    (r"(?:did|do) (?:the )?(?:patients|people|participants|you) (?:need|have) to (?:have |be )(?P<what>[^?]{3,60})",
     r"what were the inclusion criteria: \g<what>"),
    (r"was there (?:an? )?(?:planned |formal )?interim (?:analysis|look)", "when was the interim analysis"),
    (r"(?<=^)(?:is|was) (?P<it>it|this|that|the (?:combination|triplet|regimen|treatment|drug|new drug))"
     r" (?:really |any )?(?:better|superior|more effective) (?:than|to) (?P<other>[\w+-]{2,20})(?: alone)?(?=\W*$)",
     r"does \g<it> beat \g<other>"),
    (r"does (?P<part>age|sex|gender|race|ethnicity|region) (?:really )?matter", r"does the effect depend on \g<part>"),
    (r"how long (?:until|till|before) (?:an? |the )?(?:first )?response", "time to response"),
    (r"(?<=^)(?:the )?update (?P<year>20\d\d)", r"results of the \g<year> update"),
    (r"what was added to(?= [\w-]+ and)", "what drug was added to"),
    (r"(?:(?:were|are) (?:they|(?:the )?patients) refractory(?: to (?:previous|prior|earlier|any|other) "
     r"(?:drugs?|treatments?|therap(?:y|ies)|lines?))?(?=\W*$)|refractory to (?:earlier|previous|prior) "
     r"(?:drugs|treatments|therapies))", "what were patients refractory to"),
    (r"(?:were|are) (?:the |all )?(?:patients|they|participants) (?P<who>newly diagnosed|untreated|treatment-na[iï]ve)",
     r"could \g<who> patients take part"),
    (r"(?:which|what) age (?:groups|bands|ranges?) (?:were|are|was) (?:included|enrolled|studied|represented|covered)",
     "age distribution"),
    (r"how (?:sick|ill|unwell) were (?:the )?patients(?=\W*$)",
     "what was the ECOG performance status"),
    (r"which (?:drugs|treatments|therapies|medicines|regimens) (?:did|do) (?:they|(?:the )?patients|people)"
     r" (?:go on to (?:get|have|receive)|(?:get|have|receive) (?:next|afterwards|later|after (?:progression|relapse)))"
     r"(?: after (?:progression|relapse|the trial))?", "what subsequent therapies were given"),
    (r"meds", "medication"),
    (r"(?P<who>(?:any|every|some|no)(?:one|body))s", r"\g<who>'s"),
    (r"how['’]?d", "how did"),
    (r"what['’]d", "what did"),
    (r"(?:side|adverse)[ -]?(?:fx|effex|efx|affects)", "side effects"),
    (r"infxn(?P<s>s)?", r"infection\g<s>"),
    (r"(?P<led>caus\w+|leading to|led to|for) d/?c(?=\W*$|[,;?]| (?:of|in|with|on|rate)\b)",
     r"\g<led> discontinuation"),
    (rf"(?P<did>did|do|does|will|would) {_EFFECT} (?:really |actually |still )?"
     r"(?:stick(?: around)?|hold(?: up| out| on)?|keep (?:going|up)|wear off|fade(?: away)?|wane|endure|persist)"
     r"(?=\W*$|[,;?.]| (?:at|by|to|until|till|through|over|after|beyond|out to|up to|past|for|later|long|when)\b)",
     r"\g<did> the effect last"),
    (rf"skip(?={_MISSED})", "miss"),
    (rf"skipped(?={_MISSED})", "missed"),
    (rf"skipping(?={_MISSED})", "missing"),
    (r"(?:by|at|per|for|over|on|across) (?:(?:each|every|all) )?(?:study )?(?:visits?|time-?points?|assessments?)"
     r"(?= (?:for|in|with|on)\b|\W*$|[,;])", "over time"),
    # letters for words
    (r"(?:avg|av\.)(?!\w)", "average"),
    (r"(?:pct|%-?age|perc)", "percentage"),
    (r"(?<!\bC )(?<!\bC\. )diff(?= (?:in|between|of|vs|from|with)\b|\W*$)", "difference"),
    (r"p-?vals?", "p-value"),
    (r"(?:stat(?:istically)? )?signif(?!\w)", "significant"),
    (r"(?:d/?c['’]?d|dced|d/c)(?!\w)", "discontinued"),
    (r"\bw/?d['’]?n(?!\w)", "withdrawn"),
    (r"grps?", "group"),
    (r"cn?trs", "centres"),
    (r"(?P<where>[1-9XY]\d?[pq]\d{0,2}) (?P<one>gain|amplification|amp|deletion|del)s? ?(?P<joint>or|and|/|vs\.?|\+) ?"
     r"(?P<other>gain|amplification|amp|deletion|del)s?",
     _on_one_chromosome),
    (r"(?P<what>(?:infusion|drip)\b[^?!]{0,80}?\breact(?:ions?|s|ed)?) to (?:it|that|this)",
     r"\g<what> to the infusion"),
    (r"how (?:were|are|did|do) (?:the )?(?:patients|participants|people|subjects|groups|arms) "
     r"(?:distributed?|split|divided?|spread|broken down|break down) "
     r"(?:by|according to|in terms of|with (?:regard|respect) to)"
     r"(?= (?!(?:the |each |study )?(?:arms?|groups?|treatments?|regimens?)\b))", "what was the distribution of"),
    (r"(?:(?:(?:what(?:['’]?s| is| was)|give(?: me)?|show(?: me)?) )?(?:the|an?) |(?<=^))"
     r"(?:stage |risk |baseline |patient )?(?:breakdown|split) "
     r"(?:of (?:the )?(?:trial |study )?(?:patients|participants|people|population|arms|groups) )?by"
     r"(?= (?!(?:the |each |study )?(?:arms?|groups?|treatments?|regimens?|grades?|severity|system|organ|age|sex)\b))",
     "what was the distribution of"),
    (rf"(?:is|are|was|were) the {_BAD} (?P<part>[^?]{{3,60}}?)"
     r" (?:overcome|abrogated|offset|cancelled|mitigated)(?: by [^?]{3,60})?(?=\W*$)",
     r"is there a benefit in \g<part>"),
    (rf"(?:does|do|did|can|could) [^?]{{3,60}}? (?:overcome|abrogate|offset|cancel|mitigate) the {_BAD} "
     r"(?P<part>[^?]{3,60}?)(?=\W*$)",
     r"is there a benefit in \g<part>"),
    (r"how many (?P<what>treatments|therapies|lines|regimens)(?: of \w+)?"
     r" (?:must|did|do|should|had to|have to|need(?:ed)? to|may|could|can) [^?]{2,40}?"
     r"(?:had|got|received|been through|tried)(?: before| already| previously)*"
     r"(?= to (?:be|get|join|enter|qualify|take)\b)",
     r"how many previous \g<what> were required"),
    (r"(?P<agency>FDA|EMA|MHRA|NICE|Lancet)['’]s", r"\g<agency>"),
    (r"lived(?= (?:for )?(?:(?:a|the) median (?:of )?)?[0-9.\u00b7]+ (?:months|years|weeks)\b"
     r"(?![^?.]{0,40}\b(?:without|free|before|progress\w*)))", "survived"),
    (r"react(?:s|ed)? to (?:the |an? |their |its )(?!first |second |third |next |last )[\w-]+ (?:drips?|infusions?)",
     "react to the infusion"),
    (r"(?:and )?(?:at|of|in|with) (?:which|what) (?:severity|severities|degree of severity)(?! [0-9])", "by grade"),
    (r"(?:of )?(?:which|what) severity(?= (?:was|were)\b)", "how severe"),
    (r"(?P<of>status|age|sex|gender|racial|ethnic|stage|risk) mix", r"\g<of> distribution"),
    (r"(?<!by )(?<!in )(?<!of )age (?:bands|groups|brackets|categories|classes)(?=[^?:;.]{0,40}:[^?]*[0-9])"
     r"|(?<=^)age (?:bands|brackets|categories|classes)", "age distribution"),
    (r"break(?: down)? (?:the )?(?:patients|participants|people) (?:down )?by"
     r"(?= (?!(?:the |each |study )?(?:arms?|groups?|treatments?|regimens?)\b))", "what was the distribution of"),
    (r"h(?:g)?b(?=\W*$|[,;/&+?]| (?:and|or|gr|grade|levels?|drops?)\b)", "haemoglobin"),
    (r"sub-?anal(?:ysis|yses)", "subgroup analysis"),
    (r"signed up", "were enrolled"),
    (r"transplant (?:patients|pts)", "transplanted patients"),
    (r"end ?pts?(?!\w)", "endpoint"),
    (r"(?:1ary|1°)", "primary"),
    (r"(?:2ary|2°)(?= (?:end|outcome))", "secondary"),
    (r"#(?= of\b)", "number"),
    (r"b4", "before"),
    # the trial, where nothing was named before
    (r"(?<=^)(?P<lead>(?:when|where) (?:did|does|was|is)|how (?:big|large) (?:was|is)"
     r"|how long (?:did|does)(?= it (?:run|last|take)(?=\W*$))"
     r"|what (?:did|does)(?= it (?:show|find|demonstrate|conclude|prove|tell us))|what (?:was|is)(?= it about)"
     r"|who (?:ran|led|conducted|organi[sz]ed|sponsored)) it", r"\g<lead> the trial"),
    (r"(?:is|are) there (?:any(?:thing)? )?(?:newer|more recent|later|fresher|updated) "
     r"(?:results?|data|figures|findings|evidence|analys[ei]s)(?: than [^?;]+| since [^?;]+)?(?=\W*$)",
     "what were the results of the latest analysis"),
    (r"how many (?:cases |of (?:them|these|those) )?(?:were |was |had )?(?P<one>grade [1-5]),?"
     r" and how many (?:were |had )?(?P<other>grade [1-5])", r"how many were \g<one> and \g<other>"),
    (r"where did (?P<it>it|the (?:trial|study)) run(?=\W*$)", "where did the trial take place"),
    (r"(?P<said>report(?:ed)?|f[io]u?nd|give|gave|show(?:ed)?|publish(?:ed)?)(?: (?:for|on|about))? the primary"
     r" end-?point(?! (?:was|is|defin\w+))", r"\g<said> as the result of the primary endpoint"),
    (r"did (?:the|this) (?:trial|study) (?:work|succeed)(?: out)?(?=\W*$)", "did the treatment work"),
    (r"primary (?P<and>and|&|or|/) (?P<key>key )?secondary (?P<end>end[ -]?points?|outcomes?)",
     r"primary endpoint \g<and> \g<key>secondary \g<end>"),
    (r"(?:should|must|need|ought|do) (?:i|we|one|anyone|clinicians|doctors) (?:need to |have to |to )?"
     r"(?:(?:be|get) (?:very |too |more )?(?:worried|concerned|alarmed|afraid|careful|wary)|worry) (?:about|of)",
     "what about"),
    (r"drip(?= (?:was|were|is|had|stopped|interrupted|rate)\b|\W*$|[,;?.]| and\b)", "infusion"),
    # what adds nothing
    (rf"(?:(?<=, )|(?<=\())as an? {EVENTS}(?= ?[,:;)]|\W*$)", ""),
    (r",?\s*\bor (?:nah|nope|what|wot)\s*(?=\W*$)", ""),
    (r"(?<=[?.!,;] )like,? (?=(?:at |by |in )?(?:week|month|day|year|what|how|the)\b)", ""),
    (r",?\s*\b(?:tbh|btw|imo|imho|fyi|lol|lmao|haha|innit|y['’]know|ya know)\b,?", ""),
)  # fmt: skip
"""What is said, and the plain words for it; each bounded by word ends."""
