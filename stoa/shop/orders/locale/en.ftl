orders-own = Your orders
orders-account = Your account
orders-none = No orders yet
orders-none-more = What you order appears here, with the day it arrives.
orders-what = What you ordered
orders-to = Deliver to
orders-parcels = Parcels
orders-carrier-sandbox = Demo parcels
orders-carrier-manual = By hand
orders-provider-sandbox = Test money
orders-provider-stripe = Stripe
orders-invoice = Invoice for order { $number }
orders-invoice-before = Pro forma invoice for order { $number }
orders-invoice-waits = This is no invoice yet
orders-invoice-waits-more = The invoice is issued when the order is agreed for good; amounts may still change until then.
orders-invoice-to = Sold to
orders-invoice-number = Invoice number
orders-invoice-date = Date
orders-supplied = Delivered on
orders-supplied-later = with the parcel
orders-tax-number = Tax number of the seller
orders-each = Each
orders-each-net = Each, before tax
orders-taxes = Taxes in it
orders-tax-on = On
orders-tax-amount = Amount
orders-no-tax = No tax is charged
orders-given-back = Given back since
orders-invoice-paid = Paid.
orders-invoice-to-pay = Not paid yet.
orders-invoice-nothing = Cancelled: nothing is to be paid.
orders-seller-missing = This is no full invoice yet
orders-seller-missing-more = It lacks the seller’s name and address, or the tax number. Set STOA_SELLER and STOA_TAX_NUMBER and start the shop again; shoppers see the invoice without this note.
orders-invoice-open = Invoice
orders-print = Print
orders-article = Article
orders-quantity = Quantity
orders-net = Net
orders-tax = Tax
orders-cancelled-of = { $count } cancelled
orders-ordered = Ordered
orders-cancelled-amount = Cancelled
orders-head-pending = We are checking your payment
orders-head-held = Ordered, and waiting
orders-head-open = It arrives by { $day }
orders-head-closed = It has arrived
orders-head-cancelled = This order was cancelled
orders-replacement = Sent again, and nothing to pay
orders-replacement-more = It comes in place of something that was broken, wrong or missing. If something is wrong with it too, say so on the page of your first order.
orders-codes = { $count ->
    [one] With the voucher code { $codes }
   *[other] With the voucher codes { $codes }
 }
orders-unknown = Your bank has not answered yet
orders-unknown-more = We keep your things for you and go on asking. Please do not order again; a mail tells you how it ends.
orders-confirm = Your bank asks you to confirm
orders-confirm-go = Confirm the payment
orders-confirm-less = Your bank may still say { $amount }: pieces were cancelled since, and only { $due } will be taken.
orders-let-go = This order was cancelled; what was set aside is let go
orders-let-go-more = Nothing is taken, also where your bank has just confirmed the payment. Banks take up to a few days to show it.
orders-transfer = Please send the amount to this account
orders-transfer-to = To
orders-transfer-words = With the words
orders-told = What changed
orders-told-note = The shop writes: { $text }
orders-told-address-changed = It goes to another address now.
orders-told-choice-changed = { $title }: { $now } instead of { $was }
orders-told-price-lowered = { $title }: { $amount } less than when you ordered
orders-told-cancelled = { $pieces ->
    [one] One piece was cancelled.
   *[other] { $pieces } pieces were cancelled.
 } What was paid for that goes back by itself; what was only set aside is let go.
orders-told-parcel-lost = The carrier has lost the parcel; we see to it.
orders-told-transfer-received = Your transfer of { $amount } has arrived.
orders-told-paid-too-late = { $amount } came after this order had ended. They go back to where they came from.
orders-refund-asked = { $amount } are on the way back to you
orders-refund-made = { $amount } were given back
orders-refund-sent = { $amount } are on the way back to you
orders-refund-failed = { $amount } could not be given back yet; we are looking into it
orders-step-placed = Ordered
orders-step-checking = Waiting for your bank
orders-step-confirming = Waiting for you to confirm the payment
orders-step-held-awaiting-payment = Waiting for your transfer
orders-step-held-purpose = Waiting until everything is settled
orders-step-held-gift-pool = Being paid for together
orders-step-to-pack = Soon to be packed
orders-step-packing = Packing
orders-step-shipped = Sent
orders-step-arrives-held = { $days ->
    [one] Arrives one day after that at the latest
   *[other] Arrives { $days } days after that at the latest
}
orders-step-arrives = Arrives by { $day }
orders-step-delivered = Arrived
orders-step-cancelled = Cancelled
orders-scan-made = Label made
orders-scan-collected = Handed to the carrier
orders-scan-in-transit = On its way
orders-scan-out-for-delivery = In the delivery van
orders-scan-delivered = Delivered
orders-scan-lost = Cannot be found
orders-scan-returned = On its way back to us

orders-desk = Orders
orders-desk-none = Nothing here
orders-desk-none-more = Orders appear here as soon as they are placed.
orders-views = Views
orders-view-open = Open
orders-view-held = Held
orders-view-pending = Payment pending
orders-view-closed = Arrived
orders-view-cancelled = Cancelled
orders-view-owed = Refunds owed
orders-view-all = All
orders-find = Find an order
orders-find-hint = Number, name, mail
orders-all = All orders
orders-column-order = Order
orders-column-buyer = Buyer
orders-column-state = State
orders-column-placed = Placed
orders-part = { $shipped } of { $pieces } sent
orders-state-pending = Payment pending
orders-state-held = Held
orders-state-open = To send
orders-state-sent = On its way
orders-state-closed = Arrived
orders-state-cancelled = Cancelled
orders-ship = Pack and send
orders-way = Where it is
orders-money = Money
orders-captured = Taken
orders-refunded = Given back
orders-nothing-to-pay = There was nothing to pay.
orders-payment-intended = Asked
orders-payment-unknown = No answer yet
orders-payment-challenge = Waits for the shopper
orders-payment-awaiting = Waits for a transfer
orders-payment-authorized = Set aside
orders-payment-capturing = Being taken
orders-payment-captured = Taken
orders-payment-voiding = Being let go
orders-payment-voided = Let go
orders-payment-declined = Declined
orders-payment-failed = Failed
orders-transfer-arrived = What has arrived
orders-transfer-late = The order was cancelled: what has arrived all the same goes back.
orders-transfer-more = Pieces were cancelled meanwhile. If the whole was sent before, write what arrived: what is too much goes back.
orders-transfer-received = The transfer has arrived
orders-cancel = Cancel
orders-cancel-do = Cancel these
orders-refund = Refund
orders-refund-do = Give back
orders-refund-again = Try again
orders-refund-made-by-hand = Given back by hand
orders-refund-on-its-way = { $amount } are on the way back; the provider says later whether they arrived
orders-refund-owed = { $amount } could not be given back: { $why }
orders-refund-what-to-do = The money is still owed, and is with you. Try again when what stood in the way is mended; otherwise ask for a bank account, transfer it, and note it here as given back by hand.
orders-refund-why-by-hand = it was paid by transfer, so it goes back by one
orders-refund-why-expired-or-canceled-card = the card has expired or was cancelled
orders-refund-why-lost-or-stolen-card = the card is reported lost or stolen
orders-refund-why-declined = the shopper’s bank declined it
orders-refund-why-insufficient-funds = your balance with the provider does not cover it
orders-refund-why-charge-for-pending-refund-disputed = the shopper has disputed the payment with their bank: answer the dispute first, or they get it twice
orders-refund-why-merchant-request = it was called off in the provider’s own dashboard
orders-refund-why-canceled = it was called off in the provider’s own dashboard
orders-refund-why-bad-amount = the provider cannot give back an amount so fine; transfer it by hand
orders-refund-why-key-reused = the provider may have made it already: look there before you try again
orders-refund-why-unknown = the provider does not say why
orders-amount = Amount
orders-at-most = At most { $amount }
orders-too-much = At most { $left } can be given back. Nothing was given back.
orders-reason = Reason
orders-log = What happened
orders-note = Note
orders-note-visible = The shopper sees it
orders-note-do = Write
orders-entry-begun = Ordered by the shopper
orders-entry-placed = Placed, the payment is set aside
orders-entry-released = No longer held: { $reason }
orders-entry-cancelled = { $pieces } cancelled: { $reason }
orders-entry-address-changed = The address was changed
orders-entry-choice-changed = { $title }: { $now } instead of { $was }
orders-entry-price-lowered = { $title }: { $amount } less than agreed
orders-entry-picking = Packing began
orders-entry-shipped = { $pieces } sent
orders-entry-delivered = { $pieces } arrived
orders-entry-returned = { $pieces } came back
orders-entry-note = { $text }
orders-entry-refunded = { $amount } given back: { $reason }
orders-entry-refund-by-hand = { $amount } are to be transferred back by hand
orders-entry-refund-failed = { $amount } could not be given back ({ $code })
orders-entry-refund-came-back = { $amount } that were given back came back to the shop, and are still owed
orders-entry-paid-too-late = { $amount } came after the order had ended, and go back by themselves
orders-entry-capture-failed = The money could not be taken ({ $code })
orders-entry-let-go = { $amount } that could not be taken were let go
orders-entry-let-go-failed = { $amount } that could not be taken are still set aside: the provider does not let them go ({ $code })
orders-entry-transfer-received = A transfer of { $amount } arrived
orders-any-day = Show every day
orders-line-way = { $count ->
    [one] One order on its way
   *[other] { $count } orders on their way
}
orders-line-open = { $count ->
    [one] One order is being prepared
   *[other] { $count } orders are being prepared
}
orders-line-held = { $count ->
    [one] One order waits for others
   *[other] { $count } orders wait for others
}
orders-line-all = { $count ->
    [one] One order, nothing on its way
   *[other] { $count } orders, nothing on its way
}
orders-line-none = Nothing ordered yet

refusal-address-is-in = What goes to this address of the same group or sale is all that one may have already: a household counts once. The order goes where it went before.
refusal-no-such-order = There is no such order, or this link does not open it. The link in the order's mail does.
refusal-too-late = We have begun to pack this order, so it can no longer be changed here. You can still send things back.
refusal-not-so = This cannot be done with the order as it stands. Nothing was changed.
refusal-too-much-back = More would be given back than was paid. Nothing was changed.
refusal-other-amount = Less has arrived than is owed, or more than was asked for. Nothing was booked.
refusal-not-awaiting = This order does not wait for a transfer.
refusal-no-such-payment = There is no payment for this order.
