"""A document in its other forms, and tables of plain rows as CSV and XLSX. Knows neither models
nor requests."""
