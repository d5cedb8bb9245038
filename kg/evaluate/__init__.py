"""How right the extraction is: its records compared with annotations made by hand."""

from kg.evaluate.loading import load_records, sample_gold
from kg.evaluate.measure import evaluate
from kg.evaluate.report import report
from kg.evaluate.scores import Calibration, Mistake, Scores, Tally
from kg.evaluate.summary import compare, headline, label_files

__all__ = [
    "Calibration",
    "Mistake",
    "Scores",
    "Tally",
    "compare",
    "evaluate",
    "headline",
    "label_files",
    "load_records",
    "report",
    "sample_gold",
]
