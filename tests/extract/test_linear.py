"""The linear model learns, stores itself as text and reads itself back."""

import pytest

from kg.errors import ExtractError
from kg.extract.linear import LinearModel, fit

EXAMPLES = [["loud", "furry"], ["loud", "metal"], ["quiet", "furry"], ["quiet", "metal"]] * 3
LABELS = ["dog", "car", "cat", "bike"] * 3
CLASSES = ("dog", "car", "cat", "bike")


def test_a_model_learns_what_the_features_tell() -> None:
    """Two binary features separate four classes."""
    model = fit(EXAMPLES, LABELS, CLASSES, penalty=0.1)
    likeliest = model.probabilities(EXAMPLES).argmax(axis=1)

    assert [model.classes[int(number)] for number in likeliest] == LABELS


def test_fitting_twice_gives_the_same_bytes() -> None:
    """Training is deterministic."""
    assert fit(EXAMPLES, LABELS, CLASSES).dumps() == fit(EXAMPLES, LABELS, CLASSES).dumps()


def test_a_model_reads_what_it_wrote() -> None:
    """The text form keeps every weight."""
    model = fit(EXAMPLES, LABELS, CLASSES)
    assert LinearModel.loads(model.dumps(), "here") == model


def test_probabilities_are_a_distribution_even_without_known_features() -> None:
    """An unknown example gets equal shares."""
    rows = fit(EXAMPLES, LABELS, CLASSES).probabilities([["never seen"], []])
    assert rows.tolist() == [[0.25] * 4, [0.25] * 4]


def test_a_broken_model_file_says_where_and_what_to_do() -> None:
    """The message names the file and the command."""
    with pytest.raises(ExtractError, match=r"^models/kinds.tsv: .*kg train"):
        LinearModel.loads('{"classes": ["a"]}\n"x"\t1\n', "models/kinds.tsv")
