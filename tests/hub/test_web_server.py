"""The web server as the README starts it, and the proxy in front as its example has it."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack, contextmanager

import pytest
from django.conf import settings

from tests.processes import ROOT, WAIT, environment, free_port, wait_for

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
    )
    try:
        wait_for(f"http://{host}/health/")
        yield host
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait(timeout=WAIT)


README = (ROOT / "README.md").read_text()


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
            with urllib.request.urlopen(f"http://{host}/health/", timeout=WAIT) as response:
                assert response.read() == b"ok"
