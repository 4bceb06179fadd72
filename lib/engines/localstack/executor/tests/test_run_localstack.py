"""The process group that LocalStack runs in; what stands for LocalStack here is a short program."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

# Guards its group, starts two processes as LocalStack would, tells all three numbers, and waits.
PROGRAM = """
import subprocess, time
from sluice_executor import run_localstack
guards = []
popen = subprocess.Popen
class Telling(popen):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        guards.append(self.pid)
subprocess.Popen = Telling
run_localstack.guard_group()
subprocess.Popen = run_localstack._ProcessOfThisGroup
child = subprocess.Popen(["sleep", "60"], start_new_session=True)
print(guards[0], child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def group() -> Iterator[tuple[int, int, int]]:
    """Give the pids of the leader, its guard and its child."""
    leader = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert leader.stdout is not None
    guard, child = map(int, leader.stdout.readline().split())
    yield leader.pid, guard, child
    if leader.poll() is None:
        os.killpg(leader.pid, signal.SIGKILL)
    leader.communicate()


def is_group_gone(leader: int) -> bool:
    # A leader that nobody waited for is still a member.
    with contextlib.suppress(ChildProcessError):
        os.waitpid(leader, os.WNOHANG)
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("victim", [0, 1], ids=["LocalStack", "the guard"])
def test_nothing_is_left_when_one_is_killed(group: tuple[int, int, int], victim: int) -> None:
    leader, _, child = group
    assert os.getpgid(child) == leader

    os.kill(group[victim], signal.SIGKILL)

    deadline = time.monotonic() + 10
    while not is_group_gone(leader) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_group_gone(leader)
