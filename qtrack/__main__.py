"""qtrack as a process of its own: the command `qtrack`, and `python -m qtrack`."""

import gc
import os
import sys


def run() -> None:
    """Run the command line of this process and leave with its exit code.

    A run is short and leaves few rings behind, so Python never looks for them. Nor does it put away at its
    end what the system takes back at once, the values of a whole plan.
    """
    gc.disable()
    _stand_in()
    code = 0
    if sys.argv[1:2] == ["--complete"]:
        from qtrack.cli.completion.answer import answer  # noqa: PLC0415 - a start is as quick as what it loads

        answer(sys.argv[2:3], os.environ)
    else:
        from qtrack.cli.main import main  # noqa: PLC0415 - after what is said above

        code = main(sys.argv[1:])  # all that it said has left
    os._exit(code)


def _stand_in() -> None:
    """Put something in the place of each standard stream that the process was started without.

    Else the next file that is opened takes its number. Stdin is empty then, stdout refuses what it is given,
    and nobody hears stderr.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - a number; it stays open


if __name__ == "__main__":
    run()
