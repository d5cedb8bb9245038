"""A small linked knowledge with Korean and hostile names, for the tests of graphs and pages."""

from kg.iri import DEFAULT_BASE, Minter, slug
from kg.model import (
    Author,
    Claim,
    Entity,
    Evidence,
    Kind,
    Knowledge,
    Paper,
    RelationKind,
    Result,
    ResultKind,
    Role,
    Span,
    Summary,
)

MINT = Minter(DEFAULT_BASE)
DAYS = ("2025-02-19", "2025-02-20")
KOREAN = "회전 기법"
HOSTILE = "</script><script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=\"document.title='taken'\"> &amp; {{7*7}}"
HREF = "<a href=\"javascript:document.title='taken'\">href</a>: a title \u2028 \x08 한국어"

Said = tuple[str, str, str, Summary, str, float]


def knowledge() -> Knowledge:
    """Return two papers, three authors, six entities, a relation and a result."""
    first, second = MINT.paper("2502.13923"), MINT.paper("2502.00001")
    early, late = _summary("2502.13923", DAYS[0]), _summary("2502.13923", DAYS[1])
    other = _summary("2502.00001", DAYS[1])
    names = {"Ana O'Neill": "ana", "김민지": "minji", HOSTILE: "hostile"}
    signed = tuple((name, MINT.author(key)) for name, key in names.items())
    things = (
        _entity("TinyLens", Kind.MODEL),
        _entity("RoPE", Kind.METHOD, ("회전 위치 임베딩", "ko")),
        _entity(KOREAN, Kind.METHOD),
        _entity("SquintBench", Kind.BENCHMARK),
        _entity(HOSTILE, Kind.TASK, (IMAGE, "en")),
        _entity(IMAGE, Kind.DATASET),
    )
    tiny, rope, korean, squint, script, image = (thing.iri for thing in things)
    figure = Result(
        iri=MINT.hashed("result", "1"),
        paper=first,
        value="41.50",
        value_max=None,
        value_text="41.50",
        unit="%",
        kind=ResultKind.ABSOLUTE,
        subject=tiny,
        benchmark=squint,
        metric=None,
        baseline=None,
        baseline_value=None,
    )
    said: tuple[Said, ...] = (
        (first, Role.INTRODUCES, tiny, early, "TinyLens", 0.5),
        (first, Role.INTRODUCES, tiny, late, "TinyLens는 회전 기법을 쓴다.", 0.9),
        (first, Role.EVALUATES, tiny, late, "TinyLens", 0.6),
        (first, Role.USES, korean, late, "TinyLens는 회전 기법을 쓴다.", 0.8),
        (first, Role.USES, rope, late, "RoPE도 쓴다.", 0.8),
        (first, Role.EVALUATES_ON, squint, late, "SquintBench", 0.7),
        (second, Role.USES, rope, other, f"RoPE and {IMAGE}", 0.8),
        (second, Role.USES, korean, other, "회전 기법", 0.8),
        (second, Role.ADDRESSES, script, other, HOSTILE, 0.7),
        (second, Role.MENTIONS, image, other, IMAGE, 0.4),
        (tiny, RelationKind.BASED_ON, rope, late, "TinyLens는 RoPE를 바탕으로 한다.", 0.7),
        (figure.iri, "reportedIn", first, late, "41.50%를 얻었다.", 0.9),
    )
    return Knowledge(
        base=DEFAULT_BASE,
        days={day: MINT.digest(day) for day in DAYS},
        papers=(
            Paper(second, "2502.00001", HREF, "2025-02", None, DAYS[1:], signed[:2], False, (other,)),
            Paper(
                first, "2502.13923", "TinyLens: Seeing with Little", "2025-02", 17, DAYS, signed, True, (early, late)
            ),
        ),
        authors=tuple(sorted((Author(iri, name) for name, iri in signed), key=lambda author: author.iri)),
        entities=tuple(sorted(things, key=lambda entity: entity.iri)),
        claims=tuple(sorted((_claim(*each) for each in said), key=lambda claim: claim.iri)),
        results=(figure,),
        terms={},
    )


def empty() -> Knowledge:
    """Return what is known without any digest."""
    return Knowledge(DEFAULT_BASE, {}, (), (), (), (), (), {})


def _summary(number: str, date: str) -> Summary:
    return Summary(MINT.hashed("summary", number, date), MINT.paper(number), date, f"{date}.md", "ko")


def _entity(name: str, kind: Kind, *aliases: tuple[str, str]) -> Entity:
    return Entity(MINT.entity(slug(name)), (name, "en"), kind, aliases, DAYS[0])


def _claim(subject: str, predicate: str, target: str, summary: Summary, sentence: str, confidence: float) -> Claim:
    iri = MINT.hashed("claim", subject, predicate, target, summary.iri)
    evidence = Evidence(summary.source, Span(0, len(sentence)), sentence, "", "", sentence)
    return Claim(iri, subject, str(predicate), target, confidence, summary.iri, (evidence,))
