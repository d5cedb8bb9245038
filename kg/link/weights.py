"""The weights of the model of `kg.link.acquaintance`, as `benchmarks/author_identity.py --fit` prints them."""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "bias": -0.088,
    "strongest": 0.639,
    "direct": 1.124,
    "number": 0.492,
    "crowd": -1.102,
    "indirect": 1.166,
    "indirect share": 0.519,
    "indirect strength": 0.755,
    "topic": 0.621,
    "closest topic": 0.411,
    "gap": 0.119,
    "papers of the other": -0.697,
    "team": -0.013,
    "none of few": -0.514,
    "none of many": -0.343,
}
