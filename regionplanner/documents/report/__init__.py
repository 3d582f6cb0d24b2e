"""The report on a plan, for those who decide."""
