"""Wish lists: what somebody would like, private until they share it; gifts that others claim or give together."""
