"""The linked records as RDF: terms, triples, Turtle, the ontology and the check of a build."""
