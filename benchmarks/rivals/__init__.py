"""What people use today, on the same work; each a module that is skipped when not installed."""
