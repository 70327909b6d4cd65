"""Whether the growth of the arm without rules is real: series of past years, the last third of them predicted."""
