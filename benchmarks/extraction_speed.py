"""Time reading and extracting beside what spaCy alone takes to cut the same text into tokens.

    python benchmarks/extraction_speed.py ../shared/corpus --days 60 --write docs/performance.md

Everything is timed in one run, one after the other, so often as `--repeat` says; medians are told. Loading the models is timed
by itself: where processes are forked, several have those that the first has loaded.
"""

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

import spacy

from kg.extract import create_pipeline
from kg.extract.parallel import extract_by_document
from kg.model import Document
from kg.read import read_documents

WORKERS = (1, 2)
LOADING, TOKENISING, READING = "loading the models", 'spaCy blank("xx"), tokens only', "reading"

Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Text:
    """What is read: how many digests, papers and characters."""

    digests: int
    papers: int
    characters: int

    def __str__(self) -> str:
        return f"{self.digests:,} digests, {self.papers:,} papers, {self.characters:,} characters"


def spread(paths: Sequence[Path], count: int | None) -> list[Path]:
    """Return so many paths, evenly spread over all of them.

    >>> spread(list(map(Path, "abcdef")), 3)
    [PosixPath('a'), PosixPath('c'), PosixPath('e')]
    """
    if count is None or count >= len(paths):
        return list(paths)
    return [paths[number * len(paths) // count] for number in range(count)]


# --- timing -------------------------------------------------------------------------------------


def time_all(paths: Sequence[Path], repeat: int) -> tuple[Text, Times]:
    """Return what was read, and the seconds of each part, once per repetition."""
    times = {LOADING: [seconds(create_pipeline)]}  # once: what is loaded stays
    documents: Sequence[Document] = ()
    names = list(map(str, paths))
    for _ in range(repeat):
        documents = read_documents(names).documents
        for name, part in parts(names, documents):
            times.setdefault(name, []).append(seconds(part))
    papers = sum(len(document.entries) for document in documents)
    return Text(len(documents), papers, sum(len(document.raw) for document in documents)), times


def parts(names: Sequence[str], documents: Sequence[Document]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is timed, by name; what a part needs is made before it starts."""
    blank = spacy.blank("xx")  # a new one each time: it remembers the tokens it has seen
    yield TOKENISING, lambda: [blank.make_doc(document.raw) for document in documents]
    yield READING, lambda: read_documents(names)
    next(extract_by_document(documents[:1]), None)  # loads the models of this process
    for workers in WORKERS:
        yield extracting(workers), partial(extract_all, documents, workers)


def extract_all(documents: Sequence[Document], workers: int) -> int:
    """Extract by so many processes, and return how many papers there were."""
    return sum(len(extractions) for _, extractions in extract_by_document(documents, workers=workers))


def extracting(workers: int) -> str:
    """Return the name of the part that extracts by so many processes."""
    return f"extracting, {workers} process{'es' * (workers != 1)}"


def seconds(part: Callable[[], object]) -> float:
    """Return how long a part takes."""
    start = perf_counter()
    part()
    return perf_counter() - start


def ratio(times: Times, workers: int) -> float:
    """Return how many times as long as spaCy's tokens reading and extracting takes."""
    ours = zip(times[READING], times[extracting(workers)], strict=True)
    return median(map(sum, ours)) / median(times[TOKENISING])


# --- words --------------------------------------------------------------------------------------


def machine() -> str:
    """Return what all this ran on."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    processor = next(names, platform.processor() or platform.machine())
    software = f"Python {platform.python_version()}, spaCy {version('spacy')}"
    return f"{processor}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, {software}"


def told(text: Text, times: Times, repeat: int, load: float) -> str:
    """Return the figures as Markdown."""
    return "\n".join(_lines(text, times, repeat, load)) + "\n"


def _lines(text: Text, times: Times, repeat: int, load: float) -> Iterator[str]:
    yield f"- {text}"
    yield f"- {machine()}"
    yield f"- median of {repeat}; the machine's load before the run was {load:.1f} (0: nothing else ran)\n"
    yield "| part | seconds | characters a second | lowest–highest |"
    yield "|---|---|---|---|"
    for name, each in times.items():
        rate = f"{text.characters / median(each):,.0f}" if name != LOADING else ""
        yield f"| {name} | {median(each):.2f} | {rate} | {min(each):.2f}–{max(each):.2f} |"
    yield ""
    for workers in WORKERS:
        times_as_long = f"**{ratio(times, workers):.2f}** times as long as spaCy's tokens"
        yield f"- Reading, then {extracting(workers)}: {times_as_long}."


HEAD = """<!-- written by benchmarks/extraction_speed.py; run make bench -->
# Performance

How long it takes to read digests and to extract what they say, beside what `spacy.blank("xx")` alone takes to cut the same text into tokens. The aim is at most twice as long, better as long. Loading the models comes once to each run. With several processes, starting them is part of the time; what is extracted does not depend on their number.

"""


def main() -> None:
    """Parse the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="a folder of digests")
    parser.add_argument("--days", type=int, metavar="N", help="only N digests, spread over the corpus")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write a page here")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    text, times = time_all(spread(sorted(options.corpus.rglob("*.md")), options.days), options.repeat)
    figures = told(text, times, options.repeat, load)
    print(figures, end="")
    if options.write:
        options.write.write_text(HEAD + figures, encoding="utf-8")


if __name__ == "__main__":
    main()
