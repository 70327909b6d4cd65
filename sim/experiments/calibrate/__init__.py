"""Sets of numbers that a region's statistics cannot rule out: drawn, fitted, judged, written as ``ensemble.csv``."""
