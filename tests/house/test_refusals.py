"""What is refused is said in words: every sentence belongs to a refusal that there is."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import stoa
from stoa.base.http import problems
from stoa.base.refusals import Refusal

STOA = Path(stoa.__file__).parent
KEY = re.compile(r"^refusal-(?!field-)([a-z0-9-]+) =", re.MULTILINE)
ENTRANCES = re.compile(r"\.(__main__|migrations)\b")


def refusals(of: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    yield of
    for one in of.__subclasses__():
        yield from refusals(one)


def test_every_sentence_of_a_refusal_belongs_to_one() -> None:
    for module in pkgutil.walk_packages([str(STOA)], "stoa."):
        if not ENTRANCES.search(module.name):
            importlib.import_module(module.name)
    codes = {one.code.replace("_", "-") for one in refusals()} | {one.replace("_", "-") for one in problems._KINDS.values()} | {"fault"}
    said = {key for path in STOA.rglob("locale/en.ftl") for key in KEY.findall(path.read_text())}
    assert sorted(key for key in said if key not in codes and key.removesuffix("-kept") not in codes) == []
