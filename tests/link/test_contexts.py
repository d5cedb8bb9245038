"""What papers are about, and how like one another they are."""

import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.link.contexts import Context, Topics, read_context
from kg.model import Passage, Section


def context(number: int, text: str) -> Context:
    """Return the context of a paper with this text."""
    about = small.entry(arxiv_id=f"2406.{number:05}", title=Passage("", 0, Section.TITLE), passages=small.body(text))
    return read_context(about)


def read(*texts: str) -> Topics:
    """Return what is known after papers with these texts."""
    topics = Topics()
    for number, text in enumerate(texts):
        topics.add(context(number, text))
    return topics


OTHERS = [f"다른 주제의 글 word{number}" for number in range(20)]


def test_particles_and_plurals_do_not_make_words_differ() -> None:
    """Two syllables of a Korean word tell enough."""
    assert context(1, "로봇을 robots").words == context(2, "로봇의 Robot").words


def test_papers_that_share_rare_words_are_alike() -> None:
    """More so than those that share what everybody writes."""
    topics = read(*OTHERS)
    robots, also, neither = (
        context(90 + n, t) for n, t in enumerate(("로봇 조작", "로봇 조작 학습", "다른 주제 음악"))
    )

    assert topics.likeness(robots, also) > 0.5
    assert topics.likeness(robots, neither) == 0.0
    assert topics.support(robots, [also]) > 0 > topics.support(robots, [neither])


def test_nothing_is_known_without_other_papers() -> None:
    """No support, no objection."""
    assert Topics().support(context(1, "로봇"), []) == 0.0
