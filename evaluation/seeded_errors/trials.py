"""The invented trials: tables of four fields, as a registry would print them, none with a vocabulary of its own."""

from __future__ import annotations

from pathlib import Path

from ingest.records import Result, Trial
from ingest.results_file import read_results

_TABLES = Path(__file__).parent / "tables"

TRIALS = (
    Trial("NCT99100001", "BRACKWATER", "Sorvadipine in heart failure", "heart failure"),
    Trial("NCT99100002", "QUIETHARBOR", "Lumetrepant for the prevention of migraine", "migraine"),
    Trial("NCT99100003", "OSTREL", "Zenatuzumab in metastatic breast cancer", "breast cancer"),
    Trial("NCT99100004", "FENWICK", "Ombrelizumab in ulcerative colitis", "ulcerative colitis"),
)
"""Every name, number and drug is made up."""


def read_trial(trial: Trial) -> tuple[Result, ...]:
    """Return the results of one of ``TRIALS``."""
    return read_results(_TABLES / f"{(trial.acronym or trial.id).lower()}.csv", documents={})
