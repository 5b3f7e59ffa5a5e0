"""Lets `python -m coach` start the command line."""

from coach.cli import main

raise SystemExit(main())
