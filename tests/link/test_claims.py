"""What each summary states, once, with all its evidence."""

import re

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.errors import LinkError
from kg.link.linking import link
from kg.model import Claim, Extraction, Knowledge, RelationKind, Role

PAPER = small.MINT.paper("2305.18290")
DPO, PPO = small.MINT.entity("direct-preference-optimization"), small.MINT.entity("ppo")


def linked(*said: Extraction) -> Knowledge:
    """Return what the entries say, linked."""
    return link(said, small.LEXICON)


def triples(knowledge: Knowledge) -> set[tuple[str, str, str]]:
    """Return what is claimed."""
    return {(claim.subject, claim.predicate, claim.object) for claim in knowledge.claims}


def only(claims: tuple[Claim, ...]) -> Claim:
    """Return the one claim there is."""
    (claim,) = claims
    return claim


def test_each_role_is_a_claim_of_the_paper() -> None:
    """A term with two roles makes two."""
    roles = (small.stated(Role.INTRODUCES), small.stated(Role.EVALUATES))

    assert triples(linked(small.says(small.entry(), small.term("e1", "DPO", roles=roles)))) == {
        (PAPER, "introduces", DPO),
        (PAPER, "evaluates", DPO),
    }


def test_a_relation_is_a_claim_between_entities() -> None:
    """In the direction that the paper states."""
    terms = (small.term("e1", "DPO", roles=()), small.term("e2", "PPO", roles=()))
    said = small.says(small.entry(), *terms, relations=(small.relation("e1", "e2", RelationKind.OUTPERFORMS),))

    assert triples(linked(said)) == {(DPO, "outperforms", PPO)}


def test_nothing_is_related_to_itself() -> None:
    """Two names in the text may turn out to be one thing."""
    terms = (small.term("e1", "DPO", roles=()), small.term("e2", "Direct Preference Optimization", roles=()))

    assert linked(small.says(small.entry(), *terms, relations=(small.relation("e1", "e2"),))).claims == ()


def test_a_result_is_reported_in_the_paper() -> None:
    """The claim about it gives its evidence."""
    knowledge = linked(small.says(small.entry(), figures=(small.figure("61"),)))
    (result,), claim = knowledge.results, only(knowledge.claims)

    assert (claim.subject, claim.predicate, claim.object) == (result.iri, "reportedIn", PAPER)
    assert claim.evidence == (small.figure("61").evidence,)


def test_a_figure_that_is_no_number_is_not_claimed() -> None:
    """There would be no result to point to."""
    knowledge = linked(small.says(small.entry(), figures=(small.figure("many"),)))

    assert (knowledge.claims, knowledge.results) == ((), ())


def test_what_a_summary_says_twice_is_one_claim_with_both_sentences() -> None:
    """As sure as the surer of the two, to two decimals."""
    roles = (small.stated(Role.USES, 0.50004, "DPO를 쓴다."), small.stated(Role.USES, 0.87654, "다시 DPO를 쓴다."))
    claim = only(linked(small.says(small.entry(), small.term("e1", "DPO", roles=roles))).claims)

    assert claim.confidence == 0.88
    assert {evidence.quote for evidence in claim.evidence} == {"DPO를 쓴다.", "다시 DPO를 쓴다."}


def test_what_two_digests_say_of_one_paper_are_two_claims() -> None:
    """Each derived from its own summary."""
    days = [small.says(small.entry(date=day), small.term("e1", "DPO")) for day in ("2023-05-30", "2023-06-01")]
    knowledge = linked(*days)

    assert len(triples(knowledge)) == 1
    assert {claim.summary for claim in knowledge.claims} == {each.iri for each in knowledge.papers[0].summaries}
    assert len(knowledge.claims) == 2


def test_claims_and_results_are_sorted_by_iri() -> None:
    """Output does not depend on the order of the text."""
    knowledge = linked(
        small.says(
            small.entry(),
            *(small.term(f"e{number}", name) for number, name in enumerate(("DPO", "PPO", "CLIP", "FID"))),
            figures=tuple(small.figure(str(value)) for value in range(5)),
        )
    )

    assert len(knowledge.claims) == 9
    for things in (knowledge.claims, knowledge.results):
        assert [each.iri for each in things] == sorted(each.iri for each in things)


@pytest.mark.parametrize(
    "said",
    [
        small.says(small.entry(line=7), small.term("e1", "DPO"), relations=(small.relation("e1", "e9"),)),
        small.says(small.entry(line=7), figures=(small.figure("61", subject="e9"),)),
    ],
)
def test_a_reference_to_no_term_names_the_entry(said: Extraction) -> None:
    """A component that makes such things has to be mended, and the message says where to look."""
    with pytest.raises(LinkError, match=re.escape("2023-05-30.md:7: a relation or figure refers to the term 'e9'")):
        linked(said)
