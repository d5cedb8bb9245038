"""The claims and their evidence, after the Web Annotation Vocabulary (W3C Recommendation, 23 February 2017).

A claim has targets; a target (`oa:SpecificResource`) has a source, the summary, whose `dcterms:source` is the file,
and two selectors: the quotation (`oa:TextQuoteSelector`) and its place in that file in code points
(`oa:TextPositionSelector`). Claims that rest on the same words share a target.
"""

from collections.abc import Iterator

from kg.iri import Minter
from kg.model import Claim, Evidence, Knowledge, Summary
from kg.rdf.terms import DCTERMS, OA, PROV, SCHEMA, Triple, decimal, iri, tagged, text, typed
from kg.rdf.triples import LABEL, TYPE, ontology_term

SOFTWARE = "daily-papers-kg"


def claim_triples(knowledge: Knowledge, *, version: str) -> Iterator[Triple]:
    """Yield the triples of `claims.ttl`: summaries, claims, evidence and the activity (of a version) that made them."""
    minter = Minter(knowledge.base)
    activity = minter.hashed("activity", SOFTWARE, version)
    yield from activity_triples(activity, minter.hashed("agent", SOFTWARE, version), version)
    for paper in knowledge.papers:
        for summary in paper.summaries:
            yield from summary_triples(summary, knowledge.days[summary.date])
    seen: set[str] = set()
    for claim in knowledge.claims:
        targets = {target_iri(minter, claim.summary, evidence): evidence for evidence in claim.evidence}
        yield from statement_triples(claim, activity, tuple(targets))
        for target, evidence in targets.items():
            if target not in seen:
                seen.add(target)
                yield from evidence_triples(minter, target, claim.summary, evidence)


def activity_triples(activity: str, agent: str, version: str) -> Iterator[Triple]:
    """Yield who made the claims: one activity without a clock, and the software of a version."""
    yield Triple(iri(activity), TYPE, iri(f"{PROV}Activity"))
    yield Triple(iri(activity), LABEL, tagged("Extraction of claims from digests", "en", about=activity))
    yield Triple(iri(activity), LABEL, tagged("요약집에서 주장 추출", "ko", about=activity))
    yield Triple(iri(activity), iri(f"{PROV}wasAssociatedWith"), iri(agent))
    yield Triple(iri(agent), TYPE, iri(f"{PROV}SoftwareAgent"))
    yield Triple(iri(agent), LABEL, tagged(SOFTWARE, "en", about=agent))
    yield Triple(iri(agent), iri(f"{SCHEMA}softwareVersion"), text(version, about=agent))


def summary_triples(summary: Summary, digest: str) -> Iterator[Triple]:
    """Yield the triples of the text about one paper in one digest."""
    subject = iri(summary.iri)
    yield Triple(subject, TYPE, ontology_term("Summary"))
    yield Triple(subject, iri(f"{SCHEMA}about"), iri(summary.paper))
    yield Triple(subject, iri(f"{DCTERMS}isPartOf"), iri(digest))
    yield Triple(subject, iri(f"{DCTERMS}language"), text(summary.language, about=summary.iri))
    yield Triple(subject, iri(f"{DCTERMS}source"), text(summary.source, about=summary.iri))


def statement_triples(claim: Claim, activity: str, targets: tuple[str, ...]) -> Iterator[Triple]:
    """Yield what a claim says, how sure it is and what it rests on."""
    subject = iri(claim.iri)
    yield Triple(subject, TYPE, ontology_term("Claim"))
    yield Triple(subject, ontology_term("claimSubject"), iri(claim.subject))
    yield Triple(subject, ontology_term("claimPredicate"), ontology_term(claim.predicate))
    yield Triple(subject, ontology_term("claimObject"), iri(claim.object))
    yield Triple(subject, ontology_term("confidence"), decimal(f"{claim.confidence:.2f}", about=claim.iri))
    yield Triple(subject, iri(f"{PROV}wasDerivedFrom"), iri(claim.summary))
    yield Triple(subject, iri(f"{PROV}wasGeneratedBy"), iri(activity))
    for target in targets:
        yield Triple(subject, iri(f"{OA}hasTarget"), iri(target))


def target_iri(minter: Minter, summary: str, evidence: Evidence) -> str:
    """Return the IRI of a quotation: a function of the summary, the place and the words."""
    span = evidence.span
    return minter.hashed("target", summary, str(span.start), str(span.end), evidence.quote)


def evidence_triples(minter: Minter, target: str, summary: str, evidence: Evidence) -> Iterator[Triple]:
    """Yield a target with its quote and position selectors (sections 4.2.4 and 4.2.5 of the data model)."""
    quote, position = (minter.hashed("selector", target, kind) for kind in ("quote", "position"))
    yield Triple(iri(target), TYPE, iri(f"{OA}SpecificResource"))
    yield Triple(iri(target), iri(f"{OA}hasSource"), iri(summary))
    yield Triple(iri(target), iri(f"{OA}hasSelector"), iri(quote))
    yield Triple(iri(target), iri(f"{OA}hasSelector"), iri(position))
    yield Triple(iri(quote), TYPE, iri(f"{OA}TextQuoteSelector"))
    for name, words in (("exact", evidence.quote), ("prefix", evidence.prefix), ("suffix", evidence.suffix)):
        yield Triple(iri(quote), iri(OA + name), text(words, about=target))
    yield Triple(iri(position), TYPE, iri(f"{OA}TextPositionSelector"))
    yield Triple(iri(position), iri(f"{OA}start"), typed(str(evidence.span.start), "nonNegativeInteger"))
    yield Triple(iri(position), iri(f"{OA}end"), typed(str(evidence.span.end), "nonNegativeInteger"))
