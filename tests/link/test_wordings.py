"""Other wordings of a known name."""

import pytest

from kg.extract.lexicon import Lexicon, LexiconRecord
from kg.link.wordings import Wordings, without_word_for_it
from kg.model import Kind

WORDINGS = Wordings(
    Lexicon(
        {
            record.key: record
            for record in (
                LexiconRecord("gpt-4o", "GPT-4o", Kind.MODEL),
                LexiconRecord("llama", "Llama", Kind.MODEL),
                LexiconRecord("mme", "MME", Kind.BENCHMARK),
                LexiconRecord("qwen2-vl-7b-instruct", "Qwen2-VL-7B-Instruct", Kind.MODEL),
                LexiconRecord("gemini-1.5-pro", "Gemini 1.5 Pro", Kind.MODEL),
                LexiconRecord("chunking", "Chunking", Kind.METHOD),
            )
        }
    )
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("OpenAI GPT-4o", "gpt-4o"),
        ("OpenAI의 GPT-4o", "gpt-4o"),
        ("Llama 시리즈", "llama"),
        ("MME benchmark", "mme"),
        ("Qwen2-VL-Instruct-7B", "qwen2-vl-7b-instruct"),
        ("Gemini Pro 1.5", "gemini-1.5-pro"),
    ],
)
def test_a_name_is_found_in_another_wording(name: str, key: str) -> None:
    """With vendor, word for it or order changed."""
    record = WORDINGS.find(name)

    assert record
    assert record.key == key


@pytest.mark.parametrize("name", ["Meta-Chunking", "MME model", "Gemini Pro 1.0", "Llama", "Qwen2-VL-7B-Instruct+", ""])
def test_what_is_no_such_wording_is_not_found(name: str) -> None:
    """A method named after a vendor's word, a thing of another kind, another version, a plus."""
    assert WORDINGS.find(name) is None


def test_a_word_for_it_is_taken_off_proper_names_only() -> None:
    """A diffusion model is not a diffusion."""
    assert without_word_for_it("LiveMind 프레임워크") == "LiveMind"
    assert without_word_for_it("diffusion model") == ""
