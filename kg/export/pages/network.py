"""What the two pages of networks share: which part is drawn, how nodes are grouped and how strong they look."""

import math
from collections.abc import Mapping

import networkx as nx

from kg.export.pages.view import Group
from kg.graph.projections import Strength, communities, strongest

MOST_NODES = 300
"""As many as vis-network moves smoothly without WebGL (20 to 30 frames a second) and a screen can hold."""

MOST_TIES = 5
"""How many of a node's edges are surely drawn: with all of them, big teams become solid blots."""

_COLOURS = 7
_STRONG = 6
"""So many papers make an author, a method or a tie a strong one in any network."""


def part_to_draw(graph: nx.Graph, strength: Strength) -> nx.Graph:
    """Return the strongest pairs of a network, and of each node the strongest ties."""
    return strongest(graph, strength, most=MOST_NODES, ties=MOST_TIES)


def groups_of(part: nx.Graph, names: Mapping[str, str]) -> tuple[dict[str, str], tuple[Group, ...]]:
    """Return the group of each node, and the legend: the largest communities, named after their strongest members."""
    found = [members for members in communities(part) if len(members) > 2]
    group_of = dict.fromkeys(sorted(part), "others")
    legend = []
    for number, members in enumerate(found[:_COLOURS], 1):
        group_of |= dict.fromkeys(members, f"group{number}")
        leaders = sorted(members, key=lambda node: (-part.nodes[node]["papers"], -part.degree(node), node))[:2]
        name = ", ".join(names[leader] for leader in leaders)
        legend.append(Group(f"group{number}", f"{name} 등", f"{name} …"))
    if "others" in group_of.values():
        legend.append(Group("others", "그 밖의 작은 무리", "Smaller groups"))
    return group_of, tuple(legend)


def relative(value: float, greatest: float) -> float:
    """Return a strength between 0 and 1: by square root, so that areas, not radii, compare.

    Where all are weak, none looks strong.

    >>> relative(1, 16), relative(1, 1)
    (0.25, 0.408)
    """
    return round(math.sqrt(value / max(greatest, _STRONG)), 3)


def counts_of(whole: nx.Graph, part: nx.Graph) -> dict[str, str | int]:
    """Return what is drawn of a network and what is left out, for the words of the page."""
    return {
        "nodes": len(part),
        "ties": part.number_of_edges(),
        "nodes_left_out": len(whole) - len(part),
        "ties_left_out": whole.number_of_edges() - part.number_of_edges(),
        "most_nodes": MOST_NODES,
        "most_ties": MOST_TIES,
    }
