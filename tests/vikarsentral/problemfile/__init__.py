"""Tests of vikarsentral/problemfile."""
