"""Where to draw nodes so that their labels can be read, with the same coordinates on every machine.

networkx's spring layout gives the same picture on one machine only: it sums in the order of the processor's vectors,
and many rounds make a last bit visible. Here, only operations are used whose result IEEE 754 fixes (+ − × ÷ √), and
sums are taken row by row.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Points = tuple[Vector, Vector]
Cells = set[tuple[int, int]]

_SEED = 20250220
_ROUNDS = 240
_SEPARATION_ROUNDS = 400
_ASPECT = 1.3
"""Width to height of the whole picture: that of a window, without the panel beside it."""
_ROOM = 1.8
"""How many times the area of its boxes a component is spread over before boxes are moved apart."""
_GAP = 12.0
"""Least distance between two boxes."""
_CELL = 36.0
"""Side of the squares in which components are packed."""


class Box(NamedTuple):
    """The room that a node and its label take."""

    width: float
    height: float


def lay_out(graph: nx.Graph, boxes: Mapping[str, Box], *, weight: str = "weight") -> dict[str, tuple[int, int]]:
    """Return the centre of each node's box: no two boxes overlap, linked nodes are near, the whole is centred on 0.

    Each connected component is laid out alone (forces after Fruchterman and Reingold, then boxes moved apart), and
    the components are packed around the largest, into the bays of its outline too.
    """
    components = sorted(
        (sorted(nodes) for nodes in nx.connected_components(graph)), key=lambda each: (-len(each), each)
    )
    drawn = [_component(nodes, graph, boxes, weight) for nodes in components]
    moves = _pack([_cells(nodes, points, graph, boxes) for nodes, points in zip(components, drawn, strict=True)])
    places: dict[str, tuple[float, float]] = {}
    for nodes, points, (down, across) in zip(components, drawn, moves, strict=True):
        for node, x, y in zip(nodes, *points, strict=True):
            places[node] = (float(x) + across * _CELL, float(y) + down * _CELL)
    return _centred(places)


def _component(nodes: Sequence[str], graph: nx.Graph, boxes: Mapping[str, Box], weight: str) -> Points:
    widths = np.array([boxes[node].width + _GAP for node in nodes])
    heights = np.array([boxes[node].height + _GAP for node in nodes])
    x, y = _spread(_pulls(nodes, graph, weight))
    area = float(sum(boxes[node].width * boxes[node].height for node in nodes)) * _ROOM
    span_x, span_y = (max(float(axis.max() - axis.min()), 1e-9) for axis in (x, y))
    side = math.sqrt(area / _ASPECT)
    return _separate((x * (side * _ASPECT / span_x), y * (side / span_y)), widths, heights)


def _pulls(nodes: Sequence[str], graph: nx.Graph, weight: str) -> Vector:
    """Return the matrix of attractions, those between strong pairs up to three times as strong."""
    number = {node: position for position, node in enumerate(nodes)}
    pulls = np.zeros((len(nodes), len(nodes)))
    edges = [
        (number[a], number[b], float(data.get(weight, 1.0))) for a, b, data in graph.subgraph(nodes).edges(data=True)
    ]
    greatest = max((strength for _, _, strength in edges), default=0.0) or 1.0
    for a, b, strength in edges:
        pulls[a, b] = pulls[b, a] = 1 + 2 * strength / greatest
    return pulls


def _spread(pulls: Vector) -> Points:
    """Return positions in which linked nodes are near and others apart, around a distance of 1."""
    count = len(pulls)
    start = np.random.RandomState(_SEED).random_sample((2, count)) * math.sqrt(count)
    x, y = start[0], start[1]
    for step in range(_ROUNDS):
        heat = 0.12 * math.sqrt(count) * (1 - step / _ROUNDS) + 1e-3
        away_x, away_y = x[None, :] - x[:, None], y[None, :] - y[:, None]
        squares = away_x * away_x + away_y * away_y + 1e-6
        force = 1 / squares - pulls * np.sqrt(squares) / 2
        move_x, move_y = _sum_rows(away_x * force), _sum_rows(away_y * force)
        length = np.sqrt(move_x * move_x + move_y * move_y) + 1e-9
        limited = np.minimum(length, heat) / length
        x, y = x + move_x * limited, y + move_y * limited
    return x, y


def _sum_rows(matrix: Vector) -> Vector:
    """Return the sum of the rows, added one after the other (see the top of the module)."""
    total = np.zeros(matrix.shape[1])
    for row in matrix:
        total += row
    return total


def _separate(points: Points, widths: Vector, heights: Vector) -> Points:
    """Move boxes apart, each pair along the axis on which less is needed, until none overlap.

    Two boxes at one point move by their order. Should crowded boxes still touch at the end, the whole is stretched.
    """
    x, y = points
    room_x, room_y = (widths[None, :] + widths[:, None]) / 2, (heights[None, :] + heights[:, None]) / 2
    order = np.sign(np.arange(len(x))[None, :] - np.arange(len(x))[:, None]).astype(np.float64)
    for step in range(_SEPARATION_ROUNDS):
        away_x, away_y = x[None, :] - x[:, None], y[None, :] - y[:, None]
        lack_x, lack_y = room_x - np.abs(away_x), room_y - np.abs(away_y)
        overlap = (lack_x > 0) & (lack_y > 0) & (order != 0)
        if not overlap.any():
            break
        sideways = overlap & (lack_x < lack_y)
        push_x = np.where(sideways, lack_x, 0) * np.where(away_x == 0, order, np.sign(away_x))
        push_y = np.where(overlap & ~sideways, lack_y, 0) * np.where(away_y == 0, order, np.sign(away_y))
        x, y = x + _sum_rows(push_x) * 0.3, y + _sum_rows(push_y) * 0.3
        if step % 20 == 19:
            x, y = x * 1.04, y * 1.04
    return x, y


def _cells(nodes: Sequence[str], points: Points, graph: nx.Graph, boxes: Mapping[str, Box]) -> Cells:
    """Return the cells of a grid that the boxes and edges of a component touch, as (row, column)."""
    places = {node: (float(x), float(y)) for node, x, y in zip(nodes, *points, strict=True)}
    touched: Cells = set()
    for node, (x, y) in places.items():
        half_width, half_height = (boxes[node].width + _GAP) / 2, (boxes[node].height + _GAP) / 2
        rows = range(math.floor((y - half_height) / _CELL), math.floor((y + half_height) / _CELL) + 1)
        columns = range(math.floor((x - half_width) / _CELL), math.floor((x + half_width) / _CELL) + 1)
        touched.update((row, column) for row in rows for column in columns)
    for a, b in graph.subgraph(nodes).edges:
        (from_x, from_y), (to_x, to_y) = places[a], places[b]
        steps = int(max(abs(to_x - from_x), abs(to_y - from_y)) / _CELL * 2) + 1
        for step in range(steps):
            x, y = from_x + (to_x - from_x) * step / steps, from_y + (to_y - from_y) * step / steps
            touched.add((math.floor(y / _CELL), math.floor(x / _CELL)))
    return touched


def _pack(shapes: Sequence[Cells]) -> list[tuple[int, int]]:
    """Return how many rows and columns to move each shape: as near to the middle as cells are free, in order."""
    reach = sum(max(_height_and_width(cells)) for cells in shapes[:1]) + 2 * math.isqrt(sum(map(len, shapes))) + 8
    taken = np.zeros((2 * reach, 2 * reach), dtype=np.bool_)
    moves = []
    for cells in shapes:
        height, width = _height_and_width(cells)
        top, left = min(row for row, _ in cells), min(column for _, column in cells)
        free = np.ones((2 * reach - height + 1, 2 * reach - width + 1), dtype=np.bool_)
        for row, column in cells:
            free &= ~taken[row - top : row - top + free.shape[0], column - left : column - left + free.shape[1]]
        down = np.arange(free.shape[0])[:, None] + height / 2 - reach
        across = np.arange(free.shape[1])[None, :] + width / 2 - reach
        far = np.where(free, across * across + down * down * (_ASPECT * _ASPECT), np.inf)
        at_row, at_column = (int(index) for index in np.unravel_index(int(far.argmin()), far.shape))
        for row, column in cells:
            taken[row - top + at_row, column - left + at_column] = True
        moves.append((at_row - top - reach, at_column - left - reach))
    return moves


def _height_and_width(cells: Cells) -> tuple[int, int]:
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1


def _centred(places: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    if not places:
        return {}
    xs, ys = zip(*places.values(), strict=True)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: (round(x - middle_x), round(y - middle_y)) for node, (x, y) in places.items()}
