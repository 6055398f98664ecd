"""The portal's settings, for tests: quick hashing, mail in memory, plain static names, nothing in the data folder."""

import atexit
import os
import shutil
import tempfile

_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
_scratch = tempfile.mkdtemp(prefix="toeoff-tests-", dir=_memory)
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
os.environ["TOEOFF_VAR"] = _scratch
os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 4)

from portal.settings import *  # noqa: E402, F403 -- the tests change a few settings and keep the rest
from portal.settings import DATABASES, STATIC_ROOT  # noqa: E402 -- after the environment is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_PATIENCE_S = 30  # a busy machine sends in a thread too, but later
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir()  # empty: tests serve the files where they lie

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: threads of one test must meet real locks, which a database in memory has not.
    DATABASES["default"]["TEST"] = {"NAME": f"{_scratch}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;"
    )
