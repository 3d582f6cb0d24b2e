"""Run the command line as ``python -m regionplanner``."""

from regionplanner.cli import main

if __name__ == "__main__":
    main()
