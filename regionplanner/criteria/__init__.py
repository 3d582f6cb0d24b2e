"""What a candidate region costs, one file a criterion."""
