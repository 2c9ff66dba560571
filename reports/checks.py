"""House rules, kept by ``manage.py check``."""
