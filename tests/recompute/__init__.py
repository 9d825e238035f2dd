"""A second program that computes every figure of a plan again, written from the manual alone.

It shares no code with qtrack: it reads the plan's YAML with PyYAML and computes with fractions. What is
computed from a sentence of the manual's rules (`qtrack help lights`) names its number; `exercised` counts how
often each of them decided something, so that one that no random plan ever met is seen.

A command of its own: `python -m tests.recompute N [SEED]`.
"""
