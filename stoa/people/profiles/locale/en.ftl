profiles-account = Your account
profiles-signed-in = Signed in as { $name }
profiles-overview = Overview
profiles-details = Details
profiles-addresses = Addresses
profiles-security = Security
profiles-privacy = Privacy
profiles-desk = To the desk
profiles-saved = Saved
profiles-kept = What you entered is still here.
profiles-addresses-none = No address yet
profiles-addresses-none-text = Keep one here and a purchase takes two taps.
profiles-address-new = Add an address
profiles-address-change = Change the address
profiles-address-edit = Change
profiles-address-remove = Remove
profiles-address-usual = Usual address
profiles-address-make-usual = Make it the usual one
profiles-address-usual-tick = Use this address first
profiles-address-name = Name
profiles-address-company = Company
profiles-address-line1 = Street and number
profiles-address-line2 = Floor, flat, care of
profiles-address-city = Town
profiles-address-postal-code = Postcode
profiles-address-country = Country
profiles-address-region = State or province
profiles-address-region-hint = Only for the United States and Canada.
profiles-address-phone = Telephone
profiles-address-phone-hint = Only for the carrier, should they not find you.
profiles-address-save = Save the address
profiles-address-back = Back
profiles-group-orders = Orders
profiles-group-community = Community
profiles-group-deals = Deals
profiles-group-you = You
profiles-line-addresses = { $count ->
    [one] { $name }
   *[other] { $count } addresses, usually { $name }
}
profiles-line-no-address = None yet

refusal-no-such-address = There is no such address.
refusal-too-many-addresses = You keep { $most } addresses already. Remove one first; nothing was changed.
refusal-field-not-a-postal-code = That is no postcode there. It looks like { $example }.
refusal-field-not-a-region = There is no such state or province in that country.
refusal-field-not-a-phone = A telephone number, please, such as +49 30 1234567.
refusal-field-not-served = We do not deliver to that country.
