"""Where reference regions are planned: in this process, in processes, on a cluster."""
