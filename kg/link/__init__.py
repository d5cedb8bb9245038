"""From what each entry says to what all of them say: papers, authors, entities, claims and results, each once.

Whether two names mean one thing is judged in `kg.link.identity` alone; everything else follows from that judgement.
"""

from kg.link.arrange import arrange
from kg.link.families import families
from kg.link.identity import identify_authors, identify_entities
from kg.link.linking import link

__all__ = ["arrange", "families", "identify_authors", "identify_entities", "link"]
