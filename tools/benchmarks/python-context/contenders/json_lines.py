"""A Python process that answers lines of JSON."""

from __future__ import annotations

import json
import sys

import workload

for line in sys.stdin:
    number, name, args = json.loads(line)
    answer = json.dumps([number, getattr(workload, name)(*args)])
    sys.stdout.write(answer + "\n")
    sys.stdout.flush()
