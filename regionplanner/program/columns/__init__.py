"""Column generation and the proof: the best cover by candidate regions."""
