#!/usr/bin/env python3
"""Run a command of the coverage tracker."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_tracker.settings")
    if sys.argv[1:2] == ["demo"]:
        # The demo is a mode of the whole process; the settings have to know it.
        os.environ["DEMO"] = "1"
        os.environ.setdefault("TODAY", "2019-04-04")
    execute_from_command_line(sys.argv)
