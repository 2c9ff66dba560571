"""Settings: ``dev`` for manage.py, ``test`` for the tests, ``production`` for the server."""
