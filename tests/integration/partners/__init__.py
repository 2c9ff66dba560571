"""Partners: keys, limits, use."""
