"""Digest files in, records out: every `### ` heading becomes an `Entry` or a `Rejection`."""

from kg.read.digest import read_digest
from kg.read.reading import Reading, read_documents

__all__ = ["Reading", "read_digest", "read_documents"]
