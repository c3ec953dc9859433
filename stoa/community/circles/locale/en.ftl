circles-title = My circle
circles-lead = Whom you follow, and who follows you. Nobody else sees this list unless you say so.
circles-showing = What I show
circles-invite = Invite somebody you know
circles-invite-text = Whoever opens your link and agrees becomes your friend here: you follow each other. It works for 14 days.
circles-invite-for = For
circles-invite-make = Make a link
circles-invite-made = Your invitation
circles-invite-once = Send it yourself, however you like. It is shown this once.
circles-invite-end = End it
circles-copy = Copy
circles-copied = Copied
circles-suggested = Perhaps you know each other
circles-came-link = You came by a link that they shared.
circles-came-list = You opened a wish list of theirs.
circles-came-link-to-you = They came by a link that you shared, and would like to be friends.
circles-came-list-to-you = They opened a wish list of yours, and would like to be friends.
circles-asked = They are asked now.
circles-followers = They follow you
circles-followers-text = They see what you show to everyone, and nothing more, unless you let them in.
circles-welcomed = In your circle
circles-follows = You follow
circles-friends = Friends: you follow each other
circles-muted = muted
circles-none = You follow nobody yet
circles-none-text = Invite somebody you know. With a product you then see whether they chose it, if they show it to you.
circles-do-follow = Follow
circles-do-unfollow = Unfollow
circles-do-welcome = Let in
circles-do-turn-away = Remove
circles-do-mute = Mute
circles-do-unmute = Unmute
circles-do-block = Block
circles-do-unblock = Unblock
circles-do-agree = Yes, be friends
circles-do-decline = No, thank you
circles-invitation-title = An invitation
circles-invited-by = { $name } invites you
circles-invited = You are invited
circles-invited-text = If you agree, you are friends here: each of you sees what the other shows to friends. Nothing you bought is shown unless you say so.
circles-invited-own = This is your own invitation
circles-invited-own-text = Send its link to whoever you would like in your circle.
circles-invited-sign-in = Sign in to agree
circles-invited-accept = Be friends
circles-invited-undo = You can end it at any time, without their being told.
circles-showing-lead = Nothing is shown to anybody until you say so here. A gift is never shown.
circles-saved = Saved.
circles-save = Save
circles-nothing = Show nothing to anybody
circles-me = My page
circles-me-called = Your name in public: { $name }
circles-me-unnamed = In public you are called “A member”.
circles-me-waiting = A host looks at it first; until then you are “A member”.
circles-me-none = You have no page, and in public you are called “A member”.
circles-me-change = Change name and page
circles-me-choose = Choose a name
circles-look-as = See my page as
circles-look-stranger = a stranger
circles-look-circle = somebody of my circle
circles-look-friend = a friend
circles-kinds = Who sees what
circles-kind-page = My page
circles-kind-page-text = My name, my picture and what I say of myself. Who may not see it finds nobody there.
circles-kind-purchases = What I bought
circles-kind-purchases-text = On my page, and with the product for who follows me. Once it has arrived, without gifts and returns.
circles-kind-reviews = My reviews
circles-kind-reviews-text = A list of them on my page. Each stands with its product in any case, under my public name.
circles-kind-questions = My questions and answers
circles-kind-questions-text = A list of them on my page. Each stands with its product in any case, under my public name.
circles-kind-lists = My wish lists
circles-kind-lists-text = A list of them on my page. A link that you share works by itself.
circles-kind-follows = Whom I follow
circles-kind-follows-text = On my page, of those only whose own page the visitor may see.
circles-audience-nobody = Nobody
circles-audience-friends = My friends
circles-audience-circle = My circle
circles-audience-everyone = Everyone
circles-as-all = As all my purchases
circles-seen-nobody = Nobody but you sees it.
circles-seen-everyone = Everyone sees it, also without an account.
circles-who = Who is who?
circles-words-friends = You follow each other.
circles-words-circle = Your friends, and those who follow you and whom you let in.
circles-words-everyone = Anybody who opens the page. Whom you blocked sees nothing.
circles-bought = Every purchase
circles-bought-text = Each follows your choice above, unless you choose otherwise here.
circles-bought-none = You have bought nothing yet
circles-bought-none-text = What you buy will stand here, with who sees it. To begin with that is nobody.
circles-who-sees = Who sees { $title }
circles-gift = It is a gift
circles-why-gift = Nobody but you sees it: it is a gift.
circles-why-placed = Nobody but you sees it: it has not arrived yet.
circles-why-cancelled = Nobody but you sees it: it was cancelled.
circles-why-returned = Nobody but you sees it: it went back.
circles-had = Things they have
circles-followed = Whom they follow
circles-chose-one = { $first } of your circle chose this.
circles-chose-two = { $first } and { $second } of your circle chose this.
circles-invite-open = { $count ->
    [one] For one person, until { $day }
   *[other] For { $count } people, until { $day }
 }
circles-people = { $count ->
    [one] one person
   *[other] up to { $count } people
 }
circles-since = Since { $day }
circles-blocked = { $count ->
    [one] One person is blocked
   *[other] { $count } people are blocked
 }
circles-seen-friends = { $count ->
    [0] Your friends see it. You have none yet.
    [one] Your one friend sees it.
   *[other] Your { $count } friends see it.
 }
circles-seen-circle = { $count ->
    [0] Your circle sees it. Nobody is in it yet.
    [one] Your circle sees it: one person.
   *[other] Your circle sees it: { $count } people.
 }
circles-chose-more = { $more ->
    [one] { $first }, { $second } and one more of your circle chose this.
   *[other] { $first }, { $second } and { $more } more of your circle chose this.
 }
circles-line-asking = { $count ->
    [one] One person would like to be friends
   *[other] { $count } people would like to be friends
}
circles-line-followers = { $count ->
    [one] One person follows you
   *[other] { $count } people follow you
}
circles-line-follows = { $count ->
    [one] You follow one person
   *[other] You follow { $count } people
}
circles-line-none = Nobody in it yet
circles-line-private = Private: nobody sees what you do here
circles-line-shown = Others may see { $count } of { $more } kinds of things

refusal-no-such-member = There is nobody here, or nobody that you may see.
refusal-no-such-invitation = This invitation does not exist or has ended. Ask for a new one.
refusal-no-such-purchase = There is no such purchase of yours.
refusal-own-invitation = This invitation is your own. Send its link to whoever you would like in your circle.
refusal-too-many-follows = You follow { $most } people already. Unfollow somebody first.
refusal-too-many-invitations = You have { $most } open invitations. End one of them first.
refusal-unfit-member = This cannot stand in public as it is. Nothing was changed.
refusal-field-no-addresses = A name, please, without a mail or web address.
refusal-field-not-a-name = A name needs at least one letter or digit.
