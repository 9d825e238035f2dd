"""`python -m qtrack`, the same as the command `qtrack`."""

from qtrack.cli.main import run

if __name__ == "__main__":
    run()
