"""The evidence that a chat model may speak of: results and sentences, each under a key that nobody can guess."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.corpus import Corpus
from ingest.records import Passage, Result
from ingest.sentences import sentence_spans
from retrieval.answers.answering import Draft
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.phrasing import describe_figure
from retrieval.inert import show_visible, strip_links
from retrieval.records import Quote
from retrieval.search import Retriever
from retrieval.terms import TermIndex

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: a key is never a word that a text could hold."""
_KEY_LENGTH = 8
_MOST_RESULTS = 60
"""Results offered at most: with more, a reply begins later and is no better."""
_MOST_SENTENCES = 60
_NEAR_RESULTS = 8
"""Results found by search beside those of the draft."""
_PASSAGES = 5
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules|guidelines|commands?)\b"
    r"|\b(?:you are|act as|pretend to be|behave as)\b[^.\n]{0,30}\b(?:assistant|AI|chat ?bot|language model|LLM)\b"
    r"|\b(?:system|developer) (?:prompt|message|instruction|override)\b"
    r"|^[\s|>*#-]*(?:system|assistant|user)\s*:[^\n]{0,80}\b(?:you|your|must|user|answer|reply)\b"
    r"|<\|?\s*(?:im_start|im_end|system|assistant|endoftext|begin_of_text)|\[/?INST\]|\{\{[^{}]*\}\}"
    r"|\b(?:tell|inform) the (?:user|reader)\b|\b(?:as|dear) (?:an )?(?:AI|language model|LLM)\b"
    r"|\b(?:ignorier|vergiss|missacht|oubli|ignor|olvid|dimentic|esque[cç]|negeer)\w*\b[^.\n]{0,40}"
    r"\b(?:anweisung|instru[kc]|befehl|consigne|r[eè]gl|istruzion|opdracht)\w*"
    r"|\b(?:du bist|tu es|vous êtes|eres|você é|sei)\b[^.\n]{0,30}\b(?:assist\w+|asist\w+|KI|IA|chat ?bot)\b"
    r"|\bdecode\b[^.\n]{0,20}\b(?:follow|execute|obey|run)\b"
    r"|\boverrides? (?:every|all|any)\b[^.\n]{0,20}\b(?:source|document)"
    r"|(?=\S*[g-z])(?=\S*\d)[A-Za-z0-9+/]{60,}"  # base64; a hash has no letter beyond f
    r"|\b(?:reveal|repeat|print|output|send) (?:me |us )?(?:your|the) (?:\w+ )?(?:prompt|instructions|rules|keys?)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What is written to a language model, not to a reader of trial results."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one reply may be made of.

    Attributes:
        marker: Begins the lines between which the evidence stands; like the keys, made for one request.
        results: By key, the figures of the question first.
        quotes: Sentences of documents, by key.
        withheld: Sources with a text that gives orders to a language model; it is not sent.
    """

    marker: str
    results: Mapping[str, Result]
    quotes: Mapping[str, Quote]
    withheld: tuple[str, ...] = ()

    def beside(self, row: Result) -> tuple[Result, ...]:
        """The results of all arms of the figure that ``row`` belongs to, in order."""
        return tuple(other for other in self.results.values() if _figure_of(other) == _figure_of(row))


def offer_evidence(question: str, draft: Draft, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Offer:
    """Offer what the draft rests on, the other figures of the same outcomes, and what search finds beside."""
    used = [row for sentence in draft.sentences for row in sentence.results]
    near = (
        corpus.table.get(str(found.passage.link))
        for found in retriever.search(
            question, kinds=frozenset({"result"}), trial=draft.trial, k=_NEAR_RESULTS, dense=not used
        )
    )
    found = _with_companions((*used, *near), corpus=corpus, terms=terms)
    rows = [row for row in found if not gives_orders(_words_of(row))]
    passages = [
        found.passage
        for found in retriever.search(
            question, kinds=frozenset({"text"}), trial=draft.trial, k=_PASSAGES, dense=not used
        )
    ]
    quotes, withheld = _screen(draft, passages, corpus=corpus)
    withheld = tuple(dict.fromkeys((*(row.source for row in found if row not in rows), *withheld)))
    return make_offer(rows[:_MOST_RESULTS], quotes[:_MOST_SENTENCES], withheld=withheld)


def make_offer(results: Iterable[Result], quotes: Iterable[Quote], *, withheld: tuple[str, ...] = ()) -> Offer:
    """Give every result and sentence a key, and the request its marker."""
    keys = _new_keys()
    return Offer(
        marker=f"=={secrets.token_hex(12)}==",
        results={next(keys): row for row in results},
        quotes={next(keys): quote for quote in quotes},
        withheld=withheld,
    )


def list_results(offer: Offer, *, terms: TermIndex) -> str:
    """The results as a model reads them: one a line, after its key."""
    lines = (
        f"{key}: {describe_figure(Figure((row,), {}, 'latest'), terms=terms)[0].text}"
        for key, row in offer.results.items()
    )
    return "\n".join(_as_data(line) for line in lines) or "(none)"


def list_sentences(offer: Offer, *, corpus: Corpus) -> str:
    """The sentences as a model reads them: one a line after its key, under the source that they stand in."""
    lines: list[str] = []
    source = None
    for key, quote in offer.quotes.items():
        if quote.source != source:
            source = quote.source
            lines.append(f"from {corpus.sources[source].citation}")
        lines.append(f"{key}: {_text_of(quote, corpus)}")
    return "\n".join(_as_data(line) for line in lines) or "(none)"


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a language model; what a reader does not see counts too."""
    return _ORDERS.search(text) is not None or _ORDERS.search(_bare(text)) is not None


def _new_keys() -> Iterator[str]:
    made: set[str] = set()
    while True:
        key = "".join(secrets.choice(_LETTERS) for _ in range(_KEY_LENGTH))
        if key not in made:
            made.add(key)
            yield key


def _with_companions(rows: Iterable[Result], *, corpus: Corpus, terms: TermIndex) -> list[Result]:
    """Each result with the leading ones of its figure: the other arm, the ratio, the p-value."""
    found: dict[str, Result] = {}
    for row in rows:
        if row.id in found:
            continue
        found[row.id] = row
        same = [
            other
            for other in corpus.table.results(trial=row.trial, outcome=row.outcome)
            if (other.item, other.grade, other.subgroup) == (row.item, row.grade, row.subgroup)
            and other.data_cutoff == row.data_cutoff
        ]
        for figure in group_figures(same, corpus=corpus, terms=terms):
            if row in figure.rows:
                found |= {other.id: other for other in figure.rows}
    return list(found.values())


def _screen(draft: Draft, passages: Sequence[Passage], *, corpus: Corpus) -> tuple[list[Quote], tuple[str, ...]]:
    """The sentences of the draft's quotes and of ``passages``, and the sources of those that give orders."""
    spans = [quote for sentence in draft.sentences for quote in sentence.quotes]
    spans += [Quote(p.source, p.start, p.end) for p in passages if p.start is not None and p.end is not None]
    quotes: dict[Quote, None] = {}
    withheld: dict[str, None] = {}
    for span in spans:
        text = _text_of(span, corpus)
        if gives_orders(text):
            withheld[span.source] = None
            continue
        for first, last in sentence_spans(text):
            quotes[Quote(span.source, span.start + first, span.start + last)] = None
    return list(quotes), tuple(withheld)


def _words_of(row: Result) -> str:
    """What a source words freely in a result."""
    fields = (
        row.outcome,
        row.item,
        row.time_frame,
        row.arm,
        row.comparison,
        row.population,
        row.subgroup,
        row.analysis,
    )
    return "\n".join(str(text) for text in (*fields, row.value, row.assessor, row.censoring) if text)


def _text_of(quote: Quote, corpus: Corpus) -> str:
    document = corpus.document(quote.source)
    assert document is not None, "a quote is made from a held document"
    return document.text[quote.start : quote.end]


def _as_data(line: str) -> str:
    """One line of words: what a reader does not see is left out, and so are links, markup and the form of a slot."""
    return " ".join(strip_links(line).replace("{{", "{ {").split())


def _bare(text: str) -> str:
    return " ".join(show_visible(text).split())


def _figure_of(row: Result) -> tuple[object, ...]:
    what = (
        row.trial,
        row.outcome,
        row.item,
        row.time_frame,
        row.grade,
        row.statistic,
        row.unit,
        row.comparison is None,
    )
    return (*what, row.population, row.subgroup, row.assessor, row.censoring, row.data_cutoff)
