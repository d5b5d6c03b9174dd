"""How papers, abstracts, press releases, slides and letters put a figure into words.

``{role}`` is a gap of ``evaluation.seeded_errors.wording``; ``[[...]]`` is left out when it cannot be filled.
"""

from __future__ import annotations

_WHERE = "[[ {pop}]][[ {sub}]][[ {cut}]]"
_RATIO = (
    "In {trial}, the {stat} for {outcome} was {est} ({ci}[[; {pv}]]) for {a} versus {b}" + _WHERE + ".",
    "{Stat} for {outcome}, {a} vs {b}: {est} ({ci})[[; {pv}]]" + _WHERE + ".",
    "Compared with {b}, {a} gave a {stat} of {est} ({ci}[[, {pv}]]) for {outcome}" + _WHERE + ".",
    "For {outcome}, the {stat} comparing {a} with {b} was {est} ({ci}[[; {pv}]])" + _WHERE + ".",
    "A {stat} of {est} ({ci}[[; {pv}]]) was observed for {outcome} with {a} relative to {b}" + _WHERE + ".",
    "{Outcome} was compared between {a_group} and {b_group}" + _WHERE + ". The {stat} was {est} ({ci}[[; {pv}]]).",
    "The estimated {stat} was {est}, with a {ci}, for {outcome} ({a} versus {b})" + _WHERE + ".",
    "{est} ({ci}) was the {stat} for {outcome} in {trial} ({a} vs {b})" + _WHERE + ".",
    "| Endpoint | {a} vs {b}, {stat} ({lev}% CI) |\n| --- | --- |\n| {Outcome}"
    + _WHERE
    + " | {est} ({lo}{dash}{hi}) |\n",
    "Treatment effect on {outcome}" + _WHERE + ": {stat} = {est}; {ci}[[; {pv}]] ({a} vs {b}).",
    "The {stat} of {est} for {outcome} ({a} v {b}; {ci}[[; {pv}]]) was reported by the {trial} investigators"
    + _WHERE
    + ".",
    "As regards {outcome}, {trial} reported {est} ({ci}) as the {stat} for {a} against {b}" + _WHERE + ".",
)
_MEDIANS = (
    "Median {outcome} was {va}{ua} with {a} versus {vb}{ub} with {b}" + _WHERE + ".",
    "In {trial}, median {outcome} was {va}{uab} and {vb}{ub} in the {a} and {b} groups, respectively" + _WHERE + ".",
    "In {a_group}, median {outcome} was {va}{ua}[[ ({cia})]], compared with {vb}{ub}[[ ({cib})]] in {b_group}"
    + _WHERE
    + ".",
    "Patients receiving {a} had a median {outcome} of {va}{ua}, those receiving {b} {vb}{ub}" + _WHERE + ".",
    "| | {a} | {b} |\n| --- | --- | --- |\n| Median {outcome}, {unit}" + _WHERE + " | {va} | {vb} |\n",
    "Median {outcome} was {va}{ua}[[ ({cia})]] in {a_group}" + _WHERE + ". In {b_group}, it was {vb}{ub}[[ ({cib})]].",
    "The median {outcome} ({a} vs {b}) was {va} vs {vb}{ub}" + _WHERE + ".",
    "{A_group} had a median {outcome} of {va}{ua}" + _WHERE + ", while {b_group} had {vb}{ub}.",
    "With {b}, median {outcome} was {vb}{ub}[[ ({cib})]]; with {a}, it was {va}{ua}[[ ({cia})]]" + _WHERE + ".",
    "Median {outcome}" + _WHERE + ": {va}{ua} ({a}), {vb}{ub} ({b}).",
    "Respective medians for {outcome} in {a_group} and {b_group} were {va}{uab} and {vb}{ub}" + _WHERE + ".",
)
_BOTH = (
    "Median {outcome} was {va}{ua} with {a} and {vb}{ub} with {b} ({stat} {est}; {ci}[[; {pv}]])" + _WHERE + ".",
    "Median {outcome} was {va}{ua}[[ ({cia})]] in {a_group} versus {vb}{ub}[[ ({cib})]] in {b_group}"
    + _WHERE
    + ", with a {stat} of {est} ({ci}[[; {pv}]]).",
    "{Outcome}" + _WHERE + ": median {va}{ua} with {a} vs {vb}{ub} with {b}; {stat} {est} ({ci}).",
    "Median {outcome} was {va}{uab} and {vb}{ub} for {a} and {b}, respectively"
    + _WHERE
    + "; the {stat} was {est} ({ci}[[; {pv}]]).",
)
_EVENTS = (
    "{Ev} occurred in {va}{pct} of patients with {a} versus {vb}{pct} with {b}" + _WHERE + ".",
    "{Ev} occurred in {na} ({va}{pct}) of {Na} patients in {a_group} and {nb} ({vb}{pct}) of {Nb} patients in {b_group}"
    + _WHERE
    + ".",
    "In {trial}, {ev} were reported in {na}/{Na} ({va}{pct}) patients receiving {a} and {nb}/{Nb}"
    " ({vb}{pct}) receiving {b}" + _WHERE + ".",
    "{va}{pct} of patients receiving {a} and {vb}{pct} of those receiving {b} had {ev}" + _WHERE + ".",
    "In the {a} and {b} groups, {va}{pct} and {vb}{pct} of patients, respectively, had {ev}" + _WHERE + ".",
    "{Ev} (%), {a} vs {b}: {va} vs {vb}" + _WHERE + ".",
    "| | {a}[[ (N={Na})]] | {b}[[ (N={Nb})]] |\n| --- | --- | --- |\n| {Ev}, %" + _WHERE + " | {va} | {vb} |\n",
    "{Ev} affected {va}{pct} of {a_group}" + _WHERE + ". In {b_group}, the figure was {vb}{pct}.",
    "The incidence of {ev} was {va}{pct} with {a} compared with {vb}{pct} with {b}" + _WHERE + ".",
    "A total of {na} of {Na} patients ({va}{pct}) treated with {a} experienced {ev}, as did {nb} of {Nb}"
    " ({vb}{pct}) with {b}" + _WHERE + ".",
    "Patients on {b} ({vb}{pct}) and patients on {a} ({va}{pct}) experienced {ev}" + _WHERE + ".",
)
_RATES = (
    "{Outcome} was {va}{pct} with {a} versus {vb}{pct} with {b}" + _WHERE + ".",
    "In {trial}, {outcome} was {va}{pct} in {a_group} and {vb}{pct} in {b_group}" + _WHERE + ".",
    "{Outcome}, {a} vs {b}: {na}/{Na} ({va}{pct}) vs {nb}/{Nb} ({vb}{pct})" + _WHERE + ".",
    "{va}{pct} with {a} and {vb}{pct} with {b}: these were the figures for {outcome}" + _WHERE + ".",
    "For {outcome}, the {a} and {b} groups reached {va}{pct} and {vb}{pct}, respectively" + _WHERE + ".",
    "| | {a} | {b} |\n| --- | --- | --- |\n| {Outcome}" + _WHERE + " | {va}% | {vb}% |\n",
    "For {outcome}, {a_group} had {na} ({va}{pct}) of {Na} patients and {b_group} {nb} ({vb}{pct}) of {Nb}"
    + _WHERE
    + ".",
    "{Outcome} was {va}{pct} in {a_group}" + _WHERE + ". It was {vb}{pct} in {b_group}.",
    "{A_group} showed {va}{pct} for {outcome}" + _WHERE + ", against {vb}{pct} in {b_group}.",
)
_RATES_BOTH = (
    "{Outcome} was {va}{pct} with {a} versus {vb}{pct} with {b}" + _WHERE + " ({stat} {est}; {ci}[[; {pv}]]).",
    "{Outcome} was recorded in {na} ({va}{pct}) of {Na} patients in {a_group} and {nb} ({vb}{pct}) of {Nb} in {b_group}"
    + _WHERE
    + "; {stat} {est} ({ci}[[; {pv}]]).",
    "{Outcome}, {a} vs {b}: {va}{pct} vs {vb}{pct}, {stat} {est} ({ci})" + _WHERE + ".",
)
_SINGLE = (
    "In {a_group}, {ev} occurred in {va}{pct} of patients" + _WHERE + ".",
    "Of {Na} patients receiving {a}, {na} ({va}{pct}) had {ev}" + _WHERE + ".",
    "{Ev} with {a}: {va}{pct}[[ ({na}/{Na})]]" + _WHERE + ".",
    "With {a}, {ev} was seen in {va}{pct} of patients" + _WHERE + ".",
    "{Ev} were recorded for {na} of {Na} patients in {a_group}" + _WHERE + ".",
    "Among patients assigned to {a}, the percentage with {ev} was {va}{pct}" + _WHERE + ".",
)
_MEDIAN = (
    "Median {outcome} with {a} was {va}{ua}[[ ({cia})]]" + _WHERE + ".",
    "In {trial}, {a_group} had a median {outcome} of {va}{ua}[[ ({cia})]]" + _WHERE + ".",
    "{A}: median {outcome} {va}{ua}" + _WHERE + ".",
)
_AVERAGES = (
    "{Outcome} was {va}{ua} with {a} and {vb}{ub} with {b}" + _WHERE + ".",
    "{Outcome}, {a} vs {b}: {va} vs {vb}{ub}" + _WHERE + ".",
    "In {a_group} and {b_group}, {outcome} was {va} and {vb}{ub}, respectively" + _WHERE + ".",
    "| | {a} | {b} |\n| --- | --- | --- |\n| {Outcome}, {unit}" + _WHERE + " | {va} | {vb} |\n",
)
_MEANS = (
    "{Outcome} was {va}{ua} with {a} and {vb}{ub} with {b} (difference {est}; {ci}[[; {pv}]])" + _WHERE + ".",
    "{Outcome}, {a} vs {b}: {va} vs {vb}{ub}; treatment difference {est} ({ci})" + _WHERE + ".",
    "For {outcome}, the difference between {a} ({va}{ua}) and {b} ({vb}{ub}) was {est} ({ci}[[, {pv}]])" + _WHERE + ".",
)
_DIFFERENCE = (
    "The difference between {a} and {b} in {outcome} was {est} ({ci}[[; {pv}]])" + _WHERE + ".",
    "{Outcome}: difference versus {b} of {est} ({ci}) with {a}" + _WHERE + ".",
    "In {trial}, {a} differed from {b} by {est} ({ci}[[; {pv}]]) in {outcome}" + _WHERE + ".",
)
_COUNTS = (
    "{Outcome}: {va} with {a} and {vb} with {b}" + _WHERE + ".",
    "{Outcome} in {a_group} and {b_group}: {va} and {vb}, respectively" + _WHERE + ".",
    "| | {a} | {b} |\n| --- | --- | --- |\n| {Outcome}" + _WHERE + " | {va} | {vb} |\n",
)
_TOTAL = (
    "{Outcome} in {trial}: {va}{ua}" + _WHERE + ".",
    "In {trial}, {outcome}: {va} in all" + _WHERE + ".",
    "The {trial} record gives {va}{ua} for {outcome}" + _WHERE + ".",
)

_THREE_RATES = (
    "{va}{pct}, {vb}{pct} and {vc}{pct} of patients on {a}, {b} and {c}, respectively, had {ev}" + _WHERE + ".",
    "{Ev} in the {a}, {b} and {c} groups: {va}{pct}, {vb}{pct} and {vc}{pct}" + _WHERE + ".",
    "{Ev} occurred in {va}{pct} with {a}, {vb}{pct} with {b} and {vc}{pct} with {c}" + _WHERE + ".",
    "| | {a} | {b} | {c} |\n| --- | --- | --- | --- |\n| {Ev}, %" + _WHERE + " | {va} | {vb} | {vc} |\n",
    "{Ev} occurred in {na} ({va}{pct}), {nb} ({vb}{pct}) and {nc} ({vc}{pct}) patients in the {a}, {b} and {c} groups"
    + _WHERE
    + ".",
)
_THREE_MEDIANS = (
    "Median {outcome} was {va}{ua} with {a}, {vb}{ub} with {b} and {vc}{uc} with {c}" + _WHERE + ".",
    "| | {a} | {b} | {c} |\n| --- | --- | --- | --- |\n| Median {outcome}, {unit}"
    + _WHERE
    + " | {va} | {vb} | {vc} |\n",
)

PHRASINGS: dict[str, tuple[str, ...]] = {
    "ratio": _RATIO,
    "difference": _DIFFERENCE,
    "both": _BOTH,
    "rates": _RATES_BOTH,
    "means": _MEANS,
    "medians": _MEDIANS,
    "averages": _AVERAGES,
    "counts": _COUNTS,
    "total": _TOTAL,
    "median": _MEDIAN,
    "three rates": _THREE_RATES,
    "three medians": _THREE_MEDIANS,
}
"""By kind of claim; percentages are told as events or as rates, after what they are percentages of."""


def list_phrasings(kind: str, *, category: str) -> tuple[str, ...]:
    """Return the templates for one kind of claim."""
    if kind == "three rates" and category != "safety":
        return (_THREE_RATES[1], _THREE_RATES[3])
    if kind == "percentages":
        return _EVENTS if category == "safety" else _RATES
    if kind == "percentage":
        return _SINGLE if category == "safety" else _SINGLE[2:3]
    return PHRASINGS[kind]
