"""Why there is no plan: the rules that collide, and the nearest thing that works."""
