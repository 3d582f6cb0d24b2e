"""Scores of a plan and its regions."""
