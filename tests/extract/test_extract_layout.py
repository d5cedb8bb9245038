"""An entry is one text with a way back into the raw file."""

from itertools import pairwise

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.layout import CONTEXT, EntryText
from kg.model import Section

TEXTS = st.text(alphabet="가나다요.!?。 \nABab12()'\"", max_size=120)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    layout = EntryText.of_text(text)
    return [layout.text[a:b] for a, b in layout.sentences]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("DPO를 쓴다. PPO는 쓰지 않는다.", ["DPO를 쓴다.", "PPO는 쓰지 않는다."]),
        ("We use DPO. It works.", ["We use DPO.", "It works."]),
        ("정확도는 61.5%다. 높다!", ["정확도는 61.5%다.", "높다!"]),
        ("Claude 3.5 Sonnet을 쓴다", ["Claude 3.5 Sonnet을 쓴다"]),
        ("It uses e.g. dropout here.", ["It uses e.g. dropout here."]),
        ("'쓴다.' 그리고 끝났다.", ["'쓴다.'", "그리고 끝났다."]),
        ("첫 줄\n둘째 줄", ["첫 줄", "둘째 줄"]),
    ],
)
def test_sentences_end_where_people_end_them(body: str, expected: list[str]) -> None:
    """Not at the point of a number or of an abbreviation; always at the end of a passage."""
    assert sentences(f"Title\n{body}") == ["Title", *expected]


def test_a_title_is_one_sentence() -> None:
    """Whatever marks it holds."""
    assert sentences("Attention? Yes! Is All You Need. Really") == ["Attention? Yes! Is All You Need. Really"]


@given(TEXTS)
def test_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    """Only white space stands between them, and none is empty."""
    layout = EntryText.of_text(text)
    bounds = [0, *(at for span in layout.sentences for at in span), len(text)]

    assert layout.text == text
    assert bounds == sorted(bounds)
    assert all(a < b for a, b in layout.sentences)
    assert not "".join(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)).strip()


@given(TEXTS)
def test_every_place_knows_its_sentence_and_its_passage(text: str) -> None:
    """No sentence crosses a passage."""
    layout = EntryText.of_text(text)
    for number, (start, end) in enumerate(layout.sentences):
        places = range(start, end)
        assert {layout.sentence_index(at) for at in places} == {number}
        assert len({layout.passage_at(at) for at in places}) == 1


@given(TEXTS, st.data())
def test_a_quotation_of_a_plain_text_is_the_text_there(text: str, data: st.DataObject) -> None:
    """With its surroundings, inside its sentence."""
    layout = EntryText.of_text(text)
    if not layout.sentences:
        return
    first, last = data.draw(st.sampled_from(layout.sentences))
    start = data.draw(st.integers(first, last - 1))
    end = data.draw(st.integers(start + 1, last))
    evidence = layout.quote(start, end)

    assert (evidence.span.start, evidence.span.end, evidence.quote) == (start, end, text[start:end])
    assert (evidence.prefix + evidence.quote + evidence.suffix) == text[max(0, start - CONTEXT) : end + CONTEXT]
    assert evidence.sentence == text[first:last]
    assert layout.quote_sentence(start).quote == text[first:last]


def test_quotations_lead_back_into_the_raw_file() -> None:
    """Through a zero-width space and letters that were written as parts, which the clean text lacks."""
    body = "- Q\u200bwen2.5는 A\u0301lgebra를 푼다."
    document = small.digest(("2502.13923", "Qwen2.5", body))
    layout = EntryText.of(document.entries[0], document.raw)

    for name, printed in (("Qwen2.5", "Q\u200bwen2.5"), ("Álgebra", "A\u0301lgebra")):
        start = layout.text.rindex(name)
        evidence = layout.quote(start, start + len(name))
        assert evidence.quote == printed == document.raw[evidence.span.start : evidence.span.end]
        assert evidence.source == document.source


def test_the_sections_of_an_entry_are_known_place_by_place() -> None:
    """The title first, then the body as the digest labels it."""
    body = "- **What's New**: DPO를 쓴다.\n- **Performance Highlights**: 61%를 얻었다."
    document = small.digest(("2305.18290", "DPO", body))
    layout = EntryText.of(document.entries[0], document.raw)

    assert [layout.section(layout.text.index(word)) for word in ("DPO", "쓴다", "61")] == [
        Section.TITLE,
        Section.NEW,
        Section.PERFORMANCE,
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("DPO\n보상 모델 없이 배운다.", "ko"),
        ("보상 모델\nIt learns.", "en"),
        ("보상 모델", "ko"),
        ("DPO\n ", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_that_of_the_body(text: str, language: str) -> None:
    """Of the title where there is no body."""
    assert EntryText.of_text(text).language == language


@given(st.lists(st.text(alphabet="ab가.", max_size=10), min_size=1, max_size=6))
def test_passages_are_joined_line_by_line(lines: list[str]) -> None:
    """An empty one keeps its place."""
    layout = EntryText.of_text("\n".join(lines))

    assert [passage.text for passage in layout.passages] == lines
    assert all(b - a == len(line) + 1 for (a, b), line in zip(pairwise(layout.offsets), lines, strict=False))
