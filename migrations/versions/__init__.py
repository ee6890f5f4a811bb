"""One revision per change of the tables, numbered in the order they run."""
