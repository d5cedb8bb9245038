"""Glosses: `한국어(English; ABBR)`, `English Long Form (ELF)`, `ELF(English Long Form)`, `English(한국어)`.

A gloss says that two or three surfaces name one thing; where the first one begins is not marked, and has to be judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.korean import breaks_phrase, strip_particle

PARENTHESIS = re.compile(r"[ ]?\(([^()\n]{2,120})\)")
SPLIT = re.compile(r"\s*[;,/]\s*|\s*:\s*|\s+또는\s+|\s+or\s+")
EXAMPLES = re.compile(r"^(?:예|e\.?g|i\.?e|예를 들어|예컨대|see|cf|약|최대|평균|총|\d)", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-zÀ-ɏΑ-ω]")
HANGUL = re.compile(r"[가-힣]")
ABBREVIATION = re.compile(r"^(?=.*[A-Z].*[A-Z0-9])[A-Za-z0-9][\w.+*&^/-]{1,14}$|^[A-Z]\d?$")
LEFT_WORDS = re.compile(r"[^\s,;:.!?()\[\]<>《》「」]+(?:[ ][^\s,;:.!?()\[\]<>《》「」]+){0,7}$")
OPENING = "'\"‘“`*「『<"


@dataclass(frozen=True, slots=True)
class Gloss:
    """Stretches of a text that are said to name one thing, as (start, end) pairs in reading order."""

    spans: tuple[tuple[int, int], ...]


def find_glosses(text: str) -> Iterator[Gloss]:
    """Yield every gloss of a text.

    >>> text = "본 연구는 강화 학습(Reinforcement Learning; RL)을 쓴다."
    >>> [[text[a:b] for a, b in gloss.spans] for gloss in find_glosses(text)]
    [['강화 학습', 'Reinforcement Learning', 'RL']]
    """
    for found in PARENTHESIS.finditer(text):
        inside = _inside(text, found.start(1), found.end(1))
        if not inside or EXAMPLES.match(found.group(1)):
            continue
        left = _left(text, found.start(), [text[a:b] for a, b in inside])
        if left is None:
            continue
        spans = (left, *inside) if _agree(text[left[0] : left[1]], [text[a:b] for a, b in inside]) else ()
        if spans:
            yield Gloss(spans)


def _inside(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the surfaces between the parentheses, at most three, none of them a clause."""
    spans, at = [], start
    for cut in [*SPLIT.finditer(text, start, end), None]:
        stop = cut.start() if cut else end
        first, last = trim(text, at, stop)
        if first < last:
            spans.append((first, last))
        at = cut.end() if cut else end
    good = [
        (a, b)
        for a, b in spans
        if len(text[a:b].split()) <= 8 and (LATIN.search(text, a, b) or HANGUL.search(text, a, b))
    ]
    return good if len(good) == len(spans) <= 3 else []


def _left(text: str, end: int, inside: list[str]) -> tuple[int, int] | None:
    """Return the span of the words before a parenthesis that the gloss is about."""
    found = LEFT_WORDS.search(text, max(0, end - 120), end)
    if not found:
        return None
    words = [(found.start() + m.start(), found.start() + m.end()) for m in re.finditer(r"\S+", found.group())]
    last = text[words[-1][0] : words[-1][1]]
    if last[-1] in "'\"’”`」』>":
        return _quoted(text, words[-1][1])
    if LATIN.search(last) and not HANGUL.search(last):
        count = _latin_words(text, words, inside)
    else:
        count = _korean_words(text, words, inside)
    start, stop = trim(text, words[-count][0], words[-1][1])
    return (start, stop) if start < stop else None


def _quoted(text: str, end: int) -> tuple[int, int] | None:
    opening = max(text.rfind(mark, max(0, end - 80), end - 1) for mark in OPENING)
    return trim(text, opening + 1, end - 1) if opening >= 0 and "\n" not in text[opening:end] else None


def _latin_words(text: str, words: list[tuple[int, int]], inside: list[str]) -> int:
    """Count the words of the Latin run before the parenthesis that an abbreviation inside may stand for."""
    run = 0
    for start, end in reversed(words):
        word = text[start:end]
        if HANGUL.search(word) or not (LATIN.search(word) or word.isdigit()):
            break
        run += 1
    for short in inside:
        letters = re.sub(r"[^A-Za-z]", "", short)
        if ABBREVIATION.match(short):
            for count in range(min(run, len(letters) + 2), 0, -1):
                if initials_fit(short, text[words[-count][0] : words[-1][1]]):
                    return count
    return run if run and not any(ABBREVIATION.match(s) for s in inside) else max(1, min(run, 4))


def _korean_words(text: str, words: list[tuple[int, int]], inside: list[str]) -> int:
    """Guess how many Korean words a gloss covers: about as many as the English has, none of them a modifier."""
    english = max((s for s in inside if LATIN.search(s)), key=len, default="")
    parts = [
        p
        for p in re.split(r"[\s-]+", english)
        if p.lower() not in {"of", "the", "for", "and", "in", "to", "with", "a", "on", "by"}
    ]
    want = max(1, min(5, len(parts) if not ABBREVIATION.match(english) else 3))
    count = 1
    while count < min(want, len(words)):
        word = text[words[-count - 1][0] : words[-count - 1][1]]
        hangul = HANGUL.search(word)
        if (
            word[0] in ",;"
            or word[-1] in ",;:'\"’”)"
            or (hangul and (breaks_phrase(word) or (strip_particle(word)[1] and not word.endswith("적"))))
        ):
            break
        count += 1
    return count


def _agree(left: str, inside: list[str]) -> bool:
    """Tell whether the parts can name one thing: one of them Korean and one Latin, or one short for another."""
    for part in inside:
        scripts_differ = bool(HANGUL.search(left)) != bool(HANGUL.search(part)) or bool(
            HANGUL.search(left) and LATIN.search(part)
        )
        if (
            scripts_differ
            or ABBREVIATION.match(part)
            or ABBREVIATION.match(left)
            or initials_fit(part, left)
            or initials_fit(left, part)
        ):
            return True
    return False


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a stretch until it neither begins nor ends with white space, quotes, asterisks or commas."""
    while start < end and text[start] in " \t'\"‘’“”`*,;:·「」『』<>":
        start += 1
    while end > start and text[end - 1] in " \t'\"‘’“”`*,;:·「」『』<>.":
        end -= 1
    return start, end


def initials_fit(short: str, long: str) -> bool:
    """Tell whether an abbreviation can stand for a long form: its letters occur in order, the first ones agreeing.

    >>> initials_fit("GRPO", "Group Relative Policy Optimization"), initials_fit("RL", "Large Model")
    (True, False)
    """
    letters = re.sub(r"[^a-z0-9]", "", re.sub(r"s$", "", short).lower())
    words = re.findall(r"[a-z0-9]+", long.lower())
    if not letters or not words or len(letters) >= len("".join(words)) or words[0][0] != letters[0]:
        return False
    return _consume(letters, words, 0)


def _consume(letters: str, words: list[str], used: int) -> bool:
    """Match letters greedily against the words: each word gives its initial, or more of its letters in order."""
    if not letters:
        return used >= len(words) - 1
    if used >= len(words):
        return False
    word = words[used]
    for size in range(min(len(letters), len(word)), 0, -1):
        if letters[0] == word[0] and _subsequence(letters[:size], word) and _consume(letters[size:], words, used + 1):
            return True
    return (
        used > 0
        and word in {"of", "the", "for", "and", "in", "to", "with", "a", "on", "by", "via"}
        and _consume(letters, words, used + 1)
    )


def _subsequence(part: str, word: str) -> bool:
    at = 0
    for letter in part:
        at = word.find(letter, at) + 1
        if not at:
            return False
    return True
