"""True statements about any results table, and for each class of error a twin that is false.

Nothing here knows the checker: a generator that shares its words or its grammar could not find what it misses.
"""

from evaluation.seeded_errors.generate import generate
from evaluation.seeded_errors.handwritten import read_pairs, read_texts
from evaluation.seeded_errors.records import ErrorClass, Pair, Statement
from evaluation.seeded_errors.trials import TRIALS, read_trial

__all__ = ["TRIALS", "ErrorClass", "Pair", "Statement", "generate", "read_pairs", "read_texts", "read_trial"]
