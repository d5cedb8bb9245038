"""The curated lexicon: well-known models, methods, benchmarks, datasets, tasks and metrics, and what is no entity.

Each kind has a tab-separated file beside this module; `docs/lexicon.md` describes the columns.
"""

from kg.extract.lexicon.matcher import Match
from kg.extract.lexicon.records import Lexicon, LexiconRecord, load_lexicon

__all__ = ["Lexicon", "LexiconRecord", "Match", "load_lexicon"]
