"""Moderation: published rules, one queue for everything people write, name or upload, and decisions with reasons that may be appealed."""
