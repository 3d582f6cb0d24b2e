"""A page for every municipality, and the index of these pages."""
