"""Optional back ends of the extraction: another spaCy pipeline, or a language model behind an HTTP endpoint.

Both are components like ours and complete the same `Scratch`. None of them is loaded unless it is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from spacy.language import Language

from kg.errors import ExtractError
from kg.extract import create_pipeline
from kg.extract.backends.endpoint import AnswerCache, Endpoint, Remembering
from kg.extract.backends.llm import LanguageModel
from kg.extract.backends.other import OtherPipeline

__all__ = ["AnswerCache", "Backend", "BackendKind", "LanguageModel", "OtherPipeline", "create_backend", "notes"]


class BackendKind(StrEnum):
    """Which back end, and whether it completes or replaces what ours found."""

    SPACY = "spacy"
    LLM = "llm"
    LLM_ONLY = "llm-only"


FORMS = "expected spacy:NAME, llm:URL#MODEL or llm-only:URL#MODEL"


@dataclass(frozen=True, slots=True)
class Backend:
    """A back end by kind and name: a spaCy pipeline, or a model and where it is served."""

    kind: BackendKind
    name: str
    url: str = ""

    @classmethod
    def parse(cls, text: str) -> "Backend":
        """Return the back end that a text like `spacy:NAME` or `llm:URL#MODEL` asks for.

        >>> Backend.parse("llm:http://127.0.0.1:8000/v1#qwen").name
        'qwen'

        Raises:
            ExtractError: the text has another form.
        """
        kind, _, rest = text.partition(":")
        if kind not in set(BackendKind) or not rest:
            raise ExtractError(f"{text!r}: no back end; {FORMS}")
        if kind == BackendKind.SPACY:
            return cls(BackendKind.SPACY, rest)
        url, _, model = rest.partition("#")
        if not url or not model:
            raise ExtractError(f"{text!r}: URL or model is missing; {FORMS}")
        Endpoint(url, model)  # refuses what is no address
        return cls(BackendKind(kind), model, url)


def create_backend(backend: Backend, *, key: str = "", cache: AnswerCache | None = None) -> Language:
    """Return our pipeline with a back end in it.

    Args:
        backend: which one.
        key: what the endpoint of a language model asks for; never stored or printed.
        cache: where the answers of a language model are kept, so that a second run asks for nothing.

    Raises:
        ExtractError: the spaCy pipeline is not installed, or the endpoint's address cannot be used.
    """
    nlp = create_pipeline()
    if backend.kind is BackendKind.SPACY:
        pipe: Any = nlp.add_pipe("kg_spacy", after="kg_terms", config={"pipeline": backend.name})
        other = pipe.other.meta
        nlp.meta["name"] = f"spacy:{other['lang']}_{other['name']} {other['version']}"
        return nlp
    endpoint = Endpoint(backend.url, backend.name, key)
    replace = backend.kind is BackendKind.LLM_ONLY
    asking: Any = nlp.add_pipe("kg_llm", config={"url": backend.url, "model": backend.name, "replace": replace})
    asking.chat = Remembering(endpoint, cache) if cache is not None else endpoint
    nlp.meta["name"] = f"{backend.kind}:{backend.name}"
    return nlp


def notes(nlp: Language) -> Iterator[str]:
    """Yield what the language models of a pipeline have to report: how much was kept, and what was dropped and why."""
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, LanguageModel):
            yield from pipe.tally.lines()
