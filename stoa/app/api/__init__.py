"""The API as a whole: its description in OpenAPI 3.1, a page to read it on, and what each problem means.

The description is made from the handlers themselves, so it says what they do: their types, who may call them, what
they refuse (`refuses=` of the routes).
"""

from stoa.app.api.pages import HANDLERS

__all__ = ["HANDLERS"]
