"""Fits the numbers of a region's ``calibrated.csv`` to its ``anchors.csv``."""
