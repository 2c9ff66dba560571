"""Tables of plain rows as files: CSV and XLSX. Knows neither models nor requests."""
