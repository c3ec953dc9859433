"""Group buys: a price that friends fill together, settled with nobody at the keyboard.

Nobody pays before the group is complete; who is charged, released or refunded follows from written rules (docs/group-buys.md).
"""
