"""The views, read only and for everybody. Each class says so itself: ``public = True``."""
