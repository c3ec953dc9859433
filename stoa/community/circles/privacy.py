"""What circles holds on a person, and takes away altogether: name, ties, settings, and what was bought."""

from stoa.community.circles import queries, store
from stoa.people.privacy import holds

holds("circles", export=queries.export, erase=store.forget)
