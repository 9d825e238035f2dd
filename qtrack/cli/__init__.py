"""The commands: the only home of typer. A command is one function and one case in `commands`."""
