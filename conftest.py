"""Keeps everything that pytest runs here on this machine: tests, doctests, and each Python they start."""

import os
from pathlib import Path

from offline import sitecustomize

FOLDER = str(Path(sitecustomize.__file__).parent)
PYTHONPATH = os.environ.get("PYTHONPATH", "").split(os.pathsep)
os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys((FOLDER, *filter(None, PYTHONPATH))))
