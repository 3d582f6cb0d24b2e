"""Support: which supporter has which regions, as a 0-1 program."""
