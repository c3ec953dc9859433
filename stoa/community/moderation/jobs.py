"""What moderation does by itself: it measures how long things take, looks for bias, and forgets what is a year old."""

from datetime import timedelta
from typing import Any

from stoa.base import events, ids, jobs
from stoa.base.database import Writing
from stoa.community.moderation import chance, decision_store, disowning, host_store, keepers, rules, work
from stoa.community.moderation.model import BiasFound

FIGURES_OF = timedelta(days=30)
BIAS_OF = timedelta(days=180)


@jobs.job("moderation.figures", every=timedelta(hours=1))
async def count(tx: Writing, _args: dict[str, Any]) -> None:
    """Count how long it took in the last thirty days until what was written could be read."""
    found = await work.count_figures(tx, tx.now - FIGURES_OF, tx.now - rules.ACTIVE_WITHIN)
    await host_store.put_figures(tx, found)


@jobs.job("moderation.bias", every=timedelta(days=1))
async def look_for_bias(tx: Writing, _args: dict[str, Any]) -> None:
    """Test whether removals hang on stars, for each kind of piece that has them; tell it when they do."""
    for kind in keepers.kinds():
        keeper = keepers.keeper(kind)
        if keeper is None or keeper.stars is None:
            continue
        decided = await work.decided_pieces(tx, kind, tx.now - BIAS_OF)
        kept, removed = [await keeper.stars(tx, pieces) for pieces in (decided["kept"], decided["removed"])]
        table = rules.by_star(kept.values(), removed.values())
        found = chance.test([one for _, one, _ in table], [one for _, _, one in table])
        alarm = found is not None and found.p < chance.ALARM
        await host_store.put_bias(tx, kind, table, found, alarm=alarm)
        if found is not None and alarm:
            await events.record(tx, BiasFound(about=ids.new(), kind=kind, p=found.p))


@jobs.job("moderation.forget", every=timedelta(days=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Forget evidence after a year, who reported what was answered a year ago, and which mailboxes said that it was not them."""
    await decision_store.forget_evidence(tx, tx.now - rules.EVIDENCE)
    await disowning.forget(tx)
