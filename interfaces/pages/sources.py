"""Sources: what the corpus holds, and what is added, confirmed, removed and taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ingest.errors import EvidenceError
from ingest.originals import check_original
from interfaces.ingestion_job import Jobs
from interfaces.pages.frame import draw_error, draw_header, draw_notice, draw_unavailable
from interfaces.pages.login import may
from interfaces.pages.reference import STYLE
from interfaces.pages.sources_adding import draw_adding
from interfaces.pages.sources_job import draw_job, shared_jobs
from interfaces.pages.sources_review import draw_review
from interfaces.remarks import count
from interfaces.sources_html import write_source
from retrieval.reference_formats import Format, write_references

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from ingest.records import Source
    from retrieval.assistant import Assistant

_PAGE = 25
_FORMATS: dict[Format, tuple[str, str, str]] = {
    "ris": ("RIS", "ris", "application/x-research-info-systems"),
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "csl-json": ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json"),
}


def draw(assistant: Assistant, *, home: Path) -> None:
    """Draw the page: what is held for everybody, the rest for those who may change it."""
    corpus = assistant.corpus
    draw_header("Sources", corpus=corpus)
    st.html(STYLE)
    jobs = shared_jobs(home)
    draw_job(jobs)
    names = ["What is held", "References"]
    names += ["Add"] if may("manage") else []
    names += ["Proposed results"] if may("confirm") else []
    names += ["Remove"] if may("manage") else []
    chosen = st.segmented_control(
        "View", names, default=names[0], required=True, key="sources_view", label_visibility="collapsed"
    )
    if chosen == "References":
        _draw_references(corpus)
    elif chosen == "Add":
        draw_adding(jobs, home=home)
    elif chosen == "Proposed results":
        draw_review(corpus, jobs=jobs, home=home)
    elif chosen == "Remove":
        _draw_removal(corpus, jobs=jobs, home=home)
    else:
        _draw_held(corpus)


def draw_without_evidence(error: EvidenceError, *, home: Path) -> None:
    """Draw the page where nothing is published yet, or it cannot be read: this page can add the first source."""
    draw_unavailable(error, home=home)
    st.html(STYLE)
    if may("manage"):
        jobs = shared_jobs(home)
        draw_job(jobs)
        draw_adding(jobs, home=home)


def _draw_held(corpus: Corpus) -> None:
    passages, results = sum(corpus.passage_counts.values()), sum(corpus.result_counts.values())
    warned = len(corpus.notices)
    told = f"{count(len(corpus.sources), 'source')}, {count(passages, 'passage')}, {count(results, 'result')}"
    st.html(f'<p class="tc-meta">{told}; {warned or "none"} with a warning. Corpus {corpus.fingerprint}.</p>')
    found = list(corpus.sources.values())
    if len(found) > _PAGE // 2:
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        words = left.text_input("Find a source", key="source_words", placeholder="title, author, id, DOI, NCT number")
        found = _find(found, words)
        pages = max(1, -(-len(found) // _PAGE))
        page = int(right.number_input(f"Page of {pages}", 1, pages, 1, key=f"source_page_{words}")) if pages > 1 else 1
        found = found[(page - 1) * _PAGE : page * _PAGE]
    if not found:
        st.html('<p class="tc-note">No source has these words.</p>')
    st.html("".join(_write(source, corpus=corpus) for source in found))


def _find(sources: list[Source], words: str) -> list[Source]:
    asked = words.casefold().split()

    def told(source: Source) -> str:
        identifiers = " ".join(value for _, value in source.identifiers)
        return f"{source.id} {source.title} {source.citation} {' '.join(source.authors)} {identifiers}".casefold()

    return [source for source in sources if all(word in told(source) for word in asked)]


def _write(source: Source, *, corpus: Corpus) -> str:
    return write_source(
        source,
        held=(corpus.passage_counts[source.id], corpus.result_counts[source.id]),
        notices=corpus.notices.get(source.id, ()),
        state=check_original(source, file=corpus.files.get(source.id)),
    )


def _draw_references(corpus: Corpus) -> None:
    """Offer the references of all sources, or of some, to a reference manager."""
    chosen = st.multiselect("Sources", list(corpus.sources), placeholder="all sources", key="reference_sources")
    sources = [source for key, source in corpus.sources.items() if key in chosen or not chosen]
    with st.container(horizontal=True, gap="small"):
        for form, (label, suffix, mime) in _FORMATS.items():
            text = write_references(sources, form)
            name = f"references.{suffix}"
            st.download_button(label, text, name, mime, key=f"refs_{form}", on_click="ignore")
    with st.expander("Show as text", type="compact"):
        form = st.segmented_control("Format", list(_FORMATS), default="ris", required=True, key="refs_shown")
        st.code(write_references(sources, form), language=None)


def _draw_removal(corpus: Corpus, *, jobs: Jobs, home: Path) -> None:
    """Remove a source, once it was said what goes with it."""
    key = st.selectbox("Source to remove", list(corpus.sources), index=None, key="remove_source")
    if key is None:
        return
    source, file = corpus.sources[key], corpus.files.get(key)
    rest = [other for other in corpus.sources.values() if other.trial == source.trial and other.id != key]
    last = "" if rest or source.trial is None else f" It is the last source of {source.trial}, which goes with it."
    own = file is not None and home.resolve() in file.resolve().parents  # fetched or handed in: the file goes too
    back = "" if own else " It comes back when the folder that it came from is ingested again."
    gone = f"{count(corpus.passage_counts[key], 'passage')} and {count(corpus.result_counts[key], 'result')}"
    st.html(_write(source, corpus=corpus))
    draw_notice("Removing it", f"{gone} go with it, and answers can no longer cite it.{last}{back}")
    sure = st.checkbox("Remove this source", key=f"remove_sure_{key}")
    if st.button("Remove", disabled=not sure, key="remove_go"):
        try:
            jobs.start("remove", [key], title=f"Removing {key}")
        except EvidenceError as error:
            draw_error(str(error))
        else:
            st.rerun()
