"""Every name is among the candidates."""

import pytest

from kg.extract.candidates import english_names, english_phrases, korean_phrases, latin_runs, title_names


def texts(text: str, spans: object) -> list[str]:
    """Return the stretches of a text."""
    return [text[a:b] for a, b in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("최신 Claude 3.5 Sonnet과 GPT-4o를 비교", ["Claude 3.5 Sonnet", "GPT-4o"]),
        ("AIME 2024에서 50점", ["AIME 2024", "AIME"]),
        ("GPT-4 3개를", ["GPT-4"]),
        ("TransferBench+는 Game of 24보다", ["TransferBench+", "Game of 24", "Game of", "Game", "24"]),
    ],
)
def test_latin_names_are_found_in_korean_text(text: str, names: list[str]) -> None:
    """Numbers belong to a name unless they count what follows."""
    assert texts(text, latin_runs(text, 0)) == names


def test_nominal_phrases_are_found_without_modifiers_and_particles() -> None:
    """Each tail of the phrase is a candidate, with and without the generic noun at its end."""
    text = "복잡한 수학적 추론 작업을 위한 보상 모델을 제안한다."
    found = texts(text, (phrase.span for phrase in korean_phrases(text, 0)))
    assert {"수학적 추론 작업", "수학적 추론", "추론", "보상 모델"} <= set(found)
    assert not any("복잡한" in phrase or phrase.endswith("을") for phrase in found)


def test_the_names_before_a_titles_colon_are_found() -> None:
    """Together and one by one."""
    title = "Alpha and Beta-2: Two Small Things"
    assert texts(title, title_names(title)) == ["Alpha and Beta-2", "Alpha", "Beta-2"]


def test_english_names_are_rows_of_capitalised_words() -> None:
    """The sentence's first function word does not belong to the name."""
    text = "We compare Gemini 2.5 Pro with LLaMA-3.1 on MMLU."
    assert texts(text, english_names(text, 0)) == ["Gemini 2.5 Pro", "LLaMA-3.1", "MMLU"]


def test_english_phrases_end_at_verbs_and_function_words() -> None:
    """Every stretch of the remaining row is a candidate."""
    text = "improves visual question answering on images"
    found = list(english_phrases(text, 0, len(text)))
    phrases = texts(text, (phrase.span for phrase in found))
    assert "visual question answering" in phrases
    assert not any("on" in phrase.split() for phrase in phrases)
    assert [p for p, each in zip(phrases, found, strict=True) if each.opens and each.closes] == [
        "visual question answering",
        "images",
    ]
