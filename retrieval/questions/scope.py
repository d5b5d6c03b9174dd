"""Which questions are about treating one patient: they are declined, whatever the evidence says.

The rules look for one person ("my patient", a vignette, the asker) and for a decision about them (what to give, what
awaits them). A question about what a trial did or found has at most the first.
"""

from __future__ import annotations

import re

from retrieval.questions.breadth import asks_which_of_two


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


_PATIENT = (
    r"(?:patient|pt|man|woman|male|female|lady|gentleman|boy|girl|client|person)(?!s)"
    r"(?!'?s? (?:groups?|organi[sz]ations?|advoca\w+|associations?|societ\w+|charit\w+|forums?|leaflets?|information))"
)
_RELATIVE = (
    r"(?:mother|mum|mom|father|dad|wife|husband|partner|son|daughter|brother|sister|aunt|uncle|friend|child|relative|"
    r"grand\w+|neighbou?r|cousin)(?!s)"
)
_YEARS = r"\d{1,3}[\s-]*(?:years?|yrs?|y)[\s/-]*(?:old|o)?"
_WORDS = r"(?:[\w-]+\s+){0,4}?"
_CARE = (
    r"(?:give|prescribe|start|stop|continue|stay|remain|go on|come off|quit|switch|use|combine|add|treat|take|offer|"
    r"increase|reduce|lower|raise|hold|withhold|discontinue|dose|premedicate|skip|restart|resume|rechallenge|monitor|"
    r"choose|pick|put|try|administer|infuse|taper|change|adjust|manage|transfuse|wait|delay|"
    r"interrupt|omit|go with|go for|opt|screen|vaccinate|avoid|replace|"
    r"escalate|pause|keep|transplant|initiate|prefer|slow|speed up|prepare|draw up|make up|mix|drink|eat|drive|"
    r"travel|breastfeed|swap|crush|repeat|proceed|do|worry|"
    r"be (?:worried|concerned|on|taking|given|treated|vaccinated)|"
    r"have (?:a|an|the|this|which|another) (?:transplant|treatment|infusion|drug|dose)"
    r"(?! (?:duration|exposure|arms?|groups?|effects?|discontinuations?|differences?|results?|data|rates?|figures?))"
    r"|have(?=\?|$)|plan)"
)
_TREATED = (
    r"(?:given|used|preferred|offered|started|stopped|continued|restarted|resumed|reduced|withheld|held|interrupted|"
    r"discontinued|delayed|dosed|treated|chosen|prescribed|avoided|switched|added|rechallenged|administered|repeated|"
    r"recommended|considered|transplanted|infused|monitored|managed|escalated|adjusted|paused|omitted|replaced)"
)
_TAKES = (
    r"(?:receive|get|have(?! (?:had|been|received|undergone|taken|in)\b)|be on|start|stop|take|continue|restart|"
    r"resume|discontinue|undergo|switch|avoid|try|go on|come off)"
)
_MODAL = r"(?:should|can|could|may|shall|must|would|do|might|ought|how would|how do|how can)"

_ONE_PERSON = _any_of(
    rf"(?:my|our|this|that|his|her)\s+{_WORDS}(?:{_PATIENT}|{_RELATIVE}|case)",
    rf"{_PATIENT}\s+(?:had|has|with|dropped|developed|got|is)\b[^?]{{0,40}}? (?:on|in|since) (?:d|day ?|c|cycle ?)\d",
    rf"{_PATIENT}\s+(?:of mine|of ours|of \d+|aged \d+)(?! years or| or)",
    rf"{_YEARS}\s*{_WORDS}{_PATIENT}",
    rf"(?:my|our)\s+{_WORDS}\d{{1,3}}[\s-]*(?:years?|yrs?|y)[\s/-]*(?:old|o)",
    rf"(?:a|an|my|our|this)\s+{_WORDS}{_YEARS}(?=\s+(?:with|who|on|after|and|in|get|receive|have|take|start|be|go)\b"
    rf"|[?.,]|$)",
    r"\d{1,3}\s*(?:yo|y/o)",
    r"(?<!type )(?<!types )(?<!group )(?<!strain )\d{2} ?[mf](?! (?:one|two|\d))(?! and \d)",
    r"(?:mr|mrs|ms)\.? [a-z]\w*|(?:he|she) (?:is|has|was|had|cannot|can't)|(?:he|she)'s",
    r"(?:i|we)(?:'ve|'m|'re)?\s+(?:am|are|have|got|see|seeing|treat|treating|managing|caring for|am \w+ing|"
    r"have got)\s+(?:a|an|this|one)\s+"
    rf"{_WORDS}{_PATIENT}",
    rf"(?:for|in|to|with) (?:a|one) {_WORDS}{_PATIENT}\s+(?:who|with|on|i|we)",
    r"(?<!\w )(?:pt|patient)(?=,| (?:with|has|had|is|was|on|after|who|developed|got|weighs?|weighing)\b)",
    rf"(?:the|this) {_WORDS}{_PATIENT} (?:in|on) (?:bay|bed|room|ward|chair|cubicle|icu|itu)",
)
_ASKER = _any_of(
    r"my (?:own )?(?:cancer|disease|\w*oma|treatment|therapy|chemo\w*|doctor|oncologist|consultant|kidneys?|heart|"
    r"blood|counts?|"
    r"condition|medications?|medicines?|infusions?|dose|health|diagnosis|prognosis|outlook|pills|symptoms|age|relapse|"
    r"transplant)",
    r"i(?:'ve| have|'m| am| was)(?: been)?(?: \w+ly| just)? (?:diagnosed|taking|on|pregnant|breastfeeding|relapsed|"
    r"allergic|myeloma|cancer|"
    r"receiving|treated|starting|\d+|a patient)",
)
_WE_DECIDE = _any_of(
    rf"{_MODAL} (?:i|we) (?:to )?(?:(?:still|safely|now|also|just|rather|have to|need to|then|already|"
    rf"simply) )?{_CARE}(?P<of>.{{0,60}})",
    rf"(?:what|how|when|which|whether|if|think|believe|say|reckon)\s{_WORDS}(?:i|we) "
    rf"(?:should|can|could|ought to|must|need to|have to) {_CARE}(?P<of_what>.{{0,60}})",
    r"(?:would|should) you (?:(?:please|personally|still|rather|ever|also) )*(?:give|use|start|switch|do|continue|stop|"
    r"change|adjust|reduce|lower|hold|withhold|delay|skip|pause|resume|restart|try|offer|add|implant|operate|intervene|refer|vaccinate|inject|ablate|stent|clip|repair"
    r"|proceed|(?:put|keep|take) (?:him|her|them|me|us|my|our|this|a) (?:\w+ ){0,2}?(?:on|off))(?P<of_yours>.{0,60})",
    r"(?:would|do|can|could|will|should) you (?:(?:please|personally|still|rather|ever|also) )*(?:recommend|advise|"
    r"suggest|prefer|choose|treat|transplant|prescribe|pick|select|go for|go with)(?P<of_that>.{0,60})",
)
_ADVISE_ME = _any_of(
    r"do (?:i|we) need (?!to know)(?:an? |any |to )?(?:\w+ ){0,2}?(?:prophyla\w+|vaccin\w+|treat\w*|transplant|"
    r"transfus\w*|premedic\w*|dose|stop|test)",
    r"am i (?:eligible|suitable|a candidate|too|at risk|going to|likely|safe|fit)",
    r"is it (?:safe|ok|okay|fine|all ?right|advisable|worth it|dangerous|possible|reasonable|wise) (?:for|if) (?:me|us|"
    r"i|we|him|her|my)",
    r"(?:can|could|may|should) (?:i|we|he|she) (?:get|have|become|go|work|be|exercise|fly)\b.{0,60}(?:while|whilst|"
    r"during|after|before|vaccin\w+|pregnan\w+)",
    r"(?:is|would) it (?:be )?(?:wise|advisable|reasonable|ok|okay|safe|appropriate|"
    rf"a good idea) to {_CARE}(?!.*\bpatients\b)",
    r"(?<!not )(?<!n't )need (?:\w+ )?advice|what(?:'s| is) your (?:advice|recommendation|suggestion|preferred|choice)",
    r"(?:(?<!\w )|(?<=and )|(?<=so ))should (?:i|we|he|she) (?:get|have|ask for)(?! (?:the )?(?:figure|result)s)",
    r"(?:advi[sc]e|recommend|suggest) me|advise on (?:the )?(?:treat\w*|dos\w*|manag\w*|best)",
    r"help me (?:to )?(?:choose|decide|pick|select|treat|manage)",
)
_GENERAL = _any_of(
    rf"(?:should|ought|must|shall)(?! (?:not )?be\b)(?P<subject>(?: [^\s?.;:]+){{1,8}}?) (?:to )?be "
    rf"(?:\w+ly )?{_TREATED}",
    rf"(?:should|ought|must|shall)(?P<whom>(?: [^\s?.;:]+){{0,6}}? "
    r"(?:patients|people|everyone|everybody|all|women|men|(?:every|each|any|a) (?:[\w-]+ )*patient))"
    rf"(?: [^\s?.;:]+){{0,5}}? (?:to )?{_TAKES}",
    rf"(?:who|which patients|what patients) (?P<entry>should|must|ought to) (?:be {_TREATED}|{_TAKES})",
    r"(?:is|are|would)(?P<regimen>(?: [^\s?.;:]+){1,6}?) (?:be )?(?:the |a )?"
    r"(?:preferred|recommended|best|optimal|advisable)"
    r"(?: (?:regimen|treatment|option|choice|therapy|approach|combination))?(?= (?:for|in|at|over|after|to)\b| ?\?)",
    r"(?:which|what) (?:regimen|treatment|option|therapy|combination|drug)(?P<best> (?:is|would be|should be) )"
    r"(?:the )?(?:best|preferred|optimal|safest|right|recommended)",
)
_SOURCED = _any_of(
    r"according to|(?:per|by|under|in|on|from) (?:the |this |its )?(?:label\w*|protocol|trial|study|guidelines?|paper|"
    r"publication|registry|fda|ema|authors?|regulators?|smpc)|guidelines?|(?:have|has) been|"
    r"(?:recommended|preferred|considered) by|interpreted|endpoints?|censor\w+"
)
_OUTLOOK = _any_of(
    rf"how long (?:will|do|have|can) (?:i|he|she|my {_WORDS}(?:{_PATIENT}|{_RELATIVE}))",
    r"(?:my|his|her) (?:chances?|prognosis|outlook|odds|life expectancy)",
    r"(?:will|would|can|could|should|ought|may|must|does|is|might|was) (?:he|she)\b(?! (?:report|write|state|conclude|"
    r"publish|declare|disclose|author|(?:\w+ly )?(?:right|correct|wrong|mistaken|accurate|quoting|confus\w+)"
    r"(?! to\b)|in error|have (?:that|this|it|the \w+) (?:right|wrong)|remember|quote))",
    rf"(?:will|would) (?:i|my {_WORDS}(?:{_PATIENT}|{_RELATIVE})) (?:live|survive|die|respond|benefit|relapse|lose|"
    r"tolerate|get|need|recover)",
    r"(?:suits?|cures?|harms?|hurts?|save|kills?) (?:me|him|her)|(?:he|she) (?:should|needs)",
    r"(?<!please )(?<!you )(?<!to )helps? (?:me|him|her)"
    r"(?! (?:to|with|out|under|find|sort|here|check|get|see|please)\w*)",
    r"(?:works?|help|safe|good|right|best|suitable|better|enough|ok|okay|appropriate)"
    r"(?: (?:thing|choice|option|treatment|drug|medicine|regimen|therapy|combination|one|way|fit|answer))? "
    r"(?:for|in|with) (?:me|him|her|"
    rf"my {_WORDS}(?:{_PATIENT}|{_RELATIVE}))",
)
_OF_INTERESTS = _any_of(
    r"declar(?:e|es|ed|ations?)|disclos\w+|conflicts? of interest|competing interests?|honorari\w+|"
    r"consult(?:s|ing|ancy)|stocks?|shareholder\w*|employed by|employees? of|advisory|speakers?|speaks? for|"
    r"grants?|fees|research (?:funding|money|support|grants?)|pa(?:id|ys) by|payroll|financial ties|ties (?:to|with)|"
    r"co-?authors?|(?:links?|connections?|relations?|relationships?|affiliations?) (?:to|with)|affiliated|money from"
)
"""Words of what authors declare: "does he name" is asked of one of them then, and of no patient."""
_DECISION = _any_of(
    rf"(?:when|how|whether|if|what|ok|okay|safe|fine|possible|reasonable|wise) to (?:safely )?{_CARE}",
    r"should|recommend\w*|advis\w+|suggest\w*|next step|what next|what now|what to (?:do|give|start|use|prescribe|"
    r"offer)|needs?|receive|contraindicated|indicated|needed|required|necessary",
    rf"(?:can|could|may|might|must|shall) (?:\w+ ){{1,3}}?be {_TREATED}",
    r"(?:best|right|optimal|safest|safer|ideal|appropriate|correct|preferred|suitable|better|good)\s+(?:next\s+)?"
    r"(?:treatment|regimen|dose|option|therapy|choice|drug|line|combination|schedule|management|strategy|approach)",
    r"(?:safe|suitable|appropriate|ok|okay|advisable|reasonable|worth|better|best|dangerous) (?:for|in|to)",
    r"(?:what|which)(?:'s| is| are) the (?:best|right|safest|ideal|optimal) [\w-]+ for",
    r"(?:safe|ok|okay|suitable|advisable|worth it|a good idea|wise|allowed|possible|contraindicated)(?= ?\?)",
    rf"(?:can|could|may|might|must|would|will|shall) (?:it|we|i|the patient|(?:a|an|my|our|this) {_WORDS}(?:{_PATIENT}|"
    rf"{_RELATIVE})|"
    r"\w+ be (?:used|given|added))",
    r"chances?|prognosis|likelihood",
    r"a candidate|eligible|fit enough|too (?:old|frail|weak|sick|late|high|low|young|risky)",
    r"how (?:do|to|should|can|would|best|long)|calculate|work out|choose|decide",
    r"(?:what|which) (?:dose|dosage|drug|regimen|treatment|therapy|schedule|premedication|option|line|combination)",
    r"or [^?]{1,40}(?= ?\?)|(?:thoughts|options|ideas|opinions?|concerns|objections)(?= ?\?)|your choice|safer",
)
_EITHER = _any_of(
    r"s?he (?:or |and |/ ?)s?he|(?:his|her|him)(?: or | and |/)(?:his|hers?|him)|s/he",
)
"""Anybody, where no one person is told of: "in which arm was he or she"."""
_FIGURES = _any_of(
    r"cis?|confidence|intervals?|hazard|hrs?|ratios?|figures?|numbers?|values?|cut-? ?offs?|analys[ei]s|data|"
    r"citations?|sources?|results?|p-? ?values?|"
    r"publications?|papers?|articles?|abstracts?|letters?|slides?|tables?|medians?|percentages?|"
    r"posters?|manuscripts?|presentations?|dossiers?|submissions?|leaflets?|websites?|"
    r"(?<!at what )(?<!at which )(?<!infusion )rates?|shares?|endpoints?|conclusions?|findings?|"
    r"evidence|stud(?:y|ies)|trials?|from (?:this|these|it|that)|nominal|denominators?|references?|curves?|plots?",
)
_GROUP = (
    r"(?:kids|children|teens|teenagers|adolescents|adults|people|girls|boys|women|men|babies|infants) "
    r"(?:around|of|at|about|near|like|under|over|aged|with|as|her|his|my)"
)
"""A group that somebody is like: what was found in it is asked, "in kids around her age, did it do better"."""
_EVIDENCE = _any_of(
    r"trials?|stud(?:y|ies)|evidence|data|results?|publi\w+|report(?:ed|s)?|papers?|literature|abstract|hazard|median|"
    r"rates?|percentage|proportion|confidence|p-value|endpoint|arms?|subgroups?|cut-?\s?off|follow-up|pfs|os|orr|mrd|incidence|"
    r"how (?:many|often|common)|patients|frequen\w+|side effects?|adverse (?:events?|effects?|reactions?)|toxicit\w+|"
    r"safety|survival|responses?",
    rf"{_GROUP}\b[^?]*\b(?:did|was|were)\b",
    r"(?:did|were|was|had) (?:the |these |other )?(?:people|those|others|participants|everyone)",
    r"(?:people|those|others|participants|everyone)(?: (?!who|with|should|can|do\b)[\w'-]+){0,6}? "
    r"(?:went|lived|stayed|had|got|felt|did|died|survived|responded|stopped|were|was|needed|took|experienced|suffered)",
    rf"(?:did|was|were)\b[^?]*\b(?:in|for|among|with) {_GROUP}",
    r"(?:on|about|in|for|among|from|of) (?:this|that|those|these|the same|such an?|such) (?:\w+ )?"
    r"(?:(?:sub)?groups?|(?:sub)?populations?|cohorts?)",
    r"in such (?:people|patients|cases)",
)
_TRIAL_ENTRY = re.compile(
    r"(?:eligib|includ|exclu|enrol|qualif|allowed|represent|participat).*\b(?:trial|study|protocol|criteria)\b"
    r"|\b(?:trial|study|protocol)\b.*(?:eligib|includ|exclu|enrol|qualif|represent)"
    r"|\bhave (?:been )?(?:enrolled|included|eligible|randomi[sz]ed|joined|entered|taken part|participated)\b"
)
_ENTERS = _any_of(r"(?:before|to|when|on|at|for) (?:enter\w*|entry|enrol\w*|join\w*|inclusion|screening)", r"entering")
"""Words of who could take part in a trial: nobody enters a treatment."""
_ASKS = _any_of(
    r"what|which|how|when|whether|tell|please|calculate|recommend|suggest|advise|choose|pick",
    r"(?<!\w )(?:should|can|could|may|must|does|do|is|would|will|ought|shall)",
    rf"(?<!\w ){_CARE}(?! not)",
)
_VERB_ALONE = re.compile(rf"(?:^|(?:[:;,.]|(?<!\w)-)\s*)(?:still |now |then |to )?{_CARE}\b(?! not)")
"""A verb of care at the start of a clause, without a subject: "..., rechallenge?"."""
_REGIMEN_ALONE = re.compile(r"(?:\s-|[,:;.])\s*(?P<asked>(?:[^\s,:;.?]+\s*){1,5})\?$")
"""After a vignette nothing but a few words with a question mark: "..., 2 prior lines - the triplet?"."""
_ASKS_FACT = _any_of(r"what|which|how|why|who|is|are|was|were|did|does|do|has|have|known|reported|listed|related")


def asks_for_treatment_advice(question: str) -> bool:
    """Whether ``question`` asks what to do with, or what awaits, one patient; not what a trial did or found."""
    text = " ".join(_STAGE.sub("stage one", question).lower().replace("’", "'").replace("–", "-").split())
    text = _OF_A_COLLEAGUE.sub("somebody", _WORRIES.sub("is it", _FIGURES_HELP.sub("", text)))
    if not (one_person := bool(_ONE_PERSON.search(text))):
        text = _EITHER.sub("they", text)
    cites = not one_person and asks_which_of_two(text)
    if not cites and any(one_person or not _FIGURES.search(_object(match)) for match in _WE_DECIDE.finditer(text)):
        return True
    if _ADVISE_ME.search(text) or _asks_what_is_best(text) or _BETTER_FOR_ONE.search(text):
        return True
    if _OUTLOOK.search(text) and not _OF_INTERESTS.search(text):
        return True
    if not (one_person or _ASKER.search(text)) or _TRIAL_ENTRY.search(text):
        return False
    asked = _asking_sentence(text)
    if asked is None or (_EVIDENCE.search(asked) and not re.search(r"\bshould (?!the|it)|\brecommend", asked)):
        return False
    return bool(_DECISION.search(text) or (one_person and (_VERB_ALONE.search(asked) or _asks_for_regimen(asked))))


_STAGE = re.compile(r"\b[Ss]tage I\b")
"""No person: the first stage of a disease."""
_BETTER_FOR_ONE = re.compile(
    r"\b(?:better|best|good|right|suitable|safe|safer|worth it|an option|too (?:much|risky|toxic|strong))\b"
    rf"[^?.]{{0,30}}?\b(?:for|in|with) (?:my|our) (?:{_WORDS})(?:{_RELATIVE}|{_PATIENT})\b"
)
"""Which treatment suits one person of the asker's: the trial knows none of them."""
_OF_A_COLLEAGUE = re.compile(
    r"\b(?:rep|representative|colleague|boss|manager|chief|consultant|pharmacist|doctor|dr\.? \w+|prof(?:essor|\.)? \w+"
    r"|reviewer|referee|editor|journalist|speaker|registrar|supervisor|resident|student|investigator|statistician|payer"
    r"|chair(?:man|woman|person)?|head|director|member|salesman|nurse|assessor|presenter)\b(?P<said>[^.?!]{0,60}?)"
    r"\b(?:he|she)(?=(?:'s)? (?:is|was|has|had|says?|said|thinks?|told|asks?|asked|wants?|prefers?)\b|'s\b)"
)
"""Somebody of the asker's work, and what "he" or "she" stands for in the same sentence: no patient."""
_FIGURES_HELP = re.compile(
    r"\b(?:any|all|these|those|such|more|some|an?|the) (?:\w+ )?(?:figures?|numbers?|data|details?|references?|sources?"
    r"|information|answers?|results?|links?)(?: \w+){0,3}? (?:would|will|could|might) (?:\w+ly |also )?help (?:me|us)\b"
)
"""What is told of figures that are wished for: nobody is treated with them."""
_WORRIES = re.compile(
    r"\b(?:should|must|need|ought|do) (?:i|we|one|anyone|clinicians|doctors) (?:need to |have to |to )?"
    r"(?:(?:be|get) (?:very |too |more )?(?:worried|concerned|alarmed|afraid|careful|wary)|worry)\b"
    r"(?! (?:about|for|of) (?:my|me|his|her)\b)"
)
"""Whether a finding is a worry, which asks for what was found: nothing is done to anybody."""


def _asks_what_is_best(text: str) -> bool:
    """Whether it is asked whom to treat, or with what, in general: not what a source recommends or how to read it."""
    if _SOURCED.search(text) or _ENTERS.search(text):
        return False
    return any(
        not _FIGURES.search(next(filter(None, match.groups()), "")) and not _TRIAL_ENTRY.search(text)
        for match in _GENERAL.finditer(text)
    )


def _asks_for_regimen(asked: str) -> bool:
    """Whether a vignette ends in a few words that ask, and that ask for no fact."""
    match = _REGIMEN_ALONE.search(asked)
    return bool(match and not _ASKS_FACT.search(match["asked"]))


_LOOKED_FOR_IN = re.compile(
    r",?\s(?:(?:(?:and )?with|giving|citing) (?:\w+ )?(?:references?|sources?|citations?)"
    r"|(?:according to|as per|per|in|from|by) (?:the |this |that |its |your )?(?:\w+ )?"
    r"(?:papers?|publications?|articles?|trials?|study|studies|data|evidence))\b.*$"
)
"""Where the answer is looked for: "should I give her this, according to the trial", which is about her still."""


def _object(match: re.Match[str]) -> str:
    """The words before and after the decision: of care, or of a figure to cite; without where it is looked for."""
    behind = _LOOKED_FOR_IN.sub("", next(filter(None, match.groups()), ""))
    return match.string[max(0, match.start() - 30) : match.start()] + behind


_HOW_TO_ANSWER = re.compile(
    r"\W*(?:(?:please|kindly|and|just|but|do) )*(?:keep (?:it|this|the answer)|be|make it|answer|reply|write|respond"
    r"|explain(?: it)?|use) "
    r"(?:(?:as |very |in |with |it |a |the |few |no |only |and |my |me |to |for )*"
    r"(?:short|brief|simple|plain|everyday|easy|quick\w*|concise|possible|jargon|lay|terms|words|language|english"
    r"|sentences?|lines?|numbers?|patient|understand|medical)[ ,]*)+\W*"
)
"""All of a sentence that only says how to answer: "please keep it short"."""


def _asking_sentence(text: str) -> str | None:
    """The last sentence that asks something, or ``None``; a vignette comes before it."""
    sentences = [part for part in re.split(r"(?<=[.?!;])\s+", text) if not _HOW_TO_ANSWER.fullmatch(part)]
    return next((part for part in reversed(sentences) if part.endswith("?") or _ASKS.search(part)), None)
