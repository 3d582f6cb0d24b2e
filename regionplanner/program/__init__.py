"""The integer program: set partitioning over candidate regions, with a proof."""
