"""Tests of vikarsentral/rules."""
