"""Test settings: fast, quiet and without network access."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

# One folder per run, shared by its processes and deleted afterwards, so that runs stay isolated.
if "HUB_TEST_FOLDER" not in os.environ:
    os.environ["HUB_TEST_FOLDER"] = tempfile.mkdtemp(prefix="over-a-brew-")
    atexit.register(shutil.rmtree, os.environ["HUB_TEST_FOLDER"], ignore_errors=True)
FOLDER = Path(os.environ["HUB_TEST_FOLDER"])

DEBUG = False
SECRET_KEY = "for-tests-only"  # noqa: S105
ENCRYPTION_KEYS = ["Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtbm90LW1vcmU="]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "https://brew.test"
WAGTAILADMIN_BASE_URL = BASE_URL

REPLIES_URL = MAIL_OAUTH = ""
TEXT_BACKEND = LETTER_BACKEND = TEXT_CALLBACK_TOKEN = ""
EMAIL_BACKEND = MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = FOLDER / "media"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
PICTURES_BY_WORKER = False  # no worker: pages make their own renditions
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads and the live server behave as in production.
    DATABASES["default"]["NAME"] = str(FOLDER / "hub.sqlite3")
