"""The people and organisations behind the signatures."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from kg.errors import LinkError
from kg.link.identity import SignatureKey
from kg.model import Author, Extraction

_PATTERNS = {
    "name": r"\A{}\Z",
    "word": r"(?<!\w){}(?!\w)",
    "ending": r"(?<=[a-z]){}\Z",
}
"""How a line of `organizations.tsv` is to be found in a name: as all of it, as a word, glued to the end of a word."""


def make_authors(
    extractions: Sequence[Extraction], signed: Mapping[SignatureKey, str], doubtful: frozenset[str] = frozenset()
) -> tuple[Author, ...]:
    """Return the authors, sorted by IRI: named as printed most often, else first, other printed forms as aliases.

    `doubtful` holds those (IRIs) whose name others share where the evidence does not decide who is who.
    """
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for signature in extraction.entry.signatures:
            printed[signed[extraction.entry.arxiv_id, signature.name]][signature.name] += 1
    return tuple(_author(iri, printed[iri], ambiguous=iri in doubtful) for iri in sorted(printed))


def _author(iri: str, printed: Counter[str], *, ambiguous: bool) -> Author:
    name = max(printed, key=lambda form: printed[form])
    others = tuple(sorted(set(printed) - {name}))
    return Author(iri, name, others, organization=is_organization(name), ambiguous=ambiguous)


def is_organization(name: str) -> bool:
    """Tell whether a name is that of a company, laboratory or team, by the rules of `organizations.tsv`.

    >>> [name for name in ("Kimi Team", "LG AI Research", "Xin Ai", "Zheqi DAI") if is_organization(name)]
    ['Kimi Team', 'LG AI Research']
    """
    return _organizations().search(name) is not None


@cache
def _organizations() -> re.Pattern[str]:
    text = resources.files("kg.link").joinpath("organizations.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        return re.compile("|".join(_PATTERNS[row["match"]].format(re.escape(row["text"])) for row in rows))
    except KeyError as error:
        raise LinkError(
            f"organizations.tsv: {error}; expected the columns match ({', '.join(_PATTERNS)}) and text"
        ) from error
