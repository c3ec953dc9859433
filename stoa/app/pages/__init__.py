"""Pages that say what a shop has to say (help, delivery, returns, terms, privacy, imprint), and what search engines ask for."""

from stoa.app.pages import engines, words

HANDLERS = [words.read_page, *engines.HANDLERS]
"""The routes of these pages; `stoa.app.web` takes them up."""
