"""A multinomial logistic regression over named features: small, deterministic, readable.

Fitted by L-BFGS with an L2 penalty (Fletcher, *Practical Methods of Optimization*, 1987); stored as whole numbers so that a
model file is the same bytes on every machine and its predictions don't hang on the last bit.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kg.errors import ExtractError

SCALE = 100  # weights are stored as hundredths


@dataclass(frozen=True)
class LinearModel:
    """Weights per feature and class, in hundredths; `temperature` divides the scores before the softmax."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]] = field(repr=False)
    temperature: float = 1.0

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.weights, 1)}

    @cached_property
    def _matrix(self) -> NDArray[np.float64]:
        zero = [tuple(0 for _ in self.classes)]
        return np.array([*zero, *self.weights.values()], dtype=np.float64) / SCALE

    def encode(self, features: Iterable[str]) -> list[int]:
        """Return the numbers of features, 0 for those that the model does not know."""
        rows = self._rows
        return [rows.get(name, 0) for name in features]

    def probabilities(self, examples: Sequence[Iterable[str]]) -> NDArray[np.float64]:
        """Return an array of shape (examples, classes) with the probability of each class."""
        return self.probabilities_of([self.encode(features) for features in examples])

    def probabilities_of(self, encoded: Sequence[Sequence[int]]) -> NDArray[np.float64]:
        """Do the same with examples that `encode` has turned into numbers."""
        if not encoded:
            return np.zeros((0, len(self.classes)))
        known = [numbers or (0,) for numbers in encoded]
        starts = np.cumsum([0, *map(len, known[:-1])])
        flat = np.fromiter(chain.from_iterable(known), dtype=np.int64)
        scores = np.add.reduceat(self._matrix[flat], starts, axis=0) / self.temperature
        scores -= scores.max(axis=1, keepdims=True)
        exponent = np.exp(scores)
        return np.asarray(exponent / exponent.sum(axis=1, keepdims=True))

    def dumps(self) -> str:
        """Return the model as text: a header line, then one line per feature, sorted."""
        header = json.dumps({"classes": self.classes, "temperature": self.temperature}, ensure_ascii=False)
        lines = (
            f"{json.dumps(name, ensure_ascii=False)}\t{' '.join(map(str, row))}"
            for name, row in sorted(self.weights.items())
        )
        return "\n".join([header, *lines]) + "\n"

    @classmethod
    def loads(cls, text: str, source: str) -> "LinearModel":
        """Return the model that `dumps` wrote.

        Raises:
            ExtractError: the text is no such model.
        """
        header, *lines = text.removesuffix("\n").split("\n")  # a feature may hold U+2028
        try:
            about = json.loads(header)
            classes = tuple(about["classes"])
            pairs = (line.rsplit("\t", 1) for line in lines)
            weights = {json.loads(name): tuple(map(int, row.split())) for name, row in pairs}
            if any(len(row) != len(classes) for row in weights.values()):
                raise ValueError(f"a feature without {len(classes)} weights")  # noqa: TRY301 - the one place that explains
            return cls(classes, weights, float(about["temperature"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ExtractError(
                f"{source}: not a model of this version ({error}); retrain it with 'kg train'"
            ) from error


def fit(
    examples: Sequence[Sequence[str]],
    labels: Sequence[str],
    classes: Sequence[str],
    *,
    penalty: float = 1.0,
    rare: int = 2,
) -> LinearModel:
    """Fit a model: `penalty` is the L2 strength; features of fewer than `rare` examples are left out."""
    from scipy.optimize import minimize  # noqa: PLC0415  only training needs SciPy
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    counts = Counter(name for names in examples for name in names)
    names = sorted(name for name, count in counts.items() if count >= rare)
    column = {name: i for i, name in enumerate(names)}
    rows = [[column[name] for name in example if name in column] for example in examples]
    indptr = np.cumsum([0, *(len(row) for row in rows)])
    matrix = csr_matrix((np.ones(indptr[-1]), [i for row in rows for i in row], indptr), shape=(len(rows), len(names)))
    target = np.zeros((len(rows), len(classes)))
    target[np.arange(len(rows)), [classes.index(label) for label in labels]] = 1.0

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(len(names), len(classes))
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        total = np.exp(scores).sum(axis=1, keepdims=True)
        log = scores - np.log(total)
        value = -(target * log).sum() + penalty / 2 * (flat @ flat)
        gradient = matrix.T @ (np.exp(log) - target) + penalty * weights
        return float(value), np.asarray(gradient).ravel()

    found = minimize(loss, np.zeros(len(names) * len(classes)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    whole = np.rint(found.x.reshape(len(names), len(classes)) * SCALE).astype(int)
    kept = {
        name: tuple(int(w) for w in whole[i]) for i, name in enumerate(names) if np.abs(whole[i]).max() >= SCALE // 25
    }
    return LinearModel(tuple(classes), kept)
