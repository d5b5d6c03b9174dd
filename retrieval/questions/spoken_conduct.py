"""How a trial was run and what befell its patients in everyday words: "looked at for entry", "kept on it longer"."""

from __future__ import annotations

from collections.abc import Callable
from re import Match

from retrieval.questions.spoken_asks import EVENTS, STEMS

_WHO = r"(?:(?:the |all |more |fewer |most |many )?(?:patients|people|participants|subjects|controls)|they|those)"
_ENTRY = r"(?:entry|eligibility|enrol?l?ment|inclusion|participation|the (?:trial|study))"
_LEFT = r"(?:left|leaving|quit|finish(?:ed|ing)?|complet(?:ed|ing)|stopp(?:ed|ing)|c[ao]m(?:e|ing) off|ended)"
_CLASS = r"(?:proteasome[- ]inhibitors?|immunomodulatory[- ](?:drug|agent)s?|immunomodulator(?:s|y)?|PIs?|IMiDs?)"
_CHANGE = r"(?:abnormality|change|alteration|lesion|aberration|anomaly|defect)"
_MESSAGE = (
    r"the (?:main |key |most important )?(?:take[- ]?home (?:message|point|lesson)s?|take[- ]?aways?|"
    r"key (?:messages?|points?|take[- ]?aways?)|bottom[- ]?line|core messages?)"
)
_OF_THEM = r"(?: of)?(?: the)?(?: patients?| people| participants?| subjects?| them)?"
_LENGTHS = {
    "later": "longer",
    "more slowly": "longer",
    "earlier": "shorter",
    "sooner": "shorter",
    "faster": "shorter",
    "more quickly": "shorter",
}

CONDUCT: tuple[tuple[str, str | Callable[[Match[str]], str]], ...] = (
    (r"(?<!\d )pts", "patients"),
    # before treatment
    (r"in how many (?:places|hospitals|clinics|institutions)(?= (?:was|did|were|is|has)\b)",
     "in how many study centres"),
    (r"who (?P<was>went into|entered|was in|were in|made up|is in|counts? for|was part of) the "
     r"(?P<set>safety|ITT|efficacy) (?:analysis|set|evaluation)", r"who was in the \g<set> population"),
    (r"(?P<n>how many|number of|the number of)(?: patients| people| participants| subjects)? "
     r"(?P<with>with|who had|who received|who) (?P<what>[^?.,;]{3,60}?) (?:were|was|got|have been|had been) "
     r"(?:enrol?led|included|recruited|randomi[sz]ed|entered|admitted|in the (?:trial|study))(?=\W*$)",
     r"\g<n> patients \g<with> \g<what>"),
    (r"(?P<n>how many)(?: patients| people| participants| subjects)? (?P<with>with|who had|who received|who) "
     r"(?P<what>[^?.,;]{3,60}?) (?:took|take|had taken) part(?=\W*$)", r"\g<n> patients \g<with> \g<what>"),
    (rf"(?P<had>had|received|got|took|given|exposed to) (?:an? |any |the )?(?P<drug>{_CLASS}|[\w]*{STEMS}) "
     r"(?:before(?:hand)?|previously|earlier|in the past)(?=\W*$)", r"had prior \g<drug>"),
    (r"(?:double|dual|doubly|dually)[- ]refractory(?! to\b| \()(?: disease| myeloma| patients)?",
     "refractory to immunomodulatory drugs and proteasome inhibitors"),
    (rf"(?:looked at|considered|examined|checked|tested|assessed|evaluated) (?:for|before) {_ENTRY}"
     r"(?: before (?:randomi[sz]ation|treatment|allocation))?", "screened"),
    (r"where (?:was|is|did) (?:[A-Z][\w-]{2,}|the (?:trial|study|research)) "
     r"(?:done|run|conducted|carried out|performed|held|take place|happen)", "where was the trial done"),
    # on treatment, and off it
    (rf"(?:was|were|did) {_WHO} (?:(?:kept|stay|remain|continue|keep) on|treated with) "
     r"(?P<arm>[\w+-]{2,25}(?: [\w+-]+){0,2}?) (?:for )?longer", r"was the treatment duration longer with \g<arm>"),
    (r"(?P<was>was|is) (?:the )?(?:treatment|therapy) (?P<how>shorter|longer)(?= (?:in|with|on|for|than|under)\b)",
     r"\g<was> the treatment duration \g<how>"),
    (r"(?P<stop>stop(?:s|ped)?|quit|left|discontinued?)(?: (?:treatment|therapy|it|early))? for (?:any )?"
     r"(?:adverse (?:events?|reactions?)|side[ -]effects?|(?:TE|S)?AEs?)",
     r"\g<stop> because of adverse events"),
    (r"(?P<which>which|what) (?:drugs|treatments|therap(?:y|ies)|medicines|regimens?) (?:did|do|were|was) "
     rf"{_WHO} (?:receive|get|have|take|given|go on to) (?:after|once|when) (?:{_WHO} )?(?:had |have )?{_LEFT}"
     r"(?: (?:the )?(?:study|trial|treatment|therapy))?", "what subsequent therapies were given"),
    (rf"(?P<what>{EVENTS})(?P<grades> of grades? [1-5](?:-[1-5])?)? (?:that|which) "
     r"(?:led to|ended|caused|forced|resulted in) (?:the )?(?:permanent )?(?:(?:discontinuation|end|stopping) of )?"
     r"(?:study )?(?:treatment|therapy|discontinuation|treatment discontinuation)(?: for good| permanently)?",
     r"\g<what>\g<grades> leading to permanent discontinuation"),
    (rf"antibod(?:y|ies) (?:against|to|directed against) (?:the )?(?:study )?(?:drug|[\w-]*{STEMS})",
     "anti-drug antibodies"),
    # what was counted, and up to when
    (r"(?:up to|until|till) (?:which|what) (?:day|date|month)(?: (?:were|was|are|did|do))? (?:the )?"
     r"(?:data|events|deaths|results|figures|observations|follow-up)(?: were| was)? "
     r"(?:counted|collected|included|taken|recorded|captured|gathered|run|go|reach)",
     "what was the data cut-off date"),
    (r"(?:progressions?|relapses)(?: events?)? (?:and|or|plus|&|\+) deaths", "PFS events"),
    (r"(?P<what>median|time|months|weeks|how long) (?:it took )?(?:before|until|till|to) "
     r"(?:relapse|recurrence|worsening) or (?:death|dying)", r"\g<what> of progression-free survival"),
    (r"(?:did|do|does) (?:the )?(?:responses?|remissions?) (?:come|occur|happen|appear|set in|arrive|start|begin)"
     r"(?: any| much)? (?P<how>sooner|earlier|faster|quicker|later|slower|more (?:quickly|slowly|rapidly))",
     r"was the time to first response shorter"),
    (r"respond(?:ed|ing)? (?:any )?(?:sooner|earlier|faster|quicker|later|slower|more (?:quickly|slowly|rapidly))",
     "have a shorter time to first response"),
    (r"(?<=^)(?:(?:leaving out|excluding|not counting|ignoring|setting aside|without)|if (?:you|we|one) "
     r"(?:leave|set|ignore|exclude)s?(?: out| aside)?) (?:the )?(?:people|patients|those|ones) (?:who|that) "
     r"(?:had )?died (?:of|from|because of|with) (?P<why>[\w-]+),? (?P<asked>[^?]+)",
     r"\g<asked> excluding \g<why> deaths"),
    (r"mortality (?:comparison|analysis|result)s?", "overall survival comparison"),
    # who the patients were
    (r"(?:reduced|decreased|lowered|diminished|limited|restricted) (?P<organ>renal|kidney) function",
     r"impaired \g<organ> function"),
    (r"(?:on |of )?chromosome (?P<at>\d{1,2}[pq]\d*)", r"\g<at>"),
    (r"(?:extra|additional|supernumerary|surplus|too many|(?<!or )more) copies (?:of )?(?P<at>\d{1,2}[pq]\d*)",
     r"\g<at>+"),
    (rf"(?P<what>[\w()+;-]+(?: (?:gain|amplification|deletion))?) as (?:the|their) (?:only|sole|single|one) "
     rf"(?:[\w-]+ )?{_CHANGE}", r"isolated \g<what>"),
    (r"Velcade", "bortezomib"),
    (r"Revlimid", "lenalidomide"),
    (r"Pomalyst|Imnovid", "pomalidomide"),
    (r"Darzalex", "daratumumab"),
    (r"Thalomid", "thalidomide"),
    (rf"(?<=^)(?P<drug>[\w]*{STEMS}|{_CLASS}) (?:beforehand|previously|earlier|in the past|before)(?=[:,]|\W*$)",
     r"prior \g<drug>"),
    (rf"(?P<drug>{_CLASS}|[\w]*{STEMS})-refractory(?: (?:disease|myeloma|patients))?", r"refractory to \g<drug>"),
    (rf"(?:no longer|not|never|stopped|failed to) respond(?:ing|ed)?(?: any ?more)? to (?:the )?"
     rf"(?P<drug>{_CLASS}|[\w]*{STEMS})", r"refractory to \g<drug>"),
    (r"immunomodulator(?:s|y(?! (?:drug|agent|imide|therap|treat|class|medic)))?", "immunomodulatory drugs"),
    (r"gra(?:d|ed|des?|dde)(?= ?(?:[1-5]|I{1,3}|IV|V)\b)", "grade"),
    (r"(?<=^)(?P<what>[^,?;:]{4,60}), (?:the )?(?:number|share|percentage|proportion) of patients(?=\W*$)",
     r"how many patients had \g<what>"),
    (r"(?:prolong|lengthen|extend)(?P<s>s|ed|ing)? (?:the |their )?remissions?",
     r"prolong\g<s> progression-free survival"),
    (r"(?:the )?forest[- ]plot (?:value|result|estimate|entry|row|figure|point|HR)s? (?:for|of|in)",
     "the hazard ratio in"),
    # how they fared
    (rf"(?:(?:is it (?:true|right|correct) that |so )?(?:nobody|no(?:t one| one|ne)?|not (?:all|every\w+|a single one))"
     rf"|(?:did|has|have|is it (?:true|right|correct) that) (?:any(?:body|one)?|every(?:body|one)?|all)){_OF_THEM}"
     r"(?P<arm> (?:on|with|in|under) [\w+ -]{2,40}?)? (?:had |ever |has |have |eventually )?"
     r"(?:progress(?:ed)?|relapsed?|recurred?|worsen(?:ed)?|get worse|got worse)"
     r"(?P<on> (?:on|with|in|under|while on) [\w+ -]{2,40}?)?"
     r"(?:,? (?:right|correct|true|did they|is that (?:right|so|correct|true)))?(?=\W*$)",
     r"how many patients progressed\g<arm>\g<on>"),
    (r"how many of(?: all| the| them| these| those)+(?: \d+)?(?: patients| people| participants)?"
     r"(?P<arm> (?:on|with|in) [\w+ -]{2,40}?)? (?:had |have )?(?:progressed|relapsed)",
     r"how many patients progressed\g<arm>"),
    (r"progress(?:ed)? (?P<when>later|earlier|sooner|more slowly|faster|more quickly)",
     lambda said: f"have a {_LENGTHS[said['when']]} progression-free survival"),
    (r"(?P<share>\d+(?:\.\d+)? ?%|\d+ per ?cent) fewer (?:patients |people |participants )?"
     r"(?:(?:progressed|relapsed)(?: or died)?|(?:progressions?|relapses)(?: or deaths?)?)",
     r"was the risk of progression or death reduced by \g<share>"),
    (r"(?:cut|cuts|lowered|lowers|decreased|decreases|slashed|reduced|reduces) (?:the )?(?:progression|relapse)s?"
     r"(?: or death)?(?= by \d)", "reduced the risk of progression or death"),
    (r"half (?:of )?(?:the |all )?(?:patients|people|participants|them|those) (?P<on>(?:on|with|in) [\w+ -]{2,40}? )?"
     r"(?:were|are|was) (?:still )?(?:alive|living) (?:after|at|for) "
     r"(?:how long|how many (?:months|years)|what time)",
     r"what was the median overall survival \g<on>"),
    (r"(?:had|have|has)(?: not|n['’]t) (?:yet )?(?:come off|stopped|left|discontinued) "
     r"(?:the |their )?(?:study |trial )?(?:drugs?|treatment|therapy|medication)", "were still on treatment"),
    (r"cleared (?:all |their |any )?(?:residual disease|MRD)", "became MRD negative"),
    (r"(?P<what>responses?|remissions?|VGPR|PR|CR) (?:or|and) (?:deeper|higher|above)", r"\g<what> or better"),
    (r"(?P<what>(?:very good )?partial|complete) remissions?", r"\g<what> response"),
    (r"(?<=, )in the middle(?=\W*$)", "median"),
    (r"(?P<what>\w+), (?:at )?(?:the )?(?P<when>later|latest|last|earlier|first) (?:data )?cut-?offs?(?=\W*$)",
     r"\g<what> at the \g<when> cut-off"),
    (r"(?P<n>\d+[.·]\d+)-months? (?P<of>(?:median )?(?:PFS2?|OS|TTNT))", r"\g<of> of \g<n> months"),
    (r"(?:what(?:['’]s| is| was) )?(?:the )?(?:data )?cut-?off(?: date)? (?:behind|of|for|underlying) "
     r"(?P<what>(?:the |a )?(?:median )?(?:PFS2?|OS|TTNT)) of (?P<n>\d+[.·]\d+ months)",
     r"at which data cut-off was \g<what> \g<n>"),
    (r"and also(?= (?:in|for|among|with)\b)", "and"),
    # the message
    (rf"(?:(?:what (?:is|are|was|were)|give me|tell me|and) )?{_MESSAGE}",
     "what are the key findings and the conclusion"),
    (r"what (?:should|must|can|do|does|would|ought) (?:i|we|one|you|clinicians?|doctors?|readers?)"
     r" (?:to |need to |have to |best )?(?:remember|take away|take home|retain|keep in mind|learn)"
     r"(?: (?:from|of|about) (?:(?:the |this )?(?:trial|study|paper|publication|results)|[A-Z][\w-]{2,}))?(?=\W*$)",
     "what are the key findings and the conclusion"),
    (r"what (?:did|does|do) (?:the |this )?(?:trial|study|paper|publication|[A-Z][\w-]{2,}) (?:finally )?conclude",
     "what did the authors conclude"),
    # the reports
    (r"(?:did|have|had|do) the Americans (?P<what>approve|licen[cs]e|clear|authori[sz]e)", r"did the FDA \g<what>"),
    (r"(?:did|have|had) the Americans give (?:it |the combination |the regimen )?"
     r"(?:the green light|the go-ahead|approval)",
     "did the FDA approve it"),
    (r"(?:(?:the )?name of )?(?:the )?first author and (?:the |its )?(?:journal|year|title)",
     "citation of the primary publication"),
    (r"(?:what|how) (?:do|did|does) (?:the |its )?(?:investigators|researchers|trialists|writers|authors) "
     r"(?:make of|think of|think about|read|see|judge|rate|view) (?:the |these |their |it|this)"
     r"(?:results|findings|data|trial|regimen|combination|outcome)?", "what did the authors conclude"),
    (r"did (?:the |its )?(?:investigators|researchers|trialists|writers|authors) "
     r"(?:recommend|endorse|favou?r|support|advocate) "
     r"(?:it|(?:the|this) (?:\w+ )?(?:regimen|combination|treatment|triplet|drug))",
     "what did the authors conclude"),
    (r"(?<=^)(?:according to|going by|as per|per|going on) (?P<source>the (?:[\w-]+ ){0,2}(?:label|monograph|registry"
     r"|register|record|publication|paper|article|abstract|posting|prescribing information)),? (?P<asked>[^?]{4,})",
     r"\g<asked> according to \g<source>"),
    (r"(?:adverse events?|TEAEs?|AEs?|side[ -]effects?) leading to (?:permanent )?discontinuation"
     r"(?P<source> (?:in|of|from|per|according to) the (?:[\w.]+ ){0,2}(?:label|prescribing information))",
     r"adverse reactions leading to permanent discontinuation\g<source>"),
    (r"(?:brought up to date|refreshed) (?:for the last time|last)", "last updated"),
    (r"when (?:did|has|have) (?:the )?(?P<nth>first|second|third|latest|last) version of (?:the )?"
     r"(?:EU |EudraCT )?(?:register |registry )?(?:results|record) "
     r"(?:appear(?:ed)?|come out|go up|get (?:posted|published)|been posted)",
     r"when was the results \g<nth> version posted"),
    (r"how (?P<was>was|were|is|are) (?:the )?(?:study|trial) (?P<what>drugs?|medications?|medicines?|treatments?) "
     r"(?:given|administered|taken)", r"how \g<was> the \g<what> administered"),
    (r"(?P<nth>first|second|third|latest|last) version of (?:the )?(?:EU |EudraCT )?(?:register |registry )?"
     r"(?:results|record)", r"results \g<nth> version posted"),
    (r"(?:what|which) (?:level of confidence|confidence level)", "confidence interval level"),
)  # fmt: skip
"""What is said, and the plain words for it; each bounded by word ends."""
