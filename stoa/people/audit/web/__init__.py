"""The desk's audit log."""

from stoa.people.audit.web import desk

HANDLERS = desk.HANDLERS
