"""What must hold of the catalogue, whatever happened."""

from stoa.base.invariants import hold
from stoa.base.locale import LANGUAGES

hold(
    "catalog.active_products_can_be_sold",
    "Every active product has at least one open variant and a title in the first language.",
    f"""select p.id, p.handle from catalog.product p where p.own_state = 'active' and (
        not exists (select from catalog.variant v where v.product_id = p.id and v.ended_at is null)
        or not exists (select from catalog.product_text t where t.product_id = p.id and t.language = '{LANGUAGES[0].code}'))""",
)
hold(
    "catalog.choices_fit_the_options",
    "Every open variant has one choice for each option of its product, and it is one of the option's values.",
    """select v.id, v.choices from catalog.variant v join catalog.product p on p.id = v.product_id where v.ended_at is null and (
        cardinality(v.choices) <> jsonb_array_length(p.options)
        or exists (select from unnest(v.choices) with ordinality as c (choice, n)
            where not (p.options -> (n::int - 1) -> 'values') @> jsonb_build_array(jsonb_build_object('key', c.choice))))""",
)
hold(
    "catalog.choices_are_unique",
    "No two open variants of a product have the same choices.",
    """select product_id, choices from catalog.variant where ended_at is null group by product_id, choices having count(*) > 1""",
)
hold(
    "catalog.no_category_above_itself",
    "Each category's path is its parent's path and itself, so none is its own ancestor.",
    """select c.id, c.handle from catalog.category c left join catalog.category p on p.id = c.parent_id
    where c.path <> coalesce(p.path, '{}') || c.id""",
)
hold(
    "catalog.redirects_lead_somewhere",
    "No redirect has the handle of a product, category or collection that is there.",
    """select r.kind, r.handle from catalog.redirect r where
        (r.kind = 'product' and exists (select from catalog.product t where t.handle = r.handle))
        or (r.kind = 'category' and exists (select from catalog.category t where t.handle = r.handle))
        or (r.kind = 'collection' and exists (select from catalog.collection t where t.handle = r.handle))""",
)
