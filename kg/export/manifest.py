"""`manifest.json`: what was read, what came of it, with which versions, and a hash of each file; no clock."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.export.disk import Content
from kg.model import Document, Knowledge, Rejection, RelationKind, Role

MANIFEST = "manifest.json"

Counts = dict[str, int | dict[str, int]]


def count_knowledge(knowledge: Knowledge) -> Counts:
    """Return how many things of each sort a knowledge holds; entities by kind, roles and relations by name."""
    kinds = Counter(entity.kind.value for entity in knowledge.entities)
    triples = {(claim.subject, claim.predicate, claim.object) for claim in knowledge.claims}
    predicates = Counter(predicate for _, predicate, _ in triples)
    return {
        "digests": len(knowledge.days),
        "papers": len(knowledge.papers),
        "authors": len(knowledge.authors),
        "entities": dict(sorted(kinds.items())),
        "roles": {role.value: predicates[role.value] for role in Role if predicates[role.value]},
        "relations": {kind.value: predicates[kind.value] for kind in RelationKind if predicates[kind.value]},
        "results": len(knowledge.results),
        "claims": len(knowledge.claims),
    }


def describe_sources(documents: Sequence[Document], rejections: Sequence[Rejection]) -> list[dict[str, Any]]:
    """Return what was read: each digest file with the SHA-256 of its text in UTF-8, its days, papers and rejections."""
    rejected = Counter(rejection.source for rejection in rejections)
    return [
        {
            "source": document.source,
            "sha256": hashlib.sha256(document.raw.encode("utf-8", "surrogatepass")).hexdigest(),
            "dates": list(document.dates),
            "entries": len(document.entries),
            "rejections": rejected[document.source],
        }
        for document in documents
    ]


def with_manifest(files: Mapping[str, Content], description: Mapping[str, Any]) -> dict[str, Content]:
    """Return the files with the manifest as the last of them, hashing each as it is written.

    The manifest has to be written after the others, and each file has to be written whole.
    """
    hashes: dict[str, str] = {}
    noted: dict[str, Content] = {name: _noted(name, content, hashes) for name, content in files.items()}
    return noted | {MANIFEST: _manifest(description, hashes)}


def _noted(name: str, content: Content, hashes: dict[str, str]) -> Iterator[str]:
    """Yield the pieces of a text, and note its SHA-256 at the end."""
    digest = hashlib.sha256()
    pieces: Iterable[str] = (content,) if isinstance(content, str) else content  # type: ignore[assignment] # texts only
    for piece in pieces:
        yield piece  # first, so that text which is no UTF-8 is refused where it is written
        digest.update(piece.encode("utf-8"))
    hashes[name] = digest.hexdigest()


def _manifest(description: Mapping[str, Any], hashes: Mapping[str, str]) -> Iterator[str]:
    files = [{"name": name, "sha256": hashes[name]} for name in sorted(hashes)]
    yield json.dumps({**description, "files": files}, ensure_ascii=False, indent=2) + "\n"
