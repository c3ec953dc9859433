wish-lists-title = Wish lists
wish-lists-save = Save
wish-lists-saved = Saved
wish-lists-unsave = Take it off your list
wish-lists-see = see your list
wish-lists-was-saved = Saved to your list
wish-lists-was-removed = Taken off your list
wish-lists-saved-title = Saved
wish-lists-saved-lead = Only you see this.
wish-lists-saved-guest = Kept on this device. Only you see it.
wish-lists-sign-in = Sign in and it is on all your devices; nothing gets lost.
wish-lists-make-to-share = Make a list to share
wish-lists-is-private = Only you see this list.
wish-lists-is-shared = Whoever has the link sees this list.
wish-lists-co-owned = You look after this list together with its owner.
wish-lists-hidden = This list is not shown to others at the moment
wish-lists-hidden-more = Somebody of the shop looks at what is written on it. You will hear what was decided.
wish-lists-empty = Nothing here yet
wish-lists-empty-more = Tap the heart beside anything you like. It stays here, with today’s price, and you see when it gets cheaper.
wish-lists-none = No lists yet
wish-lists-none-more = Tap the heart beside anything you like, or make a list for a day you look forward to.
wish-lists-count = { $count ->
    [0] Nothing on it yet
    [one] { $count } thing
   *[other] { $count } things
}
wish-lists-shared = shared
wish-lists-with-others = edited together
wish-lists-new = A new list
wish-lists-make = Make the list
wish-lists-name = What it is called
wish-lists-name-hint = Such as “Birthday” or “New flat”. Nobody sees it until you share a link.
wish-lists-kind = What kind of list
wish-lists-kind-list = Wish list
wish-lists-kind-list-hint = For yourself, or to share with people you know
wish-lists-kind-registry = Registry
wish-lists-kind-registry-hint = For a wedding, a birth or another day, with a date and a place to send things to
wish-lists-settings = List settings
wish-lists-for = Who it is for
wish-lists-for-hint = What givers read, such as “Anna & Tom”. Leave it empty to stay unnamed.
wish-lists-message = A few words to those you share it with
wish-lists-message-hint = Shown at the top of the list
wish-lists-date = The day it is for
wish-lists-view = What you want to know
wish-lists-view-nothing = Nothing: surprise me
wish-lists-view-nothing-hint = You see no gift before you unwrap it. Givers see what is taken.
wish-lists-view-taken = What is taken, not by whom
wish-lists-view-taken-hint = You see what is still missing, and no names.
wish-lists-view-all = Everything
wish-lists-view-all-hint = You see who gives what.
wish-lists-view-before = What somebody promised before stays as secret as it was when they did.
wish-lists-address = Where gifts can be sent
wish-lists-address-hint = We send things there. Givers are never shown the address.
wish-lists-address-none = Nowhere: givers bring them
wish-lists-on-page = Also show it on my page
wish-lists-on-page-hint = To those who may see my lists
wish-lists-keep = Keep
wish-lists-take-down = Remove the list
wish-lists-take-down-text = The list goes, and its link opens nothing any more. Money that is being put together goes back to everybody, and who promised something is told.
wish-lists-share = Share this list
wish-lists-share-text = A link shows the list to whoever you give it to. It cannot be guessed, search engines do not find it, and you can take it back.
wish-lists-share-short = Share
wish-lists-share-do = Make a link
wish-lists-link = The link
wish-lists-link-hint = Send it to whom you like. They need no account.
wish-lists-copy = Copy
wish-lists-copied = Copied
wish-lists-revoke = Take the link back
wish-lists-edit-together = Look after it together
wish-lists-a-member = A member
wish-lists-sees-all = sees who gives what
wish-lists-sees-little = is surprised as you are
wish-lists-leave = Leave the list
wish-lists-invite = Invite somebody to this list
wish-lists-invite-as = They come as
wish-lists-helps = Somebody who helps
wish-lists-helps-hint = Edits the list and sees who gives what, so that nothing comes twice
wish-lists-receives = Somebody who receives, too
wish-lists-receives-hint = Edits the list and sees of gifts only what you see
wish-lists-invite-do = Make an invitation
wish-lists-invitation = The invitation
wish-lists-invitation-until = It holds until { $day }. Whoever opens it with an account:
wish-lists-uninvite = Take the invitation back
wish-lists-join = Look after a list together
wish-lists-join-text = You are invited to “{ $title }”: you can add things and change what is on it.
wish-lists-join-do = Join in
wish-lists-change = Change
wish-lists-remove = Remove
wish-lists-how-many = How many
wish-lists-note = A note
wish-lists-note-hint = Size, colour, why you like it. { $most } characters at most.
wish-lists-priority = How much
wish-lists-priority-high = Wished for most
wish-lists-priority-normal = Would be nice
wish-lists-priority-low = Some day
wish-lists-had-it = I have it already
wish-lists-had-hint = Nobody gives it any more
wish-lists-had = Not needed any more
wish-lists-watch = Look out for me
wish-lists-watch-price = When it is cheaper than in the last 30 days
wish-lists-watch-price-hint = Measured against the lowest price anybody paid
wish-lists-watch-stock = When it can be had again
wish-lists-below = Only below ({ $currency })
wish-lists-watched = Looking out
wish-lists-move = On which list
wish-lists-cheaper = { $amount } less than when you saved it
wish-lists-quantity = { $count } wished for
wish-lists-left = { $count ->
    [0] none left to give
   *[other] { $count } left to give
}
wish-lists-taken = { $count ->
    [one] One is taken care of
   *[other] { $count } are taken care of
}
wish-lists-came = Ask to be friends
wish-lists-came-text = Whose list this is does not know that you looked. Would you like to tell them and be friends? They see your public name and agree, or not. What you give stays secret.
wish-lists-came-asked = Asked. Whose list this is sees it in their account; you are friends as soon as they agree.
wish-lists-somebody = Somebody
wish-lists-promised-by = { $count ->
    [one] { $name } wants to give it
   *[other] { $name } wants to give { $count }
}
wish-lists-bought-by = { $count ->
    [one] { $name } has bought it
   *[other] { $name } has bought { $count }
}
wish-lists-shared-title = A wish list
wish-lists-shared-description = Somebody shares what they would like. See it, promise a gift, or give a part: no account needed.
wish-lists-recipient = the owner of this list
wish-lists-for-whom = For { $who }
wish-lists-how = Promise a gift so that nobody gives it twice. You need no account, only a name.
wish-lists-how-sends = We can send it to { $who } directly. You do not need the address.
wish-lists-secret-nothing = What you give stays a surprise for { $who } until it arrives.
wish-lists-secret-taken = That a gift is taken can be seen by { $who }, but not by whom.
wish-lists-secret-all = Who gives what can be seen by { $who }.
wish-lists-nothing-yet = Nothing wished for yet
wish-lists-nothing-yet-more = Look in again in a few days.
wish-lists-not-sold = Not sold here at the moment
wish-lists-give = Give this
wish-lists-give-part = Give a part
wish-lists-is-taken = Somebody gives this
wish-lists-is-taken-more = If they change their mind it is free again here.
wish-lists-you-promised = You promised this until { $when }
wish-lists-you-bought = You give this. Thank you!
wish-lists-go-on = Buy it now
wish-lists-not-after-all = Not after all
wish-lists-promises = What you promised to others
wish-lists-promises-lead = Kept by a cookie of this browser, for 180 days at most.
wish-lists-promises-none = You have promised nothing in this browser
wish-lists-promises-none-more = What you promise on somebody’s list stands here, also when their list is gone. In another browser we do not know you.
wish-lists-promises-here = In another browser we do not know that it was you. Signed in, you find it everywhere, and get a letter when a list goes.
wish-lists-link-closed = This link opens nothing any more
wish-lists-link-closed-more = Whose list it was has taken the link back, or the list is gone. What became of your promise stands here.
wish-lists-promise-gone = The list is gone: nothing is to be given any more
wish-lists-promise-bought-gone = You give this. The list is gone since
wish-lists-your-name = Your name
wish-lists-your-name-hint = So that those who look after the list know whom to thank
wish-lists-where = Where it goes
wish-lists-to-them = Straight to { $who }
wish-lists-to-me = To me; I bring it along
wish-lists-buy-now = Buy it here now
wish-lists-promise = Promise it for 48 hours
wish-lists-promise-hint = A promise keeps it for you. If you do not buy it in that time it is free again by itself.
wish-lists-sold-out = Sold out at the moment
wish-lists-sold-out-more = Promise it if you find it elsewhere and bring it along, so that nobody gives it twice.
wish-lists-promise-short = Promise it
wish-lists-renew = Promise it anew
wish-lists-promise-bring = Promise it and bring it
wish-lists-promise-bring-hint = A promise keeps it for you for 48 hours; you can make it anew.
wish-lists-look-out = Look out for it
wish-lists-look-out-text = It goes on your own list, which shows when it can be had again. Nobody else learns of it.
wish-lists-looking-out = You look out for it:
wish-lists-together-later = Put together later
wish-lists-together-waits = Parts are taken as soon as it can be had again. Until then nobody pays anything.
wish-lists-paid-together = Being paid together
wish-lists-kept = What you typed is still here.
wish-lists-back = Back to the list
wish-lists-together = Give together
wish-lists-pool = { $amount } of { $goal } together
wish-lists-pool-until = until { $day }
wish-lists-pool-people = { $count ->
    [one] one person
   *[other] { $count } people
}
wish-lists-pool-hidden = Others can put money together for this until { $day }.
wish-lists-pool-mine = { $amount } of it from you
wish-lists-pool-full = All together, and ordered
wish-lists-pool-offer = Several people can pay for this together: { $goal }, delivery included. When it is all there we send it. If it is not by the date, everybody gets their money back.
wish-lists-pool-date = Until when
wish-lists-pool-date-hint = 60 days from now at most; 30 if you leave it empty
wish-lists-pool-do = Let others pay together
wish-lists-pool-end = Give it up
wish-lists-pool-end-hint = Everybody who gave something gets their money back.
wish-lists-pool-needs = Several people can pay for it together once the list says where gifts are sent, while it is in stock.
wish-lists-pool-over = No more is needed here
wish-lists-pool-over-more = It is all together, or its time has passed.
wish-lists-pool-promise = Your part is taken now. If the sum is not together by { $day }, you get all of it back, by itself.
wish-lists-amount = Your part ({ $currency })
wish-lists-amount-hint = { $left } are missing; from { $least }
wish-lists-email = Your mail address
wish-lists-email-hint = For your receipt, and to tell you if the money goes back
wish-lists-gift-message = A few words with it
wish-lists-pay-by = How you pay
wish-lists-thanks = Thank you!
wish-lists-thanks-paid = Your { $amount } for { $who } are in. You have a receipt by mail.
wish-lists-thanks-full = With your { $amount } it is all together. It is on its way to { $who }.
wish-lists-thanks-lost = That did not work
wish-lists-thanks-lost-text = Your bank did not confirm the payment. Nothing was taken. You can try again.
wish-lists-thanks-checking = One moment
wish-lists-thanks-checking-text = Your bank has not answered yet. You need not do anything; a receipt comes by mail.
wish-lists-thanks-returned = Your money goes back to you
wish-lists-thanks-returned-text = The sum was not together in time. { $amount } go back to where they came from.

wish-lists-mail-receipt-subject = { $amount } for “{ $title }”: your receipt
wish-lists-mail-receipt-title = Thank you, your part is in
wish-lists-mail-receipt-text = { $name }, your { $amount } for “{ $title }” have arrived. If the whole sum is not together by { $until }, you get all of it back, by itself.
wish-lists-mail-receipt-action = See the list
wish-lists-mail-filled-subject = “{ $title }” is all together
wish-lists-mail-filled-title = It is all together, and ordered
wish-lists-mail-filled-text = { $name }, together you made it: “{ $title }” is ordered and goes out.
wish-lists-mail-filled-action = See the list
wish-lists-mail-returned-subject = { $amount } on the way back to you
wish-lists-mail-returned-title = Your money is on its way back
wish-lists-mail-returned-text = { $again ->
    [yes] { $name }, we have given back your { $amount } for “{ $title }” once more, after they had not stayed with you. Your bank may need a few days to show it.
   *[no] { $name }, “{ $title }” did not come about. We have given back your { $amount }, the way you paid. Your bank may need a few days to show it.
 }
wish-lists-mail-came-back-subject = { $amount } came back to us and is still yours
wish-lists-mail-came-back-text = { $name }, the { $amount } that we gave back to you for “{ $title }” did not reach your account; the bank has sent it back to us. It is still yours, and we are looking into it.
wish-lists-mail-gone-subject = A list that you promised something from is gone
wish-lists-mail-gone-title = The list is gone
wish-lists-mail-gone-promised = { $name }, the list from which you promised something has been taken down. Your promise has ended, and this need not be given any more:
wish-lists-mail-gone-bought = { $name }, the list has been taken down. What you ordered from it is on its way all the same; if it is not to go any more, cancel or return it as any order:
wish-lists-mail-gone-action = See what you promised
wish-lists-line = { $count ->
    [one] One list
   *[other] { $count } lists
}, { $more ->
    [one] one thing
   *[other] { $more } things
}
wish-lists-line-saved = { $more ->
    [one] One thing saved
   *[other] { $more } things saved
}
wish-lists-line-none = Nothing saved yet

refusal-no-such-list = There is no list here, or it is no longer shared.
refusal-no-such-entry = This is not on the list any more.
refusal-no-such-claim = There is no such promise of yours, or it has ended already.
refusal-no-such-pool = Nothing is put together here.
refusal-list-is-full = A list holds { $most } things at most. Take something off, or make another list.
refusal-too-many-lists = You have { $most } lists, which is as many as we keep. Remove one first.
refusal-too-many-co-owners = { $most } people look after this list already.
refusal-already-taken = { $left ->
    [0] Somebody was quicker: all of it is taken now.
    [one] Only one is left to give.
   *[other] Only { $left } are left to give.
}
refusal-not-wished = This is not wished for any more.
refusal-own-list = This is your own list: others give what is on it.
refusal-saved-stays = What you save with one tap is yours alone. Make a list to share things.
refusal-no-address = Say first where gifts for this list are sent: in its settings.
refusal-pool-stays = Others can pay together for this where it is. It can be moved when that is over, or when you have ended it.
refusal-too-many-of-it = Of one thing a list wishes for { $most } at most.
refusal-pool-is-running = Others can pay together for this already.
refusal-pool-is-over = No more is needed: it is all together, or its time has passed. Nothing was taken.
refusal-not-that-much = This amount does not fit.
refusal-invitation-is-over = This invitation has run out. Ask for a new one.
refusal-field-more-than-missing = Only { $left } are missing.
refusal-field-too-little = { $least } or more, please.
refusal-field-leaves-too-little = What is left would be too little for the next one. Give less, or all { $left }.
