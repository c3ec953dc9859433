discussions-title = Talk
discussions-of = Talk about { $category }
discussions-lead = Guides, comparisons and questions worth having, by people who use the things.
discussions-beside = What people talk about
discussions-all = All topics
discussions-places = About
discussions-kinds = Kind of topic
discussions-kind = What kind of topic
discussions-kind-all = All
discussions-kinds-guide = Guides
discussions-kinds-comparison = Comparisons
discussions-kinds-show = Show yours
discussions-kinds-question = Questions
discussions-kind-guide = Guide
discussions-kind-guide-hint = How to choose or use something
discussions-kind-comparison = Comparison
discussions-kind-comparison-hint = This one or that one?
discussions-kind-show = Show yours
discussions-kind-show-hint = Pictures of what people made of it
discussions-kind-question = Question
discussions-kind-question-hint = Something worth knowing, that owners can answer together
discussions-pinned = Pinned
discussions-featured = Put forward
discussions-answered = Answered
discussions-new = New
discussions-owns = Owns: { $things }
discussions-closed = Closed
discussions-closed-text = It can be read; nothing more is written here.
discussions-last = Last post on { $day }
discussions-none = No topics here yet
discussions-none-text = Hosts open topics. Propose one you would like to read.
discussions-desk-none = Open the first one, best with a question that many people ask.
discussions-further = Further topics
discussions-further-posts = Further posts
discussions-propose = Propose a topic
discussions-propose-lead = Is something missing?
discussions-propose-text = A host reads it and opens it, if it helps others to choose or to use something.
discussions-proposed = Thank you
discussions-proposed-text = A host reads your proposal. When it is opened, you find it among the topics you follow.
discussions-proposals = Proposed
discussions-open = Open a topic
discussions-open-it = Open it
discussions-open-not = Not this one
discussions-open-with = Open a topic
discussions-worth = Questions worth a topic
discussions-worth-text = Asked with a product, and many people want to know.
discussions-topic-title = Title
discussions-topic-text = Text
discussions-question = The question
discussions-question-hint = What is worth knowing when this is done. It stands above everything else.
discussions-question-there = Asked and answered with the product
discussions-place = About
discussions-place-none = Everything
discussions-column-last = Last
discussions-came-of = What came of it
discussions-came-answers = { $count ->
    [one] One post answered it
   *[other] { $count } posts answered it
}
discussions-came-orders = { $count ->
    [one] One product was ordered from here
   *[other] { $count } products were ordered from here
}
discussions-ordered-one = { $count ->
    [one] Ordered once from here
   *[other] Ordered { $count } times from here
}
discussions-things = The things named here
discussions-choose = Which { $title }
discussions-posts = What people say
discussions-no-posts = Nobody has written yet. What you have seen yourself helps most.
discussions-write = Write
discussions-write-reply = Reply
discussions-reply = Reply
discussions-reply-not = Write to everybody instead
discussions-text = What do you want to say?
discussions-text-hint = Name a thing by its address, /p/…, and it can be bought from here.
discussions-pictures = Pictures
discussions-pictures-hint = Up to four, of your own.
discussions-send = Publish
discussions-sign-in = Sign in to write
discussions-kept = What you typed is still here; nothing was published.
discussions-follow = Follow
discussions-accept = This answers it
discussions-accept-not = It does not answer it after all
discussions-withdraw = Take it away
discussions-host = For hosts
discussions-pin = Pin
discussions-pin-not = Unpin
discussions-feature = Put forward
discussions-feature-not = No longer put forward
discussions-close = Close
discussions-close-not = Open again
discussions-move = Move
refusal-field-no-other-topic = There is no other topic at this address.
discussions-merge = Merge
discussions-merge-into = Merge into the topic at this address
discussions-done-written = Published. You follow this topic now.
discussions-done-waiting = Thank you. A host looks at it first; then it is shown.
discussions-done-accepted = Noted.
discussions-done-hosted = Done.
discussions-account = Topics
discussions-followed = Topics I follow
discussions-followed-none = You follow no topic
discussions-followed-none-text = Follow one, and you see here when something new is written. No mail is sent.
discussions-wrote = What I wrote
discussions-line-new = { $count ->
    [one] Something new in one topic
   *[other] Something new in { $count } topics
}
discussions-line-follows = { $count ->
    [one] You follow one topic, nothing new
   *[other] You follow { $count } topics, nothing new
}
discussions-line-none = You follow no topic yet

refusal-no-such-topic = There is no such topic, or it is not shown any more.
refusal-no-such-post = There is no such post, or it is not shown any more.
refusal-unfit-topic = It cannot be opened like this.
refusal-unfit-post = It cannot be written like this.
refusal-topic-is-closed = This topic is closed: it can be read, and nothing more is written.
refusal-end-is-past = Something is put forward until a time in the future. Nothing was changed.
refusal-not-yours = Whoever opened the topic, or a host, says what answers it.
