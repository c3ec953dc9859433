"""What exchange does outside of requests: bring in the files that the desk was given."""

from pathlib import Path

from stoa.base.database import Database
from stoa.base.files.model import Report, Told
from stoa.community.exchange import wording
from stoa.community.exchange.importing import import_community
from stoa.community.exchange.model import RUNS, Format, Shop
from stoa.shop import interchange
from stoa.shop.interchange.model import Run


async def bring_in(db: Database, path: Path, run: Run, *, rejected: Path, told: Told) -> Report:
    """Bring in a file that the desk was given."""
    said = run.told
    wanted = Format(said["format"]) if said.get("format") else None
    shop = Shop(said.get("name", ""), said.get("url", ""))
    return await import_community(
        db,
        path,
        RUNS[run.kind],
        wanted,
        shop=shop,
        language=run.language,
        texts=said.get("texts", "en"),
        rejected=rejected,
        told=told,
        run_id=run.id,
    )


for _kind in RUNS:
    interchange.brings(_kind, bring_in, wording.explain)
