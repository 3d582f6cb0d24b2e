"""Documents that need no script: pages of municipalities, reports, pictures and tables."""
