"""A report's data as a spreadsheet: out of a draft, and back into it after a look at what changes.

The file itself is read by a process of its own (`reader`), which knows no Django.
"""
