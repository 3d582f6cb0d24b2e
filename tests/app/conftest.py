"""The command line beside a desk."""

from tests.cli.conftest import cli

__all__ = ["cli"]
