"""The console script: the command line where its libraries are installed, else one sentence that says what to install.

Belongs here: telling that the base install has no command line. Does not belong here: the command line (`cchc.main`).
"""

from __future__ import annotations

import importlib.util
import sys

_NEEDED = ("click", "rich")


def main() -> int:
    """Run `cchc` and give its exit code; 2 where the extra `cli` is not installed."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        told = (
            f"Error: the command line needs {' and '.join(missing)}, which the base install does not bring; "
            "install it with: pip install 'cchc-warehouse[cli]'."
        )
        print(told, file=sys.stderr)
        return 2
    from cchc.main import main as run

    return run()
