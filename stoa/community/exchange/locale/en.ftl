# Why a row cannot go in. The name of its column stands before.
exchange-fault-no-such-product = the shop has no product “{ $value }”.
exchange-fault-no-such-member = nobody here has an account with the address “{ $value }”.
exchange-fault-names-nothing-here = “{ $value }”, which “{ $place }” names, is not in this shop. Bring that in first.
exchange-fault-no-such-category = the shop has no category “{ $value }”.
exchange-fault-not-a-rating = “{ $value }” is no rating from { $least } to { $most }.
exchange-fault-not-a-moment = “{ $value }” is not a date since 1995, like 2026-03-31 14:05:00 UTC.
exchange-fault-ahead = “{ $value }” lies ahead of us.
exchange-fault-not-a-mail-address = “{ $value }” is no mail address.
exchange-fault-not-one-of = “{ $value }” is none of { $words }.
exchange-fault-not-taken = this product or this order has another review of the same person.
exchange-fault-not-our-line = this line is nothing of Stoa's own format ({ $why }).
exchange-fault-follows-themselves = nobody follows themselves.
exchange-fault-reply-to-reply = a reply answers a post, never a reply.
exchange-fault-broken-document = the document is broken here ({ $why }). Nothing after it could be read.
exchange-fault-document-types = this document declares types of its own (DOCTYPE), which no feed needs. Nothing of it was read.
exchange-fault-too-many-elements = this review has more than 400 elements.

# What a person should know.
exchange-note-owner = { $number ->
    [one] { $number } review is shown as an owner's: an order of this shop was delivered to its author before.
   *[other] { $number } reviews are shown as owners': orders of this shop were delivered to their authors before.
}
exchange-note-rounded = { $number ->
    [one] { $number } rating between two stars was rounded; the file gets it back as it was.
   *[other] { $number } ratings between two stars were rounded; the file gets them back as they were.
}
exchange-note-name-is-an-address = { $number ->
    [one] { $number } name was a mail address, which is never shown; that author has no name here.
   *[other] { $number } names were mail addresses, which are never shown; those authors have no names here.
}

# Whole files
refusal-not-a-file-of-reviews = “{ $name }” is no file of reviews from Judge.me, Shopify, Google, Meta or Stoa. It begins with “{ $begins }”. Nothing was changed.
refusal-not-in-this-format = There is no { $kind } in the format “{ $format }”; only reviews have the formats of others. Use “stoa”.
refusal-not-taken = this cannot be kept: a number is too large, a text has characters that no text may hold, or it is against what always holds ({ $why }).

# The desk
exchange-title = The community's files
exchange-in = Bring the community in
exchange-in-text = Reviews from Judge.me, Shopify, Google or Meta, or anything in our own format, up to { $most } MB. Rows that cannot go in come back in a file that you can mend. Reviews of another shop say that they are: only an order of yours makes an owner.
exchange-what = What is in the file
exchange-language = The language of reviews that do not say theirs
exchange-kind-reviews = Reviews
exchange-kind-questions = Questions and answers
exchange-kind-discussions = Topics and posts
exchange-kind-wish-lists = Wish lists
exchange-kind-circles = Members and follows
exchange-out = Take the community out
exchange-out-text = Reviews that came in go out as they came, but for what was changed since. These files name people by their mail addresses: keep them to yourself. Reviews that wait for a decision are left out, because nobody who decides is to see their stars; on the server, “stoa export reviews” writes them all.
exchange-feeds = Feeds by address
exchange-feeds-text = Every published review and no mail address, for Google Merchant Center and Meta's Commerce Manager. They read it there by themselves.
exchange-none-text = Export your reviews from your old shop and bring the file in here. The same file twice changes nothing, so try it.
exchange-nothing-changed = { $number ->
    [one] Nothing was changed: the shop had it as the file says.
   *[other] Nothing was changed: the shop had all { $number } as the file says.
}
