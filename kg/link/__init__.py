"""From what each entry says to what all of them say: papers, authors, entities, claims and results, each once.

Whether two names mean one thing is judged in `kg.link.things` and `kg.link.people` alone; everything else follows from it.
"""

from kg.link.arrange import arrange
from kg.link.families import families
from kg.link.linking import link
from kg.link.people import identify_authors
from kg.link.things import identify_entities

__all__ = ["arrange", "families", "identify_authors", "identify_entities", "link"]
