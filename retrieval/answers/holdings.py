"""What the corpus itself holds: how many sources of which kinds, and when they were fetched, from the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.answers.phrasing import format_date
from retrieval.questions.question import Question
from retrieval.records import Sentence

_THINGS = (
    r"(?:sources?|documents?|references?|publications?|papers?|articles?|abstracts?|records?|web ?pages?|pages?|texts?)"
)
_OWN = r"(?:corpus|collection|library|data ?base|knowledge base|you|your|this (?:tool|system|assistant|program|app))"
_HOLDS = r"(?:holds?|held|have|has|knows?|covers?|contains?|uses?|draws?|rely|relies|loaded|included?)"
_BUILT = r"(?:work(?:ing)? (?:from|with)|(?:built|based|drawing|relying|going|trained) (?:up)?(?:on|from|by)|fed with)"
_OF_ITSELF = (
    r"(?![^?.;]*\b(?:about|on|regarding|concerning|as (?:to|regards)|of|for)\s"
    r"(?!(?:the |this )?(?:trial|study|(?-i:[A-Z]{3,}[-\w]*))\b\W*$))"
)
"""After the corpus, where no subject follows of which its sources are asked: "what does the corpus say about age"."""
_ASKS = re.compile(
    rf"\b(?:how many|which|what|list|name|show|number of|kinds? of|types? of)\b[^?.;]*\b{_THINGS}\b[^?.;]*\b{_OWN}\b"
    rf"|\b{_OWN}\b[^?.;]*\b(?:{_HOLDS}|based on|in)\b[^?.;]*\b{_THINGS}\b"
    rf"|\bwhat(?:'s|’s| is| are)?\b[^?.;]*\b(?:in|does|do)\b[^?.;]*\b(?:your|this|the) corpus\b{_OF_ITSELF}"
    rf"|\b(?:how many|which|what) (?:\w+ )?{_THINGS}\b[^?.;]*"
    r"\b(?:are|is|were) (?:there|held|loaded|in the corpus|in here)\b"
    rf"|^\W*(?:please )?(?:list|name|show)(?: me)?(?: all)?(?: of)?(?: the| your)? (?:[\w-]+ ){{0,2}}{_THINGS}\W*$"
    r"|\bwhere (?:do|does|did|is|are) (?:your|these|this|the) (?:data|information|answers|figures|numbers)\b[^?.;]*"
    r"\b(?:come|from|taken)\b"
    rf"|\b(?:when|how recent\w*)\b[^?.;]*\b(?:{_OWN}|these|the) (?:data|{_THINGS})\b[^?.;]*"
    r"\b(?:retriev\w*|fetched|download\w*|captur\w*|collected|accessed)\b"
    rf"|\bwhat (?:are|is) (?:all )?your (?:\w+ )?{_THINGS}\W*(?:$|[?,;])"
    rf"|\bwhat\b[^?.;:]*\b(?:are|is) (?:all )?(?:{_OWN}|this|your answers?) (?:all )?{_BUILT}\b"
    rf"|\bwhat\b[^?.;:]*\bdo(?:es)? (?:{_OWN}) (?:actually )?(?:base|rely|draw|build|work from|go by)\b"
    r"|\bwhere do you (?:get|take|draw|have|pull)\b[^?.;]*\bfrom\b",
    re.IGNORECASE,
)
_OF_KIND = re.compile(
    r"\b(?:which|what|any|list|name|how many|are|is|give me)\b[^?.;]{0,15}?"
    r"\b(?:sources?|documents?|references?|pages?)\b"
    r"|\b(?:company|manufacturer\w*|sponsor\w*|industry|promotional|secondary|regulatory|registry|conference|journal)"
    r"(?:['’]s?)?(?:-\w+)? (?:sources|documents|references|pages)\b",
    re.IGNORECASE,
)
"""Sources with what says of which kind they are: "which sources are from the manufacturer"."""
_NOT_OF = re.compile(
    r"\b(?:rather than|instead of|and not|not|other than|as opposed to|except)\s(?:from\s|by\s)?[^?,;]*", re.IGNORECASE
)
_FETCHED = re.compile(r"\b(?:retriev\w*|fetched|download\w*|captur\w*|collected|accessed)\b", re.IGNORECASE)
_BY_SOMEBODY = re.compile(
    r"\b(?:first|lead) author\b|\b(?:does|did|has|have) (?:(?:[A-Z][\w'’-]+|s?he) ){1,3}(?:disclose|declare)d?\b"
)
"""That it is asked who wrote which of the sources, or what that person declared."""
_WHICH = re.compile(r"\b(?:which|what|list|name|show)\b", re.IGNORECASE)
_KINDS = (
    ("article", "journal articles", r"articles?|papers?|journals?|peer[- ]reviewed|publications?"),
    ("conference abstract", "conference abstracts", r"abstracts?|conferences?|congress(?:es)?|posters?|meetings?"),
    ("registry record", "registry records", r"registr(?:y|ies)|registers?"),
    ("regulatory document", "regulatory documents", r"regulat\w*|FDA|EMA|agenc(?:y|ies)|authorit(?:y|ies)"),
    (
        "company page",
        "company pages",
        r"compan(?:y|ies)|manufacturers?|sponsors?|marketing|promotional|web ?sites?|industry|commercial|pharma"
        r"|drug[- ]?makers?",
    ),
    ("news", "news items", r"news|secondary|coverage"),
)
_UNKNOWN_KIND = "sources of another kind"
_MOST_LISTED = 40
"""Sources that are named one by one; of more, only the kinds are told."""
_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def tell_holdings(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """How many sources the corpus holds, of which kinds; nothing where something else is asked.

    The kinds that the question names are listed source by source; all of them where it asks which there are.
    """
    asked = _kinds_asked(question.text)
    kinds_alone = bool(asked) and _OF_KIND.search(question.text) is not None
    if question.outcomes or set(question.statistics) - {"count"} or question.analyses or question.subgroups:
        kinds_alone = False
    if question.outcomes or not (kinds_alone or _ASKS.search(question.text)) or _BY_SOMEBODY.search(question.text):
        return ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    if not sources:
        return ()
    groups = _by_kind(sources)
    told = [_count_sources(sources, groups, question, corpus=corpus)]
    listed = [(kind, held) for kind, held in groups if kind in asked or (not asked and _WHICH.search(question.text))]
    told += [_list(kind, held) for kind, held in listed if len(held) <= _MOST_LISTED]
    if len(told) > 1 and kinds_alone and not _HOW_MANY.search(question.text):
        told = told[1:]
    return (*told, *_tell_days(sources)) if _FETCHED.search(question.text) else tuple(told)


def _count_sources(
    sources: Sequence[Source], groups: Sequence[tuple[str, Sequence[Source]]], question: Question, *, corpus: Corpus
) -> Sentence:
    """How many sources there are, and of which kinds."""
    whose = next((f" for {trial.acronym or trial.id}" for trial in corpus.trials if trial.id == question.trial), "")
    kinds = ", ".join(f"{len(held)} {_named(kind, held)}" for kind, held in groups)
    named = sources if len(sources) <= _MOST_LISTED else sources[:1]
    counts = (str(len(sources)), *(str(len(held)) for _, held in groups))
    lead = f"The corpus holds {len(sources)} source{'s' if len(sources) > 1 else ''}{whose}: {kinds}."
    return Sentence(lead, sources=tuple(source.id for source in named), counted=counts)


_HOW_MANY = re.compile(r"\b(?:how many|number of|count)\b|\bwhat (?:is|sources|kinds)\b", re.IGNORECASE)


def _kinds_asked(text: str) -> frozenset[str]:
    """The kinds of sources that a text names, but those of which it says that they are not meant."""
    text = _NOT_OF.sub(" ", text)
    return frozenset(kind for kind, _, words in _KINDS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))


def _by_kind(sources: Sequence[Source]) -> list[tuple[str, list[Source]]]:
    """The sources of each kind, in the order in which kinds are trusted."""
    order = {kind: place for place, (kind, _, _) in enumerate(_KINDS)}
    ranked = sorted(sources, key=lambda source: order.get(source.publication_type or "", len(order)))
    return [(kind, list(held)) for kind, held in groupby(ranked, key=lambda s: _kind_of(s, order))]


def _kind_of(source: Source, known: dict[str, int]) -> str:
    return source.publication_type if source.publication_type in known else ""


def _named(kind: str, held: Sequence[Source]) -> str:
    plural = next((name for own, name, _ in _KINDS if own == kind), _UNKNOWN_KIND)
    return plural if len(held) != 1 else plural.removesuffix("s")


def _list(kind: str, held: Sequence[Source]) -> Sentence:
    told = "; ".join(_ADDRESS.sub("", source.citation).rstrip(" .") for source in held)
    name = _named(kind, held)
    return Sentence(f"{name[0].upper()}{name[1:]}: {told}.", sources=tuple(source.id for source in held))


def _tell_days(sources: Sequence[Source]) -> Iterator[Sentence]:
    """When the sources were fetched, and that it is not recorded of the others."""
    dated = [source for source in sources if source.retrieved]
    for source in dated[:_MOST_LISTED]:
        assert source.retrieved is not None, "only those with a date"
        citation = _ADDRESS.sub("", source.citation).rstrip(" .")
        yield Sentence(f"Fetched on {format_date(source.retrieved)}: {citation}.", sources=(source.id,))
    if left := [source.id for source in sources if not source.retrieved]:
        which = "the other sources" if dated else "these sources"
        yield Sentence(f"The corpus does not record when {which} were fetched.", sources=tuple(left[:_MOST_LISTED]))
