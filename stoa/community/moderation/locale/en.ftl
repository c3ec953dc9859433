moderation-rules = Rules for what is written here
moderation-rules-lead = Customers talk with customers here. These are the few things we ask of everybody, and how we keep them.
moderation-all-rules = All rules
moderation-kept = How the rules are kept
moderation-kept-stars = A low rating is no reason to take anything away. Whoever decides about a review does not see its stars, and every night a test looks whether decisions hang on them all the same.
moderation-kept-checks = Everything is checked by machine when it is sent: links, the same text by many, words of a short list, and small models that read for insults and advertising. What passes can be read at once. Otherwise a person looks. The models decide nothing.
moderation-kept-links = { $count ->
    [0] The one thing a machine takes away by itself are links that people have marked as spam before. None is marked now.
    [one] The one thing a machine takes away by itself are links that people have marked as spam before: one address at present. That, too, can be appealed.
   *[other] The one thing a machine takes away by itself are links that people have marked as spam before: { $count } addresses at present. That, too, can be appealed.
 }
moderation-kept-people = People who host this place decide about all the rest, what may do most harm first. Many reports alone take nothing away.
moderation-kept-reports = Anybody can report anything, without an account too, and is told what became of it.
moderation-kept-reasons = Whoever wrote what was taken away is told the fact and the rule, and can ask for a second look with one tap for six months. Another person looks then, wherever there is one.
moderation-took = How long it takes
moderation-took-written = Written here in the last 30 days
moderation-took-median = Until half could be read
moderation-took-most = Until 99 of 100 could be read
moderation-took-most-in = Until 99 of 100 could be read: { $span } (written here, last 30 days)
moderation-took-filed = { $count ->
    [one] plus { $count } from a file, not timed
   *[other] plus { $count } from files, not timed
 }
moderation-took-removed = Taken away
moderation-took-appeals = Second looks asked for
moderation-took-reversed = { $count ->
    [one] one decision changed
   *[other] { $count } decisions changed
 }
moderation-took-note = Counted from the records of what was written here in the last 30 days: what still waits counts as waiting until now, what was taken away before anybody read it does not count. Last on { $at }.
moderation-at-once = at once
moderation-aim-hour = (aim: an hour)
moderation-aim-day = (aim: a day)
moderation-not-counted = Counted every hour; not yet today.
moderation-active = Active members, of all

moderation-report = Report this
moderation-report-link = Report
moderation-report-lead = Somebody looks at it, and you are told what became of it.
moderation-report-rule = Which rule does it break?
moderation-report-illegal = It is illegal
moderation-report-note = What should we know?
moderation-report-note-hint = Needed when it is illegal: say what exactly, and why.
moderation-good-faith = I believe in good faith that what I say is right and complete
moderation-good-faith-hint = Needed only when it is illegal.
moderation-report-email = Your email
moderation-report-email-hint = So that we can tell you what became of it. The author never sees it.
moderation-report-name = Your name
moderation-report-do = Send the report
moderation-report-unseen = The author does not learn who reported.
moderation-typed-kept = Everything you typed is still here; nothing was changed.
moderation-look = Look at it as a host
moderation-forward = Put forward
moderation-picture = Picture { $number }
moderation-see-it = See it in its place

moderation-your-report = Your report
moderation-report-open = We have it
moderation-report-open-more = Somebody looks at it, what may do most harm first. What became of it stands on this page.
moderation-report-right = It was taken away. Thank you.
moderation-report-wrong = It stays. It breaks none of the rules.
moderation-report-gone = It is gone: its author took it away.
moderation-report-told = A letter to { $email } says what became of it, too.
moderation-report-keep = This page stays. Keep its address if you have no account.
moderation-not-me = This was not me
moderation-not-me-lead = { $kind }, reported on { $when } with your email address.
moderation-not-me-text = Anybody can report something without an account, and type any address. If it was not you, say so here: it then counts as nobody’s report, your address is forgotten, and for a year you get no letters about what somebody reports with it. What was reported is looked at all the same.
moderation-not-me-do = This was not me
moderation-not-me-done = It is nobody’s report now
moderation-not-me-done-more = We have forgotten your address, and write nothing more to it about what is reported without an account. If you want to report something yourself, do so signed in.
moderation-you-said = You said
moderation-answered = Answered

moderation-decision = Decision
moderation-words = What was taken away
moderation-reasons = Why
moderation-what = What was done
moderation-effect-removed = Others can no longer see it, in the whole shop and until something else is decided.
moderation-effect-kept = It stays.
moderation-fact = The fact
moderation-fact-link = It holds a link to { $domain }.
moderation-ground = The rule
moderation-ground-law = The law and our rule
moderation-found = How it was noticed
moderation-found-report = Somebody reported it.
moderation-found-check = An automatic check pointed it out; a person decided.
moderation-found-host = A host came across it.
moderation-found-appeal = A second look was asked for.
moderation-found-known-link = It holds a link that people have marked as spam before.
moderation-machine = Automated
moderation-machine-decided = The decision was made automatically. Ask for a second look, and a person decides.
moderation-machine-found = It was found automatically; a person decided.
moderation-machine-none = No. It was found and decided by people.
moderation-when = When
moderation-redress = What you can do
moderation-redress-text = Ask for a second look until { $day }, free of charge. You can also go to a certified body that settles disputes out of court, or to a court.
moderation-overturned = This was decided otherwise later
moderation-appeal = Second look
moderation-appeal-text = You see it otherwise? One tap is enough; you do not have to write anything.
moderation-appeal-do = Ask for a second look
moderation-appeal-words = Add something
moderation-appeal-note = What should be looked at again?
moderation-appeal-none = There is nothing to look at again.
moderation-appeal-open = A second look has been asked for
moderation-appeal-open-more = A person looks at it again. What comes of it stands here, and you get a mail.
moderation-appeal-upheld = We looked again, and the decision stays
moderation-appeal-reversed = We looked again and decided otherwise
moderation-appeal-gone = There was nothing left to look at: its words were taken back, or it was decided anew meanwhile
moderation-appeal-report = You still think that it should go?

moderation-mine = Decisions and reports
moderation-about-mine = About what you wrote
moderation-none-mine = Nothing of yours was taken away
moderation-none-mine-more = If it ever is, the reason stands here, and how to ask for a second look.
moderation-my-reports = What you reported
moderation-none-reported = You have reported nothing
moderation-none-reported-more = Beside everything that people write there is a link to report it.
moderation-is-removed = Taken away
moderation-is-overturned = Changed later
moderation-is-hidden = Hidden
moderation-outcome-open = Open
moderation-outcome-right = Taken away
moderation-outcome-wrong = It stays
moderation-outcome-gone = Gone

moderation-kind-review = Review
moderation-kind-review-reply = Reply of the shop
moderation-kind-question = Question
moderation-kind-answer = Answer
moderation-kind-topic = Topic
moderation-kind-post = Post
moderation-kind-list = Wish list
moderation-kind-entry = Note on a wish list
moderation-kind-claim = Name of a giver
moderation-kind-share = Name and message of a giver
moderation-kind-member = Member's page
moderation-kind-picture = Picture

moderation-reason-report = Reported: { $rule }
moderation-reason-host = A host came across it
moderation-reason-file = It waited in a file
moderation-reason-changed = Changed after it was taken away
moderation-reason-check = An automatic check
moderation-reason-check-links = Link by somebody new, or many links
moderation-reason-check-copies = The same text before
moderation-reason-check-removed-before = The same text was taken away before
moderation-reason-check-toxic = Model: perhaps an insult
moderation-reason-check-spam = Model: perhaps advertising
moderation-reason-check-private = Mail address or phone number
moderation-reason-check-lexicon-threat = Word list: threat
moderation-reason-check-lexicon-hate = Word list: hate
moderation-reason-check-lexicon-insult = Word list: insult
moderation-reason-check-lexicon-sexual = Word list: sexual
moderation-reason-check-lexicon-spam = Word list: advertising
moderation-reason-check-lexicon-fake = Word list: paid for

moderation-take-next = Take the next one
moderation-waiting = Waiting
moderation-oldest = the oldest for { $span }
moderation-urgent = Urgent
moderation-hidden = Hidden until decided
moderation-hidden-note = somebody waits to be read
moderation-unanswered = Reports without an answer
moderation-decided-week = Decided in 7 days
moderation-removed-week = { $count ->
    [one] one taken away
   *[other] { $count } taken away
 }
moderation-alarm = Decisions about { $kind } seem to hang on the stars
moderation-alarm-more = So uneven a table comes by chance less than once in a hundred nights. Look at the latest removals of the stars that stand out.
moderation-biased = Uneven
moderation-unbiased = Even
moderation-too-few = Too few to tell
moderation-case = { $kind } to look at
moderation-queue-none = Nothing waits
moderation-queue-none-more = What people report or a check points out comes here, what may do most harm first.
moderation-done = Decided
moderation-see-decision = See the decision
moderation-taken = Somebody looks
moderation-harm = Harm { $harm }
moderation-state-published = Published
moderation-state-waiting = Hidden
moderation-state-removed = Taken away
moderation-blind = Its stars are hidden until it is decided.
moderation-said = { $count ->
    [one] One report
   *[other] { $count } reports
 }
moderation-by-guest = A guest
moderation-by-member = A member, first report
moderation-by-right = A member, right in { $right } of { $of ->
    [one] one report
   *[other] { $of } reports
}
moderation-checks = Automatic checks
moderation-is-decided = This case is decided
moderation-own-look = You wrote, reported or decided this yourself; another host looks again.
moderation-own = You wrote this yourself; somebody else decides.
moderation-other-looks = Somebody else looks at it until { $until }.
moderation-take = Take it
moderation-yours-until = Yours until { $until }.
moderation-keep = Keep it
moderation-skip = Skip
moderation-which-rule = Which rule does it break?
moderation-fact-hint = What exactly, in one sentence. Its author reads it as you write it.
moderation-written-in-en = written in English
moderation-written-in-de = written in German
moderation-fact-language = The reason is written in
moderation-fact-language-hint = Whoever reads in another language is told so beside it.
moderation-fact-language-of-en = The piece is in English: its author reads the reason best in English.
moderation-fact-language-of-de = The piece is in German: its author reads the reason best in German.
moderation-remove = Take it away
moderation-author = Author
moderation-a-member = A member
moderation-a-guest = A guest
moderation-level = Known
moderation-level-new = New
moderation-level-known = Known
moderation-level-trusted = Trusted
moderation-conduct = { $kept } published · { $removed } taken away · found helpful { $helpful ->
    [one] once
   *[other] { $helpful } times
}
moderation-verdict-kept = Kept
moderation-verdict-removed = Taken away
moderation-views = Views
moderation-view-all = All
moderation-view-removed = Taken away
moderation-view-kept = Kept
moderation-view-open = Open
moderation-view-ended = Ended
moderation-no-fact = No reason needed
moderation-no-words = Without words
moderation-decisions-none = Nothing decided yet
moderation-decisions-none-more = Every decision is recorded here with its rule and its fact.
moderation-decided-by = Decided by { $name }
moderation-decided-by-machine = Decided automatically
moderation-was-blind = with the stars hidden
moderation-appeals-none = Nobody asks for a second look
moderation-appeals-none-more = Authors and reporters can for six months.
moderation-appeal-is-open = Open
moderation-appeal-is-upheld = Upheld
moderation-appeal-is-reversed = Changed
moderation-appeal-is-gone = Gone
moderation-appeal-by-author = The author asks
moderation-appeal-by-reporter = Who reported it asks
moderation-why = Why
moderation-why-hint = It is mailed as you write it.
moderation-uphold = Leave it as it is
moderation-reverse = Decide otherwise
moderation-bias-lead = Whoever decides does not see the stars. Every night a chi-square test looks at the decisions of { $days } days: is as large a share taken away of every star? Below { $alarm } it raises the alarm.
moderation-bias-chart = Share taken away, by stars, with its 95% interval
moderation-bias-p = χ² = { $chi2 } with { $freedom ->
    [one] one degree of freedom
   *[other] { $freedom } degrees of freedom
 }, p = { $p }.
moderation-bias-tiny = χ² = { $chi2 } with { $freedom ->
    [one] one degree of freedom
   *[other] { $freedom } degrees of freedom
 }, p < { $p }.
moderation-bias-classes = Compared are these classes of stars: { $classes }. There are too few decisions to compare each star by itself, so neighbours are put together until five of each would be expected.
moderation-bias-each = Compared are the stars one by one: { $classes }.
moderation-bias-chance = p = { $p }
moderation-bias-chance-tiny = p < { $p }
moderation-percent = { $share }%
moderation-bias-few = Fewer than five removals would be expected in a group; the test would say nothing.
moderation-bias-before = The nights before
moderation-bias-none = No night yet
moderation-bias-none-more = The first look comes tonight, once pieces with stars have been decided.
moderation-stars = Stars
moderation-share = Share
moderation-people = Conduct
moderation-people-lead = Whose writing was decided about or who reported lately. Trust comes from what stays, what others find helpful and reports that were right; how much it takes grows with the community.
moderation-people-none = Nobody yet
moderation-people-none-more = Whoever is reported or reports comes here.
moderation-written = Published
moderation-helpful = Helpful
moderation-reports-right = Right reports
moderation-models-lead = These models sort what people look at first. None of them hides or takes away anything.
moderation-models-none = No models
moderation-model-words = Made on { $day } from lists of words; languages: { $languages }
moderation-model-rows = Taught on { $day } with { $rows } rows; languages: { $languages }
moderation-model-on = Tried on
moderation-model-tried = Rows
moderation-model-threshold = Threshold
moderation-model-precision = Precision
moderation-model-recall = Recall
moderation-model-share = { NUMBER($share, minimumFractionDigits: 1, maximumFractionDigits: 1) }%
moderation-model-between = ({ NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) } to { NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) })
moderation-model-false = False alarms
moderation-model-more = Taught with, and not for
moderation-model-not-for = Not for:
moderation-model-not-met = What its trials owe still
moderation-rule-new = New rule
moderation-rule-change = Change the rule
moderation-rule-ended = Ended
moderation-rule-code = Short name
moderation-rule-code-hint = Small letters; it stays for ever.
moderation-rule-title = Title
moderation-rule-text = Text
moderation-rule-severity = Harm
moderation-rule-severity-hint = 5 is looked at first.
moderation-rule-position = Place
moderation-rule-in-force = In force
moderation-rule-kept = Decisions made before keep the words they were made by.
moderation-see-rules = See them as everybody does
moderation-save = Save
moderation-links-lead = Whatever is written with a link to one of these is taken away at once, by machine, with a reason and an appeal. Nothing else is.
moderation-link-domain = Domain
moderation-link-domain-hint = Everything under it too.
moderation-link-note = Note
moderation-link-note-hint = Why; only hosts see it.
moderation-link-mark = Mark as spam
moderation-link-unmark = Take the mark away
moderation-link-since = Since
moderation-link-change = Change
moderation-links-none = No link is marked
moderation-links-none-more = Mark one when the same advertising comes again and again.
moderation-feature-on = Feature it
moderation-feature-off = Feature it no longer
moderation-pin-on = Pin it
moderation-pin-off = Unpin it
moderation-move-on = Move it
moderation-move-nowhere = In no category
moderation-merge-on = Merge it
moderation-merge-for-good = This cannot be undone: what was written comes along, and the old address leads there.
moderation-merge-hint = As it stands in the address bar of the other one.
moderation-collect-on = Put it in
moderation-collect-off = Take it out
moderation-stands-feature = Featured since { $at }, until you end it
moderation-stands-feature-until = Featured since { $at }, until { $until }: then it ends by itself
moderation-stands-feature-not = Not featured
moderation-stands-pin = Pinned since { $at }, until you end it
moderation-stands-pin-not = Not pinned
moderation-stands-move = Is in: { $place }
moderation-stands-move-not = Is in no category
moderation-stands-merge = Merged into another one
moderation-stands-merge-more = What was written in it stands there, and its address leads there.
moderation-stands-collect = Is in:
moderation-stands-collect-not = Is in no collection
moderation-forward-nothing = Pieces of this kind cannot be put forward.
moderation-gathered = Collections
moderation-gathered-here = Also in these collections
moderation-gathered-talk = Gathered by our hosts
moderation-gathered-more = More collections
moderation-gathered-all = All collections
moderation-gathered-count = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
 }
moderation-feature-until = Until
moderation-feature-until-hint = In the shop’s time. Without it, it lasts until you end it.
moderation-verb-feature = Feature
moderation-verb-feature-text = Shown before others where it belongs.
moderation-verb-pin = Pin
moderation-verb-pin-text = Stays at the top of its place.
moderation-verb-merge = Merge
moderation-verb-merge-text = Into another one that says the same.
moderation-verb-merge-to = Address of the other one
moderation-verb-move = Move
moderation-verb-move-text = To where it belongs.
moderation-verb-move-to = Where to
moderation-verb-collect = Collect
moderation-verb-collect-text = Into a collection with a page of its own.
moderation-collections-none = No collection yet
moderation-collections-none-more = Gather what helps under a title; everybody can read it.
moderation-collection-new = New collection
moderation-collection-handle = End of its address
moderation-collection-handle-hint = Small letters, digits and hyphens.
moderation-collection-none = Nothing in it yet
moderation-collection-none-more = Hosts put in what helps.
moderation-collection-by-hosts = Gathered by the hosts; written by customers.

moderation-mail-published-subject = What you wrote can be read now
moderation-mail-published-title = It can be read now
moderation-mail-published-text = Somebody had to look at what you wrote first. It breaks no rule, and everybody can read it now. Thank you for waiting.
moderation-mail-published-action = See it
moderation-mail-removed-subject = Something you wrote was taken away
moderation-mail-removed-title = Something you wrote was taken away
moderation-mail-removed-text = Others can no longer see it. This is why.
moderation-mail-removed-more = You see it otherwise? With this link you ask for a second look with one tap, for six months and free of charge. You can also go to a certified body that settles disputes out of court, or to a court.
moderation-mail-removed-action = Read the reasons, ask for a second look
moderation-mail-report-taken-subject = We have your report
moderation-mail-report-taken-title = We have your report
moderation-mail-report-taken-text = Somebody looks at it, and you are told what became of it. With this link you see what was reported, and how it stands.
moderation-mail-report-taken-action = See how it stands
moderation-mail-not-me = You reported nothing? Say that it was not you
moderation-mail-report-answered-subject = What became of your report
moderation-mail-report-answered-title = What became of your report
moderation-mail-report-answered-right = You were right: it was taken away. Thank you for telling us.
moderation-mail-report-answered-wrong = We looked at it, and it stays: it breaks none of the rules.
moderation-mail-report-answered-gone = Its author took it away before anybody had to decide.
moderation-mail-report-answered-more = You see it otherwise? With this link you ask for a second look.
moderation-mail-report-answered-action = See your report
moderation-mail-appeal-decided-subject = We have looked again
moderation-mail-appeal-decided-title = We have looked again
moderation-mail-appeal-decided-action = See the decision
moderation-mail-bias-found-subject = What was taken away hangs on its stars
moderation-mail-bias-found-title = What was taken away hangs on its stars
moderation-mail-bias-found-text = The nightly test of the last half year says so: chance alone would do as much in less than one night in a hundred. Look at who decided what, and why, before you decide anything else.
moderation-mail-bias-found-public = Everybody reads the same beside the ledger of reviews.
moderation-mail-bias-found-action = See the figures
moderation-line-appeal = { $count ->
    [one] One removal that you can have looked at again
   *[other] { $count } removals that you can have looked at again
}
moderation-line-removed = { $count ->
    [one] One thing was removed
   *[other] { $count } things were removed
}
moderation-line-none = Nothing of yours was removed

refusal-no-such-piece = There is nothing here that you may see.
refusal-no-such-case = There is no such case.
refusal-no-such-decision = There is no such decision.
refusal-no-such-report = There is no such report.
refusal-no-such-appeal = There is no such request for a second look.
refusal-no-such-rule = There is no such rule.
refusal-already-decided = Somebody has decided this already. Nothing was changed.
refusal-leased-by-another = Somebody else is looking at this just now. Nothing was changed; take the next one.
refusal-piece-changed = Its author changed it while you were looking. Nothing was decided; please read it again.
refusal-already-appealed = A second look has been asked for already.
refusal-nothing-to-appeal = There is nothing to look at again.
refusal-not-your-own = Nobody decides about what they wrote, reported or decided themselves. Nothing was changed.
refusal-staff-stay-out = You work for this shop: you neither review its products nor vote. What you say in topics and questions is shown as the shop's.
refusal-too-late-to-appeal = The six months for asking for a second look are over.
refusal-reason-missing = Whatever is taken away needs a rule and a fact. Nothing was changed.
refusal-cannot-be-done = This cannot be done with things of this kind.
refusal-bad-line = Line { $line } cannot be understood. Nothing was taken in.
