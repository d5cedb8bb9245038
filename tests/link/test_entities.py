"""What an entity is called, what kind it is of, since when it is known."""

from dataclasses import replace

import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.extract.lexicon import LexiconRecord
from kg.link.arrange import arrange
from kg.link.entities import make_entities
from kg.model import Entity, Kind, Role, Term

DATES = ("2023-05-30", "2023-06-01", "2023-06-02", "2023-06-05")
PAPERS = ("2305.18290", "2305.18291", "2306.00001", "2306.00002")
IRI = small.MINT.entity("it")


def portrait(*terms: Term, record: LexiconRecord | None = None) -> Entity:
    """Return the one entity that all these terms are, each seen in a paper and digest later than the one before."""
    said = arrange(
        small.says(small.entry(date=date, arxiv_id=paper), replace(term, id="e1"))
        for date, paper, term in zip(DATES, PAPERS, terms, strict=False)
    )
    one = {(each.entry.arxiv_id, each.entry.date, "e1"): IRI for each in said}
    (entity,) = make_entities(said, one, {IRI: record} if record else {})
    return entity


def test_the_commonest_name_is_the_label_and_the_rest_are_aliases() -> None:
    """With the surfaces that an entry gives in passing."""
    entity = portrait(
        small.term("", "PPO", aliases=("근위 정책 최적화",)), small.term("", "P-P-O"), small.term("", "P-P-O")
    )

    assert entity.label == ("P-P-O", "en")
    assert entity.aliases == (("PPO", "en"), ("근위 정책 최적화", "ko"))


def test_on_a_tie_the_earliest_name_is_the_label() -> None:
    """So that a single later digest renames nothing."""
    assert portrait(small.term("", "PPO"), small.term("", "P-P-O")).label == ("PPO", "en")


def test_an_english_name_is_the_label_where_there_is_one() -> None:
    """However often the Korean one is printed."""
    korean = small.term("", "보상 신호")

    assert portrait(korean, korean, small.term("", "reward signal")).label == ("reward signal", "en")


def test_a_paper_counts_once_for_its_label() -> None:
    """Whether it stands in one digest or in two."""
    said = [small.says(small.entry(date=date), small.term("e1", "P-P-O")) for date in DATES[:2]]
    said += [small.says(small.entry(date=DATES[2], arxiv_id=paper), small.term("e1", "PPO")) for paper in PAPERS[1:3]]
    one = {(each.entry.arxiv_id, each.entry.date, "e1"): IRI for each in said}

    assert make_entities(said, one, {})[0].label == ("PPO", "en")


def test_a_known_thing_is_called_as_the_lexicon_calls_it() -> None:
    """However often a digest writes it short; its direction comes from there as well."""
    fid = LexiconRecord("fid", "Fréchet Inception Distance", Kind.METRIC, aliases=("FID",), better=False)
    entity = portrait(small.term("", "FID", kind=Kind.METRIC), record=fid)

    assert (entity.label, entity.aliases) == (("Fréchet Inception Distance", "en"), (("FID", "en"),))
    assert entity.higher_is_better is False


def test_a_known_thing_has_the_lexicons_wordings_as_aliases() -> None:
    """Who asks for DPO finds it, though the digests only ever spell it out."""
    record = small.LEXICON.records["direct-preference-optimization"]
    entity = portrait(small.term("", "Direct Preference Optimization"), record=record)

    assert entity.aliases == (("DPO", "en"), ("직접 선호 최적화", "ko"))


def test_nothing_is_said_about_the_direction_of_an_unknown_metric() -> None:
    """A guess would sort a leaderboard the wrong way."""
    assert portrait(small.term("", "SquintScore", kind=Kind.METRIC)).higher_is_better is None


def test_a_name_with_hangul_is_korean() -> None:
    """Also where some of it is Latin."""
    entity = portrait(small.term("", "LoRA 어댑터", aliases=("LoRA adapter",)))

    assert (entity.label, entity.aliases) == (("LoRA 어댑터", "ko"), (("LoRA adapter", "en"),))


def test_the_kind_is_the_one_that_most_claims_give() -> None:
    """Roles count, not terms: one entry that says much outweighs one that says little."""
    twice = (small.stated(Role.INTRODUCES), small.stated(Role.EVALUATES))
    method, model = small.term("", "CLIP"), small.term("", "CLIP", kind=Kind.MODEL)

    assert portrait(method, model, model).kind is Kind.MODEL
    assert portrait(method, replace(model, roles=twice)).kind is Kind.MODEL
    assert portrait(method, method, model).kind is Kind.METHOD


def test_an_entity_is_seen_first_in_its_earliest_digest() -> None:
    """Later ones do not make it younger."""
    assert portrait(small.term("", "PPO"), small.term("", "PPO")).first_seen == "2023-05-30"


def test_entities_are_sorted_by_iri() -> None:
    """Each once, though several terms of an entry may be one thing."""
    said = [small.says(small.entry(), *(small.term(f"e{n}", name) for n, name in enumerate(("z", "a", "Z"))))]
    iris = {("2305.18290", "2023-05-30", f"e{n}"): small.MINT.entity(slug) for n, slug in enumerate("zaz")}

    assert [entity.label[0] for entity in make_entities(said, iris, {})] == ["a", "z"]
