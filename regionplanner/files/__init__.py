"""Files of every kind: read with care, written whole or not at all; none knows a municipality."""
