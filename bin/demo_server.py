"""A scratch site with the sample content under gunicorn, for commands that test it over HTTP.

Used as `with demo_site() as base_url:` or `bin/demo_server.py COMMAND …`, which sets SITE_URL.
"""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scratch import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def demo_site(workers: int = 2) -> Iterator[str]:
    """Yield the base URL of a production-like site on a free port. Delete the site on exit."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        base_url = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hub.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": base_url,
            "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "STATIC_ROOT": f"{folder}/static",
            "EMAIL_URL": "consolemail://",
        }
        # db_worker makes the renditions, as the worker does first.
        for command in (
            ["migrate"],
            ["load_demo"],
            ["collectstatic", "--noinput"],
            ["db_worker", "--batch"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command, "--verbosity", "0"],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        # No proxy here sets X-Forwarded-Proto, so do not redirect to HTTPS.
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "hub.wsgi"),
                *("--workers", str(workers), "--bind", f"127.0.0.1:{port}"),
                *("--log-level", "warning", "--timeout", "120"),
            ],
            cwd=ROOT,
            env={**environment, "SECURE_SSL_REDIRECT": "off"},
        )
        try:
            wait_for(f"{base_url}/health/")
            yield base_url
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    with demo_site() as url:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "SITE_URL": url}).returncode)
