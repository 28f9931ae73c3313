"""A real IMAP server on loopback (pymap, which we did not write), and a wire that can break.

Mails lie in maildir folders, so tests see what is in a mailbox without asking the server.
"""

import base64
import hashlib
import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.factories import NOW

PASSWORD = "a secret: 100%/ö"
KEYWORD = "NoCalendarFile"
PLAIN_PARTS = re.compile(rb'BODYSTRUCTURE \("text" "plain".*\)', re.IGNORECASE)
CAME = NOW  # when all mails came


class ImapServer:
    """The server, with one user for each mailbox that a test asks for."""

    def __init__(self, base: Path) -> None:
        self.base, self.port = base, free_port()
        self.users: dict[str, str] = {}  # name: password
        program = Path(__file__).parent / "run_imap_server.py"
        options = ["--host", "127.0.0.1", "--port", str(self.port), "--no-tls"]
        self.process = subprocess.Popen(
            [sys.executable, program, *options, "maildir", str(base)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(self.port)

    def new_mailbox(self, *, password: str = PASSWORD, keeps_keywords: bool = True) -> "Maildir":
        name = uuid.uuid4().hex
        self.users[name] = password
        self._write("pymap-etc-passwd", "{name}:x::::{name}:")
        self._write("pymap-etc-shadow", "{name}:{secret}:::::::")
        mailbox = Maildir(self.base / name, name)
        if keeps_keywords:
            (self.base / name / "dovecot-keywords").write_text(f"0 {KEYWORD}\n")
        return mailbox

    def _write(self, name: str, line: str) -> None:
        lines = (
            line.format(name=user, secret=hashed(word)) + "\n" for user, word in self.users.items()
        )
        (self.base / name).write_text("".join(lines))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)


class Maildir:
    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name, self.count = folder, name, 0
        for part in ("cur", "new", "tmp"):
            (folder / part).mkdir(parents=True)

    def deliver(self, raw: bytes) -> None:
        """A new mail, as a mail server leaves it: after those before it, and dated when it came."""
        self.count += 1
        path = self.folder / "new" / f"{1_800_000_000 + self.count}.M{self.count}.host"
        path.write_bytes(raw)
        os.utime(path, (CAME.timestamp(), CAME.timestamp()))

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """The mails in a folder that are not marked as deleted."""
        return [path.read_bytes() for path in self._paths(folder) if "T" not in flags(path)]

    def is_unread(self, raw: bytes) -> bool:
        return all(
            "S" not in flags(path) for path in self._paths("INBOX") if path.read_bytes() == raw
        )

    def keyword_count(self) -> int:
        return sum("a" in flags(path) for path in self._paths("INBOX"))

    def _paths(self, folder: str) -> list[Path]:
        place = self.folder if folder == "INBOX" else self.folder / f".{folder}"
        return sorted(path for part in ("new", "cur") for path in place.glob(f"{part}/*"))


class Wire:
    """A proxy between our code and the server, which drops the connection where the test asks.

    `drop_at` counts the lines that the client sends, from 0. With `after` the server gets that line and
    does what it says, but its answer is lost. `hide` are capabilities that the server seems not to have.
    With `garble` the server describes the parts of a plain mail as servers with a fault do.
    """

    def __init__(
        self,
        port: int,
        *,
        drop_at: int = -1,
        after: bool = False,
        hide: tuple[str, ...] = (),
        garble: bytes = b"",
    ) -> None:
        self.to_port, self.drop_at, self.after, self.hide = port, drop_at, after, hide
        self.garble, self.garbled = garble, 0
        self.said: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.to_port), timeout=10)
                with client, server, suppress(OSError):
                    self._talk(client, server)

    def _talk(self, client: socket.socket, server: socket.socket) -> None:
        asks, answers = client.makefile("rb"), server.makefile("rb")
        client.sendall(self._changed(answers.readline()))
        while line := asks.readline():
            is_last = len(self.said) == self.drop_at
            self.said.append(command(line))
            if is_last and not self.after:
                return
            server.sendall(line)
            answer = b"".join(until_answered(answers, line))
            if is_last:
                return
            client.sendall(self._changed(answer))

    def _changed(self, answer: bytes) -> bytes:
        for name in self.hide:
            answer = re.sub(rb"(?<=[ =])" + name.encode() + rb"(?=[ \]\r])", b"X-NOTHING", answer)
        if self.garble:
            answer, count = PLAIN_PARTS.subn(self.garble, answer)
            self.garbled += count
        return answer


def until_answered(answers, line):
    """What the server says up to its last word on this line, or until it asks for more."""
    tag = line.split(b" ")[0]
    while answer := answers.readline():
        yield answer
        if literal := re.search(rb"\{(\d+)\}\r\n$", answer):
            yield answers.read(int(literal[1]))
            continue
        if answer.startswith((tag + b" ", b"+ ")) or is_end_of_secret(line, answer):
            return


def is_end_of_secret(line: bytes, answer: bytes) -> bool:
    """The line that follows AUTHENTICATE has no tag of its own."""
    return b" " not in line and re.match(rb"[A-Z]+\d+ (OK|NO|BAD)", answer) is not None


def command(line: bytes) -> str:
    words = line.decode().split()
    if len(words) < 2:
        return "(secret)"
    return " ".join(words[1:3] if words[1] == "UID" else words[1:2])


def flags(path: Path) -> str:
    return path.name.partition(":2,")[2]


@cache
def hashed(password: str, rounds: int = 1000) -> str:
    """As pymap keeps it, with few rounds so that tests are quick."""
    salt = b"salt of the tests"[:16]
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    encoded = (base64.b64encode(part).decode() for part in (salt, key))
    return "$".join(["", "pbkdf2-sha256", str(rounds), *encoded])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_for(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
