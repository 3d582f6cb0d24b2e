"""Each capability as a function from a request to a result, for any caller."""
