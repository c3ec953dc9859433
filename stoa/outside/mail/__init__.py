"""Mail: every letter the shop writes, kept, sent, and tried again until it is taken or refused.

A letter is written in the reader's language in the transaction that is its reason, and leaves when that has committed:
at least once, never without its reason. Its Message-ID is made of its id, so a second copy can be recognised. Letters
are kept for ninety days.
"""

from stoa.outside.mail.actions import forget, post, resend
from stoa.outside.mail.choosing import services
from stoa.outside.mail.office import Office, office
from stoa.outside.mail.queries import LetterLine, counts, letters, written_to
from stoa.outside.mail.store import find

wire = office.give
current = office.current

__all__ = ["LetterLine", "Office", "counts", "current", "find", "forget", "letters", "post", "resend", "services", "wire", "written_to"]
