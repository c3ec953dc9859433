## Refusals
refusal-no-such-review = There is no such review, or it is not shown any more.
refusal-no-such-review-request = This link has run out.
refusal-reviewed-already = You have reviewed this already. You can change what you wrote.
refusal-own-review = Nobody votes on their own review.
refusal-not-a-review = Something is missing or does not fit.

## Letters
reviews-mail-request-subject = How is { $title }?
reviews-mail-request-action = Say what you think
reviews-mail-request-preview = It takes a minute, and helps others choose.
reviews-mail-request-reason = You get this letter because you bought this from us. We ask twice at most.
reviews-mail-request-title = How is it?
reviews-mail-request-text = You have had this for a while now. Others who think of buying it would like to know what you think, good and bad alike.
reviews-mail-request-again = We asked once before, and will not ask again.
reviews-mail-request-honest = Every review is shown by the same rules, however many stars it gives.
reviews-mail-answered-subject = We answered your review of { $product }
reviews-mail-answered-action = See your review
reviews-mail-answered-preview = { $text }
reviews-mail-answered-reason = You get this letter because you reviewed something you can buy from us.
reviews-mail-answered-title = The shop answered you
reviews-mail-answered-text = You wrote what you think of { $product }. This is our answer:

## With a product
reviews-title = Reviews
reviews-write-one = Write a review
reviews-write-short = Write
reviews-by-owners = { $count ->
    [one] { $count } by an owner
   *[other] { $count } by owners
 }
reviews-between = Almost surely between { $low } and { $high }
reviews-mean = plain mean of all stars { $mean }
reviews-how = How the stars are weighed
reviews-say-so = { $count ->
    [one] One person on { $aspect }
   *[other] { $count } people on { $aspect }
 }
reviews-photos = Pictures by people who have it
reviews-photo = Picture { $number }, and its review
reviews-all = { $count ->
    [one] Read the review
   *[other] Read all { $count } reviews
 }
reviews-none = Nobody has reviewed this yet. Whoever has it can help the next one choose.
reviews-aspect-fit = fit
reviews-aspect-size = size
reviews-aspect-material = material
reviews-aspect-quality = quality
reviews-aspect-durability = durability
reviews-aspect-comfort = comfort
reviews-aspect-colour = colour
reviews-aspect-looks = looks
reviews-aspect-value = value for money
reviews-aspect-cleaning = cleaning
reviews-aspect-handling = handling
reviews-aspect-noise = noise
reviews-aspect-taste = taste and smell
reviews-aspect-warmth = warmth
reviews-aspect-packing = packing and delivery
reviews-written = Reviews

## The list
reviews-of = Reviews of { $title }
reviews-one = A review of { $title }
reviews-vote-yes = Did this review help you?
reviews-vote-no = Did this review not help you?
reviews-vote-lead = You said so before you signed in. One tap, and it counts.
reviews-vote-do-yes = Yes, it helped
reviews-vote-do-no = It did not help
reviews-vote-back = Back without a vote
reviews-about = About
reviews-add-yours = You have it, too? Say what is good and what is not.
reviews-checked = Every review says what it rests on. Whatever happens to one can be checked.
reviews-how-checked = How reviews are checked
reviews-said = What people say
reviews-said-more = Each line is said by three people at least, in their own words.
reviews-side-for = { $count } like it
reviews-side-against = { $count } do not
reviews-read-for = { $count ->
    [one] The one who likes it
   *[other] All { $count } who like it
 }
reviews-read-against = { $count ->
    [one] The one who does not
   *[other] All { $count } who do not
 }
reviews-whole = the whole review
reviews-found = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
 }
reviews-show-all = { $count ->
    [one] Show the one there is
   *[other] Show all { $count }
 }
reviews-filter-stars = Stars
reviews-any-stars = Any stars
reviews-filter-variant = Which one
reviews-any-variant = Any choice
reviews-filter-language = Language
reviews-any-language = Any language
reviews-owners-only = By owners
reviews-pictures-only = With pictures
reviews-sort-helpful = Most helpful
reviews-sort-new = Newest
reviews-sort-high = Most stars
reviews-sort-low = Fewest stars
reviews-none-such = No review is like that. Take a filter away to see more.
reviews-more = More reviews
reviews-none-title = No reviews yet

## One review
reviews-done-published = Thank you. Your review is here.
reviews-done-published-more = Everybody can read it now.
reviews-done-waiting = Thank you. Somebody looks at it first.
reviews-done-waiting-more = Usually within an hour. How many stars you gave is hidden from whoever looks.
reviews-done-removed = Your review is not shown.
reviews-done-removed-more = It breaks a published rule. The reasons, and how to ask for a second look, are among the decisions in your account and in our letter.
reviews-done-already = You have reviewed this.
reviews-done-already-more = Here is what you wrote. You can change it.
reviews-keep-link = Keep the address of this page
reviews-keep-link-more = It is the only way to change or take back a review without an account. We do not show it again.
reviews-pros = Good
reviews-cons = Not so good
reviews-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
reviews-edits = { $count ->
    [one] Changed once
   *[other] Changed { $count } times
 }
reviews-edit-was = { $stars ->
    [one] Until then it gave { $stars } star.
   *[other] Until then it gave { $stars } stars.
 }
reviews-edit = Change it
reviews-withdraw = Take it back
reviews-withdraw-sure = Words and pictures are gone at once and cannot be brought back. That there was a review stays in the ledger.
reviews-withdraw-do = Take my review back
reviews-proof = What proves it
reviews-proof-order = The order line it rests on, hashed
reviews-proof-salt = Salt of its digest in the ledger

## Writing
reviews-write = Review { $title }
reviews-change = Change your review of { $title }
reviews-write-title = What do you think of it?
reviews-change-title = Change your review
reviews-no-order = Anybody may review. As we know of no order of yours, your review says so.
reviews-kept = What you wrote is still here.
reviews-stars = Stars
reviews-text = What is good, what is not?
reviews-text-hint = Words help most, and you need none. Up to { $most } characters.
reviews-title-field = In one line
reviews-variant = Which one do you have?
reviews-recommends = Would you recommend it?
reviews-recommends-yes = Yes
reviews-recommends-no = No
reviews-pictures = Pictures
reviews-pictures-hint = Up to { $most }. We keep the picture alone: no place, no camera.
reviews-pictures-kept = Your pictures
reviews-picture-remove = Remove
reviews-email = Mail address
reviews-email-hint = Never shown. We write only if something is decided about your review, or the shop answers.
reviews-name = Name
reviews-name-hint = Shown with your review. Leave it empty to be a guest.
reviews-as = You will be called: { $name }.
reviews-as-change = What I am called
reviews-language = Language of your words
reviews-send = Publish my review
reviews-save = Save
reviews-rules-said = Good or bad, every review is shown by the same rules.
reviews-rules = The rules

## From a letter
reviews-request-title = What do you think of these?
reviews-is-written = Written
reviews-thanks = Thank you
reviews-thanks-more = If you like, go on with the others.
reviews-stop = Do not ask me for reviews
reviews-stop-text = We ask twice at most after an order. If you do not want that, we will not ask this address again.
reviews-stop-do = Do not ask me again
reviews-stopped = We will not ask again
reviews-stopped-more = Of your address we keep only a fingerprint, so that we can keep this promise.

## Account
reviews-mine = My reviews
reviews-mine-lead = Reviews stand with the product under the name you chose. Who else sees them together is yours to say.
reviews-mine-showing = What I show
reviews-unwritten = You have these
reviews-since = since { $day }
reviews-without-words = Without words
reviews-state-published = Shown
reviews-state-waiting = Is looked at
reviews-state-removed = Removed
reviews-replied = The shop answered
reviews-helped = { $count ->
    [one] Helped one person
   *[other] Helped { $count } people
 }
reviews-mine-none = No reviews yet
reviews-mine-none-more = When something you bought has arrived, you can say here what you think of it.

reviews-line-unwritten = { $count ->
    [one] One thing you have and did not review
   *[other] { $count } things you have and did not review
}
reviews-line-written = { $count ->
    [one] One review written
   *[other] { $count } reviews written
}
reviews-line-none = Nothing to review yet

## Method
reviews-method = How reviews are weighed and checked
reviews-method-lead = A star is worth what can be said for it. This page says how we weigh reviews, in which order they stand, and how you can check that none was swept away.
reviews-method-who = Who writes
reviews-method-who-text = Anybody may write. Each review says what it rests on, and nobody but the shop's own orders can say so: neither the author nor the merchant.
reviews-method-order = a delivered order of this shop that was not sent back. The review says how long its author had had it.
reviews-method-imported = came from another shop's file. What it rests on there, we cannot know.
reviews-method-none = no order that we know of.
reviews-method-score = The stars
reviews-method-score-text = The number beside the stars is not the plain mean. We begin with what is usual in its category, as if { $prior } owners had said so, and let each review move it. Where a category has fewer than { $least } reviews that count for this, the one above it is asked, and at last the whole shop: { $mean } stars. What is usual is never taken as below { $low } or above { $high }, and reviews without an order do not count for it. A product with one review of five stars is therefore not above one with two hundred of 4.7.
reviews-method-usual = What is usual in each category
reviews-method-bad = Where two owners or more have spoken and none gave more than { $bad } stars, the product never stands above { $most }.
reviews-method-age = A review counts half after { $half } days, half of that after as many again, and never less than { $floor }%.
reviews-method-basis = A review from another shop's file weighs { $imported }% of an owner's, one without an order { $without }% at most.
reviews-method-paid = A review that was rewarded weighs { $paid }% and says so.
reviews-method-burst = All reviews without an order that come in one week weigh { $burst }% of everything else at most: a hundred of them move the stars by less than a tenth.
reviews-method-sure = Beside the stars stands between which numbers they lie in 19 of 20 cases. Few reviews make a wide range.
reviews-method-sort = The order
reviews-method-sort-text = First come those that helped others, by the lower bound of the share of helpful votes (Wilson, 1927), then those with words and pictures, then the younger ones. A vote weighs as much as its voter is trusted here, and less with each one for the same author. When one in ten reviews is critical, one of the first three is.
reviews-method-said = What people say
reviews-method-said-text = The sentences at the top are taken from reviews, word by word. A line appears when three people at least say the same of something, and leads to each of them. Nothing is written by a machine.
reviews-method-removed = What is removed
reviews-method-removed-text = Only what breaks a published rule. Who decides sees words and pictures and not the stars; every night it is tested whether decisions hang on them. The author is told the reason and may ask for a second look.
reviews-method-paying = Rewards
reviews-method-paying-text = What rewards a review cannot see its stars or its words. The label is set by the reward itself, not by a person.

## Ledger
reviews-ledger = The ledger of reviews
reviews-ledger-lead = Each review that is received, held for a decision, published, rejected, restored, changed or taken back is an entry here, chained to all entries before it. Nobody, not even the shop, can take one out or change one without breaking the chain.
reviews-ledger-check = Check the whole chain
reviews-ledger-download = Download all entries
reviews-ledger-whole = { $count ->
    [one] One entry, unbroken
   *[other] { $count } entries, unbroken
 }
reviews-ledger-head = The last hash is { $head }. Note it, and you can tell tomorrow that nothing before it has changed.
reviews-ledger-broken = The ledger is broken
reviews-ledger-broken-more = First wrong entry: { $at }. Reviews that stand otherwise than it says: { $disagree }.
reviews-ledger-counts = What happened, by stars
reviews-ledger-what = What happened
reviews-ledger-untold = Without stars
reviews-ledger-waiting = { $count ->
    [0] No review waits for a decision.
    [one] One review waits for a decision. Its stars are told with the decision; the digest binds them now.
   *[other] { $count } reviews wait for a decision. Their stars are told with the decision; the digests bind them now.
}
reviews-ledger-waiting-since = The oldest has waited since
reviews-ledger-bias = Every night it is tested whether what was taken away in the last half year hangs on its stars.
reviews-ledger-bias-few = So far there is too little to test.
reviews-ledger-bias-none = On { $day } it did not, as far as the test can tell.
reviews-ledger-bias-found = On { $day } it did, more than chance allows. The admins of this shop were told.
reviews-ledger-all = All
reviews-ledger-latest = Latest entries
reviews-ledger-empty = Nothing has happened yet.
reviews-reason-file = from a file
reviews-ledger-received = Received
reviews-ledger-held = Held for a decision
reviews-ledger-published = Published
reviews-ledger-rejected = Rejected
reviews-ledger-restored = Restored
reviews-ledger-edited = Changed
reviews-ledger-withdrawn = Taken back

## Desk
reviews-desk = Reviews
reviews-views = Views
reviews-view-needed = Need the shop
reviews-view-unanswered = Unanswered
reviews-view-critical = Three stars or less
reviews-view-all = All
reviews-all-products = Of all products
reviews-desk-none = Nothing here
reviews-desk-none-more = Reviews appear here as they are written. You may answer each once; the author is told.
reviews-desk-needed-none = Nobody needs you here
reviews-desk-needed-none-more = Critical reviews and those that name a fault appear here until you have answered them. All others are in the next views.
reviews-to-product = To the product
reviews-of-this = All reviews of it
reviews-reply = Answer for the shop
reviews-reply-again = Your answer
reviews-reply-hint = Everybody can read it, labelled as the shop's. The author is told once.
reviews-reply-do = Publish the answer
reviews-reply-not-now = This review is not shown now, so it cannot be answered.
reviews-stat-needed = Need the shop
reviews-stat-needed-note = Critical or naming a fault, and unanswered
reviews-stat-came = Came after a letter, 90 days
reviews-stat-asked = { $count ->
    [one] of { $count } letter
   *[other] of { $count } letters
 }
reviews-stat-waiting = Being looked at
reviews-settings = Review settings
reviews-saved = Saved
reviews-when = When owners are asked
reviews-when-text = A letter some days after delivery, one more some days later, and never while something is on its way, claimed or being sent back.
reviews-everything-else = Everything else
reviews-everything = All products
reviews-not-asked = not asked
reviews-asked-after = { $days ->
    [one] after { $days } day
   *[other] after { $days } days
 }
reviews-follows = as above
reviews-ask = Ask
reviews-wait = Days after delivery
reviews-again = Days until the second letter
reviews-follow = As the category above
reviews-save-terms = Save
reviews-beside = What is asked beside the stars
reviews-beside-text = Opinions, places on a scale whose middle is best (such as fit), or what kind of person says so.
reviews-kind-score = Opinion, 1 to 5
reviews-kind-scale = Scale, the middle is best
reviews-kind-context = About the writer
reviews-aspect-remove = Remove
reviews-aspect-add = Ask for something more
reviews-aspect-add-do = Ask for it
reviews-aspect-category = About the products of
reviews-aspect-kind = Kind
reviews-aspect-name-en = Name, English
reviews-aspect-name-de = Name, German
reviews-aspect-low-en = What 1 means, English
reviews-aspect-low-de = What 1 means, German
reviews-aspect-high-en = What 5 means, English
reviews-aspect-high-de = What 5 means, German
reviews-aspect-choices = Choices
reviews-aspect-choices-hint = For the third kind: one a line, English | German.
