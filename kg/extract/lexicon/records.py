"""The records of the lexicon, and the files they come from."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

from kg.errors import ExtractError
from kg.extract.lexicon.matcher import Match, Matcher
from kg.iri import slug
from kg.model import Kind
from kg.text import fold

FILES = {
    "models.tsv": Kind.MODEL,
    "methods.tsv": Kind.METHOD,
    "benchmarks.tsv": Kind.BENCHMARK,
    "datasets.tsv": Kind.DATASET,
    "tasks.tsv": Kind.TASK,
    "metrics.tsv": Kind.METRIC,
    "umbrella.tsv": None,
}
COLUMNS = ("name", "aliases", "korean", "family", "types", "match")
BETTER = {"higher": True, "lower": False, "": None}


@dataclass(frozen=True, slots=True)
class LexiconRecord:
    """One well-known name. `kind` is None for umbrella terms, which are no entities.

    `match` is "exact" where the case must match, "weak" where the name needs another clue, else "".
    """

    key: str
    name: str
    kind: Kind | None
    aliases: tuple[str, ...] = ()
    korean: tuple[str, ...] = ()
    family: str = ""
    types: tuple[Kind, ...] = ()
    match: str = ""
    better: bool | None = None

    @property
    def surfaces(self) -> tuple[str, ...]:
        """All spellings, the canonical one first."""
        return (self.name, *self.aliases, *self.korean)


@dataclass(frozen=True)
class Lexicon:
    """The records by key, with a matcher over all their surfaces."""

    records: Mapping[str, LexiconRecord] = field(repr=False)

    @cached_property
    def by_fold(self) -> Mapping[str, LexiconRecord]:
        """Map every folded surface to its record; entities before umbrella terms, names before aliases."""
        found: dict[str, LexiconRecord] = {}
        ranked = sorted(self.records.values(), key=lambda r: (r.kind is None, r.match == "weak"))
        for record in ranked:
            found.setdefault(fold(record.name), record)
        for record in ranked:
            for surface in record.surfaces[1:]:
                found.setdefault(fold(surface), record)
        return found

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(
            {surface: record.match == "exact" for record in self.records.values() for surface in record.surfaces}
        )

    def find(self, text: str) -> Iterator[Match]:
        """Yield the longest matches of any surface in a text, with exact word boundaries, in reading order."""
        return self._matcher.find(text)

    def lookup(self, surface: str) -> LexiconRecord | None:
        """Return the record that a surface names, or None; records marked `exact` need their case."""
        record = self.by_fold.get(fold(surface))
        if record is None or (record.match == "exact" and not _case_fits(surface, record)):
            return None
        return record


def _case_fits(surface: str, record: LexiconRecord) -> bool:
    plain = surface.replace(" ", "").replace("-", "")
    return any(plain == s.replace(" ", "").replace("-", "") for s in record.surfaces)


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon shipped with the package.

    Raises:
        ExtractError: a file breaks the schema.
    """
    records: dict[str, LexiconRecord] = {}
    for name, kind in FILES.items():
        text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
        for record in read_records(text.splitlines(), kind, name):
            records.setdefault(record.key, record)
    return Lexicon(records)


def read_records(lines: Iterable[str], kind: Kind | None, source: str) -> Iterator[LexiconRecord]:
    """Yield the records of one lexicon file.

    Raises:
        ExtractError: a column or a name is missing, or a value is none of those allowed.
    """
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = {"name"} - set(rows.fieldnames or ())
    if missing:
        raise ExtractError(f"{source}:1: the column 'name' is missing; the header must name it")
    for number, row in enumerate(rows, 2):
        yield _record(row, kind, f"{source}:{number}")


def _record(row: Mapping[str, str | None], kind: Kind | None, where: str) -> LexiconRecord:
    name = (row.get("name") or "").strip()
    if not name:
        raise ExtractError(f"{where}: a record without a name; fill the first column or delete the line")
    try:
        types = tuple(Kind(t) for t in _items(row, "types"))
        better = BETTER[(row.get("better") or "").strip()]
    except (ValueError, KeyError) as error:
        raise ExtractError(f"{where}: {error} is not allowed; see docs/lexicon.md") from error
    return LexiconRecord(
        key=slug(name) if kind else f"umbrella-{slug(name)}",
        name=name,
        kind=kind,
        aliases=_items(row, "aliases"),
        korean=_items(row, "korean"),
        family=(row.get("family") or "").strip(),
        types=types,
        match=(row.get("match") or "").strip(),
        better=better,
    )


def _items(row: Mapping[str, str | None], column: str) -> tuple[str, ...]:
    return tuple(item for item in (part.strip() for part in (row.get(column) or "").split("|")) if item)
