"""Ground floor: names, units, records, errors, labels. Imports nothing of the project."""
