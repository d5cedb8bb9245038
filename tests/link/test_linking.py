"""All that the entries say, joined: a function of the set of extractions."""

from collections.abc import Sequence

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.extract.lexicon import Lexicon
from kg.link import arrange, link
from kg.link.identity import Identity, SignatureKey, TermKey
from kg.model import Decision, Extraction, Knowledge

PARTS = ("papers", "authors", "entities", "claims", "results")


def iris(knowledge: Knowledge) -> set[str]:
    """Return the IRIs of all nodes, summaries and days among them."""
    nodes = {each.iri for part in PARTS for each in getattr(knowledge, part)}
    return nodes | {each.iri for paper in knowledge.papers for each in paper.summaries} | set(knowledge.days.values())


# --- laws ---------------------------------------------------------------------------------------


@given(st.data())
@settings(deadline=None)
def test_the_order_of_extractions_changes_nothing(data: st.DataObject) -> None:
    """Nor does giving one twice: the graph depends on the set alone."""
    said = data.draw(small.extractions())
    shuffled = data.draw(st.permutations(said))

    assert link([*shuffled, *said[:1]], small.LEXICON) == link(said, small.LEXICON)


@given(small.extractions())
@settings(deadline=None)
def test_arranging_beforehand_changes_nothing(said: list[Extraction]) -> None:
    """So that records and graph can be made from one arranged list."""
    assert link(arrange(said), small.LEXICON) == link(said, small.LEXICON)


@given(small.extractions(small.EARLY), small.extractions(small.LATE, first_line=100))
@settings(deadline=None)
def test_later_digests_take_no_iri_away(early: list[Extraction], late: list[Extraction]) -> None:
    """And give no term or signature of an earlier one to another node."""
    before, after = link(early, small.LEXICON), link([*late, *early], small.LEXICON)

    assert iris(before) <= iris(after)
    assert before.terms.items() <= after.terms.items()
    signed = {paper.arxiv_id: dict(paper.signatures) for paper in after.papers}
    assert all(dict(paper.signatures).items() <= signed[paper.arxiv_id].items() for paper in before.papers)


@given(small.extractions())
@settings(deadline=None)
def test_whatever_is_pointed_to_is_there(said: list[Extraction]) -> None:
    """Every end of every claim, result and signature is a node, and every node is sorted in once."""
    knowledge = link(said, small.LEXICON)
    entities = {each.iri for each in knowledge.entities}
    papers = {each.iri for each in knowledge.papers}
    results = {each.iri for each in knowledge.results}

    assert set(knowledge.terms.values()) == entities
    assert {iri for paper in knowledge.papers for iri in paper.authors} == {each.iri for each in knowledge.authors}
    assert {claim.object for claim in knowledge.claims} <= entities | papers
    assert {claim.subject for claim in knowledge.claims} <= entities | papers | results
    assert {claim.subject for claim in knowledge.claims if claim.predicate == "reportedIn"} == results
    assert {each.subject for each in knowledge.results} <= entities | {None}
    for part in PARTS:
        order = [each.iri for each in getattr(knowledge, part)]
        assert order == sorted(set(order))


# --- cases --------------------------------------------------------------------------------------


def test_nothing_said_is_an_empty_graph() -> None:
    """A digest without entries still is a day."""
    knowledge = link([], small.LEXICON, dates=["2025-02-20"])

    assert knowledge.days == {"2025-02-20": small.MINT.digest("2025-02-20")}
    assert iris(knowledge) == set(knowledge.days.values())


def test_days_are_in_order() -> None:
    """Those of empty digests among those of entries."""
    knowledge = link([small.says(small.entry(date="2023-05-30"))], small.LEXICON, dates=["2023-06-01", "2023-05-29"])

    assert list(knowledge.days) == ["2023-05-29", "2023-05-30", "2023-06-01"]


def test_a_known_thing_is_named_by_its_lexicon_key() -> None:
    """Even where an unknown one of the same slug came first."""
    unknown = small.says(small.entry(date="2023-05-29"), small.term("e1", "F I D!"))
    known = small.says(small.entry(date="2023-05-30"), small.term("e1", "FID", lexicon_key="fid"))
    terms = link([unknown, known], small.LEXICON).terms

    assert terms["2305.18290", "2023-05-30", "e1"] == small.MINT.entity("fid")
    assert terms["2305.18290", "2023-05-29", "e1"] != small.MINT.entity("fid")


def test_two_names_of_one_slug_are_two_entities() -> None:
    """A sign that a slug cannot carry still tells them apart."""
    said = small.says(small.entry(), small.term("e1", "A.B"), small.term("e2", "A,B"))

    assert len({*link([said], small.LEXICON).terms.values()}) == 2


def test_another_judgement_of_entities_takes_the_place_of_ours() -> None:
    """It need not know how nodes are named or described."""

    def all_one(extractions: Sequence[Extraction], _: Lexicon) -> Identity[TermKey]:
        return Identity({(e.entry.arxiv_id, e.entry.date, term.id): "it" for e in extractions for term in e.terms})

    said = small.says(small.entry(), small.term("e1", "CLIP"), small.term("e2", "BLIP"))
    (entity,) = link([said], small.LEXICON, judge_entities=all_one).entities

    assert (entity.iri, entity.label[0], entity.aliases) == (small.MINT.entity("clip"), "CLIP", (("BLIP", "en"),))


def test_another_judgement_of_authors_takes_the_place_of_ours() -> None:
    """Namesakes can become two people, the later one with a suffix from the first of their papers."""

    def by_paper(extractions: Sequence[Extraction]) -> Identity[SignatureKey]:
        return Identity({(e.entry.arxiv_id, s.name): e.entry.arxiv_id for e in extractions for s in e.entry.signatures})

    said = [small.says(small.entry("Shunsuke Saito", arxiv_id=arxiv_id)) for arxiv_id in ("2305.18290", "2305.00001")]

    assert len(link(said, small.LEXICON).authors) == 1
    assert [author.iri for author in link(said, small.LEXICON, judge_authors=by_paper).authors] == [
        small.MINT.author("shunsuke-saito"),
        small.MINT.author("shunsuke-saito-2305-18290"),
    ]


def test_a_node_that_turns_out_to_be_an_older_one_points_to_it() -> None:
    """Its sightings are the older one's, the decision is told, and its IRI is not lost."""

    def joined_later(extractions: Sequence[Extraction]) -> Identity[SignatureKey]:
        clusters = {(e.entry.arxiv_id, s.name): e.entry.arxiv_id for e in extractions for s in e.entry.signatures}
        later = Decision("2305.18290", "2305.00001", True, 0.9, "2305.18290", "Liu Yang", "the same co-authors")
        return Identity(clusters, {"2305.18290": "2305.00001"}, frozenset({"2305.18290"}), (later,))

    said = [
        small.says(small.entry(name, arxiv_id=arxiv_id))
        for arxiv_id, name in (("2305.18290", "Liu Yang"), ("2305.00001", "Yang Liu"))
    ]
    knowledge = link(said, small.LEXICON, judge_authors=joined_later)
    older, younger = small.MINT.author("yang-liu"), small.MINT.author("liu-yang")

    assert [(a.iri, a.aliases, a.ambiguous) for a in knowledge.authors] == [(older, ("Liu Yang",), True)]
    assert knowledge.replaced == ((younger, older),)
    assert [(each.one, each.other, each.reason) for each in knowledge.decisions] == [
        (younger, older, "the same co-authors")
    ]


def test_all_nodes_stand_below_the_base() -> None:
    """Which is the caller's to choose."""
    base = "https://example.org/kg/"
    said = small.says(small.entry("Chelsea Finn"), small.term("e1", "DPO"), figures=(small.figure("61"),))

    assert all(iri.startswith(base) for iri in iris(link([said], small.LEXICON, base=base)))


def test_a_base_that_is_no_iri_is_refused() -> None:
    """Before anything is named."""
    with pytest.raises(KgError, match="base IRI 'here'"):
        link([], small.LEXICON, base="here")
