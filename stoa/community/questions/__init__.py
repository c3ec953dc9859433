"""Questions: what somebody wants to know before buying, answered by people who own the thing.

While one types, what is known already is shown with its source. What nobody has answered after ten minutes is put to at most
five owners who let themselves be asked, nobody more than once a week. The shop's own answers wait, are labelled, and stand below
owners' of equal worth. A question that only the shop can answer is never published: the shop owes the answer.
"""

from stoa.community.questions.actions import accept, answer, ask, follow, merge, vote
from stoa.community.questions.finding import similar
from stoa.community.questions.owners import answer_by_link, open_for, set_willing
from stoa.community.questions.putting import put_questions
from stoa.community.questions.queries import find
from stoa.community.questions.rows import figures, worth_a_topic

__all__ = [
    "accept",
    "answer",
    "answer_by_link",
    "ask",
    "figures",
    "find",
    "follow",
    "merge",
    "open_for",
    "put_questions",
    "set_willing",
    "similar",
    "vote",
    "worth_a_topic",
]
