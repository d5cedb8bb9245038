"""Tokens that split Latin words from the Korean particles glued to them.

spaCy's own tokenisers keep `GPT-4o를` as one token and lose the name; here a run of Latin letters and digits, a run of
Hangul and every other sign is a token of its own.
"""

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

# A Latin word may hold digits, inner hyphens, dots, pluses, slashes… and ends in a letter, a digit, `+`, `#` or `@10`;
# a possessive s is no part of it.
WORD = r"[^\W_가-힣ᄀ-ᇿㄱ-ㆎ]+(?:(?:[-‐‑–._/@+*&^]|['’](?!s\b))[^\W_가-힣ᄀ-ᇿㄱ-ㆎ]+)*[+#]*"
TOKEN = re.compile(rf"(?P<latin>{WORD})|[가-힣ᄀ-ᇿㄱ-ㆎ]+|\s|[^\w\s]|_")


class LatinHangulTokenizer:
    """A spaCy tokenizer for Korean text full of Latin names, and for English text.

    >>> [token.text for token in LatinHangulTokenizer(Vocab())("GPT-4o를 HumanEval+에서")]
    ['GPT-4o', '를', 'HumanEval+', '에서']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; joined with their spaces they are the text."""
        words: list[str] = []
        spaces: list[bool] = []
        for found in TOKEN.finditer(text):
            word = found.group()
            if word == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "LatinHangulTokenizer":
        """Return the tokenizer itself: it has no state."""
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, *_: Any, **__: Any) -> "LatinHangulTokenizer":
        """Return the tokenizer itself: it has no state."""
        return self


@registry.tokenizers("kg.LatinHangulTokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy leaves it untyped
def create_tokenizer() -> Any:
    """Return what spaCy calls with a pipeline to make its tokenizer."""

    def make(nlp: Language) -> LatinHangulTokenizer:
        return LatinHangulTokenizer(nlp.vocab)

    return make
