"""Lets `python -m heal_cli` start the program."""

from heal_cli.cli import main

if __name__ == "__main__":
    main()
