"""Tests of solver.line."""
