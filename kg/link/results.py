"""Reported figures: from the number as printed to decimals, and one result for each thing said."""

import re
from collections.abc import Callable
from decimal import Decimal

from kg.iri import Minter
from kg.model import Figure, Result

_NUMBER = r"[-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,30})(?:\.[0-9]{1,30})?"
_VALUE = re.compile(rf"\s{{0,3}}({_NUMBER})(?:\s{{0,3}}[-–—~∼〜]\s{{0,3}}({_NUMBER}))?\s{{0,3}}")
_AS_DECIMAL = str.maketrans({"−": "-", ",": None, "+": None})


def read_value(text: str) -> tuple[str, str | None] | None:
    """Return the decimal a printed number stands for, and the upper end where it is a range; None for anything else.

    >>> read_value("1,234.50"), read_value("4-15"), read_value("-0.3"), read_value("many")
    (('1234.50', None), ('4', '15'), ('-0.3', None), None)
    """
    found = _VALUE.fullmatch(text)
    if not found:
        return None
    first, second = (number and number.translate(_AS_DECIMAL) for number in found.groups())
    if second is None:
        return first, None
    low, high = sorted((first, second), key=Decimal)
    return low, high


def make_result(figure: Figure, paper: str, resolve: Callable[[str], str], minter: Minter) -> Result | None:
    """Return what a figure of a paper (IRI) says, or None where its value is no decimal."""
    value = read_value(figure.value)
    if value is None:
        return None
    subject, benchmark, metric, baseline = (
        term and resolve(term) for term in (figure.subject, figure.benchmark, figure.metric, figure.baseline)
    )
    said = (paper, subject, benchmark, metric, figure.value, figure.unit, figure.kind.value, baseline)
    return Result(
        iri=minter.hashed("result", *(part or "" for part in said)),
        paper=paper,
        value=value[0],
        value_max=value[1],
        value_text=figure.value,
        unit=figure.unit,
        kind=figure.kind,
        subject=subject,
        benchmark=benchmark,
        metric=metric,
        baseline=baseline,
        baseline_value=figure.baseline_value,
    )
