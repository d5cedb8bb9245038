"""How right the extraction is: its records compared with annotations made by hand."""

from kg.evaluate.loading import load_records, sample_gold
from kg.evaluate.measure import evaluate
from kg.evaluate.report import report
from kg.evaluate.scores import Calibration, Mistake, Scores, Tally

__all__ = ["Calibration", "Mistake", "Scores", "Tally", "evaluate", "load_records", "report", "sample_gold"]
