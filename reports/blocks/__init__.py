"""The blocks of a report page, a file per family.

Blocks may be incomplete in a draft; ``document/build.py`` says what a release needs.
"""
