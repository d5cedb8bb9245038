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
    same_examples,
    slot_examples,
)
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon
from kg.extract.linear import LinearModel, fit
from kg.extract.pipeline import Candidates, Scratch
from kg.extract.relations import RELATION_CLASSES
from kg.extract.results import FIGURE_CLASSES, SLOT_CLASSES
from kg.extract.roles import ROLES
from kg.extract.sameness import SAME_CLASSES
from kg.extract.statistics import Counts, NameStatistics, gather, observe
from kg.extract.translation import Translations, WordPair, glossed_words, learn
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the extraction, and the statistics of names and words that some of them look at."""

    names: NameStatistics
    words: Translations
    kinds: LinearModel
    same: LinearModel
    roles: LinearModel
    relations: LinearModel
    figures: LinearModel
    slots: LinearModel

    def files(self) -> dict[str, str]:
        """Return the text of each model by file name."""
        return {f"{each.name}.tsv": getattr(self, each.name).dumps() for each in fields(self)}


def survey(documents: Iterable[Document], lexicon: Lexicon) -> tuple[NameStatistics, Translations]:
    """Return what unannotated digests say about the names in them, and about which words translate which."""
    finder = Candidates(lexicon)
    pairs: list[WordPair] = [
        pair for record in lexicon.records.values() for pair in glossed_words((record.name, *record.korean))
    ]

    def observed() -> Iterator[Mapping[str, Counts]]:
        for document in documents:
            for entry in document.entries:
                scratch = Scratch(EntryText.of(entry, document.raw))
                finder.complete(scratch)
                text = scratch.entry.text
                for gloss in scratch.found.glosses:
                    pairs.extend(glossed_words([text[start:end] for start, end in gloss.spans]))
                if scratch.scene:
                    yield observe(scratch.scene)

    names = gather(observed())
    return names, learn(pairs)


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


def train(
    annotated: Sequence[Annotated], surveyed: tuple[NameStatistics, Translations], *, penalty: float = 3.0
) -> Models:
    """Fit the models on annotated entries, which the survey must have seen; `penalty` is the L2 strength.

    Roles and relations take twice of it: cross-validated, their likelihood gains and their F1 loses nothing.
    """
    names, words = surveyed
    perfect = [perfect_terms(each) for each in annotated]
    return Models(
        names,
        words,
        kinds=fit(*kind_examples(annotated, names), CLASSES, penalty=penalty),
        same=fit(*same_examples(annotated, words), SAME_CLASSES, penalty=penalty),
        roles=fit(*role_examples(annotated, perfect), ROLES, penalty=2 * penalty),
        relations=fit(*relation_examples(annotated, perfect), RELATION_CLASSES, penalty=2 * penalty),
        figures=fit(*figure_examples(annotated, perfect), FIGURE_CLASSES, penalty=penalty),
        slots=fit(*slot_examples(annotated, perfect), SLOT_CLASSES, penalty=penalty),
    )
