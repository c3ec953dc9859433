"""Render every prototype: python -m stoa.app.styleguide OUT_DIR"""

import shutil
import sys
from pathlib import Path

from stoa.app.styleguide import pictures
from stoa.app.styleguide.samples import PAGES
from stoa.base.http.rendering import Renderer
from stoa.base.locale import LANGUAGES, Texts

APP = Path(__file__).parent.parent


def renderer() -> Renderer:
    """Return the shop's own renderer, with addresses that work from a folder."""
    folders = {"": APP / "templates", "styleguide": APP / "styleguide" / "pages"}
    return Renderer(folders, Texts([APP]), asset=lambda name: f"assets/{name}")


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(APP.parent.parent / "assets", out / "assets", dirs_exist_ok=True)
    pictures.draw(out / "pictures")
    made = renderer()
    for one in LANGUAGES:
        for name, (template, context) in PAGES.items():
            page = {**context["page"], "lang": one.code, "dir": one.direction}
            file = out / (f"{name}.html" if one is LANGUAGES[0] else f"{name}.{one.code}.html")
            file.write_text(made.render(one.code, template, {**context, "page": page}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
