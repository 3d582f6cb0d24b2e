"""The adjacency graph of the units."""
