"""Stories that cross all layers, one a file."""
