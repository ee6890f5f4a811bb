"""Tests of vikarsentral/plan."""
