"""The arms that a sentence names, each where it stands, with what is added to it or taken from it."""

from __future__ import annotations

import re

from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.terms.arm_labels import with_labels
from retrieval.checks.terms.arm_names import arms_with, by_drug, by_label, shared_nouns, with_negated, with_switched
from retrieval.checks.terms.arm_pairs import Span, one_per_place
from retrieval.checks.terms.arm_widths import with_own_words


def arm_spans(clause: Clause) -> list[Span]:
    """The arms that the clause names, ``"all"`` left out; they are looked for once."""
    if clause.arms is None:
        clause.arms = _arm_spans(clause)
    return clause.arms


def _arm_spans(clause: Clause) -> list[Span]:
    spans = [
        _with_added(clause, Span(mention.start, mention.end, mention.term.name))
        for mention in clause.mentions.get("arm", ())
        if mention.term.name != "all" and not _OPENED.search(mention.text)
    ]
    spans = with_switched(
        clause.text, (clause.sentence.start, clause.sentence.end), _with_others(clause, spans), clause.evidence
    )
    kept = one_per_place(with_own_words(clause.text, clause.sentence.start, spans))
    kept = [span for span in kept if not any(_goes_into(span, other) for other in kept)]
    return [
        span
        for span in kept
        if not any(other is not span and other.start <= span.start and span.end <= other.end for other in kept)
    ]


def _goes_into(span: Span, other: Span) -> bool:
    """Whether a name ends within another one of the same arm: "with Veda" in "Veda-Rx"."""
    return span.name == other.name and span.start < other.start < span.end < other.end


_WHEN = r"\s(?:at|in|by|as of)\s(?:the\s)?(?:\w+\s){0,5}?(?:(?:19|20)[0-9]{2}|cut-?off|analysis|look)\b"
_ENDS = rf"(?=\s*[,;:.()?!]|\s*$|{_WHEN})"
"""Behind words that stand for an arm: a stop, or when the figures are of: "33.5 % with it, 15.4 % without in 2022"."""
_WITHOUT = Rare(
    rf"\bwithout(?: (?:it|that|this|(?:the|that|this) (?:\w+ )?(?:drug|antibody|agent|addition)))?{_ENDS}"
    rf"|\b(?:those|people|patients|participants) (?:who |that )?(?:had|did|were|have) not\b{_ENDS}"
    rf"|\bin the other\b{_ENDS}|\b(?:of|in|among|for|with|on) the others\b{_ENDS}"
    r"|\b(?:where|when|if) (?:(?:it|that) (?:was|is)|they (?:had|did|were)) not\b"
    r"|\b(?:the|in) other (?:group|arm|treatment|combination|regimen|one)\b",
    "without", "not", "other",
)  # fmt: skip
"""The other of two arms: "40.9 % with A, 19.3 % without"."""
_WITH_IT = Rare(
    r"\bwith (?:it|that|this)\b(?! (?:in|being)\b)"
    r"|\b(?:those|people|patients|participants) who (?:had|did|were)\b(?=\s*[,;:.()?!]|\s*$)",
    "with it", "with that", "with this", "who had", "who did", "who were",
)  # fmt: skip
"""The other of two arms, after the one that is told as being without a drug: "without A 19.3 %, with it 40.9 %"."""
_OF_WHOM = re.compile(r"\b(?:those|patients|participants|people)\s$", re.IGNORECASE)
_LACKS = re.compile(r"without\b|never\b|\w*(?: not|n't)\b|not\b", re.IGNORECASE)
_LETTERED = Rare(
    r"\b(?P<kind>arm|group|cohort)s (?P<first>[A-Z0-9]{1,2}),? (?:and|or|versus|vs\.?) (?P<second>[A-Z0-9]{1,2})\b",
    "arms", "groups", "cohorts",
)  # fmt: skip
"""The second of "Arms A and B"."""


def _lettered(clause: Clause) -> list[Span]:
    found: list[Span] = []
    for match in _LETTERED.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        for name in ("first", "second"):
            words = f"{match['kind']} {match[name]}"
            arms = with_labels(words, (0, len(words)), {}, clause.evidence)
            arms += clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"arm"}, typos=False)
            found += [Span(match.start(name), match.end(name), item.term.name) for item in arms[:1]]
    return found


def _with_others(clause: Clause, spans: list[Span]) -> list[Span]:
    """The arms, and the other one of two where it is told as being without the first."""
    arms = clause.evidence.facts.pair
    spans = [
        *spans,
        *(
            own
            for own in by_drug(clause.text, clause.sentence.end, clause.mentions, clause.evidence)
            if not any(own.start < it.end and it.start < own.end for it in spans)
        ),
    ]
    letters = _lettered(clause)
    letters += shared_nouns(clause.text, (clause.sentence.start, clause.sentence.end), clause.evidence)
    found = [span for span in spans if not any(it.start < span.end and span.start < it.end for it in letters)]
    found += letters
    labels = by_label(clause.text, (clause.sentence.start, clause.sentence.end), clause.evidence)
    found += [own for own in labels if not any(own.start < it.end and it.start < own.end for it in found)]
    clause.spans.extend((own.start, own.end) for own in labels)
    found = with_negated(clause.text, clause.sentence.start, found, arms)
    spans = sorted(found, key=lambda span: span.start)
    for pattern in (_WITHOUT, _WITH_IT):
        for match in pattern.finditer(clause.text, clause.sentence.start, clause.sentence.end):
            named = [span for span in spans if span.end <= match.start() and span.name in arms]
            told = named and (pattern is _WITHOUT or _LACKS.match(clause.text, named[-1].start))
            if (
                told
                and {span.name for span in named} == {*arms}
                and _OF_WHOM.search(clause.text, match.start() - 14, match.start())
            ):
                continue  # "239 on A and 291 on B; in those without, 176 and 220": without what was told of patients
            if len(arms) == 2 and told:
                found.append(Span(match.start(), match.end(), arms[0] if named[-1].name == arms[1] else arms[1]))
    for match in FORMER.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        names = list(dict.fromkeys(span.name for span in spans if span.end <= match.start()))
        said = next((span for span in spans if clause.text[match.end() : span.start] == " ("), None)
        if said is not None:
            found.append(Span(match.start(), said.end, said.name))  # "in the former (A)"
        elif len(names) == 2:
            found.append(Span(*match.span(), names[0 if match["first"] else 1]))
    return sorted(found, key=lambda span: span.start)


_ADDED = Rare(
    r"\b(?:(?P<what>\w[\w-]*) (?:was |were |is )?(?:(?:added|given|adding) (?:on top of|to)"
    r"|(?:given|combined|administered) (?:together |in combination )?with|given alongside)"
    r"|(?:adding|addition of|adds?) (?P<added>\w[\w-]*) (?:on top of|to)|(?P<top>\w[\w-]*) on top of)\s(?:\w+ )?$",
    "add", "given", "on top of", "combined", "administered",
)  # fmt: skip
_JOINED = re.compile(r"-|\s?\+\s?|/")
"""Between a drug and the arm to which it is added: "vedamab-Rx"."""


def _with_added(clause: Clause, span: Span) -> Span:
    """The other of two arms, where a drug is told to be added to this one: "had vedamab added to their Rx"."""
    for drug in clause.mentions.get("drug", ()):
        joined = span.name in clause.evidence.facts.pair and _JOINED.fullmatch(clause.text, drug.end, span.start)
        if joined and (arms_with(drug, clause.evidence) - {span.name}):
            return Span(drug.start, span.end, min(arms_with(drug, clause.evidence)))
    added = _ADDED.search(clause.text, max(clause.sentence.start, span.start - 60), span.start)
    arms = clause.evidence.facts.pair
    if added is None or len(arms) != 2 or span.name not in arms:
        return span
    drugs = [item for kind in ("drug", "arm") for item in clause.mentions.get(kind, ())]
    start = added.start(added.lastgroup or 0)
    if not any(item.start <= start < item.end for item in drugs):
        return span
    return Span(start, span.end, arms[0] if span.name == arms[1] else arms[1])


_OPENED = re.compile(r"s\s?\(\d")
"""In "the three groups (1, 1 and 2)", which names no "Group 1"."""


FORMER = Rare(
    r"\bthe (?:(?P<first>former|first)|latter|second)\b(?:(?<=er)(?!\s(?:two|three|analys|cut|figure|number|case|trial"
    r"|stud|data|date|estimate|value|interval|p\b|part|half|period))"
    r"|(?=[\s,.;)]*(?:$|[,.;()0-9]|\b(?:group|arm|stopp|had|and|died|disc|with|came))))",
    "former", "first", "latter", "second",
)  # fmt: skip
"""Of two arms named before: "15 (8 %) of the former"."""
