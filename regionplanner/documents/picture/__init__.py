"""A plan as a picture to print."""
