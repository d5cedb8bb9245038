"""One entry as one text: where its passages and sentences stand, and how to quote them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kg.model import Entry, Evidence, Passage, Section, Span
from kg.text import language

CONTEXT = 32  # characters quoted on each side of a quotation (oa:prefix, oa:suffix)

SENTENCE_END = re.compile(
    r"(?:(?<=[다요음함됨임까죠])[.!?]|(?<=[^\d\s.])[.!?](?=\s+[A-Z가-힣\"'(\[])|[。!?])[\"')\]]*\s+"
)


@dataclass(frozen=True)
class EntryText:
    """The title and passages of one entry joined by newlines, with the way back into the raw file.

    `offsets[i]` is where `passages[i]` starts in `text`; the first passage is the title.
    """

    entry: Entry
    raw: str
    text: str
    passages: tuple[Passage, ...]
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, entry: Entry, raw: str) -> "EntryText":
        """Lay out the title and the body of an entry."""
        passages = (entry.title, *entry.passages)
        offsets, at = [], 0
        for passage in passages:
            offsets.append(at)
            at += len(passage.text) + 1
        return cls(entry, raw, "\n".join(p.text for p in passages), passages, tuple(offsets))

    @classmethod
    def of_text(cls, text: str) -> "EntryText":
        """Lay out a plain text whose first line is a title, as if it were an entry of its own file."""
        title, *lines = text.split("\n")
        passages, at = [], len(title) + 1
        for line in lines:
            passages.append(Passage(line, at, Section.BODY))
            at += len(line) + 1
        entry = Entry(
            "",
            "",
            "",
            Passage(title, 0, Section.TITLE),
            None,
            (),
            authors_complete=False,
            passages=tuple(passages),
            source="",
            line=1,
        )
        return cls.of(entry, text)

    @cached_property
    def language(self) -> str:
        """Tell whether the body is Korean ("ko") or English ("en")."""
        body = self.text[len(self.passages[0].text) :]
        return language(body if body.strip() else self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) of every sentence; the title is one, and no sentence crosses a passage."""
        found: list[tuple[int, int]] = []
        for offset, passage in zip(self.offsets, self.passages, strict=True):
            stop, start = offset + len(passage.text), offset
            if passage.section is not Section.TITLE:
                for end in SENTENCE_END.finditer(self.text, offset, stop):
                    found.append((start, start + len(self.text[start : end.end()].rstrip())))
                    start = end.end()
            if start < stop:
                found.append((start, stop))
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_index(self, at: int) -> int:
        """Return the number of the sentence that holds a position of the text."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def passage_at(self, at: int) -> int:
        """Return the number of the passage that holds a position of the text (0 is the title)."""
        return bisect_right(self.offsets, at) - 1

    def section(self, at: int) -> Section:
        """Return the section that a position of the text belongs to."""
        return self.passages[self.passage_at(at)].section

    def raw_span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]`, a stretch inside one passage, stands in the raw file."""
        number = self.passage_at(start)
        offset = self.offsets[number]
        return self.passages[number].span(start - offset, end - offset)

    def quote(self, start: int, end: int) -> Evidence:
        """Quote `text[start:end]` verbatim from the raw file, with its surroundings and its sentence."""
        span = self.raw_span(start, end)
        first, last = self.sentences[self.sentence_index(start)]
        whole = self.raw_span(min(first, start), max(last, end))
        return Evidence(
            source=self.entry.source,
            span=span,
            quote=self.raw[span.start : span.end],
            prefix=self.raw[max(0, span.start - CONTEXT) : span.start],
            suffix=self.raw[span.end : span.end + CONTEXT],
            sentence=self.raw[whole.start : whole.end],
        )

    def quote_sentence(self, at: int) -> Evidence:
        """Quote the whole sentence that holds a position of the text."""
        return self.quote(*self.sentences[self.sentence_index(at)])
