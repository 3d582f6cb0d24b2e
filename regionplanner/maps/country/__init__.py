"""The map page of a country: regions first, the units of what is in view when one looks closer."""
