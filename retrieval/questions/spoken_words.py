"""Spoken words of questions for the plain ones, before anything else is read: "bailed", "side fx", "the drug lot"."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.questions.routes_said import routes_in_full
from retrieval.questions.spoken_asks import ASKS, EVENTS
from retrieval.questions.spoken_conduct import CONDUCT
from retrieval.questions.spoken_illness import LAY
from retrieval.questions.spoken_measures import MEASURES
from retrieval.questions.terse_asks import asked_in_full
from retrieval.questions.treatment_words import ILLNESS, TREATMENT

_MAY_SAY = (
    r"(?:(?:(?:is|would) (?:it|that|this) (?:be )?)?(?:ok(?:ay)?|fine|safe|fair|right|correct|accurate|all ?right) "
    r"(?:to |for (?:me|us) to |if (?:I|we) )|(?:can|could|may|should|do) (?:I|we) (?:\w+ly )?)"
    r"(?:say|write|put|claim|state|quote|use|print|cite|present|publish|keep|leave|repeat|tell (?:people|them))"
    r"(?: (?:that|this|it|so))?(?: (?:on|in|at|to|for|like|as)\s[^?,;]{2,40})?"
)
"""What asks whether something may be said that was told before."""
_THEY = (
    r"(?:(?:the|any|these|those|some|his|her) )?(?:\w+ )?"
    r"(?:patients?|people|participants?|they|them|you|any(?:one|body))"
)
_IT = (
    r"(?:it|this|that|(?:(?:the|this|your|that) )?(?:(?:new|study|trial|drug) )?"
    r"(?:treatment|drugs?|medicines?|medication|therapy|combination|regimen|triplet|infusions?))"
)
_BEAR = r"(?:cope with|take(?: to)?|stand|bear|tolerate|handle|manage|put up with)"
_MANY = r"(?:(?:so |very )?many|lots of|a lot of|some|most|any|a few)"
_STOP = r"(?:stop(?:ped|ping)?|quit|g[ai]ven? up|drop(?:ped)? out|c[ao]me off|discontinued?)"
_REASON = (
    r"(?:reason|cause)s? (?:for|of) (?:not completing|non-?completion|stopping|leaving|withdraw(?:al|ing)"
    r"|discontinu(?:ation|ing)|drop(?:ping|s)?[ -]?outs?|going)(?: (?:the )?(?:study|trial|treatment|early))*"
)
_CLASS = r"(?:PIs?|proteasome inhibitors?|IMiDs?|immunomodulatory drugs?)"


def _each_prior(said: re.Match[str]) -> str:
    """A list of drugs that patients had had before, each called prior: "prior exposure to A and B"."""
    listed = re.split(r"(\s*(?:,\s*(?:and|or)?|\band\b|\bor\b|[/&+])\s*)", said["list"])
    names = (re.sub(r"^(?:an?|the|both) ", "", name).replace("PIs", "PI") for name in listed[::2])
    return "".join(f"prior {name}{joint}" for name, joint in zip(names, (*listed[1::2], ""), strict=True))


_SPOKEN: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # whether what was told before is so
    (rf"(?P<claim>^[^?]*\w[^?]*?)[.,;:–—-]+ +(?:and |so )?{_MAY_SAY} *\?+(?=\W*$)", r"\g<claim>, right?"),
    (r"(?P<claim>^[^?]*\d[^?]*?)[.,;:–—-]+ +(?:does|will|do) (?:that|this|it|these|they|the (?:figures|numbers)) "
     r"(?:hold|stand|fit|add up|match)(?: (?:up|true))? *\?+(?=\W*$)", r"\g<claim>, right?"),
    # what is named once and meant twice, and the name of a part of the patients
    (r"^(?P<it>(?:(?!\bwith\b)[^,;?.]){2,60}?) (?:and|&) with(?= \w)", r"\g<it> and \g<it> with"),
    (r"(?P<of>in|for|of|within) (?:the |this )?sub-?group:(?= \w)", r"\g<of>"),
    # what heads a list, and what is listed
    (r"(?P<what>refractory|resistant|exposed|exposure) to:(?= \w)", r"\g<what> to"),
    (r"(?:is it true that |were |was |did )(?P<what>the (?:[\w-]+ ){0,2}(?:results|update|findings|data)) "
     r"(?:were |was )?(?:appear(?:ed)?|published|printed|c[oa]me out) in (?:the )?(?-i:[A-Z])[\w. &-]{2,40}(?=\W*$)",
     r"where were \g<what> published"),
    (r"(?P<n>\d[\d,]*) (?P<who>patients|people|participants|subjects) (?:from|in|across) (?P<m>\d+) "
     r"(?P<where>countries|sites|cent(?:re|er)s|hospitals)(?: were (?:randomi[sz]ed|enrolled|included|treated))?",
     r"\g<n> \g<who> were randomised and there were \g<m> \g<where>"),
    (r"(?:the )?(?:study|trial) (?:included|enrolled|involved|had|recruited) (?P<n>\d[\d,]*) "
     r"(?P<who>patients|people|participants|subjects)", r"\g<n> \g<who> were randomised"),
    (r"(?:one|you|we|they|I) can(?: ?not|n['’]t) (?:rule out|exclude) (?:no|a lack of|zero) "
     r"(?P<what>effect|benefit|difference)", r"the \g<what> is not proven"),
    (r"(?P<what>refractory|resistant|exposed|exposure) both to (?P<one>[^,;?]{2,40}?) and to(?= \w)",
     r"\g<what> to both \g<one> and"),
    (r"(?:the )?(?:disease|cancer|myeloma|leuka?emia|lymphoma) (?:was |were |is |had become )?"
     r"(?:below the (?:limit|level|threshold) of detection|no longer detectable|undetectable)", "MRD negative"),
    (r"(?P<what>criteria|dos(?:e|es|ing)|side effects|safety|end ?points?|design|disclosures) in a nutshell",
     r"\g<what>"),
    (r"(?P<w>what|which) margin(?= (?:did|was|were|is|had)\b)", r"\g<w> noninferiority margin"),
    (r"(?:which|what) (?:company|firm|manufacturer) (?:is|was|stands) behind (?P<what>(?:the |this )?[\w-]+)(?=\W*$)",
     r"who funded \g<what>"),
    (r"(?P<be>is|was) (?P<drug>[\w-]+) (?:useful|helpful|worthwhile|of (?:any )?use|any good)(?= (?:in|for)\b)",
     r"\g<be> \g<drug> beneficial"),
    (r"halv(?:es|ed|ing|e) (?P<risk>the (?:risk|hazard|danger|chance) of (?:progression|progressing|death|dying|relapse"
     r"|progression or death))", r"reduces \g<risk> by 50%"),
    (r"CV mortality", "cardiovascular mortality"),
    (r"(?:had|have|has) to quit(?= (?:because of|due to|for|owing to) )", "discontinued treatment"),
    (r"what sort of(?= (?:trial|study|drug|medicine|antibody|treatment)\b)", "what kind of"),
    (r"how fit (?:were|are) (?:they|(?:the )?(?:patients|people|participants))(?: \(ECOG\))?",
     "what was the ECOG performance status"),
    (r"(?P<drug>[\w-]{5,}) (?:was |were |had )?no longer (?:worked|works|working)", r"refractory to \g<drug>"),
    (r"push(?:es|ed)? up(?= (?:the |their )?\w)", "increase"),
    (r"neg\.(?= (?:CR|VGPR|complete|response|patients|rates?)\b)", "negative"),
    (r"(?:infection|germ)-fighting (?:white )?(?:blood )?cells?(?: ?\(neutrophils?\))?", "neutrophils"),
    (r"white (?:blood )?cells? (?:that|which) fight (?:off )?(?:infections?|germs)", "neutrophils"),
    (r"very good (?:partial )?responses? or (?:an? )?(?:even |still )?better(?: (?:ones?|still))?",
     "very good partial response or better"),
    (r"(?:adds?|added|adding) (?:up to |about )?(?P<time>[\w.-]+(?: [\w.-]+){0,4} (?:months|years)) (?:of|to) (?:the )?"
     r"(?:life|lives)", r"prolongs overall survival by \g<time>"),
    (r"(?:prior|previous|earlier) (?:exposure to|use of|treatment with) "
     rf"(?P<list>(?:[\w -]+(?:,|and|or|&|/) ?)*(?:an? )?{_CLASS}(?: ?(?:,|and|or|&|/) ?(?:an? )?[\w-]+)*)",
     _each_prior),
    (r"CONSORT(?: (?:numbers?|figures?|flow|diagram|data|chart))*(?=[:,])", "numbers"),
    (r"(?<= and )cycles(?=\W*$)|cycles(?= and (?:treatment|exposure|duration|weeks))", "cycles started"),
    (r"(?P<asked>how many (?P<what>(?:previous|prior|earlier) (?:lines|regimens|treatments|therapies)) [^?;]*?"
     r"\band how many)"
     r"(?= (?:had|did|have) (?:the )?(?:patients|they|people))", r"\g<asked> \g<what>"),
    (r"(?P<said>^|(?:randomi[sz]|allocat|assign)\w*[:,;]? (?:and )?)numbers?"
     r"(?= (?:per|in each|by) (?:treatment |study )?(?:arm|group))", r"\g<said>how many patients"),
    (r"(?:patients|people|participants|those|number|share) on (?:study )?(?:treatment|therapy)(?= (?:at|in|by) )",
     "still on treatment"),
    (r"(?P<where>EU|European) results(?= (?:first )?(?:posted|published|put|made|up))", r"\g<where> register results"),
    (r"what (?:was the )?allocation(?=\W*$| and\b|[,;])", "what randomisation ratio"),
    (r"(?P<joint>[,;] |and )updated when", r"\g<joint>last updated when"),
    (r"first posting(?= (?:on|in|at|by)\b)", "results first posted"),
    (r"(?:no longer|not) (?:sensitive|responsive) to", "refractory to"),
    # bounds, units, shares and times that are said in another order or in full
    (r"(?P<bound>below|under|above|over|beyond|at least|less than|more than) an? (?P<what>[A-Za-z]+) of (?P<at>\d+)",
     r"\g<what> \g<bound> \g<at>"),
    (r"(?P<unit>(?:m|µ|mc)?g|IU) per (?:square met(?:re|er)|m2|m²)", r"\g<unit>/m2"),
    (r"(?P<said>(?:randomi[sz]|allocat|assign)\w*[^?;]{0,20}? in )(?:which|what) proportions?", r"\g<said>what ratio"),
    (r"(?P<when>when|how (?:long|soon|late)|time)"
     r"(?P<who>[^?,;]{0,40}?) (?:moved?|went|go|switch(?:ed)?|changed?)"
     r" (?:on )?to (?:another|a (?:new|different)|the next|their next|further|subsequent) "
     r"(?:regimen|treatment|therapy|line)",
     r"\g<when>\g<who> start the next treatment"),
    (r"(?:complete (?:response )?|CR )(?:or|and|/) (?:a )?stringent (?:complete )?(?:response|CR)",
     "complete response"),
    (r"(?:as|when) (?:it was )?(?:first|originally|initially) (?:published|reported|presented)",
     "at the first analysis"),
    # earlier drugs by their classes, and where patients went
    (r"(?:had|have|having|who|that|were)(?: already| previously| ever| also)* failed "
     rf"(?P<what>(?:both )?(?:an? )?{_CLASS})",
     r"were refractory to \g<what>"),
    (rf"(?P<one>{_CLASS}) (?P<joint>and|&|or|/|plus) (?:an? )?(?P<other>{_CLASS})[ -]"
     r"(?:pre-?treat(?:ment|ed)|expos(?:ure|ed))",
     r"prior \g<one> \g<joint> prior \g<other>"),
    (r"ended(?: up)?(?= (?:in|on) (?:each|either|both|which|the)\b)", "were"),
    # how long treatment went on, and what a figure alone is
    (r"how (?P<what>long|many (?:weeks|months|days|cycles)) (?:(?:do|did|does) )?(?:the )?"
     r"(?:patients?|people|participants?|they) (?:takes?|took|gets?|got|uses?d?|receives?d?) (?:the |their |this )?"
     r"(?:medicines?|drugs?|treatments?|therapy|medications?|pills?)(?=\W*$)",
     r"for how \g<what> were patients treated"),
    (r"(?<=^)(?:so )?(?:is|was) (?:the )?(?:(?:published|reported|quoted|printed|stated) )?(?P<figure>\d+[.·]\d+)"
     r"(?: (?:figure|value|number))? (?:wrong|right|correct|true|accurate|an? (?:mistake|error|typo))(?=\W*$)",
     r"where does \g<figure> come from"),
    # that the trial itself was stopped, whatever for
    (r"(?P<it>(?:was|is|were) (?:the |this |your )?(?:trial|study)|(?:trial|study) (?:was|is|had been|had to be)) "
     r"(?:stopped|halted|terminated|ended|closed|cut short|abandoned|called off)(?: early| prematurely)? "
     r"(?:because of|because|due to|owing to|for|over|after) [^,;.?!]{3,60}", r"\g<it> stopped early"),
    # why people leave, how they do, and die
    (r"(?<!under )what number(?: of(?= patients| people| participants| subjects))?", "how many"),
    (rf"^(?P<why>[^?:;.]{{3,60}}?) (?:(?:given|named|stated|listed) )?as (?:the |an? |their )?(?:main )?{_REASON}"
     r"(?:[,:;]? how many(?: in (?:each|both) (?:arms?|groups?))?)?(?=\W*$|[,:;?]| [–—-] )",
     r"how many discontinued because of \g<why>"),
    (rf"{_REASON}(?: (?:was|being|given(?: as)?))? ?[:–—-] (?P<why>[^?:;–—]+?)(?=\W*$| [–—-] |[;,?])",
     r"discontinued because of \g<why>"),
    (r"(?:bail(?:ed|ing)?|jump(?:ed|ing)? ship|call(?:ed|ing)? it quits|pack(?:ed|ing)? it in|pull(?:ed|ing)? out early"
     r"|thr(?:ew|ow|owing|own) in the towel|walk(?:ed|ing)? away|ditch(?:ed|ing)? (?:it|the (?:trial|study))"
     r"|ch(?:uck|ick)en(?:ed|ing)? out)(?: out| on (?:it|the (?:trial|study)))?", "dropped out"),
    (r"(?:did ?n[o'’]?t|never|could ?n[o'’]?t) (?:make it|get)"
     r" (?:in(?:to (?:the|this) (?:trial|study))?|past screening)(?=\W*$|[,;?.]| (?:and|or|after)\b)",
     "failed screening"),
    (r"(?:quit(?:ting)?|giving up|gave up|given up|halt(?:ed|ing)|ceas(?:ed|ing)|end(?:ed|ing)|coming off|came off)"
     r"(?: (?:the |their |study |trial )*(?:treatment|therapy|drugs?|medication|meds))?"
     r" (?:because of|due to|owing to|from|over|for)"
     r"(?= (?:an? |any |the )?(?:side[ -]effects?|adverse|T?E?AEs?|toxic\w*)\b)",
     "stopped treatment because of"),
    *TREATMENT,
    (r"(?P<screened>screen(?:ed|ing)\b[^.;?]{0,40}?) (?:(?:did ?n[o'’]?t|never) (?:make it|get through|qualify|pass)"
     r"|(?:of (?:these|them|those) )?(?:failed|fell through|excluded))(?=\W*$| ?[,;/&+] ?\w| and\b)",
     r"\g<screened> failed screening"),
    (r"(?:passed away|kick(?:ed|ing)? the bucket|croak(?:ed|ing)|snuff(?:ed|ing)? it|lost their li(?:fe|ves)"
     r"|(?:did ?n[o'’]?t|never) make it(?! (?:in|into|past|to|through|on|onto|back|further|beyond)\b))", "died"),
    (r"(?:made it|got) in(?:to (?:the|this) (?:trial|study))?(?=\W*$|[,;?.]| (?:and|or|after)\b)", "were enrolled"),
    (r"(?P<keep>keep(?:s|ing)?|kept|h[eo]ld(?:s|ing)?) (?:(?:the|my|his|her|their|your) )?"
     r"(?:cancer|disease|myeloma|illness|tumou?r|lymphoma|leuka?emia) "
     r"(?:from (?:coming back|returning|growing(?: back)?)|away|off|quiet|dormant|asleep)",
     r"\g<keep> the disease under control"),
    (rf"(?P<ill>{ILLNESS}) (?:had |has |have )?"
     r"(?:c[ao]mes?(?: right)? back|return(?:ed|s|ing)?|reappear(?:ed|s)?)"
     r"(?: (?:too|very|so|quite|rather|relatively))?(?= (?:early|late)\b)", r"\g<ill> relapsed"),
    (r"time (?:that |which )?(?:the )?(?:patients?|people|participants?|they|those|each arm|each group) (?:\w+ )?"
     r"(?:spent|stayed|remained|were) on (?:the |study |their )*(?:treatment|therapy|drugs?|medication)",
     "treatment duration"),
    (r"(?:stay(?:ed)?|remain(?:ed)?|were|was|be|liv(?:e|ed|ing)) (?:progression[ -]?free|free of progression"
     r"|without progression|in control) (?P<on>on|after|under) (?:the|that|their|this)"
     r" (?P<next>next|following|subsequent) (?:line of )?(?:treatment|therapy|line|regimen)",
     r"have progression-free survival \g<on> \g<next> therapy"),
    # how hard a treatment is on people
    (rf"how (?:very )?(?:sick|ill|unwell|poorly|bad) (?:(?:did|does|do|will|would) {_IT} make {_THEY}"
     rf"|(?:did|do) {_THEY} (?:become|get|feel)(?: (?:on|with|from) {_IT})?)(?=\W*$)", "what side effects were there"),
    (rf"how (?:bad(?:ly)?|well|hard|tough|rough|harsh|easily) (?:(?:was|is) {_IT}(?: (?:for|on|to) {_THEY})?"
     rf"|(?:did|do) {_THEY} {_BEAR} {_IT})(?=\W*$)", "what side effects were there"),
    (rf"(?:did|do|can) {_THEY} {_BEAR} {_IT}(?: (?:ok(?:ay)?|well|fine|all ?right))?(?=\W*$)",
     "what side effects were there"),
    (rf"(?P<is>is|was) (?P<it>{_IT}) (?:(?:a|very|too|really|quite) )*"
     rf"(?:harmful|toxic|risky|hard on (?:the body|{_THEY})"
     r"|(?:tough|harsh|hard|rough|heavy|gruelling)(?: (?:treatment|drug|regimen|medicine|therapy))?)(?=\W*$)",
     r"\g<is> \g<it> safe"),
    (r"(?P<is>(?:is|was) (?:[\w+-]+ ){1,3})(?:very |too |really |quite )*dangerous(?=\W*$)", r"\g<is>safe"),
    (rf"(?<=what are the )(?:risks|harms)(?= of (?:{_IT}|(?:taking|having|getting) [\w +-]+)\W*$|\W*$)"
     r"|(?:dangers|downsides|drawbacks)(?= of\b|\W*$)", "side effects"),
    (rf"(?:(?:do|did|does|had|have) )?(?:{_MANY}|how many) (?:of )?{_THEY} (?:(?:have|had|need|want) to )?{_STOP}"
     rf"(?: (?:taking |with |on )?{_IT})? (?:because|since|as) {_THEY} "
     rf"(?:can(?:no|['’])?t|could(?:n['’]t| not)|did(?:n['’]t| not)|do(?:n['’]t| not)) {_BEAR}(?: {_IT})?",
     "how many discontinued because of adverse events"),
    (r"what (?:can|could|might|may) go wrong(?: (?:with|on|during) [\w -]{2,30})?(?=\W*$)",
     "what are the side effects"),
    (r"(?P<of>cyto)?genetic risk \((?P<one>high|standard)(?:[- ]risk)?(?: and |, ?| ?/ ?| vs\.? )"
     r"(?P<other>high|standard)(?:[- ]risk)?\)", r"\g<one>-risk and \g<other>-risk cytogenetics"),
    (r"(?:unpleasant|unwanted|undesired|nasty) effects", "side effects"),
    (rf"(?P<more>(?:more|fewer|many|most)(?: of)?(?: {_THEY})?) (?:had|have|with|showed|were left with) no"
     rf" (?:trace|sign|cells?)s? of (?:the |their )?(?:{ILLNESS}|cancer cells) (?:left|remaining|in [\w ]{{3,30}})",
     r"\g<more> reached MRD negativity"),
    (rf"(?:had|have|having|with|showed) no (?:{ILLNESS}|cancer|tumou?r) cells left"
     r"(?: (?:in|by) the (?:[\w-]+ )*tests?)?", "MRD negativity"),
    (r"(?:disease|illness|cancer|myeloma) (?:stayed|was kept|remained|stay|stays) (?:quiet|away|asleep|dormant|at bay"
     r"|silent)", "disease stayed progression-free"),
    (r"with (?:and|or|vs\.?|versus) without (?P<drug>it|the (?:drug|antibody|new drug)|[\w+-]{5,})", "in both arms"),
    # whether it is worth having, and whether it kills
    (rf"(?:is|was) (?P<it>{_IT}|[\w+-]+(?: plus [\w+-]+)?) (?:really |any |actually |much )*better than (?:just )?"
     rf"(?:(?:the|what(?:['’]s| is)) )?"
     r"(?:usual|standard|normal|old(?:er)?|current|conventional|existing|regular|control)"
     rf"(?: (?:one|treatment|therapy|care|of care|drugs?|regimen|approach|arm|group|doublet))*(?=\W*$)",
     r"does \g<it> beat the control"),
    (r"(?P<does>does|did|do|will|would) adding (?:the |an? |this )?"
     r"(?:third|fourth|extra|additional|new|other|second|antibody) ?(?:drug|medicine|one|agent|antibody)?"
     r" (?P<help>help|work|make a difference|improve (?:things|anything|matters))"
     r"(?=\W*$)", r"\g<does> the treatment help"),
    (r"(?P<died>die|died|dies|dying) (?:of|from|because of|due to) (?:it|this|that)(?=\W*$)",
     r"\g<died> from the treatment"),
    (r"(?:middle|midmost) (?:patient|person)", "median patient"),
    (r"(?P<who>(?:patients?|people|persons?|some(?:one|body))(?: like (?:me|him|her|us|them|my \w+))?),"
     r"(?P<what> (?:with|over|under|aged|\d\d\b)[^,?;]{0,40}),(?= (?:expect|have|hope|do|get|fare|live|go|get)\b)",
     r"\g<who>\g<what>"),
    # who
    (r"(?:kiddos?|kiddies|little ones|tots)", "children"),
    (r"(?:ladies|gals|lass(?:es|ies))", "women"),
    (r"(?:blokes|fellas|dudes|lads|gents)", "men"),
    (r"(?:oldies|old folks?|seniors|pensioners|OAPs)", "elderly patients"),
    (r"(?:docs|medics)", "doctors"),
    (r"(?<=\bthe )(?P<whose>(?:[\w-]+ ){1,3})(?:lot|bunch|crowd|crew|camp|gang|folks?|guys)"
     r"(?=\W*$|[,.;?]| (?:at|by|in|after|and|vs|versus|than|did|do|had|got|was|were|who)\b)",
     r"\g<whose>group"),
    (r"(?P<get>get|gets|got|have|had|has) one(?=\W*$)", r"\g<get> it"),
    (rf"(?P<stop>discontinu(?:ations?|ed)|withdrawals?|stopping) from(?= (?:an? |any |the )?{EVENTS})",
     r"\g<stop> due to"),
    (rf"kill(?:s|ed)?(?= (?:(?:any|more|fewer|less|many|some) )?{_THEY})", "caused fatal adverse events in"),
    (r"(?P<how>serious|severe) events?(?= rates?\b)", r"\g<how> adverse event"),
    (r"(?:side[ -]effects?|toxicity|adverse[ -]events?) deaths?", "fatal adverse events"),
    (rf"how many (?:of )?(?:{_THEY} )?(?:got|became|were|fell) (?:really|very|seriously|badly|so) (?:sick|ill|unwell)"
     rf"(?: (?:on|from|with|because of|due to) {_IT})?", "how many had serious adverse events"),
    # how they felt
    (r"(?:chuck(?:ed|ing)? up|thr(?:ew|ow|owing|own) up|puk(?:e|ed|ing)|barf(?:ed|ing)?)", "vomiting"),
    (r"the (?:runs|trots)", "diarrhoea"),
    (r"(?:tummy|belly)[ -]?aches?", "abdominal pain"),
    (r"(?:knackered|wiped out)", "fatigue"),
    (r"pins and needles", "paraesthesia"),
    (r"(?P<dead>\b(?:deaths?|died)\b[^?.;]{0,60}?) and how many (?:of (?:them|these|those) )?"
     rf"(?:(?:were|was|occurred) )?(?:due to|because of|from|caused by|of) (?:an? |any |the )?{EVENTS}",
     r"\g<dead> and how many fatal adverse events"),
    (r"blood cells (?:were |are |was )?(?:hit|affected|involved|suppressed|reduced)", "laboratory abnormalities were"),
    (r"(?P<dead>(?:[\w-]+ )?deaths(?: from [\w-]+)?)\b(?P<then>[^?]{0,80}\?[^?]{0,60}?\bwith) (?:them|these|those)"
     r"(?= (?:\w+ )?(?:taken out|left out|excluded|removed|censored|not counted)\b)", r"\g<dead>\g<then> \g<dead>"),
    # what they died of, and what a drug does to a test
    (rf"(?:(?:from |of )?(?:which|what|the) {EVENTS} (?:did|do) {_THEY} die(?: (?:from|of))?"
     rf"|(?:which|what) {EVENTS} (?:killed|(?:prov|turn)ed (?:out )?(?:fatal|lethal|deadly)|were (?:lethal|deadly)"
     rf"|had a (?:fatal|lethal) outcome|ended (?:fatally|in death))(?: {_THEY})?"
     rf"|(?:which|what) (?:fatal|lethal) {EVENTS} (?:occurred|happened|were (?:seen|reported|there|recorded))"
     rf"|(?:what (?:were|was) (?:the )?|name (?:the )?|list (?:the )?|the )causes? of (?:the )?"
     rf"(?:(?:fatal|lethal) {EVENTS}|(?:treatment[- ]emergent|on[- ]treatment) deaths?)"
     rf"|what caused (?:the )?(?:fatal|lethal) {EVENTS})", "which adverse events were fatal"),
    (r"(?P<test>measure?ments?|measuring|assays?|tests?|readings?) (?:(?:is|are|was|were|be|being) )?"
     r"(?:affected|disturbed|distorted|falsified|skewed) by", r"\g<test> interference by"),
    (r"(?:get(?:s|ting)? in the way of|mess(?:es|ing)? (?:with|up)|disturbs?|distorts?|falsif(?:y|ies)|skews?)"
     r"(?= (?:[\w-]+ ){0,3}(?:measur\w*|assays?|tests?|testing|readings?|M-?\s?proteins?|electrophoresis|results?)\b)",
     "interfere with"),
    (r"(?P<organ>kidneys?|livers?|hearts?|lungs?) (?P<do>do|did|does)n[’']?t", r"\g<organ> \g<do> not"),
    (r"resistant(?= to\b)", "refractory"),
    (r"all[- ]comers", "the overall population"),
    (r"who (?:is|was) (?:the )?corresponding (?P<of>for|on|of)", r"who is the corresponding author \g<of>"),
    (r"(?P<key>primary|secondary|1ary|key) eps?(?!\w)", r"\g<key> endpoint"),
    (r"(?P<is>is|was) (?P<it>it|that|this|the result|the trial) (?:a )?(?:positive|negative)(?=\W*$)",
     r"\g<is> \g<it> significant"),
    (r"(?P<what>[\w+-]+(?: [\w+-]+){0,2}) (?:is |was )?defined how(?=\W*$)", r"how was \g<what> defined"),
)  # fmt: skip
"""What is said, and the plain words for it; each bounded by word ends."""
_ALL = (*CONDUCT, *LAY, *MEASURES, *_SPOKEN, *ASKS)
_COMPILED = tuple((re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE), plain) for said, plain in _ALL)


_GAP = re.compile(r"\s+(?=[?!.]?\s*$)")
"""What is left before the end where nothing stands for the last words."""


def in_plain_words(text: str) -> str:
    """The text with spoken words for which there are plain ones in these."""
    text = asked_in_full(routes_in_full(text))
    for pattern, plain in _COMPILED:
        text = pattern.sub(plain, text)
    return _GAP.sub("", text)
