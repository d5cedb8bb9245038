"""The weights of the model of `kg.link.acquaintance`, as `benchmarks/author_identity.py --fit --seeds 101 102 103 104` prints them."""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "bias": -0.211,
    "strongest": 0.628,
    "direct": 1.145,
    "number": 0.516,
    "crowd": -1.096,
    "indirect": 1.147,
    "indirect share": 0.506,
    "indirect strength": 0.808,
    "topic": 0.886,
    "closest topic": 0.376,
    "gap": 0.098,
    "papers": -0.709,
    "team": -0.01,
    "none of few": -0.51,
    "none of many": -0.343,
}
