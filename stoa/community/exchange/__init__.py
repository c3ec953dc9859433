"""Exchange: the community's files in and out, in the formats of others and in our own, with nothing lost.

Reviews come in and go out as Judge.me, Shopify's old Product Reviews, Google's review feed 2.4 and Meta's CSV write them, cell
for cell as they came but for what was changed since; reviews, questions, topics, wish lists and circles as JSON lines that lose
nothing. A bad row names its line, its column and the reason and comes back in a file that can be mended; the same file twice
changes nothing. A review of another shop says that it is one: only an order of this shop makes an owner.
"""

from stoa.community.exchange.exporting import export_community, export_text, feed_text
from stoa.community.exchange.importing import import_community
from stoa.community.exchange.wording import explain, notes_of

__all__ = ["explain", "export_community", "export_text", "feed_text", "import_community", "notes_of"]
