"""What a corpus says about a name: how often it stands there, how it is glossed, what kind its surroundings tell.

Counted once over unannotated digests and frozen into the shipped model, so that a paper's extraction depends on its own text
and the model alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log2

from kg.errors import ExtractError
from kg.extract.features import Scene, told_kind_beside
from kg.extract.naming import Candidate
from kg.model import Kind

COUNTED = (
    "papers",
    "glossed",
    "titled",
    "quoted",
    *(f"near-{kind}" for kind in Kind),
    *(f"beside-{kind}" for kind in Kind),
)
"""What is counted per name: papers that hold it; of these, how many gloss, title or quote it, tell a kind beside it, list it with known names."""

_COLUMN = {name: i for i, name in enumerate(COUNTED)}
_LEAST = 2  # papers that a name must stand in to be kept

Counts = tuple[int, ...]


@dataclass(frozen=True)
class NameStatistics:
    """Counts per name (surface key), in the order of `COUNTED`."""

    counts: Mapping[str, Counts] = field(repr=False)

    def features(self, key: str, own: Counts | None = None) -> Iterator[str]:
        """Yield what the corpus says about a name; `own` is what the paper itself contributed to the counts."""
        counts = self.counts.get(key)
        if counts and own:
            counts = tuple(a - b for a, b in zip(counts, own, strict=True))
        if not counts or counts[0] < 1:
            yield "corpus=unseen"
            return
        papers = counts[0]
        yield f"corpus-papers={min(int(log2(papers)), 6)}"
        for name in ("glossed", "titled", "quoted"):
            yield f"corpus-{name}={_share(counts[_COLUMN[name]], papers)}"
        for way in ("near", "beside"):
            told = [counts[_COLUMN[f"{way}-{kind}"]] for kind in Kind]
            if total := sum(told):
                yield f"corpus-{way}-share={_share(total, papers)}"
                for kind, count in zip(Kind, told, strict=True):
                    if count:
                        yield f"corpus-{way}-{kind}={_share(count, total)}"

    def dumps(self) -> str:
        """Return the statistics as text: a header line, then one line per name, sorted."""
        lines = ("\t".join([key, *map(str, row)]) for key, row in sorted(self.counts.items()))
        return "\n".join(["\t".join(("name", *COUNTED)), *lines]) + "\n"

    @classmethod
    def loads(cls, text: str, source: str) -> "NameStatistics":
        """Return the statistics that `dumps` wrote.

        Raises:
            ExtractError: the text is no such table.
        """
        header, *lines = text.removesuffix("\n").split("\n")
        if header.split("\t") != ["name", *COUNTED]:
            raise ExtractError(f"{source}:1: not a table of this version; retrain it with 'kg train'")
        try:
            rows = (line.split("\t") for line in lines)
            counts = {row[0]: tuple(map(int, row[1:])) for row in rows}
        except ValueError as error:
            raise ExtractError(f"{source}: a count that is no number ({error}); retrain it with 'kg train'") from error
        if any(len(row) != len(COUNTED) for row in counts.values()):
            raise ExtractError(f"{source}: a line without {len(COUNTED)} counts; retrain it with 'kg train'")
        return cls(counts)


NO_STATISTICS = NameStatistics({})


def _share(part: int, whole: int) -> str:
    """Return a share in words: none, some, half, most, all."""
    share = part / whole
    return (
        "none" if part == 0 else "some" if share < 0.25 else "half" if share < 0.6 else "most" if share < 0.9 else "all"
    )


def observe(scene: Scene) -> dict[str, Counts]:
    """Return what one entry contributes to the counts of each of its candidates."""
    return {key: _observed(scene, candidate) for key, candidate in scene.candidates.items()}


def _observed(scene: Scene, candidate: Candidate) -> Counts:
    row = [0] * len(COUNTED)
    row[0] = 1
    row[_COLUMN["glossed"]] = int(bool(candidate.partners))
    row[_COLUMN["titled"]] = int("title-name" in candidate.origins)
    row[_COLUMN["quoted"]] = int("quoted" in candidate.origins)
    for start, end in candidate.spans:
        for way, kind in told_kind_beside(scene, start, end):
            row[_COLUMN[f"{way}-{kind}"]] = 1
    return tuple(row)


def gather(observed: Iterable[Mapping[str, Counts]]) -> NameStatistics:
    """Return the sum of what entries contribute, without names that only one paper holds."""
    total: dict[str, Counter[int]] = {}
    for rows in observed:
        for key, row in rows.items():
            counter = total.setdefault(key, Counter())
            for i, count in enumerate(row):
                if count:
                    counter[i] += count
    return NameStatistics({key: tuple(c[i] for i in range(len(COUNTED))) for key, c in total.items() if c[0] >= _LEAST})
