"""What may happen to a team and its places, and what follows from it: what the rules are told, and what they answer."""

from enum import StrEnum

import msgspec

from stoa.deals.group_buys.model import PlaceState


class What(StrEnum):
    """What may happen to a team; the last ones to a place of it, whose state the event says."""

    TICK = "tick"
    ENDED = "ended"
    RESERVED = "reserved"
    AUTHORIZED = "authorized"
    GIVEN_UP = "given_up"
    LEFT = "left"
    CAPTURED = "captured"
    CAPTURE_DECLINED = "capture_declined"
    GRACE_OVER = "grace_over"
    RELEASED = "released"
    WAITS = "waits"
    STOPS = "stops"
    """Somebody waits no more."""
    OFFER_OVER = "offer_over"
    """Whoever was asked said no, or nothing in time."""
    CAME_BACK = "came_back"
    """What was sold out can be had again, by one who waits for it."""


class Happened(msgspec.Struct, frozen=True):
    """One event: what, and the state of the place that it is about, as it was before.

    `offer`: the place is one that was kept for whoever takes it, or gives it up while it is still kept for them.
    `sold_out`: there is a place, and nothing to be had in it.
    """

    what: What
    place: PlaceState | None = None
    offer: bool = False
    sold_out: bool = False


class Effect(StrEnum):
    """What follows from an event, beside the team's own state."""

    PLACE_RESERVED = "place_reserved"
    PLACE_REFILLS = "place_refills"
    PLACE_TAKEN_UP = "place_taken_up"
    """It counts, and its amount is to be taken: the team has ended already."""
    PLACE_COUNTS = "place_counts"
    PLACE_LEFT = "place_left"
    PLACE_DECLINED = "place_declined"
    PLACE_RELEASED = "place_released"
    PLACE_CAPTURED = "place_captured"
    PLACE_IN_GRACE = "place_in_grace"
    PLACE_GOES = "place_goes"
    """Its amount is to be let go: it came too late."""
    TIPPED = "tipped"
    TAKE_ALL = "take_all"
    """The amount of each place that counts is to be taken, at `percent` off; those that do not count are let go."""
    LET_ALL_GO = "let_all_go"
    """Every order is to be cancelled and every amount let go."""
    SETTLED = "settled"
    WAITS = "waits"
    OFFER = "offer"
    """The first who waits is to be asked."""
    OFFER_AGAIN = "offer_again"
    """The place is kept for the same person again."""
    OFFERS_OVER = "offers_over"
    LIST_OVER = "list_over"
