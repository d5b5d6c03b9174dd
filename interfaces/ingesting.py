"""``trialcite ingest``: its progress bar, its summary, and the exit code that follows from it."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePath

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest.embedding import Embedder
from ingest.pipeline import ingest
from ingest.report import IngestReport, ProgressCallback, Step
from ingest.report import Progress as Progressed
from ingest.settings import Settings
from interfaces.output import emit, report
from interfaces.remarks import count
from interfaces.result_tables import draw_table

_STEPS: dict[Step, str] = {"read": "reading sources", "embed": "embedding passages", "publish": "publishing"}


def ingest_with_progress(  # noqa: PLR0913  # what the command is told, and who is told
    path: Path | None,
    *,
    settings: Settings,
    sync: bool = False,
    trial: str | None = None,
    embedder: Embedder | None = None,
    progress: ProgressCallback | None = None,
) -> int:
    """Ingest ``path``, or the corpus of the settings, and return the exit code; the bar is drawn on stderr.

    Args:
        trial: The trial of bare files that name none.
        embedder: That of the settings, where it is at hand already.
        progress: Told how far it has come, in place of the bar.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=bool(progress) or not console.is_terminal) as bar:
        tasks = {step: bar.add_task(text, total=None, visible=False) for step, text in _STEPS.items()}

        def show(progress: Progressed) -> None:
            bar.update(tasks[progress.step], completed=progress.done, total=progress.total, visible=True)

        done = ingest(
            path or settings.corpus,
            home=settings.home,
            sync=sync,
            trial=trial,
            server=settings.chroma_url,
            embedder=embedder or Embedder(settings.embedding_model, precision=settings.embedding_precision),
            progress=progress or show,
        )
    return _tell(done)


def ingest_partitions(path: str, *, out: str | None, settings: Settings) -> int:
    """Ingest a folder or bucket with Ray into partitions, and return the exit code."""
    from ingest.engines.ray import ingest_with_ray

    done = ingest_with_ray(
        path if "://" in path else Path(path).resolve().as_uri(),
        out=out or (settings.home.resolve() / "partitions").as_uri(),
        server=settings.chroma_url,
        make_embedder=partial(Embedder, settings.embedding_model, precision=settings.embedding_precision),
    )
    return _tell(done)


def describe_ingestion(done: IngestReport) -> str:
    """Return a table of the sources with passages and results, and what was made of it in one line."""
    rows = [(source.id, source.status, str(source.passages), str(source.results)) for source in done.sources]
    passages = sum(source.passages for source in done.sources)
    results = sum(source.results for source in done.sources)
    outcome = f"corpus {done.fingerprint}" if done.fingerprint else "nothing published"
    unchanged = "" if done.published else ", unchanged"
    counts = ", ".join((count(len(rows), "source"), count(passages, "passage"), count(results, "result")))
    embedded = count(done.embedded, "passage")
    table = draw_table(("Source", "Status", "Passages", "Results"), rows)
    return f"{table}\n{outcome}{unchanged}: {counts}; {embedded} embedded in {done.seconds:.1f} s"


def _tell(done: IngestReport) -> int:
    emit(describe_ingestion(done))
    for source in done.failed:
        report(tell_failure(source.id, source.error or "failed"))
    if done.untied:
        names = ", ".join(done.untied)
        report(f"no trial is known of {names}: questions about a trial miss them; trialcite ingest FILE --trial ID")
    return exit_code(done)


def tell_failure(source: str, error: str) -> str:
    """Return what failed and why; most errors begin with the name of their file, which is then not said twice."""
    name = PurePath(source).name
    return error if source == name and error.startswith(name) else f"{source}: {error.removeprefix(f'{name}: ')}"


def exit_code(done: IngestReport) -> int:
    """Return 0 when every source was read, 1 when some were not, 2 when none was."""
    if not done.failed and done.sources:
        return 0
    return 1 if any(source.status not in ("failed", "removed") for source in done.sources) else 2
