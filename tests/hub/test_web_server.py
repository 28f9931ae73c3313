"""The web server as the README starts it, and the proxy in front as its example has it."""

import getpass
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from tests.processes import ROOT, WAIT, environment, free_port, wait_for

README = (ROOT / "README.md").read_text()
PROXY = (ROOT / "deploy" / "nginx.conf").read_text()
needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")


@contextmanager
def documented_server():
    """Start the command of the README, on a free port and with the least processes."""
    (command,) = re.findall(r"^\.venv/bin/(gunicorn hub\.wsgi.*?) +#", README, re.MULTILINE)
    host = f"127.0.0.1:{free_port()}"
    server = subprocess.Popen(
        [sys.executable, "-m", *command.split(), "--bind", host, "--log-level", "warning"],
        cwd=ROOT,
        env=environment(DJANGO_SETTINGS_MODULE="tests.served_settings", WEB_CONCURRENCY="1"),
        start_new_session=True,
    )
    try:
        wait_for(f"http://{host}/health/")
        yield host
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # its workers too: some connections never end
        server.wait(timeout=WAIT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.processes("serves the site with the documented command")
def test_half_sent_headers_do_not_block_the_site():
    with ExitStack() as stack:
        host = stack.enter_context(documented_server())
        name, port = host.split(":")
        for _ in range(4):  # two for each of the two processes of a real site
            slow = stack.enter_context(socket.create_connection((name, int(port)), timeout=WAIT))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: brew.test\r\nX-Half")
        for _ in range(4):
            with urllib.request.urlopen(f"http://{host}/health/", timeout=60) as response:
                assert response.read() == b"ok"


# The proxy ----------------------------------------------------------------------------------------


def bytes_of(size: str) -> int:
    return int(size[:-1]) * {"k": 1024, "m": 1024**2, "g": 1024**3}[size[-1]]


def test_the_proxy_lets_through_what_the_site_takes():
    public, staff = map(bytes_of, re.findall(r"client_max_body_size (\w+);", PROXY))
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= public < 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert staff == settings.MAX_STAFF_UPLOAD


def test_the_proxy_waits_as_long_as_the_server_and_not_long_for_slow_senders():
    server = dict(re.findall(r"^(\w+) = (\w+)", (ROOT / "gunicorn.conf.py").read_text(), re.M))
    assert re.search(r"proxy_read_timeout (\d+)s", PROXY)[1] == server["timeout"]
    for name in ("client_header_timeout", "client_body_timeout"):
        assert int(re.search(rf"{name} (\d+)s", PROXY)[1]) <= 30


class Echo(BaseHTTPRequestHandler):
    """A site that answers with the headers that the proxy has sent it."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps(dict(self.headers)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *args):
        pass


@pytest.fixture
def proxy(tmp_path):
    """The example, at a free port and without TLS, before a site that says what it was sent."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    port = free_port()
    example = PROXY.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    example = example.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    example = example.replace("127.0.0.1:8000", f"127.0.0.1:{site.server_port}")
    example = example.replace("/var/log/nginx", str(tmp_path))
    example = re.sub(r"ssl_\w+ \S+;", "", example)
    folders = "".join(
        f"{name}_temp_path {tmp_path / name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"user {getpass.getuser()}; daemon off; pid {tmp_path / 'pid'}; error_log stderr; events {{}}"
        f"http {{ {folders} {example} }}"
    )
    server = subprocess.Popen(["nginx", "-p", tmp_path, "-c", tmp_path / "nginx.conf"])
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=WAIT)
        site.shutdown()


def send(address: str, size: int = 0, **headers: str):
    request = urllib.request.Request(address, data=b"x" * size or None, headers=headers)
    return urllib.request.urlopen(request, timeout=WAIT)


@needs_nginx
@pytest.mark.processes("starts nginx with the example")
def test_the_site_learns_from_the_proxy_who_asks_and_for_which_name(proxy):
    invented = {"Host": "brew.example", "X-Forwarded-For": "1.1.1.1", "X-Forwarded-Proto": "gopher"}
    seen = json.load(send(f"{proxy}/", **invented))
    assert seen["X-Forwarded-For"] == "1.1.1.1, 127.0.0.1"  # TRUSTED_PROXIES=1 takes the last
    assert seen["X-Forwarded-Proto"] == "http"
    assert seen["Host"] == "brew.example"


@needs_nginx
@pytest.mark.processes("starts nginx with the example")
def test_the_proxy_takes_large_files_for_the_admin_only(proxy):
    assert send(f"{proxy}/admin/images/add/", 4_000_000).status == 200
    with pytest.raises(urllib.error.HTTPError, match="413"):
        send(f"{proxy}/share-your-story/", 4_000_000)


@needs_nginx
@pytest.mark.processes("starts nginx with the example")
def test_addresses_that_are_keys_are_not_written_down(proxy, tmp_path):
    for path in (
        "bookings/key/",
        "every-month/key/",
        "tell-me/key/",
        "my-calendar/key/",
        "search/?q=key",
        "sessions/",
    ):
        send(f"{proxy}/{path}")
    written = (tmp_path / "brew.log").read_text()
    assert "/sessions/" in written
    assert "key" not in written
