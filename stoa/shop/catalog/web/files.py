"""The files of pictures, which never change under their address."""

import re

from litestar import Response

from stoa.base.http.routes import get
from stoa.shop.catalog import picturing
from stoa.shop.catalog.model import NoSuchPicture, Picture, widths

_DIGEST = re.compile(r"[0-9a-f]{32}")
_FILE = re.compile(r"([1-9][0-9]{0,3})\.webp")
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


async def file_of(picture: Picture, most: int) -> bytes:
    """Return the file of a picture in the largest size up to so many pixels, for what is drawn with it. Raises NoSuchPicture, StorageAway."""
    return await picturing.picture_file(picture.digest, max((one for one in widths(picture.width) if one <= most), default=picture.width))


@get("/pictures/{digest:str}/{name:str}", may="anyone", include_in_schema=False)
async def picture(digest: str, name: str) -> Response[bytes]:
    """Send one size of a picture."""
    found = _FILE.fullmatch(name)
    if found is None or not _DIGEST.fullmatch(digest):
        raise NoSuchPicture
    return Response(await picturing.picture_file(digest, int(found[1])), media_type=picturing.KIND, headers=FOR_EVER)
