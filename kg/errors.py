"""Everything that can go wrong, in one tree.

KgError                  caught by the command line, printed as one line, exit status 1
├── ReadError            an input that cannot be read, or is no digest
├── ExtractError         a lexicon or model file that breaks its schema
├── LinkError            identity decisions that contradict each other
├── GraphError           a view or projection that cannot be made
├── EvaluateError        gold annotations that cannot be read
├── CheckError           a build that cannot be checked
└── ExportError          output that cannot be written or represented

Bad input inside a readable digest is no exception but a `kg.model.Rejection`: counted and reported,
while the rest is read.
"""


class KgError(Exception):
    """Something the user can act on: what happened, where, and what to do."""


class ReadError(KgError):
    """An input cannot be read, or is no digest."""


class ExtractError(KgError):
    """A lexicon or model file breaks its schema."""


class LinkError(KgError):
    """Identity decisions contradict each other."""


class GraphError(KgError):
    """A view or projection cannot be made."""


class EvaluateError(KgError):
    """Gold annotations cannot be read."""


class CheckError(KgError):
    """A build cannot be checked."""


class ExportError(KgError):
    """Output cannot be written, or a format cannot represent it."""
