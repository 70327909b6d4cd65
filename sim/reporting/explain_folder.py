"""What ``explain/`` in a results folder says: which group of rules did how much."""

from __future__ import annotations
