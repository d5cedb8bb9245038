"""The labels that open a bullet, such as `**What's New**:`, and the section each stands for."""

import re
from typing import NamedTuple

from kg.model import Section

_LABEL = re.compile(r"[*_]{0,3}([^*_:：]{1,60})[*_]{0,3}[ \t]{0,3}(?:[:：][*_]{0,3}[ \t]*|\Z)")

_ALSO = re.compile(r" [-–—] .*")
"""A second part that says whose news it is: "What's New - Related Work"."""

_LABELS: dict[Section, tuple[str, ...]] = {
    Section.NEW: (
        "what's new",
        "what is new",
        "new",
        "contribution",
        "contributions",
        "key contributions",
        "main contributions",
        "innovations",
        "새로운 점",
        "핵심 기여",
        "주요 기여",
    ),
    Section.DETAILS: (
        "technical details",
        "approach",
        "architecture",
        "benchmark goals and approaches",
        "dataset",
        "dataset importance",
        "datasets",
        "formatting instructions",
        "implementation details",
        "implementational details",
        "memory pruning details",
        "method",
        "methodology",
        "methods",
        "new datasets",
        "system implementation",
        "training",
        "user interface",
        "기술적 세부 사항",
        "기술적 세부사항",
        "기술 세부 사항",
        "방법",
        "방법론",
    ),
    Section.PERFORMANCE: (
        "performance highlights",
        "ablation study",
        "evaluation",
        "experiments",
        "performance",
        "preprocessing and evaluation",
        "results",
        "성능",
        "성능 하이라이트",
        "실험 결과",
    ),
    Section.BODY: (
        "applications",
        "code and resources",
        "conclusion",
        "conclusion and future work",
        "emerging capabilities",
        "ethical considerations",
        "limitations",
        "related work",
        "related work summary",
        "serving considerations and improvements",
        "summary",
        "website",
        "결론",
        "한계",
    ),
}
_SECTION_OF = {label: section for section, labels in _LABELS.items() for label in labels}


class Label(NamedTuple):
    """A label as printed, its section, and how much of the line it takes with its markers and colon."""

    text: str
    section: Section
    length: int


_NONE = Label("", Section.BODY, 0)


def read_label(text: str) -> Label:
    """Return the label that a line of prose opens with; an empty one where it opens with none that is known.

    Bold words that are no known label stay in the text: `**Group Query Attention**:` is what the line is about.

    >>> read_label("***What’s New***: …").text, read_label("**Qwen2.5-VL**: …").text
    ('What’s New', '')
    """
    found = _LABEL.match(text)
    section = _SECTION_OF.get(_ALSO.sub("", found[1].strip().casefold()).replace("’", "'")) if found else None
    return Label(found[1].strip(), section, found.end()) if found and section else _NONE
