"""The rules, each once: `event` for one patient, `period` for a month or a year."""
