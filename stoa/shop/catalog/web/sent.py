"""Pictures that people send with a form."""

from stoa.base.http.forms import Form
from stoa.shop.catalog import picturing
from stoa.shop.catalog.model import KeptPicture, NotAPicture, PictureTooLarge


async def pictures(form: Form, name: str, most: int, have: int = 0) -> list[KeptPicture]:
    """Return the pictures of a field, drawn anew in the shop's own sizes: nothing else of the files is kept.

    What is no picture is noted in the form, and so are more than `most` together with those that one has, of which none is then kept.
    """
    files = [file for file in form.files.get(name, []) if file.filename]
    if files and have + len(files) > most:
        form.refuse(name, "too_many_pictures", most=most)
        return []
    found = []
    for file in files:
        content = await file.read()
        if not content:
            continue
        try:
            found.append(await picturing.keep_picture(content))
        except NotAPicture:
            form.refuse(name, "not_a_picture")
        except PictureTooLarge as refusal:
            form.refuse(name, "picture_too_large", **refusal.facts)
    return found
