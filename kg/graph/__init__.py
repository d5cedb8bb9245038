"""The linked records as networkx graphs: the whole, the two projections people ask for, and where to draw things."""

from kg.graph.layout import Box, lay_out
from kg.graph.multigraph import to_networkx
from kg.graph.projections import coauthor_graph, communities, method_graph, strongest

__all__ = ["Box", "coauthor_graph", "communities", "lay_out", "method_graph", "strongest", "to_networkx"]
