"""The command line: parse the arguments, call one function, print.

Data goes to stdout, words to stderr. Exit 0 good, 1 failed, 2 wrong usage, 3 finished with rejections.
What a command needs is imported where it runs, so that `kg --help` answers at once.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.errors import CheckError, EvaluateError, KgError
from kg.iri import DEFAULT_BASE, check_base

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.builder import Build
    from kg.evaluate import Scores

HELP_INPUT = "digest files, folders (recursive), globs and - for the standard input; none means the bundled sample"
MOST_REJECTIONS = 20
KEY_VARIABLE = "KG_LLM_KEY"
"""The environment variable that holds the key of a language model's endpoint: an argument would show in `ps`."""


class Exit(IntEnum):
    """What the exit status means."""

    GOOD = 0
    FAILED = 1
    USAGE = 2
    REJECTIONS = 3
    INTERRUPTED = 130  # 128 + SIGINT, as shells report it
    BROKEN_PIPE = 141  # 128 + SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `kg` and return its exit status."""
    _speak_utf8()
    options = make_parser().parse_args(arguments)
    try:
        status = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.BROKEN_PIPE
    except KeyboardInterrupt:
        return _complain("interrupted; nothing was written", Exit.INTERRUPTED)
    except KgError as error:
        return _complain(str(error), Exit.FAILED)
    except OSError as error:
        return _complain(f"{error.filename or 'output'}: {error.strerror or error}", Exit.FAILED)
    return int(status)


def _complain(message: str, status: Exit) -> Exit:
    print(f"kg: {message}", file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale; what cannot be encoded (a file name) is escaped as JSON would."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="kg", description="Turn daily digests of machine-learning papers into a knowledge graph."
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_extract(commands)
    _add_evaluate(commands)
    _add_check(commands)
    _add_train(commands)
    return parser


def _add_build(commands: Any) -> None:
    command = commands.add_parser("build", help="write the graph, its evidence and the pages into a folder")
    command.add_argument("inputs", nargs="*", metavar="INPUT", help=HELP_INPUT)
    command.add_argument("-o", "--output", type=Path, default=Path("exports"), metavar="DIR", help="default: exports")
    _add_base(command)
    _add_workers(command)
    _add_backend(command)
    command.add_argument("--json", action="store_true", help="print the counts and rejections as JSON")
    command.set_defaults(run=run_build)


def _add_extract(commands: Any) -> None:
    command = commands.add_parser("extract", help="print one JSON record per paper")
    command.add_argument("inputs", nargs="*", metavar="INPUT", help=HELP_INPUT)
    _add_base(command)
    _add_workers(command)
    _add_backend(command)
    command.set_defaults(run=run_extract)


def _add_evaluate(commands: Any) -> None:
    command = commands.add_parser("evaluate", help="compare what is extracted with gold annotations")
    command.add_argument(
        "inputs",
        nargs="*",
        metavar="GOLD|INPUT",
        help="annotated papers (*.jsonl), and the digests that hold them; none means those of the bundled sample",
    )
    command.add_argument("--errors", type=int, default=0, metavar="N", help="list the first N errors of each kind")
    command.add_argument("--json", action="store_true", help="print the figures as JSON, by gold if there are several")
    command.set_defaults(run=run_evaluate)


def _add_check(commands: Any) -> None:
    command = commands.add_parser("check", help="validate the Turtle files of a build")
    command.add_argument("paths", nargs="+", type=Path, metavar="DIR|FILE", help="a folder of a build, or its files")
    command.add_argument("--sources", action="append", metavar="INPUT", help="digests to compare the quotations with")
    command.set_defaults(run=run_check)


def _add_train(commands: Any) -> None:
    command = commands.add_parser("train", help="learn the models of the extraction from annotated papers")
    command.add_argument(
        "inputs",
        nargs="+",
        metavar="GOLD|CORPUS",
        help="annotated papers (*.jsonl), and the digests that hold them; names are counted in all of these digests",
    )
    command.add_argument("-o", "--output", type=Path, default=Path("models"), metavar="DIR", help="default: models")
    command.add_argument(
        "--without", action="append", default=[], metavar="DATE", help="leave out the digest of an ISO date"
    )
    command.set_defaults(run=run_train)


def _add_base(command: argparse.ArgumentParser) -> None:
    command.add_argument("--base", type=_base, default=DEFAULT_BASE, metavar="IRI", help=f"default: {DEFAULT_BASE}")


def _add_workers(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes that extract; default: one a core"
    )


def _add_backend(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--backend",
        type=_backend,
        metavar="NAME",
        help="spacy:NAME, llm:URL#MODEL or llm-only:URL#MODEL; default: our own extraction alone, offline",
    )
    command.add_argument("--cache", type=Path, metavar="DIR", help="keep a language model's answers, to ask only once")


def _backend(text: str) -> Any:
    from kg.extract.backends import Backend  # noqa: PLC0415 - see the top of the module

    try:
        return Backend.parse(text)
    except KgError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _base(text: str) -> str:
    try:
        check_base(text)
    except KgError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


# --- commands -----------------------------------------------------------------------------------


def run_build(options: argparse.Namespace) -> Exit:
    """Build the graph, write it, and say what is in it."""
    from kg.export.target import check_target  # noqa: PLC0415 - see the top of the module

    check_target(options.output)
    built = _build(options.inputs, base=options.base, workers=options.workers, nlp=_pipeline(options))
    hashes = built.write(options.output)
    if options.json:
        print(json.dumps({**built.description(), "files": hashes}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_table(built)))
        print(f"\nWritten to {options.output}; open {options.output / 'index.html'} in a browser.")
    return _status(built)


def run_extract(options: argparse.Namespace) -> Exit:
    """Print one record per paper."""
    from kg.export.records import dump  # noqa: PLC0415 - see the top of the module

    built = _build(options.inputs, base=options.base, workers=options.workers, nlp=_pipeline(options))
    for record in built.records():
        print(dump(record))
    _report(built)
    return _status(built)


def run_evaluate(options: argparse.Namespace) -> Exit:
    """Compare what is extracted from the inputs with gold annotations: one table, however many files of them."""
    from kg.evaluate import evaluate, label_files, load_records, sample_gold  # noqa: PLC0415 - see the top

    golds = [path for path in dict.fromkeys(options.inputs) if path.endswith(".jsonl")]
    digests = [path for path in options.inputs if path not in golds]
    if digests and not golds:
        return _complain("no annotated papers (*.jsonl) among the inputs: kg evaluate GOLD.jsonl INPUT…", Exit.USAGE)
    if not digests and any(Path(path).absolute() != sample_gold().absolute() for path in golds):
        names = " ".join(golds)
        return _complain(f"name the digests that are annotated as well: kg evaluate {names} INPUT…", Exit.USAGE)
    records = {label: load_records(path) for path, label in label_files(golds or [str(sample_gold())]).items()}
    built = _build(digests)
    predicted = list(built.records())
    measured = {label: evaluate(gold, predicted) for label, gold in records.items()}
    print(_told_as_json(measured) if options.json else _told(measured, options.errors))
    for label, scores in measured.items():
        if scores.predicted < scores.papers:
            lacking = f"{scores.papers - scores.predicted} of {scores.papers} annotated papers"
            _say(f"note: {label}: {lacking} are not in these digests")
    _report(built)
    return _status(built)


def _told(measured: "dict[str, Scores]", errors: int) -> str:
    """Return one comparison in full, or several side by side."""
    from kg.evaluate import compare, report  # noqa: PLC0415 - see the top of the module

    if len(measured) > 1:
        return compare(measured, errors=errors)
    (scores,) = measured.values()
    return report(scores, errors=errors)


def _told_as_json(measured: "dict[str, Scores]") -> str:
    figures = {label: scores.as_dict() for label, scores in measured.items()}
    return json.dumps(figures if len(figures) > 1 else next(iter(figures.values())), ensure_ascii=False, indent=2)


def run_train(options: argparse.Namespace) -> Exit:
    """Learn models from annotated papers and write them into a folder."""
    from kg.evaluate import load_records  # noqa: PLC0415 - see the top of the module
    from kg.export.disk import write_files  # noqa: PLC0415 - see the top of the module
    from kg.extract.lexicon import load_lexicon  # noqa: PLC0415 - see the top of the module
    from kg.extract.training import annotate, survey, train  # noqa: PLC0415 - see the top of the module
    from kg.read import read_documents  # noqa: PLC0415 - see the top of the module

    gold = [path for path in options.inputs if path.endswith(".jsonl")]
    records = [record for path in gold for record in load_records(path)]
    digests = [path for path in options.inputs if path not in gold]
    if not records or not digests:
        raise EvaluateError("nothing to learn from; name annotated papers (*.jsonl) and the digests that hold them")
    lexicon, left_out = load_lexicon(), set(options.without)
    documents = [each for each in read_documents(digests).documents if not left_out & set(each.dates)]
    annotated = annotate(documents, records, lexicon)
    if not annotated:
        raise EvaluateError(
            f"{', '.join(digests)}: none of the annotated papers stands there; give the digests of the gold"
        )
    _say(f"{len(annotated)} of {len(records)} annotated papers found; learning takes a minute or two")
    hashes = write_files(options.output, train(annotated, survey(documents, lexicon)).files())
    print("\n".join(f"{digest}  {options.output / name}" for name, digest in hashes.items()))
    return Exit.GOOD


def run_check(options: argparse.Namespace) -> Exit:
    """Validate the Turtle files of a build."""
    from kg.rdf.check import check_files  # noqa: PLC0415 - see the top of the module

    report = check_files(dict(_turtle_files(options.paths)), sources=_raw_texts(options.sources))
    for problem in report.problems:
        print(problem)
    for note in report.notes:
        _say(f"note: {note}")
    _say("\n".join(f"{name}: {count} triples" for name, count in report.triples.items()))
    _say("no problems" if report.ok else f"{len(report.problems)} problems")
    return Exit.GOOD if report.ok else Exit.FAILED


def _turtle_files(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
        if not files:
            raise CheckError(f"{path}: no Turtle file in this folder; give a folder that kg build has written")
        for file in files:
            yield str(file), _read_turtle(file)


def _read_turtle(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CheckError(f"{path}: not UTF-8 at byte {error.start}; Turtle is written in UTF-8") from error
    except OSError as error:
        raise CheckError(f"{path}: {error.strerror}; give a folder or a file that kg build has written") from error


def _raw_texts(inputs: list[str] | None) -> dict[str, str] | None:
    from kg.read import read_documents  # noqa: PLC0415 - see the top of the module

    return None if inputs is None else {each.source: each.raw for each in read_documents(inputs).documents}


# --- words --------------------------------------------------------------------------------------


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _pipeline(options: argparse.Namespace) -> "Language | None":
    """Return the pipeline with the back end that was asked for, if any."""
    if options.backend is None:
        return None
    from kg.export.answers import AnswerFolder  # noqa: PLC0415 - see the top of the module
    from kg.extract.backends import create_backend  # noqa: PLC0415 - see the top of the module

    cache = AnswerFolder(options.cache) if options.cache else None
    return create_backend(options.backend, key=os.environ.get(KEY_VARIABLE, ""), cache=cache)


def _build(inputs: list[str], *, base: str = DEFAULT_BASE, workers: int = 0, nlp: "Language | None" = None) -> "Build":
    from kg.builder import build  # noqa: PLC0415 - see the top of the module

    watched = sys.stderr.isatty()
    try:
        return build(
            inputs or None,
            base=base,
            progress=_show_progress if watched else None,
            workers=workers or os.cpu_count() or 1,
            nlp=nlp,
        )
    finally:
        if watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if nlp is not None:
            _report_backend(nlp)


def _report_backend(nlp: "Language") -> None:
    """Say on stderr what became of a language model's answers, also when the build failed half-way."""
    from kg.extract.backends import notes  # noqa: PLC0415 - see the top of the module

    for line in notes(nlp):
        _say(line)


def _show_progress(done: int, total: int) -> None:
    print(f"\rdigest {done} of {total}", end="", file=sys.stderr, flush=True)


def _status(built: "Build") -> Exit:
    return Exit.REJECTIONS if built.rejections else Exit.GOOD


def _report(built: "Build") -> None:
    """Say on stderr what was rejected."""
    for line in _rejected(built):
        _say(line)


def _table(built: "Build") -> Iterator[str]:
    """Yield the lines that tell what is in a graph, and what was rejected."""
    for name, count in built.counts.items():
        if isinstance(count, int):
            yield f"{name:<10} {count:>8,}"
        else:
            yield f"{name:<10} {sum(count.values()):>8,}   {_by_name(count)}"
    yield f"{'rejected':<10} {len(built.rejections):>8,}"
    yield from _rejected(built)


def _by_name(counts: dict[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ranked)


def _rejected(built: "Build") -> Iterator[str]:
    for rejection in built.rejections[:MOST_REJECTIONS]:
        yield f"  {rejection}"
    if len(built.rejections) > MOST_REJECTIONS:
        yield f"  … and {len(built.rejections) - MOST_REJECTIONS:,} more: manifest.json lists them all"
