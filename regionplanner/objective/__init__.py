"""The weighted sum of the criteria: what it takes from data and scenario, and how it is counted.

It has no unit of measure, as each criterion has its own (``unit`` and ``"per"`` in its module of
``criteria/``); `mix.py` says in which power of ten it is counted, so that costs are whole numbers.
"""
