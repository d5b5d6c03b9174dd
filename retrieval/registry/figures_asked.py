"""Whether only some of a record's measures have what a question asks: an effect, a unit, a grade, a class of age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.age_rows import tells_age
from retrieval.questions.grades import is_called_by_grade, names_grade
from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.limits_of_titles import with_limits_asked
from retrieval.registry.measure_words import PER_TIME, measures_of
from retrieval.registry.measures import Measures
from retrieval.stems import stems


def are_of_the_age_asked(question: Question, held: Sequence[str], meant: Measures, *, corpus: Corpus) -> bool:
    """Whether only the measures meant have a row of the class of age asked, and so are of those patients."""
    told = measures_of(question.trial or "", corpus=corpus)
    aged = {title for title, each in told.items() if tells_age(each.names, question.text)}
    measured = any(title in told for title in held)
    return measured and set(meant.titles) <= aged and not aged & set(held)


def have_grade_asked(question: Question, titles: Iterable[str], others: Iterable[str], *, corpus: Corpus) -> bool:
    """Whether these titles have a row of the grade asked, which the others have not."""
    if not question.grades:
        return False
    rows = corpus.table.results(trial=question.trial or "")

    def graded(titles: Iterable[str]) -> bool:
        return any(
            row.grade in question.grades or names_grade(row, question.grades) or is_called_by_grade(row, question)
            for row in rows
            if row.outcome in titles
        )

    return graded(set(titles)) and not graded(set(others))


def tell_what_followed(question: Question, held: Sequence[str], meant: Measures) -> bool:
    """Whether only the measures meant say what events led to, as it is asked: "side effects leading to withdrawal"."""
    asked = set(consequences(question.text))
    events = [title for title in held if "adverse" in title.casefold()]
    told = {name for title in meant.titles for name in consequences(title)}
    return bool(asked & told and events) and not any(asked & set(consequences(title)) for title in events)


def tell_leaving(titles: Iterable[str], question: Question, *, rows: bool, corpus: Corpus) -> bool:
    """Whether measures count those who stopped something, or left; by their ``rows``, too, where these may tell it."""
    told = measures_of(question.trial or "", corpus=corpus) if rows else {}
    names = (name for title in titles for name in (title, *(told[title].names if title in told else ())))
    return any("discontinuation" in consequences(name) for name in names)


def may_tell_reason(held: Iterable[str], titles: Iterable[str]) -> bool:
    """Whether measures of leaving may be of the reasons held: adverse events tell nothing of a lack of efficacy."""
    reasons = [stems(title.partition(": ")[2]) - _LEAVING for title in held]
    told = frozenset[str]().union(*map(stems, titles))
    return any(not reason or reason & told for reason in reasons)


_LEAVING = stems("withdrawal discontinuation study treatment by to of subject patient participant")


def in_figures_asked(question: Question, meant: Measures, *, corpus: Corpus) -> Measures:
    """The measures that have the effect or the unit asked, where some of them have."""
    titles = tuple(title for title in meant.titles if _is_in_figures_asked(title, question, corpus=corpus))
    return replace(meant, titles=titles) if titles else meant


def are_in_figures_asked(question: Question, held: Sequence[str], meant: Measures, *, corpus: Corpus) -> bool:
    """Whether an effect or a unit is asked that some measures meant have, and nothing of those a name leads to."""
    own = any(_is_in_figures_asked(title, question, corpus=corpus) for title in held)
    return not own and any(_is_in_figures_asked(title, question, corpus=corpus) for title in meant.titles)


def _is_in_figures_asked(title: str, question: Question, *, corpus: Corpus) -> bool:
    """Whether a measure has the ratio asked, or is in a unit that the question tells: "titres", "per year"."""
    asked = set(question.statistics) & _EFFECTS
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic", "unit"))
    own = [(told or "", unit or "") for name, told, unit in slots if name == title]
    said, yearly = stems(question.text), PER_TIME.search(question.text)
    if _TIME_ASKED.search(question.text) and _TIME_TITLE.search(title):
        return True  # of how many reached something tells no time until they did
    return any(told.endswith(one) for told, _ in own for one in asked) or any(
        said & (stems(unit) - _ANY_UNIT) or (yearly and PER_TIME.search(unit)) for _, unit in own
    )


_TIME_ASKED = re.compile(
    r"\btime (?:it took |taken |needed )?(?:to|until|till)\b"
    r"|\bhow (?:long|quickly|fast|soon|many (?:day|week|month|year)s)\b[^?.;,]{0,40}\b(?:to|until|till|before)\b",
    re.IGNORECASE,
)
_TIME_TITLE = re.compile(r"(?:^|[:-] )(?:median |mean )?time (?:to|until)\b", re.IGNORECASE)
"""A title of how long something took."""
_ANY_UNIT = stems(
    "number of percentage percent points participants patients subjects people units unit on a scale score scores "
    "years months weeks days hours minutes events ratio per and the in"
)
"""Words of units that tell no measure from another."""
_EFFECTS = frozenset({"ratio", "hazard ratio", "odds ratio", "risk ratio", "rate ratio"})


def have_limit_asked(question: Question, held: Sequence[str], meant: Measures, *, corpus: Corpus) -> bool:
    """Whether only the measures meant have the limit that a question gives: "an A1c of less than 7"."""
    rows = {title: each.names for title, each in measures_of(question.trial or "", corpus=corpus).items()}
    limited = with_limits_asked(meant.titles, question.text, rows=rows)
    return bool(limited) and not with_limits_asked(held, question.text, rows=rows)


def with_statistic_named(question: Question, *, corpus: Corpus) -> Question | None:
    """The question for the measures whose comparison is by a statistic that it names as posted: "the win ratio"."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic", "comparison"))
    said = question.text.casefold()
    found = {title: told for title, told, pair in slots if title and pair and told and told.casefold() in said}
    rare = {title: told for title, told in found.items() if len(told.split()) > 1}
    if not rare or len(rare) > _MOST_BY_STATISTIC:
        return None
    words = stems(" ".join(rare.values()))
    return replace(
        question,
        outcomes=tuple(rare),
        statistics=(),
        unknown=tuple(token for token in question.unknown if not stems(token.text) <= words),
        unread=tuple(token for token in question.unread if not stems(token.text) <= words),
    )


_MOST_BY_STATISTIC = 2


def with_shares(question: Question, *, corpus: Corpus) -> Question:
    """The outcome that counts patients by a measure, where a share is asked of the measure: "share below 7 % HbA1c"."""
    if not _SHARE.search(question.text) or not question.outcomes or at_baseline(question.text):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic", "category"))
    counted = {title for title, statistic, kind in slots if statistic in _COUNTS and kind in ("efficacy", "safety")}
    found: list[str] = []
    for name in question.outcomes:
        mention = next((m for m in question.mentions if m.term.name == name), None)
        said = stems(mention.text if mention else name)
        own = [title for title in counted if title and said <= stems(title)] if name not in counted else []
        rows = {title: each.names for title, each in measures_of(question.trial or "", corpus=corpus).items()}
        own = with_limits_asked(own, question.text, rows=rows) or own
        times = times_told(question.text)
        timed = [title for title in own if agree(times, times_told(title))]
        found += sorted(timed) if 0 < len(timed) <= _MOST_SHARES else [name]
    return replace(question, outcomes=tuple(dict.fromkeys(found)))


_SHARE = re.compile(
    r"\b(?:share|proportion|percentage|per ?cent|how many|rate|%)(?=[^?]*(?:\b(?:below|under|less than|above|over"
    r"|at least|reach\w*|achiev\w*)\b|[<>\u2264\u2265]))",
    re.IGNORECASE,
)
"""That those are counted who lie on one side of a value."""
_COUNTS = ("percentage", "count")
_MOST_SHARES = 2
"""Titles of one trial that count patients by a measure at the time asked; of more, none is meant."""
