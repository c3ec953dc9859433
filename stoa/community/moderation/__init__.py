"""Moderation: published rules, one queue for everything people write, name or upload, and decisions with reasons that may be appealed.

What people write is checked by machine and seen at once, unless something speaks against it: then a person looks, the worst
first. A machine takes nothing away but links that people have marked as spam. Stars are hidden from whoever decides,
and every night a test looks whether decisions hang on them. Anybody may report, the author and the reporter are told
what was decided and why, and both may ask for a second look.
"""

from stoa.community.moderation.actions import appeal, decide, lease, report
from stoa.community.moderation.entering import put_pieces, submit, withdraw
from stoa.community.moderation.gathering import gathered
from stoa.community.moderation.keepers import governs
from stoa.community.moderation.keeping import curate, helped
from stoa.community.moderation.queries import rules_of, trust_of
from stoa.community.moderation.store import held
from stoa.community.moderation.work import queue

__all__ = [
    "appeal",
    "curate",
    "decide",
    "gathered",
    "governs",
    "held",
    "helped",
    "lease",
    "put_pieces",
    "queue",
    "report",
    "rules_of",
    "submit",
    "trust_of",
    "withdraw",
]
