"""Names that are known to have several senses."""

from collections import Counter

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.errors import LinkError
from kg.extract.lexicon import load_lexicon
from kg.link.senses import COLUMNS, Sense, load_senses, read_senses

HEADER = "\t".join(COLUMNS)


def one(line: str) -> Sense:
    """Return the sense of a line of a table."""
    ((sense,),) = read_senses([HEADER, line], "senses.tsv").values()
    return sense


def test_a_sense_hears_its_words_and_its_long_form() -> None:
    """Each word once, from the beginning of a Latin word; the long form counts as two."""
    sense = one("ZR\tzonal routing\t\tMethod\troute|zone|경로")

    assert sense.heard("routes and more routes") == 1
    assert sense.heard("the enroute zone, 경로") == 2
    assert sense.heard("zonal routing") == 2
    assert sense.heard("") == 0


def test_a_sense_whose_long_form_is_the_name_itself_is_not_heard_by_it() -> None:
    """That would speak for it wherever the name stands."""
    assert one("Zebra\tZebra\t\tModel\tstripe").heard("zebra") == 0
    assert one("Zebra\tZebra: solver of equations\t\tModel\t").heard("a solver of equations") == 2


def test_a_sense_has_the_cluster_of_its_record_or_its_long_form() -> None:
    """By key where the table gives one."""
    assert one("DPO\tdirect preference optimization\t\tMethod\tx").cluster(small.LEXICON) == (
        "lexicon:direct-preference-optimization"
    )
    assert one("Q\tquick\tfid\tMetric\tx").cluster(small.LEXICON) == "lexicon:fid"
    assert one("ZR\tZonal Routing\t\tMethod\tx").cluster(small.LEXICON) == "name:zonalrouting"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["name\tsense"], "columns must be"),
        ([HEADER, "ZR\t\t\tMethod\tx"], "senses.tsv:2"),
        ([HEADER, "ZR\tzonal routing\t\tAlgorithm\tx"], "write Method, Model"),
        ([HEADER, "ZR zonal routing"], "parted by tabs"),
    ],
)
def test_a_broken_table_is_refused(lines: list[str], message: str) -> None:
    """With the line, and what to write instead."""
    with pytest.raises(LinkError, match=message):
        read_senses(lines, "senses.tsv")


def test_the_shipped_table_names_records_that_there_are() -> None:
    """And gives no sense twice."""
    records = load_lexicon().records
    senses = [sense for several in load_senses().values() for sense in several]

    assert [sense for sense in senses if sense.record and sense.record not in records] == []
    assert [twice for twice, count in Counter((s.name, s.sense.lower()) for s in senses).items() if count > 1] == []


def test_the_shipped_table_holds_the_senses_that_the_lexicon_knows() -> None:
    """Else a name of the table would never mean the record of that name."""
    lexicon = load_lexicon()
    missing = [
        several[0].name
        for several in load_senses().values()
        if (record := lexicon.lookup(several[0].name))
        and record.kind
        and f"lexicon:{record.key}" not in {sense.cluster(lexicon) for sense in several}
    ]

    assert missing in ([], ["Lumina"])
