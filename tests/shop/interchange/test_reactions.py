from pathlib import Path

from stoa.base import jobs
from stoa.base.database import Database
from stoa.people.permissions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import KeptPicture, PictureAdded
from stoa.shop.catalog.picturing import add_picture
from stoa.shop.interchange import export_products, import_products, reactions
from stoa.shop.interchange.model import Format
from tests.shop.interchange.makers import counted, make_file, make_markets, mug, parsed

URLS = [f"https://example.com/{name}.jpg" for name in "ab"]


async def test_a_variants_picture_is_given_to_it_when_it_comes_and_stays_through_the_next_file(db: Database, tmp_path: Path) -> None:
    await make_markets(db)
    rows = [
        mug(Option1_Name="Size", Option1_Value="S", Image_Src=URLS[0], Variant_Image=URLS[1]),
        {"Handle": "mug", "Option1 Value": "L", "Image Src": URLS[1], "Image Alt Text": "Blue"},
    ]
    path = make_file(tmp_path, rows)
    await import_products(db, path)
    async with db.writing() as tx:
        product_id = await tx.value("select id from catalog.product")
        added = []
        for number, url in enumerate(URLS):
            kept = KeptPicture(f"{number}" * 32, 10, 10, "")
            picture = await add_picture(tx, SYSTEM, product_id, kept, {}, source=url)
            added.append(PictureAdded(about=product_id, picture_id=picture))
        for event in (*added, *added):
            await reactions.picture_added(tx, event)
        product = await catalog.find_product(tx, product_id)
        assert [one.picture_id for one in product.variants] == [added[1].picture_id, None]
    again = await import_products(db, path)
    assert (again.refused, again.made, again.pictures) == (0, 0, 0)
    async with db.writing() as tx:
        product = await catalog.find_product(tx, product_id)
        assert [one.picture_id for one in product.variants] == [added[1].picture_id, None]
        assert [one.alts for one in product.pictures] == [{}, {"en": "Blue"}]


async def test_a_picture_that_somebody_removed_is_not_written_any_more(db: Database, tmp_path: Path) -> None:
    await make_markets(db)
    rows = [mug(Image_Src=URLS[0]), {"Handle": "mug", "Image Src": URLS[1]}]
    await import_products(db, make_file(tmp_path, rows))
    async with db.writing() as tx:
        product_id = await tx.value("select id from catalog.product")
        await add_picture(tx, SYSTEM, product_id, KeptPicture("0" * 32, 10, 10, ""), {}, source=URLS[0])
    await export_products(db, tmp_path / "one.csv", Format.SHOPIFY)
    assert [row["Image Src"] for row in parsed(tmp_path / "one.csv")] == URLS
    async with db.writing() as tx:
        await tx.run("delete from catalog.picture")
    await export_products(db, tmp_path / "two.csv", Format.SHOPIFY)
    assert [row["Image Src"] for row in parsed(tmp_path / "two.csv") if row["Image Src"]] == URLS[1:]


async def test_some_thousand_rows_leave_a_handful_of_jobs_that_find_and_price_every_product(db: Database, tmp_path: Path) -> None:
    """A job for each product and reaction would be six thousand."""
    await make_markets(db)
    rows = [mug(f"mug-{number}", Variant_SKU=f"M-{number}", Status="active") for number in range(3_000)]
    report = await import_products(db, make_file(tmp_path, rows))
    assert (report.made, report.refused) == (3_000, 0)
    async with db.reading() as read:
        assert await read.value("select count(*) from base.event where kind = 'catalog.ProductPublished'") == 3_000
        waiting = await read.rows(
            "select kind, count(*), sum(jsonb_array_length(args->'events')) from base.job group by kind order by kind"
        )
    assert [tuple(row) for row in waiting] == [
        ("hear:pricing.published", 6, 3_000),
        ("hear:search.index_published", 6, 3_000),
        ("hear:search.price_product", 6, 3_000),
        ("hear:wish_lists.look_at_changed_prices", 6, 3_000),
    ]
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select count(*) from search.shelf where amounts = array[1290::bigint]") == 3_000
        assert await read.value("select count(*) from base.job") == 0
        after = await counted(read)
    await import_products(db, tmp_path / "products.csv")
    async with db.reading() as read:
        assert await counted(read) == after
