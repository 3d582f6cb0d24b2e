"""Fixtures of the audit's tests."""

from tests.cli.conftest import cli

__all__ = ["cli"]
