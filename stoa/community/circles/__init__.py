"""Circles: whom a member follows, who their friends are, and what each shows to whom.

Nothing is shown unless its owner said so, for each kind and for each purchase; a gift is never shown.
"""
