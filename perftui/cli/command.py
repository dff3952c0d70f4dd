"""What a command is: how its arguments are declared, and what it does with them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A command: `arguments` declares them, `run` does the work and returns the exit status."""

    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
