"""Stoa: a fast store whose customers help each other buy, and a service desk that answers people where they ask."""

__version__ = "0.1.0"
