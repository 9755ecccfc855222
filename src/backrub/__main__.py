"""Start Backrub in the terminal: `backrub`, or `python -m backrub`."""

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from backrub.cli.guard import run  # noqa: PLC0415  # so that an early Ctrl-C finds the guard's quiet

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
