"""Files that are written while they are sent."""

from typing import Any

import litestar.response
from litestar.response.base import ASGIResponse


class Stream(litestar.response.Stream):
    """A file of the kind that it says it is. The framework's own takes the handler's kind first: a page's, HTML."""

    def to_asgi_response(self, *args: Any, **options: Any) -> ASGIResponse:
        return super().to_asgi_response(*args, **{**options, "media_type": self.media_type})
