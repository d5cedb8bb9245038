"""A language model as the last component: it completes what ours found, or takes its place.

Nothing of its answer is believed that does not stand in the entry word by word (`kg.extract.backends.verify`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.backends.answers import read_answer
from kg.extract.backends.drafts import show_terms
from kg.extract.backends.endpoint import TIMEOUT, Chat, Endpoint
from kg.extract.backends.questions import make_question
from kg.extract.backends.verify import complete
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.pipeline import Scratch, scratch_of

LONGEST_TEXT = 40_000  # characters of an entry; the longest of the source has a sixth


@dataclass
class Tally:
    """What came of the answers so far."""

    entries: int = 0
    oversize: int = 0
    unusable: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """Yield it in words, one line each.

        >>> list(Tally(3, dropped=Counter({"a name that is not in the text": 2})).lines())
        ['language model: entries 3, statements dropped 2', '  2: a name that is not in the text']
        """
        yield f"language model: entries {self.entries:,}, statements dropped {self.dropped.total():,}"
        if self.unusable:
            yield f"  answers not in the shape asked for: {self.unusable:,}; these entries keep what ours found"
        if self.oversize:
            yield f"  entries of more than {LONGEST_TEXT:,} characters, not sent: {self.oversize:,}"
        for reason, count in sorted(self.dropped.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"  {count:,}: {reason}"


class LanguageModel:
    """Asks a model about each entry; stands behind `kg_results`.

    `chat` may be set to another one that answers: with a key, with a cache, or one of your own.
    """

    def __init__(self, chat: Chat, model: str, lexicon: Lexicon, *, replace: bool, confidence: float) -> None:
        self.chat = chat
        self.model = model
        self.lexicon = lexicon
        self.replace = replace
        self.confidence = confidence
        self.tally = Tally()

    def __call__(self, doc: Doc) -> Doc:
        """Complete `terms`, `relations` and `results`, and `doc.spans["terms"]`."""
        scratch = scratch_of(doc)
        self.tally.entries += 1
        if len(scratch.entry.text) > LONGEST_TEXT:
            self.tally.oversize += 1
            return doc
        answer = read_answer(self.chat.ask(make_question(self.model, scratch.entry.text)))
        if answer is None:
            self.tally.unusable += 1
            return doc
        if self.replace:
            _empty(scratch)
        self.tally.dropped += complete(scratch, answer, lexicon=self.lexicon, confidence=self.confidence)
        show_terms(doc, scratch.drafts)
        return doc


def _empty(scratch: Scratch) -> None:
    scratch.drafts, scratch.terms, scratch.role_confidences = [], [], []
    scratch.relations, scratch.results = [], []


@Language.factory(
    "kg_llm", default_config={"url": "", "model": "", "replace": False, "confidence": 0.7, "timeout": TIMEOUT}
)
def create_llm(  # noqa: PLR0913 - the settings of a component are the arguments of its factory
    nlp: Language,  # noqa: ARG001  spaCy passes both
    name: str,  # noqa: ARG001
    *,
    url: str,
    model: str,
    replace: bool,
    confidence: float,
    timeout: float,
) -> LanguageModel:
    """Return the component that asks a model; a key or a cache is no setting but set on its `chat`."""
    endpoint = Endpoint(url, model, timeout=timeout)
    return LanguageModel(endpoint, model, load_lexicon(), replace=replace, confidence=confidence)
