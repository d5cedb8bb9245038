"""What of an extraction counts as right, wrong and missed."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Calibration, Mistake, Tally, evaluate
from kg.model import Kind, RelationKind, ResultKind, Role

Record = dict[str, Any]


def entity(number: str, name: str, kind: str = "Method", *roles: str, **more: Any) -> Record:
    """Return an entity of one kind; `more` overrides or adds keys."""
    return {"id": number, "name": name, "aliases": [], "types": [kind], "roles": list(roles), **more}


def result(value: str, **fields: Any) -> Record:
    """Return an absolute figure without fields, but for those given."""
    empty = dict.fromkeys(("subject", "benchmark", "metric", "unit", "baseline", "baseline_value"))
    return {**empty, "value": value, "kind": "absolute", **fields}


def paper(*entities: Record, arxiv: str = "2502.13923", **more: Any) -> Record:
    """Return the record of one paper."""
    return {"arxiv": arxiv, "digest": "2025-02-20", "entities": list(entities), "relations": [], "results": [], **more}


LENS = entity("e1", "TinyLens", "Model", "introduces")
ROPE = entity("e2", "RoPE", "Method", "uses")
BENCH = entity("e3", "SquintBench", "Benchmark", "evaluatesOn")
ACCURACY = entity("e4", "accuracy", "Metric", "measures")
UMBRELLA = entity("e9", "LLM", "Model", "uses", optional=True)


def tally_of(measure: str, gold: Record, predicted: Record) -> Tally:
    """Return one tally of a comparison of one paper."""
    return evaluate([gold], [predicted])[measure]


# --- entities -----------------------------------------------------------------------------------


def test_an_entity_is_right_where_name_and_kind_are() -> None:
    """What is not annotated is wrong, what is not extracted is missed."""
    gold, said = paper(LENS, ROPE), paper(LENS, entity("e2", "Conclusion"))

    assert tally_of("entity", gold, said) == Tally(right=1, wrong=1, missed=1)
    assert tally_of("entity:Model", gold, said) == Tally(right=1)
    assert tally_of("entity:Method", gold, said) == Tally(wrong=1, missed=1)


def test_a_wrong_kind_is_wrong_and_missed_but_right_untyped() -> None:
    """It counts against the kind that was said and against the kind that was meant."""
    scores = evaluate([paper(LENS)], [paper(entity("e1", "TinyLens", "Task"))])

    assert scores["entity"] == Tally(wrong=1, missed=1)
    assert scores["entity-untyped"] == Tally(right=1)
    assert scores["entity:Model"] == Tally(missed=1)
    assert scores["entity:Task"] == Tally(wrong=1)
    assert scores.as_dict()["confused"] == {"Model->Task": 1}


def test_any_accepted_kind_is_right() -> None:
    """It is counted under the first of them."""
    both = entity("e1", "TinyLens", types=["Method", "Model"])
    scores = evaluate([paper(both)], [paper(entity("x", "TinyLens", "Model"))])

    assert scores["entity:Method"] == Tally(right=1)
    assert scores["entity:Model"] == Tally()


def test_only_the_first_kind_that_is_said_counts() -> None:
    """Naming several kinds is no way to be right."""
    assert tally_of("entity", paper(LENS), paper(entity("e1", "TinyLens", types=["Task", "Model"]))).right == 0


def test_benchmarks_and_data_sets_count_as_one_kind() -> None:
    """Telling them apart is a measure of its own."""
    scores = evaluate([paper(BENCH)], [paper(entity("e1", "SquintBench", "Dataset"))])

    assert scores["entity:Benchmark"] == Tally(right=1)
    assert scores["exact:Benchmark"] == Tally(missed=1)
    assert scores["exact:Dataset"] == Tally(wrong=1)
    assert "entity:Dataset" not in scores.tallies


@pytest.mark.parametrize(
    ("kinds", "said", "measured"),
    [
        (["Benchmark"], "Benchmark", {"exact:Benchmark": Tally(right=1)}),
        (["Benchmark", "Dataset"], "Dataset", {}),  # both are accepted
        (["Method", "Dataset"], "Method", {}),  # neither was said
        (["Method", "Dataset"], "Dataset", {"exact:Dataset": Tally(right=1)}),
    ],
)
def test_benchmark_or_data_set_is_judged_where_only_one_is_accepted(
    kinds: list[str], said: str, measured: dict[str, Tally]
) -> None:
    """Where a careful reader could defend both, either is right."""
    scores = evaluate([paper(entity("e1", "SquintBench", types=kinds))], [paper(entity("e1", "SquintBench", said))])

    assert {name: each for name, each in scores.tallies.items() if name.startswith("exact:")} == measured


def test_what_is_optional_counts_neither_way() -> None:
    """Extracted or not, under whatever kind and role and however often, it changes nothing."""
    gold = paper(LENS, UMBRELLA)
    silent = evaluate([gold], [paper(LENS)])
    spoken = evaluate([gold], [paper(LENS, entity("a", "LLMs", "Task", "measures"), entity("b", "llm"))])

    assert silent == spoken
    assert silent["entity"] == Tally(right=1)


def test_a_paper_that_was_not_extracted_is_missed() -> None:
    """All of it, while extracted papers without annotations are passed over."""
    scores = evaluate([paper(LENS, ROPE)], [paper(LENS, arxiv="2502.00001")])

    assert scores["entity"] == Tally(missed=2)
    assert scores["role"] == Tally(missed=2)
    assert (scores.papers, scores.predicted) == (1, 0)


# --- which is which -----------------------------------------------------------------------------


def test_an_alias_of_the_annotation_is_a_name() -> None:
    """The extraction may call a thing by any surface that is annotated."""
    gold = paper(entity("e1", "Rotary Position Embedding", aliases=["RoPE"]))

    assert tally_of("entity", gold, paper(ROPE)) == Tally(right=1)


def test_an_extracted_alias_matches_where_nothing_else_claims_it() -> None:
    """A surface that two extracted entities claim tells nothing."""
    gold = paper(ROPE)
    one = entity("a", "Rotary Position Embedding", aliases=["RoPE"])
    other = entity("b", "Rotation", aliases=["RoPE"])

    assert tally_of("entity", gold, paper(one)) == Tally(right=1)
    assert tally_of("entity", gold, paper(one, other)) == Tally(wrong=2, missed=1)


def test_each_annotated_entity_is_found_once() -> None:
    """The second extracted entity of one thing is wrong."""
    assert tally_of("entity", paper(ROPE), paper(ROPE, entity("e7", "rope"))) == Tally(right=1, wrong=1)


def test_the_same_name_goes_before_an_alias() -> None:
    """A family does not take the place of its member."""
    gold = paper(entity("e1", "Lens", "Model"), entity("e2", "Lens-7B", "Model", aliases=["Lens small"]))
    said = paper(entity("a", "Lens small", "Model"), entity("b", "Lens-7B", "Model"), entity("c", "Lens", "Model"))

    assert tally_of("entity", gold, said) == Tally(right=2, wrong=1)


def test_a_clear_entity_goes_before_an_optional_one() -> None:
    """A surface of both stands for the one that counts."""
    gold = paper(
        entity("e1", "LLM judge", aliases=["judge"], optional=True), entity("e2", "judging", aliases=["judge"])
    )

    assert tally_of("entity", gold, paper(entity("a", "judge"))) == Tally(right=1)


def test_whoever_has_fewer_choices_goes_first() -> None:
    """A surface that two annotated entities share leaves the one that the other name needs."""
    gold = paper(entity("e1", "Lens One", aliases=["lens", "one"]), entity("e2", "Lens Two", aliases=["lens"]))

    assert tally_of("entity", gold, paper(entity("a", "lens"), entity("b", "one"))) == Tally(right=2)


# --- roles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("annotated", "said", "tally"),
    [
        (["uses"], ["uses"], Tally(right=1)),
        (["uses", "evaluates"], ["evaluates"], Tally(right=1)),  # one of them is enough
        (["uses", "evaluates"], ["uses", "evaluates"], Tally(right=1)),
        (["uses"], ["uses", "evaluates"], Tally(right=1, wrong=1)),
        (["uses"], ["evaluates"], Tally(wrong=1, missed=1)),
        (["uses"], [], Tally(missed=1)),
        (["uses"], ["mentions"], Tally(missed=1)),  # to mention is no fact
        (["mentions"], ["mentions"], Tally()),
        (["mentions"], ["uses"], Tally(wrong=1)),
    ],
)
def test_a_role_is_right_where_the_annotation_lists_it(annotated: list[str], said: list[str], tally: Tally) -> None:
    """One fact per entity, its role; `mentions` is never a fact."""
    gold, predicted = entity("e1", "RoPE", "Method", *annotated), entity("e1", "RoPE", "Method", *said)

    assert tally_of("role", paper(gold), paper(predicted)) == tally


def test_a_role_needs_its_entity() -> None:
    """The role of an entity of the wrong kind, or of none, is wrong; that of a missed one is missed."""
    wrong_kind = entity("e2", "RoPE", "Task", "uses")

    assert tally_of("role", paper(ROPE), paper(wrong_kind)) == Tally(wrong=1, missed=1)
    assert tally_of("role", paper(), paper(ROPE)) == Tally(wrong=1)
    assert tally_of("role", paper(ROPE), paper()) == Tally(missed=1)


# --- relations ----------------------------------------------------------------------------------


def test_a_relation_is_right_where_ends_and_label_are() -> None:
    """Whatever the ids: the entities that they stand for count."""
    gold = paper(LENS, ROPE, relations=[["e1", "basedOn", "e2"]])
    same = paper(entity("x", "RoPE"), entity("y", "TinyLens", "Model"), relations=[["y", "basedOn", "x"]])
    turned = paper(LENS, ROPE, relations=[["e2", "basedOn", "e1"]])

    assert tally_of("relation", gold, same) == Tally(right=1)
    assert tally_of("relation", gold, turned) == Tally(wrong=1, missed=1)


def test_a_relation_with_an_unknown_end_is_wrong() -> None:
    """An entity that stands for nothing annotated has no id that could be right, not even by chance."""
    gold = paper(LENS, ROPE, relations=[["e1", "basedOn", "e2"]])
    said = paper(LENS, entity("e2", "Wheel"), relations=[["e1", "basedOn", "e2"]])

    assert tally_of("relation", gold, said) == Tally(wrong=1, missed=1)


def test_relations_of_optional_entities_count_neither_way() -> None:
    """Neither when they are annotated nor when they are said."""
    gold = paper(LENS, UMBRELLA, relations=[["e1", "basedOn", "e9"]])
    said = paper(LENS, UMBRELLA, relations=[["e9", "outperforms", "e1"]])

    assert tally_of("relation", gold, said) == Tally()


# --- results ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("benchmark", None, set()),
        ("subject", "e2", {"result"}),
        ("metric", None, {"result"}),
        ("kind", "ratio", {"result", "result-strict"}),
        ("unit", None, {"result", "result-strict"}),
        ("baseline", "e1", {"result", "result-strict"}),
        ("baseline_value", "39", {"result", "result-strict"}),
        ("baseline_value", "40.0", {"result", "result-strict", "result-full"}),
    ],
)
def test_each_measure_of_results_looks_at_more_fields(field: str, value: str | None, right: set[str]) -> None:
    """The value always, then the benchmark; strictly subject and metric; fully all the rest."""
    figure = result("41.50", subject="e1", benchmark="e3", metric="e4", unit="%", baseline="e2", baseline_value="40")
    entities = (LENS, ROPE, BENCH, ACCURACY)
    scores = evaluate([paper(*entities, results=[figure])], [paper(*entities, results=[{**figure, field: value}])])

    assert {name for name in ("result", "result-strict", "result-full") if scores[name].right} == right
    assert scores["result"].right + scores["result"].missed == 1


def test_a_range_is_one_value_however_its_dash_is_printed() -> None:
    """But neither of its ends is."""
    gold = paper(results=[result("4-15")])

    assert tally_of("result", gold, paper(results=[result("4~15")])) == Tally(right=1)
    assert tally_of("result", gold, paper(results=[result("4")])) == Tally(wrong=1, missed=1)


def test_a_field_that_names_an_optional_entity_accepts_anything() -> None:
    """Even nothing."""
    gold = paper(UMBRELLA, BENCH, results=[result("7", benchmark="e9")])

    assert tally_of("result", gold, paper(results=[result("7")])) == Tally(right=1)
    assert tally_of("result", gold, paper(BENCH, results=[result("7", benchmark="e3")])) == Tally(right=1)


def test_each_annotated_figure_is_found_once() -> None:
    """A figure that is said twice is wrong the second time."""
    twice = paper(results=[result("7"), result("7.0")])

    assert tally_of("result", paper(results=[result("7")]), twice) == Tally(right=1, wrong=1)


# --- confidences -------------------------------------------------------------------------------


def test_without_confidences_there_is_no_calibration() -> None:
    """Annotations carry none."""
    record = paper(entity("e1", "RoPE"))

    assert evaluate([record], [record]).calibration is None
    assert "calibration" not in evaluate([record], [record]).as_dict()


def test_confidence_of_typed_entities_is_what_is_calibrated() -> None:
    """An entity of the wrong kind is as wrong as one that is none; an optional one is not rated."""
    gold = paper(entity("e1", "RoPE"), entity("e2", "Lens"), entity("e3", "LLM", optional=True))
    said = paper(
        entity("e1", "RoPE", confidence=1.0),
        entity("e2", "Lens", "Task", confidence=1.0),
        entity("e3", "LLM", confidence=1.0),
    )

    assert evaluate([gold], [said]).calibration == Calibration(ece=0.5, auroc=0.5)


# --- mistakes -----------------------------------------------------------------------------------


def test_every_mistake_is_told() -> None:
    """With its kind, paper, what exactly, and the name it is about."""
    number = "2502.13923"
    gold = paper(
        LENS, ROPE, BENCH, ACCURACY, relations=[["e1", "basedOn", "e2"]], results=[result("41", benchmark="e3")]
    )
    said = paper(
        entity("a", "TinyLens", "Task"),
        entity("b", "RoPE", "Method", "evaluates"),
        entity("c", "SquintBench", "Benchmark", "evaluatesOn"),
        entity("d", "Conclusion"),
        relations=[["d", "componentOf", "b"]],
        results=[result("42", benchmark="c")],
    )

    assert evaluate([gold], [said]).errors == (
        Mistake("type", number, "Model->Task", "TinyLens"),
        Mistake("role", number, "uses->evaluates", "RoPE"),
        Mistake("spurious", number, "Method", "Conclusion"),
        Mistake("missed", number, "Metric", "accuracy"),
        Mistake("relation wrong", number, "componentOf", "Conclusion → RoPE"),
        Mistake("relation missed", number, "basedOn", "TinyLens → RoPE"),
        Mistake("result wrong", number, "42", "SquintBench"),
        Mistake("result missed", number, "41", "SquintBench"),
    )


# --- for any record -----------------------------------------------------------------------------

NAMES = st.text("abcdeXYZ가나 -", min_size=1, max_size=8).filter(lambda name: name.strip(" -") != "")


@st.composite
def records(draw: st.DrawFn, *, aliases: int = 0) -> Record:
    """Draw an annotated paper in which no two entities share a name, each with at most so many aliases."""
    names = draw(st.lists(NAMES, min_size=1, max_size=8, unique_by=_bare))
    ids = [f"e{number}" for number in range(len(names))]
    entities = [
        {
            "id": number,
            "name": name,
            "aliases": draw(st.lists(NAMES, max_size=aliases)),
            "types": draw(st.lists(st.sampled_from([*Kind]), min_size=1, max_size=2, unique=True)),
            "roles": draw(st.lists(st.sampled_from([*Role]), max_size=2, unique=True)),
            "optional": draw(st.booleans()),
            "confidence": draw(st.sampled_from([0.1, 0.5, 0.9])),
        }
        for number, name in zip(ids, names, strict=True)
    ]
    ends = st.sampled_from(ids)
    relation = st.tuples(ends, st.sampled_from([*RelationKind]), ends).map(list)
    return paper(
        *entities, relations=draw(st.lists(relation, max_size=4)), results=draw(st.lists(_figures(ids), max_size=4))
    )


def _bare(name: str) -> str:
    return name.replace(" ", "").replace("-", "").lower()


def _figures(ids: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    ends = st.sampled_from([None, *ids])
    values = st.sampled_from(["1", "2.50", "4-15"])
    return st.builds(result, values, benchmark=ends, subject=ends, metric=ends, kind=st.sampled_from([*ResultKind]))


@given(records())
def test_annotations_agree_with_themselves(record: Record) -> None:
    """Nothing is wrong or missed where the extraction says what is annotated."""
    scores = evaluate([record], [record])

    assert all(each.wrong == each.missed == 0 for each in scores.tallies.values())
    assert scores.errors == ()
    assert scores["entity"].right == sum(not each["optional"] for each in record["entities"])
    assert scores["result"].right == scores["result-full"].right == len(record["results"])


@given(records(), records(), st.randoms(use_true_random=False))
def test_the_order_of_entities_and_relations_changes_nothing(gold: Record, said: Record, chance: random.Random) -> None:
    """Neither that of the annotations nor that of the extraction."""
    straight, shuffled = evaluate([gold], [said]), evaluate([_shuffled(gold, chance)], [_shuffled(said, chance)])

    assert straight.as_dict() == shuffled.as_dict()
    assert sorted(straight.errors) == sorted(shuffled.errors)


@given(records(aliases=2), records(aliases=2), st.randoms(use_true_random=False))
def test_the_order_of_what_is_said_changes_nothing(gold: Record, said: Record, chance: random.Random) -> None:
    """Not even where aliases leave several ways to pair."""
    straight, shuffled = evaluate([gold], [said]), evaluate([gold], [_shuffled(said, chance)])

    assert straight.as_dict() == shuffled.as_dict()


def _shuffled(record: Record, chance: random.Random) -> Record:
    lists = {key: chance.sample(record[key], len(record[key])) for key in ("entities", "relations")}
    return {**record, **lists}


@given(records(), records())
def test_every_annotated_entity_is_right_or_missed(gold: Record, said: Record) -> None:
    """And every extracted one is right, wrong or excused."""
    tally = evaluate([gold], [said])["entity"]

    assert tally.right + tally.missed == sum(not each["optional"] for each in gold["entities"])
    assert tally.right + tally.wrong <= len(said["entities"])
