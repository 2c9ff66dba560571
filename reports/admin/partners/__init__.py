"""Partners in the admin: organisations, plans, API keys."""
