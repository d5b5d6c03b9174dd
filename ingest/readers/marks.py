"""What was published about an article after it: retractions, errata, expressions of concern."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.records import NoticeKind, SourceNotice

RELATIONS: dict[str, tuple[NoticeKind, str]] = {
    "RetractionIn": ("retraction", "This article was retracted"),
    "PartialRetractionIn": ("retraction", "This article was retracted in part"),
    "RetractedandRepublishedIn": ("retraction", "This article was retracted and published anew"),
    "RetractionOf": ("retraction", "This is the notice of a retraction, of"),
    "PartialRetractionOf": ("retraction", "This is the notice of a retraction in part, of"),
    "RetractedandRepublishedFrom": ("retraction", "This article replaces one that was retracted"),
    "ErratumIn": ("erratum", "A correction of this article was published"),
    "CorrectedandRepublishedIn": ("erratum", "This article was corrected and published anew"),
    "ErratumFor": ("erratum", "This is a correction, of"),
    "CorrectedandRepublishedFrom": ("erratum", "This article corrects and replaces one published before"),
    "ExpressionOfConcernIn": ("expression of concern", "An expression of concern about this article was published"),
    "ExpressionOfConcernFor": ("expression of concern", "This is an expression of concern, about"),
}
"""Kind and wording of a relation between an article and a notice, by PubMed's name of it."""
_TYPES: dict[str, tuple[NoticeKind, str]] = {
    "retracted publication": ("retraction", "This article is marked as a retracted publication."),
    "retraction of publication": ("retraction", "This is marked as the notice of a retraction, not as a report."),
    "retraction notice": ("retraction", "This is marked as the notice of a retraction, not as a report."),
    "published erratum": ("erratum", "This is marked as a published erratum, not as a report."),
    "corrected and republished article": ("erratum", "This article is marked as corrected and published anew."),
    "expression of concern": ("expression of concern", "This is marked as an expression of concern, not as a report."),
}
_TITLE = re.compile(r"\W*(?:RETRACTED|Retracted|RETRACTION|Retraction)(?: (?:ARTICLE|Article|PAPER|Paper))?\s*:")


def read_marks(relations: Iterable[tuple[str, str]], *, types: Iterable[str], title: str) -> tuple[SourceNotice, ...]:
    """Return the notices that an article carries.

    Args:
        relations: Keys of ``RELATIONS`` with the reference of the other publication; other keys are passed over.
        types: Publication types, in lower case; one says something only where no relation of its kind does.
        title: Publishers write a retraction before it.
    """
    found: list[SourceNotice] = []
    for relation, reference in relations:
        if relation in RELATIONS:
            kind, words = RELATIONS[relation]
            found.append(SourceNotice(kind, f"{words}: {reference.rstrip('.')}." if reference else f"{words}."))
    told = {notice.kind for notice in found}
    for name in types:
        kind, words = _TYPES.get(name, ("to confirm", ""))
        if words and kind not in told:
            found.append(SourceNotice(kind, words))
    if _TITLE.match(title) and not any(notice.kind == "retraction" for notice in found):
        found.append(SourceNotice("retraction", "The title of this article says that it was retracted."))
    return tuple(dict.fromkeys(found))
