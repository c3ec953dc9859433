"""Decisions about stock: what is free, and whether it is enough."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from stoa.shop.catalog.model import VariantId
from stoa.shop.stock.model import ItemId, Need, NoSuchStock, OutOfStock, Pass

NEAR_EMPTY = 20
"""Below so many free units a page may show the number, so it must be made again when it changes."""


def needed(needs: Iterable[Need], wanted: Mapping[VariantId, int]) -> dict[ItemId, int]:
    """Return how many of each item the wanted variants take together.

    Raises NoSuchStock for a variant without components.
    """
    total: dict[ItemId, int] = {}
    known = set()
    for need in needs:
        known.add(need.variant_id)
        total[need.item_id] = total.get(need.item_id, 0) + need.quantity * wanted[need.variant_id]
    for variant in wanted:
        if variant not in known:
            raise NoSuchStock(str(variant))
    return total


def free_of(need: Need, held: Mapping[UUID, int]) -> int:
    """Return how many of an item are free, given what others hold."""
    return need.on_hand - need.allocated - held.get(need.item_id, 0)


def check(needs: list[Need], wanted: Mapping[VariantId, int], held: Mapping[UUID, int]) -> dict[ItemId, int]:
    """Return what is to be taken of each item.

    Raises OutOfStock for the first variant, in the order of ids, that cannot be had as often as wanted.
    """
    total = needed(needs, wanted)
    for need in sorted(needs, key=lambda one: one.variant_id):
        if need.tracked and not need.backorder and total[need.item_id] > free_of(need, held):
            others = total[need.item_id] - need.quantity * wanted[need.variant_id]
            raise OutOfStock(need.variant_id, max(0, (free_of(need, held) - others) // need.quantity))
    return total


def pass_on(
    needs: Iterable[Need], held: Mapping[tuple[UUID, UUID], int], passes: Sequence[Pass]
) -> tuple[list[bool], list[tuple[UUID, UUID, ItemId, int]]]:
    """Return of each pass whether its giver holds as many, in this order, and what moves: giver, taker, item, how many."""
    made_of: dict[VariantId, list[Need]] = {}
    for need in needs:
        made_of.setdefault(need.variant_id, []).append(need)
    left, done = dict(held), []
    moved: list[tuple[UUID, UUID, ItemId, int]] = []
    for one in passes:
        parts = [(need.item_id, need.quantity * one.quantity) for need in made_of.get(one.variant_id, ())]
        enough = bool(parts) and all(left.get((one.giver, item), 0) >= quantity for item, quantity in parts)
        done.append(enough)
        for item, quantity in parts if enough else ():
            left[one.giver, item] -= quantity
            moved.append((one.giver, one.taker, item, quantity))
    return done, moved


def near_empty(needs: Iterable[Need], taken: Mapping[ItemId, int], held: Mapping[UUID, int]) -> list[ItemId]:
    """Return the items whose number a page may show before or after they are taken."""
    return sorted(
        {need.item_id for need in needs if need.tracked and free_of(need, held) - max(taken.get(need.item_id, 0), 0) < NEAR_EMPTY}
    )


def ran_out(needs: Iterable[Need], taken: Mapping[ItemId, int]) -> list[ItemId]:
    """Return the items whose last unallocated unit is taken."""
    return sorted(
        {
            n.item_id
            for n in needs
            if n.tracked and not n.backorder and n.on_hand - n.allocated - taken.get(n.item_id, 0) <= 0 < n.on_hand - n.allocated
        }
    )
