"""All candidate regions of one parent, compiled into a decision diagram."""
