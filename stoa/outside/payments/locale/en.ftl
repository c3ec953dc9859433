## The sandbox provider
outside-payments-title = Confirm a payment
outside-payments-bank = Sandbox Bank
outside-payments-question = Pay { $amount }?
outside-payments-for = For order { $order }.
outside-payments-approve = Approve
outside-payments-decline = Decline
outside-payments-demo = This is the demo's bank: no money moves.
outside-payments-over = This payment is decided
outside-payments-over-text = It was answered already, or not in time. Nothing was changed just now.
outside-payments-back = Back to the shop
refusal-no-such-challenge = There is no such payment to confirm.
refusal-bad-signature = This message is not signed by the payment provider, or is too old. Nothing was changed.
