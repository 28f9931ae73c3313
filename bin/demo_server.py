"""A scratch site with the sample content under gunicorn, for commands that test it over HTTP.

Used as `with demo_site() as base_url:` or `bin/demo_server.py COMMAND …`, which sets SITE_URL.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from scratch import gunicorn, make_site

from tests.processes import free_port


@contextlib.contextmanager
def demo_site() -> Iterator[str]:
    """Yield the base URL of a production-like site on a free port. Delete the site on exit."""
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = make_site(folder, BASE_URL=base_url, EMAIL_URL="consolemail://")
        # No proxy here sets X-Forwarded-Proto, so do not redirect to HTTPS.
        environment["SECURE_SSL_REDIRECT"] = "off"
        with gunicorn("hub.wsgi", environment, "/health/", port):
            yield base_url


if __name__ == "__main__":
    with demo_site() as url:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "SITE_URL": url}).returncode)
