"""One integer program over all reference regions, for what couples them: coverage, a budget."""
