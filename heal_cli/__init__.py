"""heal: a command-line reference reader whose claims are judged and sourced."""

__version__ = "1.0.0"
