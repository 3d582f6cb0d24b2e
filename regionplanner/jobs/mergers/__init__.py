"""A plan, and all that goes with it, carried over municipal mergers."""
