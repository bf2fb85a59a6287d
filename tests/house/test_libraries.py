"""The four libraries and the cellar work where Django is not installed at all."""

import subprocess
import sys

import pytest

BLOCK = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "allauth", "rules", "psycopg"}:
            raise ImportError(name + " is not for the libraries")
sys.meta_path.insert(0, Refuse())
"""


@pytest.mark.parametrize("library", ["text", "rulebook", "screening", "reading", "evidence"])
def test_library_needs_no_web_framework(library: str) -> None:
    command = "" if library == "text" else f"import wasit.{library}.command"
    program = f"{BLOCK}\nimport wasit.{library}\n{command}\nassert 'django' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
