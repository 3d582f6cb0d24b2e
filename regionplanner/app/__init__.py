"""The planner's desk: one map in a browser, whose every change is answered by a proven plan.

`server` listens on this machine alone and lets in whom `guard` knows; `project` keeps what planners
did in a folder; `workshop` plans in a process of its own, which `jobs` starts, stops and watches.
"""
