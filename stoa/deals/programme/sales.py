"""The private sales on the programme: those of the visitor's own clubs, and for everybody else none."""

from stoa.base import ids
from stoa.base.database import Reading
from stoa.deals import private_sales
from stoa.deals.private_sales.model import PURPOSE, Phase
from stoa.deals.programme.model import Kind, Occasion, View
from stoa.people.sessions.model import Visitor

_VIEWS = {Phase.PLANNED: View.COMING, Phase.PREVIEW: View.COMING, Phase.OPEN: View.NOW, Phase.ENDED: View.ENDED}


async def known(read: Reading, visitor: Visitor, passes: str | None, language: str) -> list[Occasion]:
    """Return the sales that the visitor may know of, without a statement for whoever is in no club."""
    if not any(one.startswith(f"{PURPOSE}:") for one in visitor.groups):
        return []
    found = await private_sales.open_for(read, visitor, passes)
    return [
        Occasion(
            id=one.sale.id,
            kind=Kind.SALE,
            view=_VIEWS[one.phase],
            title=_in(one.sale.title, language),
            on=_in(one.sale.text, language),
            path=f"/sales/{ids.show('sal', one.sale.id)}",
            begins=one.opens_at,
            ends=one.sale.ending,
            changed_at=max([one.changed_at, *[at for at in (one.opens_at, one.sale.ending) if at <= read.now]]),
        )
        for one in found
        if one.sale.ending > one.opens_at  # what was called off before it opened is nothing to tell of
    ]


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
