"""Render every prototype: python -m stoa.app.styleguide OUT_DIR"""

import shutil
import sys
from pathlib import Path

from minijinja import Environment

from stoa.app.styleguide import pictures
from stoa.app.styleguide.samples import PAGES
from stoa.app.styleguide.words import Words

APP = Path(__file__).parent.parent
FOLDERS = APP / "templates", APP / "styleguide" / "pages"


def find(name: str) -> str | None:
    return next((path.read_text() for folder in FOLDERS if (path := folder / name).exists()), None)


def environment(lang: str) -> Environment:
    words = Words(lang)
    return Environment(
        loader=find,
        undefined_behavior="lenient",
        trim_blocks=True,
        lstrip_blocks=True,
        filters=words.filters(),
        globals={"t": words.text, "asset": lambda path: f"assets/{path}", "base": "", "lang": lang},
    )


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(APP.parent.parent / "assets", out / "assets", dirs_exist_ok=True)
    pictures.draw(out / "pictures")
    for lang in ("en", "de"):
        env = environment(lang)
        for name, (template, context) in PAGES.items():
            page = {**context["page"], "lang": lang}
            file = f"{name}.html" if lang == "en" else f"{name}.{lang}.html"
            (out / file).write_text(env.render_template(template, **{**context, "page": page}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
