## Signing in, up and out
sessions-sign-in-title = Sign in
sessions-sign-in-lead = Buying works without it. Signed in, a purchase takes two taps.
sessions-again-lead = What you are about to do asks for a fresh sign-in.
sessions-sign-in = Sign in
sessions-sign-out = Sign out
sessions-email = Email
sessions-password = Password
sessions-passkey = Sign in with a passkey
sessions-passkey-problem = That passkey is not known here. Try another one, or use one of the other ways.
sessions-or = or without a password
sessions-mail-link = Mail me a link
sessions-wrong = That email and password do not belong together. Check both, or have a link mailed.
sessions-slow-down = Too many tries. Please wait { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
 }, or have a link mailed.
sessions-new-here = New here?
sessions-sign-up-title = Make an account
sessions-sign-up-lead = Orders, addresses and everything you write, in one place. No password needed.
sessions-sign-up-hint = We mail you a link that makes the account.
sessions-sign-up = Make an account
sessions-name = Name
sessions-kept = What you entered is still here.
sessions-have-one = You have one?
sessions-sent-title = Look into your mail
sessions-sent = We are sending a link to { $email }. It works once, for { $minutes } minutes.
sessions-sent-none = Nothing there? Look among the unwanted mail, or
sessions-sent-again = try another address
sessions-link-title = Welcome back
sessions-link-lead = This link signs you in as { $email }.
sessions-link-go = Sign in as { $email }
sessions-join-title = One press, and it is yours
sessions-join-lead = This makes an account for { $email } and signs you in.
sessions-join = Make the account
refusal-prove-again = This needs a fresh sign-in. Nothing was changed: sign in again and repeat it.
refusal-no-such-session = This sign-in has ended already.
refusal-no-such-key = There is no such key.
refusal-too-much-for-a-key = A key needs a name and at least one permission, and none that you do not have yourself.

## Keys
sessions-keys-title = API keys
sessions-keys-lead = A key lets a program work in the shop's name, with the permissions you tick and no more.
sessions-keys-none = No program has a key
sessions-keys-none-text = Make one for a warehouse, a bookkeeping or a reporting program. End it here when it is no longer needed.
sessions-key = Key
sessions-key-name = Name
sessions-key-name-hint = What will use it, so that you know it again.
sessions-key-scopes = Permissions
sessions-key-used = Last used
sessions-key-never = never
sessions-key-ended = ended { $day }
sessions-key-end = End
sessions-key-make = Make a key
sessions-key-made = Your key
sessions-key-once = Copy it now. It is shown this once and not kept.
