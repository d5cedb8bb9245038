"""Which signatures are one author."""

import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.link.people import identify_authors


def test_every_signature_is_judged() -> None:
    """By paper and name, however many digests hold the paper."""
    said = [small.says(small.entry("Rafael Rafailov", date=date)) for date in ("2023-05-30", "2023-06-01")]

    assert set(identify_authors(said).clusters) == {("2305.18290", "Rafael Rafailov")}


def test_spellings_of_one_persons_name_are_one_author() -> None:
    """Two people stay two."""
    found = identify_authors([small.says(small.entry("Ying-Cong Chen", "Yingcong Chen", "Ying Chen"))]).clusters

    assert found["2305.18290", "Ying-Cong Chen"] == found["2305.18290", "Yingcong Chen"]
    assert found["2305.18290", "Ying-Cong Chen"] != found["2305.18290", "Ying Chen"]
