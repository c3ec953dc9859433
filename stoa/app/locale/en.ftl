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
site-footer-promise = Every rating, count and former price on these pages comes from records you may check.
close = Close
copy = Copy
copied = Copied
breadcrumbs = You are here
pagination = Pages
pagination-previous = Previous
pagination-next = Next
error-fault-kept = Your cart is kept. Nothing was ordered or paid by this.
error-missing-hint = It may have been renamed or sold out. The search above finds what is here.
error-go-home = To the shop
error-ask = Ask a person
error-reference = If you write to us, mention { $reference }.
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
promise-by = Order before { $time }
promise-cost = Delivery { $amount }
promise-free = Free delivery
promise-free-from = Free delivery from { $amount }
buy-add = Add to cart

## Stars and voices
stars-of = Rated { $value } out of 5
stars-reviews = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
 }
stars-short = { $value } ({ $count })
stars-row = { $stars ->
    [one] { $stars } star
   *[other] { $stars } stars
 }
stars-share = { $count } of { $total } reviews
voice-official = The shop
voice-report = Report
review-helpful = Helpful
question-asked = Asked by { $name } on { $day }
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
