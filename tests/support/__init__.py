"""What the tests need around them: a PostgreSQL, a browser, a running site."""
