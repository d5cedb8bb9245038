"""What the paper does with each term: decided from its kind, where it stands, and the sentences around it."""

from kg.extract.decide import Draft
from kg.extract.features import Scene, surroundings
from kg.model import Role, Section

ROLES: tuple[Role, ...] = tuple(Role)
MAX_CONTEXTS = 5
KIND_SENSITIVE = ("cue=", "particle=", "section=", "head=")


def role_features(scene: Scene, draft: Draft) -> list[str]:
    """Return the names of the features that hold for a term of an entry, each once."""
    body = [span for span in draft.spans if scene.entry.section(span[0]) is not Section.TITLE] or draft.spans
    known = draft.record is not None
    found = dict.fromkeys(
        (
            f"kind={draft.kind}",
            f"known={known}:{draft.kind}",
            f"first={scene.entry.section(body[0][0])}",
            f"in-title={len(body) < len(draft.spans)}",
            f"title-name={any('title-name' in m.origins for m in draft.members)}",
            f"count={min(len(draft.spans), 4)}",
            f"sentence={min(scene.entry.sentence_index(body[0][0]), 6)}",
        )
    )
    for span in body[:MAX_CONTEXTS]:
        found[f"main={_beside_main(scene, span)}:{draft.kind}"] = None
    for number, span in enumerate(body[:MAX_CONTEXTS]):
        for name in scene.context(*span):
            found[name] = None
            if name.startswith(KIND_SENSITIVE):
                found[f"{name}&{draft.kind}"] = None
            if number == 0:
                found[f"1:{name}"] = None
    return list(found)


def _beside_main(scene: Scene, span: tuple[int, int]) -> str:
    """Tell where the name before the title's colon stands in the sentence of a mention, and with which particle."""
    number = scene.entry.sentence_index(span[0])
    for start, end in scene.title_name_spans:
        if scene.entry.sentence_index(start) == number and start > 0:
            if (start, end) == span:
                return "itself"
            return f"{'before' if start < span[0] else 'after'} {surroundings(scene, start, end).particle[-1:]}"
    return "absent"
