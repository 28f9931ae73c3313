"""Settings shared by all environments. Values that differ come from environment variables."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"  # runtime data: database, uploads, development emails

env = environ.Env()

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "hub.User"

# Each can be taken out by deleting its line: see "Take a feature out" in CONTRIBUTING.md.
OPTIONAL_FEATURES = [
    "events.regulars",  # asks people before each session if they come
    "events.subscriptions",  # tells people of new sessions by email
    "events.rsvp",  # reads what calendars answer to invites
    "events.broadcasts",  # messages to everyone of a session
    "events.feedback",  # what people say after a session
    "events.insights",  # what we learned: numbers that name nobody
    "events.suppliers",  # asks interpreters and others for what people need
    "events.texts",  # text messages, and letters by post
    "stories.importing",  # drafts of "What we heard" from slides and documents
]

INSTALLED_APPS = [
    "hub",
    "home",
    "stories",
    "events",
    *OPTIONAL_FEATURES,
    "recurrence",
    "django_tasks_db",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "csp",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hub.request_limits.NullCharacterMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.page_cache.middleware.PageCacheMiddleware",
    "hub.middleware.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hub.request_limits.BodyLimitMiddleware",
    "hub.middleware.SlidingAdminSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.middleware.ContentSecurityPolicyMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": [
                "django.templatetags.static",
                "wagtail.templatetags.wagtailcore_tags",
                "wagtail.images.templatetags.wagtailimages_tags",
                "hub.templatetags.text_tags",
            ],
        },
    }
]
FORM_RENDERER = "hub.forms.base.SiteFormRenderer"

# Data ---------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'hub.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Private to this user: the database contains health data.
    Path(DATABASES["default"]["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # WAL: readers never wait for a writer. IMMEDIATE: a transaction takes the write lock at its
    # start, so that two bookings cannot both read "one place left".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds to wait for another writer
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA busy_timeout=20000;"
            "PRAGMA secure_delete=ON;"  # overwrite erased data in the file
        ),
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# An entry for each client that rate limits count: when full, a third are forgotten.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://?max_entries=10000")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "hub.redis_cache.FallbackRedisCache"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People -------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_HANDLER = "hub.login_limits.LoginLimitHandler"  # reads the three below in their order
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_CLIENT_IP_CALLABLE = "hub.client_ip.client_ip"  # otherwise every client is the proxy
AXES_LOCKOUT_CALLABLE = "hub.views.locked_out"
LOGIN_URL = "wagtailadmin_login"
# Proxies in front, each of which appends an address to X-Forwarded-For. 0: the header is ignored.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Unfinished bookings stay in the server-side session for at most a day. An admin session expires a
# day after the last request (hub.middleware.SlidingAdminSessionMiddleware).
SESSION_COOKIE_AGE = 24 * 60 * 60  # seconds
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hub.views.stale_form"

# Words and time -----------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"

# Files --------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail ---------------------------------------------------------------------------------------------

BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Over a Brew <hello@overabrew.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20  # seconds; only the worker waits for a mail server
EMAIL_BACKEND = "hub.staff_mail.QueuedBackend"  # emails of Django and Wagtail, sent by the worker
# Off: forms refuse addresses with letters such as "ó" before the @, in words.
EMAIL_SMTPUTF8 = env.bool("EMAIL_SMTPUTF8", default=True)
INTERNATIONAL_SMTP = "hub.smtp_backend.InternationalEmailBackend"


def mail_server(default: str) -> dict[str, Any]:
    """Return the settings in EMAIL_URL. Only the worker uses its backend, MAIL_SERVER_BACKEND."""
    server = dict(env.email("EMAIL_URL", default=default))
    backend = server.pop("EMAIL_BACKEND")
    is_smtp = backend == "django.core.mail.backends.smtp.EmailBackend"
    server["MAIL_SERVER_BACKEND"] = INTERNATIONAL_SMTP if is_smtp else backend
    return server


# OAuth 2.0 in place of passwords in EMAIL_URL and REPLIES_URL: see `hub.mail_oauth`.
MAIL_OAUTH = env.str("MAIL_OAUTH", default="").strip().lower()  # microsoft or google
MAIL_OAUTH_TENANT = env.str("MAIL_OAUTH_TENANT", default="").strip()
MAIL_OAUTH_CLIENT_ID = env.str("MAIL_OAUTH_CLIENT_ID", default="").strip()
MAIL_OAUTH_CLIENT_SECRET = env.str("MAIL_OAUTH_CLIENT_SECRET", default="").strip()
MAIL_OAUTH_REFRESH_TOKEN = env.str("MAIL_OAUTH_REFRESH_TOKEN", default="").strip()
MAIL_OAUTH_TOKEN_URL = env.str("MAIL_OAUTH_TOKEN_URL", default="").strip()  # another endpoint
# Mailbox of DEFAULT_FROM_EMAIL, which receives calendar replies. Empty: they are not read.
REPLIES_URL = env.str("REPLIES_URL", default="")
# The mail server of that mailbox, as it names itself in Authentication-Results. Empty: nobody vouches
# for a sender, and a "No" is asked about. "microsoft365": see `events.rsvp.authentication`.
TRUSTED_AUTHSERV_ID = env.str("TRUSTED_AUTHSERV_ID", default="").strip()
# Text messages and letters by post: see `events.texts`. Empty: the site has none.
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="").strip()  # of GOV.UK Notify
NOTIFY_URL = "https://api.notifications.service.gov.uk"
NOTIFY_TEXT_TEMPLATE = env.str("NOTIFY_TEXT_TEMPLATE", default="").strip()
NOTIFY_LETTER_TEMPLATE = env.str("NOTIFY_LETTER_TEMPLATE", default="").strip()
NOTIFY_BACKEND = "events.texts.notify.NotifyBackend"
TEXT_BACKEND = env.str(
    "TEXT_BACKEND", default=NOTIFY_BACKEND if NOTIFY_API_KEY and NOTIFY_TEXT_TEMPLATE else ""
)
LETTER_BACKEND = env.str(
    "LETTER_BACKEND", default=NOTIFY_BACKEND if NOTIFY_API_KEY and NOTIFY_LETTER_TEMPLATE else ""
)
# With it a provider says that a text has arrived, and what people text back. Empty: it cannot.
TEXT_CALLBACK_TOKEN = env.str("TEXT_CALLBACK_TOKEN", default="").strip()
# After the @ of new UIDs; default: BASE_URL's host. Rows keep the one they began with.
CALENDAR_DOMAIN = env.str("CALENDAR_DOMAIN", default="")

# Wagtail ------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Over a Brew"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # URLs are ASCII: see events/urls.py
WAGTAILADMIN_BASE_URL = BASE_URL
# Of PostgreSQL; without it the language of the server's operating system would count.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "hub.search_backend", "SEARCH_CONFIG": "english"}}
WAGTAILIMAGES_IMAGE_MODEL = "hub.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.uploads.PictureForm"  # strips metadata
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # as phones make them; about 200 MB when decoded
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
PICTURES_BY_WORKER = True  # it makes slow formats; until then pages use JPEG
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # asks who may read them: see hub.documents
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "txt", "mp4", "webm", "mp3", "vtt"]
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"  # for restricted pages
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no requests to other servers
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
        },
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
MAX_STAFF_UPLOAD = 1024 * 1024 * 1024  # bytes of one request; an hour of film

# Safety -------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        # Embedded videos load only after "play" is pressed.
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# The Wagtail admin still uses inline scripts.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-ancestors": [SELF],  # page preview
}

# Logs go to standard error. They never contain form data or capability URLs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "hub.logs.RedactingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"refused_requests": {"()": "hub.logs.RefusedRequestFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["refused_requests"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        # At DEBUG these write tokens and whole mails.
        "imapclient": {"level": "WARNING"},
        "oauthlib": {"level": "WARNING"},
        "requests_oauthlib": {"level": "WARNING"},
        # Its lines can repeat what the provider says of a number.
        "notifications_python_client": {"level": "CRITICAL"},
        # It tells of each mail that it cannot read.
        "flufl.bounce": {"level": "CRITICAL"},
        # It warns about each HEAD response, whose body Django leaves to it.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
