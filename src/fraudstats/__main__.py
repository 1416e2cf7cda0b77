"""``python -m fraudstats`` is the ``fraudstats`` command."""

import sys

from fraudstats.cli import main

sys.exit(main())
