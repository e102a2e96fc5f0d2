"""Settings, one file; what differs between places comes from the environment.

DATABASE_URL   postgres://… or sqlite:///…; default: SQLite under var/
SECRET_KEY     default: made once and kept in var/secret_key
ALLOWED_HOSTS  comma-separated host names; default: this machine only
DEBUG          1 while developing
DEMO           1 where the sample people may log in; set by `manage.py demo`
TODAY          YYYY-MM-DD, holds the clock still; only with DEBUG or DEMO
"""

import contextlib
import os
import tempfile
from datetime import date
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)


def kept_secret_key() -> str:
    """The key of this machine, made at the first start, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        descriptor, unfinished = tempfile.mkstemp(dir=VAR_DIR)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        # Of several processes that start at once, the first one's key stays.
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, path)
        os.unlink(unfinished)
    return path.read_text()


DEBUG = os.environ.get("DEBUG") == "1"
DEMO = os.environ.get("DEMO") == "1"
HTTPS = not DEBUG and not DEMO

SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret_key()
LOCAL_HOSTS = "127.0.0.1,localhost,[::1]"
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("ALLOWED_HOSTS", LOCAL_HOSTS).split(",")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

TODAY = None
if os.environ.get("TODAY"):
    if not (DEBUG or DEMO):
        raise ImproperlyConfigured("TODAY stops the clock; it needs DEBUG=1 or DEMO=1.")
    TODAY = date.fromisoformat(os.environ["TODAY"])

INSTALLED_APPS = [
    "coverage_tracker",
    "regions",
    "campaigns",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "chartkick.django",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "coverage_tracker.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coverage_tracker.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coverage_tracker.middleware.LoginKeepsInputMiddleware",
    "coverage_tracker.middleware.DecreesOfTheDay",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "coverage_tracker.urls"
WSGI_APPLICATION = "coverage_tracker.wsgi.application"

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
                "coverage_tracker.context.site",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'coverage.sqlite3'}",
        conn_max_age=60,
        # After a restart of PostgreSQL a kept connection is replaced, not stumbled over.
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue at BEGIN instead of failing in mid-transaction; a commit is on the
    # disk before the operator reads that it is saved.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
# Each writer opens its own transaction: see regions.recording.
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "regions.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "regions.access.OfficeBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "coverage_tracker.views.csrf_failure"

# Five wrong passwords for one name from one address lock that pair for a quarter hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "coverage_tracker.middleware.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "coverage_tracker.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Language and time. Times are stored in UTC; a day belongs to its region's own zone.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "coverage_tracker" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "coverage_tracker.static_files.HashedModules"
    },
}

# Security. SECURE_CSP has the form that Django 6 reads itself.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
# The largest entry page (51 kecamatan) has about 700 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
