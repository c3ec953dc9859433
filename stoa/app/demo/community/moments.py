"""When people write: at hours when they are awake."""

import random
from datetime import datetime, timedelta

_HOURS = (7, 8, 9, 10, 11, 12, 12, 13, 14, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22)


def awake(at: datetime, dice: random.Random) -> datetime:
    """Return a moment of that day at which somebody might write."""
    return at.replace(hour=dice.choice(_HOURS), minute=dice.randint(0, 59), second=dice.randint(0, 59), microsecond=0)


def not_before(at: datetime, other: datetime, dice: random.Random) -> datetime:
    """Return that moment, or some minutes after the other one where it is not later."""
    return at if at > other else other + timedelta(minutes=dice.randint(9, 90))
