"""Production settings. Secrets and local values come from environment variables."""

from django.core.exceptions import ImproperlyConfigured

from hub.encryption import is_valid_key

from .base import *  # noqa: F403
from .base import DATABASES, env, mail_server

REQUIRED = ("SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS", "BASE_URL")
missing = [name for name in REQUIRED if not env.str(name, default="")]
if missing:
    raise ImproperlyConfigured(
        "The site cannot start. Set these environment variables first: " + ", ".join(missing) + "."
    )

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# What people write of their needs is encrypted with the first, and read with all.
ENCRYPTION_KEYS = env.list("ENCRYPTION_KEYS")
if not all(map(is_valid_key, ENCRYPTION_KEYS)):
    raise ImproperlyConfigured(
        "The site cannot start: ENCRYPTION_KEYS holds something that is no key. Make one with "
        "`python manage.py make_encryption_key`, and keep it where the backups are not."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [env.str("BASE_URL").rstrip("/")]

# Opening a SQLite connection costs more than many responses, so keep it.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)  # seconds

vars().update(mail_server("smtp://127.0.0.1:25"))

# A proxy terminates TLS and sets this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
