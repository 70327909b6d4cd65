"""A thousand spoilt files: none may end in a traceback, a hang, or an accepted input that then fails.

In a process of its own, as its workers start from it; `make fuzz` plays ten thousand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_thousand_spoilt_files() -> None:
    words = [sys.executable, "-m", "tests.fuzz", "--cases", "1000", "--jobs", "2"]
    patient = os.environ | {"FUZZ_SECONDS": "20"}  # `make fuzz` is stricter; a machine of tests may be slow
    done = subprocess.run(words, cwd=ROOT, env=patient, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1000 cases, 0 kinds of failures" in done.stdout
