programme-title = Deals
programme-lead = What is on now, what comes, and what has ended. Every saving is measured against the lowest price of the 30 days before.
programme-now = On now
programme-coming = Coming
programme-ended = Ended, and what it saved
programme-none-now = Nothing is on just now
programme-none-coming = Nothing is planned
programme-none-ended = Nothing has ended yet
programme-none-more = Subscribe below, and your calendar or reader tells you when something begins.
programme-look = See what is new
programme-further = See more
programme-kind-offer = Offer
programme-kind-team = Team price
programme-kind-group = Group buy
programme-kind-sale = Private sale
programme-members = For members
programme-everything = On everything
programme-on-everything = On everything.
programme-for-instance = For instance: { $goods }
programme-step = { $people } people: { $price } each
programme-people = { $count ->
    [one] One person is in
   *[other] { $count } people are in
}
programme-missing = { $count ->
    [one] A team needs one more person
   *[other] A team needs { $count } more people
}
programme-costs = { $goods } for { $price }.
programme-saves = { $amount } ({ $percent }%) below the lowest price of the 30 days before.
programme-saved = It saved { $amount } ({ $percent }%) apiece against the lowest price of the 30 days before.
programme-saves-nothing = Not below the lowest price of the 30 days before.
programme-saved-nothing = It saved nothing against the lowest price of the 30 days before.
programme-saved-together = { $count ->
    [one] One person got it and saved { $amount } against the lowest price of the 30 days before.
   *[other] { $count } people got it and together saved { $amount } against the lowest price of the 30 days before.
}
programme-failed = Too few were in: nobody paid.
programme-settling = The last ones are being settled.
programme-from = From
programme-until = until
programme-til = Until
programme-over = Ended
programme-open-end = Until further notice
programme-begins = Begins { $at }.
programme-ends = Ends { $at }.
programme-ended-at = Ended { $at }.
programme-honest = For each offer we look at the lowest price that you could have had in the 30 days before it began, and compare with that alone. What was no saving says so.
programme-zone = Times are those of { $place }.
programme-zone-own = Times are those of your device.
programme-ics = Calendar
programme-atom = Atom
programme-json = JSON Feed
programme-feed = { $shop }: deals
programme-feed-now = { $title }
programme-feed-coming = Coming: { $title }
programme-feed-ended = Ended: { $title }
