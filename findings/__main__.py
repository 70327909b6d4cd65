"""``python -m findings``: every finding once more, or those named; 1 if one of them no longer holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NO_FINDING = ("__main__.py", "trial.py")


def main(names: list[str]) -> int:
    """Run the scripts one after another."""
    files = [file for file in sorted(HERE.glob("*.py")) if file.name not in NO_FINDING]
    chosen = [file for file in files if not names or file.stem in names]
    changed = [file.stem for file in chosen if subprocess.run([sys.executable, file], check=False).returncode]
    print(
        f"{len(chosen) - len(changed)} of {len(chosen)} as they were"
        + (f"; not {', '.join(changed)}" if changed else "")
    )
    return 1 if changed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
