"""What a language model states counts as far as the entry bears it out word by word."""

import json
from typing import Any

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.extract import create_pipeline, extract_documents
from kg.extract.backends.answers import read_answer
from kg.extract.backends.llm import LONGEST_TEXT, LanguageModel
from kg.extract.backends.questions import PROMPT, SCHEMA, make_question
from kg.extract.backends.verify import Reason, numbers_at
from kg.model import Document, Extraction, Kind, RelationKind, ResultKind, Role

FIRST = "본 논문은 나침반 모델 Compass-X를 제안하며, Compass-X-7B는 그 변형이다."
SECOND = "Compass-X-7B는 HarborBench에서 정확도 71.5%로 LightHouse의 64.2%를 앞선다."
PAPERS: Document = small.digest(("2310.11511", "Compass-X: Finding Ways", f"- {FIRST}\n- {SECOND}"))


def entity(id_: str, name: str, kind: str, role: str, evidence: str = SECOND, **more: Any) -> dict[str, Any]:
    """Return an entity as a model would state it."""
    return {"id": id_, "name": name, "aliases": [], "type": kind, "role": role, "evidence": evidence, **more}


def relation(head: str, kind: str, tail: str, evidence: str) -> dict[str, Any]:
    """Return a relation as a model would state it."""
    return {"head": head, "kind": kind, "tail": tail, "evidence": evidence}


def figure(**changed: Any) -> dict[str, Any]:
    """Return the result of the entry as a model would state it, something changed."""
    stated = {"subject": "b", "benchmark": "c", "metric": "d", "baseline": "e", "baseline_value": "64.2"}
    return {**stated, "value": "71.5", "unit": "%", "kind": "absolute", "evidence": SECOND, **changed}


ENTITIES = [
    entity("a", "Compass-X", "Model", "introduces", FIRST),
    entity("b", "Compass-X-7B", "Model", "introduces"),
    entity("c", "HarborBench", "Benchmark", "evaluatesOn"),
    entity("d", "정확도", "Metric", "measures"),
    entity("e", "LightHouse", "Model", "comparesWith"),
]
RELATIONS = [relation("b", "variantOf", "a", FIRST), relation("b", "outperforms", "e", SECOND)]


def answer(entities: Any = ENTITIES, relations: Any = RELATIONS, results: Any = None) -> str:
    """Return the text of an answer."""
    results = [figure()] if results is None else results
    return json.dumps({"entities": entities, "relations": relations, "results": results}, ensure_ascii=False)


class Says:
    """Answers every question with the same words."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.questions: list[str] = []

    def ask(self, question: str) -> str:
        """Return the words."""
        self.questions.append(question)
        return self.content


def pipeline(content: str, *, replace: bool = True) -> tuple[Language, LanguageModel]:
    """Return our pipeline with a model that says something."""
    nlp = create_pipeline()
    model: Any = nlp.add_pipe("kg_llm", config={"url": "http://127.0.0.1:9/v1", "model": "m", "replace": replace})
    model.chat = Says(content)
    return nlp, model


def extract(content: str, *, replace: bool = True) -> tuple[Extraction, dict[str, int]]:
    """Return what the entry says, and how many statements were dropped, by reason."""
    nlp, model = pipeline(content, replace=replace)
    (extraction,) = extract_documents([PAPERS], nlp)
    return extraction, dict(model.tally.dropped)


# --- what stands in the text --------------------------------------------------------------------


def test_an_answer_that_the_text_bears_out_is_taken_whole() -> None:
    """Kinds, roles, relations and figures are as stated; nothing is dropped."""
    found, dropped = extract(answer())
    names = {term.id: term.name for term in found.terms}

    assert dropped == {}
    assert {(term.name, term.kind, term.roles[0].role) for term in found.terms} == {
        ("Compass-X", Kind.MODEL, Role.INTRODUCES),
        ("Compass-X-7B", Kind.MODEL, Role.INTRODUCES),
        ("HarborBench", Kind.BENCHMARK, Role.EVALUATES_ON),
        ("정확도", Kind.METRIC, Role.MEASURES),
        ("LightHouse", Kind.MODEL, Role.COMPARES_WITH),
    }
    assert {(names[each.head], each.kind, names[each.tail]) for each in found.relations} == {
        ("Compass-X-7B", RelationKind.VARIANT_OF, "Compass-X"),
        ("Compass-X-7B", RelationKind.OUTPERFORMS, "LightHouse"),
    }
    (result,) = found.figures
    assert (result.value, result.unit, result.kind, result.baseline_value) == ("71.5", "%", ResultKind.ABSOLUTE, "64.2")
    assert [names[id_ or ""] for id_ in (result.subject, result.benchmark, result.metric, result.baseline)] == [
        "Compass-X-7B", "HarborBench", "정확도", "LightHouse",
    ]  # fmt: skip
    assert result.evidence.quote in PAPERS.raw


def test_the_longer_name_keeps_its_mentions() -> None:
    """A family does not claim the names of its members."""
    found, _ = extract(answer())
    mentions = {term.name: [each.quote for each in term.mentions] for term in found.terms}

    assert mentions["Compass-X"] == ["Compass-X", "Compass-X"]
    assert mentions["Compass-X-7B"] == ["Compass-X-7B", "Compass-X-7B"]


def test_an_invented_name_is_dropped_with_all_that_is_said_about_it() -> None:
    """And counted."""
    invented = [*ENTITIES, entity("z", "Zeppelin-9", "Model", "comparesWith")]
    found, dropped = extract(
        answer(invented, [*RELATIONS, relation("b", "outperforms", "z", SECOND)], [figure(), figure(baseline="z")])
    )

    assert "Zeppelin-9" not in {term.name for term in found.terms}
    assert len(found.relations) == 2
    assert len(found.figures) == 1
    assert dropped == {Reason.NAME: 1, Reason.END: 2}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"evidence": "LightHouse is much worse."}, Reason.EVIDENCE),
        ({"evidence": FIRST}, Reason.EVIDENCE),
        ({"aliases": ["LightHouse", "등대"]}, Reason.ALIAS),
        ({"name": "Light"}, Reason.NAME),
        ({"type": "Planet"}, Reason.MISSHAPEN),
        ({"name": 7}, Reason.MISSHAPEN),
        ({"name": "Compass-X: Finding Ways\nCompass-X"}, Reason.MISSHAPEN),
        ({"aliases": None}, Reason.MISSHAPEN),
    ],
)
def test_an_entity_that_the_text_does_not_bear_out_is_dropped(changed: dict[str, Any], reason: Reason) -> None:
    """Only an invented alias leaves its entity standing."""
    found, dropped = extract(answer([*ENTITIES[:4], {**ENTITIES[4], **changed}], [], []))

    assert dropped == {reason: 1}
    assert ("LightHouse" in {term.name for term in found.terms}) == (reason is Reason.ALIAS)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        (relation("b", "outperforms", "e", "b is better"), Reason.EVIDENCE),
        (relation("b", "outperforms", "e", FIRST), Reason.EVIDENCE),
        (relation("b", "outperforms", "b", SECOND), Reason.END),
        (relation("b", "outperforms", "q", SECOND), Reason.END),
        (relation("b", "marries", "e", SECOND), Reason.MISSHAPEN),
    ],
)
def test_a_relation_needs_evidence_that_names_both_ends(stated: dict[str, Any], reason: Reason) -> None:
    """Quoted character by character."""
    found, dropped = extract(answer(relations=[stated]))

    assert found.relations == ()
    assert dropped == {reason: 1}


def test_a_relation_holds_in_one_direction() -> None:
    """The first that is stated counts."""
    found, dropped = extract(answer(relations=[RELATIONS[1], relation("e", "outperforms", "b", SECOND)]))

    assert len(found.relations) == 1
    assert dropped == {Reason.KNOWN: 1}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"value": "99.9"}, Reason.VALUE),
        ({"value": "1.5"}, Reason.VALUE),
        ({"value": "7"}, Reason.VALUE),
        ({"value": "high"}, Reason.VALUE),
        ({"unit": "점"}, Reason.VALUE),
        ({"baseline_value": "64"}, Reason.VALUE),
        ({"evidence": FIRST}, Reason.VALUE),
        ({"evidence": "71.5% of all"}, Reason.EVIDENCE),
        ({"metric": "a"}, Reason.END),
        ({"value": 71.5}, Reason.MISSHAPEN),
    ],
)
def test_a_figure_has_to_be_printed_in_its_evidence(changed: dict[str, Any], reason: Reason) -> None:
    """By itself, not as a part of another number or of a name."""
    found, dropped = extract(answer(results=[figure(**changed)]))

    assert found.figures == ()
    assert dropped == {reason: 1}


def test_a_figure_about_an_umbrella_term_leaves_that_slot_empty() -> None:
    """The term stands in the text, so the figure is not made up."""
    sentence = "대규모 언어 모델은 HarborBench에서 71.5%를 기록했다."
    document = small.digest(("2310.11511", "A Study", f"- {sentence}"))
    stated = [
        entity("a", "대규모 언어 모델", "Model", "evaluates", sentence),
        entity("c", "HarborBench", "Benchmark", "evaluatesOn", sentence),
    ]
    about = figure(subject="a", metric=None, baseline=None, baseline_value=None, evidence=sentence)
    nlp, _ = pipeline(answer(stated, [], [about]))
    (found,) = extract_documents([document], nlp)

    assert [term.name for term in found.terms] == ["HarborBench"]
    assert [(each.value, each.subject, each.benchmark) for each in found.figures] == [("71.5", None, "e1")]


def test_a_range_is_one_number() -> None:
    """And its ends are none."""
    assert numbers_at("속도가 4-15배", "4-15", (0, 9)) == [(4, 8)]
    assert numbers_at("속도가 4-15배", "15", (0, 9)) == []


def test_an_umbrella_term_is_no_entity_but_may_be_an_alias() -> None:
    """The entity then stands under its other names."""
    document = small.digest(("2310.11511", "A Study", "- 나침반 모델(LLM)과 언어 모델을 쓴다."))
    evidence = "나침반 모델(LLM)과 언어 모델을 쓴다."
    stated = [
        entity("a", "나침반 모델", "Model", "uses", evidence, aliases=["LLM"]),
        entity("b", "언어 모델", "Method", "uses", evidence),
    ]
    nlp, model = pipeline(answer(stated, [], []))
    (found,) = extract_documents([document], nlp)

    assert [(term.name, term.aliases) for term in found.terms] == [("나침반 모델", ())]
    assert model.tally.dropped == {Reason.UMBRELLA: 1}


# --- beside ours --------------------------------------------------------------------------------


def test_completing_keeps_what_ours_found() -> None:
    """Terms, relations and figures stay as they are, in their order; the model's come behind."""
    (ours,) = extract_documents([PAPERS])
    both, _ = extract(answer(), replace=False)

    assert both.terms[: len(ours.terms)] == ours.terms
    assert set(ours.relations) <= set(both.relations)
    assert set(ours.figures) <= set(both.figures)
    assert {"Compass-X", "Compass-X-7B", "HarborBench", "LightHouse"} <= {
        name for term in both.terms for name in (term.name, *term.aliases)
    }
    assert len({term.name for term in both.terms}) == len(both.terms)


@pytest.mark.parametrize(
    "content", ["", "Sure! Here it is:", "[]", "{}", '{"entities": 1, "relations": [], "results": []}', "[" * 99999]
)
def test_an_answer_of_another_shape_leaves_ours(content: str) -> None:
    """And is counted."""
    nlp, model = pipeline(content)

    assert list(extract_documents([PAPERS], nlp)) == list(extract_documents([PAPERS]))
    assert model.tally.unusable == 1
    assert any("answers not in the shape asked for: 1;" in line for line in model.tally.lines())


def test_a_very_long_entry_is_not_sent() -> None:
    """It would cost without end."""
    nlp, model = pipeline(answer())
    document = small.digest(("2310.11511", "T", f"- {'나침반 ' * (LONGEST_TEXT // 4)}\n"))
    list(extract_documents([document], nlp))

    assert isinstance(model.chat, Says)
    assert model.chat.questions == []
    assert model.tally.oversize == 1


JSON = st.recursive(
    st.none()
    | st.integers()
    | st.sampled_from(["a", "b", "Compass-X", "HarborBench", "71.5", "%", FIRST, SECOND, "\n", ""]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
ROWS = st.lists(
    st.fixed_dictionaries(
        dict.fromkeys(("id", "name", "head", "tail", "evidence", "value", "unit", "subject", "benchmark"), JSON)
        | {name: st.none() | st.just("b") for name in ("metric", "baseline", "baseline_value")}
        | {"aliases": st.lists(JSON, max_size=2), "role": st.just("uses")}
        | {"type": st.sampled_from([*Kind]), "kind": st.sampled_from([*RelationKind, *ResultKind])}
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def asking() -> tuple[Language, LanguageModel]:
    """Return a pipeline whose model's words each test sets."""
    return pipeline("")


@given(entities=ROWS, relations=ROWS, results=ROWS, replace=st.booleans())
@settings(deadline=None, max_examples=60)
def test_whatever_is_answered_every_quotation_is_the_raw_text(
    entities: Any, relations: Any, results: Any, *, replace: bool, asking: tuple[Language, LanguageModel]
) -> None:
    """No answer can bring the graph out of step with its text."""
    nlp, model = asking
    model.replace = replace
    model.chat = Says(answer([*entities, *ENTITIES[:2]], relations, results))
    (found,) = extract_documents([PAPERS], nlp)

    assert all(PAPERS.raw[each.span.start : each.span.end] == each.quote for each in small.quotations(found))
    ids = {term.id for term in found.terms}
    assert {end for each in found.relations for end in (each.head, each.tail)} <= ids


# --- the question -------------------------------------------------------------------------------


def test_the_same_text_is_the_same_question() -> None:
    """It holds model, prompt, schema and text, so another of them is another question."""
    question = json.loads(make_question("m", "나침반"))

    assert make_question("m", "나침반") == make_question("m", "나침반")
    assert len({make_question(model, text) for model in "mn" for text in "ab"}) == 4
    assert question["temperature"] == 0
    assert [message["content"] for message in question["messages"]] == [PROMPT, "나침반"]
    assert question["response_format"]["json_schema"]["schema"] == SCHEMA


def test_the_prompt_names_every_kind_and_role() -> None:
    """As the schema does."""
    words = [*Kind, *Role, *RelationKind, *ResultKind]

    assert [word for word in words if word not in PROMPT] == []


def test_the_first_of_two_entities_with_one_id_counts() -> None:
    """The other is misshapen, since nobody could tell them apart."""
    read = read_answer(answer([*ENTITIES, entity("a", "LightHouse", "Task", "uses")], [], []))

    assert read is not None
    assert {each.id: each.name for each in read.entities}["a"] == "Compass-X"
    assert read.misshapen == 1
