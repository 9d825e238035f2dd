"""The floor: as little as a command line of this kind can do, a table of 32 rows from literals."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(add_completion=False)


@app.command()
def main() -> None:
    """Print the table."""
    table = Table("id", "task", "light")
    for number in range(32):
        table.add_row(f"T{number}", "任务名称", "red")
    Console().print(table)


app()
