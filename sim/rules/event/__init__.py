"""Rules of one patient: plain functions of numbers, so that both engines call the same text."""
