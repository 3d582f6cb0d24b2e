"""Records that lie beside plans: what made several together, or said more of one."""
