"""Worlds and files for the tests of files: those of the tests of data."""

from tests.data.conftest import empty_cache, flanders_2025, geodata, grid, saved

__all__ = ["empty_cache", "flanders_2025", "geodata", "grid", "saved"]
