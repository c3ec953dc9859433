"""What becomes of others' promises when a list goes: they end, who made them is told, and their own page still says what it was."""

from stoa.base.database import Writing
from stoa.community.wish_lists import claim_store, pooling, submitting, telling
from stoa.community.wish_lists.model import ListId


async def end(tx: Writing, list_id: ListId) -> None:
    """End what was promised on a list that goes, give back money that was put together, and tell who promised something.

    What was bought stays bought. Nobody is told twice.
    """
    await pooling.close_of_list(tx, list_id)
    await telling.list_goes(tx, list_id)
    for claim in await claim_store.end_of_list(tx, list_id):
        await submitting.unnamed(tx, claim)
