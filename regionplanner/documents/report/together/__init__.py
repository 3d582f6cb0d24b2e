"""Parts of a report on plans that were made together: alternatives, fronts, repairs, mergers."""
