"""Municipalities: read, checked, joined with tables, and carried over mergers."""
