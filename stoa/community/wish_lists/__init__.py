"""Wish lists: what somebody would like, saved with one tap, shared by a link, given by others.

A list is private until its owner makes a link; the link cannot be guessed, is not indexed, and opens nothing once it is taken
back. Givers need no account: they promise something under a name, and the promise frees itself after 48 hours unless it was
bought. What the owner sees of that is their choice, and they see nothing more anywhere. Several may pay for one thing
together, to the cent; what is not full by its date goes back to everybody. Things can be sent to the owner without
anybody seeing where that is. What a guest saved is the member's once they sign in, nothing lost and nothing there twice.
"""

from stoa.community.wish_lists.actions import make, save, share, who
from stoa.community.wish_lists.claiming import claim
from stoa.community.wish_lists.joining import join, merge
from stoa.community.wish_lists.pooling import contribute
from stoa.community.wish_lists.putting import put_lists
from stoa.community.wish_lists.queries import ON_PAGE, by_link, exported, lists_of, see
from stoa.community.wish_lists.watching import watch

__all__ = [
    "ON_PAGE",
    "by_link",
    "claim",
    "contribute",
    "exported",
    "join",
    "lists_of",
    "make",
    "merge",
    "put_lists",
    "save",
    "see",
    "share",
    "watch",
    "who",
]
