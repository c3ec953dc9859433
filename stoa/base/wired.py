"""Wired: a place that the app fills once at start with what it chose, for what runs without a request (jobs)."""

from typing import Generic, TypeVar

T = TypeVar("T")


class NotWired(RuntimeError):
    """Something was asked of a service before the app gave it."""


class Wired(Generic[T]):
    """One service of a process; the last one given stays."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._given: list[T] = []

    def give(self, service: T) -> None:
        self._given[:] = [service]

    def current(self) -> T:
        """Return what was given. Raises NotWired."""
        if not self._given:
            raise NotWired(f"{self._name} was not wired; the app does it in make_kit, tests by the fixtures `tx` and `db`")
        return self._given[0]
