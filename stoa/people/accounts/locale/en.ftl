## Mails
accounts-mail-sign-in-subject = Your link to sign in
accounts-mail-sign-in-action = Sign in
accounts-mail-sign-in-body = This link signs you in as { $email }. It works once, for { $minutes } minutes. If you did not ask for it, do nothing: nobody can sign in without this mail.
accounts-mail-sign-up-subject = Your link to make an account
accounts-mail-sign-up-action = Make the account
accounts-mail-sign-up-body = Somebody, we hope you, wants to sign in with { $email }. There is no account for this address yet. This link makes one; it works once, for { $minutes } minutes. If it was not you, do nothing and nothing is made.
accounts-mail-change-email-subject = Confirm your new mail address
accounts-mail-change-email-action = Use this address
accounts-mail-change-email-body = From now on your account is to have the address { $email }. This link confirms it; it works once, for { $minutes } minutes. If it was not you, do nothing and nothing changes.
accounts-mail-email-taken-subject = You have an account with this address
accounts-mail-email-taken-body = Somebody wanted to give this mail address to another account. It belongs to yours, so nothing was changed. If it was you: sign in with this address instead.
accounts-mail-email-changed-subject = Your account has another mail address
accounts-mail-email-changed-body = Your account now has the address { $email }. If it was not you, answer this mail at once.
accounts-mail-password-changed-subject = Your password was changed
accounts-mail-password-changed-body = Your account has a new password, and all other devices were signed out. If it was not you, have a link mailed, sign in with it and set another password.
accounts-mail-passkey-added-subject = Your account has a new passkey
accounts-mail-passkey-added-body = A passkey was added to your account. If it was not you, sign in, remove it under “Security” and end all other sign-ins.
accounts-mail-erase-subject = Confirm that your account be erased
accounts-mail-erase-action = Erase my account
accounts-mail-erase-body = You asked us to erase the account of { $email }. This link leads to the last question; it works once, for { $minutes } minutes. If it was not you, do nothing and nothing is erased.

## Details
accounts-details-title = Details
accounts-details-name = Name
accounts-details-name-hint = How we speak to you. Nobody else sees it unless you write something.
accounts-details-language = Language of our mails
accounts-save = Save
accounts-saved = Saved
accounts-kept = What you entered is still here.
accounts-email-title = Mail address
accounts-email-now = Your address is { $email }.
accounts-email-new = New mail address
accounts-email-hint = We mail a link to the new address. Until you have used it, nothing changes.
accounts-email-change = Mail me the link
accounts-email-sent = We are sending a link to { $email }. Nothing changes before you have used it.
accounts-email-confirm-title = Use this address?
accounts-email-confirm = Your account will have the address { $email }.
accounts-email-confirm-go = Use this address
accounts-email-done-title = Your address is changed
accounts-email-done = From now on you sign in with { $email }.
accounts-email-done-go = To your account

## Security
accounts-security-title = Security
accounts-fresh = Passkeys and the password can be changed within half an hour after signing in.
accounts-fresh-go = Sign in again
accounts-passkeys = Passkeys
accounts-passkeys-lead = Your device signs you in by fingerprint, face or its own code. Nothing to remember, nothing to be stolen.
accounts-passkeys-none = You have no passkey yet.
accounts-passkey-add = Add a passkey
accounts-passkey-problem = That did not work, and nothing was changed. Try it again, perhaps with another device.
accounts-passkey-made = added { $day }
accounts-passkey-used = last used { $day }
accounts-passkey-remove = Remove
accounts-password-title = Password
accounts-password-set = You have a password.
accounts-password-none = You have no password, and need none.
accounts-password-new = New password
accounts-password-hint = At least { $least } characters. A few words make a good one. All other devices are signed out.
accounts-password-save = Set the password
accounts-password-drop = Remove the password
accounts-sessions = Where you are signed in
accounts-session-here = this device
accounts-session-seen = last seen { $day }
accounts-session-way = { $way ->
    [passkey] by passkey
    [password] by password
   *[other] by mailed link
 }
accounts-session-unknown = Unknown device
accounts-session-end = Sign out
accounts-sessions-end = Sign out everywhere else

## Desk
accounts-customers = Customers
accounts-customers-search = Name or mail address
accounts-customers-none = Nobody found
accounts-customers-none-text = Try part of the name, or the beginning of the mail address.
accounts-customers-empty = Nobody has an account yet
accounts-customers-empty-text = Guests buy without one. Who makes one stands here.
accounts-customer-name = Name
accounts-customer-email = Mail address
accounts-customer-roles = Roles
accounts-customer-since = Since
accounts-customer-nameless = No name
accounts-customer-erased = Erased
accounts-customer-unverified = not confirmed
accounts-customer-language = Language
accounts-customer-addresses = Addresses
accounts-customer-addresses-none = No address kept.
accounts-customer-history = What the staff did
accounts-customer-history-none = Nothing yet.
accounts-staff = Staff
accounts-staff-lead = Who may work at the desk, and what they may do.
accounts-staff-none = Nobody else works here yet
accounts-staff-invite = Invite somebody
accounts-staff-invite-email = Mail address
accounts-staff-invite-go = Invite
accounts-staff-invited = The invitation is on its way.
accounts-mail-invitation-subject = You are invited to work at { $shop }
accounts-mail-invitation-action = Accept
accounts-mail-invitation-body = You may now work at the desk of { $shop }. This link signs you in; it works once, for two days.
accounts-role-shopper = Shopper
accounts-role-host = Host
accounts-role-agent = Service agent
accounts-role-merchant = Merchant
accounts-role-admin = Administrator
accounts-role-host-hint = keeps the customers’ conversation fair and useful
accounts-role-agent-hint = helps people with their orders
accounts-role-merchant-hint = goods, prices, orders, settings
accounts-role-admin-hint = all of it, and who may do what
accounts-line-details = { $name }
accounts-line-passkeys = { $more ->
    [one] One passkey
   *[other] { $more } passkeys
}, { $count ->
    [one] signed in on this device
   *[other] signed in on { $count } devices
}
accounts-line-devices = { $count ->
    [one] Signed in on this device, no passkey yet
   *[other] Signed in on { $count } devices, no passkey yet
}

refusal-no-such-person = There is nobody of that id.
refusal-wrong-password = That email and password do not belong together.
refusal-passkey-refused = That passkey is not known here. Nothing was changed.
refusal-too-many-guesses = Too many tries. Please wait a moment, then try again.
refusal-link-spent = This link was used or has run out. Ask for a new one; nothing was changed.
refusal-address-taken = Another account has this mail address. Nothing was changed.
refusal-last-admin = A shop needs an administrator. Make somebody else one first; nothing was changed.
refusal-field-too-common = Too many people use that one. A few words of your own make a good password.
