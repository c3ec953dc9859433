"""Pictures that people send with a form."""

from collections.abc import Sequence
from typing import Literal

from litestar.datastructures import UploadFile

from stoa.base.http.forms import Form
from stoa.shop.catalog import picturing
from stoa.shop.catalog.model import KeptPicture, NotAPicture, PictureTooLarge


async def pictures(form: Form, name: str, most: int, have: int = 0) -> list[KeptPicture]:
    """Return the pictures of a field, as `read` does.

    More than `most` together with those that one has are noted in the form, and none is then kept.
    """
    files = chosen(form, name)
    if files and have + len(files) > most:
        form.refuse(name, "too_many_pictures", most=most)
        return []
    return await read(form, name, files, others="again")


def chosen(form: Form, name: str) -> list[UploadFile]:
    """Return the files of a field; a browser sends one without a name where none was chosen."""
    return [file for file in form.files.get(name, []) if file.filename]


async def read(form: Form, name: str, files: Sequence[UploadFile], others: Literal["kept", "again"]) -> list[KeptPicture]:
    """Return these files as pictures, drawn anew in the shop's own sizes: nothing else of the files is kept.

    What is no picture, or too large, is noted in the form by the files' names, and what becomes of the others: they are kept all the same,
    or have to be chosen again with the form, for a browser sends no file twice by itself.
    """
    found: list[KeptPicture] = []
    refused: dict[str, list[str]] = {}
    facts: dict[str, str | int] = {}
    for file in files:
        try:
            found.append(await picturing.keep_picture(await file.read()))
        except NotAPicture as refusal:
            refused.setdefault(f"file_{refusal.errors[0].code}", []).append(file.filename[:80])
        except PictureTooLarge as refusal:
            refused.setdefault("file_too_large", []).append(file.filename[:80])
            facts = refusal.facts
    for code, names in refused.items():
        form.refuse(name, code, files=", ".join(names), others=others if found else "none", **facts)
    return found
