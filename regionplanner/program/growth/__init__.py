"""Growth: which regions start in which year, as a 0-1 program."""
