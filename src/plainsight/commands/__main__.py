"""`python -m plainsight.commands` is the `plainsight` command: how one process starts another."""

from __future__ import annotations

import sys

from plainsight.commands import main

sys.exit(main())
