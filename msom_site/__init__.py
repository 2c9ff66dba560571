"""The project: settings, addresses and the server's entry point. The domain is in ``reports``."""
