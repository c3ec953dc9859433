"""The place on a person's page where rooms put what its owner shows."""

from stoa.base.http.beside import Place

PAGE = Place("member")
"""Parts may name :owner, :viewer (a person or null), :language, :market and :now, and show nothing but what `circles.sees` lets them.

The owner looking at the page as somebody else is a :viewer whom `circles.sees` knows and who is nobody.
"""
