"""Scenario files in, one frozen description out, every fault named with its line."""
