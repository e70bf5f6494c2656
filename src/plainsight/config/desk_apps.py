"""The desk's apps, middleware and allauth settings, shared by its process and the tests."""

from __future__ import annotations

from plainsight.config.base import DATA, templates

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "plainsight.core",
    "plainsight.codes",
    "plainsight.vault",
    "plainsight.audit",
    "plainsight.files",
    "plainsight.live",
    "plainsight.jobs",
    "plainsight.people",
    "plainsight.intake",
    "plainsight.chat",
    "plainsight.triage",
    "plainsight.feedback",
    "plainsight.intelligence",
    "plainsight.pole",
    "plainsight.operators",
    "plainsight.desk",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plainsight.core.origins.OriginMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "plainsight.people.middleware.DeskMiddleware",
]
ROOT_URLCONF = "plainsight.config.urls_desk"
TEMPLATES = templates(
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
SESSION_COOKIE_NAME = "__Host-s"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"  # filled by `plainsight serve desk` as it starts
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

# allauth keeps second factors, the list of sessions and the rate limits; the pages are our own.
MFA_ADAPTER = "plainsight.people.mfa.DeskMFAAdapter"
MFA_RECOVERY_CODE_DIGITS = 10
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
PASSWORD_HASHERS = ["plainsight.people.hashers.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "collar_number"]},
    },
]
