"""Runs the command line as `python -m bot`."""

from bot.cli import app

if __name__ == "__main__":
    app(prog_name="python -m bot")
