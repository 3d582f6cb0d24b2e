"""What must hold beyond the criteria, one file a rule."""
