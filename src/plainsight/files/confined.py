"""Puts walls around the present process before it parses what a stranger sent.

For the child that makes viewing copies (`copying`), called when everything it needs is imported
and its only open files are its pipes. Afterwards it can read and write those, use a limited
amount of memory and time, and end: no file, no socket, no other process, no way back. What each
wall is for, and on which systems it stands, is in docs/decisions/0021.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
from contextlib import suppress

NOBODY = 65_534
_CLONE_NEWUSER, _CLONE_NEWNET = 0x1000_0000, 0x4000_0000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SIGKILL = 9
_EPERM = 1
_FILTER_MODE = 2

# The calls that stay, by architecture (AUDIT_ARCH of linux/audit.h): bytes through open pipes,
# memory, threads' locks, clocks, randomness, signals and the end. Everything else gets EPERM.
_CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000_003E,
        (
            *(0, 1, 3, 8, 19, 20),  # read, write, close, lseek, readv, writev
            *(9, 10, 11, 12, 25, 28),  # mmap, mprotect, munmap, brk, mremap, madvise
            *(13, 14, 15, 131, 219),  # rt_sigaction, -procmask, -return, sigaltstack, restart
            *(24, 39, 98, 186, 202, 204, 334),  # yield, pid, rusage, tid, futex, affinity, rseq
            *(96, 228, 230, 318),  # gettimeofday, clock_gettime, clock_nanosleep, getrandom
            *(60, 231),  # exit, exit_group
        ),
    ),
    "aarch64": (
        0xC000_00B7,
        (
            *(63, 64, 57, 62, 65, 66),
            *(222, 226, 215, 214, 216, 233),
            *(134, 135, 139, 132, 128),
            *(124, 172, 165, 178, 98, 123, 293),
            *(169, 113, 115, 278),
            *(93, 94),
        ),
    ),
}


class NotConfined(Exception):
    """A wall that must stand could not be built; nothing of a stranger's may be parsed."""


def confine(*, memory: int, seconds: int) -> None:
    """Build the walls; `memory` in bytes of address space, `seconds` of processor time.

    Raises NotConfined when the list of allowed calls cannot be put in force.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    _leave_network(libc)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)  # a change of user has cleared it
    _limit(memory, seconds)
    _allow_few_calls(libc)


def _leave_network(libc: ctypes.CDLL) -> None:
    """Enter a network of no interfaces. Where that is not allowed, sockets are refused below."""
    alone = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER
    libc.unshare(alone)


def _limit(memory: int, seconds: int) -> None:
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 0,  # no new descriptor of any kind: neither file nor socket
    }
    for which, most in limits.items():
        with suppress(ValueError):  # a stricter hard limit stands already
            resource.setrlimit(which, (most, most))


def _allow_few_calls(libc: ctypes.CDLL) -> None:
    if platform.machine() not in _CALLS:
        raise NotConfined("the calls of this kind of machine are not known")
    architecture, calls = _CALLS[platform.machine()]
    program = _filter(architecture, calls)
    kept = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(kept))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise NotConfined("privileges could be gained again")
    if libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, head, 0, 0):
        raise NotConfined("the kernel takes no list of calls")


def _filter(architecture: int, calls: tuple[int, ...]) -> bytes:
    """Return the BPF program (linux/filter.h): these calls of this architecture, no others."""
    load, equal, end = 0x20, 0x15, 0x06
    killed, allowed, refused = 0x8000_0000, 0x7FFF_0000, 0x0005_0000 | _EPERM
    steps = [
        (load, 0, 0, 4),  # seccomp_data.arch
        (equal, 1, 0, architecture),
        (end, 0, 0, killed),
        (load, 0, 0, 0),  # seccomp_data.nr
        *((equal, len(calls) - at, 0, call) for at, call in enumerate(calls)),
        (end, 0, 0, refused),
        (end, 0, 0, allowed),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
