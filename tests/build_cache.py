"""A build cache for tests: what is slow to build is kept in var/test under a digest of its inputs.

Holds no knowledge of what is built: see tests/database.py and tests/browser/demo.py.
"""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("HUB_TEST_CACHE") or ROOT / "var" / "test")
KEEP_UNUSED = 3 * 24 * 60 * 60  # seconds until an entry that no run has used is deleted

MIGRATIONS = ("*/migrations/*.py", "requirements*.txt")
# The rows of the first pages and of the sample content depend on these too.
CONTENT = ("home/**/*", "*/models/*.py")


def digest(*patterns: str, extra: str = "") -> str:
    """Return a short digest of the names and bytes of all files that match, and of `extra`."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    sum_ = hashlib.sha256(extra.encode())
    for path in sorted(found):
        if "__pycache__" not in path.parts:
            sum_.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return sum_.hexdigest()[:16]


def cached(name: str, key: str, build: Callable[[Path], None]) -> Path:
    """Return the folder that `build` has filled for this key, building it if there is none yet.

    One process builds, others wait for it. An interrupted or failed build leaves no entry.
    """
    entry = FOLDER / f"{name}-{key}"
    with locked(name):
        if not entry.exists():
            partial = entry.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            build(partial)
            partial.rename(entry)
        os.utime(entry)
        _delete_unused(FOLDER.glob(f"{name}-*"))
    return entry


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Keep other processes of this checkout out. The lock goes with the process that holds it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder whose files are never changed in place: hard links where the disk allows them."""
    shutil.copytree(source, target, copy_function=_link_or_copy)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _delete_unused(entries: Iterable[Path]) -> None:
    for entry in entries:
        with suppress(FileNotFoundError):
            if time.time() - entry.stat().st_mtime > KEEP_UNUSED:
                shutil.rmtree(entry, ignore_errors=True)
