"""What the components found becomes records that quote the digest."""

from dataclasses import replace

import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.extract.assemble import assemble, quote_sentence
from kg.extract.decide import Draft
from kg.extract.layout import EntryText
from kg.extract.lexicon import LexiconRecord
from kg.extract.pipeline import Scratch
from kg.extract.relations import RoledDraft
from kg.extract.results import FoundFigure, Reported
from kg.model import Document, Extraction, Kind, RelationKind, ResultKind, Role, Term

BODY = "- 직접 선호 최적화(DPO)를 제안한다. 'DPO는 PPO보다 61% 낫다.' 끝이다.\n- PPO는 어렵다."
DOCUMENT: Document = small.digest(("2305.18290", "DPO: Your Language Model", BODY))
LAYOUT = EntryText.of(DOCUMENT.entries[0], DOCUMENT.raw)


def term(
    *names: str, kind: Kind = Kind.METHOD, role: Role = Role.USES, record: LexiconRecord | None = None
) -> RoledDraft:
    """Return a term of the entry that bears these names, the first of them as its own."""
    members = [small.candidate(LAYOUT.text, name, record=record) for name in names]
    spans = sorted(span for member in members for span in member.spans)
    return RoledDraft(Draft(members, kind, 0.87654321, spans), role, names[0])


DPO, PPO, LANGUAGE_MODEL = term("DPO", "직접 선호 최적화", role=Role.INTRODUCES), term("PPO"), term("Language Model")


def scratch(**changes: object) -> Scratch:
    """Return what the components found in the entry."""
    found = Scratch(LAYOUT, terms=[DPO, PPO, LANGUAGE_MODEL], role_confidences=[0.9, 0.812345, 0.7])
    return replace(found, **changes)  # type: ignore[arg-type]


def extraction(**changes: object) -> Extraction:
    """Return what the entry says."""
    return assemble(scratch(**changes))


def term_named(name: str) -> Term:
    """Return the record of a term."""
    return next(each for each in extraction().terms if each.name == name)


def test_a_term_has_its_names_its_kind_and_where_it_stands() -> None:
    """Mentions come in reading order, other wordings as aliases."""
    record = term_named("DPO")

    assert (record.id, record.kind, record.aliases) == ("e1", Kind.METHOD, ("직접 선호 최적화",))
    assert [mention.quote for mention in record.mentions] == ["DPO", "직접 선호 최적화", "DPO", "DPO"]
    assert record.confidence == 0.8765


def test_a_role_quotes_the_first_sentence_of_the_body_that_names_the_term() -> None:
    """The title says too little."""
    assert [(role.role, role.evidence.quote) for role in term_named("DPO").roles] == [
        (Role.INTRODUCES, "직접 선호 최적화(DPO)를 제안한다.")
    ]


def test_a_term_of_the_title_alone_quotes_the_title() -> None:
    """There is nothing else."""
    (role,) = term_named("Language Model").roles

    assert role.evidence.quote == "DPO: Your Language Model"


def test_a_known_term_names_its_lexicon_record() -> None:
    """An unknown one none."""
    known = term("PPO", record=LexiconRecord("ppo", "PPO", Kind.METHOD))
    records = extraction(terms=[DPO, known], role_confidences=[0.9, 0.9]).terms

    assert [each.lexicon_key for each in records] == ["", "ppo"]


def test_a_relation_quotes_the_sentence_that_names_both() -> None:
    """Without the quotation marks around it."""
    (relation,) = extraction(relations=[(0.654321, RelationKind.OUTPERFORMS, 0, 1)]).relations

    assert (relation.head, relation.kind, relation.tail, relation.confidence) == ("e1", "outperforms", "e2", 0.6543)
    assert relation.evidence.quote == "DPO는 PPO보다 61% 낫다.'"


def test_a_relation_that_no_sentence_states_quotes_one_that_names_the_head() -> None:
    """The body before the title."""
    (relation,) = extraction(relations=[(0.6, RelationKind.BASED_ON, 1, 2)]).relations

    assert relation.evidence.quote == "DPO는 PPO보다 61% 낫다.'"


def test_a_figure_refers_to_terms_by_id_and_quotes_its_sentence() -> None:
    """An empty slot stays empty."""
    at = LAYOUT.text.index("61")
    reported = Reported(
        FoundFigure(at, at + 2, "61", "%", LAYOUT.sentence_index(at)),
        ResultKind.IMPROVEMENT,
        subject=0,
        benchmark=None,
        metric=None,
        baseline=1,
        baseline_value="50",
        confidence=0.9,
    )
    (figure,) = extraction(results=[reported]).figures

    assert (figure.value, figure.unit, figure.subject, figure.baseline, figure.metric) == ("61", "%", "e1", "e2", None)
    assert figure.baseline_value == "50"
    assert "61% 낫다" in figure.evidence.quote


def test_every_quotation_stands_in_the_raw_file() -> None:
    """At its offsets, with what stands around it."""
    said = extraction(relations=[(0.6, RelationKind.OUTPERFORMS, 0, 1)])

    assert len(small.quotations(said)) == 11
    for each in small.quotations(said):
        assert DOCUMENT.raw[each.span.start : each.span.end] == each.quote
        assert each.prefix + each.quote + each.suffix in DOCUMENT.raw
        assert each.quote in each.sentence
        assert each.source == DOCUMENT.source


def test_nothing_found_is_an_empty_extraction() -> None:
    """Of the entry all the same."""
    assert assemble(Scratch(LAYOUT)) == Extraction(DOCUMENT.entries[0], (), (), ())


def test_a_sentence_of_marks_alone_is_quoted_too() -> None:
    """Cutting quotation marks off leaves something."""
    marks = Scratch(EntryText.of_text("T\n''"))

    assert quote_sentence(marks, 2).quote == "'"
