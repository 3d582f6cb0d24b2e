"""Growth and support of a plan: which regions first, who supports them, who leads them."""
