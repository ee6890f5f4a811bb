"""Migrations of the database, in numbered revisions; shipped in the wheel."""
