"""The earliest evidence names a node, for good."""

from hypothesis import given
from hypothesis import strategies as st

from kg.link.mint import Sighting, mint_names

SLUGS = ("clip", "clip-2401-00001", "clip-2401-00001-2", "dpo")
SIGHTINGS = st.lists(
    st.builds(
        Sighting,
        cluster=st.sampled_from("abcdefg"),
        slug=st.sampled_from(SLUGS),
        arxiv_id=st.sampled_from(["2401.00001", "2401.00002", "cs/9901001"]),
    ),
    max_size=20,
)
FIXED = st.dictionaries(st.sampled_from("ab"), st.sampled_from(SLUGS)).filter(
    lambda fixed: len(set(fixed.values())) == len(fixed)
)


def test_the_first_sighting_names_a_cluster() -> None:
    """Later wordings of it change nothing."""
    sightings = [Sighting("dpo", "dpo", "2305.18290"), Sighting("dpo", "direct-preference-optimization", "2305.18290")]

    assert mint_names(sightings) == {"dpo": "dpo"}


def test_a_second_sense_bears_the_arxiv_id_of_its_first_paper() -> None:
    """An old-style id is made fit for an IRI."""
    sightings = [
        Sighting("contrastive", "cd", "2210.15097"),
        Sighting("chamfer", "cd", "2401.00001"),
        Sighting("chamfer", "cd", "2402.00002"),
        Sighting("change", "cd", "cs/9901001"),
    ]

    assert mint_names(sightings) == {"contrastive": "cd", "chamfer": "cd-2401-00001", "change": "cd-cs-9901001"}


def test_three_senses_from_one_paper_are_numbered() -> None:
    """The suffix alone does not tell them apart."""
    sightings = [Sighting(cluster, "cd", "2401.00001") for cluster in ("first", "second", "third", "fourth")]

    assert list(mint_names(sightings).values()) == ["cd", "cd-2401-00001", "cd-2401-00001-2", "cd-2401-00001-3"]


def test_a_name_fixed_beforehand_is_taken_even_before_it_is_seen() -> None:
    """Else whoever came first would take the lexicon's name, and a later digest could not give it back."""
    names = mint_names([Sighting("other", "clip", "2401.00001")], {"lexicon:clip": "clip"})

    assert names == {"other": "clip-2401-00001"}


def test_a_fixed_name_beats_the_wording_of_the_digest() -> None:
    """A lexicon record is named by its key."""
    fixed = {"lexicon:dpo": "direct-preference-optimization"}

    assert mint_names([Sighting("lexicon:dpo", "dpo", "2305.18290")], fixed) == fixed


@given(SIGHTINGS, SIGHTINGS, FIXED)
def test_later_sightings_never_change_a_name(
    early: list[Sighting], late: list[Sighting], fixed: dict[str, str]
) -> None:
    """Adding later digests only adds names."""
    before, after = mint_names(early, fixed), mint_names([*early, *late], fixed)

    assert before.items() <= after.items()


@given(SIGHTINGS, FIXED)
def test_every_cluster_has_a_name_of_its_own(sightings: list[Sighting], fixed: dict[str, str]) -> None:
    """Two nodes never share an IRI."""
    names = mint_names(sightings, fixed)

    assert names.keys() == {each.cluster for each in sightings}
    assert len(set(names.values())) == len(names)
