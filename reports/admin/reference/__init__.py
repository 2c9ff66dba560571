"""Reference data in the admin: companies, sources, axes, segments, geographies."""
