"""Scores over corpora: how well something reads, told in numbers."""
