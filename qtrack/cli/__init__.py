"""The commands: the only home of typer. A command is one module and one line in `commands`."""
