"""What a process may do by its rights: a network of its own without devices, a user of its own, no capabilities.

Linux only; see capabilities(7) and user_namespaces(7).
"""

import ctypes
import os
from enum import IntEnum
from pathlib import Path

from schemas.lifetime import die_with_parent

_PR_SET_KEEPCAPS, _PR_SET_NO_NEW_PRIVS = 8, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CAPABILITY_VERSION_3 = 0x20080522
#: Readers that root starts get this number plus their process id: no system gives numbers from here on to users.
_FIRST_USER = 0x70000000


class _Capability(IntEnum):
    CHOWN = 0
    DAC_OVERRIDE = 1
    DAC_READ_SEARCH = 2
    KILL = 5
    SETGID = 6
    SETUID = 7
    SYS_ADMIN = 21


#: Without them root cannot hand a reader over to another user, and still read for it and end it.
_TO_CHANGE_USER = (
    _Capability.CHOWN, _Capability.DAC_READ_SEARCH, _Capability.KILL, _Capability.SETGID, _Capability.SETUID,
)  # fmt: skip


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


_libc = ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Give this process, and all it will start, a network with nothing in it; False where that is not permitted.

    Without the right to do so it takes a user namespace. Nobody has a name in there, but files know their owner as
    before; its processes are counted on their own (RLIMIT_NPROC), and cannot look into those outside. Root does not,
    for it could no longer read what belongs to others.
    """
    if _held(_Capability.SYS_ADMIN):
        return bool(_libc.unshare(_CLONE_NEWNET) == 0)
    return os.geteuid() != 0 and bool(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def drop(folder: Path) -> str:
    """Give up all rights that reading does not need, and say in words what is left. `folder` goes to the new user.

    What root starts becomes a user of its own, who shares nothing with anybody and may read what root may read (the
    document may belong to anyone); a user's process keeps its user, without any capability.
    """
    parent = os.getppid()
    if os.geteuid() != 0:
        _keep()
        said = "the user's own, without capabilities"
    elif all(map(_held, _TO_CHANGE_USER)) and _handed_over(folder, user := _FIRST_USER + os.getpid()):
        _become(user)
        said = "a user of its own"
    else:
        _keep(*filter(_held, (_Capability.DAC_OVERRIDE, _Capability.DAC_READ_SEARCH)))
        said = "root without capabilities, but for reading files"
    die_with_parent(parent)  # the kernel forgets this wish when the user changes
    return said


def no_new_privileges() -> None:
    """No program that this process starts has more rights than it, whoever owns the program."""
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _handed_over(folder: Path, user: int) -> bool:
    """Give the folder to the user; False in a container that does not know so high a number."""
    try:
        os.chown(folder, user, user)
    except OSError:
        return False
    return True


def _become(user: int) -> None:
    _libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    _keep(_Capability.DAC_READ_SEARCH)


def _keep(*capabilities: _Capability) -> None:
    """Keep these capabilities alone, which have numbers below 32."""
    kept = sum(1 << capability for capability in capabilities)
    header = _Header(_CAPABILITY_VERSION_3, 0)
    sets = (_Sets * 2)(_Sets(kept, kept, kept), _Sets(0, 0, 0))
    if _libc.capset(ctypes.byref(header), ctypes.byref(sets)) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def _held(capability: _Capability) -> bool:
    header = _Header(_CAPABILITY_VERSION_3, 0)
    sets = (_Sets * 2)()
    _libc.capget(ctypes.byref(header), ctypes.byref(sets))
    return bool(sets[0].effective >> capability & 1)
