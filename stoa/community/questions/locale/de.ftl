questions-mail-asked-subject = Können Sie helfen? Eine Frage zu { $title }
questions-mail-asked-title = Jemand überlegt, { $title } zu kaufen – Sie haben es schon
questions-mail-asked-text = Die Frage lautet:
questions-mail-asked-how = Ein Satz genügt, und „keine Ahnung“ ist auch eine Antwort. Anmelden müssen Sie sich nicht. Der Link gehört nur Ihnen, gilt einmal und bis zum { $day }.
questions-mail-asked-action = Antworten
questions-mail-asked-reason = Sie bekommen diese E-Mail, weil { $shop } Sie nach Dingen fragen darf, die Sie besitzen: höchstens einmal in der Woche. Hinter dem Link schalten Sie das mit einem Tippen ab.
questions-mail-answered-subject = Eine Antwort auf Ihre Frage
questions-mail-answered-title = Jemand hat geantwortet
questions-mail-answered-owner = Jemand, der es besitzt, hat geantwortet
questions-mail-answered-official = Der Shop hat geantwortet
questions-mail-answered-text = Zu { $title }:
questions-mail-answered-solved = War das die Lösung? Ein Tippen hinter dem Link sagt es den anderen.
questions-mail-answered-action = Antworten ansehen
questions-mail-answered-reason = Sie bekommen diese E-Mail, weil Sie von Antworten auf diese Frage erfahren wollten. Mehr als drei werden es nicht.
questions-mail-in-your-name-subject = Ihre Antwort ist zu lesen
questions-mail-in-your-name-title = In Ihrem Namen wurde geantwortet
questions-mail-in-your-name-text = Über den Link, den wir Ihnen geschickt hatten, zu { $title }:
questions-mail-in-your-name-how = Waren Sie das: vielen Dank. War es jemand anders oder überlegen Sie es sich anders, nehmen Sie die Antwort zurück; sie ist dann sofort weg.
questions-mail-in-your-name-action = Zurücknehmen
questions-mail-for-the-shop-subject = Eine Frage, die nur wir beantworten können
questions-mail-for-the-shop-title = Jemand wartet auf unsere Antwort
questions-mail-for-the-shop-text = { $name } <{ $email }> hat bei { $title } gefragt. Die Frage wurde nicht veröffentlicht; es hieß, dass wir per E-Mail antworten.
questions-mail-for-the-shop-action = Antworten
questions-mail-for-the-shop-reason = Diese E-Mail geht an das eigene Postfach des Shops.
questions-mail-replied-subject = Unsere Antwort auf Ihre Frage
questions-mail-replied-title = Sie haben uns gefragt
questions-mail-replied-text = Ihre Frage:
questions-mail-handed-over-subject = Ihre Frage liegt jetzt beim Shop
questions-mail-handed-over-title = Bisher hat kein Besitzer geantwortet
questions-mail-handed-over-text = Sie haben zu { $title } gefragt:
questions-mail-handed-over-how = Deshalb ist jetzt der Shop gefragt. Seine Antwort steht dann gekennzeichnet auf der Seite, und Sie bekommen eine E-Mail, sobald sie da ist. Besitzer können weiterhin antworten.
questions-mail-handed-over-action = Ihre Frage ansehen
questions-mail-handed-over-reason = Sie bekommen diese E-Mail, weil Sie von Antworten auf diese Frage erfahren wollten.
questions-mail-unanswered-subject = Kein Besitzer konnte antworten: Jetzt sind wir gefragt
questions-mail-unanswered-title = Eine Frage wartet auf uns
questions-mail-unanswered-text = Niemand, der { $title } hat, hat geantwortet. Wer gefragt hat und erreichbar ist, weiß, dass die Frage jetzt bei uns liegt.
questions-mail-unanswered-action = Antworten
questions-mail-unanswered-reason = Diese E-Mail geht an das eigene Postfach des Shops.
questions-title = Fragen und Antworten
questions-list-title = Fragen und Antworten zu { $title }
questions-all = { $count ->
    [one] Die Frage
   *[other] Alle { $count } Fragen
}
questions-ask = Fragen
questions-ask-label = Was möchten Sie wissen?
questions-ask-hint = Was schon bekannt ist, erscheint beim Tippen.
questions-ask-title = Fragen Sie die Besitzer
questions-ask-about = Frage zu { $title }
questions-ask-do = Die Besitzer fragen
questions-text-hint = Eine Frage, in ein oder zwei Sätzen. Alle können sie lesen.
questions-found = Das könnte die Antwort sein
questions-found-count = { $count ->
    [0] Noch nichts bekannt
    [one] Eine mögliche Antwort
   *[other] { $count } mögliche Antworten
}
questions-known = Vielleicht ist das schon die Antwort
questions-from-specification = Aus den technischen Daten
questions-from-review = Aus einer Bewertung vom { $day }
questions-from-review-stars = Aus einer Bewertung mit { $stars ->
    [one] einem Stern
   *[other] { $stars } Sternen
} vom { $day }
questions-from-waiting = Gefragt am { $day }, noch ohne Antwort
questions-from-answer = Beantwortet am { $day }
questions-from-shop = Vom Shop beantwortet am { $day }
questions-owner = Besitzt es
questions-none = Noch hat niemand gefragt. Eine Frage geht an Leute, die es besitzen.
questions-none-title = Hier sind keine Fragen
questions-answered-by = Hat geantwortet
questions-about = Zu
questions-orders = Welche Fragen
questions-order-helpful = Am hilfreichsten
questions-order-newest = Neueste
questions-order-unanswered = Noch ohne Antwort
questions-further = Weitere Fragen
questions-answers = { $count ->
    [0] Noch keine Antwort
    [one] Eine Antwort
   *[other] { $count } Antworten
}
questions-stands-soon = Noch hat niemand geantwortet. Nach zehn Minuten fragen wir Besitzer, die gefragt werden möchten.
questions-stands-asked = { $count ->
    [one] Noch hat niemand geantwortet. Wir haben jemanden gefragt, der es besitzt.
   *[other] Noch hat niemand geantwortet. Wir haben { $count } Besitzer gefragt.
}
questions-stands-then-owners = Ist bis { $day } keine Antwort da, suchen wir weitere Besitzer.
questions-stands-then-shop = Ist bis { $day } keine Antwort da, fragen wir den Shop.
questions-stands-nobody = Noch hat niemand geantwortet, und im Moment dürfen wir niemanden fragen. Sobald ein Besitzer das erlaubt, fragen wir. Ist bis { $day } keine Antwort da, fragen wir auch den Shop.
questions-stands-shop = { $count ->
    [0] Niemand hat geantwortet, und wir fanden keinen Besitzer, der gefragt werden darf. Seit { $day } liegt die Frage beim Shop.
    [one] Niemand hat geantwortet. Wir haben jemanden gefragt, der es besitzt; seit { $day } liegt die Frage beim Shop.
   *[other] Niemand hat geantwortet. Wir haben { $count } Besitzer gefragt; seit { $day } liegt die Frage beim Shop.
}
questions-stands-open = Noch hat niemand geantwortet.
questions-follow = Bei Antworten Bescheid geben
questions-accept = Das war die Lösung
questions-accept-not = Doch nicht die Lösung
questions-withdraw = Meine Antwort zurücknehmen
questions-withdraw-question = Meine Frage zurücknehmen
questions-report = Diese Frage melden
questions-helped = { $count ->
    [one] Hat einer Person geholfen
   *[other] Hat { $count } Leuten geholfen
}
questions-helpful-count = { $count ->
    [one] Hat einmal geholfen
   *[other] Hat { $count } Mal geholfen
}
questions-your-answer = Ihre Antwort
questions-answer-label = Was wissen Sie darüber?
questions-answer-hint = Am meisten hilft, was Sie selbst gesehen haben. Ein Satz genügt.
questions-answer-do = Antworten
questions-you-own = Sie besitzen es; das steht bei Ihrer Antwort.
questions-official = Sie antworten für den Shop
questions-official-text = Damit Kunden zuerst zu Wort kommen, erscheint Ihre Antwort am { $day }. Sie ist gekennzeichnet und steht unter gleichwertigen Antworten von Besitzern.
questions-urgent = Sofort zeigen?
questions-urgent-no = Nein, Kunden zuerst
questions-urgent-safety = Ja, jemand könnte zu Schaden kommen
questions-urgent-law = Ja, das Gesetz verlangt es
questions-held-until = Das sehen bisher nur Sie. Es erscheint am { $day }.
questions-held-colleague = Der Shop hat schon geantwortet: Das erscheint am { $day }.
questions-change = Ändern
questions-change-do = Speichern
questions-change-kept = Was Sie geschrieben haben, steht noch hier; Ihre Antwort ist, wie sie war.
questions-name = Ihr Name
questions-name-hint = Steht bei dem, was Sie schreiben. Ohne Namen sind Sie ein Gast.
questions-email = E-Mail-Adresse
questions-email-hint = Um Ihnen bei Antworten Bescheid zu geben, zu nichts anderem. Niemand sieht sie.
questions-email-shop = An diese Adresse antwortet der Shop.
questions-kept = Was Sie geschrieben haben, steht noch hier; veröffentlicht wurde nichts.
questions-rules = Für alles, was hier geschrieben wird, gelten
questions-rules-link = ein paar Regeln.
questions-variant = Um welche Ausführung geht es?
questions-variant-any = Um alle
questions-variant-hint = Gefragt werden dann zuerst Leute, die genau diese haben.
questions-done-asked = Ihre Frage steht hier.
questions-done-waiting = Vielen Dank. Bevor es erscheint, sieht es sich jemand an.
questions-told-at = Sobald jemand antwortet, geht eine E-Mail an { $email }.
questions-done-same-told = Das wurde schon einmal gefragt: Hier sind die Antworten. Kommt noch eine dazu, bekommen Sie eine E-Mail.
questions-done-same = Das wurde schon einmal gefragt: Hier sind die Antworten.
questions-done-answered = Vielen Dank. Ihre Antwort steht hier.
questions-done-held = Vielen Dank. Ihre Antwort erscheint, sobald Kunden Zeit hatten, selbst zu antworten.
questions-done-changed = Geändert.
questions-done-gone = Ihre Antwort ist zurückgenommen.
questions-done-accepted = Notiert. Andere sehen jetzt, was geholfen hat.
questions-shop-title = Das können nur wir beantworten
questions-shop-needs-mail = Es scheint um eine Bestellung, Lieferung, Zahlung oder ein Konto zu gehen und wird deshalb nicht veröffentlicht. Sagen Sie uns, wohin wir antworten sollen. Können Besitzer es beantworten, dann sagen Sie das.
questions-shop-send = An den Shop senden
questions-shop-no = Nein, die Besitzer fragen
questions-shop-no-text = Dann können es alle lesen. Nehmen Sie Bestellnummern und Adressen heraus.
questions-shop-no-do = Die Besitzer fragen
questions-shop-told = Es wurde nicht veröffentlicht. Der Shop hat Ihre Frage und antwortet an { $email }.
questions-shop-why-words = Die Frage handelt von Ihrer eigenen Bestellung, Lieferung, Zahlung oder Ihrem Konto.
questions-shop-why-judge = Ein kleines Modell, das Fragen liest, hielt sie für eine zu Bestellung, Lieferung, Zahlung oder Konto. Manchmal irrt es sich.
questions-shop-answered = Der Shop hat geantwortet
questions-back = Zurück zu { $title }
questions-link-lead = Jemand überlegt, { $title } zu kaufen, und fragt Sie, weil Sie es besitzen
questions-link-hint = Ein Satz genügt. Dabei steht, wie lange Sie es schon besitzen.
questions-link-once = Der Link gehört nur Ihnen, gilt einmal und bis zum { $day }. Sie bekommen eine E-Mail mit dem, was in Ihrem Namen geantwortet wurde, und können es zurücknehmen.
questions-link-unknown = Weiß ich nicht
questions-link-stop = Fragen Sie mich nichts mehr
questions-linked-unknown = Kein Problem
questions-linked-unknown-text = Danke, dass Sie es sagen. Niemand erfährt davon.
questions-linked-stop = Wir fragen Sie nichts mehr
questions-linked-stop-text = In Ihrem Konto können Sie sich jederzeit wieder fragen lassen.
questions-linked-back = Es ist zurückgenommen
questions-linked-back-text = Was in Ihrem Namen geantwortet wurde, ist weg.
questions-linked-received = Vielen Dank, wir haben Ihre Frage
questions-linked-received-text = Zuerst sieht sie sich jemand an. Sobald sie zu lesen ist, fragen wir Besitzer.
questions-linked-see = Ansehen
questions-back-title = In Ihrem Namen geantwortet
questions-back-text = War es jemand anders oder überlegen Sie es sich anders, nehmen Sie es zurück. Es ist dann sofort weg.
questions-quiet-lead = Sie wollten von Antworten erfahren auf
questions-quiet-do = Davon nichts mehr hören
questions-quiet-done = Von dieser Frage hören Sie nichts mehr.
questions-account = Fragen
questions-account-lead = Wobei Sie helfen können, was Sie gefragt und was Sie geantwortet haben.
questions-willing = Dürfen wir Sie fragen?
questions-willing-text = Ab und zu möchte jemand etwas über ein Produkt wissen, das Sie besitzen. Wenn Sie mögen, bekommen Sie so eine Frage per E-Mail, höchstens einmal in der Woche, und antworten mit einem Tippen. Ihre Antwort steht dort unter dem Namen, den Sie gewählt haben, oder als „Ein Mitglied“.
questions-willing-is = Sie dürfen gefragt werden.
questions-willing-do = Ja, fragen Sie mich
questions-willing-stop = Nicht mehr fragen
questions-open = Das wartet auf Sie
questions-mine = Was ich gefragt habe
questions-mine-none = Sie haben noch nichts gefragt.
questions-my-answers = Was ich geantwortet habe
questions-my-answers-none = Sie haben noch nichts geantwortet.
questions-by-link = Über den Link in einer E-Mail
questions-state-waiting = Wird geprüft
questions-state-removed = Entfernt
questions-line-waiting = { $count ->
    [one] Eine Frage wartet auf Sie
   *[other] { $count } Fragen warten auf Sie
}
questions-line-asked = { $count ->
    [one] Eine Frage gestellt, keine wartet auf Sie
   *[other] { $count } Fragen gestellt, keine wartet auf Sie
}
questions-line-none = Keine Frage wartet auf Sie

refusal-no-such-question = Diese Frage gibt es nicht, oder sie wird nicht mehr gezeigt.
refusal-no-such-answer = Diese Antwort gibt es nicht, oder sie wird nicht mehr gezeigt.
refusal-no-such-shop-request = Diese Anfrage gibt es nicht.
refusal-unfit-question = So lässt sich das nicht fragen.
refusal-unfit-answer = So lässt sich das nicht beantworten.
refusal-shop-needs-an-address = Das kann nur der Shop beantworten, und er braucht dafür eine E-Mail-Adresse.
refusal-answer-link-spent = Dieser Link wurde benutzt, ist abgelaufen oder keiner von uns.
refusal-answer-link-spent-kept = Haben Sie mit ihm geantwortet, führt die E-Mail, die Sie dann bekamen, zu Ihrer Antwort.
refusal-answer-settled = Andere haben schon gesagt, was sie von dieser Antwort halten; deshalb bleiben ihre Worte. Zurücknehmen können Sie sie.
refusal-not-your-question = Was geholfen hat, sagt nur, wer gefragt hat.
refusal-not-for-your-own-answer = Über die eigene Antwort stimmt niemand ab.
refusal-not-the-same-product = Fragen zu verschiedenen Produkten sind nicht dieselbe Frage.
refusal-field-personal = Bitte lassen Sie E-Mail-Adressen und Bestellnummern weg: Alle können das lesen.
questions-desk = Fragen
questions-desk-hosts = Fragen und Antworten
questions-desk-views = Welche davon
questions-view-shop = Nur für uns
questions-view-handed = Ohne Antwort von Besitzern
questions-view-done = Erledigt
questions-view-unanswered = Ohne Antwort
questions-desk-share = { $share } %
questions-desk-why-words = dem Wortlaut nach
questions-desk-why-judge = nach Einschätzung eines Modells
questions-desk-reply = Ihre Antwort, per E-Mail
questions-desk-reply-do = Senden
questions-desk-owners = Stattdessen Besitzer gefragt
questions-desk-shop-none = Niemand wartet auf den Shop
questions-desk-shop-none-text = Fragen zu Bestellungen, Lieferungen, Zahlungen und Konten kommen hierher statt auf die Produktseite.
questions-desk-waits = Was Sie hier antworten, erscheint { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
} nach der Frage, damit Kunden zuerst zu Wort kommen.
questions-desk-question = Frage
questions-desk-asked = Gefragte Besitzer
questions-desk-open = Davon noch offen
questions-desk-followers = Hören von Antworten
questions-desk-since = Seit
questions-desk-answers = Antworten
questions-desk-held = Ihre Antwort wartet
questions-desk-unanswered-none = Alles ist beantwortet
questions-desk-unanswered-none-text = Hierher kommen Fragen, auf die noch kein Kunde geantwortet hat.
questions-desk-handed-text = Kein gefragter Besitzer hat geantwortet, oder es gab niemanden zu fragen. Wer gefragt hat und erreichbar ist, weiß, dass die Frage bei uns liegt; was wir antworten, erscheint sofort.
questions-desk-handed-none = Niemand wartet auf uns
questions-desk-handed-none-text = Was kein Besitzer rechtzeitig beantwortet, kommt hierher; wer gefragt hat und erreichbar ist, erfährt es.
questions-desk-alike = Vielleicht dieselbe
questions-desk-alike-text = Zusammengelegte Fragen behalten alle Antworten, und die alte Adresse führt weiter.
questions-desk-merge = Zusammenlegen
questions-stat-customers = Von Kunden beantwortet
questions-stat-customers-note = { $customers } Antworten von Kunden, { $shop } vom Shop, in 90 Tagen
questions-stat-day = Innerhalb eines Tages
questions-stat-day-note = { $answered } von { $asked } Fragen
questions-stat-median = Die Hälfte innerhalb von
questions-stat-median-note = { $answered } Fragen mit Antwort
questions-stat-links = Besitzer, die antworten
questions-stat-links-note = { $answered } von { $sent } Gefragten
questions-stat-willing = Dürfen gefragt werden
questions-stat-willing-note = Mitglieder, die ja gesagt haben
