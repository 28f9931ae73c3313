"""Settings of the web server. `gunicorn hub.wsgi` reads them by itself in this folder."""

# Processes: WEB_CONCURRENCY sets another number.
import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads, so that somebody who sends slowly holds up one thread and not a process. Each has a
# connection to the database and a page cache of its own.
worker_class = "gthread"
threads = 8
timeout = 120  # seconds until a process that hangs is replaced
graceful_timeout = 30  # seconds to finish what has begun before a stop
keepalive = 5  # seconds
