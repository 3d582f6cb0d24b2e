"""How the best covers of one reference region are found, by the kind of its costs."""
