"""Parts and outcomes named by other words than their own: "whose relapse was late", "how many had just one"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.vocabulary import Term
from retrieval.questions.denied_parts import opposite
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, Token, common_words, split_tokens

_COPULAS = frozenset("was were is are be been being came come occurred happened that which".split())
"""Words between the parts of a name that is said as a sentence."""
_LONGEST_GAP = 2


def turned(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """Subgroups of two words that are said as a sentence, the second word first: "whose relapse was late"."""
    tokens = [t for t in split_tokens(text) if not any(m.start < t.end and t.start < m.end for m in mentions)]
    for place, last in enumerate(tokens):
        first = _subject_of(tokens[:place])
        if first is None:
            continue
        words = f"{last.text} {first.text}"
        whole = [m for m in terms.find(words, trial=trial, kinds={"subgroup"}, typos=False) if m.text == words]
        if whole:
            yield Mention(first.start, last.end, text[first.start : last.end], whole[0].term)
    yield from _of_a_kind(text, mentions, terms=terms, trial=trial)


def _of_a_kind(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The part that is told by what its kind was: "whose kidney function was normal", "was not impaired"."""
    for kind in (m for m in mentions if m.term.kind == "subgroup" and not m.term.broader):
        said = _WAS_SO.match(text, kind.end)
        spelt = (f"{said['how']} {kind.text}", f"{kind.text} {said['how']}") if said else ()
        found = (m for words in spelt for m in terms.find(words, trial=trial, kinds={"subgroup"}, typos=False))
        part = next((m for m in found if m.text in spelt and kind.term.name in m.term.broader), None)
        if said and part:
            whole = Mention(kind.start, said.end(), text[kind.start : said.end()], part.term)
            yield replace(whole, term=opposite(part, terms=terms, trial=trial)) if said["denied"] else whole


_WAS_SO = re.compile(
    r"\s(?:was|were|is|are|had been|stayed|remained|looked)(?P<denied>n['’]t|\snot)?\s(?:still\s|\w+ly\s)?"
    r"(?P<how>(?:(?:high|low|standard|poor|good)[- ])?[\w<>=-]+)",
    re.IGNORECASE,
)


def those_who(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The part of the patients that an outcome makes of those who had it: "in those who became negative".

    Of an outcome whose own words name it ("once negativity is reached"), where another one is asked.
    """
    outcomes = [m for m in mentions if m.term.kind == "outcome"]
    for mention in outcomes:
        before = text[: mention.start]
        supposed = bool(_SUPPOSED.search(before)) and any(o.start > mention.end for o in outcomes)
        if not supposed and not _THOSE_WHO.search(before):
            continue
        verb = _BECAME.match(mention.text)
        words = mention.text[verb.end() :] if verb else mention.text
        whole = [m.term for m in terms.find(words, trial=trial, kinds={"subgroup"}, typos=False) if m.text == words]
        if not whole and any(o.term.name != mention.term.name for o in outcomes):
            own, known = stems(mention.term.name), terms.terms("subgroup", trial=trial)
            named = [term for term in known if stems(term.name) <= own and len(stems(term.name)) >= _FEWEST]
            whole = sorted(named, key=lambda term: term.trial is None)
        for part in whole[:1]:
            yield Mention(mention.start, mention.end, mention.text, part)


_FEWEST = 2
"""Words of a part's name that an outcome's name has to hold: one alone ("women") may mean many things."""
_BECAME = re.compile(
    r"(?:became|become|turned|reached|achieved|attained|remained|stayed|were|are|was|had|have|has)\s", re.IGNORECASE
)
_THOSE_WHO = re.compile(
    r"\b(?:those|patients|pts|people|participants|subjects|individuals|women|men|ones|anyone|everyone)\s"
    r"(?:who\s|that\s)(?:\w+\s)?(?:(?:had|have|has|did|do|does|could|were|was|are|is)(?:\snot|n['’]t)?\s|never\s|not\s|only\s)*"
    r"(?:(?:fail(?:ed)?|manage[sd]?|got|get|gets|went on|came)\s(?:to\s)?)?"
    r"(?:(?:become|became|turn(?:ed)?|reach(?:ed)?|achieved?|attain(?:ed)?|show(?:ed)?)\s)?$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"(?:^|[,;:.?–—]\s)\W*(?:and\s|but\s|so\s)?(?:if|when(?:ever)?|once|after|where|in case|suppos(?:e|ing)|assuming"
    r"|provided|given)\s(?:that\s)?(?:(?!what\b|how\b)[\w'-]+\s){0,6}$",
    re.IGNORECASE,
)
"""What begins a condition that has no end yet."""


def members(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The member of a characteristic that is told by its own word alone: "1q21+, and isolated", "lines: just one"."""
    known = [m for m in mentions if m.term.category == "baseline"]
    if not known:
        return
    free = [t for t in split_tokens(text) if not any(m.start <= t.start < m.end for m in mentions)]
    words = {**{form: t for t in free for form in stems(t.text) if t.form not in common_words()}, **_numbers(text)}
    narrower = terms.terms("outcome", trial=trial) if words else ()
    for mention in known:
        family = stems(f"{mention.term.name} {mention.text}")
        for term in (term for term in narrower if mention.term.name in term.broader):
            own = stems(_BRACKETS.sub(" ", term.name)) - family
            token = words.get(next(iter(own))) if len(own) == 1 and not _OR_MORE.match(term.name) else None
            if token and token.start >= mention.end:
                yield Mention(token.start, token.end, token.text, term)


def other_side(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The part on the other side of the one bound told, which a further question asks: "and how many were under"."""
    bounds = [(m, bound) for m in mentions if (bound := _BOUNDED.search(m.term.name))]
    if len({bound.group() for _, bound in bounds}) != 1:
        return
    mention, bound = bounds[0]
    for match in _OTHER_SIDE.finditer(text, mention.end):
        below = match["below"] is not None
        if below == (bound["sign"] == "<") or any(m.start < match.end("side") <= m.end for m in mentions):
            continue
        name = f"{mention.term.name[: bound.start()]}{'<' if below else '>='}{bound['number']}{bound['unit']}"
        term = terms.term(f"{name[0].lower()}{name[1:]}", kind="subgroup", trial=trial)
        if term:
            yield Mention(match.start("side"), match.end("side"), match["side"], term)


_BOUNDED = re.compile(r"(?P<sign>>=|<)\s?(?P<number>\d+)(?P<unit>.*)$")
_OTHER_SIDE = re.compile(
    r"\b(?:how many|what (?:share|proportion|percentage|fraction))\s(?:(?:were|are|was|is|of them|patients|people)\s)*"
    r"(?P<side>(?P<below>under|below|younger|less|lower)|over|above|older|more|higher)(?:\s(?:than )?that)?"
    r"(?=\W*(?:$|[?.,;]))",
    re.IGNORECASE,
)


def left_for_events(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with adverse events as those that somebody left for, or died of: "stopped because of side effects".

    The word of death beside them ("how many deaths from adverse events") asks for no survival.
    """
    found: dict[Mention, Term] = {}
    fates: list[Mention] = []
    for mention in (m for m in mentions if m.term.name == _EVENTS):
        for name, said in _FATES.items():
            verb = said.search(text[: mention.start])
            term = terms.term(name, kind="outcome", trial=trial) if verb else None
            before = [m for m in mentions if m.term.kind == "outcome" and m.end <= mention.start]
            told = [m for m in before if verb and m.end > verb.start()]
            if term and all(m.text.casefold() in _DEATHS for m in told):  # that of a name has its own reading
                found[mention] = term
                fates += told
    return tuple(replace(m, term=found.get(m, m.term)) for m in mentions if m not in fates)


def named_as_events(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions with parts of the patients as events, where such are asked: "kidney failure as a side effect"."""
    events = [m for m in mentions if m.term.kind == "outcome"]
    parts = [m for m in mentions if m.term.kind == "subgroup" and _AS_EVENTS.match(text, m.end)]
    parts = [m for m in parts if not _WHOSE.search(text[: m.start])]
    bare = [m for m in parts if not any(e.start < m.end and m.start < e.end for e in events)]
    named = (replace(m, term=Term("outcome", m.text[0].upper() + m.text[1:], category="safety")) for m in bare)
    return (*(m for m in mentions if m not in parts), *named)


_AS_EVENTS = re.compile(
    r"[^?.;]{0,40}?\bas (?:an? )?(?:possible |known |reported )?"
    r"(?:side[- ]effects?|adverse (?:events?|effects?|reactions?)|complications?|toxicit\w+)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:in|among|for|with|who had|having) (?:\w+ ){0,3}$", re.IGNORECASE)


def lived_as_a_median(text: str, mentions: tuple[Mention, ...], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The mentions with survival where a time is said or asked that patients lived ("the controls lived 60 months").

    It is a rate at that time where a share of them is asked for.
    """
    survival = terms.term(_SURVIVAL, kind="outcome")
    if survival is None:
        return mentions
    asked = _HOW_LONG_LIVED.search(text)
    if asked and not any(m.term.kind == "outcome" and m.end > asked.start("lived") for m in mentions):
        return (*mentions, Mention(*asked.span("lived"), asked["lived"], survival))
    if _SHARE.search(text):
        return mentions
    rates = {m: verb for m in mentions if "survival rate" in m.term.name and (verb := _LIVED.match(m.text))}
    return tuple(
        replace(m, end=m.start + rates[m].end(), text=rates[m].group(), term=survival) if m in rates else m
        for m in mentions
    )


_HOW_LONG_LIVED = re.compile(
    r"\bhow (?:long|many (?:months|years|weeks))\b[^?.;,]{0,60}?\b(?P<lived>live[ds]?|life)\b", re.IGNORECASE
)
_SURVIVAL = "Overall survival"
_LIVED = re.compile(r"(?:lived?|survived?|surviving|living)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:how many|share|proportion|per ?cent(?:age)?|fraction|rates?|probabilit\w+|chances?|odds|numbers?|who|most"
    r"|half)\b|%",
    re.IGNORECASE,
)


def arms_by_drug(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with a drug as the arm that is called by its name: "chemo" for the arm "Chemotherapy".

    Or as the arm that had it, where its name alone stands behind what is asked: "stopped for progression, drug A".
    """
    drugs = [m for m in mentions if m.term.kind == "drug"]
    arms = {term.name.casefold(): term for term in terms.terms("arm", trial=trial or "")} if drugs else {}
    general = [m for m in drugs if m.term.trial is None and m.term.name.casefold() in arms]
    meant = {m: arms[m.term.name.casefold()] for m in general}
    for drug in drugs:
        if drug not in meant and drug.term.trial and _is_behind_asked(text, drug, mentions):
            called = f"{drug.text} arm"
            found = [m for m in terms.find(called, trial=trial, kinds={"arm"}, typos=False) if m.text == called]
            meant |= {drug: found[0].term} if found else {}
    return tuple(replace(m, term=meant[m]) if m in meant else m for m in mentions)


def _is_behind_asked(text: str, drug: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a drug ends a question right behind what happened to patients; what is done to a drug is of that drug."""
    told = [m for m in mentions if m.term.kind == "outcome" and m.term.category != "design"]
    told = [m for m in told if not _DONE_TO_DRUGS.search(m.term.name)]
    return not re.search(r"\w", text[drug.end :]) and any(
        re.fullmatch(r"\s*,?\s", text[m.end : drug.start]) for m in told
    )


_DONE_TO_DRUGS = re.compile(r"\b(?:dos(?:e|ing)|interruption|reduction|delay|any reason)\b", re.IGNORECASE)
_EVENTS = "Treatment-emergent adverse event"
_LEFT_FOR = re.compile(
    r"\b(?:left|leav(?:e|ing)|quit|stopp?(?:ed|ing)?|drop(?:ped|ping)?|withdr[ae]w\w*|discontinu\w+|c[ao]me off"
    r"|pulled out)\b"
    r"[^?.;,]{0,60}\b(?:because of|due to|owing to|on account of|for)\s(?:(?:an?|any|the|their|some)\s)*$",
    re.IGNORECASE,
)
"""Before the events for which somebody left."""
_DIED_OF = re.compile(
    r"\b(?:deaths?|died|die|dying)\b(?:(?!\band\b)[^?.;,]){0,40}?"
    r"\b(?:because of|due to|owing to|on account of|caused by|attributed to|from|of)\s"
    r"(?:(?:an?|any|the|their|some)\s)*$",
    re.IGNORECASE,
)
"""Before the events that somebody died of."""
_DEATHS = ("death", "deaths", "died", "die", "dying")
_FATES = {f"{_EVENTS} leading to discontinuation": _LEFT_FOR, "Fatal treatment-emergent adverse event": _DIED_OF}
"""How those are told for whom adverse events had a consequence, by the outcome that counts them."""


def _numbers(text: str) -> dict[str, Token]:
    """The number of a text by which a member is told, as the names of members have it."""
    number = _JUST.search(text)
    if number is None:
        return {}
    word = _NUMBERS.get(number["number"], number["number"]).casefold()
    return {form: Token(*number.span("number"), number["number"], word) for form in stems(word)}


_NUMBERS = {"1": "one", "2": "two", "3": "three"}
_JUST = re.compile(
    r"\b(?:just|only|exactly|precisely|had)\s(?P<number>one|two|three|[123])\b(?!\s?(?:of|or|to|and|%|–|-)|[.:]\d)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[()]")
_OR_MORE = re.compile(r"\w+ or more\b")


def _subject_of(before: Sequence[Token]) -> Token | None:
    """The word before a few copulas at the end of ``before``; ``None`` where there is no copula."""
    gap = 0
    while gap < min(_LONGEST_GAP, len(before)) and before[-1 - gap].form in _COPULAS:
        gap += 1
    return before[-1 - gap] if gap and len(before) > gap else None
