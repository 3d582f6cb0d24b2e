"""Timings of the planner and of what people use today, on the same work: ``make bench``."""
