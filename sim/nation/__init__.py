"""The nation as many pools in one run: regions made from types of prefecture, run as tasks, added up with weights."""
