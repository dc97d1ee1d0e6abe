"""Landlock (Linux 5.13 and later): the kernel's own list of the files that a process may touch, see landlock(7)."""

import ctypes
import os
import stat
from collections.abc import Iterable, Mapping
from enum import IntFlag
from pathlib import Path

# Numbers of system calls, the same on every architecture; glibc has no functions for them.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_DENY_TCP = 0b11  # bind and connect
_DENY_OUTSIDERS = 0b11  # abstract unix sockets and signals across the border
#: Since which version of the interface each of these can be asked for.
_ABI_REFER, _ABI_TRUNCATE, _ABI_TCP, _ABI_DEVICES, _ABI_SCOPES = 2, 3, 4, 5, 6


class Access(IntFlag):
    """What may be done with a file, or beneath a folder."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


READ = Access.READ_FILE | Access.READ_DIR
#: Regular files and folders: no devices, sockets, pipes or links.
WORK = READ | Access.WRITE_FILE | Access.TRUNCATE | Access.MAKE_REG | Access.MAKE_DIR
WORK |= Access.REMOVE_FILE | Access.REMOVE_DIR | Access.REFER
_ON_FILES = Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class Rule(ctypes.Structure):
    """What may be done with what is beneath an open path."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


_libc = ctypes.CDLL(None, use_errno=True)


def version() -> int:
    """The version of the interface that this kernel has; 0 where it has none, or is told not to use it."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))))


def opened(allowed: Mapping[Path, Access]) -> tuple[Rule, ...]:
    """Rules for paths, which stay open: made once, they do for all processes that are forked from this one. Paths that
    do not exist, or that this process may not see, are left out."""
    rules = []
    for path, access in allowed.items():
        try:
            beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, PermissionError):
            continue
        is_folder = stat.S_ISDIR(os.fstat(beneath).st_mode)
        rules.append(Rule(access & (~Access(0) if is_folder else _ON_FILES) & _handled(version()), beneath))
    return tuple(rules)


def open_ruleset(rules: Iterable[Rule]) -> int | None:
    """A ruleset as a file descriptor, or None where there is no Landlock. What is not beneath the paths of the rules,
    which are closed, cannot be opened, made, moved or removed.

    Where the kernel's Landlock can, also no TCP, no abstract unix socket and no signal to a process outside.
    """
    abi = version()
    if not abi:
        return None
    handled = _handled(abi)
    wanted = _Ruleset(handled, _DENY_TCP if abi >= _ABI_TCP else 0, _DENY_OUTSIDERS if abi >= _ABI_SCOPES else 0)
    ruleset = _call(_CREATE_RULESET, ctypes.byref(wanted), ctypes.c_size_t(ctypes.sizeof(wanted)), ctypes.c_uint32(0))
    allow(ruleset, rules)
    return ruleset


def allow(ruleset: int, rules: Iterable[Rule]) -> None:
    """Add rules, whose paths are closed, to a ruleset."""
    for rule in rules:
        _call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), ctypes.c_uint32(0))
        os.close(rule.parent)


def enter(ruleset: int) -> None:
    """Put this process, which must have no_new_privs, and all it starts under the ruleset, for good."""
    _call(_RESTRICT_SELF, ruleset, ctypes.c_uint32(0))
    os.close(ruleset)


def _handled(abi: int) -> Access:
    handled = ~Access(0)
    for since, access in (
        (_ABI_REFER, Access.REFER),
        (_ABI_TRUNCATE, Access.TRUNCATE),
        (_ABI_DEVICES, Access.IOCTL_DEV),
    ):
        if abi < since:
            handled &= ~access
    return handled


def _call(number: int, *arguments: object) -> int:
    result = int(_libc.syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"Landlock: {os.strerror(code)}")
    return result
