payments-methods = Ways to pay
payments-until = Valid until { $month }/{ $year }
payments-over = Expired { $month }/{ $year }; it is not offered any more
payments-remove = Remove
payments-none = Nothing saved
payments-none-more = When you pay, you may have us remember how. The number stays with the payment provider; we never see it.
payments-line = { $count ->
    [one] One saved
   *[other] { $count } saved
}
payments-line-none = None saved

refusal-no-such-method = There is no such way to pay in your account.
refusal-pays-later = This is paid for together, so it takes only ways of paying that pay at once.
refusal-too-fine = This way of paying cannot take { $amount } to the last digit, only amounts that end in 0. Nothing was ordered or paid; choose another way to pay.
refusal-not-owed = Nothing is owed for this order now.
