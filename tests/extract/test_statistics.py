"""What a corpus says about a name."""

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ExtractError
from kg.extract.naming import surface_key
from kg.extract.statistics import COUNTED, NO_STATISTICS, Counts, NameStatistics, gather, observe
from kg.model import Kind

COLUMN = {name: number for number, name in enumerate(COUNTED)}
KEYS = st.text(min_size=1, max_size=12).map(surface_key).filter(bool)
ROWS = st.tuples(*[st.integers(0, 10_000)] * len(COUNTED))


def counts_of(text: str, name: str) -> dict[str, int]:
    """Return what a text contributes to the counts of a name, without zeros."""
    row = observe(small.scene_of(text))[surface_key(name)]
    return {column: row[at] for column, at in COLUMN.items() if row[at]}


def corpus(*texts: str) -> NameStatistics:
    """Return the statistics of a few texts."""
    return gather(observe(small.scene_of(text)) for text in texts)


def test_an_entry_counts_once_however_often_it_says_a_name() -> None:
    """Papers are counted, not mentions."""
    assert counts_of("T\nSquint를 쓴다. Squint는 빠르다. Squint를 본다.", "Squint")["papers"] == 1


def test_what_an_entry_does_with_a_name_is_counted() -> None:
    """A name in the title, a gloss, quotation marks, a noun that tells its kind."""
    assert counts_of("Squint: T\n빠르다.", "Squint").keys() >= {"papers", "titled"}
    assert counts_of("T\nSquint(스퀸트)를 쓴다.", "Squint").keys() >= {"papers", "glossed"}
    assert counts_of("T\n'Squint'를 쓴다.", "Squint").keys() >= {"papers", "quoted"}
    assert counts_of("T\nSquint 벤치마크를 쓴다.", "Squint").keys() >= {"papers", f"near-{Kind.BENCHMARK}"}
    assert counts_of("T\nSquint를 쓴다.", "Squint") == {"papers": 1}


def test_the_counts_of_entries_add_up() -> None:
    """Whatever their order; a name of one paper alone tells nothing and is left out."""
    texts = ("T\nSquint 모델을 쓴다.", "T\nSquint와 Blink를 쓴다.", "T\n'Squint'를 쓴다.")
    whole = corpus(*texts)
    row = whole.counts["squint"]

    assert (row[COLUMN["papers"]], row[COLUMN["quoted"]], row[COLUMN[f"near-{Kind.MODEL}"]]) == (3, 1, 1)
    assert "blink" not in whole.counts
    assert corpus(*reversed(texts)).dumps() == whole.dumps()


def test_a_name_never_counted_is_unseen() -> None:
    """Which is a clue of its own, and the same for all such names."""
    known = corpus("T\nSquint를 쓴다.", "T\nSquint를 본다.")

    assert set(known.features("squint")) != set(known.features("blink"))
    assert set(known.features("blink")) == set(NO_STATISTICS.features("squint"))


def test_what_a_paper_contributed_itself_can_be_taken_out() -> None:
    """Else a model would learn to trust counts that no new paper brings along."""
    texts = ("T\nSquint 모델을 쓴다.", "T\nSquint를 쓴다.")
    own = observe(small.scene_of(texts[0]))["squint"]
    row = corpus(*texts).counts["squint"]
    others = NameStatistics({"squint": tuple(a - b for a, b in zip(row, own, strict=True))})

    assert list(corpus(*texts).features("squint", own)) == list(others.features("squint"))
    assert list(corpus(*texts).features("squint", row)) == list(NO_STATISTICS.features("squint"))


def test_a_corpus_that_calls_it_a_benchmark_speaks_differently_from_one_that_calls_it_a_model() -> None:
    """That is what the counts are for."""
    one, other = (corpus(*[f"T\nSquint {noun}을 쓴다."] * 3) for noun in ("벤치마크", "모델"))

    assert set(one.features("squint")) != set(other.features("squint"))


@given(st.dictionaries(KEYS, ROWS, max_size=6))
def test_statistics_read_what_they_wrote(counts: dict[str, Counts]) -> None:
    """Every name and every count."""
    statistics = NameStatistics(counts)
    text = statistics.dumps()

    assert NameStatistics.loads(text, "here") == statistics
    assert NameStatistics.loads(text, "here").dumps() == text


@given(st.dictionaries(KEYS, ROWS, min_size=2, max_size=6))
def test_the_text_does_not_depend_on_the_order_of_counting(counts: dict[str, Counts]) -> None:
    """Names are sorted, so that two versions compare line by line."""
    backwards = dict(reversed(counts.items()))

    assert NameStatistics(backwards).dumps() == NameStatistics(counts).dumps()


def test_a_table_of_another_version_says_where_and_what_to_do() -> None:
    """Columns may have come or gone."""
    with pytest.raises(ExtractError, match=r"^models/names\.tsv:1: .*kg train"):
        NameStatistics.loads("name\tpapers\nsquint\t3\n", "models/names.tsv")
