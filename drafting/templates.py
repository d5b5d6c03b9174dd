"""The texts around the evidence: one file each in ``templates/``, or in a team's own folder, with ``$placeholders``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from ingest.errors import EvidenceError

FOLDER = Path(__file__).parent / "templates"
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "opening": frozenset({"addressee", "topic"}),
    "unsolicited": frozenset({"requester", "channel", "received"}),
    "restated": frozenset(),
    "event_told": frozenset(),
    "not_held": frozenset({"question"}),
    "declined": frozenset(),
    "coverage": frozenset({"trials"}),
    "arms": frozenset({"arms"}),
    "outside_label": frozenset({"words"}),
    "label_held": frozenset({"region"}),
    "label_none": frozenset({"region"}),
    "label_related": frozenset({"region"}),
    "boxed_warning_none": frozenset(),
    "full_label": frozenset({"region"}),
    "background_none": frozenset({"trial"}),
    "search": frozenset({"corpus", "date", "trials", "cited", "held"}),
    "selection": frozenset(),
    "selection_none": frozenset(),
    "selection_changed": frozenset(),
    "table_notes": frozenset(),
    "no_efficacy": frozenset({"trial"}),
    "no_safety": frozenset({"trial"}),
    "open_label": frozenset({"trial"}),
    "interim": frozenset({"trial", "analyses"}),
    "immature": frozenset({"outcomes"}),
    "subgroup": frozenset({"subgroups"}),
    "multiplicity": frozenset(),
    "nominal": frozenset({"outcomes"}),
    "unstated_sides": frozenset({"outcomes"}),
    "implied_cutoff": frozenset({"outcomes"}),
    "no_cutoff": frozenset({"outcomes"}),
    "figures_only": frozenset({"sources"}),
    "not_reviewed": frozenset({"sources"}),
    "disagreement": frozenset({"slot", "value", "other"}),
    "funding": frozenset({"trial"}),
    "employment": frozenset({"authors", "companies"}),
    "interests": frozenset({"trial"}),
    "no_disclosures": frozenset({"trial"}),
    "cross_trial": frozenset(),
    "reporting": frozenset({"authority"}),
    "closing": frozenset(),
    "footer": frozenset(),
    "without_model": frozenset(),
    "with_model": frozenset({"model"}),
}
"""The templates that there are, each with the placeholders that it may use; it need not use them all."""


class TemplateError(EvidenceError):
    """A template that cannot be used."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The texts of a letter by name."""

    texts: Mapping[str, Template]

    def fill(self, name: str, **values: str) -> str:
        """Return a template with its placeholders filled."""
        return self.texts[name].substitute(values)


def read_templates(own: Path | None = None) -> Templates:
    """Return all templates, those of a team's own folder in place of the program's.

    Raises:
        TemplateError: A file has an unknown name or placeholder, or cannot be read.
    """
    texts = {name: _read(FOLDER / f"{name}.md", name=name) for name in PLACEHOLDERS}
    if own is None:
        return Templates(texts)
    if not own.is_dir():
        raise TemplateError(f"TRIALCITE_TEMPLATES={own}: expected a folder with templates, found none")
    for path in sorted(own.glob("*.md")):
        if path.stem not in PLACEHOLDERS:
            raise TemplateError(f"{path}: no template has this name; expected one of {', '.join(sorted(PLACEHOLDERS))}")
        texts[path.stem] = _read(path, name=path.stem)
    return Templates(texts)


def _read(path: Path, *, name: str) -> Template:
    try:
        template = Template(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path}: expected a text in UTF-8 ({error}); restore or mend it") from error
    allowed = PLACEHOLDERS[name]
    known = ", ".join(f"${each}" for each in sorted(allowed)) or "none"
    if not template.is_valid():
        raise TemplateError(f"{path}: a $ stands for itself only as $$; placeholders here: {known}")
    if unknown := set(template.get_identifiers()) - allowed:
        named = ", ".join(f"${each}" for each in sorted(unknown))
        raise TemplateError(f"{path}: unknown placeholder {named}; placeholders here: {known}")
    return template
