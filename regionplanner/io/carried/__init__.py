"""Carried: what was known of one year's municipalities, for those of another after mergers."""
