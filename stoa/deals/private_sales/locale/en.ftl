private-sales-line-on = { $count ->
    [one] One sale is open to you
   *[other] { $count } sales are open to you
}
private-sales-line-coming = { $count ->
    [one] One sale comes
   *[other] { $count } sales come
}
private-sales-line-clubs = { $count ->
    [one] In one club, no sale at the moment
   *[other] In { $count } clubs, no sale at the moment
}
private-sales-line-none = In no club; one is invited

refusal-no-such-club = There is no such club.
refusal-no-such-club-invitation = There is no such invitation. Perhaps the link is not complete.
refusal-invitation-is-used-up = This invitation has been used, or its time is over. Ask whoever sent it for another one.
refusal-invitation-is-withdrawn = This invitation was taken back. Ask whoever sent it whether there is another one.
refusal-nothing-to-take-back = Everybody has come for whom this invitation was. Whoever is in the club stays.
refusal-no-invitation-left = You have invited as many people as you may.
refusal-no-such-sale = There is no such page.
refusal-no-such-item = There is no such thing in this sale.
refusal-nothing-kept = There is nothing kept for you by that name.
refusal-sale-not-yet = It has not begun yet.
refusal-sale-is-over = It has ended. What is in your cart stays yours for its minutes.
refusal-not-your-turn = Others are before you, or your time inside is over. Your place in the line is kept.
refusal-sold-out-now = The last one was taken just now. You can wait for those that come back.
refusal-over-the-limit = { $most ->
    [one] One piece of this for each person
   *[other] { $most } pieces of this for each person
}: for one account, one device, one address and one way to pay. You have not been charged.
refusal-claim-is-over = The time for which this was kept for you is over. You have not been charged.
refusal-only-what-is-kept = This order holds something else than what is kept for you. Go back to the sale and try again from there.
refusal-unfit-sale = Something about this is not right yet.
refusal-field-in-the-past = Choose a time in the future.
refusal-field-after-opening = It has to begin before anybody is let in, also those with early access.
refusal-field-before-opening = Choose an end after the opening.
refusal-field-no-items = Choose at least one product, each once.
refusal-field-only-so-many = There are { $free } of each at most.
refusal-field-named-twice = This product stands in row { $row } already.
refusal-field-not-lower = The price has to be lower than the usual one.
refusal-field-in-another-sale = This is in another private sale that is not over.

private-sales-kind = Private sale
private-sales-club = Your clubs
private-sales-member-of = You are in this club
private-sales-line = Your place in the line
private-sales-lead-planned = It has been announced: you see what there is when the preview begins.
private-sales-lead-ended = This sale has ended
private-sales-ended = It ended
private-sales-phase-planned = announced
private-sales-phase-preview = preview
private-sales-phase-open = open now
private-sales-phase-ended = ended
private-sales-place-outside = Come and wait with the others
private-sales-place-before = You are in the draw
private-sales-place-line = { $ahead ->
    [0] You are next
    [one] One person is before you
   *[other] { $ahead } people are before you
}
private-sales-place-inside = It is your turn
private-sales-place-over = Your minutes are over
private-sales-place-ended = This sale has ended
private-sales-enter-outside = Enter
private-sales-enter-over = Enter again
private-sales-enter-how = Before the opening everybody waits for one draw, so nobody has to hurry. After it the line is first come, first served. You have one place, on all your devices.
private-sales-enter-how-open = It is open: from now on the line is first come, first served. You have one place, on all your devices.
private-sales-before = The draw is made at
private-sales-before-how = When you came does not matter. A sealed number decides the order; it is published, and anybody can check it.
private-sales-your-id = In the published draw you are
private-sales-minutes = { $count ->
    [one] one minute
   *[other] { $count } minutes
}
private-sales-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
private-sales-about = About { $span }, as fast as the line has moved of late; at most { $most }.
private-sales-about-unknown = At most { $most }. How fast the line moves is not known yet.
private-sales-drawn = You were drawn in place { $place }.
private-sales-came-later = You came after the draw, so those before you came first.
private-sales-one-place = This page looks again by itself. Your place is kept when you close it.
private-sales-look-again = Look again
private-sales-until = Choose until
private-sales-come-in = Come in
private-sales-draw-look = See the draw
private-sales-draw-check = Check the draw
private-sales-ics = Put the opening into your calendar
private-sales-zone = Times are the shop's.
private-sales-zone-own = Times are those of your own time zone.
private-sales-kept = Kept for you
private-sales-kept-until = Yours until
private-sales-put-back = Put back
private-sales-checkout = Buy for { $sum }
private-sales-take = Take it
private-sales-wait = Wait for one
private-sales-offered = { $count ->
    [one] One came back, and is kept for you
   *[other] { $count } came back, and are kept for you
}
private-sales-take-offer = Buy it
private-sales-no-thanks = No, thanks
private-sales-waiting = { $ahead ->
    [0] You are the first who waits
    [one] One person waits before you
   *[other] { $ahead } people wait before you
}
private-sales-waiting-how = { $carts ->
    [0] None is in anybody's cart now.
    [one] One piece is in a cart and may come back.
   *[other] { $carts } pieces are in carts and may come back.
}
private-sales-chance-none = One comes back only if somebody cancels an order.
private-sales-chance-small = More people wait than pieces may come back.
private-sales-chance-some = Perhaps there will be one for you.
private-sales-chance-good = If it goes on as so far, there will be one for you.
private-sales-wait-email = Your email address
private-sales-wait-email-hint = We write to you when one comes back. Without it you see it on this page.
private-sales-offer-over = This is not kept any more
private-sales-offer-thanked = Thank you: the next one gets it
private-sales-offer-over-more = Nothing was ordered, and you have paid nothing.
private-sales-leave-list = Wait no more
private-sales-bought = { $count ->
    [one] Bought
   *[other] { $count } bought
}
private-sales-how-limit = { $most ->
    [one] One piece of each thing for each person.
   *[other] { $most } pieces of each thing for each person.
} A person is one account, one device, one address and one way to pay.
private-sales-how-cart = What you choose is yours for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. Nobody else can take it in that time.
private-sales-how-back = What is not bought goes to those who wait, in order, and is kept for each for up to { $hours ->
    [one] an hour
   *[other] { $hours } hours
}.
private-sales-how-draw = The order was drawn, and not by whoever is fastest.
private-sales-draw = The draw
private-sales-draw-how = Before the opening the shop seals a random number and publishes its fingerprint (SHA-256). At the opening it publishes the number itself. Everybody in the draw has a public name; the order is that of the fingerprints of the number followed by each name. So the shop cannot choose another number once it knows who has come, and anybody can draw again.
private-sales-draw-commitment = Fingerprint of the sealed number
private-sales-draw-seed = The number
private-sales-draw-later = is published at the opening
private-sales-draw-entrants = { $count ->
    [0] Nobody was in the draw.
    [one] One person was in the draw.
   *[other] { $count } people were in the draw.
}
private-sales-draw-first = { $count ->
    [one] The first one
   *[other] The first { $count }
}
private-sales-draw-waiting = { $count ->
    [0] Nobody waits for it yet.
    [one] One person waits for it.
   *[other] { $count } people wait for it.
}
private-sales-draw-yourself = Draw it yourself
private-sales-draw-script = These lines need nothing but Python. They end with an error if the number is not the one that was sealed, or the order is not the one that it gives.
private-sales-draw-script-name = Script that checks the draw
private-sales-draw-data = The published data:
private-sales-none = You are in no club
private-sales-none-more = Clubs are by invitation. If somebody has sent you a link, open it; if you have an account, sign in.
private-sales-no-sales = No sale is planned
private-sales-no-sales-more = You see it here as soon as there is one.
private-sales-ahead = { $minutes ->
    [one] One minute before the others
   *[other] { $minutes } minutes before the others
}
private-sales-subscribe = Calendar of openings
private-sales-subscribe-feed = Feed of openings
private-sales-subscribe-more = These two addresses are yours alone. Keep them to yourself.
private-sales-feed = Private sales of { $shop }
private-sales-feed-entry = Opens for you { $opens }, ends { $ends }.
private-sales-invite = Invite
private-sales-invite-left = { $left ->
    [0] You have invited as many people as you may.
    [one] You may invite one more person.
   *[other] You may invite { $left } more people.
}
private-sales-invite-one = Make an invitation
private-sales-invited = Here is the invitation
private-sales-invited-once = It is shown this once. Send it to whom it is for.
private-sales-copy = Copy
private-sales-copied = Copied
private-sales-open-invitation = { $left ->
    [one] An invitation for one person, open until
   *[other] An invitation for { $left } people, open until
}
private-sales-invitation-made = made
private-sales-take-back = Take back
private-sales-leave = Leave this club
private-sales-leave-more = You no longer see its sales, and have no more letters about them. What is in a cart of a sale can no longer be bought, and you wait for nothing any more; what you ordered stays ordered. Whom you invited stays; links that nobody came by let nobody in. To come back you need a new invitation.
private-sales-take-back-more = Taken back, a link lets nobody in any more; who came by it stays. What is left of it, or nobody came by in time, you may give to others.
private-sales-invited-you = You are invited
private-sales-invited-by = { $name } invites you
private-sales-accept = Come in
private-sales-accept-guest = Come in as a guest
private-sales-accept-sign-in = Do you have an account? Then you are in on all your devices:
private-sales-club-how = Members see the club's sales, and nobody else does. It costs nothing, and you need not buy anything.
private-sales-club-quiet = You are written to when a sale is announced and shortly before it opens, unless you want no letters, and about what you yourself wait for.
private-sales-open-until = The invitation is open until

private-sales-desk = Private sales
private-sales-desk-none = No private sale yet
private-sales-desk-none-more = Make a club, invite people, and plan a sale below.
private-sales-desk-sale = Sale
private-sales-desk-opens = Opens at
private-sales-desk-until = until
private-sales-desk-entered = Entered
private-sales-desk-line = In line
private-sales-desk-inside = Inside
private-sales-desk-units = Pieces
private-sales-desk-state = State
private-sales-desk-bought = { $bought } of { $units } bought
private-sales-desk-where = { $free } free, { $kept } kept, { $listed } waiting
private-sales-desk-end = End it
private-sales-desk-reason = Reason, told to the club
private-sales-desk-show = Show its products to everybody
private-sales-desk-clubs = Clubs
private-sales-desk-new-club = Make a club
private-sales-desk-make-club = Make the club
private-sales-desk-name = Name ({ $language })
private-sales-desk-quota = Whom each may invite
private-sales-desk-tier = Tier with early access ({ $language })
private-sales-desk-tier-hint = Leave empty if everybody comes in together.
private-sales-desk-ahead = Minutes before the others
private-sales-desk-plan = Plan a sale
private-sales-desk-club = Club
private-sales-desk-title = Name ({ $language })
private-sales-desk-text = A sentence about it ({ $language })
private-sales-desk-market = Market
private-sales-desk-preview = Preview from
private-sales-desk-preview-hint = From then on the club sees what there is, and people may enter the draw.
private-sales-desk-ends = Ends at
private-sales-desk-item = Product { $number }
private-sales-desk-another = Another product
private-sales-desk-product = Product (its handle)
private-sales-desk-price = Price in the sale
private-sales-desk-each = Pieces of each variant
private-sales-desk-per-person = Pieces of each thing for a person
private-sales-desk-room = People inside at the same time
private-sales-desk-room-hint = The others wait in line.
private-sales-desk-minutes = Minutes to choose and to buy
private-sales-desk-hours = Hours that a piece that came back is kept
private-sales-desk-hidden = Hide the products from everybody else
private-sales-desk-hidden-hint = They stay hidden after the sale until you show them.
private-sales-desk-publish = Plan it
private-sales-desk-part-who = Who, and what it is called
private-sales-desk-part-what = What is sold
private-sales-desk-part-when = When
private-sales-desk-part-many = How many, and how long
private-sales-desk-part-seen = Who sees the products
private-sales-desk-each-more = Every variant of a product has its price and its number of pieces. They are set aside from now on.
private-sales-desk-not-by-row = What is sold was planned with a price or a number of pieces for each variant; it stays as it is. The API changes it.
private-sales-desk-change = Change “{ $name }”
private-sales-desk-change-do = Change it
private-sales-desk-change-save = Save the changes
private-sales-desk-change-more = Until the first people are let in. The draws stay as they were sealed, and whoever has entered stays in; if it opens at another time, the club is told again.
private-sales-desk-short = There are not that many: of “{ $title }” { $free } are free.
private-sales-desk-kept = What you typed is kept.
private-sales-desk-tiers = Tiers
private-sales-desk-new-tier = Another tier
private-sales-desk-tier-name = What it is called ({ $language })
private-sales-desk-lasts-hint = Empty: two weeks from now.
private-sales-desk-places = For how many people
private-sales-desk-into = Tier
private-sales-desk-lasts = Open until
private-sales-desk-invite = Make an invitation
private-sales-desk-members = Members, and who invited whom
private-sales-desk-member = Member
private-sales-desk-since = Since
private-sales-desk-invited = Invited
private-sales-desk-of = { $invited } of { $quota }
private-sales-desk-guest = A guest
private-sales-desk-unnamed = A member
private-sales-desk-save = Save
private-sales-desk-out = Take out
private-sales-desk-gone = Somebody who is gone
private-sales-desk-left = not in the club any more
private-sales-desk-invitations = Invitations
private-sales-desk-by = By
private-sales-desk-by-shop = The shop
private-sales-desk-used = Used
private-sales-desk-invitation-open = open
private-sales-desk-invitation-used = used up
private-sales-desk-invitation-over = run out
private-sales-desk-invitation-back = taken back
private-sales-desk-made = Made
private-sales-desk-no-invitations = Nobody has been invited yet
private-sales-desk-no-members = Nobody is in it yet
private-sales-desk-no-members-more = Make an invitation above and send its link.
private-sales-desk-result = What came of it
private-sales-desk-revenue = Income
private-sales-desk-given = Given away
private-sales-desk-given-more = less than the usual price
private-sales-desk-margin = Margin
private-sales-desk-margin-of = { $lines ->
    [0] nothing has been sold yet
    [one] without tax, less cost; { $known } of one line has a cost
   *[other] without tax, less cost; { $known } of { $lines } lines have a cost
}
private-sales-desk-new = New customers
private-sales-desk-of-customers = of { $count } who bought
private-sales-desk-returning = Returning
private-sales-desk-again = { $count ->
    [one] one has bought something else since
   *[other] { $count } have bought something else since
}
private-sales-desk-now = { $line } in line, { $inside } inside now
private-sales-desk-items = What is sold
private-sales-desk-thing = Product
private-sales-desk-instead = instead of { $usual }
private-sales-desk-count = { $count ->
    [one] one piece
   *[other] { $count } pieces
}
private-sales-desk-sold = Bought
private-sales-desk-kept-now = Kept for somebody
private-sales-desk-free = Free
private-sales-desk-wait = Who wait
private-sales-desk-people = People of this sale
private-sales-desk-people-waiting = Waiting list, in order
private-sales-desk-people-kept = Kept and bought
private-sales-desk-people-came = Who came, and by whose invitation
private-sales-desk-people-all-waiting = Everybody who waits
private-sales-desk-people-all-kept = Everything kept and bought
private-sales-desk-people-all-came = Everybody who came
private-sales-desk-find = Name, or how the mail address begins
private-sales-desk-found-none = Nobody found
private-sales-desk-found-none-more = Try a part of the name, or how the mail address begins.
private-sales-desk-nobody = Nobody so far
private-sales-desk-nobody-more = Whoever comes stands here.
private-sales-desk-came = Came
private-sales-desk-first = first order
private-sales-came-inside = was inside
private-sales-came-entered = entered
private-sales-came-not = did not come
private-sales-claim-offered = offered
private-sales-claim-held = in a cart
private-sales-claim-ordered = being paid
private-sales-claim-bought = bought
private-sales-desk-ended-why = Ended early: { $reason }
private-sales-desk-end-more = Nobody is let in any more. What is kept for somebody may still be bought in its time; the rest goes back to the shop.
private-sales-desk-foresee = What may it come to?
private-sales-desk-foreseen = What it may come to
private-sales-desk-least = At the least nobody buys: no income, and { $units ->
    [one] one piece was
   *[other] { $units } pieces were
} set aside for nothing.
private-sales-desk-all = At the most { $units ->
    [one] the one piece is
   *[other] all { $units } pieces are
} sold: { $income }, which is { $given } less than usually.
private-sales-desk-all-margin = If all are sold, { $margin } are left without tax and less what the pieces cost; the cost of { $known } of { $items } variants is known.
private-sales-desk-worst = Something here is sold below its cost. If only that is bought, you are left with { $worst }; if only the rest is, with { $best }.
private-sales-desk-no-cost = What is left of it cannot be said: none of this has a cost in the catalogue.
refusal-sale-has-opened = The first people have been let in, so the sale is not changed any more. You can end it.
refusal-tier-is-promised = A sale is planned with the tiers as they are. Change how early they come in when it is over.

private-sales-mail-offered-subject = “{ $title }” came back and is kept for you
private-sales-mail-offered-title = It came back
private-sales-mail-offered-text = { $count ->
    [one] One piece of “{ $title }” is kept for you until { $until }.
   *[other] { $count } pieces of “{ $title }” are kept for you until { $until }.
}
private-sales-mail-offered-price = { $count ->
    [one] It costs { $price }
   *[other] Each costs { $price }
} in the sale. { $tax ->
    [included] VAT is included
   *[added] Tax is not included
}; what delivery costs is said at the checkout, before you pay.
private-sales-mail-offered-more = If you do not want it any more, say so: then the next one gets it at once.
private-sales-mail-offered-action = Buy it, or say no thanks
private-sales-listed = You wait for it
private-sales-listed-more = We write to you when one comes back. If you do not want it any more, say so: whoever waits after you moves up.
private-sales-letters-on = We write to you about openings of “{ $club }”
private-sales-letters-off = We do not write to you about openings of “{ $club }” any more
private-sales-letters-more = One letter when a sale is announced, and one a quarter of an hour before it opens for you. What you wait for yourself you are told in any case.
private-sales-letters-end = No more letters about openings
private-sales-letters-again = Write to me again
private-sales-letters-settings = We write to you about openings.
private-sales-letters-none = We do not write to you about openings.
private-sales-letters-stop = End the letters
private-sales-letters-start = Have letters again
private-sales-mail-listed-subject = You wait for “{ $title }”
private-sales-mail-listed-title = You are on the list
private-sales-mail-listed-text = { $count ->
    [one] You wait for one piece of “{ $title }”.
   *[other] You wait for { $count } pieces of “{ $title }”.
} When one comes back and it is your turn, we write to you.
private-sales-mail-listed-more = If it was not you who asked for this, or you do not want it any more, leave the list with one click.
private-sales-mail-listed-action = Wait no more
private-sales-mail-announced-subject = “{ $title }” comes
private-sales-mail-announced-title = “{ $title }” comes
private-sales-mail-announced-text = It opens for you { $opens } and ends { $ends }.
private-sales-mail-announced-preview-from = What there is can be seen from { $preview } on; from then on you can also enter the draw.
private-sales-mail-announced-action = See your clubs
private-sales-mail-announced-reason = You are in a club that one is invited to. Letters about openings can be ended with one click.
private-sales-mail-soon-subject = “{ $title }” opens soon
private-sales-mail-soon-title = “{ $title }” opens soon
private-sales-mail-soon-text = It opens for you { $opens }. Whoever has entered before takes part in the draw; when you come before it does not matter.
private-sales-mail-soon-action = Enter
private-sales-mail-soon-reason = You are in a club that one is invited to. Letters about openings can be ended with one click.
