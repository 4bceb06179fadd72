"""`python -m sluice_executor.run_localstack`: LocalStack as one process group, which ends as a whole."""

import _thread
import os
import signal
import subprocess
import sys
import threading
from typing import Any

# Waits in the group for the end of its input, that is of LocalStack, and ends the group: a shell of 1 MB.
GUARD = "trap '' HUP INT TERM; read -r _; kill -s KILL 0"


class _Lock:
    """What threading.Lock is from Python 3.13 on: a class, so that `threading.Lock | None` is a type."""

    def __new__(cls) -> Any:
        return _thread.allocate_lock()


class _ProcessOfThisGroup(subprocess.Popen[Any]):
    """LocalStack starts each process in a session of its own, which nobody could end once LocalStack was killed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "start_new_session": False})


def guard_group() -> None:
    """See to it that no process of this group outlives LocalStack or the guard, not even after SIGKILL."""
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)
    guard = subprocess.Popen(["/bin/sh", "-c", GUARD], stdin=subprocess.PIPE)

    def end_with_guard() -> None:
        guard.wait()
        os.kill(0, signal.SIGKILL)

    threading.Thread(target=end_with_guard, name="guard", daemon=True).start()


def main() -> None:
    """Run LocalStack until it is stopped."""
    guard_group()
    subprocess.Popen = _ProcessOfThisGroup  # type: ignore[misc]
    if sys.version_info < (3, 13):
        # localstack.packages.api has such a type in an annotation, which is evaluated when it is imported.
        threading.Lock = _Lock
    from localstack.runtime.main import main as run

    run()


if __name__ == "__main__":
    main()
