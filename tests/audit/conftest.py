"""Fixtures of the audit's tests."""

from tests.cli.conftest import cli, process

__all__ = ["cli", "process"]
