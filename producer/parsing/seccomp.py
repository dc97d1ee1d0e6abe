"""A filter of system calls (seccomp, BPF) for a process that reads a document: it opens no socket, signals nobody,
starts no process, leaves its process group never, and changes no file's owner, mode or times.

Calls are refused with EPERM, which every library takes for a lack of rights, and not with a signal: some ask for a
socket only to look up a user's name. What needs privileges (mount, modules, clocks) is not listed: a reader has none.
"""

import ctypes
import errno
import os
import struct
from functools import cache

_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
# Opcodes of classic BPF, and the places of struct seccomp_data.
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
#: Numbers from here on are x86-64's second set of calls, with 32-bit pointers.
_X32 = 0x40000000
#: Flags of clone(2) for namespaces: in one of its own a process would have privileges again.
_NEW_NAMESPACES = 0x7E020000
#: Flag of clone(2): what it makes is no process.
_THREAD = 0x10000

#: Audit number of the architecture, and the calls' numbers there; those from 424 on are the same everywhere.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_EVERYWHERE = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "pidfd_open": 434, "pidfd_getfd": 438, "fchmodat2": 452, "setxattrat": 463, "removexattrat": 466,
}  # fmt: skip
_REFUSED = {
    "x86_64": {
        "socket": 41, "shmget": 29, "semget": 64, "msgget": 68, "mq_open": 240,
        "kill": 62, "tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297,
        "setpgid": 109, "setsid": 112,
        "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "unshare": 272, "setns": 308, "bpf": 321,
        "perf_event_open": 298, "userfaultfd": 323, "add_key": 248, "request_key": 249, "keyctl": 250,
        "open_by_handle_at": 304, "chmod": 90, "fchmod": 91, "fchmodat": 268, "chown": 92, "fchown": 93, "lchown": 94,
        "fchownat": 260, "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198,
        "fremovexattr": 199, "utime": 132, "utimes": 235, "futimesat": 261, "utimensat": 280,
    },
    "aarch64": {
        "socket": 198, "shmget": 194, "semget": 190, "msgget": 186, "mq_open": 180,
        "kill": 129, "tkill": 130, "tgkill": 131, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240,
        "setpgid": 154, "setsid": 157,
        "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "unshare": 97, "setns": 268, "bpf": 280,
        "perf_event_open": 241, "userfaultfd": 282, "add_key": 217, "request_key": 218, "keyctl": 219,
        "open_by_handle_at": 265, "fchmod": 52, "fchmodat": 53, "fchown": 55, "fchownat": 54, "setxattr": 5,
        "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16, "utimensat": 88,
    },
}  # fmt: skip
_CLONE = {"x86_64": 56, "aarch64": 220}
#: Other calls that make a process.
_FORKS = {"x86_64": {"fork": 57, "vfork": 58}, "aarch64": {}}
_PRLIMIT = {"x86_64": 302, "aarch64": 261}
#: Its flags stand in memory, where no filter sees them; libraries that get ENOSYS use clone.
_CLONE3 = 435


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


_libc = ctypes.CDLL(None, use_errno=True)


def enter() -> bool:
    """Put this process, which must have no_new_privs, behind the filter, for good. It can start threads, no process.

    False where the kernel refuses filters, or the architecture is another.
    """
    code = _code(os.uname().machine)
    if not code:
        return False
    program = _Program(len(code) // 8, code)
    return bool(_libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def prepare() -> None:
    """Make the filter once, for all processes that are forked from this one."""
    _code(os.uname().machine)


@cache
def _code(machine: str) -> bytes:
    """The filter as the kernel takes it; empty for an architecture that is not known here."""
    if machine not in _ARCHITECTURES:
        return b""
    refuse = _ERRNO | errno.EPERM
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_JUMP_EQUAL, _ARCHITECTURES[machine], 1, 0),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        code += [_step(_JUMP_AT_LEAST, _X32, 0, 1), _step(_RETURN, _KILL_PROCESS)]
    refused = {**_EVERYWHERE, **_REFUSED[machine], **_FORKS[machine]}
    for number in sorted(refused.values()):
        code += [_step(_JUMP_EQUAL, number, 0, 1), _step(_RETURN, refuse)]
    code += [_step(_JUMP_EQUAL, _CLONE3, 0, 1), _step(_RETURN, _ERRNO | errno.ENOSYS)]
    # Each of these looks at the first argument, by its lower half: flags, flags, a process. It goes on to the next
    # where there is nothing to refuse, with the number of the call loaded again.
    for number, test, value, refused_if in (
        (_CLONE[machine], _JUMP_ANY_BIT, _NEW_NAMESPACES, True),
        (_CLONE[machine], _JUMP_ANY_BIT, _THREAD, False),
        (_PRLIMIT[machine], _JUMP_EQUAL, 0, False),
    ):
        code += [
            _step(_JUMP_EQUAL, number, 0, 4),
            _step(_LOAD, _FIRST_ARGUMENT),
            _step(test, value, 0 if refused_if else 1, 1 if refused_if else 0),
            _step(_RETURN, refuse),
            _step(_LOAD, _NUMBER),
        ]
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _step(opcode: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", opcode, if_true, if_false, value)
