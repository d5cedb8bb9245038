"""Names that are known to have several senses, and the words that speak for each.

`senses.tsv` beside this module has a line per sense: the name, its long form (or what it is), the lexicon key where the
lexicon knows the sense by the bare name only, the kinds of thing it can be, and words of its papers in both languages.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.errors import LinkError
from kg.extract.lexicon import Lexicon
from kg.link.identity import lexicon_cluster
from kg.link.spelling import spelling
from kg.model import Kind
from kg.text import fold

COLUMNS = ("name", "sense", "record", "kinds", "context")


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a name: what it stands for there, and how a paper shows that it means this one."""

    name: str
    sense: str
    record: str
    kinds: tuple[Kind, ...]
    context: re.Pattern[str]
    spelled: str = ""

    def cluster(self, lexicon: Lexicon) -> str:
        """Return the cluster of the sense: the lexicon record's, else the one that its long form has."""
        known = None if self.record else lexicon.by_fold.get(fold(self.sense))
        key = self.record or (known.key if known and known.kind else "")
        return lexicon_cluster(key) if key else f"name:{spelling(self.sense)}"

    def heard(self, text: str) -> int:
        """Count the context words that a text in lower case has, the long form as two."""
        return len(set(self.context.findall(text))) + 2 * (self.spelled != "" and self.spelled in text)


@cache
def load_senses() -> Mapping[str, tuple[Sense, ...]]:
    """Return the senses of each name, by its spelling key.

    Raises:
        LinkError: the table breaks its schema.
    """
    table = resources.files(__package__).joinpath("senses.tsv").read_text(encoding="utf-8")
    return read_senses(table.splitlines(), "senses.tsv")


def read_senses(lines: Iterable[str], source: str) -> dict[str, tuple[Sense, ...]]:
    """Return the senses that the lines of a table give, by the spelling key of their name.

    Raises:
        LinkError: a column or a value is missing, or a kind is none.
    """
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise LinkError(f"{source}:1: the columns must be {', '.join(COLUMNS)}")
    senses: defaultdict[str, list[Sense]] = defaultdict(list)
    for number, row in enumerate(rows, 2):
        sense = _sense(row, f"{source}:{number}")
        senses[spelling(sense.name)].append(sense)
    return {name: tuple(several) for name, several in senses.items()}


def _sense(row: Mapping[str, str | None], where: str) -> Sense:
    name, long, record, kinds, context = ((row.get(column) or "").strip() for column in COLUMNS)
    if not (name and long and kinds):
        raise LinkError(f"{where}: a name, its sense and its kinds must be given; columns are parted by tabs")
    try:
        allowed = tuple(Kind(kind) for kind in kinds.split("|"))
    except ValueError as error:
        raise LinkError(f"{where}: {error}; write Method, Model, Benchmark, Dataset, Task or Metric") from error
    words = [re.escape(word.strip().lower()) for word in context.split("|") if word.strip()]
    pattern = rf"(?<![a-z])(?:{'|'.join(words)})" if words else r"(?!)"
    spelled = long.rpartition(": ")[2].lower()
    return Sense(name, long, record, allowed, re.compile(pattern), spelled if fold(spelled) != fold(name) else "")
