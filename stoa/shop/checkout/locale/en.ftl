checkout-back = Back to the cart
checkout-order = Your order
checkout-goods = Goods
checkout-shipping = Delivery
checkout-shipping-later = at the next step
checkout-tax-inside = Includes { $amount } { $name }
checkout-tax-added = Plus { $amount } { $name }, in the total
checkout-kept = Everything you entered is still here.
checkout-step-address = Address
checkout-step-delivery = Delivery
checkout-step-pay = Payment
checkout-address-title = Where should it go?
checkout-email = Email
checkout-email-hint = For the receipt and news of this parcel, nothing else.
checkout-name = Name
checkout-line1 = Street and number
checkout-line2 = Flat, floor, care of
checkout-postal-code = Postcode
checkout-city = Town
checkout-region = State
checkout-country = Country
checkout-phone = Telephone
checkout-phone-hint = Only for the carrier, should they not find you.
checkout-to-delivery = Continue to delivery
checkout-delivery-title = How should it arrive?
checkout-arrives = Arrives { $day }
checkout-ready = Ready to be fetched { $day }
checkout-arrives-held = { $days ->
    [one] Arrives one day after it is certain at the latest
   *[other] Arrives { $days } days after it is certain at the latest
}
checkout-ready-held = { $days ->
    [one] Ready to be fetched one day after it is certain at the latest
   *[other] Ready to be fetched { $days } days after it is certain at the latest
}
checkout-arrives-between = Arrives between { $first } and { $last }
checkout-free = Free
checkout-message = A word to the carrier
checkout-to-pay = Continue to payment
checkout-pay-title = How would you like to pay?
checkout-change = Change
checkout-saved = { $brand } ending { $last4 }
checkout-saved-more = Saved by you
checkout-save = Remember this way to pay
checkout-terms = You may send everything back within 14 days.
checkout-terms-link = Terms of sale
checkout-later = Nothing is set aside now. How you pay is kept for this order alone; at most { $amount } are charged, once it is certain.
checkout-order-now = Order for { $amount }
checkout-pay = Pay { $amount }
checkout-sandbox = Test money: nothing is charged
checkout-tok-ok = Card ending 4242
checkout-tok-challenge = Card that asks you to confirm
checkout-tok-declined = Card that is declined
checkout-tok-timeout = Card whose bank is slow
checkout-by-stripe = Card
checkout-by-stripe-more = On our payment provider's page
checkout-by-bank-transfer = Bank transfer
checkout-by-bank-transfer-more = We send it as soon as the money is here

checkout-mail-placed-subject = Your order { $number }
checkout-mail-placed-title = Thank you, it is on its way to the packing table
checkout-mail-placed-text = We have your order { $number }. You can see it, change it and cancel it here until we begin to pack it:
checkout-mail-placed-action = See the order
checkout-mail-placed-arrives = It arrives by { $day }.
checkout-mail-cancelled-subject = { $whole ->
    [yes] Your order { $number } was cancelled
   *[no] Part of your order { $number } was cancelled
 }
checkout-mail-cancelled-title = { $whole ->
    [yes] Cancelled
   *[no] Partly cancelled
 }
checkout-mail-cancelled-text = Of your order { $number } we have cancelled { $pieces ->
    [one] one piece
   *[other] { $pieces } pieces
 }. { $taken ->
    [yes] What you paid for it, { $amount }, is on its way back to you, the way you paid.
   *[no] Nothing was taken for it: { $amount } are not charged.
 }
checkout-mail-kept = What you still get
checkout-mail-kept-sent = { $count ->
    [one] One of it was sent already.
   *[other] { $count } of it were sent already.
 }
checkout-mail-kept-total = New total
checkout-mail-kept-before = Total before
checkout-mail-refunded-subject = { $amount } on the way back to you
checkout-mail-refunded-text = { $again ->
    [yes] We have given back { $amount } for your order { $number } once more, after it had not stayed with you. Your bank may need a few days to show it.
   *[no] We have given back { $amount } for your order { $number }, the way you paid. Your bank may need a few days to show it.
 }
checkout-mail-cancelled-action = See the order
checkout-mail-refunded-action = See the order
checkout-mail-refund-back-subject = { $amount } came back to us and is still yours
checkout-mail-refund-back-text = The { $amount } that we gave back for your order { $number } did not reach your account: the bank has sent it back to us. It is still yours, and we are looking into it.
checkout-mail-refund-back-next = You need do nothing: another letter tells you when it is on its way again. If your card or account no longer exists, answer this mail, and we find another way.
checkout-mail-refund-back-action = See the order

refusal-cart-is-empty = Your cart is empty.
refusal-not-sold-any-more = { $title } is no longer sold here. Take it out of the cart to go on.
refusal-no-way-there = We do not deliver this to that address. Nothing was ordered.
refusal-no-such-option = There is no such way to that address; there is: { $options }. Nothing was ordered.
refusal-total-went-up = The price changed while you were here. Please look at the new total before you pay; nothing was ordered.
refusal-out-of-stock = { $free ->
    [0] Somebody was faster: this has just sold out.
    [one] Somebody was faster: only one is left.
   *[other] Somebody was faster: only { $free } are left.
 }
refusal-payment-declined = Your bank declined the payment. Nothing was ordered and nothing was charged; another way to pay may work.
refusal-unknown-provider = The shop does not take this way of paying. Nothing was ordered.
refusal-address-is-gone = This can no longer go where it was to go: what you promised has ended, or the address is gone. You can have it sent to yourself: see your cart.
refusal-only-what-was-promised = Only what you promised can go to { $who }. Please take out what else is in your cart, or have everything sent to yourself.
