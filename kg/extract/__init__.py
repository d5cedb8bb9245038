"""From an entry to what it says: terms with kinds and roles, relations, reported figures, each with its evidence."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from kg.extract.assemble import assemble
from kg.extract.layout import EntryText
from kg.extract.pipeline import PIPES, Scratch
from kg.model import Document, Extraction

__all__ = ["create_pipeline", "extract_documents"]

TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "kg.LatinHangulTokenizer.v1"}}}


def create_pipeline(pipes: Iterable[str] = PIPES, *, models: str | Path = "") -> Language:
    """Return a spaCy pipeline of our components; add, replace or leave out components as with any pipeline.

    `models` is a folder that `kg train` has written; without one, the models shipped with the package decide.

    >>> create_pipeline().pipe_names
    ['kg_candidates', 'kg_terms', 'kg_same', 'kg_roles', 'kg_relations', 'kg_results']
    """
    nlp = spacy.blank("xx", config=TOKENIZER)
    for pipe in pipes:
        learned = models and "models" in (Language.get_factory_meta(pipe).default_config or {})
        nlp.add_pipe(pipe, config={"models": str(models)} if learned else {})
    return nlp


def extract_documents(documents: Iterable[Document], nlp: Language | None = None) -> Iterator[Extraction]:
    """Yield what each entry of the documents says, in reading order; `nlp` is our pipeline unless given."""
    pipeline = nlp or create_pipeline()
    for document in documents:
        for entry in document.entries:
            layout = EntryText.of(entry, document.raw)
            doc = pipeline.make_doc(layout.text)
            doc._.kg = Scratch(layout)
            yield assemble(pipeline(doc)._.kg)
