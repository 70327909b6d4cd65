"""Mechanism without policy: needs arise, patients move, queues form, counts grow."""
