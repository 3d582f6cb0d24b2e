"""Local diagrams: one for every anchor, over the units near it, built and swept together."""
