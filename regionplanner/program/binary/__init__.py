"""Small 0-1 programs with demands that a planner could give up: solved, settled, explained."""
