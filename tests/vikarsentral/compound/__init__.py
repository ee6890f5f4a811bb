"""Tests of vikarsentral.compound."""
