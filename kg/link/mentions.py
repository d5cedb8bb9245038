"""What a paper shows of each thing that it names: its names, its long form, whether the paper introduces it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from kg.extract.glosses import initials_fit
from kg.link.contexts import Context
from kg.link.spelling import is_acronym, is_long, is_proper, spelled_out, spelling, strict_initials
from kg.model import Role, Term


class Ownership(IntEnum):
    """How surely a paper is the one that introduced what it names so."""

    NONE = 0
    CLAIMED = 1  # some sentence reads as if
    STATED = 2  # it says so plainly
    TITLED = 3  # it is called after it: `Name: what it is`


@dataclass(frozen=True, slots=True)
class Mention:
    """A term as evidence: the name it goes by, its long form where the paper gives one, how far it is the paper's own."""

    term: Term
    context: Context
    long: str
    ownership: Ownership

    @property
    def surfaces(self) -> tuple[str, ...]:
        """All names that the paper has for it."""
        return (self.term.name, *self.term.aliases)

    @property
    def short(self) -> str:
        """The acronym among them, or ""."""
        return next((surface for surface in self.surfaces if is_acronym(surface)), "")

    @property
    def bare(self) -> str:
        """The name that has to be judged where there is no long form."""
        return self.term.name if is_proper(self.term.name) else self.short or self.term.name


_SURVEYED = re.compile(
    r"\b(?:review|survey|technical report|system card|evaluat\w*|explor\w*|study|analysis)\b", re.IGNORECASE
)
_PLAINLY = 0.9


def read_mentions(terms: Iterable[Term], context: Context) -> list[Mention]:
    """Return the mentions of an entry, those that are spelled out first: they tell what the others mean."""
    mentions = [Mention(term, context, long_form(term), ownership_of(term, context)) for term in terms]
    return sorted(mentions, key=lambda mention: not mention.long)


def ownership_of(term: Term, context: Context) -> Ownership:
    """Tell how surely the paper introduces a term: by its title, by a sentence, or not at all."""
    stated = next((each for each in term.roles if each.role is Role.INTRODUCES), None)
    if stated is None:
        return Ownership.NONE
    head, colon, rest = context.title.partition(":")
    keys = {spelling(surface) for surface in (term.name, *term.aliases)}
    if colon and spelling(head) in keys and not _SURVEYED.search(rest):
        return Ownership.TITLED
    about = f" {term.name.lower()}" in re.sub(r"[-\s(]+", " ", context.title.lower())  # and does not begin with it
    plainly = stated is term.roles[0] and stated.confidence >= _PLAINLY and not about
    return Ownership.STATED if plainly else Ownership.CLAIMED


_JOINED = re.compile(r"-(?:of|to|as|in|for|the|a|and|by|on|with)-")


def long_form(term: Term) -> str:
    """Return the name of a term that spells its acronym out, or the only one it has, if that is spelled out."""
    surfaces = (term.name, *term.aliases)
    longs = [surface for surface in surfaces if is_long(surface)]
    shorts = [surface for surface in surfaces if is_acronym(surface)]
    fitting = [long for long in longs if any(initials_fit(short, long) for short in shorts)]
    spelled = term.name in longs and (not is_proper(term.name) or _JOINED.search(term.name) is not None)
    return next(iter(fitting or ([term.name] if spelled else [])), "")


def spelled_elsewhere(mention: Mention, terms: Sequence[Term]) -> Mention | None:
    """Return a mention with the long form that another term or the title gives its acronym, if one does."""
    short = mention.bare
    others = (term for term in terms if term is not mention.term)
    names = (surface for term in others for surface in (term.name, *term.aliases) if is_long(surface))
    fitting = (name for name in names if strict_initials(short, name))
    long = next(fitting, "") or spelled_out(short, mention.context.title)
    return replace(mention, long=long) if long else None
