"""The measure: what of an extraction is right, wrong and missed.

- An entity is right where it stands for an annotated one (`kg.evaluate.pairing`) and its kind is accepted there.
  Benchmarks and data sets count as one kind; `exact:Benchmark` and `exact:Dataset` tell them apart.
- A role is right where its entity is and the annotation lists it; finding one of them is enough.
- A relation is right where both ends and the label are.
- A result is right where its value and the fields of the measure are (`kg.evaluate.figures`).
- What is optional counts neither for nor against.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.annotations import Annotated, AnnotatedPaper, annotated_papers
from kg.evaluate.figures import RESULT_FIELDS, Figures
from kg.evaluate.pairing import pair
from kg.evaluate.scores import (
    Confusion,
    Mistake,
    Outcome,
    Rating,
    Scores,
    Verdict,
    calibrate,
    rank_confusions,
    tally,
)
from kg.model import Kind

ENTITY, UNTYPED, ROLE, RELATION = "entity", "entity-untyped", "role", "relation"
RIGHT, WRONG, MISSED = Outcome.RIGHT, Outcome.WRONG, Outcome.MISSED

_EXACT = frozenset({Kind.BENCHMARK.value, Kind.DATASET.value})
_MEASURES = (ENTITY, UNTYPED, ROLE, RELATION, *RESULT_FIELDS)


def evaluate(gold: Iterable[Mapping[str, Any]], predicted: Iterable[Mapping[str, Any]]) -> Scores:
    """Compare extracted records with annotations, both in the shape of `kg extract`.

    Extracted papers without annotations are passed over; annotated papers that were not extracted count as missed.

    >>> record = {"arxiv": "2502.13923", "entities": [{"id": "e1", "name": "MRoPE", "types": ["Method"]}]}
    >>> evaluate([record], [record])["entity"].f1
    1.0
    """
    wanted, said = annotated_papers(gold), annotated_papers(predicted)
    findings = [
        finding
        for arxiv_id, paper in wanted.items()
        for finding in judge_paper(paper, said.get(arxiv_id, AnnotatedPaper(arxiv_id)))
    ]
    return Scores(
        papers=len(wanted),
        predicted=len(wanted.keys() & said.keys()),
        tallies=tally((verdict for each in findings for verdict in each.verdicts), _MEASURES),
        calibration=calibrate(each.rating for each in findings if each.rating),
        confused=rank_confusions(each.confusion for each in findings if each.confusion),
        errors=tuple(each.mistake for each in findings if each.mistake),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """What comes of judging one thing."""

    verdicts: tuple[Verdict, ...] = ()
    mistake: Mistake | None = None
    rating: Rating | None = None
    confusion: Confusion | None = None


def judge_paper(gold: AnnotatedPaper, predicted: AnnotatedPaper) -> Iterator[Finding]:
    """Yield the findings of one paper: its entities with their roles, its relations, its results."""
    stands_for = resolve(gold.entities, predicted.entities)
    for number, entity in enumerate(predicted.entities):
        target = stands_for.get(number)
        yield judge_entity(None if target is None else gold.entities[target], entity, gold.arxiv_id)
    for number, entity in enumerate(gold.entities):
        if not entity.optional and number not in stands_for.values():
            yield _missed(entity, gold.arxiv_id)
    meant = {predicted.entities[said].id: gold.entities[target].id for said, target in sorted(stands_for.items())}
    yield from judge_relations(gold, predicted, meant)
    yield from judge_results(gold, predicted, meant)


def resolve(gold: Sequence[Annotated], predicted: Sequence[Annotated]) -> dict[int, int]:
    """Return the position of the annotated entity of each extracted one (by position) that has one.

    Several extracted entities may stand for one optional entity: it excuses as many as bear one of its names.
    """
    pairs = pair(gold, predicted)
    for number, entity in enumerate(predicted):
        excuses = (at for at, each in enumerate(gold) if each.optional and entity.key in each.surfaces)
        if number not in pairs and (excuse := next(excuses, None)) is not None:
            pairs[number] = excuse
    return pairs


# --- entities and roles -------------------------------------------------------------------------


def judge_entity(meant: Annotated | None, said: Annotated, arxiv_id: str) -> Finding:
    """Judge an extracted entity by the annotated one it stands for, if any."""
    if meant is None:
        return _spurious(said, arxiv_id)
    if meant.optional:
        return Finding()
    return _recognised(meant, said, arxiv_id) if meant.accepts(said.kind) else _mistyped(meant, said, arxiv_id)


def _recognised(meant: Annotated, said: Annotated, arxiv_id: str) -> Finding:
    measures = (UNTYPED, ENTITY, _by_kind(meant))
    shared, extra = meant.roles & said.roles, said.roles - meant.roles
    wrong_role = bool(extra or (meant.roles and not shared))
    return Finding(
        verdicts=(
            *(Verdict(measure, RIGHT) for measure in measures),
            *_exact_verdicts(meant.kinds, said.kind),
            *_roles(meant, missed=not shared),
            *[Verdict(ROLE, RIGHT)] * bool(shared),
            *[Verdict(ROLE, WRONG)] * len(extra),
        ),
        mistake=Mistake("role", arxiv_id, f"{_joined(meant.roles)}->{_joined(said.roles)}", said.name)
        if wrong_role
        else None,
        rating=_rating(said, right=True),
    )


def _mistyped(meant: Annotated, said: Annotated, arxiv_id: str) -> Finding:
    return Finding(
        verdicts=(
            Verdict(UNTYPED, RIGHT),
            *(Verdict(measure, WRONG) for measure in (ENTITY, _by_kind(said))),
            *(Verdict(measure, MISSED) for measure in (ENTITY, _by_kind(meant))),
            *[Verdict(ROLE, WRONG)] * len(said.roles),
            *_roles(meant, missed=True),
        ),
        mistake=Mistake("type", arxiv_id, f"{meant.counted_kind}->{said.kind}", said.name),
        rating=_rating(said, right=False),
        confusion=Confusion(meant.counted_kind, said.counted_kind),
    )


def _spurious(said: Annotated, arxiv_id: str) -> Finding:
    return Finding(
        verdicts=(
            *(Verdict(measure, WRONG) for measure in (ENTITY, UNTYPED, _by_kind(said))),
            *[Verdict(ROLE, WRONG)] * len(said.roles),
        ),
        mistake=Mistake("spurious", arxiv_id, said.kind, said.name),
        rating=_rating(said, right=False),
    )


def _missed(meant: Annotated, arxiv_id: str) -> Finding:
    return Finding(
        verdicts=(
            *(Verdict(measure, MISSED) for measure in (ENTITY, UNTYPED, _by_kind(meant))),
            *_roles(meant, missed=True),
        ),
        mistake=Mistake("missed", arxiv_id, meant.kind, meant.name),
    )


def _by_kind(entity: Annotated) -> str:
    return f"{ENTITY}:{entity.counted_kind}"


def _roles(meant: Annotated, *, missed: bool) -> tuple[Verdict, ...]:
    """Return the one role that is missed with an entity, if it has any."""
    return (Verdict(ROLE, MISSED),) if missed and meant.roles else ()


def _exact_verdicts(accepted: tuple[str, ...], said: str) -> tuple[Verdict, ...]:
    """Judge whether a benchmark was told from a data set, where the annotation takes only one of them."""
    wanted = _EXACT.intersection(accepted)
    if said not in _EXACT or len(wanted) != 1:
        return ()
    (meant,) = wanted
    if said == meant:
        return (Verdict(f"exact:{meant}", RIGHT),)
    return Verdict(f"exact:{said}", WRONG), Verdict(f"exact:{meant}", MISSED)


def _rating(said: Annotated, *, right: bool) -> Rating | None:
    return None if said.confidence is None else Rating(said.confidence, right)


def _joined(roles: Iterable[str]) -> str:
    return "/".join(sorted(roles)) or "none"


# --- relations and results ----------------------------------------------------------------------


def judge_relations(gold: AnnotatedPaper, predicted: AnnotatedPaper, meant: Mapping[str, str]) -> Iterator[Finding]:
    """Judge the relations of a paper, given the annotated id of each extracted one."""
    optional = gold.optional_ids
    names = _names(predicted, prefix="?") | _names(gold)
    wanted = {each for each in gold.relations if optional.isdisjoint((each[0], each[2]))}
    said = {(_as_meant(head, meant), label, _as_meant(tail, meant)) for head, label, tail in predicted.relations}
    outcomes = [
        (RIGHT, wanted & said),
        (WRONG, {each for each in said - wanted if optional.isdisjoint((each[0], each[2]))}),
        (MISSED, wanted - said),
    ]
    for outcome, relations in outcomes:
        for head, label, tail in sorted(relations):
            between = f"{names.get(head, head)} → {names.get(tail, tail)}"
            yield _judged(RELATION, outcome, gold.arxiv_id, label, between)


def judge_results(gold: AnnotatedPaper, predicted: AnnotatedPaper, meant: Mapping[str, str]) -> Iterator[Finding]:
    """Judge the results of a paper under each measure; mistakes are those of the first."""
    figures = Figures(gold.results, gold.optional_ids, meant)
    names = _names(gold)
    for measure, fields in RESULT_FIELDS.items():
        for outcome, result in figures.judge(predicted.results, fields):
            benchmark = result.get("benchmark")
            about = names.get(meant.get(str(benchmark), "?") if outcome is WRONG else str(benchmark), "no benchmark")
            yield _judged(measure, outcome, gold.arxiv_id, str(result["value"]), about)


def _judged(measure: str, outcome: Outcome, arxiv_id: str, what: str, name: str) -> Finding:
    told = outcome is not RIGHT and measure in (RELATION, "result")
    mistake = Mistake(f"{measure} {outcome}", arxiv_id, what, name) if told else None
    return Finding((Verdict(measure, outcome),), mistake)


def _as_meant(said: str, meant: Mapping[str, str]) -> str:
    """Return the annotated id of an extracted one, or an id that no annotation has."""
    return meant.get(said, f"?{said}")


def _names(paper: AnnotatedPaper, prefix: str = "") -> dict[str, str]:
    return {prefix + entity.id: entity.name for entity in paper.entities}
