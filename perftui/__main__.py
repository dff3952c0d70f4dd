"""`python -m perftui` is the same as `perftui`."""

from perftui.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
