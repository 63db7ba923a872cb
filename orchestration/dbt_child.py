"""dbt in a process that ends with the run that started it, also where that run is killed, and works in its data.

Belongs here: tying the two together. Does not belong here: anything else; it is run by its path and imports dbt alone.
A dbt that outlived its run would go on writing into the warehouse that the next run has begun to build.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PARENT_VARIABLE = "CCHC_RUN_PROCESS"
FOLDER_VARIABLE = "CCHC_RUN_FOLDER"
_PR_SET_PDEATHSIG = 1  # of linux/prctl.h


def main() -> None:
    """Runs dbt's own command line with the arguments given."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    # The run may have been killed before the kernel was told.
    if os.getppid() != int(os.environ[PARENT_VARIABLE]):
        sys.exit("The run that wanted this dbt is gone.")
    os.chdir(os.environ[FOLDER_VARIABLE])
    from dbt.cli.main import cli

    cli(prog_name="dbt")


if __name__ == "__main__":
    main()
