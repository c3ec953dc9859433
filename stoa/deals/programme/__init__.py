"""The programme: what is on now, what comes, and what ended and what it saved.

It owns nothing: it reads the shop's offers, the group buys, and those private sales that the visitor may know of. Every saving
on it is against the lowest price of the 30 days before, as pricing computes it, and never against a price that nobody paid;
what was no saving says so.
"""

from stoa.deals.programme.queries import listed, programme

__all__ = ["listed", "programme"]
