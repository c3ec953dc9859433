## Refusals
refusal-no-such-review = There is no such review, or it is not shown any more.
refusal-no-such-request = This link has run out.
refusal-reviewed-already = You have reviewed this already. You can change what you wrote.
refusal-own-review = Nobody votes on their own review.
refusal-not-a-review = Something is missing or does not fit.
refusal-taken-back = Its author has taken this review back.
refusal-field-too-many-pictures = At most { $most } pictures, please.

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
