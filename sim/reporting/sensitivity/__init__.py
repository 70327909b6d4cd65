"""What people read of a sensitivity analysis: which number to measure first, and the tornado."""
