"""The ``trialcite`` command. Output goes to stdout, everything else to stderr; exit codes are 0, 1 and 2."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from typing import Any

import click

from ingest.errors import EvidenceError
from interfaces.output import emit, report, use_utf8

logger = logging.getLogger(__name__)
NOT_DONE = 2
"""Exit code of wrong usage, unreadable input and a missing index."""
_MODULES = {
    "ingest": "corpora",
    "add": "corpora",
    "ask": "questions",
    "check": "questions",
    "lookup": "questions",
    "draft": "letters",
    "letters": "letters",
    "intake": "intake",
    "audit": "audit",
    "review": "corpora",
    "discrepancies": "corpora",
    "sources": "corpora",
    "serve": "services",
    "chat": "services",
    "feedback": "services",
}
"""Where each command stands, in ``interfaces.commands``; only the one that was typed is imported."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f"interfaces.commands.{_MODULES[cmd_name]}"), cmd_name)
        return command


def main() -> None:
    """Run the command that was typed, and leave with its exit code."""
    use_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; an error is one line on stderr that names the remedy."""
    try:
        return start.main(arguments, prog_name="trialcite", standalone_mode=False) or 0
    except EvidenceError as error:
        report(str(error))
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "trialcite"
        report(f"{error.format_message().rstrip('.')}; see {command} --help")
    except click.Abort:
        report("stopped")
    except Exception as fault:  # Python would leave with 1, which here means "no result"
        logger.info("the fault", exc_info=True)
        report(f"fault in the program: {type(fault).__name__}: {fault}; trialcite --verbose ... shows where")
    return NOT_DONE


def _print_version(context: click.Context, _option: click.Parameter, asked: Any) -> None:
    if asked:
        from importlib.metadata import version

        emit(f"trialcite {version('trialcite')}")
        context.exit()


@click.group(cls=_Commands, no_args_is_help=False, context_settings={"show_default": True})
@click.option(
    "--version",
    is_flag=True,
    callback=_print_version,
    is_eager=True,
    expose_value=False,
    show_default=False,
    help="Print the version.",
)
@click.option("--verbose", is_flag=True, show_default=False, help="Log what is done to stderr.")
def start(verbose: bool) -> None:
    """Answers questions about clinical-trial evidence; every number is looked up, never generated."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.INFO if verbose else logging.WARNING)  # some libraries set a level of their own
    logging.basicConfig(level=handler.level, handlers=[handler], format="%(name)s: %(message)s")
