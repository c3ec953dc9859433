"""The verbs of taxes."""

import tomllib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.people import audit
from stoa.people.permissions.model import Visitor
from stoa.shop.pricing import rules
from stoa.shop.pricing.model import NoSuchRate
from stoa.shop.pricing.model.taxes import SHIPPING, TaxRateId, TaxRule

_EXAMPLES = Path(__file__).parent / "tax_examples.toml"


async def tax_rules(read: Reading, now: datetime) -> list[TaxRule]:
    """Return every rate that holds or will, by place."""
    return await read.all(
        TaxRule,
        """select id, country, region, tax_class, name, names, rate, from_at, until_at from pricing.tax_rate
        where until_at is null or until_at > $1 order by country, region, tax_class, rate desc, name, from_at""",
        now,
    )


async def set_tax(tx: Writing, actor: Visitor, rule: TaxRule) -> None:
    """Set a rate from its time on (now at the earliest); the rate of the same name, class and place that held until then ends.

    Orders keep the tax they were placed with.
    """
    from_at = max(rule.from_at, tx.now)
    await _replace(tx, [rule], from_at)
    await audit.note(tx, actor, "pricing.set_tax", rule.id, {"after": {**rules.noted_tax(rule), "from": from_at.isoformat()}})


async def end_tax(tx: Writing, actor: Visitor, rate_id: TaxRateId) -> None:
    """End a rate now; one that has not begun goes away. Raises NoSuchRate."""
    ended = await tx.run("update pricing.tax_rate set until_at = $2 where id = $1 and from_at < $2 and until_at is null", rate_id, tx.now)
    gone = ended or await tx.run("delete from pricing.tax_rate where id = $1 and from_at >= $2", rate_id, tx.now)
    if not gone:
        raise NoSuchRate
    await _touch(tx)
    await audit.note(tx, actor, "pricing.end_tax", rate_id, {})


async def load_examples(tx: Writing, actor: Visitor, countries: Collection[str] | None = None) -> int:
    """Load the example rates of these countries (of all) that have no rate yet; return how many. The merchant must check them."""
    known = {row["country"] for row in await tx.rows("select distinct country from pricing.tax_rate")}
    wanted = [rule for rule in examples(tx.now) if rule.country not in known and (countries is None or rule.country in countries)]
    if wanted:
        await _replace(tx, wanted, tx.now)
        await audit.note(tx, actor, "pricing.load_tax_examples", ids.new(), {"rates": len(wanted)})
    return len(wanted)


def examples(now: datetime) -> list[TaxRule]:
    """Return the rates of the file of examples."""
    with _EXAMPLES.open("rb") as file:
        groups: dict[str, dict[str, Any]] = tomllib.load(file)
    found = []
    for place, rates in {**groups["EU"], **groups["Others"], **groups["States"]}.items():
        country, _, region = place.partition("-")
        for tax_class in rates.keys() - {"name"}:
            given = rates[tax_class]
            taxes = given if isinstance(given, dict) else {rates.get("name", "Shipping"): given}
            found += [
                TaxRule(
                    id=TaxRateId(ids.new()), country=country, region=region, tax_class=tax_class, from_at=now,
                    name=name if region or tax_class == SHIPPING else f"{name} {percent} %", rate=rules.ppm(percent),
                    names={} if region or tax_class == SHIPPING else _named(name, percent),
                )
                for name, percent in taxes.items()
            ]  # fmt: skip
    return found


def _named(name: str, percent: str) -> dict[str, str]:
    """Return what a country's value added tax is called in English and in German, which has names of its own in three countries."""
    german = name if name in {"MwSt", "MWST", "USt"} else "MwSt"
    return {"en": f"VAT {percent}%", "de": f"{german} {percent.replace('.', ',')} %"}


async def _replace(tx: Writing, new: Collection[TaxRule], from_at: datetime) -> None:
    keys = [[rule.country, rule.region, rule.tax_class, rule.name] for rule in new]
    columns = [list(column) for column in zip(*keys, strict=True)]
    same = "(t.country, t.region, t.tax_class, t.name) in (select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]))"
    await tx.run(f"delete from pricing.tax_rate t where {same} and from_at >= $5", *columns, from_at)
    await tx.run(f"update pricing.tax_rate t set until_at = $5 where {same} and (until_at is null or until_at > $5)", *columns, from_at)
    await tx.run(
        """insert into pricing.tax_rate (id, country, region, tax_class, name, names, rate, from_at)
        select n.id, n.country, n.region, n.tax_class, n.name, n.names, n.rate, $7
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::int[], $8::jsonb[])
            as n (country, region, tax_class, name, id, rate, names)""",
        *columns,
        [rule.id for rule in new],
        [rule.rate for rule in new],
        from_at,
        [rule.names for rule in new],
    )
    await _touch(tx)


async def _touch(tx: Writing) -> None:
    await tx.rows("select base.touch('pricing')")
