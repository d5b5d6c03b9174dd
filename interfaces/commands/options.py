"""Options and kinds of values that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
trial = click.option("--trial", help="Registry number or acronym; the corpus's only trial, or all, if not given.")
model = click.option(
    "--model", metavar="NAME", help='Chat model as provider:model; "" for none. Default: TRIALCITE_MODEL.'
)
signer = click.option("--by", metavar="NAME", help="Who takes the step; your user name if not given.")
