"""What `stoa import` tells people of a file."""

from stoa.app.commands.interchange import counted, told_of
from stoa.base.files.model import Report
from stoa.community.exchange.model import Kind


def test_what_is_counted_is_called_by_its_name() -> None:
    """A file of ours holds votes beside questions, and follows beside members: none of them is a question or a circle."""
    ours = Report(format="stoa", encoding="utf-8", rows=9, made=6, unchanged=3)
    assert told_of(ours, counted(Kind.QUESTIONS, ours), [])[1] == "Rows: 6 made, 0 changed, 3 as they were, 0 refused."
    same = Report(format="stoa", encoding="utf-8", rows=9, unchanged=9)
    assert told_of(same, counted(Kind.CIRCLES, same), [])[1] == "Nothing was changed: the shop had all 9 rows as the file says."
    theirs = Report(format="judgeme", encoding="utf-8", rows=2, made=2)
    assert told_of(theirs, counted(Kind.REVIEWS, theirs), [])[1] == "Reviews: 2 made, 0 changed, 0 as they were, 0 refused."
