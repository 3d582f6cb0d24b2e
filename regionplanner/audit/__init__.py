"""Audit: an independent look at the certificate of a plan.

It shares no code with the engine that made the plan: no diagram, no solver, no arrays, only whole
numbers, sets and recursion.
"""
