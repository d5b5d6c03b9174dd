"""Replies of a chat model with figures known to be true, wrong or another's: typed as digits, and as slots.

Like the generator of seeded errors, this knows the table and nothing of the checks. A figure under the wrong words is
kept only where no result of the table makes it true.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from pydantic import BaseModel, ConfigDict

from evaluation.seeded_errors import ErrorClass, generate
from evaluation.seeded_errors.names import as_event, in_sentence, name_cutoff, name_population, name_subgroup
from evaluation.seeded_errors.wording import capitalise
from ingest.records import NOT_REACHED, Result, Trial

_SEED = 20261128
_RATIOS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio")
_OF_ARMS = ("percentage", "Kaplan-Meier median", "median", "mean", "least-squares mean")
_ARM_PHRASES = (
    "With {arm}, {what} was {{{{0:{form}}}}}{where}.",
    "{What} in the {arm} group{where} was {{{{0:{form}}}}}.",
    "{What}{where} was {{{{0:{form}}}}} for patients receiving {arm}.",
)
_RATIO_PHRASES = (
    "The {stat} for {what} was {{{{0:value_ci}}}} for {a} versus {b}{where}.",
    "For {what}, {a} vs {b}{where}, the {stat} was {{{{0:value}}}} ({{{{0:ci}}}}).",
    "{What}, {a} compared with {b}{where}: {stat} {{{{0:value_ci}}}}.",
)
_SLOTS = ("arm", "outcome", "data_cutoff", "grade", "subgroup", "comparison")
"""What a result may differ in from the one that the words are about."""
WRITTEN = Path(__file__).parent / "model_replies.toml"
_NAMED = re.compile(r"\{\{([\w.-]+/\d+):")
_AFTER = 2
"""Characters taken along with a wrong number, so that it is not sought in another: the "2" of "2%" in "status 2"."""
UNKNOWN = 9
"""Stands in a slot for a result that was not offered."""


@dataclass(frozen=True, slots=True)
class SeededReply:
    """One statement as a model would write it.

    Attributes:
        kind: What is true or wrong of it, to group what came of it.
        text: With slots that name the place of their result in ``rows``: ``"{{0:value}}"``.
        rows: Results that are offered.
        right: Whether every figure of it is true.
        typed: What is typed wrong; where that is nothing and the reply is not right, its slots are what is wrong.
    """

    kind: str
    trial: str
    text: str
    rows: tuple[Result, ...]
    right: bool
    typed: tuple[str, ...] = ()


class _Wrong(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str
    text: str
    typed: tuple[str, ...] = ()


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    right: tuple[str, ...]
    wrong: tuple[_Wrong, ...]


def seed_replies(results: Sequence[Result], *, trial: Trial, most: int) -> tuple[SeededReply, ...]:
    """Return replies about one trial, the same for the same results, at most ``most`` of a kind."""
    rows = [row for row in results if row.trial == trial.id]
    kinds: defaultdict[str, list[SeededReply]] = defaultdict(list)
    for reply in (*_typed(rows, trial=trial, most=most), *_slotted(rows, trial=trial)):
        kinds[reply.kind].append(reply)
    return tuple(
        found[number * len(found) // min(most, len(found))]
        for found in kinds.values()
        for number in range(min(most, len(found)))
    )


def read_replies(results: Iterable[Result], *, path: Path = WRITTEN) -> tuple[SeededReply, ...]:
    """Return the replies that a person wrote, as chat models put things.

    Raises:
        KeyError: A slot names a result that there is not.
    """
    written = _Written.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    by_id = {row.id.replace(":", "/"): row for row in results}
    first = next(iter(by_id.values()))
    made = [_as_reply(text, by_id, kind="by hand, true", first=first) for text in written.right]
    for entry in written.wrong:
        reply = _as_reply(entry.text, by_id, kind="by hand, wrong", first=first)
        made.append(replace(reply, right=False, typed=entry.typed))
    return tuple(made)


def _as_reply(text: str, by_id: Mapping[str, Result], *, kind: str, first: Result) -> SeededReply:
    rows = [by_id[name] for name in dict.fromkeys(_NAMED.findall(text))]
    for place, row in enumerate(rows):
        text = text.replace(f"{{{{{row.id.replace(':', '/')}:", f"{{{{{place}:")
    return SeededReply(kind, first.trial, text, tuple(rows) or (first,), right=True)


def _typed(rows: Sequence[Result], *, trial: Trial, most: int) -> Iterator[SeededReply]:
    """The seeded errors of one line, as digits that a model types."""
    cited = next(row for row in rows if row.quote is None or row == rows[-1])
    told: set[str] = set()
    for pair in generate(rows, trial=trial, per_class=most):
        if "\n" in pair.altered.text or not pair.altered.spans:
            continue
        if pair.true.text not in told:
            told.add(pair.true.text)
            yield SeededReply("typed, true", trial.id, pair.true.text, (cited,), right=True)
        typed = tuple(pair.altered.text[start : end + _AFTER] for start, end in pair.altered.spans)
        name = ErrorClass(pair.error).name.lower().replace("_", " ")
        yield SeededReply(f"typed, wrong: {name}", trial.id, pair.altered.text, (cited,), right=False, typed=typed)


def _slotted(rows: Sequence[Result], *, trial: Trial) -> Iterator[SeededReply]:
    told = [row for row in rows if _can_be_told(row)]
    random = Random(f"{_SEED} {trial.id}")  # noqa: S311  # the same replies every time
    for row in told:
        for text in _phrase(row, random=random):
            yield SeededReply("slot, true", trial.id, text, (row,), right=True)
        yield SeededReply("slot, true: sentence", trial.id, "{{0:sentence}}", (row,), right=True)
        [text] = random.sample(list(_phrase(row, random=random)), k=1)
        yield SeededReply("slot, unknown key", trial.id, text.replace("{{0:", f"{{{{{UNKNOWN}:"), (row,), right=False)
        for slot in _SLOTS:
            for other in _others(row, slot, rows=told, random=random):
                [text] = random.sample(list(_phrase(row, random=random)), k=1)
                name = {"data_cutoff": "cut-off"}.get(slot, slot)
                yield SeededReply(f"slot, another {name}", trial.id, text, (other,), right=False)


def _can_be_told(row: Result) -> bool:
    value = isinstance(row.value, Decimal) or row.value == NOT_REACHED
    plain = row.censoring is None and row.assessor is None and row.interval_kind != "range" and row.time_frame is None
    of_arm = row.arm not in (None, "all") and row.statistic in _OF_ARMS
    return value and plain and row.category in ("efficacy", "safety") and (of_arm or row.statistic in _RATIOS)


def _others(row: Result, slot: str, *, rows: Sequence[Result], random: Random) -> Iterable[Result]:
    """Up to two results that differ from ``row`` in this slot alone, and whose value is not true of its words."""
    shared = [name for name in (*_SLOTS, "statistic", "unit") if name != slot]
    found = [
        other
        for other in rows
        if getattr(other, slot) != getattr(row, slot)
        and all(getattr(other, name) == getattr(row, name) for name in shared)
        and not any(_fits(true, row) and _rounds_to(true.value, other.value) for true in rows)
    ]
    return random.sample(found, k=min(2, len(found)))


def _rounds_to(true: object, told: object) -> bool:
    """Whether two values are one figure, the finer rounded to the decimals of the other, halves up or down."""
    if not isinstance(true, Decimal) or not isinstance(told, Decimal):
        return true == told
    step = Decimal(1).scaleb(max(int(true.as_tuple().exponent), int(told.as_tuple().exponent)))
    return abs(true - told) <= step / 2


def _fits(row: Result, words: Result) -> bool:
    names = ("outcome", "arm", "comparison", "grade", "subgroup", "data_cutoff", "statistic", "unit")
    return all(getattr(row, name) == getattr(words, name) for name in names)


def _phrase(row: Result, *, random: Random) -> Iterator[str]:
    """The row in each phrasing, every qualifier told, so that no other result is meant."""
    form = random.randrange(4)
    name = in_sentence(row.outcome, lower=True)
    what = as_event(name, grade=row.grade, form=form) if row.category == "safety" else name
    where = [name_population(row.population, form=form)] if row.population and random.random() < 0.4 else []
    where += [name_subgroup(row.subgroup, form=form)] if row.subgroup else []
    where += [name_cutoff(row.data_cutoff, form=form)] if row.data_cutoff else []
    gaps = {"what": what, "What": capitalise(what), "where": "".join(f" {part}" for part in where)}
    if row.comparison:
        a, _, b = row.comparison.partition(" vs ")
        phrases = _RATIO_PHRASES if row.ci_low is not None else _RATIO_PHRASES[:1]
        for phrase in phrases:
            yield phrase.format(stat=row.statistic, a=a, b=b, **gaps)
        return
    for phrase, form_name in zip(_ARM_PHRASES, _forms_of(row, random=random), strict=True):
        yield phrase.format(arm=row.arm, form=form_name, **gaps)


def _forms_of(row: Result, *, random: Random) -> list[str]:
    forms = ["value", "value_ci", "n_of_N" if row.n is not None and row.N is not None else "value"]
    random.shuffle(forms)
    return forms
