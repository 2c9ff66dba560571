"""Partners of the API: their keys, their limits, their use."""
