"""Runs the command line as `python -m wasit`."""

import sys

from wasit.site.cli import main

sys.exit(main())
