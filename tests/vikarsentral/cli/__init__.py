"""Tests of vikarsentral/cli."""
