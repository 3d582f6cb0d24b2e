"""Run the command line as ``python -m regionplanner.cli``."""

from regionplanner.cli.main import main

main()
