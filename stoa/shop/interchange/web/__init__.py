"""Interchange on the desk."""

from stoa.shop.interchange.web import desk

HANDLERS = desk.HANDLERS
