carts-title = Your cart
carts-kept = Everything else in your cart is as it was.
carts-empty = Your cart is empty
carts-empty-more = What you put in stays here for 60 days, and on all your devices once you sign in.
carts-empty-action = Look around
carts-not-sold = No longer sold here. Take it out to go on.
carts-summary = Summary
carts-delivery = Delivery
carts-delivery-later = at the next step
carts-tax-inside = Prices include VAT.
carts-tax-later = Sales tax is added at checkout.
carts-check-out = Check out
carts-added = { $title } is in your cart
carts-only = { $left ->
    [0] This has just sold out
    [one] Only one is left
   *[other] Only { $left } are left
 }
carts-go = { $count ->
    [one] Go to your cart (1 item)
   *[other] Go to your cart ({ $count } items)
 }
carts-code-have = Have a voucher code?
carts-code = Voucher code
carts-code-use = Use it
carts-code-saves = saves { $amount }
carts-code-idle = makes nothing in this cart cheaper
carts-code-over = has ended, and saves nothing any more
carts-code-used-up = is used up, and saves nothing any more
carts-code-gone = The code { $code } is used up and was taken out: others were quicker. Please look at the total again; nothing has been ordered.
carts-code-yours = You have used the code { $code } as often as one may, so it was taken out. Please look at the total again; nothing has been ordered.
carts-code-ended = The code { $code } has ended and was taken out. Please look at the total again; nothing has been ordered.

refusal-no-such-cart = This cart does not exist, or it has become an order already.
refusal-not-sold = This is not sold here at the moment. Your cart is as it was.
refusal-cart-is-full = A cart holds 100 different things. Your cart is as it was; order these first.
refusal-bad-quantity = Choose a whole number from 0 to 999. Your cart is as it was.
carts-goes-to = This goes to { $who }
carts-goes-to-more = We know the address and do not show it.
carts-goes-not-gone = This can no longer go to { $who }
carts-goes-not-more-gone = What you promised has ended, or is not wished for here any more. You can have it sent to yourself, or look at the list again.
carts-goes-not-more = Only what you promised can go to { $who }
carts-goes-not-more-more = Please take out what else is here and order it by itself, or have everything sent to yourself.
carts-send-to-me = Send it to me instead
refusal-too-many-codes = A cart takes five voucher codes. Take one out first; your cart is as it was.
