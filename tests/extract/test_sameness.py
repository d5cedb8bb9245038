"""Whether two terms of an entry are one thing under two names."""

from kg.extract.decide import Draft
from kg.extract.features import Scene
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon
from kg.extract.naming import surface_key
from kg.extract.pipeline import Candidates, Scratch
from kg.extract.sameness import same_features, unite
from kg.extract.translation import Translations
from kg.model import Kind

TEXT = "Prototypical Embedding for One-Shot Tuning\n우리는 프로토타입 임베딩을 쓴다. 표준 어텐션보다 낫다."
WORDS = Translations({("임베딩", "embedding"): 0.9, ("프로토타입", "prototypical"): 0.5})


def scene() -> Scene:
    """Return a small entry as the features see it."""
    scratch = Scratch(EntryText.of_text(TEXT))
    Candidates(Lexicon({})).complete(scratch)
    assert scratch.scene is not None
    return scratch.scene


def draft(name: str) -> Draft:
    """Return a term of that entry."""
    candidate = scene().candidates[surface_key(name)]
    return Draft([candidate], Kind.METHOD, 0.9, candidate.spans)


def test_a_name_and_its_translation_have_every_word_in_common() -> None:
    """Though no gloss pairs them here."""
    features = same_features(scene(), draft("Prototypical Embedding"), draft("프로토타입 임베딩"), WORDS)

    assert features is not None
    assert "translated=all:all" in features


def test_names_without_anything_in_common_are_not_asked_about() -> None:
    """There is nothing to judge them by."""
    assert same_features(scene(), draft("Prototypical Embedding"), draft("표준 어텐션"), WORDS) is None


def test_the_likeliest_pairs_are_joined_and_the_unlikely_left() -> None:
    """In order of first mention."""
    drafts = [draft("Prototypical Embedding"), draft("프로토타입 임베딩"), draft("표준 어텐션")]
    joined = unite(drafts, [(0.9, 0, 1), (0.4, 1, 2)], 0.8)

    assert [[m.surface for m in each.members] for each in joined] == [
        ["Prototypical Embedding", "프로토타입 임베딩"],
        ["표준 어텐션"],
    ]
