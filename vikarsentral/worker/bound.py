"""Run a Python module that ends when its parent does, even when the parent is killed.

Without this a killed `serve` would leave its children behind, and the port with them.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Bind to the parent, then become the module named on the command line.

    The arguments are the parent's process number, the module, and the module's own arguments.
    """
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):  # it was gone before we were bound
        sys.exit(1)
    os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
