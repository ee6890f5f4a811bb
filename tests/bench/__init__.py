"""Measure the product and write the tables of README: `python -m tests.bench`.

Nothing here is a test: figures vary with the machine, and no build fails on them. The parent
process stays small and every measured thing runs in a process of its own, so that CPU seconds
and peak memory belong to that thing alone.
"""
