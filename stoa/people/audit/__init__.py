"""Audit: what the staff did, to what, and when. Entries are added and never changed; the database refuses it.

Facts name things by id and say what was and what is. They hold nothing about a person that an erasure would have to
remove: names are looked up when an entry is read.
"""

from stoa.people.audit.actions import note
from stoa.people.audit.naming import give_names, told
from stoa.people.audit.queries import history

__all__ = ["give_names", "history", "note", "told"]
