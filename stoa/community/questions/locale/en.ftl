questions-mail-asked-subject = Can you help? A question about { $title }
questions-mail-asked-title = Somebody thinks about { $title }, which you own
questions-mail-asked-text = They ask:
questions-mail-asked-how = One sentence is enough, and “no idea” is an answer too. You need not sign in. The link is yours alone, works once and until { $day }.
questions-mail-asked-action = Answer
questions-mail-asked-reason = You get this because you said that { $shop } may ask you about what you own: once a week at most. You can stop it with one tap behind the link.
questions-mail-answered-subject = An answer to your question
questions-mail-answered-title = Somebody has answered
questions-mail-answered-owner = Somebody who owns it has answered
questions-mail-answered-official = The shop has answered
questions-mail-answered-text = About { $title }:
questions-mail-answered-solved = Did that solve it? One tap behind the link tells the others.
questions-mail-answered-action = See the answers
questions-mail-answered-reason = You get this because you wanted to be told of answers to this question. Three such letters are the most.
questions-mail-in-your-name-subject = Your answer can be read
questions-mail-in-your-name-title = This was answered in your name
questions-mail-in-your-name-text = By the link we had mailed you, about { $title }:
questions-mail-in-your-name-how = If that was you: thank you. If it was somebody else, or you think better of it, take it back: it is gone at once.
questions-mail-in-your-name-action = Take it back
questions-mail-for-the-shop-subject = A question that only we can answer
questions-mail-for-the-shop-title = Somebody waits for our answer
questions-mail-for-the-shop-text = { $name } <{ $email }> asked at { $title }. It was not published, and they were told that we answer by mail.
questions-mail-for-the-shop-action = Answer
questions-mail-for-the-shop-reason = This goes to the shop's own mailbox.
questions-mail-replied-subject = Our answer to your question
questions-mail-replied-title = You asked us
questions-mail-replied-text = Your question:
questions-mail-handed-over-subject = Your question is with the shop now
questions-mail-handed-over-title = No owner has answered so far
questions-mail-handed-over-text = You asked about { $title }:
questions-mail-handed-over-how = So the shop has been asked. Its answer will stand on the page, labelled, and you get a letter when it comes. Owners can still answer.
questions-mail-handed-over-action = See your question
questions-mail-handed-over-reason = You get this because you wanted to be told of answers to this question.
questions-mail-unanswered-subject = No owner could answer: now we are asked
questions-mail-unanswered-title = A question waits for us
questions-mail-unanswered-text = Nobody who owns { $title } has answered. Whoever asked and can be reached has been told that we have the question now.
questions-mail-unanswered-action = Answer
questions-mail-unanswered-reason = This goes to the shop's own mailbox.
questions-title = Questions and answers
questions-list-title = Questions and answers about { $title }
questions-all = { $count ->
    [one] The question
   *[other] All { $count } questions
}
questions-ask = Ask
questions-ask-label = What would you like to know?
questions-ask-hint = What is known already comes up while you type.
questions-ask-title = Ask those who own it
questions-ask-about = Ask about { $title }
questions-ask-do = Ask the owners
questions-text-hint = One question, in one or two sentences. Everybody can read it.
questions-found = This may answer it
questions-found-count = { $count ->
    [0] Nothing known yet
    [one] One thing that may answer it
   *[other] { $count } things that may answer it
}
questions-known = This may answer it already
questions-from-specification = From the specifications
questions-from-review = From a review, { $day }
questions-from-review-stars = From a review with { $stars ->
    [one] one star
   *[other] { $stars } stars
}, { $day }
questions-from-waiting = Asked on { $day }, not answered yet
questions-from-answer = Answered on { $day }
questions-from-shop = Answered by the shop on { $day }
questions-owner = Owns it
questions-none = Nobody has asked yet. A question goes to people who have it at home.
questions-none-title = No questions here
questions-answered-by = Has answered
questions-about = About
questions-orders = Which questions
questions-order-helpful = What helped most
questions-order-newest = Newest
questions-order-unanswered = Not answered yet
questions-further = Further questions
questions-answers = { $count ->
    [0] No answer yet
    [one] One answer
   *[other] { $count } answers
}
questions-stands-soon = Nobody has answered yet. After ten minutes we ask people who own it and said we may.
questions-stands-asked = { $count ->
    [one] Nobody has answered yet. We have asked somebody who owns it.
   *[other] Nobody has answered yet. We have asked { $count } people who own it.
}
questions-stands-then-owners = If there is no answer by { $day }, we look for others who own it.
questions-stands-then-shop = If there is no answer by { $day }, the shop is asked.
questions-stands-nobody = Nobody has answered yet, and right now there is nobody whom we may ask. As soon as somebody who owns it may be asked, they are. If there is no answer by { $day }, the shop is asked too.
questions-stands-shop = { $count ->
    [0] Nobody has answered, and we found nobody who owns it and may be asked. The shop has had the question since { $day }.
    [one] Nobody has answered. We asked one person who owns it; the shop has had the question since { $day }.
   *[other] Nobody has answered. We asked { $count } people who own it; the shop has had the question since { $day }.
}
questions-stands-open = Nobody has answered yet.
questions-follow = Tell me of answers
questions-accept = This solved it
questions-accept-not = It did not solve it after all
questions-withdraw = Take my answer away
questions-withdraw-question = Take my question away
questions-report = Report this question
questions-helped = { $count ->
    [one] Helped one person
   *[other] Helped { $count } people
}
questions-helpful-count = { $count ->
    [one] Helped one reader
   *[other] Helped { $count } readers
}
questions-your-answer = Your answer
questions-answer-label = What do you know?
questions-answer-hint = What you have seen yourself helps most. One sentence is enough.
questions-answer-do = Answer
questions-you-own = You own this; your answer says so.
questions-official = You answer for the shop
questions-official-text = So that customers may go first, your answer is shown on { $day }. It is labelled, and stands below owners' answers of equal worth.
questions-urgent = Show it at once?
questions-urgent-no = No, customers go first
questions-urgent-safety = Yes, somebody may get hurt
questions-urgent-law = Yes, the law asks for it
questions-held-until = Only you see this so far. It is shown on { $day }.
questions-held-colleague = The shop has answered already: this is shown on { $day }.
questions-change = Change it
questions-change-do = Save
questions-change-kept = What you typed is still here; your answer is as it was.
questions-name = Your name
questions-name-hint = Shown with what you write. Without one you are a guest.
questions-email = Mail address
questions-email-hint = To tell you of answers, and for nothing else. Nobody sees it.
questions-email-shop = The shop answers to this address.
questions-kept = What you typed is still here; nothing was published.
questions-rules = What everybody writes here keeps
questions-rules-link = a few rules.
questions-variant = About which one?
questions-variant-any = Any of them
questions-variant-hint = Owners of just that one are asked first.
questions-done-asked = Your question is here.
questions-done-waiting = Thank you. A host looks at it first; then it is shown.
questions-told-at = When somebody answers, a letter goes to { $email }.
questions-done-same-told = Somebody has asked this before: here are the answers. If there is another one, you get a letter.
questions-done-same = Somebody has asked this before: here are the answers.
questions-done-answered = Thank you. Your answer is here.
questions-done-held = Thank you. Your answer is shown when customers have had their time.
questions-done-changed = Changed.
questions-done-gone = Your answer was taken away.
questions-done-accepted = Noted. Others see now what solved it.
questions-shop-title = Only we can answer this
questions-shop-needs-mail = It seems to be about an order, a delivery, a payment or an account, so it is not published. Tell us where to answer. If owners can answer it, say so.
questions-shop-send = Send it to the shop
questions-shop-no = No, ask the owners
questions-shop-no-text = Everybody can read it then. Take out order numbers and addresses.
questions-shop-no-do = Ask the owners
questions-shop-told = It was not published. The shop has it and answers to { $email }.
questions-shop-why-words = It speaks of an order, a delivery, a payment or an account of your own.
questions-shop-why-judge = A small model that reads questions took it for one about an order, a delivery, a payment or an account. It errs sometimes.
questions-shop-answered = The shop has answered
questions-back = Back to { $title }
questions-link-lead = Somebody thinks about { $title } and asks you, because you own it
questions-link-hint = One sentence is enough. It is shown with how long you have had it.
questions-link-once = This link is yours alone, works once and until { $day }. You get a letter with what was answered in your name, and can take it back.
questions-link-unknown = No idea
questions-link-stop = Ask me nothing more
questions-linked-unknown = Fair enough
questions-linked-unknown-text = Thank you for saying so. Nobody is told.
questions-linked-stop = We ask you nothing more
questions-linked-stop-text = You can let yourself be asked again in your account.
questions-linked-back = It was taken back
questions-linked-back-text = What was answered in your name is gone.
questions-linked-received = Thank you, we have it
questions-linked-received-text = A host looks at your question first. When it is shown, owners are asked.
questions-linked-see = See it
questions-back-title = Answered in your name
questions-back-text = If that was somebody else, or you think better of it, take it back. It is gone at once.
questions-quiet-lead = You asked to be told of answers to
questions-quiet-do = Tell me nothing more of this
questions-quiet-done = You hear nothing more of this question.
questions-account = Questions
questions-account-lead = What you can help with, what you asked, what you answered.
questions-willing = May we ask you?
questions-willing-text = Now and then somebody wants to know something about a thing you own. If you let us, you get such a question by mail, once a week at most, and answer with one tap. Your answer is shown with the name you chose, or as “A member”.
questions-willing-is = You may be asked.
questions-willing-do = Yes, ask me
questions-willing-stop = Do not ask me any more
questions-open = They wait for you
questions-mine = What I asked
questions-mine-none = You have asked nothing yet.
questions-my-answers = What I answered
questions-my-answers-none = You have answered nothing yet.
questions-by-link = By the link in a mail
questions-state-waiting = A host looks at it
questions-state-removed = Taken away
questions-line-waiting = { $count ->
    [one] One question waits for you
   *[other] { $count } questions wait for you
}
questions-line-asked = { $count ->
    [one] You asked one question, none waits for you
   *[other] You asked { $count } questions, none waits for you
}
questions-line-none = No question waits for you

refusal-no-such-question = There is no such question, or it is not shown any more.
refusal-no-such-answer = There is no such answer, or it is not shown any more.
refusal-no-such-shop-request = There is no such request.
refusal-unfit-question = It cannot be asked like this.
refusal-unfit-answer = It cannot be answered like this.
refusal-shop-needs-an-address = Only the shop can answer this, and it needs a mail address to answer to.
refusal-answer-link-spent = This link was used, has run out, or is not one of ours.
refusal-answer-link-spent-kept = If you answered by it, the letter we sent you then leads to your answer.
refusal-answer-settled = Others have said what they think of this answer, so its words stay. You can take it away.
refusal-not-your-question = Whoever asked says what solved it, and nobody else.
refusal-not-for-your-own-answer = Nobody says of their own answer whether it helps.
refusal-not-the-same-product = Questions about different products are not the same question.
refusal-field-personal = Please leave out mail addresses and order numbers: everybody can read this.
questions-desk = Questions
questions-desk-hosts = Questions and answers
questions-desk-views = Which of them
questions-view-shop = Only we can answer
questions-view-handed = No owner answered
questions-view-done = Done
questions-view-unanswered = Nobody has answered
questions-desk-share = { $share }%
questions-desk-why-words = by its words
questions-desk-why-judge = a model thinks so
questions-desk-reply = Your answer, by mail
questions-desk-reply-do = Send
questions-desk-owners = Asked of owners instead
questions-desk-shop-none = Nobody waits for the shop
questions-desk-shop-none-text = Questions about orders, deliveries, payments and accounts come here instead of onto the product's page.
questions-desk-waits = What you answer here is shown { $hours ->
    [one] one hour
   *[other] { $hours } hours
} after the question, so that customers may go first.
questions-desk-question = Question
questions-desk-asked = Owners asked
questions-desk-open = Of them may still answer
questions-desk-followers = Are told of answers
questions-desk-since = Since
questions-desk-answers = Answers
questions-desk-held = your answer waits
questions-desk-unanswered-none = Everything is answered
questions-desk-unanswered-none-text = Questions that no customer has answered come here.
questions-desk-handed-text = No owner we asked has answered, or there was nobody to ask. Whoever asked and can be reached was told that we have the question; what we answer is shown at once.
questions-desk-handed-none = Nobody waits for us
questions-desk-handed-none-text = What no owner answers in time comes here, and whoever asked is told if they can be reached.
questions-desk-alike = Perhaps the same
questions-desk-alike-text = Merged questions keep all their answers, and the old address leads on.
questions-desk-merge = Make it one
questions-stat-customers = Answered by customers
questions-stat-customers-note = { $customers } answers by customers, { $shop } by the shop, in 90 days
questions-stat-day = Answered in a day
questions-stat-day-note = { $answered } of { $asked } questions
questions-stat-median = Half are answered within
questions-stat-median-note = { $answered } questions with an answer
questions-stat-links = Owners who answer
questions-stat-links-note = { $answered } of { $sent } who were asked
questions-stat-willing = Owners who may be asked
questions-stat-willing-note = members who said yes
