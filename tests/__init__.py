"""Tests: a mirror of the code, and what crosses it."""
