"""From what the components found to the records that the other rooms read."""

from kg.extract.glosses import trim
from kg.extract.naming import surface_key
from kg.extract.pipeline import Scratch
from kg.extract.results import Reported
from kg.model import Evidence, Extraction, Figure, Relation, Section, StatedRole, Term


def assemble(scratch: Scratch) -> Extraction:
    """Return the terms, relations and figures of an entry, each quoting its evidence."""
    return Extraction(
        entry=scratch.entry.entry,
        terms=tuple(_term(scratch, number) for number in range(len(scratch.terms))),
        relations=tuple(
            Relation(_id(head), kind, _id(tail), round(confidence, 4), _relation_evidence(scratch, head, tail))
            for confidence, kind, head, tail in scratch.relations
        ),
        figures=tuple(_figure(scratch, reported) for reported in scratch.results),
    )


def _id(number: int | None) -> str:
    return f"e{(number or 0) + 1}"


def _term(scratch: Scratch, number: int) -> Term:
    roled, entry = scratch.terms[number], scratch.entry
    mentions = tuple(entry.quote(*span) for span in roled.draft.spans)
    own = surface_key(roled.name)
    spellings = {surface_key(member.surface): member.surface for member in roled.draft.members}
    aliases = tuple(sorted(surface for key, surface in spellings.items() if key != own))
    role = StatedRole(roled.role, round(scratch.role_confidences[number], 4), _role_evidence(scratch, number))
    record = roled.draft.record
    return Term(
        id=_id(number),
        name=roled.name,
        aliases=aliases,
        kind=roled.draft.kind,
        confidence=round(roled.draft.confidence, 4),
        roles=(role,),
        mentions=mentions,
        lexicon_key=record.key if record else "",
    )


def _role_evidence(scratch: Scratch, number: int) -> Evidence:
    """Quote the first sentence of the body that names a term, the title if there is none."""
    spans = scratch.terms[number].draft.spans
    body = [span for span in spans if scratch.entry.section(span[0]) is not Section.TITLE]
    return quote_sentence(scratch, (body or spans)[0][0])


def _relation_evidence(scratch: Scratch, head: int, tail: int) -> Evidence:
    """Quote the first body sentence that names both terms, else the first that names the head."""
    entry = scratch.entry
    numbers = [
        {entry.sentence_index(a) for a, _ in scratch.terms[i].draft.spans if entry.section(a) is not Section.TITLE}
        for i in (head, tail)
    ]
    shared = (
        sorted(numbers[0] & numbers[1])
        or sorted(numbers[0])
        or [entry.sentence_index(scratch.terms[head].draft.spans[0][0])]
    )
    return quote_sentence(scratch, entry.sentences[shared[0]][0])


def quote_sentence(scratch: Scratch, at: int) -> Evidence:
    """Quote the sentence that holds a position of the text, without the quotation marks around it."""
    start, end = scratch.entry.sentences[scratch.entry.sentence_index(at)]
    first, _ = trim(scratch.entry.text, start, end)
    return scratch.entry.quote(min(first, end - 1), end)


def _figure(scratch: Scratch, reported: Reported) -> Figure:
    def term(number: int | None) -> str | None:
        return None if number is None else _id(number)

    return Figure(
        value=reported.figure.value,
        unit=reported.figure.unit,
        kind=reported.kind,
        subject=term(reported.subject),
        benchmark=term(reported.benchmark),
        metric=term(reported.metric),
        baseline=term(reported.baseline),
        baseline_value=reported.baseline_value,
        confidence=reported.confidence,
        evidence=quote_sentence(scratch, reported.figure.start),
    )
