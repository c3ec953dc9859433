## Mails
mail-reason = You get this mail from { $shop } because of something you did there.
mail-title = Mails
mail-views = Mails by state
mail-all = All mails
mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-failed = Failed
mail-to = To
mail-written = Written
mail-sent = Sent
mail-problem = Problem
mail-attempts = { $count ->
    [one] after one attempt
   *[other] after { $count } attempts
 }
mail-resend = Send again
mail-older = Older mails
mail-none = No mails here
mail-none-text = What the shop writes to its customers is listed here for ninety days.
mail-no-links = Links are taken out here: some of them let their reader in.
mail-as-text = As plain text
mail-demo-title = Every mail of this shop
mail-demo-lead = This is a demo: nothing is sent, and whatever the shop would send arrives here.
mail-demo-none = Place an order or ask for a sign-in link, and look again.
refusal-no-such-letter = There is no such mail. Mails are kept for ninety days.
refusal-already-sent = This mail has been sent already, so it was not sent again.
refusal-bad-address = This is not an address that mail can be sent to.
