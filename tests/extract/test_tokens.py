"""Tokens split Latin names from the particles glued to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from kg.extract.tokens import LatinHangulTokenizer

TOKENIZER = LatinHangulTokenizer(Vocab())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("GPT-4o를", ["GPT-4o", "를"]),
        ("HumanEval+에서는", ["HumanEval+", "에서는"]),
        ("pass@1과 NDCG@10", ["pass@1", "과", "NDCG@10"]),
        ("π0는", ["π0", "는"]),
        ("ViT-B/16의", ["ViT-B/16", "의"]),
        ("39.27점", ["39.27", "점"]),
        ("끝. Next", ["끝", ".", "Next"]),
    ],
)
def test_a_particle_is_a_token_of_its_own(text: str, tokens: list[str]) -> None:
    """The name stays whole, whatever is glued to it."""
    assert [token.text for token in TOKENIZER(text)] == tokens


@given(st.text(max_size=200))
def test_the_tokens_of_any_text_spell_the_text(text: str) -> None:
    """Nothing is lost or moved: offsets of the document are offsets of the text."""
    assert TOKENIZER(text).text == text
