## The frame of every page
site-name = Stoa
site-skip = Skip to content
site-search = Search
site-search-hint = What are you looking for?
site-suggestions = Suggestions
site-market = Country, currency and language
site-language = Language
site-deliver-to = Deliver to
site-sign-in = Sign in
site-cart = Cart
site-cart-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
 }
site-departments = Departments
site-deals = Deals
site-footer-promise = Every rating, count and former price on these pages comes from records you may check.
close = Close
copy = Copy
copied = Copied
breadcrumbs = You are here
pagination = Pages
pagination-previous = Previous
pagination-next = Next
pagination-previous-page = Previous page
pagination-next-page = Next page
error-fault-kept = Your cart is kept. Nothing was ordered or paid by this.
error-forbidden-hint = Perhaps another account of yours may. If you think you should, ask us.
error-missing-hint = It may have another address now, or be here no more. The search above finds what is here.
error-go-home = To the shop
error-ask = Ask a person
error-reference = If you write to us, mention { $reference }.
mail-zone = Times in this mail are those of { $place }.
mail-unsubscribe = Stop these mails

## Forms
field-optional = (optional)
form-errors = { $count ->
    [one] One thing needs another look
   *[other] { $count } things need another look
 }
quantity-of = Quantity of { $thing }
quantity-less = One { $thing } less
quantity-more = One { $thing } more

## Prices, stock, delivery
price-from = from
price-now = Price now
price-was = before
price-lowest = Lowest price of the last 30 days: { $price }
price-unit = { $price } per { $per }
stock-in = In stock
stock-few = Only { $left } left
stock-out = Sold out
stock-later = Back on { $day }
promise-arrives = Arrives
promise-arrives-by = Arrives by
promise-by = Order before { $time }
promise-cost = Delivery { $amount }
promise-free = Free delivery
card-save = Save { $name }
promise-free-from = Free delivery from { $amount }
buy-add = Add to cart

## Stars and voices
stars-of = Rated { $value } out of 5
stars-reviews = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
 }
stars-short = { NUMBER($value, minimumFractionDigits: 1) } ({ $count })
stars-row = { $stars ->
    [one] { $stars } star
   *[other] { $stars } stars
 }
stars-share = { $count } of { $total } reviews
voice-member = A member
voice-guest = A guest
voice-owned = Owner for { $span }
voice-official = The shop
voice-report = Report
review-helpful = Helpful
review-basis-order = Bought here
review-basis-none = We do not know whether they bought it
review-basis-imported = Brought along from another shop
review-asked = written after we asked
review-edited = changed since
review-rewarded = Rewarded for writing
review-place = { $place } of 5
review-just-right = Just right
review-recommends = Recommends it
review-advises-against = Does not recommend it
review-picture = Picture { $number } of this review
review-own = Your review
question-more = { $count ->
    [one] One more answer
   *[other] { $count } more answers
 }
question-answer = Answer
answer-accepted = Solved it
saying-for = People like:
saying-against = People do not like:

## Gallery
gallery-of = Pictures of { $name }
gallery-choose = Choose a picture
gallery-picture = Picture { $number }

## Listings
filters = Filters
filters-count = { $count ->
    [one] { $count } product
   *[other] { $count } products
 }
filters-show = { $count ->
    [one] Show { $count } product
   *[other] Show { $count } products
 }
filters-clear = Clear all filters
filters-remove = Remove filter
sort = Sort by
sort-apply = Sort

## Cart, checkout, orders
cart-each = { $price } each
cart-update = Update
cart-remove = Remove
order-times = { $quantity } ×
order-number = Order { $number }
totals-sum = Total
totals-tax = Including VAT
steps = Steps of the checkout

## Conversations
conversation-with = Conversation with { $name }
conversation-internal = Seen by the team only

## Desk
desk-search = Orders, products, people
desk-theme = Light or dark
desk-keys = Keyboard
desk-keys-rows = In lists, j and k move down and up and o opens. Escape leaves a field.
desk-nav = Desk
chart-figures = Figures
dead-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
 }
dead-payload = What it was given
dead-trace = Where it stopped
dead-retry = Try again
dead-discard = Discard

## What the shop says when it will not do a thing
refusal-field-required = This is missing.
refusal-field-too-long = At most { $most } characters, please.
refusal-field-too-short = At least { $least } characters, please.
refusal-field-not-an-address = This does not look like a mail address, such as ada@example.com.
refusal-field-unseen-in-address = There is something in this address that cannot be seen. Type it instead of pasting it.
refusal-field-not-a-number = A whole number, please.
refusal-field-out-of-range = Choose a number from { $least } to { $most }.
refusal-field-not-an-amount = An amount of money, please, such as 12.90.
refusal-field-negative = This cannot be less than nothing.
refusal-field-not-a-choice = Please choose one of those that are offered.
refusal-field-not-a-moment = A date and a time, please.
refusal-field-nothing-chosen = Please choose something first.
refusal-field-bad-cursor = This page marker was not made by this list. Start from the first page.
refusal-field-invalid = This could not be understood.
refusal-field-too-large = This is more than is taken at once.
refusal-field-reused = This key was used with another request already.
refusal-field-unknown-field = There is no field of this name here.
refusal-field-wrong-type = This has to be { $expected }; it is { $got }.
refusal-not-json = This is not JSON. Nothing was changed.
refusal-unknown-parameter = { $count ->
    [0] This call takes no parameter; “{ $names }” was sent.
   *[other] This call does not know “{ $names }”. It takes: { $known }.
 }
refusal-field-not-one-of = This is one of: { $choices }.
refusal-field-unknown-parameter = There is no parameter of this name here.
refusal-not-conditional = This call cannot be made to depend on `If-Match`. Nothing was changed; leave the header out to have it done.
refusal-precondition-failed = This is not any more what your program has seen: somebody changed it since. Nothing was changed; read it again.
refusal-bad-limit = A page holds at least one thing.
refusal-not-acceptable = The answer would be JSON, which the request does not accept.
refusal-wrong-method = This address does not answer to that. Nothing was changed.
refusal-foreign-origin = This form was sent from another site, so nothing was done.
refusal-foreign-origin-kept = Open the page here in the shop and send it again.
refusal-too-much = This is more than is taken at once. Nothing was kept.
refusal-unreadable-address = There is nothing here, or nothing that you may see.
refusal-bad-key = { $least ->
    [1] An idempotency key is 1 to { $most } printable ASCII characters. Nothing was done.
   *[other] Of a guest who shows nothing else, an idempotency key is { $least } to { $most } printable ASCII characters, such as a UUID. Nothing was done.
}
refusal-bad-cursor = This page marker was not made by this list. Start from the first page.
refusal-unreadable-query = What follows the question mark in the address is not text.
refusal-cut-short = The request ended before it was whole. Nothing was done.
refusal-missing = There is nothing here, or nothing that you may see.
refusal-unknown = Please sign in first.
refusal-sign-in-first = Please sign in first.
refusal-forbidden = You may not do this.
refusal-not-allowed = You may not do this.
refusal-invalid = Something in this could not be understood. Nothing was changed.
refusal-conflict = This cannot be done as things stand. Nothing was changed.
refusal-unpaid = The payment was refused. Nothing was charged.
refusal-gone = This was here and has ended.
refusal-too-many = That was too often. Please wait a moment and try again.
refusal-slow-down = That was too often. Please wait a moment and try again.
refusal-too-large = This is more than is taken at once. Nothing was kept.
refusal-not-that-kind = This kind of content is not understood here.
refusal-busy = Not just now: nothing was changed. Please try again in a moment.
refusal-database-busy = Not just now: nothing was changed. Please try again in a moment.
refusal-already-there = There is one of the same already. Nothing was changed.
refusal-refused = This could not be done. Nothing was changed.
refusal-fault = Something went wrong on our side, and we have noted it as { $number }. Nothing you sent was half done; please try again.
refusal-key-reused = This idempotency key was used with another request already. Nothing was done.
refusal-still-running = The first request with this idempotency key is still being worked on.
refusal-unknown-id = There is nothing of that id, or nothing that you may see.
refusal-clock-is-fixed = The clock of a real shop cannot be moved.

## The frame: footer and the staff's screens
footer-help = Help
footer-delivery = Delivery
footer-returns = Returns and refunds
footer-withdraw = Withdraw from a contract
footer-talk = Guides and talk
footer-deals = Deals
footer-yours = Yours
footer-account = Your account
footer-orders = Your orders
footer-cart = Your cart
footer-saved = Saved things
footer-legal = Legal
footer-rules = Rules
footer-terms = Terms
footer-privacy = Privacy
footer-imprint = Imprint
desk-group-selling = Selling
desk-group-goods = Catalogue
desk-group-care = Customer care
desk-group-deals = Deals
desk-group-community = Community
desk-group-fairness = Rules and checks
desk-group-shop = The shop
desk-waiting = waiting
desk-community = Community today
desk-queue = Queue
desk-decisions = Decisions
desk-appeals = Second looks
desk-conduct = Conduct
desk-collections = Collections
desk-rules = Rules
desk-links = Known spam links
desk-bias = Decisions and stars
desk-models = Models
desk-today = Today
desk-packing = Packing
desk-returns = Returns
desk-orders = Orders
desk-reviews = Reviews
desk-questions = Questions
desk-talk = Topics
desk-asked = Questions asked
desk-customers = Customers
desk-mails = Mails
desk-products = Products
desk-stock = Stock
desk-interchange = Files in and out
desk-exchange = Community files
desk-searching = Search
desk-offers = Offers
desk-deals = Group buys
desk-sales = Private sales
desk-markets = Markets
desk-taxes = Taxes
desk-shipping = Shipping
desk-settings = Settings
desk-staff = Staff
desk-api-keys = API keys
desk-jobs = Jobs
desk-audit = Audit log
refusal-no-such-page = There is no such page.

## The desk's first page, its jobs and settings
today-pack = To pack
today-held = On hold
today-returns = Returns to decide
today-sold = Sold today
today-orders = { $count ->
    [one] { $count } order
   *[other] { $count } orders
 }
today-chart = Sold a day, last thirty days
today-day = Day
today-amount = Amount
today-scarce = Nearly gone
today-left = { $count } left
today-none-scarce = There is plenty of everything.
today-health = Books in order
today-broken = { $count ->
    [one] One thing on the books is not as it must be
   *[other] { $count } things on the books are not as they must be
 }
today-broken-more = stoa check names the rows. Stock or money may have to be mended by hand.
jobs-dead = Jobs that gave up
jobs-all-of-them = All of them
jobs-retry-all = Try again: all of { $kind }
jobs-discard-all = Discard: all of { $kind }
jobs-latest = The latest { $count }, one by one:
jobs-none-dead = Nothing gave up
jobs-none-dead-more = A job that fails again and again waits here until somebody decides.
jobs-waiting = Waiting
jobs-none-waiting = Nothing waits.
jobs-none-running = Nothing runs at this moment.
jobs-attempt = try { $count }
jobs-kind = Job
jobs-count = How many
jobs-first = Due
jobs-schedule = By the clock
jobs-every = Every
jobs-ran = Last begun
jobs-never = not yet
settings-shop = Shop
settings-version = Version
settings-size = Database
settings-migrations = { $count ->
    [one] { $count } migration
   *[other] { $count } migrations
 }
settings-worker = Worker last seen
settings-environment = What it was started with
settings-how = Settings are given as environment variables when the shop is started. What differs from the default is set in bold.
settings-name-why = The shop’s name is part of this: STOA_SHOP_NAME. Pages, mails and invoices come from several processes, and all of them read it when they start, so that no two ever disagree.
settings-seller = Invoices lack who sells
settings-seller-more = Set STOA_SELLER (name and address, parts divided by ;) and STOA_TAX_NUMBER, and start the shop again.
settings-name = Setting
settings-value = Value
settings-secret = set, and kept secret
settings-demo = This is a demo shop
settings-demo-more = Payments and parcels are pretended, and the clock can be moved.
demo-title = The demo
demo-clock = The shop's clock
demo-clock-now = In this shop it is
demo-clock-more = Move it forward to watch holds run out, parcels arrive and deadlines pass. It never goes back.
demo-step-hour = An hour on
demo-step-day = A day on
demo-step-three-days = Three days on
demo-step-week = A week on
demo-more = What else there is to see
demo-mails = Every mail the shop has sent
demo-desk = The desk, for merchants and moderators
refusal-no-such-dead-letter = There is no such job, or it has not given up.
refusal-no-demo = This shop is no demo.

## The API, for people
api-title = The API
api-lead = What a program can do here: find a thing, buy it, follow it; and what the staff’s programs can do.
api-description = The description for programs (OpenAPI 3.1)
api-contents = On this page
api-how = How it speaks
api-how-written = Everything is JSON. Money is a whole number of minor units and a currency, times are RFC 3339 in UTC, ids carry a prefix.
api-how-problems = What goes wrong is answered as problem+json (RFC 9457) with a stable code; every wrong field is named at once, unknown ones too.
api-how-once = A POST with an Idempotency-Key is done once, however often it is sent; the answer is kept for 24 hours.
api-how-lists = Lists have next_cursor and has_more; the header Link holds the next page. If-None-Match makes reading again cheap.
api-how-keys = The staff’s programs send an API key as a bearer token. It can do what it was made for and nothing more.
api-required = required
api-body = Body
api-answers = Answers
api-types = Types
api-problems = Problems
api-problems-all = All problems
api-problem-title = Problem { $code }
api-problem-says = People read:
find-title = Find orders, products, people
find-for = What fits “{ $words }”
find-orders = Orders
find-products = Products
find-people = People
find-more = More of these
find-none = Nothing fits
find-none-more = Type the number, mail address or name of an order, the title or article number of a product, the name or mail address of a person.

## What jobs are called
job-accounts-forget = Forget sign-in links that have run out
job-accounts-mail-email-change = Mail about a changed mail address
job-accounts-mail-link = Mail a sign-in link
job-app-check-invariants = Check that the books are right
job-app-strike-out-days = Strike out what was written down of pages on earlier days
job-base-forget-answers = Forget old answers of the API
job-carts-forget = Forget carts left long ago
job-catalog-fetch-picture = Fetch a picture
job-circles-fill = Look again at what members bought
job-circles-sweep = Forget old suggestions and invitations
job-discussions-feature-ends = End what was featured for a time
job-discussions-forget = Forget what topics need no longer
job-group-buys-ask = Ask who waits for what can be had again
job-group-buys-captured = Count a paid place of a team
job-group-buys-changed = Tell whoever is in what became better
job-group-buys-let-go = Let a team’s payments go
job-group-buys-list-over = End the waiting list of a team
job-group-buys-many = Settle places of a team together
job-group-buys-never = End a team whose starter never paid
job-group-buys-offer-over = End the offer of a place in a team
job-group-buys-opens = Show a deal that opens
job-group-buys-over = Free the product of a deal that takes nobody new
job-group-buys-remind = Remind those whose team misses few
job-group-buys-take = Take a team’s payments
job-group-buys-tick = End a team’s time
job-group-buys-watch = Look after group buys
job-group-buys-withdrawn = End a deal whose product is not sold any more
job-group-buys-won = Tell somebody what their team has reached
job-hear-checkout-confirm-by-mail = After an order: confirm it by mail
job-hear-checkout-give-its-codes-back = After a cancellation: give voucher codes back
job-hear-checkout-give-the-cart-back = After a payment that failed: give the cart back
job-hear-checkout-tell-of-cancellation = After a cancellation: tell the shopper
job-hear-checkout-tell-of-refund = After a refund: tell the shopper
job-hear-checkout-tell-that-a-refund-came-back = After a refund came back: tell the shopper
job-hear-circles-keep-cancelled = After a cancellation: take it from circles
job-hear-circles-keep-delivered = After a delivery: note it for circles
job-hear-circles-keep-placed = After an order: note it for circles
job-hear-circles-keep-released = After an order’s release: note it for circles
job-hear-circles-keep-returned = After a return: take it from circles
job-hear-discussions-count-what-was-ordered = After an order: count what a topic led to
job-hear-discussions-forget-what-has-arrived = After a delivery: forget which topic led to it
job-hear-discussions-take-off-what-was-cancelled = After a cancellation: take it off a topic’s count
job-hear-group-buys-end-what-is-not-sold-any-more = After a product is not sold any more: end its deals
job-hear-group-buys-show-that-it-is-sold-out = After something sold out: show it on its teams
job-hear-group-buys-show-that-it-is-there-again = After something is there again: show it on its teams
job-hear-group-buys-ask-who-waits = After a place came free: ask who waits
job-hear-group-buys-count-what-is-paid = After a payment: count it for the team
job-hear-group-buys-give-an-hour = After a payment that failed: give an hour
job-hear-group-buys-say-that-nothing-was-charged = After somebody left a team: say that nothing was charged
job-hear-group-buys-say-that-they-are-in = After somebody joined a team: say that they are in
job-hear-group-buys-say-what-was-reached = After an order’s release: say what the team reached
job-hear-interchange-picture-added = After a picture came: give it to its variants
job-hear-moderation-confirm-a-report = After a report: confirm it
job-hear-moderation-tell-of-the-second-look = After a second look: tell the author
job-hear-moderation-tell-the-admins-of-bias = After the test for bias found something: tell the admins
job-hear-moderation-tell-the-author = After a decision: tell the author
job-hear-moderation-tell-the-reporter = After a decision: tell who reported it
job-hear-payments-capture-what-was-held = After an order’s release: take the money
job-hear-payments-give-back-what-was-cancelled = After a cancellation: give the money back
job-hear-pricing-category-changed = After a category changed: look at offers on it
job-hear-pricing-changed = After a product changed: look at offers on it
job-hear-pricing-collection-changed = After a collection changed: look at offers on it
job-hear-pricing-ended = After a variant ended: look at offers on it
job-hear-pricing-published = After a product was published: look at offers on it
job-hear-private-sales-tell = After a piece came free: tell who waits
job-hear-private-sales-tell-listed = After somebody came on a waiting list: send the link that takes them off
job-hear-questions-call-them-so = After somebody’s name changed: show it with questions
job-hear-questions-forget-reviews = After a review went: no longer answer from it
job-hear-questions-read-reviews = After a review: read answers from it
job-hear-questions-read-reviews-again = After a review changed: read it again
job-hear-questions-tell-both = After a question went to the shop: tell whoever asked, and the staff
job-hear-questions-tell-the-shop = After a question for the shop: tell the staff
job-hear-questions-tell-who-asked = After an answer: tell who asked
job-hear-returns-tell-it-has-arrived = After a return arrived: tell the shopper
job-hear-returns-tell-it-is-sent-again = After a replacement: tell the shopper
job-hear-returns-tell-it-was-received = After a return was asked for: confirm it
job-hear-returns-tell-it-was-refused = After a return was refused: tell the shopper
job-hear-reviews-call-them-otherwise = After somebody’s name changed: show it with reviews
job-hear-reviews-plan-to-ask = After a delivery: plan to ask for a review
job-hear-reviews-plan-to-ask-of-what-is-not-sent = After an order of what is not sent: plan to ask for a review
job-hear-reviews-tell-of-the-answer = After the shop’s reply: tell the reviewer
job-hear-search-forget-archived = After a product was archived: take it from search
job-hear-search-index-category = After a category changed: make it findable
job-hear-search-index-changed = After a product changed: make it findable
job-hear-search-index-collection = After a collection changed: make it findable
job-hear-search-index-picture = After a new picture: show it in search
job-hear-search-index-published = After a product was published: make it findable
job-hear-search-index-without-variant = After a variant ended: take it from search
job-hear-search-note-came-back = After goods came back: show it in search
job-hear-search-note-ran-out = After goods ran out: show it in search
job-hear-search-price-after-offer = After an offer ended: prices in search
job-hear-search-price-offer = After an offer began: prices in search
job-hear-search-price-product = After a price changed: prices in search
job-hear-shipping-tell-it-has-arrived = After a parcel arrived: tell the shopper
job-hear-shipping-tell-it-is-lost = After a parcel was lost: tell the shopper
job-hear-shipping-tell-it-is-on-its-way = After a parcel left: tell the shopper
job-hear-wish-lists-count-what-came = After a payment: count it for a gift
job-hear-wish-lists-free-what-did-not-come = After a payment that failed: free its part of a gift
job-hear-wish-lists-free-what-was-cancelled = After a cancellation: free the gift again
job-hear-wish-lists-look-at-changed-prices = After a price changed: tell who saved the thing
job-hear-wish-lists-look-at-ended-offers = After an offer ended: look at saved things
job-hear-wish-lists-look-at-opened-offers = After an offer began: tell who saved the thing
job-hear-wish-lists-mark-bought = After an order: mark the gift as bought
job-hear-wish-lists-note-what-came-back = After goods came back: tell who saved them
job-hear-wish-lists-note-what-ran-out = After goods ran out: note it for lists
job-hear-wish-lists-tell-that-it-is-ordered = After a gift was put together: tell everybody
job-hear-wish-lists-tell-what-went-back = After a refund: tell who gave for a gift
job-hear-wish-lists-tell-what-came-back-to-the-shop = After a refund came back: tell who gave for a gift
job-interchange-import = Take a product file in
job-mail-forget = Forget old mails
job-mail-send = Send mail
job-moderation-bias = Check that stars do not decide
job-moderation-figures = Count how long moderation takes
job-moderation-forget = Forget evidence that has run out
job-billing-forget = Take names of erased people from invoices
job-orders-forget = Forget orders that were never paid
job-outside-payments-deliver = Pretended bank: send its message
job-outside-payments-end = Pretended bank: end a refund
job-payments-ask = Ask banks about open payments
job-payments-capture = Take money
job-payments-capture-all = Take the money of several orders
job-payments-charge = Charge a saved way to pay
job-payments-refund = Give money back
job-payments-void = Let a reserved amount go
job-payments-forget = Have a provider forget how somebody pays
job-payments-let-go = Let go of what could not be taken
job-permissions-forget = Clear away passes that have run out
job-pricing-turn = Begin and end offers
job-privacy-export = Gather what is held on a person
job-privacy-forget = Forget exports that were not fetched
job-private-sales-cancel = Cancel a private sale’s orders
job-private-sales-hand-on = Hand a piece on to who waits
job-private-sales-lapse = Give back members’ invitations that nobody used
job-private-sales-turn = Open or close a private sale
job-private-sales-watch = Look after private sales
job-private-sales-write = Write to who is invited to a private sale
job-questions-go-on = Ask further owners, or the shop
job-questions-release = Show the shop’s answer
job-questions-rounds = Carry on questions that nobody has answered
job-questions-route = Find owners who can answer
job-questions-tidy = Tidy up questions
job-returns-label = Make a return label
job-returns-link = Mail the link of an order
job-returns-match = Find the order of a withdrawal
job-reviews-age = Weigh reviews by their age
job-reviews-ask = Ask for reviews
job-reviews-refresh = Count reviews anew
job-reviews-seal = Seal the ledger of reviews
job-search-catch-up = Make changed products findable
job-search-rebuild = Make everything findable anew
job-sessions-forget = Forget sessions that have ended
job-shipping-follow = Ask carriers where parcels are
job-shipping-register = Tell the carrier of a parcel
job-stock-sweep = Clear away promises of stock that ran out
job-wish-lists-end-pools = End gifts that were not put together in time
job-wish-lists-forget = Forget what lists need no longer
