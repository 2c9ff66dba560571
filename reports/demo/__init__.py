"""The demo: one report taken from a real announcement, and sample reports with invented data.

The data are the YAML files beside this; docs/demo-facts.md accounts for the first report.
"""
