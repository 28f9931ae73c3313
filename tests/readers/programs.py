"""Calendar programs that people run: vdirsyncer, khal and the server Radicale, each as a process of its own.

They are in `.venv-readers`, which `bin/setup test` makes from `requirements-readers.txt`, as they need
other versions of icalendar and click than ours.
"""

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.processes import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv-readers" / "bin"
WAIT = 60  # seconds until a program that does not end is a failure

# CI always has them: there they may not be left out unnoticed.
needs_programs = pytest.mark.skipif(
    not (FOLDER / "khal").exists() and "CI" not in os.environ,
    reason="vdirsyncer, khal and Radicale are not here: bin/setup test installs them",
)


@dataclass(frozen=True, order=True)
class Shown:
    """One event as a program shows it to a person. Times are in UTC."""

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    location: str
    status: str


def run(program: str, *arguments: str, folder: Path) -> str:
    done = subprocess.run(
        [FOLDER / program, *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        capture_output=True,
        text=True,
        timeout=WAIT,
    )
    assert done.returncode == 0, f"{program} {arguments}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Khal:
    """khal, with one calendar: a folder with a file for each event."""

    FIELDS = ("uid", "start-long-full", "end-long-full", "title", "location", "status")

    def __init__(self, folder: Path) -> None:
        self.folder, self.events = folder, folder / "events"
        self.events.mkdir(exist_ok=True)
        (folder / "khal.conf").write_text(
            f"[calendars]\n[[brew]]\npath = {self.events}\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )

    def _run(self, *arguments: str) -> str:
        return run("khal", "--config", "khal.conf", *arguments, folder=self.folder)

    def take(self, data: bytes) -> None:
        """Import a file, as when somebody opens what came with a mail."""
        file = self.folder / "from-a-mail.ics"
        file.write_bytes(data)
        self._run("import", "--batch", "--include-calendar", "brew", str(file))

    def shown(self) -> list[Shown]:
        """All events from 2026 to 2030."""
        fields = [part for name in self.FIELDS for part in ("--json", name)]
        # One list of events for each day that has any.
        days = self._run("list", "--once", *fields, "2026-01-01", "1800d").splitlines()
        return sorted(self._shown(event) for day in days for event in json.loads(day))

    def _shown(self, event: dict[str, Any]) -> Shown:
        starts, ends = (
            datetime.fromisoformat(event[name]).replace(tzinfo=UTC) for name in self.FIELDS[1:3]
        )
        return Shown(
            event["uid"], starts, ends, event["title"], event["location"], event["status"].strip()
        )


class Vdirsyncer:
    """vdirsyncer, which copies one calendar to a folder of khal's, or from a feed to a server."""

    def __init__(self, folder: Path, *, source: dict[str, Any], target: dict[str, Any]) -> None:
        self.folder = folder
        (folder / "vdirsyncer.conf").write_text(
            f'[general]\nstatus_path = "{folder / "status"}"\n'
            '[pair brew]\na = "source"\nb = "target"\ncollections = null\n'
            'conflict_resolution = "a wins"\n'
            + "".join(
                f"[storage {name}]\n"
                + "".join(f"{key} = {json.dumps(value)}\n" for key, value in facts.items())
                for name, facts in (("source", source), ("target", target))
            )
        )
        self._run("discover")

    def _run(self, *arguments: str) -> str:
        return run("vdirsyncer", "--config", "vdirsyncer.conf", *arguments, folder=self.folder)

    def sync(self) -> None:
        self._run("sync")


def folder_storage(folder: Path) -> dict[str, Any]:
    return {"type": "filesystem", "path": str(folder), "fileext": ".ics"}


class Radicale:
    """A Radicale server with one calendar."""

    def __init__(self, address: str) -> None:
        self.calendar = f"{address}/ama/brew/"
        self._ask(self.calendar, "MKCALENDAR")

    @property
    def storage(self) -> dict[str, Any]:
        """As vdirsyncer knows it."""
        return {"type": "caldav", "url": self.calendar, "username": "ama", "password": "x"}

    def put(self, uid: str, data: bytes) -> None:
        self._ask(f"{self.calendar}{uid}.ics", "PUT", data)

    def delete(self, uid: str) -> None:
        self._ask(f"{self.calendar}{uid}.ics", "DELETE")

    def export(self) -> bytes:
        """All events in one file, as it gives them to a program that subscribes."""
        return self._ask(self.calendar, "GET")

    def _ask(self, url: str, method: str, data: bytes | None = None) -> bytes:
        headers = {
            "Content-Type": "text/calendar; charset=utf-8",
            "Authorization": "Basic YW1hOng=",
        }
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=WAIT) as response:
            return response.read()


@contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    host = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [
            *(FOLDER / "python", "-m", "radicale", "--hosts", host, "--auth-type", "none"),
            *("--storage-filesystem-folder", folder / "radicale", "--logging-level", "warning"),
        ],
        cwd=folder,
    )
    try:
        wait_for(f"http://{host}/.web/")
        yield Radicale(f"http://{host}")
    finally:
        server.terminate()
        server.wait(timeout=WAIT)


@contextmanager
def web_server(get: Callable[[str], bytes]) -> Iterator[str]:
    """Serve on loopback what `get` returns for a path. Yield the address without a slash."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = get(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
