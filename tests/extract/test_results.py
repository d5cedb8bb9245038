"""Numbers are found, judged, and matched with what they belong to."""

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.linear import fit
from kg.extract.relations import RoledDraft
from kg.extract.results import (
    BASELINE_VALUE,
    FIGURE_CLASSES,
    NOTHING,
    SLOT_KINDS,
    SLOTS,
    FoundFigure,
    Reported,
    SlotContext,
    figure_features,
    find_figures,
    report,
    slot_features,
)
from kg.model import Kind, ResultKind, Role


def found(sentence: str, *names: str) -> list[FoundFigure]:
    """Return the figures of a body of one sentence in which these names stand."""
    text = f"T\n{sentence}"
    figures: list[FoundFigure] = find_figures(
        small.scene_of(text), [span for name in names for span in small.spans_of(text, name)]
    )
    return figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("정확도는 61.5%다.", [("61.5", "%")]),
        ("5.2%p 높다.", [("5.2", "%p")]),
        ("GPT-4보다 3배 빠르다.", [("3", "배")]),
        ("It is 2.5x faster.", [("2.5", "x")]),
        ("1,234.5 FPS로 돈다.", [("1,234.5", "FPS")]),
        ("4-15% 높다.", [("4-15", "%")]),
        ("BLEU 28.4를 얻었다.", [("28.4", None)]),
        ("88.2%와 51.7%다.", [("88.2", "%"), ("51.7", "%")]),
        ("숫자가 없다.", []),
    ],
)
def test_numbers_are_found_with_their_units(sentence: str, figures: list[tuple[str, str | None]]) -> None:
    """As printed, thousands marks and ranges included."""
    assert [(each.value, each.unit) for each in found(sentence)] == figures


@pytest.mark.parametrize("sentence", ["GPT-4와 Llama3을 쓴다.", "v1.2.3을 쓴다.", "ViT-B/16을 쓴다."])
def test_a_number_inside_a_word_is_no_figure(sentence: str) -> None:
    """It belongs to the word."""
    assert found(sentence) == []


def test_a_number_inside_a_name_is_no_figure() -> None:
    """AIME 2024 is a benchmark."""
    assert [each.value for each in found("AIME 2024에서 50점이다.", "AIME 2024")] == ["50"]


def test_a_figure_knows_its_place_and_sentence() -> None:
    """The title is the first sentence."""
    (figure,) = found("빠르다. 정확도는 61.5%다.")

    assert figure.sentence == 2
    assert "T\n빠르다. 정확도는 61.5%다."[figure.start : figure.end] == "61.5"


@given(st.text(alphabet="0123456789.,-% x배가A\n", max_size=60))
@settings(deadline=None)
def test_figures_stand_where_they_say(text: str) -> None:
    """In reading order and apart."""
    reach = 0
    for figure in find_figures(small.scene_of(text), []):
        assert reach <= figure.start
        assert text[figure.start : figure.end] == figure.value
        assert figure.value[0].isdigit()
        reach = figure.end


SAID = (
    ("T\n정확도 {}%를 달성했다.", ResultKind.ABSOLUTE),
    ("T\n기존보다 {}% 향상되었다.", ResultKind.IMPROVEMENT),
    ("T\n추론이 {}배 빨라졌다.", ResultKind.RATIO),
    ("T\n모델 {}개를 학습했다.", NOTHING),
)


def features(said: str, value: str) -> list[str]:
    """Return the features of the one figure of a sentence."""
    scene = small.scene_of(said.format(value))
    (figure,) = find_figures(scene, [])
    return figure_features(scene, figure, [])


def test_what_a_number_is_can_be_learned_from_the_words_around_it() -> None:
    """A score, a gain, a factor, or nothing that is reported."""
    values = ("12", "7.5", "33")
    model = fit(
        [features(said, value) for said, _ in SAID for value in values],
        [kind for _, kind in SAID for _ in values],
        FIGURE_CLASSES,
    )
    asked = model.probabilities([features(said, "4.2") for said, _ in SAID])

    assert [model.classes[i] for i in asked.argmax(axis=1)] == [kind for _, kind in SAID]


# --- what belongs to a figure -------------------------------------------------------------------

TEXT = "T\nDPO는 빠르다. 여기는 비었다. PPO는 MMLU에서 61%, GSM8K에서 72%다. 끝났다. 다시 80%다. 또 90%다."


def matched(text: str = TEXT) -> tuple[SlotContext, list[FoundFigure], dict[str, RoledDraft]]:
    """Return the figures and terms of a text, and what is known of them together."""
    scene = small.scene_of(text)
    terms = {
        "DPO": small.roled(text, "DPO", Kind.METHOD, Role.INTRODUCES),
        "PPO": small.roled(text, "PPO", Kind.METHOD),
        "MMLU": small.roled(text, "MMLU", Kind.BENCHMARK, Role.EVALUATES_ON),
        "GSM8K": small.roled(text, "GSM8K", Kind.BENCHMARK, Role.EVALUATES_ON),
    }
    spans = [span for term in terms.values() for span in term.draft.spans]
    figures = find_figures(scene, spans)
    return SlotContext(scene, figures, list(terms.values()), terms["DPO"]), figures, terms


def test_lists_of_names_and_numbers_of_equal_length_are_aligned() -> None:
    """The first number belongs to the first name."""
    context, (first, second, *_), terms = matched()
    (mmlu,), (gsm,) = terms["MMLU"].draft.spans, terms["GSM8K"].draft.spans

    assert [context.aligned(figure, mmlu, Kind.BENCHMARK) for figure in (first, second)] == ["yes", "other"]
    assert [context.aligned(figure, gsm, Kind.BENCHMARK) for figure in (first, second)] == ["other", "yes"]
    assert context.aligned(first, terms["PPO"].draft.spans[0], Kind.METHOD) == "no"


def test_a_term_far_before_a_figure_does_not_belong_to_it() -> None:
    """A few sentences back it still can; after the figure's sentence never."""
    context, figures, terms = matched()
    near = [bool(context.near_spans(figure, terms["PPO"])) for figure in figures]

    assert [figure.value for figure in figures] == ["61", "72", "80", "90"]
    assert near == [True, True, True, False]
    assert not context.near_spans(matched("T\n정확도는 61%다. PPO는 MMLU다.")[1][0], terms["PPO"])


def test_the_main_term_can_belong_to_any_figure() -> None:
    """The paper is about it, named nearby or not; another term that far away is not even described."""
    context, figures, terms = matched()

    assert slot_features(context.scene, figures[-1], terms["DPO"], context)
    assert slot_features(context.scene, figures[-1], terms["PPO"], context) is None


def test_a_nearer_name_looks_different_from_a_farther_one() -> None:
    """And features come each once."""
    context, (figure, *_), terms = matched()
    near, far = (slot_features(context.scene, figure, terms[name], context) or [] for name in ("MMLU", "GSM8K"))

    assert set(near) != set(far)
    assert len(near) == len(set(near))


def test_other_figures_in_between_are_counted() -> None:
    """61% stands between MMLU and 72%."""
    context, (first, second, *_), terms = matched()
    (mmlu,) = terms["MMLU"].draft.spans

    assert [context.figures_between(figure, mmlu) for figure in (first, second)] == [0, 1]


# --- what is reported ---------------------------------------------------------------------------

FIGURES = (
    FoundFigure(10, 14, "61.5", "%", 1),
    FoundFigure(20, 24, "58.0", "%", 1),
    FoundFigure(40, 41, "3", None, 2),
)


def reported(*kinds: str, slots: tuple[dict[str, tuple[int, float]], ...] = ({}, {}, {})) -> list[Reported]:
    """Return what is reported where the figures are of these kinds."""
    return list(report(FIGURES[: len(kinds)], [(kind, 0.9) for kind in kinds], slots[: len(kinds)]))


def test_a_number_that_reports_nothing_is_left_out() -> None:
    """The rest keep their confidence."""
    assert [(each.figure.value, each.kind, each.confidence) for each in reported(NOTHING, "improvement", NOTHING)] == [
        ("58.0", ResultKind.IMPROVEMENT, 0.9)
    ]


def test_the_value_of_a_baseline_belongs_to_the_figure_before_it() -> None:
    """It is no result of its own."""
    (only,) = reported("absolute", BASELINE_VALUE)

    assert (only.figure.value, only.baseline_value) == ("61.5", "58.0")


def test_the_value_of_a_baseline_in_another_sentence_belongs_to_no_figure_before() -> None:
    """There it is compared with something else."""
    assert [each.baseline_value for each in reported("absolute", "absolute", BASELINE_VALUE)] == [None, None]


def test_slots_are_filled_with_the_numbers_of_terms() -> None:
    """A slot that nothing fills stays empty; the first term counts as well as any."""
    slots = ({"subject": (0, 0.8), "metric": (3, 0.7)},)
    (only,) = reported("absolute", slots=slots)

    assert (only.subject, only.benchmark, only.metric, only.baseline) == (0, None, 3, None)


def test_a_slot_takes_only_kinds_that_can_stand_there() -> None:
    """A metric is measured by, never measured."""
    assert set(SLOT_KINDS) == set(SLOTS)
    assert Kind.METRIC not in SLOT_KINDS["subject"] | SLOT_KINDS["benchmark"] | SLOT_KINDS["baseline"]
    assert Kind.MODEL in SLOT_KINDS["subject"] & SLOT_KINDS["baseline"]
