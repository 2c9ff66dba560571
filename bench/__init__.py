"""Measurements, told as ratios taken in one run. `make bench` runs them all."""
