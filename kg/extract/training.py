"""Learn the models of the extraction from annotated papers.

A paper's extraction depends on its own text and the shipped models alone, so that adding a digest changes no other record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from kg.extract.decide import CLASSES
from kg.extract.examples import (
    Annotated,
    GoldRecord,
    figure_examples,
    kind_examples,
    perfect_terms,
    relation_examples,
    role_examples,
    slot_examples,
)
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon
from kg.extract.linear import LinearModel, fit
from kg.extract.pipeline import Candidates, Scratch
from kg.extract.relations import RELATION_CLASSES
from kg.extract.results import FIGURE_CLASSES, SLOT_CLASSES
from kg.extract.roles import ROLES
from kg.extract.statistics import Counts, NameStatistics, gather, observe
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the extraction, and the statistics of names that the first of them looks at."""

    names: NameStatistics
    kinds: LinearModel
    roles: LinearModel
    relations: LinearModel
    figures: LinearModel
    slots: LinearModel

    def files(self) -> dict[str, str]:
        """Return the text of each model by file name."""
        return {f"{each.name}.tsv": getattr(self, each.name).dumps() for each in fields(self)}


def count_names(documents: Iterable[Document], lexicon: Lexicon) -> NameStatistics:
    """Return what unannotated digests say about the names in them."""
    finder = Candidates(lexicon)

    def observed() -> Iterator[Mapping[str, Counts]]:
        for document in documents:
            for entry in document.entries:
                scratch = Scratch(EntryText.of(entry, document.raw))
                finder.complete(scratch)
                if scratch.scene:
                    yield observe(scratch.scene)

    return gather(observed())


def annotate(documents: Iterable[Document], gold: Iterable[GoldRecord], lexicon: Lexicon) -> list[Annotated]:
    """Pair the entries that the gold holds, by arXiv id and, where given, digest date, with their annotation."""
    finder = Candidates(lexicon)
    records = {(record["arxiv"], record.get("digest")): record for record in gold}
    pairs = []
    for document in documents:
        for entry in document.entries:
            record = records.get((entry.arxiv_id, entry.date)) or records.get((entry.arxiv_id, None))
            if record is not None:
                scratch = Scratch(EntryText.of(entry, document.raw))
                finder.complete(scratch)
                pairs.append((scratch, record))
    return pairs


def train(annotated: Sequence[Annotated], names: NameStatistics, *, penalty: float = 3.0) -> Models:
    """Fit the models on annotated entries, which `names` must have counted; `penalty` is the L2 strength."""
    perfect = [perfect_terms(each) for each in annotated]
    return Models(
        names,
        kinds=fit(*kind_examples(annotated, names), CLASSES, penalty=penalty),
        roles=fit(*role_examples(annotated, perfect), ROLES, penalty=penalty),
        relations=fit(*relation_examples(annotated, perfect), RELATION_CLASSES, penalty=penalty),
        figures=fit(*figure_examples(annotated, perfect), FIGURE_CLASSES, penalty=penalty),
        slots=fit(*slot_examples(annotated, perfect), SLOT_CLASSES, penalty=penalty),
    )
