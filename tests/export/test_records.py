"""The records of `kg extract`: one per paper, whatever the number of its digests."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.builder import Build, build
from kg.evaluate import evaluate
from kg.export.records import dump, paper_records
from kg.model import (
    Entry,
    Evidence,
    Extraction,
    Figure,
    Kind,
    Knowledge,
    Paper,
    Passage,
    Relation,
    RelationKind,
    ResultKind,
    Role,
    Section,
    Span,
    StatedRole,
    Term,
)

MONDAY, FRIDAY = "2025-02-17", "2025-02-21"
NUMBER = "2502.13923"
QUOTE = Evidence("x.md", Span(0, 4), "Lens")


def quoted(date: str, start: int, words: str) -> Evidence:
    """Quote words of the digest of a date."""
    return Evidence(f"{date}.md", Span(start, start + len(words)), words)


def term(number: str, name: str, *roles: Role, **more: Any) -> Term:
    """Return a model with the roles given, the main one first; `more` overrides fields."""
    usual = Term(number, name, (), Kind.MODEL, 0.5, tuple(StatedRole(role, 0.5, QUOTE) for role in roles), ())
    return usual if not more else Term(**{key: more.get(key, getattr(usual, key)) for key in Term.__slots__})


def relation(head: str, kind: RelationKind, tail: str) -> Relation:
    """Return a relation between two terms."""
    return Relation(head, kind, tail, 0.5, QUOTE)


def figure(value: str, subject: str | None = None, **more: Any) -> Figure:
    """Return a figure of one term."""
    fields = dict.fromkeys(("unit", "benchmark", "metric", "baseline", "baseline_value"))
    return Figure(
        value=value, subject=subject, kind=ResultKind.ABSOLUTE, confidence=0.5, evidence=QUOTE, **fields | more
    )


def said(
    date: str,
    terms: Sequence[Term],
    relations: Sequence[Relation] = (),
    figures: Sequence[Figure] = (),
    number: str = NUMBER,
) -> Extraction:
    """Return what the digest of a date says of a paper."""
    title = Passage("TinyLens", 0, Section.TITLE)
    entry = Entry(number, f"https://arxiv.org/abs/{number}", date, title, None, (), False, (), f"{date}.md", 3)
    return Extraction(entry, tuple(terms), tuple(relations), tuple(figures))


def linked(*extractions: Extraction, one: Mapping[str, str] | None = None) -> Knowledge:
    """Return what links the extractions: entities by name; `one` gives names that mean another's thing."""
    dates: dict[str, list[str]] = {}
    for each in extractions:
        dates.setdefault(each.entry.arxiv_id, []).append(each.entry.date)
    names = {
        (each.entry.arxiv_id, each.entry.date, part.id): f"iri:{(one or {}).get(part.name, part.name)}"
        for each in extractions
        for part in each.terms
    }
    signed = (("김민지", "iri:minji"), ("Minji Kim", "iri:minji"))
    papers = tuple(
        Paper(f"iri:{number}", number, "TinyLens", "2025-02", 7, tuple(days), signed, False, ())
        for number, days in dates.items()
    )
    return Knowledge("iri:", {}, papers, (), (), (), (), names)


def record_of(*extractions: Extraction, one: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the only record of extractions of one paper."""
    (record,) = paper_records(extractions, linked(*extractions, one=one))
    return record


# --- one digest ---------------------------------------------------------------------------------


def test_a_record_holds_all_that_an_entry_says() -> None:
    """In the shape of the annotations, and with what they lack: title, votes, authors, IRIs, evidence."""
    lens = term("e1", "TinyLens", Role.INTRODUCES, aliases=("타이니렌즈",), mentions=(quoted(MONDAY, 30, "TinyLens"),))
    base = term("e2", "Lens", Role.USES, Role.COMPARES_WITH, confidence=0.123456)
    extraction = said(
        MONDAY,
        [lens, base],
        [relation("e1", RelationKind.BASED_ON, "e2")],
        [figure("41.50", "e1", unit="%", baseline="e2", baseline_value="40")],
    )

    assert record_of(extraction) == {
        "arxiv": NUMBER,
        "digest": MONDAY,
        "digests": [MONDAY],
        "title": "TinyLens",
        "votes": 7,
        "authors": [{"name": "김민지", "iri": "iri:minji"}, {"name": "Minji Kim", "iri": "iri:minji"}],
        "authorsComplete": False,
        "entities": [
            {
                "id": "e1",
                "name": "TinyLens",
                "aliases": ["타이니렌즈"],
                "types": ["Model"],
                "roles": ["introduces"],
                "iri": "iri:TinyLens",
                "confidence": 0.5,
                "evidence": [{"source": "2025-02-17.md", "start": 30, "end": 38, "quote": "TinyLens"}],
            },
            {
                "id": "e2",
                "name": "Lens",
                "aliases": [],
                "types": ["Model"],
                "roles": ["uses", "comparesWith"],
                "iri": "iri:Lens",
                "confidence": 0.1235,
                "evidence": [],
            },
        ],
        "relations": [["e1", "basedOn", "e2"]],
        "results": [
            {
                "subject": "e1",
                "benchmark": None,
                "metric": None,
                "value": "41.50",
                "unit": "%",
                "kind": "absolute",
                "baseline": "e2",
                "baseline_value": "40",
            }
        ],
    }


def test_records_are_sorted_by_arxiv_id() -> None:
    """Whatever the dates of the digests."""
    extractions = [said(MONDAY, [], number="2502.99999"), said(FRIDAY, [], number="2502.00001")]

    records = paper_records(extractions, linked(*extractions))

    assert [record["arxiv"] for record in records] == ["2502.00001", "2502.99999"]


# --- several digests ----------------------------------------------------------------------------


def test_a_paper_of_two_digests_is_one_record() -> None:
    """With both dates; what stands in one digest only is kept."""
    record = record_of(said(MONDAY, [term("e1", "TinyLens")]), said(FRIDAY, [term("e1", "Lens")]))

    assert (record["digest"], record["digests"]) == (MONDAY, [MONDAY, FRIDAY])
    assert [(each["id"], each["name"]) for each in record["entities"]] == [("e1", "TinyLens"), ("e2", "Lens")]


def test_what_two_digests_say_of_one_entity_is_joined() -> None:
    """The first names it; aliases, kinds, roles and evidence are of both, each once, main roles first."""
    first = term(
        "e1", "TinyLens", Role.INTRODUCES, Role.EVALUATES, aliases=("TL",), mentions=(quoted(MONDAY, 9, "TL"),)
    )
    second = term(
        "e4",
        "tiny lens",
        Role.USES,
        Role.INTRODUCES,
        aliases=("TL", "TinyLens"),
        kind=Kind.METHOD,
        confidence=0.9,
        mentions=(quoted(FRIDAY, 5, "tiny lens"), quoted(FRIDAY, 2, "TL")),
    )
    (entity,) = record_of(said(MONDAY, [first]), said(FRIDAY, [second]), one={"tiny lens": "TinyLens"})["entities"]

    assert (entity["id"], entity["name"], entity["aliases"]) == ("e1", "TinyLens", ["TL", "tiny lens"])
    assert entity["types"] == ["Model", "Method"]
    assert entity["roles"] == ["introduces", "uses", "evaluates"]
    assert entity["confidence"] == 0.9
    assert [(each["source"], each["start"]) for each in entity["evidence"]] == [
        ("2025-02-17.md", 9),
        ("2025-02-21.md", 2),
        ("2025-02-21.md", 5),
    ]


def test_relations_and_results_follow_their_entities() -> None:
    """Ids are those of the record, and what both digests say is said once."""
    monday = said(
        MONDAY,
        [term("e1", "TinyLens"), term("e2", "Lens")],
        [relation("e1", RelationKind.BASED_ON, "e2")],
        [figure("41", "e1")],
    )
    friday = said(
        FRIDAY,
        [term("e1", "Lens"), term("e2", "GreatLens"), term("e3", "TinyLens")],
        [relation("e3", RelationKind.BASED_ON, "e1"), relation("e3", RelationKind.OUTPERFORMS, "e2")],
        [figure("41", "e3", unit="%"), figure("42", "e3", baseline="e2")],
    )
    record = record_of(monday, friday)

    assert record["relations"] == [["e1", "basedOn", "e2"], ["e1", "outperforms", "e3"]]
    assert [(each["subject"], each["value"], each["baseline"]) for each in record["results"]] == [
        ("e1", "41", None),
        ("e1", "42", "e3"),
    ]


def test_nothing_is_related_to_itself() -> None:
    """Where linking shows two terms of an entry to be one thing, the relation between them goes."""
    entry = said(
        MONDAY, [term("e1", "TinyLens"), term("e2", "타이니렌즈")], [relation("e2", RelationKind.VARIANT_OF, "e1")]
    )
    record = record_of(entry, one={"타이니렌즈": "TinyLens"})

    assert [each["aliases"] for each in record["entities"]] == [["타이니렌즈"]]
    assert record["relations"] == []


# --- lines --------------------------------------------------------------------------------------


@given(st.text())
def test_a_dump_is_one_line_for_every_reader(text: str) -> None:
    """JSON gives back what was dumped, and no character in it ends a line, not even in Python's eyes."""
    line = dump({"title": text, "votes": None})

    assert json.loads(line) == {"title": text, "votes": None}
    assert line.splitlines() == [line]


def test_korean_stays_readable() -> None:
    """Letters are not escaped, and keys keep their order."""
    assert dump({"title": "확산 모델", "arxiv": NUMBER}) == '{"title": "확산 모델", "arxiv": "2502.13923"}'


# --- the sample ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Build:
    """Return the build of the bundled sample."""
    return build()


def test_every_quotation_stands_at_its_offsets(sample: Build) -> None:
    """In code points of the source file."""
    raw = {document.source: document.raw for document in sample.documents}
    quotations = [each for record in sample.records() for entity in record["entities"] for each in entity["evidence"]]

    assert quotations
    assert all(raw[each["source"]][each["start"] : each["end"]] == each["quote"] for each in quotations)


def test_every_id_of_a_record_is_one_of_its_entities(sample: Build) -> None:
    """Entities have distinct ids and IRIs of the graph; relations and results refer to them."""
    known = {entity.iri for entity in sample.entities}
    for record in sample.records():
        ids = [entity["id"] for entity in record["entities"]]
        iris = [entity["iri"] for entity in record["entities"]]
        ends = {end for head, _, tail in record["relations"] for end in (head, tail)}
        ends |= {each[key] for each in record["results"] for key in ("subject", "benchmark", "metric", "baseline")}

        assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
        assert len(set(iris)) == len(iris)
        assert set(iris) <= known
        assert ends - {None} <= set(ids)


def test_records_say_what_the_graph_says(sample: Build) -> None:
    """The papers, their authors, and which entity is related to which."""
    records = sample.records()
    relations = {
        (names[head], label, names[tail])
        for record in records
        for names in [{entity["id"]: entity["iri"] for entity in record["entities"]}]
        for head, label, tail in record["relations"]
    }

    assert [record["arxiv"] for record in records] == sorted(paper.arxiv_id for paper in sample.papers)
    assert {each["iri"] for record in records for each in record["authors"]} == {each.iri for each in sample.authors}
    assert relations == {
        (claim.subject, claim.predicate, claim.object)
        for claim in sample.claims
        if claim.predicate in {kind.value for kind in RelationKind}
    }


def test_records_are_an_extraction_that_agrees_with_itself(sample: Build) -> None:
    """The measure reads them as annotations and as an extraction; names that two entities share are rare."""
    assert evaluate(sample.records(), sample.records())["entity"].f1 == 1.0
