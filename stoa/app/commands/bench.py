"""`stoa bench …`: figures beside their limits. Nothing here is a test; nothing fails for being slow."""

import tempfile
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from stoa.app.bench import community as community_bench
from stoa.app.bench import deals as deals_bench
from stoa.app.bench import store as store_bench
from stoa.app.bench.crowd import Crowd
from stoa.app.bench.deals import Wanted
from stoa.app.bench.meter import Row


@click.group(help="Measure the shop on this machine, beside the limit that the same run found.\n\nExample: stoa bench store --seconds 5")
def bench() -> None:
    """The root of the benchmarks."""


@bench.command(help="20,000 products: pages, listings, search, carts, purchases. Example: stoa bench store --seconds 5")
@click.option("--products", default=20_000, show_default=True, help="How many products to make.")
@click.option("--seconds", default=5.0, show_default=True, help="How long each load lasts.")
@click.option("--json", "as_json", is_flag=True, help="Print figures for programs.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to keep the shop; a temporary folder otherwise.")
def store(products: int, seconds: float, as_json: bool, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix="stoa-bench-") as temporary, Progress(disable=as_json) as progress:
        task = progress.add_task("Making the shop", total=products)
        rows, facts = store_bench.run(
            products, seconds, folder or Path(temporary), lambda done, total: progress.update(task, completed=done, total=total)
        )
    _print(rows, facts, in_json=as_json)


@bench.command(help="A large community: panels, what is found while one types, reviews. Example: stoa bench community --seconds 5")
@click.option("--products", default=2_000, show_default=True, help="How many products to make.")
@click.option("--share", default=1.0, show_default=True, help="How much of the crowd: 1 is 100,000 reviews and 20,000 members.")
@click.option("--seconds", default=5.0, show_default=True, help="How long each load lasts.")
@click.option("--json", "as_json", is_flag=True, help="Print figures for programs.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to keep the shop; a temporary folder otherwise.")
def community(products: int, share: float, seconds: float, as_json: bool, folder: Path | None) -> None:
    crowd = Crowd(int(20_000 * share), int(400_000 * share), int(100_000 * share), int(50_000 * share))
    with tempfile.TemporaryDirectory(prefix="stoa-bench-") as temporary, Progress(disable=as_json) as progress:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(f"Making {what}", total=total)
            progress.update(tasks[what], completed=done)

        rows, facts = community_bench.run(products, crowd, seconds, folder or Path(temporary), told)
    _print(rows, facts, in_json=as_json)


@bench.command(
    help="Deals: joins a second, a crowd and few places, what deals cost who buys alone. Example: stoa bench deals --people 500 --units 50"
)
@click.option("--people", default=5_000, show_default=True, help="How many want something.")
@click.option("--units", default=500, show_default=True, help="How many of them can have it.")
@click.option("--connections", default=200, show_default=True, help="On how many connections they come.")
@click.option("--waiting", default=50_000, show_default=True, help="How many wait for a private sale.")
@click.option("--products", default=500, show_default=True, help="How many products to make.")
@click.option("--seconds", default=5.0, show_default=True, help="How long each load lasts.")
@click.option("--json", "as_json", is_flag=True, help="Print figures for programs.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where to keep the shop; a temporary folder otherwise.")
def deals(
    people: int, units: int, connections: int, waiting: int, products: int, seconds: float, as_json: bool, folder: Path | None
) -> None:
    wanted = Wanted(people, units, connections, waiting, products, seconds)
    with tempfile.TemporaryDirectory(prefix="stoa-bench-") as temporary, Progress(disable=as_json) as progress:
        task = progress.add_task("Making the shop", total=products)
        rows, facts = deals_bench.run(
            wanted, folder or Path(temporary), lambda done, total: progress.update(task, completed=done, total=total)
        )
    _print(rows, facts, in_json=as_json)


def _print(rows: list[Row], facts: dict[str, Any], *, in_json: bool) -> None:
    if in_json:
        click.echo(
            msgspec.json.encode(
                {"facts": facts, "rows": [{**msgspec.to_builtins(row), "rate": row.measured.rate, "ratio": row.ratio} for row in rows]}
            )
        )
        return
    console = Console(width=150)
    table = Table("load", "per second", "aim", "limit", "of it", "server ms", "database ms", "p50 ms", "p95 ms", "p99 ms", "failed")
    for row in rows:
        one = row.measured
        table.add_row(
            one.name,
            f"{one.rate:,.0f}",
            row.aim,
            f"{row.limit:,.0f} ({row.limit_name})" if row.limit else "",
            f"{row.ratio:.2f}" if row.ratio else "",
            f"{row.server_ms:.3f}",
            f"{row.database_ms:.3f}",
            str(one.p50),
            str(one.p95),
            str(one.p99),
            str(one.failed),
        )
    console.print(table)
    for name, value in facts.items():
        console.print(f"{name.replace('_', ' ')}: {value}")
