"""Fetching: files from addresses that strangers name, without being led into our own network."""

from stoa.outside.fetching.actions import fetch
from stoa.outside.fetching.model import Fetched, NotFetched

__all__ = ["Fetched", "NotFetched", "fetch"]
