"""The extraction is a spaCy pipeline that people can assemble as they like."""

import re
import subprocess
import sys
from collections.abc import Iterable

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import TOKENIZER, create_pipeline, extract_documents
from kg.extract.assemble import assemble
from kg.extract.decide import CLASSES, KINDS, Draft
from kg.extract.layout import EntryText
from kg.extract.linear import LinearModel
from kg.extract.pipeline import PIPES, Candidates, Scratch, fill_slots, judge_pairs, load_model, scratch_of
from kg.extract.relations import RELATION_CLASSES
from kg.extract.results import FIGURE_CLASSES, SLOT_CLASSES, SLOT_KINDS, SlotContext, find_figures
from kg.extract.roles import ROLES
from kg.model import Document, Extraction, Kind, RelationKind, Role

KOREAN = (
    "2310.11511",
    "Self-RAG: Learning to Retrieve",
    """- 본 논문은 새로운 모델 Self-RAG를 제안한다. Self-RAG는 강화 학습(Reinforcement Learning; RL) 없이 학습한다.
- Self-RAG는 MMLU에서 GPT-4o보다 5.2% 높은 정확도를 달성했다.""",
)
ENGLISH = (
    "2402.17764",
    "BitNet b1.58: Every Weight Is Ternary",
    "- We introduce BitNet b1.58, a new language model with ternary weights. BitNet b1.58 outperforms GPT-4o on MMLU.",
)
PAPERS: Document = small.digest(KOREAN, ENGLISH)


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """Return our pipeline."""
    return create_pipeline()


def pipeline_of(*pipes: str, **floors: float) -> Language:
    """Return a pipeline of these components; `floors` gives those that take one theirs."""
    nlp = spacy.blank("xx", config=TOKENIZER)
    for pipe in pipes:
        nlp.add_pipe(pipe, config={"floor": floors[pipe]} if pipe in floors else {})
    return nlp


def names(extraction: Extraction) -> set[str]:
    """Return the names and aliases of the terms of an entry."""
    return {name for term in extraction.terms for name in (term.name, *term.aliases)}


# --- what comes out -----------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "introduced"), [(0, "Self-RAG"), (1, "BitNet b1.58")])
def test_a_new_model_and_its_baseline_are_found(number: int, introduced: str, pipeline: Language) -> None:
    """In Korean and in English."""
    extraction = list(extract_documents([PAPERS], pipeline))[number]

    assert {introduced, "GPT-4o"} <= names(extraction)
    assert extraction.entry == PAPERS.entries[number]


def test_an_extraction_depends_on_its_entry_alone(pipeline: Language) -> None:
    """Not on what was read before, nor on the pipeline that read it."""
    alone = [next(extract_documents([small.digest(paper)], create_pipeline())) for paper in (KOREAN, ENGLISH)]
    together = list(extract_documents([small.digest(ENGLISH, KOREAN)], pipeline))

    assert [names(each) for each in reversed(together)] == [names(each) for each in alone]
    assert list(extract_documents([PAPERS], pipeline)) == list(extract_documents([PAPERS]))


def test_terms_stand_in_the_document_as_spans(pipeline: Language) -> None:
    """With their kinds as labels, for whoever goes on with spaCy."""
    doc = pipeline("T\n본 논문은 새로운 모델 Self-RAG를 제안하고 GPT-4o와 비교한다.")
    spans = {span.text: span.label_ for span in doc.spans["terms"]}

    assert {"Self-RAG", "GPT-4o"} <= spans.keys()
    assert spans["GPT-4o"] == Kind.MODEL


def test_a_plain_document_is_read_like_an_entry(pipeline: Language) -> None:
    """Its first line is the title; quotations count from its beginning."""
    text = "Self-RAG: Learning to Retrieve\n본 논문은 새로운 모델 Self-RAG를 제안하고 GPT-4o와 비교한다."
    extraction = assemble(scratch_of(pipeline(text)))

    assert {"Self-RAG", "GPT-4o"} <= names(extraction)
    assert (extraction.entry.title.text, extraction.entry.arxiv_id) == ("Self-RAG: Learning to Retrieve", "")
    assert all(text[each.span.start : each.span.end] == each.quote for each in small.quotations(extraction))


@pytest.mark.parametrize("text", ["", "\n", " ", "\n\n", "T", "…", "()", "\x00", "🙂"])
def test_a_text_that_says_nothing_has_nothing_in_it(text: str, pipeline: Language) -> None:
    """No relation and no figure; and it is no error."""
    extraction = assemble(scratch_of(pipeline(text)))

    assert (extraction.relations, extraction.figures) == ((), ())


WORDS = st.sampled_from(
    [
        *(
            "GPT-4o",
            "Self-RAG",
            "MMLU",
            "Q\u200bwen2.5",
            "A\u0301lgebra",
            "π₀",
            "강화 학습",
            "(RL)",
            "(Deep RL; DRL)",
            "**x**",
        ),
        *(
            "를",
            "은",
            "보다 ",
            "모델",
            " 벤치마크에서 ",
            "제안한다. ",
            "5.2%",
            "3배 ",
            "61.5 ",
            "'",
            '"',
            "(",
            ")",
            ":",
            "\u2062",
        ),
        *(" ", " ", "\n- ", "\n", "\t", "\xa0", "한", "글", "\u1100\u1161", "`", "\\", "<b>", "[a](b)"),
    ]
)
TITLES = st.lists(WORDS | st.text(max_size=3), max_size=15).map("".join).map(lambda text: re.sub(r"[\r\n]+", " ", text))
BODIES = (
    st.lists(WORDS | st.text(max_size=3), max_size=25).map("".join).map(lambda text: re.sub(r"[\r\n]+", ".\n", text))
)


@pytest.fixture(scope="module")
def greedy() -> Language:
    """Return a pipeline that takes every candidate for a term, and every pair for related."""
    return pipeline_of(*PIPES, kg_terms=0.0, kg_relations=0.0, kg_results=0.0)


@given(title=TITLES, body=BODIES)
@settings(deadline=None, max_examples=150)
def test_every_quotation_is_the_raw_text_at_its_span(title: str, body: str, greedy: Language) -> None:
    """Whatever an entry holds; and whatever is referred to is there."""
    document = small.digest(("2310.11511", title, f"- {body}"))
    for extraction in extract_documents([document], greedy):
        ids = {term.id for term in extraction.terms}
        for each in small.quotations(extraction):
            assert each.quote
            assert document.raw[each.span.start : each.span.end] == each.quote
            assert each.prefix + each.quote + each.suffix in document.raw
            assert each.quote in each.sentence
        for term in extraction.terms:
            assert term.mentions
            assert list(term.mentions) == sorted(term.mentions, key=lambda mention: mention.span)
        assert {end for each in extraction.relations for end in (each.head, each.tail)} <= ids
        assert {each.subject for each in extraction.figures} <= ids | {None}


# --- a pipeline of one's own --------------------------------------------------------------------


def test_a_component_can_be_left_out() -> None:
    """Who needs no figures has none; the rest is as ever."""
    nlp = create_pipeline(pipe for pipe in PIPES if pipe != "kg_results")
    without, whole = list(extract_documents([PAPERS], nlp)), list(extract_documents([PAPERS]))

    assert [each.figures for each in without] == [(), ()]
    assert [(each.terms, each.relations) for each in without] == [(each.terms, each.relations) for each in whole]


def test_a_component_can_be_switched_off_for_a_while() -> None:
    """As in any pipeline of spaCy."""
    nlp = create_pipeline()
    with nlp.select_pipes(disable=["kg_relations", "kg_results"]):
        terms_only = next(extract_documents([PAPERS], nlp))

    assert terms_only.terms == next(extract_documents([PAPERS], nlp)).terms
    assert (terms_only.relations, terms_only.figures) == ((), ())


@Language.component("test_capitals")
def take_capitals(doc: Doc) -> Doc:
    """Take candidates in capitals for models, whatever our model thinks of them."""
    scratch = scratch_of(doc)
    scratch.drafts = [
        Draft([candidate], Kind.MODEL, 1.0, candidate.spans)
        for candidate in scratch.candidates.values()
        if candidate.surface.isupper() and len(candidate.surface.split()) == 1
    ]
    return doc


def test_a_component_of_ones_own_takes_the_place_of_ours() -> None:
    """The ones after it go on with what it found."""
    nlp = create_pipeline("test_capitals" if pipe == "kg_terms" else pipe for pipe in PIPES)
    extraction = next(extract_documents([PAPERS], nlp))

    assert {term.name for term in extraction.terms} == {"RL", "MMLU"}
    assert {(term.kind, term.confidence) for term in extraction.terms} == {(Kind.MODEL, 1.0)}
    assert all(term.roles for term in extraction.terms)


def test_a_component_of_someone_else_may_stand_between_ours() -> None:
    """It need not know of digests."""
    nlp = create_pipeline()
    nlp.add_pipe("sentencizer", before="kg_terms")

    assert list(extract_documents([PAPERS], nlp)) == list(extract_documents([PAPERS]))


def test_a_higher_floor_keeps_less() -> None:
    """It is the component's setting; nothing is surer than certain."""
    kept = [
        sum(len(each.terms) for each in extract_documents([PAPERS], pipeline_of(*PIPES, kg_terms=floor)))
        for floor in (0.2, 0.8, 1.01)
    ]

    assert kept[0] >= kept[1] > kept[2] == 0


@pytest.mark.parametrize("pipe", ["kg_terms", "kg_relations", "kg_results"])
def test_a_component_without_candidates_says_what_is_missing(pipe: str) -> None:
    """Rather than finding nothing."""
    nlp = create_pipeline([pipe])
    with pytest.raises(ValueError, match="'kg_candidates' must run first"):
        nlp("T\nGPT-4o를 쓴다.")


def test_spacy_finds_the_components_without_an_import_of_ours() -> None:
    """They are registered where the package is installed."""
    program = (
        "import spacy; nlp = spacy.blank('xx');"
        f"[nlp.add_pipe(pipe) for pipe in {PIPES!r}];"
        "print(*nlp.pipe_names, len(nlp('T\\n우리는 GPT-4o 를 쓴다.').spans['terms']) > 0)"
    )
    run = subprocess.run([sys.executable, "-X", "utf8", "-c", program], capture_output=True, check=False, text=True)

    assert run.stdout.split() == [*PIPES, "True"], run.stderr


def test_candidates_can_be_found_without_a_document_of_spacy() -> None:
    """As training does, for the title and the body."""
    scratch = Scratch(EntryText.of(PAPERS.entries[0], PAPERS.raw))
    Candidates(small.LEXICON).complete(scratch)

    assert len(scratch.candidates["selfrag"].spans) == 4
    assert scratch.scene is not None


# --- the judgements -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("kinds", CLASSES),
        ("roles", ROLES),
        ("relations", RELATION_CLASSES),
        ("figures", FIGURE_CLASSES),
        ("slots", SLOT_CLASSES),
    ],
)
def test_the_shipped_models_decide_what_the_components_ask(name: str, classes: Iterable[str]) -> None:
    """A model of another version would be off by a column."""
    model = load_model(name)

    assert model.classes == tuple(classes)
    assert model.weights
    assert set(KINDS) | {CLASSES[0]} == set(CLASSES)


TEXT = "T\nDPO는 PPO를 바탕으로 하며 MMLU에서 정확도 61%다."
TERMS = [
    small.roled(TEXT, "DPO", Kind.METHOD, Role.INTRODUCES),
    small.roled(TEXT, "PPO", Kind.METHOD),
    small.roled(TEXT, "MMLU", Kind.BENCHMARK, Role.EVALUATES_ON),
    small.roled(TEXT, "정확도", Kind.METRIC, Role.MEASURES),
]


def test_a_pair_below_the_floor_is_not_related() -> None:
    """A model that knows nothing gives every relation the same share."""
    ignorant, scene = LinearModel(RELATION_CLASSES, {}), small.scene_of(TEXT)

    assert judge_pairs(ignorant, scene, TERMS, floor=0.3) == []
    assert judge_pairs(ignorant, scene, [], floor=0.0) == []
    related = judge_pairs(ignorant, scene, TERMS, floor=0.1)
    assert [(head, tail) for _, _, head, tail in related] == [(0, 1), (0, 2), (1, 2)]
    assert {kind for _, kind, _, _ in related} <= set(RelationKind)


def test_a_slot_is_filled_with_a_term_that_can_stand_there() -> None:
    """However the model would have it; below the floor it stays empty, but for the subject, which is rarely absent."""
    ignorant, scene = LinearModel(SLOT_CLASSES, {}), small.scene_of(TEXT)
    (figure,) = find_figures(scene, [span for term in TERMS for span in term.draft.spans])
    context = SlotContext(scene, [figure], TERMS, TERMS[0])
    filled = fill_slots(ignorant, context, figure, 0.1)

    assert filled.keys() == SLOT_KINDS.keys()
    assert all(TERMS[number].draft.kind in SLOT_KINDS[slot] for slot, (number, _) in filled.items())
    assert filled["metric"][0] == 3
    assert filled["benchmark"][0] == 2
    assert fill_slots(ignorant, context, figure, 0.3).keys() <= {"subject"}
