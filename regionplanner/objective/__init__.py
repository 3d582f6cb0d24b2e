"""The weighted sum of the criteria: what it takes from data and scenario, and how it is counted."""
