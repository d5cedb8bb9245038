"""What a judgement of identity says."""

from kg.link.identity import Identity, SignatureKey


def test_a_cluster_that_was_replaced_leads_to_the_one_that_stands_in_the_end() -> None:
    """However many steps it takes."""
    identity: Identity[SignatureKey] = Identity({}, replaced={"c": "b", "b": "a"})

    assert [identity.final(cluster) for cluster in "abcd"] == ["a", "a", "a", "d"]


def test_a_ring_of_replacements_ends() -> None:
    """A judge should not make one; if it does, the build must not hang."""
    ring: Identity[SignatureKey] = Identity({}, replaced={"a": "b", "b": "a"})

    assert ring.final("a") in {"a", "b"}
