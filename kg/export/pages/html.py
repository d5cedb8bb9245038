"""A view as one HTML page that loads nothing and executes nothing but our own two scripts.

What comes from the digests stands in the page as JSON, inert, and gets on the screen as text only. The
Content-Security-Policy allows the scripts and the style by their hashes, and nothing else.
"""

import base64
import hashlib
import json
from collections.abc import Hashable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, NamedTuple, TypeVar

from kg.export.pages.drawing import draw, short_iri
from kg.export.pages.look import PALETTE, WORDS, about, read_text
from kg.export.pages.view import Edge, Index, Node, Statement, View

PAGES = (
    ("index.html", "요약집", "Digest"),
    ("coauthors.html", "공저자", "Co-authors"),
    ("methods.html", "방법", "Methods"),
)
"""The pages of a build as the links between them name them."""

Thing = TypeVar("Thing", bound=Hashable)

_VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
_SPELLED_OUT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page(view: View, found: Index, base: str) -> str:
    """Return the whole page of a view."""
    library, script, style = vis_network(), read_text("page.js"), read_text("page.css")
    return Template(read_text("page.html")).substitute(
        policy=escape(policy([library, script], [style])),
        title=escape(f"{view.ko} · {view.en}"),
        ko=escape(view.ko),
        en=escape(view.en),
        links="\n".join(_link(*each, current=each[0] == view.name) for each in PAGES),
        about_ko=_paragraphs(about(view.topic, "ko", view.counts)),
        about_en=_paragraphs(about(view.topic, "en", view.counts)),
        content=embed(content(view, found, base)),
        style=style,
        library=library,
        script=script,
    )


@cache
def vis_network() -> str:
    """Return the script of vis-network that pyvis brings along, without the address of its source map."""
    script = files("pyvis").joinpath(_VIS_NETWORK).read_text(encoding="utf-8")
    return script.partition("//# sourceMappingURL=")[0]


def policy(scripts: list[str], styles: list[str]) -> str:
    """Return a Content-Security-Policy that allows these texts and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def embed(content: Any) -> str:
    r"""Return JSON that may stand inside a script element.

    >>> embed("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_SPELLED_OUT)


def _link(name: str, ko: str, en: str, *, current: bool) -> str:
    marked = ' aria-current="page"' if current else ""
    return f'<a href="{name}"{marked}><span lang="ko">{ko}</span> <span lang="en">{en}</span></a>'


def _paragraphs(texts: list[str]) -> str:
    return "\n".join(f"<p>{escape(text)}</p>" for text in texts)


def content(view: View, found: Index, base: str) -> dict[str, Any]:
    """Return all that the script of a page works with; papers and statements are named by their place in a list."""
    shown: list[Node | Edge] = [*view.nodes, *view.edges]
    said = list(dict.fromkeys(statement for each in shown for statement in each.statements))
    cited = sorted({paper for each in shown for paper in each.papers} | {statement.paper for statement in said})
    numbers = _Numbers(_numbered(cited), _numbered(said))
    drawing = draw(view, base)
    return {
        **drawing,
        "groups": [{"key": group.key, "name": {"ko": group.ko, "en": group.en}} for group in view.groups],
        "looks": {group.key: PALETTE[group.key] for group in view.groups},
        "words": WORDS,
        "papers": [_paper(iri, found) for iri in cited],
        "statements": [_statement(statement, numbers) for statement in said],
        "details": {short_iri(node.iri, base): _node_details(node, numbers) for node in view.nodes},
        "ties": {f"edge-{number}": _details(edge, numbers) for number, edge in enumerate(view.edges)},
    }


class _Numbers(NamedTuple):
    """The places of papers (IRIs) and statements in the lists of a page: each stands there once."""

    papers: dict[str, int]
    statements: dict[Statement, int]


def _numbered(things: Sequence[Thing]) -> dict[Thing, int]:
    return {thing: number for number, thing in enumerate(things)}


def _paper(iri: str, found: Index) -> dict[str, Any]:
    paper = found.papers[iri]
    return {"title": paper.title, "arxiv": paper.arxiv_id, "dates": sorted(paper.dates), "votes": paper.votes}


def _node_details(node: Node, numbers: _Numbers) -> dict[str, Any]:
    return {"label": node.label, "type": node.type, "aliases": node.aliases, "iri": node.iri, **_details(node, numbers)}


def _details(each: Node | Edge, numbers: _Numbers) -> dict[str, Any]:
    return {
        "facts": each.facts,
        "papers": [numbers.papers[paper] for paper in each.papers],
        "says": [numbers.statements[statement] for statement in each.statements],
    }


def _statement(statement: Statement, numbers: _Numbers) -> list[Any]:
    return [
        statement.subject,
        statement.predicate,
        statement.object,
        statement.sentence,
        numbers.papers[statement.paper],
        statement.date,
        statement.confidence,
    ]
