"""What is wrong, counted by kind: figures that say where to look next."""

from typing import Any

import pytest

from kg.evaluate import Scores, Tally, evaluate
from kg.evaluate.analysis import Analysis, Excess, Fault, Place, analyse, role_faults

NUMBER = "2502.13923"


def entity(number: str, name: str, kind: str = "Model", role: str = "uses", **more: Any) -> dict[str, Any]:
    """Return an entity of a record."""
    return {"id": number, "name": name, "types": [kind], "roles": [role], **more}


GOLD = {
    "arxiv": NUMBER,
    "entities": [
        entity("e1", "Lens"),
        entity("e2", "Lens-7B"),
        entity("e3", "지식 증류", "Method", aliases=["knowledge distillation"]),
        entity("e4", "정확도", "Metric", "measures"),
        entity("e5", "Prism"),
        entity("e6", "문화 편견", "Task", "addresses"),
        entity("e7", "AI", optional=True),
    ],
    "relations": [["e2", "variantOf", "e1"], ["e5", "basedOn", "e1"], ["e2", "outperforms", "e5"]],
    "results": [
        {"value": "70.2", "subject": "e2", "metric": "e4", "benchmark": None},
        {"value": "9", "subject": "e1", "benchmark": None},
    ],
}
SAID = {
    "arxiv": NUMBER,
    "title": "Lens Report",
    "entities": [
        entity("a", "Lens", role="introduces"),
        entity("b", "Lens-7B"),
        entity("c", "Prism"),
        entity("d", "편견", "Task"),
        entity("e", "증류를 위한 지식 증류", "Method"),
        entity("f", "Zephyr"),
        entity("g", "AI"),
    ],
    "relations": [
        ["b", "variantOf", "a"],
        ["a", "basedOn", "c"],
        ["b", "variantOf", "c"],
        ["a", "outperforms", "b"],
        ["f", "variantOf", "a"],
        ["c", "componentOf", "b"],
        ["a", "basedOn", "g"],
    ],
    "results": [
        {"value": "70.2", "subject": "b", "metric": None, "benchmark": None},
        {"value": "8", "subject": "b", "benchmark": None},
    ],
}


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """Return the analysis of a paper with every sort of mistake."""
    return analyse([GOLD], [SAID])


@pytest.fixture(scope="module")
def scores() -> Scores:
    """Return the scores of the same paper."""
    return evaluate([GOLD], [SAID])


def test_names_are_counted_by_how_they_are_written(analysis: Analysis, scores: Scores) -> None:
    """What is optional is none of them; together they are the recall of names."""
    assert analysis.places == {
        Place.KOREAN: Tally(right=0, missed=2),
        Place.GLOSSED: Tally(right=0, missed=1),
        Place.TITLE: Tally(right=1),
        Place.BODY: Tally(right=2),
    }
    assert sum(each.missed for each in analysis.places.values()) == scores["entity-untyped"].missed


def test_wrong_names_are_held_against_missed_ones(analysis: Analysis, scores: Scores) -> None:
    """A name cut too short or too long is another fault than one that is nothing."""
    assert analysis.excess == {Excess.WHOLE: 1, Excess.OTHER: 1, Excess.PART: 1}
    assert sum(analysis.excess.values()) == scores["entity-untyped"].wrong


def test_relations_are_tallied_by_label(analysis: Analysis, scores: Scores) -> None:
    """What rests on an optional entity does not count."""
    assert analysis.relations == {
        "basedOn": Tally(wrong=1, missed=1),
        "componentOf": Tally(wrong=1),
        "outperforms": Tally(wrong=1, missed=1),
        "variantOf": Tally(right=1, wrong=2),
    }
    assert sum(each.wrong for each in analysis.relations.values()) == scores["relation"].wrong


def test_wrong_relations_are_told_apart(analysis: Analysis) -> None:
    """By what the annotation states between their ends."""
    assert analysis.faults == {Fault.LABEL: 3, Fault.END: 1, Fault.REVERSED: 1}


def test_results_are_tallied_slot_by_slot(analysis: Analysis, scores: Scores) -> None:
    """The value alone, then with each field: what is lost between two rows is that field's fault."""
    assert analysis.slots["value alone"] == Tally(right=1, wrong=1, missed=1)
    assert analysis.slots["value and subject"] == Tally(right=1, wrong=1, missed=1)
    assert analysis.slots["value and metric"] == Tally(right=0, wrong=2, missed=2)
    assert analysis.slots["result"] == scores["result"]
    assert analysis.slots["result-full"] == scores["result-full"]


def test_roles_are_lost_with_their_entity_or_taken_for_others(scores: Scores) -> None:
    """The two are told apart."""
    lost, confused = role_faults(scores)

    assert lost == 3
    assert confused == {"uses->introduces": 1}


def test_papers_that_were_not_extracted_are_missed_as_a_whole() -> None:
    """Their titles are not known, so no name stands in one."""
    analysis = analyse([GOLD], [])

    assert analysis.places[Place.BODY] == Tally(missed=3)
    assert Place.TITLE not in analysis.places
