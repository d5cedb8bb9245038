"""Every stretch of an entry that could be a name: near-complete recall first, judged later.

Latin-script runs, quoted names, the name before a title's colon, both sides of glosses, nominal phrases in Korean and English,
and whatever the lexicon knows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.glosses import Gloss, find_glosses, initials_fit, trim
from kg.extract.korean import GENERIC_TAILS, breaks_phrase, is_particle, strip_particle
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon
from kg.extract.stopwords import ENGLISH_BREAKS
from kg.extract.tokens import WORD

LATIN_RUN = re.compile(rf"{WORD}(?:[ ]{WORD})*")
NUMBER = re.compile(r"\d[\d.,]*")
COUNTER = re.compile(
    r"\s?(?:%|배|점|개|가지|명|종|건|번|회|장|편|쌍|층|단계|년|월|일(?![가-힣])|억|만|천|백|조|초|분|시간|차례|토큰|차원|위|포인트|x\b|×)"
)
"""What follows a number that counts or measures, and so belongs to no name."""
HANGUL = re.compile(r"[가-힣]+")
QUOTED = re.compile(
    r"'([^'\n]{2,60})'|\"([^\"\n]{2,60})\"|‘([^’\n]{2,60})’|“([^”\n]{2,60})”|`([^`\n]{2,60})`|\*\*([^*\n]{2,60})\*\*"
)
TITLE_NAME = re.compile(r"([^:：]{2,60}?)\s*[:：]\s")
JOINERS = re.compile(r",? and | & |, ")
EOJEOL = re.compile(r"\S+")
ENGLISH_WORD = re.compile(rf"{WORD}")
LONGEST_EXPANSION = 8  # words of a title that an abbreviation stands for
MAX_PHRASE = 5  # words of a nominal phrase


@dataclass(frozen=True, slots=True)
class Surface:
    """A stretch of an entry's text that could be a name, and which searches found it."""

    start: int
    end: int
    origins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a row of words that could be one nominal phrase, and whether it opens and closes that row."""

    span: tuple[int, int]
    opens: bool
    closes: bool


@dataclass(slots=True)
class Found:
    """All surfaces of one entry by span, and its glosses."""

    spans: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    glosses: list[Gloss] = field(default_factory=list)

    def add(self, span: tuple[int, int], origin: str) -> None:
        """Note that a search found a span."""
        if span[0] < span[1]:
            self.spans.setdefault(span, set()).add(origin)

    def surfaces(self) -> list[Surface]:
        """Return the surfaces in reading order."""
        return [Surface(a, b, frozenset(origins)) for (a, b), origins in sorted(self.spans.items())]


def find_surfaces(entry: EntryText, lexicon: Lexicon) -> Found:
    """Return every stretch of an entry that could be a name."""
    found = Found()
    text = entry.text
    for known in lexicon.find(text):
        found.add((known.start, known.end), "lexicon")
    title = text[: len(entry.passages[0].text)]
    found.glosses = [*title_expansions(title), *find_glosses(text)]
    for gloss in found.glosses:
        for position, span in enumerate(gloss.spans):
            found.add(span, f"gloss{min(position, 2)}")
    title_end = len(entry.passages[0].text)
    for span in title_names(text[:title_end]):
        found.add(span, "title-name")
    for match in QUOTED.finditer(text):
        group = match.lastindex or 1
        found.add(trim(text, match.start(group), match.end(group)), "quoted")
    if entry.language == "ko":
        _add(found, "latin", latin_runs(text, title_end))
        _add_phrases(found, "phrase", korean_phrases(text, title_end))
    else:
        _add(found, "latin", english_names(text, title_end))
        _add_phrases(found, "phrase", english_phrases(text, title_end, len(text)))
    _add_phrases(found, "title-phrase", english_phrases(text, 0, title_end))
    return found


def _add_phrases(found: Found, origin: str, phrases: Iterable["Phrase"]) -> None:
    for phrase in phrases:
        found.add(phrase.span, origin)
        if phrase.opens:
            found.add(phrase.span, f"{origin}-opens")
        if phrase.closes:
            found.add(phrase.span, f"{origin}-closes")


def _add(found: Found, origin: str, spans: Iterable[tuple[int, int]]) -> None:
    for span in spans:
        found.add(span, origin)


def title_names(title: str) -> Iterator[tuple[int, int]]:
    """Yield the names that stand before the colon of a title.

    >>> title = "RAD and FADE: Training a Driving Policy"
    >>> [title[a:b] for a, b in title_names(title)]
    ['RAD and FADE', 'RAD', 'FADE']
    """
    found = TITLE_NAME.match(title)
    if not found or len(found.group(1).split()) > 6:
        return
    yield trim(title, 0, found.end(1))
    starts = [0, *(m.end() for m in JOINERS.finditer(title, 0, found.end(1)))]
    ends = [*(m.start() for m in JOINERS.finditer(title, 0, found.end(1))), found.end(1)]
    for start, end in zip(starts, ends, strict=True):
        yield trim(title, start, end)


def title_expansions(title: str) -> Iterator[Gloss]:
    """Yield what the words after a title's colon spell out of the abbreviation before it.

    >>> title = "VGGT: Visual Geometry Grounded Transformer for Scenes"
    >>> [[title[a:b] for a, b in gloss.spans] for gloss in title_expansions(title)]
    [['VGGT', 'Visual Geometry Grounded Transformer']]
    """
    name = next(title_names(title), None)
    if name is None or " " in (short := title[name[0] : name[1]]) or sum(c.isupper() for c in short) < 2:
        return
    after = [(m.start(), m.end()) for m in EOJEOL.finditer(title, TITLE_NAME.match(title).end())]  # type: ignore[union-attr]
    for count in range(min(LONGEST_EXPANSION, len(after)), 1, -1):
        first, last = trim(title, after[0][0], after[count - 1][1])
        words = title[first:last].split()
        if words[-1].lower() not in ENGLISH_BREAKS and initials_fit(short, title[first:last]):
            yield Gloss((name, (first, last)))
            return


def latin_runs(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of Latin words in Korean text, without numbers that count what follows.

    >>> text = "모델은 Claude 3.5 Sonnet과 GPT-4o를 3개"
    >>> [text[a:b] for a, b in latin_runs(text, 0)]
    ['Claude 3.5 Sonnet', 'GPT-4o']
    """
    for run in LATIN_RUN.finditer(text, begin):
        words = [(m.start(), m.end()) for m in ENGLISH_WORD.finditer(text, run.start(), run.end())]
        while words and NUMBER.fullmatch(text, *words[0]):
            words.pop(0)
        while words and NUMBER.fullmatch(text, *words[-1]) and COUNTER.match(text, words[-1][1]):
            words.pop()
        if not words:
            continue
        yield words[0][0], words[-1][1]
        if len(words) > 1 and NUMBER.fullmatch(text, *words[-1]):
            yield words[0][0], words[-2][1]
        for cut, (start, end) in enumerate(words):
            if text[start:end].lower() in {"and", "or", "vs", "with", "of", "for"} and 0 < cut < len(words) - 1:
                yield words[0][0], words[cut - 1][1]
                yield words[cut + 1][0], words[-1][1]


def korean_phrases(text: str, begin: int) -> Iterator[Phrase]:
    """Yield the nominal phrases of Korean text: rows of words without particles, and their tails, generic nouns cut off."""
    row: list[tuple[int, int]] = []
    last = begin
    for word in EOJEOL.finditer(text, begin):
        if "\n" in text[last : word.start()]:
            yield from _tails(text, row)
            row = []
        last = word.end()
        for start, end, closes in _nominal_parts(text, word.start(), word.end()):
            if start < end:
                row.append((start, end))
            if closes:
                yield from _tails(text, row)
                row = []
    yield from _tails(text, row)


def _nominal_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, closes): the noun in an eojeol without particle and punctuation, and whether the phrase ends there."""
    first, last = trim(text, start, end)
    cut = min((at for at in (text.find(mark, first, last) for mark in "([,") if at > first), default=last)
    punctuated = cut < end
    if first > start and text[start] in "'\"‘“(`*":
        yield start, start, True
    word = text[first:cut]
    tail = re.search(r"[가-힣]+$", word)
    if not tail:
        latin = re.search(rf"{WORD}$", word)
        yield (first, cut, punctuated) if latin and not NUMBER.fullmatch(word) else (first, first, True)
    elif tail.start() == 0:
        noun, particle = strip_particle(word)
        if breaks_phrase(word):
            yield first, first, True
        else:
            yield first, first + len(noun), bool(particle) or punctuated
    elif is_particle(tail.group()):
        yield first, first + tail.start(), True
    else:
        noun, particle = strip_particle(word)
        yield first, first + len(noun), bool(particle) or punctuated


def _tails(text: str, row: list[tuple[int, int]]) -> Iterator[Phrase]:
    """Yield each tail of a row of words, with and without generic nouns at its end; one that holds some Hangul."""
    whole = row
    while row:
        for first in range(max(0, len(row) - MAX_PHRASE), len(row)):
            span = (row[first][0], row[-1][1])
            if HANGUL.search(text, *span) and span[1] - span[0] > 1:
                yield Phrase(span, opens=first == 0, closes=len(row) == len(whole))
        if text[row[-1][0] : row[-1][1]] not in GENERIC_TAILS:
            return
        row = row[:-1]


def english_names(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield the rows of capitalised or mixed-case words in English text, and each such word."""
    row: list[tuple[int, int]] = []
    previous = begin
    for word in ENGLISH_WORD.finditer(text, begin):
        shape = word.group()
        named = any(c.isupper() for c in shape) or (any(c.isdigit() for c in shape) and any(c.isalpha() for c in shape))
        linked = named or (row and NUMBER.fullmatch(shape))
        if row and (not linked or text[previous : word.start()] not in (" ", "")):
            yield from _name_rows(text, row)
            row = []
        if named or (linked and row):
            row.append((word.start(), word.end()))
        previous = word.end()
    yield from _name_rows(text, row)


def _name_rows(text: str, row: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if row and text[row[0][0] : row[0][1]].lower() in ENGLISH_BREAKS:
        row = row[1:]
    if row:
        yield row[0][0], row[-1][1]


def english_phrases(text: str, begin: int, end: int) -> Iterator[Phrase]:
    """Yield the tails and heads of the rows of English words between function words, verbs and punctuation."""
    row: list[tuple[int, int]] = []
    previous = begin
    for word in ENGLISH_WORD.finditer(text, begin, end):
        if text[previous : word.start()] not in (" ", ""):
            yield from _windows(row)
            row = []
        previous = word.end()
        if word.group().lower() in ENGLISH_BREAKS or NUMBER.fullmatch(word.group()):
            yield from _windows(row)
            row = []
        else:
            row.append((word.start(), word.end()))
    yield from _windows(row)


def _windows(row: list[tuple[int, int]]) -> Iterator[Phrase]:
    """Yield every stretch of at most five words of a row."""
    for first in range(len(row)):
        for last in range(first, min(len(row), first + MAX_PHRASE)):
            yield Phrase((row[first][0], row[last][1]), opens=first == 0, closes=last == len(row) - 1)
