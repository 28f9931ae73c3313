"""`make run` tells people what is wrong in plain words."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_a_taken_port_is_explained_with_a_way_on():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = subprocess.run(
            ["bin/run"],
            env={**os.environ, "PORT": str(port)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert result.returncode == 1
    assert f"Port {port} is taken" in result.stdout
    assert "PORT=8001" in result.stdout


def test_an_old_python_is_explained_with_a_way_on(tmp_path):
    for name in ("bin/setup", "requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    old = tmp_path / "old"
    old.mkdir()
    # Stands for a Python that is too old: it fails the question "are you 3.11 or newer?".
    for name in ("python", "python3", "python3.11", "python3.12", "python3.13"):
        (old / name).write_text("#!/bin/sh\nexit 1\n")
        (old / name).chmod(0o755)
    result = subprocess.run(
        ["bin/setup", "run"],
        env={"PATH": f"{old}:/usr/bin:/bin", "HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 1
    assert "Python 3.11 or newer" in result.stdout
