"""The plan: who covers which need over some weeks, solved, re-checked and kept."""
