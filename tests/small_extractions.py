"""What entries could say, a line each, for the tests of linking: base records that a test changes where it matters."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from kg.extract.lexicon import Lexicon, LexiconRecord
from kg.iri import DEFAULT_BASE, Minter
from kg.model import (
    Entry,
    Evidence,
    Extraction,
    Figure,
    Kind,
    Passage,
    Relation,
    RelationKind,
    ResultKind,
    Role,
    Section,
    Signature,
    Span,
    StatedRole,
    Term,
)

MINT = Minter(DEFAULT_BASE)

LEXICON = Lexicon(
    {
        record.key: record
        for record in (
            LexiconRecord(
                "direct-preference-optimization",
                "Direct Preference Optimization",
                Kind.METHOD,
                aliases=("DPO",),
                korean=("직접 선호 최적화",),
            ),
            LexiconRecord("fid", "FID", Kind.METRIC, better=False),
            LexiconRecord("vicuna", "Vicuna", Kind.MODEL, family="LLaMA"),
            LexiconRecord("llama", "LLaMA", Kind.MODEL),
            LexiconRecord("umbrella-llm", "LLM", None),
        )
    }
)

_ENTRY = Entry(
    arxiv_id="2305.18290",
    url="https://arxiv.org/abs/2305.18290",
    date="2023-05-30",
    title=Passage("Direct Preference Optimization: Your Language Model is Secretly a Reward Model", 40, Section.TITLE),
    votes=None,
    signatures=(),
    authors_complete=True,
    passages=(Passage("DPO는 보상 모델 없이 선호를 배운다.", 200, Section.BODY),),
    source="2023-05-30.md",
    line=3,
)
_FIGURE = Figure(
    value="61",
    unit="%",
    kind=ResultKind.ABSOLUTE,
    subject=None,
    benchmark=None,
    metric=None,
    baseline=None,
    baseline_value=None,
    confidence=0.9,
    evidence=Evidence("2023-05-30.md", Span(260, 268), "61%를 얻었다"),
)


def entry(*names: str, **changes: Any) -> Entry:
    """Return an entry signed by the names; its file is called after its date unless told otherwise."""
    signatures = tuple(Signature(name, Span(100, 100 + len(name))) for name in names)
    dated = {"source": f"{changes['date']}.md"} if "date" in changes else {}
    return replace(_ENTRY, **{"signatures": signatures, **dated, **changes})


def body(*lines: str) -> tuple[Passage, ...]:
    """Return the passages of a body."""
    return tuple(Passage(line, 200 + number, Section.BODY) for number, line in enumerate(lines))


def quote(text: str, start: int = 200) -> Evidence:
    """Return the evidence of a sentence."""
    return Evidence("2023-05-30.md", Span(start, start + len(text)), text, sentence=text)


def stated(role: Role = Role.USES, confidence: float = 0.8, sentence: str = "DPO를 쓴다.") -> StatedRole:
    """Return a role with the sentence that states it."""
    return StatedRole(role, confidence, quote(sentence))


def term(number: str, name: str, **changes: Any) -> Term:
    """Return a method that the entry uses."""
    base = Term(number, name, (), Kind.METHOD, 0.9, (stated(sentence=f"{name}를 쓴다."),), (quote(name),))
    return replace(base, **changes)


def relation(head: str, tail: str, kind: RelationKind = RelationKind.BASED_ON) -> Relation:
    """Return a relation between two terms."""
    return Relation(head, kind, tail, 0.7, quote("하나는 다른 하나에서 나왔다."))


def figure(value: str, **changes: Any) -> Figure:
    """Return a reported figure."""
    return replace(_FIGURE, value=value, **changes)


def says(
    about: Entry, *terms: Term, relations: tuple[Relation, ...] = (), figures: tuple[Figure, ...] = ()
) -> Extraction:
    """Return what an entry says."""
    return Extraction(about, terms, relations, figures)


NAMES = ("DPO", "dpo", "Direct Preference Optimization", "PPO", "P-P-O", "CLIP", "CLIP+", "확산 모델", "++", "FID")
PEOPLE = ("Rafael Rafailov", "rafael  rafailov", "Rafailov, Rafael", "Chelsea Finn", "NVIDIA", "김민지")
EARLY, LATE = ("2023-05-29", "2023-05-30"), ("2023-06-01", "2023-06-02")


@st.composite
def _extraction(draw: st.DrawFn, dates: tuple[str, ...]) -> Extraction:
    named = draw(st.lists(st.sampled_from(NAMES), max_size=4))
    terms = [
        term(f"e{number}", name, kind=draw(st.sampled_from(Kind)), roles=(stated(draw(st.sampled_from(Role))),))
        for number, name in enumerate(named, 1)
    ]
    ids = st.sampled_from([each.id for each in terms]) if terms else st.nothing()
    about = entry(
        *draw(st.lists(st.sampled_from(PEOPLE), max_size=3)),
        arxiv_id=draw(st.sampled_from(["2305.18290", "2305.00001", "2304.12345"])),
        date=draw(st.sampled_from(dates)),
        votes=draw(st.none() | st.integers(0, 9)),
        passages=body(draw(st.sampled_from(["DPO를 쓴다.", "It uses DPO.", ""]))),
        source=draw(st.sampled_from(["a.md", "b.md"])),
    )
    return says(
        about,
        *terms,
        relations=tuple(draw(st.lists(st.builds(relation, ids, ids, st.sampled_from(RelationKind)), max_size=2))),
        figures=tuple(
            draw(
                st.lists(
                    st.builds(figure, st.sampled_from(["61", "4-15", "many"]), subject=st.none() | ids), max_size=2
                )
            )
        ),
    )


@st.composite
def extractions(draw: st.DrawFn, dates: tuple[str, ...] = EARLY + LATE, first_line: int = 1) -> list[Extraction]:
    """Draw what up to five entries say, each at a line of its own."""
    drawn = draw(st.lists(_extraction(dates), max_size=5))
    return [replace(each, entry=replace(each.entry, line=line)) for line, each in enumerate(drawn, first_line)]
