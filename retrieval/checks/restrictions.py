"""Words that no term accounts for: they may name an outcome or a group of patients that the table does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retrieval.terms import normal_form

_WORD = re.compile(r"[^\W\d_]{3,}(?:'s)?")
_GROUP = re.compile(
    r"\b(?:in|among|for|of|with)\s+(?:the\s+|all\s+|those\s+)?(?P<who>(?:[\w>=<+%-]+ ){0,3})(?:patients|participants|subjects|women|men|people|adults|individuals|those|subgroup|"
    r"cohort|subset|population)\b(?P<which>(?:\s+(?:with|who|whose|aged|from|without|having|that|older|younger|previously|already|not)\b[^,;.()]{0,70})?)",
    re.IGNORECASE,
)
_SEXES = re.compile(r"\b(?:in|among|for)\s+(?:wo)?men\b|\b(?:fe)?male (?:patients|participants)", re.IGNORECASE)
_NEUTRAL = frozenset(
    normal_form(word)
    for word in """
    a about above absolute according achieve achieved achieving across add added adding addition additional additionally adjusted adverse after again age aged all alone also
    although always among an analyse analysed analyses analysis and any approximately are arm arms as assessed assessment assigned associated at attained available average
    baseline be because been before being below benefit better between both but by calculated can case cases censored centre certain change changed choice clear clearly clinical
    clinically close closely combination combined common commonly comparable compare compared comparing comparison complete completed conclusion conducted confidence
    confirm confirmed consistent consistently continued control controlled correspond corresponding corresponds could cox crossed cumulative current currently cut cutoff
    data date day days decline decrease decreased decreases deepened deeper delay delayed demonstrate demonstrated depth described despite detected determined developed did differ
    difference differences different discussed documented does done dose double doubled due durable duration during each early efficacy either eligible end endpoint endpoints
    enrolled equal equivalent estimate estimated estimates even event events evidence examined example exceeded expected experience experienced experiencing extended fair
    fallen favour favoured favouring favours fewer figure figures final finding findings first five follow followed following follow-up for formal former found four frequency
    frequent frequently from full further gain gave generally give given gives goal good grade grades greater group groups half had has have having hazard hazards here high
    higher highest however identical importance important importantly improve improved improvement improvements improves improving in incidence incidences included including
    increase increased increases indicate indicated indicates information initial initially intent intention interim interpretation interval into investigated investigators
    is it its journal just kaplan key known lancet large larger largest last lastly late later latest latter lead leading least less level levels life like likelihood likely limit limits line
    long longer low lower lowered lowest main mainly maintained majority mature maturity mean meaning meaningful meanwhile measured median medians meier men met method minor month
    monthly months more moreover most mostly much namely near nearly nevertheless new next no nominal nominally none nonetheless not notable notably note noted number numbers numerically
    observed occurred occurrence occurring occurs of on once one only onto or original other others our out outcome outcomes over overall page paper part participant participants
    particular particularly patient patients per percent percentage performed period person phase planned planned point points population populations possible predefined
    prespecified present presented previous previously primary principal probability produced prolonged prolongation prolongs proportion proportions prospective protocol provide
    provided publication published randomisation randomised randomly range ranged ranging rate rates rather ratio ratios reach reached reaching received receive receiving recent recently record
    recorded reduce reduced reduces reducing reduction reductions regarding regimen regimens registry relative relatively remain remained remaining remains report reported reports represent represented
    representing represents required respective respectively response result resulted resulting results risk risks safety same sample saw second secondary see seen self set several
    short shorter show showed showing shown shows side similar similarly since single size slightly small smaller smallest so some somewhat source start started statistical statistically
    still stopped strata stratified strong strongly studied study subgroup subgroups subject subjects substantial substantially such suggest suggested suggests summary superior
    superiority support supported survival sustained table taken tended tended test tested than that the their them then there therefore these they third this those though three
    through throughout thus time timepoint to together tolerated toxicity toxicities total translated translates translating treated treating treatment treatments treatment-emergent trend trial trials
    twice two type under unadjusted unchanged unstratified until up updated upon use used using value values versus very via was we week weekly weeks well were what when where whereas
    which while whichever whole whom whose wide wider with within without worse would year years yet zero
    respectively log rank test hr or ci rr vs nr ne ie eg et al mg kg iv dear doctor thank you your question inquiry please regarding letter
    lived live reaching deep durable once-weekly twice-weekly intravenous intravenously oral orally fell rose dropped climbed moved went stood came amounted accounted equals equalled
    favor favored favoring favors approximate approx circa namely overall early-phase pivotal multicentre international global open-label double-blind randomised-controlled regulatory
    label prescribing information company sponsor abstract poster congress presentation update readout topline statement sentence answer corpus
    fda-requested irc independent committee investigator assessed review reviewer blinded central local censoring rule standard strategy
    consequence consequently furthermore accordingly namely instead indeed likewise ahead behind beyond toward towards off onset numerical absolute
    sided tailed hold holds held corpus source sources contain contains exactly precisely roughly nominal descriptive exploratory
    kind sort manner way terms order place favour case fact view line effect effects magnitude size extent degree direction precision width estimateable bound bounds boundary upper
    reader clinician physician colleague drug drugs agent agents medicine medication therapy therapies experimental comparator placebo active
    """.split()
)


@lru_cache(maxsize=4096)
def is_neutral(word: str) -> bool:
    """Whether a word restricts nothing by itself."""
    return normal_form(word) in _NEUTRAL or word.endswith("ly")


def unknown_words(text: str, start: int, end: int, *, spans: Sequence[tuple[int, int]], neutral: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words between ``start`` and ``end`` that are in no span of a term, and not neutral."""
    extra = frozenset(neutral)
    found: list[str] = []
    for match in _WORD.finditer(text, start, end):
        if any(low < match.end() and match.start() < high for low, high in spans):
            continue
        if not is_neutral(match[0].casefold()) and normal_form(match[0]) not in extra:
            found.append(match[0])
    return tuple(found)


def unknown_group(text: str, start: int, end: int, *, spans: Sequence[tuple[int, int]], neutral: Iterable[str] = ()) -> tuple[int, int, str] | None:
    """Return the span and the words of a group of patients that no term accounts for, e.g. "Japanese patients"."""
    for match in _GROUP.finditer(text, start, end):
        for part in ("who", "which"):
            words = unknown_words(text, *match.span(part), spans=spans, neutral=neutral)
            if words:
                return match.start(), match.end(), " ".join(words)
    sexes = _SEXES.search(text, start, end)
    if sexes and not any(low <= sexes.start() < high for low, high in spans):
        return sexes.start(), sexes.end(), sexes[0]
    return None
