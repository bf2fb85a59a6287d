"""Settings of the tests: a data folder of their own for each process, quick passwords, no second factor."""

import atexit
import os
import shutil
import tempfile

# The real settings read the environment when they are imported, so it is arranged before.
_FOLDER = tempfile.mkdtemp(prefix="wasit-test-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ |= {"WASIT_DATA": _FOLDER, "WASIT_REQUIRE_SECOND_FACTOR": "0", "WASIT_SECRET_KEY": "only-for-tests"}
for _name in ("WASIT_PRETEND_NOW", "WASIT_DEMO", "WASIT_DEBUG", "WASIT_LANG", "WASIT_RULEBOOK_DIR", "WASIT_HOSTS"):
    os.environ.pop(_name, None)

from wasit.site.settings import *  # noqa: E402, F403

# Argon2 is slow on purpose; tests make many accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
