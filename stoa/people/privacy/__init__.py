"""Privacy: everything held on a person given to them, and taken away when they ask.

Each room that keeps something about people says so by `privacy.holds(name, export=…, erase=…)`. An export is what all
of them return; an erasure is all of them in one transaction. Orders stay for the books, without who it was.
"""

from stoa.people.privacy.actions import erase, export
from stoa.people.privacy.contributions import declare
from stoa.people.privacy.holdings import holds

declare()

__all__ = ["erase", "export", "holds"]
