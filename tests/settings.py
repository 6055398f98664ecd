"""The portal's settings, for tests: quick hashing, mail in memory, plain static names, nothing in the data folder."""

import os
import tempfile

os.environ.setdefault("TOEOFF_VAR", tempfile.mkdtemp(prefix="toeoff-tests-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)

from portal.settings import *  # noqa: F403 -- the tests change a few settings and keep the rest

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
