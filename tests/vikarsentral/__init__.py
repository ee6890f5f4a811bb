"""Tests of vikarsentral."""
