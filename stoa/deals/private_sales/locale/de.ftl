private-sales-line-on = { $count ->
    [one] Ein Verkauf ist für Sie offen
   *[other] { $count } Verkäufe sind für Sie offen
}
private-sales-line-coming = { $count ->
    [one] Ein Verkauf steht bevor
   *[other] { $count } Verkäufe stehen bevor
}
private-sales-line-clubs = { $count ->
    [one] In einem Club, zurzeit ohne Verkauf
   *[other] In { $count } Clubs, zurzeit ohne Verkauf
}
private-sales-line-none = In keinem Club; man wird eingeladen

refusal-no-such-club = Diesen Club gibt es nicht.
refusal-no-such-club-invitation = Diese Einladung gibt es nicht. Vielleicht ist der Link nicht vollständig.
refusal-invitation-is-used-up = Diese Einladung ist schon verwendet worden oder abgelaufen. Bitten Sie die Person, die sie geschickt hat, um eine neue.
refusal-invitation-is-withdrawn = Diese Einladung wurde zurückgenommen. Fragen Sie die Person, die sie geschickt hat, ob es eine andere gibt.
refusal-nothing-to-take-back = Alle, für die diese Einladung war, sind schon gekommen. Wer im Club ist, bleibt.
refusal-no-invitation-left = Sie haben so viele Personen eingeladen, wie Sie einladen dürfen.
refusal-no-such-sale = Diese Seite gibt es nicht.
refusal-no-such-item = Das gibt es in diesem Verkauf nicht.
refusal-nothing-kept = Unter diesem Namen ist nichts für Sie zurückgelegt.
refusal-sale-not-yet = Es hat noch nicht begonnen.
refusal-sale-is-over = Der Verkauf ist zu Ende. Was in Ihrem Warenkorb liegt, bleibt Ihnen für die angezeigten Minuten.
refusal-not-your-turn = Andere sind vor Ihnen, oder Ihre Zeit ist abgelaufen. Ihr Platz in der Reihe bleibt Ihnen.
refusal-sold-out-now = Das letzte Stück ist gerade vergeben worden. Sie können auf Stücke warten, die zurückkommen.
refusal-over-the-limit = { $most ->
    [one] Davon gibt es ein Stück pro Person
   *[other] Davon gibt es { $most } Stück pro Person
}: für ein Konto, ein Gerät, eine Adresse und ein Zahlungsmittel. Ihnen wurde nichts berechnet.
refusal-claim-is-over = Die Zeit, für die das für Sie zurückgelegt war, ist abgelaufen. Ihnen wurde nichts berechnet.
refusal-only-what-is-kept = Diese Bestellung enthält etwas anderes, als für Sie zurückgelegt ist. Gehen Sie zurück zum Verkauf und versuchen Sie es von dort aus noch einmal.
refusal-unfit-sale = Etwas daran stimmt noch nicht.
refusal-field-in-the-past = Wählen Sie einen Zeitpunkt in der Zukunft.
refusal-field-after-opening = Die Vorschau muss beginnen, bevor jemand eingelassen wird, auch vor dem frühen Einlass.
refusal-field-before-opening = Wählen Sie ein Ende nach der Öffnung.
refusal-field-no-items = Wählen Sie mindestens ein Produkt, jedes nur einmal.
refusal-field-only-so-many = Je Variante gibt es höchstens { $free }.
refusal-field-named-twice = Dieses Produkt steht schon in Zeile { $row }.
refusal-field-not-lower = Der Preis muss niedriger sein als der übliche.
refusal-field-in-another-sale = Das ist in einem anderen Privatverkauf, der noch nicht vorbei ist.

private-sales-kind = Privatverkauf
private-sales-club = Ihre Clubs
private-sales-member-of = Sie sind in diesem Club
private-sales-line = Ihr Platz in der Reihe
private-sales-lead-planned = Der Verkauf ist angekündigt: Was es gibt, sehen Sie ab der Vorschau.
private-sales-lead-ended = Dieser Verkauf ist zu Ende
private-sales-ended = Ende war
private-sales-phase-planned = angekündigt
private-sales-phase-preview = Vorschau
private-sales-phase-open = jetzt geöffnet
private-sales-phase-ended = beendet
private-sales-place-outside = Warten Sie mit den anderen
private-sales-place-before = Sie nehmen an der Auslosung teil
private-sales-place-line = { $ahead ->
    [0] Sie sind als Nächstes an der Reihe
    [one] Eine Person ist vor Ihnen
   *[other] { $ahead } Personen sind vor Ihnen
}
private-sales-place-inside = Sie sind an der Reihe
private-sales-place-over = Ihre Minuten sind vorbei
private-sales-place-ended = Dieser Verkauf ist zu Ende
private-sales-enter-outside = Anstellen
private-sales-enter-over = Noch einmal anstellen
private-sales-enter-how = Bis zur Öffnung warten alle auf eine gemeinsame Auslosung, niemand muss sich beeilen. Danach gilt die Reihenfolge des Eintreffens. Sie haben einen Platz, auf allen Ihren Geräten.
private-sales-enter-how-open = Es ist geöffnet: Von jetzt an gilt die Reihenfolge des Eintreffens. Sie haben einen Platz, auf allen Ihren Geräten.
private-sales-before = Ausgelost wird am
private-sales-before-how = Wann Sie gekommen sind, spielt keine Rolle. Eine versiegelte Zahl entscheidet über die Reihenfolge; sie wird veröffentlicht, und jeder kann sie nachprüfen.
private-sales-your-id = In der veröffentlichten Auslosung heißen Sie
private-sales-minutes = { $count ->
    [one] eine Minute
   *[other] { $count } Minuten
}
private-sales-hours = { $count ->
    [one] eine Stunde
   *[other] { $count } Stunden
}
private-sales-about = Etwa { $span }, so schnell, wie es zuletzt vorangegangen ist; höchstens { $most }.
private-sales-about-unknown = Höchstens { $most }. Wie schnell es vorangeht, ist noch nicht bekannt.
private-sales-drawn = Sie wurden auf Platz { $place } gelost.
private-sales-came-later = Sie sind nach der Auslosung gekommen, die anderen waren also vor Ihnen da.
private-sales-one-place = Diese Seite sieht von selbst nach. Ihr Platz bleibt Ihnen auch, wenn Sie sie schließen.
private-sales-look-again = Noch einmal nachsehen
private-sales-until = Wählen Sie bis
private-sales-come-in = Eintreten
private-sales-draw-look = Zur Auslosung
private-sales-draw-check = Auslosung nachprüfen
private-sales-ics = Öffnung in den Kalender übernehmen
private-sales-zone = Alle Zeiten sind die des Shops.
private-sales-zone-own = Alle Zeiten gelten in Ihrer eigenen Zeitzone.
private-sales-kept = Für Sie zurückgelegt
private-sales-kept-until = Ihres bis
private-sales-put-back = Doch nicht
private-sales-checkout = Für { $sum } kaufen
private-sales-take = Nehmen
private-sales-wait = Auf eines warten
private-sales-offered = { $count ->
    [one] Ein Stück ist zurückgekommen und für Sie zurückgelegt
   *[other] { $count } Stück sind zurückgekommen und für Sie zurückgelegt
}
private-sales-take-offer = Kaufen
private-sales-no-thanks = Nein, danke
private-sales-waiting = { $ahead ->
    [0] Vor Ihnen wartet niemand
    [one] Vor Ihnen wartet eine Person
   *[other] Vor Ihnen warten { $ahead } Personen
}
private-sales-waiting-how = { $carts ->
    [0] In keinem Warenkorb liegt gerade eines.
    [one] Ein Stück liegt in einem Warenkorb und kann zurückkommen.
   *[other] { $carts } Stück liegen in Warenkörben und können zurückkommen.
}
private-sales-chance-none = Zurück kommt eines nur, wenn jemand eine Bestellung storniert.
private-sales-chance-small = Es warten mehr Personen, als Stücke zurückkommen können.
private-sales-chance-some = Vielleicht ist eines für Sie dabei.
private-sales-chance-good = Wenn es so weitergeht wie bisher, ist eines für Sie dabei.
private-sales-wait-email = Ihre E-Mail-Adresse
private-sales-wait-email-hint = Wir schreiben Ihnen, wenn eines zurückkommt. Ohne Adresse sehen Sie es auf dieser Seite.
private-sales-offer-over = Das wird nicht mehr für Sie aufgehoben
private-sales-offer-thanked = Danke: Jetzt kommt die nächste Person zum Zug
private-sales-offer-over-more = Es wurde nichts bestellt, und Sie haben nichts bezahlt.
private-sales-leave-list = Nicht mehr warten
private-sales-bought = { $count ->
    [one] Gekauft
   *[other] { $count } gekauft
}
private-sales-how-limit = { $most ->
    [one] Von jedem ein Stück pro Person.
   *[other] Von jedem { $most } Stück pro Person.
} Eine Person, das ist ein Konto, ein Gerät, eine Adresse und ein Zahlungsmittel.
private-sales-how-cart = Was Sie wählen, gehört { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
} lang Ihnen. In dieser Zeit kann es niemand anders nehmen.
private-sales-how-back = Was nicht gekauft wird, geht der Reihe nach an die, die darauf warten, und bleibt für jeden bis zu { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
} zurückgelegt.
private-sales-how-draw = Die Reihenfolge wurde ausgelost; es gewinnt nicht, wer am schnellsten ist.
private-sales-draw = Die Auslosung
private-sales-draw-how = Vor der Öffnung versiegelt der Shop eine Zufallszahl und veröffentlicht ihren Fingerabdruck (SHA-256). Zur Öffnung veröffentlicht er die Zahl selbst. Wer an der Auslosung teilnimmt, hat einen öffentlichen Namen; die Reihenfolge ist die der Fingerabdrücke aus der Zahl und dem jeweiligen Namen. Der Shop kann also keine andere Zahl mehr wählen, wenn er weiß, wer gekommen ist, und jeder kann noch einmal losen.
private-sales-draw-commitment = Fingerabdruck der versiegelten Zahl
private-sales-draw-seed = Die Zahl
private-sales-draw-later = wird zur Öffnung veröffentlicht
private-sales-draw-entrants = { $count ->
    [0] Niemand hat an der Auslosung teilgenommen.
    [one] Eine Person hat an der Auslosung teilgenommen.
   *[other] { $count } Personen haben an der Auslosung teilgenommen.
}
private-sales-draw-first = { $count ->
    [one] Die erste Person
   *[other] Die ersten { $count }
}
private-sales-draw-waiting = { $count ->
    [0] Noch wartet niemand darauf.
    [one] Eine Person wartet darauf.
   *[other] { $count } Personen warten darauf.
}
private-sales-draw-yourself = Selbst nachlosen
private-sales-draw-script = Diese Zeilen brauchen nichts als Python. Sie enden mit einem Fehler, wenn die Zahl nicht die versiegelte ist oder die Reihenfolge nicht die, die sich aus ihr ergibt.
private-sales-draw-script-name = Skript, das die Auslosung nachprüft
private-sales-draw-data = Die veröffentlichten Daten:
private-sales-none = Sie sind in keinem Club
private-sales-none-more = In Clubs kommt man auf Einladung. Hat Ihnen jemand einen Link geschickt, öffnen Sie ihn; haben Sie ein Konto, melden Sie sich an.
private-sales-no-sales = Kein Verkauf geplant
private-sales-no-sales-more = Sobald es einen gibt, sehen Sie ihn hier.
private-sales-ahead = { $minutes ->
    [one] Eine Minute vor den anderen
   *[other] { $minutes } Minuten vor den anderen
}
private-sales-subscribe = Kalender der Öffnungen
private-sales-subscribe-feed = Feed der Öffnungen
private-sales-subscribe-more = Diese beiden Adressen gehören Ihnen allein. Geben Sie sie nicht weiter.
private-sales-feed = Privatverkäufe bei { $shop }
private-sales-feed-entry = Öffnet für Sie am { $opens }, endet am { $ends }.
private-sales-invite = Einladen
private-sales-invite-left = { $left ->
    [0] Sie haben so viele Personen eingeladen, wie Sie einladen dürfen.
    [one] Sie dürfen noch eine Person einladen.
   *[other] Sie dürfen noch { $left } Personen einladen.
}
private-sales-invite-one = Einladung erstellen
private-sales-invited = Hier ist die Einladung
private-sales-invited-once = Sie wird nur dieses eine Mal angezeigt. Schicken Sie sie der Person, für die sie ist.
private-sales-copy = Kopieren
private-sales-copied = Kopiert
private-sales-open-invitation = { $left ->
    [one] Eine Einladung für eine Person, offen bis
   *[other] Eine Einladung für { $left } Personen, offen bis
}
private-sales-invitation-made = erstellt
private-sales-take-back = Zurücknehmen
private-sales-leave = Diesen Club verlassen
private-sales-leave-more = Sie sehen seine Verkäufe nicht mehr und bekommen keine Briefe dazu. Was im Warenkorb eines Verkaufs liegt, lässt sich nicht mehr kaufen, und Sie warten auf nichts mehr; was Sie bestellt haben, bleibt bestellt. Wen Sie eingeladen haben, der bleibt; Links, mit denen noch niemand gekommen ist, lassen niemanden mehr herein. Um zurückzukommen, brauchen Sie eine neue Einladung.
private-sales-take-back-more = Ein zurückgenommener Link lässt niemanden mehr herein; wer mit ihm gekommen ist, bleibt. Plätze, die übrig oder ungenutzt abgelaufen sind, können Sie neu vergeben.
private-sales-invited-you = Sie sind eingeladen
private-sales-invited-by = { $name } lädt Sie ein
private-sales-accept = Eintreten
private-sales-accept-guest = Als Gast eintreten
private-sales-accept-sign-in = Haben Sie ein Konto? Dann sind Sie auf allen Ihren Geräten dabei:
private-sales-club-how = Die Verkäufe des Clubs sehen nur seine Mitglieder. Es kostet nichts, und Sie müssen nichts kaufen.
private-sales-club-quiet = Geschrieben wird Ihnen, wenn ein Verkauf angekündigt wird und kurz bevor er öffnet, falls Sie das nicht abbestellen, und über das, worauf Sie selbst warten.
private-sales-open-until = Die Einladung gilt bis

private-sales-desk = Privatverkäufe
private-sales-desk-none = Noch kein Privatverkauf
private-sales-desk-none-more = Gründen Sie einen Club, laden Sie Menschen ein, und planen Sie unten einen Verkauf.
private-sales-desk-sale = Verkauf
private-sales-desk-opens = Öffnet
private-sales-desk-until = bis
private-sales-desk-entered = Angestellt
private-sales-desk-line = In der Reihe
private-sales-desk-inside = Drinnen
private-sales-desk-units = Stücke
private-sales-desk-state = Stand
private-sales-desk-bought = { $bought } von { $units } gekauft
private-sales-desk-where = { $free } frei, { $kept } zurückgelegt, { $listed } warten
private-sales-desk-end = Beenden
private-sales-desk-reason = Grund, der dem Club gesagt wird
private-sales-desk-show = Die Produkte allen zeigen
private-sales-desk-clubs = Clubs
private-sales-desk-new-club = Einen Club gründen
private-sales-desk-make-club = Club gründen
private-sales-desk-name = Name ({ $language })
private-sales-desk-quota = Wie viele jeder einladen darf
private-sales-desk-tier = Stufe mit frühem Einlass ({ $language })
private-sales-desk-tier-hint = Leer lassen, wenn alle gemeinsam eingelassen werden.
private-sales-desk-ahead = Minuten vor den anderen
private-sales-desk-plan = Einen Verkauf planen
private-sales-desk-club = Club
private-sales-desk-title = Name ({ $language })
private-sales-desk-text = Ein Satz dazu ({ $language })
private-sales-desk-market = Markt
private-sales-desk-preview = Vorschau ab
private-sales-desk-preview-hint = Ab dann sieht der Club, was es gibt, und man kann sich zur Auslosung anstellen.
private-sales-desk-ends = Endet
private-sales-desk-item = Produkt { $number }
private-sales-desk-another = Weiteres Produkt
private-sales-desk-product = Produkt (sein Kürzel)
private-sales-desk-price = Preis im Verkauf
private-sales-desk-each = Stück je Variante
private-sales-desk-per-person = Stück von jedem pro Person
private-sales-desk-room = Personen gleichzeitig drinnen
private-sales-desk-room-hint = Die anderen warten in der Reihe.
private-sales-desk-minutes = Minuten zum Wählen und Kaufen
private-sales-desk-hours = Stunden, die ein zurückgekommenes Stück zurückgelegt bleibt
private-sales-desk-hidden = Die Produkte vor allen anderen verbergen
private-sales-desk-hidden-hint = Sie bleiben nach dem Verkauf verborgen, bis Sie sie zeigen.
private-sales-desk-publish = Planen
private-sales-desk-part-who = Für wen, und wie er heißt
private-sales-desk-part-what = Was verkauft wird
private-sales-desk-part-when = Wann
private-sales-desk-part-many = Wie viele, wie lange
private-sales-desk-part-seen = Wer die Produkte sieht
private-sales-desk-each-more = Jede Variante eines Produkts hat diesen Preis und diese Stückzahl. Die Stücke sind ab jetzt zurückgelegt.
private-sales-desk-not-by-row = Dieser Verkauf hat Preise oder Stückzahlen je Variante; was verkauft wird, bleibt, wie es ist. Ändern lässt es sich über die API.
private-sales-desk-change = „{ $name }“ ändern
private-sales-desk-change-do = Ändern
private-sales-desk-change-save = Änderungen speichern
private-sales-desk-change-more = Bis die ersten Leute eingelassen werden. Die Auslosungen bleiben, wie sie versiegelt sind, und wer sich eingetragen hat, bleibt dabei; öffnet der Verkauf zu einer anderen Zeit, erfährt es der Club noch einmal.
private-sales-desk-short = So viele gibt es nicht: Von „{ $title }“ sind { $free } frei.
private-sales-desk-kept = Was Sie eingegeben haben, ist noch da.
private-sales-desk-tiers = Stufen
private-sales-desk-new-tier = Noch eine Stufe
private-sales-desk-tier-name = Wie sie heißt ({ $language })
private-sales-desk-lasts-hint = Leer: zwei Wochen ab jetzt.
private-sales-desk-places = Für wie viele Personen
private-sales-desk-into = Stufe
private-sales-desk-lasts = Offen bis
private-sales-desk-invite = Einladung erstellen
private-sales-desk-members = Mitglieder, und wer wen eingeladen hat
private-sales-desk-member = Mitglied
private-sales-desk-since = Seit
private-sales-desk-invited = Eingeladen
private-sales-desk-of = { $invited } von { $quota }
private-sales-desk-guest = Ein Gast
private-sales-desk-unnamed = Ein Mitglied
private-sales-desk-save = Speichern
private-sales-desk-out = Entfernen
private-sales-desk-gone = Jemand, der nicht mehr da ist
private-sales-desk-left = nicht mehr im Club
private-sales-desk-invitations = Einladungen
private-sales-desk-by = Von
private-sales-desk-by-shop = Dem Shop
private-sales-desk-used = Genutzt
private-sales-desk-invitation-open = offen
private-sales-desk-invitation-used = aufgebraucht
private-sales-desk-invitation-over = abgelaufen
private-sales-desk-invitation-back = zurückgenommen
private-sales-desk-made = Erstellt
private-sales-desk-no-invitations = Noch ist niemand eingeladen
private-sales-desk-no-members = Noch ist niemand darin
private-sales-desk-no-members-more = Erstellen Sie oben eine Einladung und verschicken Sie ihren Link.
private-sales-desk-result = Was daraus wurde
private-sales-desk-revenue = Einnahmen
private-sales-desk-given = Nachgelassen
private-sales-desk-given-more = gegenüber dem üblichen Preis
private-sales-desk-margin = Marge
private-sales-desk-margin-of = { $lines ->
    [0] noch ist nichts verkauft
    [one] ohne Steuer, abzüglich Einkauf; { $known } von einer Position mit Einkaufspreis
   *[other] ohne Steuer, abzüglich Einkauf; { $known } von { $lines } Positionen mit Einkaufspreis
}
private-sales-desk-new = Neue Kunden
private-sales-desk-of-customers = von { $count }, die gekauft haben
private-sales-desk-returning = Wiedergekommen
private-sales-desk-again = { $count ->
    [one] einer hat seither noch etwas gekauft
   *[other] { $count } haben seither noch etwas gekauft
}
private-sales-desk-now = { $line } in der Reihe, { $inside } gerade drin
private-sales-desk-items = Was verkauft wird
private-sales-desk-thing = Produkt
private-sales-desk-instead = statt { $usual }
private-sales-desk-count = { $count ->
    [one] ein Stück
   *[other] { $count } Stück
}
private-sales-desk-sold = Gekauft
private-sales-desk-kept-now = Zurückgelegt
private-sales-desk-free = Frei
private-sales-desk-wait = Wartende
private-sales-desk-people = Personen dieses Verkaufs
private-sales-desk-people-waiting = Warteliste, der Reihe nach
private-sales-desk-people-kept = Zurückgelegt und gekauft
private-sales-desk-people-came = Wer kam, und auf wessen Einladung
private-sales-desk-people-all-waiting = Alle, die warten
private-sales-desk-people-all-kept = Alles, was zurückgelegt und gekauft ist
private-sales-desk-people-all-came = Alle, die kamen
private-sales-desk-find = Name oder Anfang der E-Mail-Adresse
private-sales-desk-found-none = Niemand gefunden
private-sales-desk-found-none-more = Versuchen Sie es mit einem Teil des Namens oder dem Anfang der E-Mail-Adresse.
private-sales-desk-nobody = Bisher niemand
private-sales-desk-nobody-more = Wer kommt, steht hier.
private-sales-desk-came = Dabei
private-sales-desk-first = erste Bestellung
private-sales-came-inside = war drin
private-sales-came-entered = hat sich angestellt
private-sales-came-not = war nicht dabei
private-sales-claim-offered = angeboten
private-sales-claim-held = im Warenkorb
private-sales-claim-ordered = wird bezahlt
private-sales-claim-bought = gekauft
private-sales-desk-ended-why = Vorzeitig beendet: { $reason }
private-sales-desk-end-more = Niemand wird mehr eingelassen. Was für jemanden zurückgelegt ist, kann in seiner Zeit noch gekauft werden; der Rest geht an den Shop zurück.
private-sales-desk-foresee = Was kommt dabei heraus?
private-sales-desk-foreseen = Was dabei herauskommen kann
private-sales-desk-least = Im ungünstigsten Fall kauft niemand: keine Einnahmen, und { $units ->
    [one] ein Stück war
   *[other] { $units } Stück waren
} umsonst zurückgelegt.
private-sales-desk-all = Höchstens { $units ->
    [one] wird das eine Stück
   *[other] werden alle { $units } Stück
} verkauft: { $income }, das sind { $given } weniger als üblich.
private-sales-desk-all-margin = Ist alles verkauft, bleiben ohne Steuer und abzüglich Einkauf { $margin }; von { $known } der { $items } Varianten ist der Einkaufspreis bekannt.
private-sales-desk-worst = Etwas davon wird unter dem Einkaufspreis verkauft. Wird nur das gekauft, bleiben { $worst }; wird nur das andere gekauft, { $best }.
private-sales-desk-no-cost = Was davon bleibt, lässt sich nicht sagen: Nichts davon hat einen Einkaufspreis im Katalog.
refusal-sale-has-opened = Die Ersten sind eingelassen, darum wird der Verkauf nicht mehr geändert. Sie können ihn beenden.
refusal-tier-is-promised = Ein Verkauf ist mit den Stufen geplant, wie sie sind. Ändern Sie den Vorlauf, wenn er vorbei ist.

private-sales-mail-offered-subject = „{ $title }“ ist zurückgekommen und für Sie zurückgelegt
private-sales-mail-offered-title = Es ist zurückgekommen
private-sales-mail-offered-text = { $count ->
    [one] Ein Stück von „{ $title }“ ist bis { $until } für Sie zurückgelegt.
   *[other] { $count } Stück von „{ $title }“ sind bis { $until } für Sie zurückgelegt.
}
private-sales-mail-offered-price = { $count ->
    [one] Es kostet im Verkauf { $price }.
   *[other] Jedes kostet im Verkauf { $price }.
} { $tax ->
    [included] Die MwSt. ist enthalten
   *[added] Die Steuer ist nicht enthalten
}; was der Versand kostet, steht an der Kasse, bevor Sie zahlen.
private-sales-mail-offered-more = Wenn Sie es nicht mehr möchten, sagen Sie es uns: Dann bekommt es sofort die nächste Person.
private-sales-mail-offered-action = Kaufen oder ablehnen
private-sales-listed = Sie warten darauf
private-sales-listed-more = Wir schreiben Ihnen, wenn eines zurückkommt. Wenn Sie es nicht mehr möchten, sagen Sie es: Dann rücken die Nächsten nach.
private-sales-letters-on = Wir schreiben Ihnen zu Öffnungen von „{ $club }“
private-sales-letters-off = Wir schreiben Ihnen nicht mehr zu Öffnungen von „{ $club }“
private-sales-letters-more = Ein Brief, wenn ein Verkauf angekündigt wird, und einer eine Viertelstunde, bevor er für Sie öffnet. Worauf Sie selbst warten, erfahren Sie in jedem Fall.
private-sales-letters-end = Keine Briefe zu Öffnungen mehr
private-sales-letters-again = Schreiben Sie mir wieder
private-sales-letters-settings = Wir schreiben Ihnen zu Öffnungen.
private-sales-letters-none = Wir schreiben Ihnen nicht zu Öffnungen.
private-sales-letters-stop = Briefe abbestellen
private-sales-letters-start = Briefe wieder bestellen
private-sales-mail-listed-subject = Sie warten auf „{ $title }“
private-sales-mail-listed-title = Sie stehen auf der Liste
private-sales-mail-listed-text = { $count ->
    [one] Sie warten auf ein Stück „{ $title }“.
   *[other] Sie warten auf { $count } Stück „{ $title }“.
} Wenn eines zurückkommt und Sie an der Reihe sind, schreiben wir Ihnen.
private-sales-mail-listed-more = Haben nicht Sie darum gebeten, oder möchten Sie es nicht mehr? Ein Klick nimmt Sie von der Liste.
private-sales-mail-listed-action = Nicht mehr warten
private-sales-mail-announced-subject = „{ $title }“ kommt
private-sales-mail-announced-title = „{ $title }“ kommt
private-sales-mail-announced-text = Der Verkauf öffnet für Sie am { $opens } und endet am { $ends }.
private-sales-mail-announced-preview-from = Was es gibt, ist ab { $preview } zu sehen; ab dann können Sie sich auch zur Verlosung anstellen.
private-sales-mail-announced-action = Zu Ihren Clubs
private-sales-mail-announced-reason = Sie sind in einem Club, in den man eingeladen wird. Briefe zu Öffnungen lassen sich mit einem Klick beenden.
private-sales-mail-soon-subject = „{ $title }“ öffnet bald
private-sales-mail-soon-title = „{ $title }“ öffnet bald
private-sales-mail-soon-text = Der Verkauf öffnet für Sie am { $opens }. Wer sich vorher angestellt hat, nimmt an der Verlosung teil; wann Sie davor kommen, ist gleich.
private-sales-mail-soon-action = Anstellen
private-sales-mail-soon-reason = Sie sind in einem Club, in den man eingeladen wird. Briefe zu Öffnungen lassen sich mit einem Klick beenden.
