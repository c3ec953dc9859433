group-buys-line-grace = { $count ->
    [one] One payment did not go through; you can mend it
   *[other] { $count } payments did not go through; you can mend them
}
group-buys-line-filling = { $count ->
    [one] One team under way
   *[other] { $count } teams under way
}
group-buys-line-teams = { $count ->
    [one] One team so far, none under way
   *[other] { $count } teams so far, none under way
}
group-buys-line-none = In no team yet

group-buys-slow-down = That was too often for now. Nothing was ordered, and you have not been charged. Please try again in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.

refusal-no-such-deal = There is no such deal.
refusal-no-such-team = There is no such team. Perhaps the link is not complete.
refusal-no-such-place = There is no such place, or it is not yours.
refusal-no-place-left = Somebody took the last place just now. You have not been charged. You can join or start another team on the product's page.
refusal-group-is-over = This group has ended, so nobody can join any more. You have not been charged.
refusal-group-not-yet = This group has not begun yet: whoever starts it has to pay first. Try again in a few minutes.
refusal-already-in = You are in this team already.
refusal-only-this-product = A group price is for its own product, in an order of its own.
refusal-not-its-price = The price in your checkout is higher than the group's. You have not been charged. Please open the group and join again.
refusal-team-has-tipped = Enough people are in: the group price is certain. If you do not want it any more, cancel your order on its page.
refusal-another-deal-runs = This product has a deal of this kind in this market already, now or planned. End that one first.
refusal-unfit-deal = Something about this deal is not right yet.
refusal-field-not-rising = Each step needs more people and more off than the one before.
refusal-field-first-tier = The minimum is the number of people of the first step.
refusal-field-too-few = This is fewer than the last step asks for.
refusal-field-one-tier = A team has one step.
refusal-field-no-product = There is no product with this handle.
refusal-field-nothing-called-so = No product is called so. Give its name, its handle or its article number.
refusal-field-no-price = It has no price in this market.

group-buys-together = Cheaper together
group-buys-jointly = Buy it with others
group-buys-alone-now = Alone it costs { $price } now: with others it is not cheaper at the moment.
group-buys-instead = each, when { $people } buy it together
group-buys-start = Start a team: { $price }
group-buys-start-more = You share a link. When { $people } of you are in within { $hours } hours, everybody pays the group price.
group-buys-from = from { $price }
group-buys-tiers = when { $people } buy it: the more, the cheaper, for everybody
group-buys-second-with = { $others ->
    [one] With one other:
   *[other] With { $others } others:
}
group-buys-second-join = { $count ->
    [0] Be the first to join:
    [one] Join one person:
   *[other] Join { $count } people:
}
group-buys-second-missing = { $count ->
    [one] One person is missing
   *[other] { $count } people are missing
}
group-buys-second-start = You start a team and share its link
group-buys-second-most = { $price } at most; less, the more join
group-buys-join-missing = Join a team: { $count ->
    [one] one person is missing
   *[other] { $count } people are missing
}
group-buys-join-counted = Join: { $count ->
    [0] be the first
    [one] one person is in
   *[other] { $count } people are in
}
group-buys-until = until { $at }
group-buys-counted = { $count ->
    [0] Nobody is in yet
    [one] One person is in
   *[other] { $count } people are in
}
group-buys-alone = Alone it is { $usual }.
group-buys-step = { $people } people: { $price } each
group-buys-step-short = from { $people }: { $price }
group-buys-reached = reached
group-buys-yours = You are in.
group-buys-already = You are in this team already. Nothing was ordered a second time.
group-buys-share-more = Share the address of this page with whoever might like to join.
group-buys-join-most = Join for { $price } at most
group-buys-join-next = { $count ->
    [one] Join another team (one missing)
   *[other] Join another team ({ $count } missing)
}
group-buys-kept = { $count ->
    [one] One place is kept for somebody just now. It is free again if they do not take it.
   *[other] { $count } places are kept for others just now. They are free again if they do not take them.
}
group-buys-start-own = Start a team of your own
group-buys-unseen = You are in this team already
group-buys-unseen-more = Somebody with this email address or at this address is in, and each person, or household, counts once. Nothing was ordered a second time, and you have not been charged. We mail you the link to the place that is there.
group-buys-unseen-email = The email address it was ordered with
group-buys-unseen-do = Send me the link
group-buys-sent = The link is on its way, if somebody with this address is in.
group-buys-sent-more = It opens the order of that place, to see it, share it or leave. It comes once an hour at most.
group-buys-mail-where-subject = Your place in the group for “{ $title }”
group-buys-mail-where-title = This is your place
group-buys-mail-where-text = You are in the group for “{ $title }” by your order { $number }. On its page you see how the group stands, share its link, or leave until enough are in. If you did not ask for this letter, there is nothing to do.
group-buys-mail-where-action = See the order
group-buys-late-full = The last place has just gone to somebody else.
group-buys-late-over = This group has just ended.
group-buys-late-more = You have not been charged. What you can do at once stands below.
group-buys-until-then = until
group-buys-until-when = Until
group-buys-zone = Times are the shop’s.
group-buys-zone-own = Times are in your time zone, by the shop’s clock.
group-buys-circle-in = { $more ->
    [0] { $first } of your circle is in
    [one] { $first } and one more of your circle are in
   *[other] { $first } and { $more } more of your circle are in
}
group-buys-link = The address to share
group-buys-share = Share
group-buys-copied = The address is copied.
group-buys-show-circle = Show my circle that I am in
group-buys-shown = My circle sees that I am in
group-buys-circle-join = Join them
group-buys-order-open = { $count ->
    [one] Your place is safe. One more person is needed.
   *[other] Your place is safe. { $count } more people are needed.
}
group-buys-order-sold-out = Your place is safe. More people are needed, and it is sold out at the moment, so nobody can join. If that stays so until the end, nobody pays.
group-buys-share-until = Share this link with whoever might join, until { $at }.
group-buys-mine = My teams
group-buys-mine-waiting = What you wait for
group-buys-mine-kept = A place is kept for you until { $at }.
group-buys-mine-answer = Take it or not
group-buys-mine-listed = We write to you when a place is kept for you.
group-buys-mine-none = You are in no team yet
group-buys-mine-none-more = Buy something together with others, and everybody pays less. Your teams then stand here.
group-buys-mine-deals = What is on now
group-buys-mine-missing = { $count ->
    [one] one person is missing
   *[other] { $count } people are missing
}
group-buys-mine-sold_out = sold out at the moment
group-buys-mine-tipped = made it, and may become cheaper
group-buys-mine-ending = being settled
group-buys-mine-paid = made it together
group-buys-mine-grace = your bank said no
group-buys-mine-left = you left
group-buys-mine-declined = not paid
group-buys-mine-released = too few came; nobody paid
group-buys-mine-pay = Pay another way
group-buys-mail-over-subject = The group for “{ $title }” has ended
group-buys-mail-over-title = No place became free
group-buys-mail-over-text = You waited for a place in the group for “{ $title }”. It has ended without one for you. You have paid nothing, and your address is taken off the list.
group-buys-mail-over-action = { $way ->
    [shop] To the shop
   *[product] To the product
}
group-buys-choice = Which one
group-buys-join = Join for { $price }
group-buys-product = See the product
group-buys-leave = Leave the team
group-buys-how-missed = If too few join in time, nobody pays and nothing is sent.
group-buys-how-counts = Only people whose payment is ready are counted. Everybody pays the lowest price reached.
group-buys-start-title = { $people } people, one price
group-buys-start-now = Start and take the first place
group-buys-sold-out = sold out
group-buys-lead-open = { $count ->
    [0] Join: everybody gets this price
    [one] One more person, and everybody gets this price
   *[other] { $count } more people, and everybody gets this price
}
group-buys-lead-sold_out = Sold out at the moment
group-buys-lead-full = Every place is taken just now
group-buys-lead-tipped = It is on, and each step makes it cheaper for everybody
group-buys-lead-ending = The time is over, and the outcome comes in a moment
group-buys-lead-failed = Too few were in: nobody pays
group-buys-lead-won = Made it together

group-buys-desk = Group buys
group-buys-desk-none = No group buy yet
group-buys-desk-none-more = Plan one below: you see what it may come to before it opens.
group-buys-desk-deal = Deal
group-buys-desk-kind = Kind
group-buys-desk-kind-team = Teams that shoppers start
group-buys-desk-kind-tiers = One group with steps
group-buys-desk-steps = Steps
group-buys-desk-teams = Teams
group-buys-desk-people = People
group-buys-desk-state = State
group-buys-desk-running = running
group-buys-desk-coming = coming
group-buys-desk-closing = closing
group-buys-desk-over = ended
group-buys-desk-end = End it
group-buys-desk-reason = Reason, told to whoever is in
group-buys-desk-plan = Plan a group buy
group-buys-desk-product = Product
group-buys-desk-market = Market
group-buys-desk-title = Name ({ $language })
group-buys-desk-step = Step { $number }: people
group-buys-desk-percent = Step { $number }: percent off
group-buys-desk-maximum = At most so many people
group-buys-desk-closes = Ends at
group-buys-desk-closes-hint = A group with steps has to have an end, within sixty days; beyond six days nothing is set aside: how one pays is saved, and charged at the end. With a team price no team begins after it, and those that run go on.
group-buys-desk-hours = Hours for a team
group-buys-desk-strangers = Show open teams on the product's page
group-buys-desk-preview = What may it come to?
group-buys-desk-publish = Plan it
group-buys-desk-forecast = What it may come to
group-buys-desk-kept = What you typed is kept.
group-buys-desk-may = May bring in
group-buys-desk-between = { $least } to { $greatest }
group-buys-desk-given-most = gives away at most { $given }
group-buys-desk-fewest = Fewest
group-buys-desk-most = Most
group-buys-desk-costliest = Costs you most
group-buys-desk-case = { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $pieces ->
    [one] { $pieces } piece
   *[other] { $pieces } pieces
} at −{ $percent }%
group-buys-desk-tier = { $people }: −{ $percent }%
group-buys-desk-given = { $given } given away
group-buys-desk-range = Whatever comes, it brings in { $least } to { $greatest }.
group-buys-desk-basis = All of this is net of tax, without delivery and fees, with the stock of now, and given away is against what one pays alone now. Who withdraws or cannot pay is not reckoned with.
group-buys-desk-settles = The money is asked for within a minute of its end.
group-buys-desk-settles-long = If so many come, it takes one worker about { $minutes } minutes after the end to ask for everybody’s money. Plan fewer places, or run more workers at that moment.
group-buys-desk-short = There are fewer pieces than the smallest group needs: as it stands nobody gets this price.
group-buys-desk-open-ended = Neither a maximum nor the stock says how many may come; this is reckoned with { $people } people, and more would cost more.
group-buys-desk-so-many-teams = { $count ->
    [one] { $count } team
   *[other] { $count } teams
}
group-buys-desk-so-many-people = { $count ->
    [one] { $count } person in
   *[other] { $count } people in
}
group-buys-desk-from = from { $at }
group-buys-desk-opens = Opens at
group-buys-desk-opens-hint = Empty: now. Until then it is announced on the deals page.
group-buys-desk-each = Pieces for each person, at most
group-buys-desk-maximum-hint = For one group with steps. A team is as large as its step.
group-buys-desk-another = One more step
refusal-too-many-each = At the group’s price one may have { $most ->
    [one] one piece
   *[other] up to { $most } pieces
}. Nothing was charged.
group-buys-desk-who = Who
group-buys-desk-starter = started it
group-buys-desk-ended-itself = over since { $at }
group-buys-desk-each-most = { $count ->
    [one] one piece each
   *[other] up to { $count } pieces each
}
group-buys-desk-changed = Changed.
group-buys-desk-change = Change it
group-buys-desk-change-do = Save the changes
group-buys-desk-change-all = Nobody is in yet: all of this can be changed.
group-buys-desk-change-in = Somebody is in: what they joined stays, or becomes better for them. This can still be changed.
group-buys-desk-hours-hint = For teams that begin from now on.
group-buys-place-cancelled = paid, then cancelled
group-buys-place-returned = paid, then sent back
refusal-somebody-is-in = Somebody is in already and has agreed to this, so it stays: { $fields }.
refusal-field-opened-already = It has opened already.
group-buys-desk-optional-step = Leave empty if there are fewer steps.

group-buys-pay-title = Pay another way
group-buys-pay-text = Your bank did not let { $amount } for “{ $title }” through. Your place and its price are kept for you until { $until }.
group-buys-pay-by = How to pay
group-buys-pay = Pay { $amount }
group-buys-mail-in-subject = You are in: “{ $title }”
group-buys-mail-in-title = You are in
group-buys-mail-in-share = { $missing ->
    [0] Share the link below with whoever might like to join, until { $until }.
    [one] One more person is needed. Share the link below until { $until }.
   *[other] { $missing } more people are needed. Share the link below until { $until }.
}
group-buys-mail-in-action = See the group
group-buys-mail-grace-subject = Please pay “{ $title }” another way
group-buys-mail-grace-title = Your bank did not let it through
group-buys-mail-grace-text = The group made it, but { $amount } for “{ $title }” could not be taken. Your place and its price are kept for you until { $until }. If nothing is paid by then, the order is cancelled and nothing is charged.
group-buys-mail-grace-action = Pay another way

refusal-field-within-sixty-days = Choose an end within sixty days of the beginning.
refusal-place-is-free = There is a place: you can join at once.
refusal-already-waiting = This address is on the list already.
refusal-not-kept-any-more = This place is not kept for you any more.
refusal-no-such-kept-place = There is no such offer. Perhaps the link is not complete.
group-buys-wait = Wait for a place
group-buys-wait-more = Should a place become free, we write to those who wait, in order. The price is the same.
group-buys-wait-back = As soon as it is there again, we write to those who wait, in order, and keep a place for each. The price is the same.
group-buys-wait-sold-out = Write to me when it is there again
group-buys-wait-address = Your email address
group-buys-wait-email = Please say by a complete email address where to write to.
group-buys-waits = You are on the list.
group-buys-waits-more = We write to you as soon as a place is kept for you. It costs nothing, and you may still say no.
group-buys-offer = A place is kept for you
group-buys-offer-over = This place is not kept any more
group-buys-offer-until = It is yours until { $at }, at the same price as everybody’s.
group-buys-offer-take = Take it for { $price }
group-buys-offer-no = No, thanks
group-buys-order-team = See the group
group-buys-desk-waiting = { $count ->
    [one] one is waiting
   *[other] { $count } are waiting
}
group-buys-mail-offered-subject = A place for “{ $title }” is kept for you
group-buys-mail-offered-title = A place is kept for you
group-buys-mail-offered-text = You waited for a place in the group for “{ $title }”. One is kept for you until { $until }, at the same price as everybody’s. If you say no, or nothing, the next is asked.
group-buys-mail-offered-price = { $most ->
    [yes] A piece costs you { $price } at most: everybody pays the lowest price that is reached.
   *[no] A piece costs you { $price }.
} { $tax ->
    [included] VAT is included
   *[added] Tax is not included and is added at the checkout
}{ $delivery ->
    [free] ; delivery is free.
    [from] ; delivery is from { $cost }.
    [cost] ; delivery is { $cost }.
   *[none] .
} Nothing is charged unless you take the place.
group-buys-mail-offered-action = Take it, or not
group-buys-desk-product-hint = Its name, the end of its address, or an article number.
group-buys-desk-why = { $reason ->
    [withdrawn] It is not sold any more.
   *[other] { $reason }
}
group-buys-desk-ended = ended { $at }: { $reason ->
    [withdrawn] It is not sold any more.
   *[other] { $reason }
}
group-buys-desk-cohort = What came of it
group-buys-desk-new = New customers
group-buys-desk-of-customers = of { $count } who paid
group-buys-desk-returning = Returning customers
group-buys-desk-again = { $count } of all bought something else since
group-buys-desk-pieces = Pieces
group-buys-desk-tipped = { $tipped } of { $teams } teams made it
group-buys-desk-revenue = Revenue
group-buys-desk-given-away = Given away
group-buys-desk-given-more = less than the usual price
group-buys-desk-margin = Margin
group-buys-desk-margin-of = { $lines ->
    [0] nothing has been sold yet
    [one] without tax, less cost; { $known } of one line has a cost
   *[other] without tax, less cost; { $known } of { $lines } lines have a cost
}
group-buys-desk-team = Team
group-buys-desk-places = Places
group-buys-desk-deadline = Deadline
group-buys-desk-order = Order
group-buys-desk-joined = Joined
group-buys-desk-moves = What happened
group-buys-desk-end-more = Teams that have tipped settle at once, as at their deadline. The others end, and nobody in them pays. Everybody is told the reason.
group-buys-team-open = open
group-buys-team-tipped = tipped
group-buys-team-filled = full
group-buys-team-failed = failed
group-buys-team-settled = settled
group-buys-place-reserved = not paid yet
group-buys-place-authorized = counts
group-buys-place-capturing = is being charged
group-buys-place-grace = bank said no, may pay another way
group-buys-place-captured = paid
group-buys-place-refilling = takes a place that was kept
group-buys-place-left = left
group-buys-place-declined = never paid
group-buys-place-released = let go
refusal-field-several-products = Several products are called so. Choose the one you mean.
group-buys-mail-in-money = { $how ->
    [saved] Nothing is set aside for “{ $title }”: how you pay is kept for this order alone. { $stage ->
        [team] { $amount } are charged as soon as { $people } people are in.
        [on] { $people } people are in, so everybody gets the price. At most { $amount } are charged by { $until } at the latest, less if more join.
       *[deal] At most { $amount } are charged by { $until } at the latest, if at least { $people } people are in by then.
    }
   *[aside] { $amount } for “{ $title }” are set aside. { $stage ->
        [team] They are taken as soon as { $people } people are in.
        [on] { $people } people are in, so everybody gets the price. They are taken by { $until } at the latest, or less if more join.
       *[deal] They are taken by { $until } at the latest, if at least { $people } people are in by then, or less if more join.
    }
}
group-buys-mail-in-else = { $how ->
    [saved] If they are not by { $until }, nothing is charged and nothing is sent, and we write to you.
   *[aside] If they are not by { $until }, nothing is taken and nothing is sent, and we write to you.
}
group-buys-mail-in-days = { $days ->
    [one] It arrives one day after that at the latest.
   *[other] It arrives { $days } days after that at the latest.
}
group-buys-mail-in-leave = Until enough are in you can leave with one tap, on the page of your order { $number }.
group-buys-mail-in-order = Your order is number { $number }.
group-buys-mail-order = See the order
group-buys-mail-won-subject = Made it together: “{ $title }”
group-buys-mail-won-title = You made it together
group-buys-mail-won-text = The group for “{ $title }” has reached the price for { $people } people: each piece costs { $each }. You have paid { $amount } in all.
group-buys-mail-won-less = { $back ->
    [yes] { $less } of what was taken before are on their way back to you.
   *[no] { $less } of what was set aside were never taken.
}
group-buys-mail-ended-early = The shop ended the group before its time: { $reason ->
    [withdrawn] It is not sold any more.
   *[other] { $reason }
}
group-buys-mail-won-arrives = It arrives by { $day }.
group-buys-mail-won-change = Until we begin to pack your order { $number } you can change it and cancel it on its page.
group-buys-mail-won-action = See the order
group-buys-mail-failed-subject = The group for “{ $title }” has ended: you pay nothing
group-buys-mail-failed-title = You pay nothing
group-buys-mail-failed-text = Fewer than { $people } people were in for “{ $title }” when the time was over.
group-buys-mail-failed-ended = The shop ended the group for “{ $title }”: { $reason ->
    [withdrawn] It is not sold any more.
   *[other] { $reason }
}
group-buys-mail-nothing = { $how ->
    [taken] { $amount } are on their way back to you. Your order { $number } is cancelled, and nothing is sent.
    [saved] Nothing was charged, and how you would have paid is forgotten. Your order { $number } is cancelled, and nothing is sent.
   *[aside] Nothing was charged: { $amount } are set aside no more. Your order { $number } is cancelled, and nothing is sent.
}
group-buys-mail-failed-action = { $way ->
    [team] Join another team
    [own] Start a team of your own
    [shop] To the shop
   *[product] To the product
}
group-buys-mail-left-subject = You are out of the group for “{ $title }”
group-buys-mail-left-title = You are out
group-buys-mail-left-text = Your place in the group for “{ $title }” is given up.
group-buys-mail-left-action = { $way ->
    [team] Join another team
    [own] Start a team of your own
    [shop] To the shop
   *[product] To the product
}
group-buys-mail-unpaid-subject = Your place for “{ $title }” was not paid in time
group-buys-mail-unpaid-title = Not paid in time
group-buys-mail-unpaid-text = Your place in the group for “{ $title }” was not paid in time, so it is given up.
group-buys-mail-unpaid-action = { $way ->
    [team] Join another team
    [own] Start a team of your own
    [shop] To the shop
   *[product] To the product
}
group-buys-mail-twice-subject = You were in the group for “{ $title }” already
group-buys-mail-twice-title = You were in already
group-buys-mail-twice-text = Somebody who pays with the same card or account is in the group for “{ $title }” already, and each person counts once. This second order never counted; the place that is there stands as it was.
group-buys-mail-twice-other = If that place is not yours, join once more and pay with a card or an account of your own.
group-buys-mail-twice-action = See the group
group-buys-mail-listed-subject = You are on the list for “{ $title }”
group-buys-mail-listed-title = You are on the list
group-buys-mail-listed-text = You wait for a place in the group for “{ $title }”. Should one become free, we write to you in turn, and you may still say no. It costs nothing. If you did not want this, or want it no more, take yourself off the list with the link below.
group-buys-mail-listed-action = Take me off the list
group-buys-pay-won = The group has made it: { $amount } are taken at once.
group-buys-pay-last = You are the last who is missing: as soon as you are in, { $amount } are taken and everybody gets the price.
group-buys-pay-team = { $how ->
    [saved] Nothing is set aside now: how you pay is kept for this order alone. { $amount } are charged as soon as { $people } people are in.
   *[aside] { $amount } are set aside now, and taken as soon as { $people } people are in.
}
group-buys-pay-missed = { $how ->
    [saved] If they are not by { $until }, nothing is charged and nothing is sent. Until they are you can leave with one tap.
   *[aside] If they are not by { $until }, nothing is taken and nothing is sent. Until they are you can leave with one tap.
}
group-buys-pay-missed-own = { $how ->
    [saved] If they are not within { $hours } hours, nothing is charged and nothing is sent. Until they are you can leave with one tap.
   *[aside] If they are not within { $hours } hours, nothing is taken and nothing is sent. Until they are you can leave with one tap.
}
group-buys-pay-deal = { $how ->
    [saved] Nothing is set aside now: how you pay is kept for this order alone. At most { $amount } are charged by { $until } at the latest, if at least { $people } people are in by then.
   *[aside] { $amount } are set aside now, and taken by { $until } at the latest if at least { $people } people are in by then.
}
group-buys-pay-deal-on = { $how ->
    [saved] The group has made it. Nothing is set aside now: how you pay is kept for this order alone, and at most { $amount } are charged by { $until } at the latest.
   *[aside] The group has made it: { $amount } are set aside now, and taken by { $until } at the latest.
}
group-buys-pay-cheaper = With { $people } people in by then it is { $less } less.
group-buys-pay-deal-missed = If fewer are in, nothing is charged and nothing is sent. Until enough are in you can leave with one tap.
group-buys-back-team = Back to the group
group-buys-back-product = Back to the product
group-buys-how-team = { $how ->
    [saved] Nothing is set aside. How you pay is kept for this order alone, and charged as soon as { $people } people are in.
   *[aside] The amount is set aside now and taken as soon as { $people } people are in.
}
group-buys-how-deal = { $how ->
    [saved] Nothing is set aside. How you pay is kept for this order alone, and charged at the end if { $people } people are in by then.
   *[aside] The amount is set aside now and taken at the end, if { $people } people are in by then.
}
group-buys-how-on = { $how ->
    [saved] Nothing is set aside. How you pay is kept for this order alone, and charged at the end, at the lowest price reached by then.
   *[aside] The amount is set aside now and taken at the end, at the lowest price reached by then.
}
group-buys-how-ending = Each payment is being asked for now. Whoever is in gets a letter.
group-buys-how-failed = Nobody was charged, and nothing is sent.
group-buys-how-won = Everybody who was in pays the lowest price that was reached.
group-buys-lead-ended = The shop has ended it: nobody pays
group-buys-reason = The shop says: { $reason ->
    [withdrawn] It is not sold any more.
   *[other] { $reason }
}
group-buys-saves-nothing = Alone it costs as little just now, so there is nothing to wait for.
refusal-saves-nothing = Alone it costs as little just now, so there is nothing to wait for. You have not been charged.
group-buys-off = You are off the list.
group-buys-offer-waits = You wait for a place
group-buys-stop-waiting = Take me off the list
group-buys-order-on = Your place is safe, and everybody gets the price. The more join, the better.
group-buys-order-settling = The time is over, and the outcome comes in a moment.
group-buys-order-taking = The group made it. Your payment is being taken, at the price that was reached.
group-buys-order-won = The group made it: each piece costs { $each }.
group-buys-order-grace = The group made it, but your bank did not let the payment through. Your place and its price are kept.
group-buys-order-grace-until = Pay another way until { $at }. If nothing is paid by then, the order is cancelled and nothing is charged.
group-buys-order-failed = Fewer than { $size } people were in when the time was over: nothing was charged.
group-buys-order-ended = The shop ended the group, and nothing was charged: { $reason ->
    [withdrawn] It is not sold any more.
   *[other] { $reason }
}
group-buys-order-left = You are out of the group, and nothing was charged.
group-buys-order-twice = Somebody who pays with the same card or account was in already, and each person counts once: this order never counted, and nothing was charged.
group-buys-order-unpaid = Your place in the group was not paid, so it is given up.
group-buys-mail-soon-subject = { $missing ->
    [one] One person is missing for “{ $title }”
   *[other] { $missing } people are missing for “{ $title }”
}
group-buys-mail-soon-title = { $missing ->
    [one] One person is missing
   *[other] { $missing } people are missing
}
group-buys-mail-soon-text = { $missing ->
    [one] Your group for “{ $title }” ends at { $until }, and one more person is needed. Share its link with whoever might like to join. If nobody comes, nothing is taken and nothing is sent.
   *[other] Your group for “{ $title }” ends at { $until }, and { $missing } more people are needed. Share its link with whoever might like to join. If they do not come, nothing is taken and nothing is sent.
}
group-buys-mail-soon-action = See the group
group-buys-quiet = No more reminders of groups?
group-buys-quiet-done = We send you no more reminders of groups
group-buys-quiet-more = You still get the letters about your own orders: that you are in, and how it ended.
group-buys-quiet-do = Send me none
group-buys-pay-cheaper-now = As it stands, it is { $less } less.
group-buys-first-ask = Who sees your team?
group-buys-first = Who sees your team
group-buys-first-everybody = Everybody, on the product’s page
group-buys-first-link = Only whoever has the link
group-buys-first-do = Save
group-buys-first-circle = My circle first, others from half-time
group-buys-mail-changed-subject = Better terms for your group: “{ $title }”
group-buys-mail-changed-title = Your group has become better
group-buys-mail-changed-text = { $stage ->
    [team] The shop has changed the group for “{ $title }” that you are in, in your favour. From now on it costs:
   *[deal] The shop has changed the group for “{ $title }” that you are in, in your favour. It goes on until { $until }, and from now on it costs:
}
group-buys-mail-changed-else = There is nothing to do: whatever number comes, you pay no more than was shown as you joined. On the page of your order { $number } you can leave or cancel as before.
group-buys-mail-changed-action = See the group
refusal-field-not-better = Somebody is in already: for each number of people it may only become cheaper than it was.
refusal-field-same-minimum = Somebody is in already: the first step stays at { $people } people.
refusal-field-not-more = Somebody is in already: places may only become more.
refusal-field-not-later = Somebody is in already: the end may only be later.
refusal-field-within-six-days = Amounts are set aside for this group, and that lasts about a week: choose an end within six days of its beginning.
group-buys-desk-better-tiers = The first step stays at { $people } people; prices may only fall, places become more and the end be later. Whoever is in gets a letter.
group-buys-desk-better-team = A team stays at { $people } people; its price may only fall, also for the teams that run. Whoever is in gets a letter.
group-buys-desk-drift = What it costs alone has changed since this was planned
group-buys-desk-drift-nothing = With others it saves nothing now
group-buys-desk-drifted = { $title }: usually { $planned } when it was planned, alone { $alone } now, with others { $first }, at the last step { $last }.
group-buys-desk-drifted-nothing = It is not sold to groups for now.
group-buys-desk-drift-more = The group’s own prices stay as they were planned, and nobody pays more with others than alone. Lower the steps below, or end it.
group-buys-whole-tax = VAT included
group-buys-whole-no-tax = Tax is not included; it is added at the checkout
group-buys-whole-delivery = { $kind ->
    [free] Delivery is free
    [from] Delivery from { $cost }
   *[cost] Delivery { $cost }
}
group-buys-whole-to = Delivered to { $countries }{ $more ->
    [0] {""}
    [one] { " " }and one more country
   *[other] { " " }and { $more } more countries
}
group-buys-whole-free-from = Free delivery from { $amount }
group-buys-whole-nowhere = It is not delivered anywhere just now
group-buys-figure-aside = set aside now, and the most that you pay
group-buys-figure-saved = the most that you pay; nothing is set aside now
group-buys-figure-now = As it stands it comes to { $price }.
