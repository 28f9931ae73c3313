"""Development settings, the default of `manage.py`."""

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, STORAGES, VAR_DIR, env, mail_server

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="for-development-only-never-for-a-real-site-0123456789")
ENCRYPTION_KEYS = env.list(
    "ENCRYPTION_KEYS", default=["Zm9yLWRldmVsb3BtZW50LW9ubHktMzItYnl0ZXMtbG8="]
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Emails are written as .eml files and listed at /dev/mail/.
MAIL_SERVER_BACKEND = "hub.eml_backend.EmlFileBackend"
EML_DIR = VAR_DIR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(mail_server("consolemail://"))

# Serve static files straight from disk.
INSTALLED_APPS.insert(0, "whitenoise.runserver_nostatic")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
