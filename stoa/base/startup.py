"""What keeps the shop from starting. Whoever starts it shows the sentence and no trace."""


class CannotStart(RuntimeError):
    """The shop cannot start; the message says what happened, what was kept and what to do."""


class NotYet(CannotStart):
    """It cannot start just now; trying again may work by itself."""
