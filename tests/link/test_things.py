"""Which terms are one entity."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_documents
from kg.extract.lexicon import Lexicon, LexiconRecord, load_lexicon
from kg.link.arrange import arrange
from kg.link.identity import Identity, TermKey, lexicon_cluster
from kg.link.things import identify_entities
from kg.model import Extraction, Kind, Passage, Role, Section, Term
from kg.read import read_documents

DPO = lexicon_cluster("direct-preference-optimization")
SVD, VIDEO = lexicon_cluster("singular-value-decomposition"), lexicon_cluster("stable-video-diffusion")
LEXICON = Lexicon(
    {
        **small.LEXICON.records,
        **{
            record.key: record
            for record in (
                LexiconRecord(
                    "singular-value-decomposition", "Singular Value Decomposition", Kind.METHOD, aliases=("SVD",)
                ),
                LexiconRecord("stable-video-diffusion", "Stable Video Diffusion", Kind.MODEL),
                LexiconRecord("griffin", "Griffin", Kind.MODEL),
                LexiconRecord("gpt-4o", "GPT-4o", Kind.MODEL),
                LexiconRecord("claude-3.5-sonnet", "Claude 3.5 Sonnet", Kind.MODEL),
            )
        },
    }
)


def clusters(*terms: Term) -> list[str]:
    """Return the cluster key of each term of one entry, in their order."""
    numbered = [replace(each, id=f"e{number}") for number, each in enumerate(terms)]
    found = identify_entities([small.says(small.entry(), *numbered)], LEXICON).clusters
    return [found["2305.18290", "2023-05-30", each.id] for each in numbered]


def named(*names: str) -> list[str]:
    """Return the cluster key of a term of each name."""
    return clusters(*(small.term("", name) for name in names))


def paper(number: int, title: str, *terms: Term, text: str = "") -> Extraction:
    """Return what one paper says of its terms; papers are a day and a number apart."""
    about = small.entry(
        arxiv_id=f"2406.{number:05}",
        date=f"2024-06-{number:02}",
        title=Passage(title, 0, Section.TITLE),
        passages=small.body(text),
    )
    said: Extraction = small.says(about, *(replace(term, id=f"e{at}") for at, term in enumerate(terms)))
    return said


def judged(*papers: Extraction) -> Identity[TermKey]:
    """Return the judgement of some papers."""
    return identify_entities(papers, LEXICON)


def firsts(*papers: Extraction) -> list[str]:
    """Return the cluster that each paper's first term has in the end."""
    identity = judged(*papers)
    return [identity.final(identity.clusters[each.entry.arxiv_id, each.entry.date, "e0"]) for each in papers]


def introduced(name: str, kind: Kind = Kind.MODEL, *aliases: str) -> Term:
    """Return a term that its paper introduces."""
    term: Term = small.term("", name, kind=kind, aliases=aliases, roles=(small.stated(Role.INTRODUCES, 0.95),))
    return term


# --- spellings ----------------------------------------------------------------------------------


def test_spellings_of_one_name_are_one_entity() -> None:
    """Case, spaces and hyphens do not tell things apart."""
    assert len(set(named("Qwen 2.5-VL", "qwen2.5VL", "Qwen-2.5-VL"))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("HumanEval", "HumanEval+"), ("Llama-2", "Llama-3"), ("확산 모델", "보상 모델"), ("+", "++")]
)
def test_a_digit_or_a_plus_tells_things_apart(one: str, other: str) -> None:
    """They name other versions."""
    first, second = named(one, other)

    assert first != second


def test_the_aliases_of_a_lexicon_record_are_one_entity() -> None:
    """In English and Korean."""
    assert set(named("DPO", "Direct Preference Optimization", "직접 선호 최적화")) == {DPO}


def test_a_known_model_is_found_in_other_wordings() -> None:
    """With its vendor, a word for what it is, its parts reordered."""
    known = [lexicon_cluster("gpt-4o"), lexicon_cluster("gpt-4o"), lexicon_cluster("claude-3.5-sonnet")]

    assert named("OpenAI GPT-4o", "GPT-4o 모델", "Claude Sonnet 3.5") == known


def test_a_term_that_was_recognised_keeps_its_record() -> None:
    """Even where the name alone would not say so: a text may mean the record by a wording of its own."""
    assert clusters(small.term("", "우리 선호 손실", lexicon_key="direct-preference-optimization")) == [DPO]


def test_an_umbrella_term_is_no_record_to_link_to() -> None:
    """What a paper names so is its own thing."""
    assert named("LLM") != [lexicon_cluster("umbrella-llm")]


def test_a_name_cannot_pass_for_a_lexicon_key() -> None:
    """A digest that writes our key does not thereby reach the record."""
    assert named(DPO) != [DPO]


def test_every_term_is_judged() -> None:
    """By paper, date and id."""
    said = [small.says(small.entry(date=date), small.term("e1", "DPO")) for date in ("2023-05-30", "2023-06-01")]

    assert set(identify_entities(said, small.LEXICON).clusters) == {
        ("2305.18290", "2023-05-30", "e1"),
        ("2305.18290", "2023-06-01", "e1"),
    }


# --- acronyms -----------------------------------------------------------------------------------


def test_an_acronym_means_what_its_paper_spells_out() -> None:
    """Not what the lexicon knows it as: the extraction took the record for the acronym alone."""
    term = small.term("", "Dynamic Prompt Ordering", aliases=("DPO",), lexicon_key="direct-preference-optimization")

    assert clusters(term) != [DPO]
    assert clusters(replace(term, name="direct preference optimisation")) == [DPO]


def test_an_acronym_means_what_the_title_spells_out() -> None:
    """Or another term of the paper."""
    one = paper(1, "Quick Zebra Routing: Animals on Roads", introduced("QZR", Kind.METHOD))
    two = paper(2, "On Roads", small.term("", "Quick Zebra Routing", aliases=("QZR",)))

    assert len(set(firsts(one, two))) == 1


@pytest.mark.parametrize(
    ("text", "sense"),
    [("가중치 행렬의 랭크를 낮춘다.", SVD), ("한 장의 이미지에서 비디오 프레임을 만든다.", VIDEO)],
)
def test_the_words_of_a_paper_decide_between_the_senses_of_an_acronym(text: str, sense: str) -> None:
    """Though the extraction knows but one of them."""
    term = small.term("", "SVD", lexicon_key="singular-value-decomposition")

    assert firsts(paper(1, "A Paper", term, text=text)) == [sense]


def test_the_kind_of_a_term_tells_senses_apart() -> None:
    """A metric of that name is an error, no encoder."""
    metric, model = (small.term("", "MAE", kind=kind) for kind in (Kind.METRIC, Kind.MODEL))

    one, two = firsts(paper(1, "A Paper", metric), paper(2, "A Paper", model))
    assert one != two


def test_a_sense_that_hardly_outweighs_another_is_in_doubt() -> None:
    """And the decision says which ones there are."""
    identity = judged(paper(1, "A Paper", small.term("", "SVD", kind=Kind.TASK)))
    (decision,) = identity.decisions

    assert identity.doubtful == {decision.one}
    assert {decision.one, decision.other} == {SVD, VIDEO}
    assert (decision.joined, decision.surface) == (False, "SVD")
    assert "several senses" in decision.reason


# --- namesakes ----------------------------------------------------------------------------------


def test_two_papers_called_after_one_name_introduce_two_things() -> None:
    """The younger gets a cluster of its own, and it is told why."""
    one = paper(1, "Zebra: Routing for Language Models", introduced("Zebra"))
    two = paper(2, "Zebra: Solving Equations", introduced("Zebra"))
    first, second = firsts(one, two)
    (decision,) = judged(one, two).decisions

    assert first != second
    assert (decision.one, decision.other, decision.joined) == (second, first, False)
    assert "introduces it itself" in decision.reason


def test_a_paper_that_uses_a_name_means_what_an_earlier_one_introduced() -> None:
    """Also of two, the one it is more like."""
    others = [paper(number, f"Other {number}", text=f"다른 주제의 글 {number}") for number in range(1, 9)]
    one = paper(11, "Zebra: Routing for Models", introduced("Zebra"), text="언어 모델의 경로 배정과 전문가 선택")
    two = paper(12, "Zebra: Solving Equations", introduced("Zebra"), text="편미분 방정식 풀이와 물리 시뮬레이션")
    used = paper(13, "Physics", small.term("", "Zebra", kind=Kind.MODEL), text="물리 시뮬레이션과 편미분 방정식")
    identity = judged(*others, one, two, used)
    first, second, third = (
        identity.clusters[f"2406.000{number}", f"2024-06-{number}", "e0"] for number in (11, 12, 13)
    )

    assert third == second != first
    assert len(set(firsts(one, used))) == 1


def test_a_paper_in_two_digests_introduces_one_thing() -> None:
    """It does not compete with itself."""
    one = paper(1, "Zebra: Routing for Language Models", introduced("Zebra"))
    again = replace(one, entry=replace(one.entry, date="2024-07-01"))

    assert len(set(firsts(one, again))) == 1


def test_a_known_things_name_may_be_taken_by_a_paper_of_its_own() -> None:
    """A metric that others measured by is not the model that a paper is called after."""
    measured = paper(1, "A Paper", small.term("", "FID", kind=Kind.METRIC))
    called = paper(2, "FID: A Robot Model", introduced("FID", Kind.MODEL))

    assert firsts(measured, called) == [lexicon_cluster("fid"), "name:fid"]


def test_a_known_thing_that_nobody_spoke_of_is_what_a_paper_introduces() -> None:
    """The lexicon holds the names of many papers of the digests themselves."""
    assert firsts(paper(1, "Griffin: Mixing Recurrences", introduced("Griffin"))) == [lexicon_cluster("griffin")]


def test_a_phrase_is_one_thing_whoever_introduces_it() -> None:
    """Only proper names are given twice."""
    said = (paper(number, "A Paper", introduced("adaptive routing", Kind.METHOD)) for number in (1, 2))

    assert len(set(firsts(*said))) == 1


# --- glosses ------------------------------------------------------------------------------------


def test_a_gloss_joins_a_korean_name_to_an_english_one() -> None:
    """The younger cluster points to the older; no earlier decision changes."""
    korean = paper(1, "A Paper", small.term("", "경로 배정"))
    english = paper(2, "A Paper", small.term("", "route assignment"))
    glossed = paper(3, "A Paper", small.term("", "route assignment", aliases=("경로 배정",)))
    identity = judged(korean, english, glossed)

    assert identity.replaced == {"name:routeassignment": "name:경로배정"}
    assert len(set(firsts(korean, english, glossed))) == 1
    assert judged(korean, english).clusters.items() <= identity.clusters.items()


def test_one_gloss_does_not_join_what_many_papers_speak_of() -> None:
    """It may be a slip; the second paper that says so settles it."""
    many = [paper(number, "A Paper", small.term("", "경로 배정")) for number in range(1, 5)]
    many += [paper(number, "A Paper", small.term("", "route assignment")) for number in range(5, 9)]
    one, two = (
        paper(number, "A Paper", small.term("", "route assignment", aliases=("경로 배정",))) for number in (9, 10)
    )

    assert len(set(firsts(*many, one))) == 2
    assert len(set(firsts(*many, one, two))) == 1


@pytest.mark.parametrize(
    ("name", "gloss"), [("Route-2 planning", "루트-3 계획"), ("direct preference optimization", "경로 배정")]
)
def test_no_gloss_joins_versions_or_a_well_known_thing(name: str, gloss: str) -> None:
    """However small the other is."""
    said = [paper(1, "A Paper", small.term("", gloss)), paper(2, "A Paper", small.term("", name))]

    assert len(set(firsts(*said, paper(3, "A Paper", small.term("", name, aliases=(gloss,)))))) == 2


# --- laws ---------------------------------------------------------------------------------------

NAMES = ("DPO", "SVD", "Zebra", "ZEBRA", "Griffin", "경로 배정", "route assignment", "Zonal Routing", "ZR", "MAE")
TITLES = ("A Paper", "Zebra: Routing", "Griffin: Mixing", "ZEBRA: Solving")


@st.composite
def papers(draw: st.DrawFn) -> list[Extraction]:
    """Draw up to twelve papers in date order that share a few names."""
    return [
        paper(
            number,
            draw(st.sampled_from(TITLES)),
            *draw(st.lists(terms(), max_size=3)),
            text=draw(st.sampled_from(("비디오 프레임", "행렬 랭크", "경로"))),
        )
        for number in range(1, draw(st.integers(1, 12)))
    ]


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Draw a term with glosses."""
    drawn: Term = small.term(
        "",
        draw(st.sampled_from(NAMES)),
        aliases=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))),
        kind=draw(st.sampled_from(Kind)),
        roles=(small.stated(draw(st.sampled_from(Role)), draw(st.sampled_from((0.5, 0.95)))),),
    )
    return drawn


@given(papers(), st.integers(0, 12))
@settings(deadline=None)
def test_later_digests_only_join(said: list[Extraction], first: int) -> None:
    """What was decided of the first days is decided so with all: no cluster is split, none renamed."""
    before, after = judged(*said[:first]), judged(*said)

    assert before.clusters.items() <= after.clusters.items()
    assert before.replaced.items() <= after.replaced.items()
    assert before.decisions == after.decisions[: len(before.decisions)]


@given(papers())
@settings(deadline=None)
def test_no_cluster_holds_two_known_things(said: list[Extraction]) -> None:
    """A known thing's cluster stays, and nothing ends in a cluster that nobody was given."""
    identity = judged(*said)

    assert not any(cluster.startswith("lexicon:") for cluster in identity.replaced)
    assert {identity.final(each) for each in identity.clusters.values()} <= set(identity.clusters.values())


@pytest.mark.corpus
@pytest.mark.slow
def test_the_corpus_month_by_month_is_a_beginning_of_the_whole(shared: Path) -> None:
    """Of the first digest of each month; `benchmarks/entity_identity.py` does so with all."""
    files = sorted((shared / "corpus").rglob("*.md"))
    chosen = [str(next(several)) for _, several in groupby(files, key=lambda path: path.parent)]
    said = arrange(extract_documents(read_documents(chosen).documents))
    lexicon = load_lexicon()
    whole = identify_entities(said, lexicon)

    for month, _ in groupby(said, key=lambda each: each.entry.date[:7]):
        until = [each for each in said if each.entry.date[:7] <= month]
        assert identify_entities(until, lexicon).clusters.items() <= whole.clusters.items()
