"""The headings of a digest: the days (`## Daily Papers (2025-02-20)`) and the papers (`### [title](link)`)."""

import re
from datetime import date
from typing import NamedTuple

from kg.model import Passage, Rejection, Section
from kg.read.lines import Line
from kg.read.passages import make_passage

_DAY = re.compile(
    r"[ ]{0,3}#{1,2}[ \t]*\W{0,4}Daily Papers?\b\D{0,100}(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_PATH_DATE = re.compile(r"(?:\A|\D)(\d{4})[-/\\](\d{2})[-/\\](\d{2})\.[A-Za-z]{2,8}\Z", re.ASCII)

_MONTH = r"\d{2}(?:0[1-9]|1[0-2])"
_ARXIV_ID = rf"(?P<id>{_MONTH}\.\d{{4,5}}|[a-z-]{{2,20}}(?:\.[A-Z]{{2}})?/{_MONTH}\d{{3}})"
_SITE = (
    r"(?:(?:https?://)?(?:(?:www|export)\.)?(?:arxiv\.org/(?:abs|pdf|html)|alphaxiv\.org/abs"
    r"|huggingface\.co/papers|hf\.co/papers|doi\.org/10\.48550)/(?:arxiv\.)?|arxiv:)"
)
_PAPER_URL = re.compile(rf"{_SITE}{_ARXIV_ID}(?:v\d{{1,3}})?(?:\.pdf)?/?(?:[?#]\S{{0,500}})?", re.IGNORECASE)
_TARGET = re.compile(r"\]\([ \t]*<?([^\s()<>]{1,1000})")


class PaperHeading(NamedTuple):
    """What the heading of an entry says: which paper, where it is linked to, what it is called."""

    arxiv_id: str
    url: str
    title: Passage


def is_day(line: Line) -> bool:
    """Tell whether a line is the heading of a day, be it one of the calendar or not."""
    return 1 <= line.level <= 2 and _DAY.match(line.text) is not None


def date_of_day(line: Line) -> str | None:
    """Return the ISO date that the heading of a day gives, or None where that is no day of the calendar.

    >>> [date_of_day(Line(1, 0, f"## Daily Papers ({day})", 2)) for day in ("2025-02-20", "2025-02-30")]
    ['2025-02-20', None]
    """
    found = _DAY.match(line.text)
    return _calendar_date(found) if found else None


def date_of_path(source: str) -> str | None:
    """Return the ISO date that the path of a digest ends in, or None.

    >>> date_of_path("digests/2025/02/20.md"), date_of_path("2025-02-20.md"), date_of_path("20.md")
    ('2025-02-20', '2025-02-20', None)
    """
    found = _PATH_DATE.search(source)
    return _calendar_date(found) if found else None


def _calendar_date(found: re.Match[str]) -> str | None:
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None


def arxiv_id_of(url: str) -> str | None:
    """Return the arXiv id that a link to a paper stands for, without version and subject class, or None.

    >>> arxiv_id_of("https://arxiv.org/pdf/2410.09342v2.pdf"), arxiv_id_of("https://hf.co/papers/2410.09342")
    ('2410.09342', '2410.09342')
    >>> arxiv_id_of("https://arxiv.org/abs/math.GT/0309136"), arxiv_id_of("https://example.org/2410.09342")
    ('math/0309136', None)
    """
    found = _PAPER_URL.fullmatch(url)
    if not found:
        return None
    archive, slash, digits = found["id"].rpartition("/")
    return archive.partition(".")[0].lower() + slash + digits


def read_heading(line: Line, source: str) -> PaperHeading | Rejection:
    """Return the paper that a level-3 heading names, or why it names none.

    The first link to a paper counts; brackets, links and LaTeX before it belong to the title.
    """
    targets = list(_TARGET.finditer(line.text))
    linked = next(((found, arxiv_id) for found in targets if (arxiv_id := arxiv_id_of(found[1]))), None)
    if not linked:
        return Rejection(source, line.number, _no_paper(targets))
    target, arxiv_id = linked
    opening = line.text.find("[", 0, target.start())
    title = make_passage(line, opening + 1, target.start(), Section.TITLE) if opening >= 0 else None
    if not title:
        return Rejection(source, line.number, "heading has no title; expected '### [title](https://arxiv.org/abs/…)'")
    return PaperHeading(arxiv_id, target[1], title)


def _no_paper(targets: list[re.Match[str]]) -> str:
    if not targets:
        return "heading has no link; expected '### [title](https://arxiv.org/abs/…)'"
    return f"heading links to no arXiv paper ({targets[0][1][:100]!r}); expected '### [title](https://arxiv.org/abs/…)'"
