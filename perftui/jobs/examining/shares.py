"""Is a folder on another machine's disk, where locks and syncing are as good as the share."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4
_SHARES = {
    **dict.fromkeys(("cifs", "smb3", "smbfs", "fuse.smbnetfs", "fuse.gvfsd-fuse"), "Windows 共享"),
    **dict.fromkeys(("nfs", "nfs4"), "NFS 共享"),
    **dict.fromkeys(("9p", "drvfs", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs"), "虚拟机的共享"),
    **dict.fromkeys(("fuse.sshfs", "afs", "ceph", "fuse.glusterfs", "lustre", "davfs"), "网络盘"),
    **dict.fromkeys(("fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.juicefs"), "网络盘"),
}


def share_of(folder: Path, mounts: str | None = None) -> str:
    """Return what kind of share a folder is on; "" if it is on none, or the system does not tell.

    `mounts` is the system's own list of what is mounted where.
    """
    if sys.platform == "win32":
        return _windows_share(folder)
    place = folder.absolute().resolve()
    within = [
        (len(where.parts), kind) for where, kind in _mounted(mounts) if place.is_relative_to(where)
    ]
    # What was mounted last over a place is what one finds there.
    kind = max(reversed(within), key=lambda one: one[0], default=(0, ""))[1]
    return _SHARES.get(kind, "")


def _mounted(mounts: str | None) -> Iterator[tuple[Path, str]]:
    """Yield each place where something is mounted, and the kind of that."""
    try:
        text = _MOUNTS.read_text("utf-8", "surrogateescape") if mounts is None else mounts
    except OSError:
        return
    for line in text.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:
            yield Path(_ESCAPED.sub(_character, parts[1])), parts[2]


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 8))


def _windows_share(folder: Path) -> str:
    drive = folder.absolute().drive
    if drive.startswith(("\\\\", "//")) and not drive.startswith(("\\\\?\\", "\\\\.\\")):
        return "Windows 共享"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE:
            return "Windows 共享"
    return ""
