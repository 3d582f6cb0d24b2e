"""Plans: verified, named, written as tables."""
