"""The three pages of a build, each whole in one file: the latest digest, the co-authors, the methods."""

from kg.export.pages.coauthors import coauthors_view
from kg.export.pages.digest import digest_view
from kg.export.pages.html import page
from kg.export.pages.methods import methods_view
from kg.export.pages.view import index
from kg.model import Knowledge

__all__ = ["coauthors_page", "digest_page", "methods_page"]


def digest_page(knowledge: Knowledge) -> str:
    """Return `index.html`: the papers of the latest digest and what they introduce, use and evaluate on."""
    found = index(knowledge)
    return page(digest_view(knowledge, found), found, knowledge.base)


def coauthors_page(knowledge: Knowledge) -> str:
    """Return `coauthors.html`: the authors who write together most."""
    found = index(knowledge)
    return page(coauthors_view(knowledge, found), found, knowledge.base)


def methods_page(knowledge: Knowledge) -> str:
    """Return `methods.html`: the methods that papers work with together most."""
    found = index(knowledge)
    return page(methods_view(knowledge, found), found, knowledge.base)
