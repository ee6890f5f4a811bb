"""Planning of stretches, gaps, spans, sums per window and costs; knows no law and no clock."""
