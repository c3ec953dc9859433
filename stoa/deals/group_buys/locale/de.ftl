group-buys-line-grace = { $count ->
    [one] Eine Zahlung hat nicht geklappt; Sie können sie nachholen
   *[other] { $count } Zahlungen haben nicht geklappt; Sie können sie nachholen
}
group-buys-line-filling = { $count ->
    [one] Ein Team läuft gerade
   *[other] { $count } Teams laufen gerade
}
group-buys-line-teams = { $count ->
    [one] Bisher ein Team, keines läuft gerade
   *[other] Bisher { $count } Teams, keines läuft gerade
}
group-buys-line-none = Noch in keinem Team

group-buys-slow-down = Das war im Moment zu oft. Es wurde nichts bestellt und nichts berechnet. Bitte versuchen Sie es in { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
} noch einmal.

refusal-no-such-deal = Diese Aktion gibt es nicht.
refusal-no-such-team = Dieses Team gibt es nicht. Vielleicht ist der Link nicht vollständig.
refusal-no-such-place = Diesen Platz gibt es nicht, oder es ist nicht Ihrer.
refusal-no-place-left = Den letzten Platz hat gerade jemand anderes bekommen. Es wurde nichts berechnet. Auf der Seite des Produkts können Sie einem anderen Team beitreten oder selbst eines gründen.
refusal-group-is-over = Diese Gruppe ist zu Ende, deshalb kann niemand mehr beitreten. Es wurde nichts berechnet.
refusal-group-not-yet = Diese Gruppe hat noch nicht begonnen: Wer sie gründet, muss zuerst zahlen. Versuchen Sie es in einigen Minuten noch einmal.
refusal-already-in = Sie sind schon in diesem Team.
refusal-only-this-product = Ein Gruppenpreis gilt nur für sein Produkt, in einer eigenen Bestellung.
refusal-not-its-price = Der Preis in Ihrer Kasse ist höher als der der Gruppe. Es wurde nichts berechnet. Bitte öffnen Sie die Gruppe und machen Sie noch einmal mit.
refusal-team-has-tipped = Es sind genug dabei: Der Gruppenpreis steht fest. Wenn Sie es nicht mehr möchten, stornieren Sie Ihre Bestellung auf deren Seite.
refusal-another-deal-runs = Für dieses Produkt läuft oder kommt in diesem Markt schon eine solche Aktion. Beenden Sie diese zuerst.
refusal-unfit-deal = An dieser Aktion stimmt etwas noch nicht.
refusal-field-not-rising = Jede Stufe braucht mehr Personen und mehr Nachlass als die davor.
refusal-field-first-tier = Die Mindestzahl ist die Personenzahl der ersten Stufe.
refusal-field-too-few = Das sind weniger, als die letzte Stufe verlangt.
refusal-field-one-tier = Ein Team hat eine einzige Stufe.
refusal-field-no-product = Es gibt kein Produkt mit diesem Kürzel.
refusal-field-nothing-called-so = So heißt kein Produkt. Nennen Sie es beim Namen, beim Kürzel oder bei der Artikelnummer.
refusal-field-no-price = In diesem Markt hat es keinen Preis.

group-buys-together = Zusammen günstiger
group-buys-jointly = Mit anderen kaufen
group-buys-alone-now = Allein kostet es jetzt { $price }: Zusammen ist es gerade nicht günstiger.
group-buys-instead = je Stück, wenn { $people } zusammen kaufen
group-buys-start = Team gründen: { $price }
group-buys-start-more = Sie teilen einen Link. Sind Sie innerhalb von { $hours } Stunden zu { $people }, zahlen alle den Gruppenpreis.
group-buys-from = ab { $price }
group-buys-tiers = wenn { $people } kaufen: je mehr, desto günstiger, für alle
group-buys-second-with = { $others ->
    [one] Zu zweit:
   *[other] Mit { $others } anderen:
}
group-buys-second-join = { $count ->
    [0] Als Erste oder Erster mitmachen:
    [one] Mitmachen (eine Person dabei):
   *[other] Mitmachen ({ $count } dabei):
}
group-buys-second-missing = { $count ->
    [one] Eine Person fehlt noch
   *[other] { $count } Personen fehlen noch
}
group-buys-second-start = Sie gründen ein Team und teilen seinen Link
group-buys-second-most = höchstens { $price }; je mehr, desto günstiger
group-buys-join-missing = Einem Team beitreten: { $count ->
    [one] eine Person fehlt noch
   *[other] { $count } Personen fehlen noch
}
group-buys-join-counted = Mitmachen: { $count ->
    [0] seien Sie die erste Person
    [one] eine Person ist dabei
   *[other] { $count } Personen sind dabei
}
group-buys-until = bis { $at }
group-buys-counted = { $count ->
    [0] Noch ist niemand dabei
    [one] Eine Person ist dabei
   *[other] { $count } Personen sind dabei
}
group-buys-alone = Allein kostet es { $usual }.
group-buys-step = { $people } Personen: je { $price }
group-buys-step-short = ab { $people }: { $price }
group-buys-reached = erreicht
group-buys-yours = Sie sind dabei.
group-buys-already = Sie sind schon in diesem Team. Es wurde nichts ein zweites Mal bestellt.
group-buys-share-more = Teilen Sie die Adresse dieser Seite mit allen, die mitmachen könnten.
group-buys-join-most = Mitmachen: höchstens { $price }
group-buys-join-next = { $count ->
    [one] Einem anderen Team beitreten (1 fehlt)
   *[other] Einem anderen Team beitreten ({ $count } fehlen)
}
group-buys-kept = { $count ->
    [one] Ein Platz wird gerade für jemanden freigehalten. Wird er nicht genommen, ist er wieder frei.
   *[other] { $count } Plätze werden gerade für andere freigehalten. Werden sie nicht genommen, sind sie wieder frei.
}
group-buys-start-own = Ein eigenes Team gründen
group-buys-unseen = Sie sind schon in diesem Team
group-buys-unseen-more = Mit dieser E-Mail-Adresse oder an dieser Anschrift ist schon jemand dabei, und jede Person, jeder Haushalt zählt einmal. Es wurde nichts ein zweites Mal bestellt und nichts berechnet. Den Link zum vorhandenen Platz senden wir Ihnen per E-Mail.
group-buys-unseen-email = E-Mail-Adresse, mit der bestellt wurde
group-buys-unseen-do = Link senden
group-buys-sent = Der Link ist unterwegs, falls mit dieser Adresse jemand dabei ist.
group-buys-sent-more = Er öffnet die Bestellung zu diesem Platz: zum Ansehen, Teilen oder Aussteigen. Er kommt höchstens einmal in der Stunde.
group-buys-mail-where-subject = Ihr Platz in der Gruppe für „{ $title }“
group-buys-mail-where-title = Das ist Ihr Platz
group-buys-mail-where-text = Mit Ihrer Bestellung { $number } sind Sie in der Gruppe für „{ $title }“ dabei. Auf ihrer Seite sehen Sie, wie es um die Gruppe steht, teilen den Link oder steigen aus, solange noch nicht genug dabei sind. Haben Sie diese E-Mail nicht angefordert, brauchen Sie nichts zu tun.
group-buys-mail-where-action = Zur Bestellung
group-buys-late-full = Den letzten Platz hat gerade jemand anderes bekommen.
group-buys-late-over = Diese Gruppe ist gerade zu Ende gegangen.
group-buys-late-more = Es wurde nichts berechnet. Was Sie sofort tun können, steht unten.
group-buys-until-then = bis
group-buys-until-when = Bis
group-buys-zone = Zeiten sind die des Shops.
group-buys-zone-own = Zeiten stehen in Ihrer Zeitzone, nach der Uhr des Shops.
group-buys-circle-in = { $more ->
    [0] { $first } aus Ihrem Kreis ist dabei
    [one] { $first } und eine weitere Person aus Ihrem Kreis sind dabei
   *[other] { $first } und { $more } weitere aus Ihrem Kreis sind dabei
}
group-buys-link = Adresse zum Teilen
group-buys-share = Teilen
group-buys-copied = Die Adresse ist kopiert.
group-buys-show-circle = Meinem Kreis zeigen, dass ich dabei bin
group-buys-shown = Mein Kreis sieht, dass ich dabei bin
group-buys-circle-join = Mitmachen
group-buys-order-open = { $count ->
    [one] Ihr Platz ist sicher. Eine Person fehlt noch.
   *[other] Ihr Platz ist sicher. { $count } Personen fehlen noch.
}
group-buys-order-sold-out = Ihr Platz ist sicher. Es fehlen noch Personen, doch im Moment ist die Ware ausverkauft, daher kann niemand mitmachen. Bleibt das bis zum Ende so, zahlt niemand.
group-buys-share-until = Teilen Sie diesen Link mit allen, die mitmachen könnten, bis { $at }.
group-buys-mine = Meine Teams
group-buys-mine-waiting = Worauf Sie warten
group-buys-mine-kept = Bis { $at } wird ein Platz für Sie freigehalten.
group-buys-mine-answer = Annehmen oder ablehnen
group-buys-mine-listed = Wir schreiben Ihnen, sobald ein Platz für Sie freigehalten wird.
group-buys-mine-none = Sie sind noch in keinem Team
group-buys-mine-none-more = Kaufen Sie etwas gemeinsam mit anderen, und alle zahlen weniger. Ihre Teams stehen dann hier.
group-buys-mine-deals = Was gerade läuft
group-buys-mine-missing = { $count ->
    [one] eine Person fehlt noch
   *[other] { $count } Personen fehlen noch
}
group-buys-mine-sold_out = im Moment ausverkauft
group-buys-mine-tipped = geschafft, und es kann noch günstiger werden
group-buys-mine-ending = wird abgerechnet
group-buys-mine-paid = gemeinsam geschafft
group-buys-mine-grace = Ihre Bank hat abgelehnt
group-buys-mine-left = Sie sind ausgestiegen
group-buys-mine-declined = nicht bezahlt
group-buys-mine-released = es waren zu wenige; niemand hat bezahlt
group-buys-mine-pay = Anders bezahlen
group-buys-mail-over-subject = Die Gruppe für „{ $title }“ ist zu Ende
group-buys-mail-over-title = Es ist kein Platz frei geworden
group-buys-mail-over-text = Sie haben auf einen Platz in der Gruppe für „{ $title }“ gewartet. Sie ist zu Ende gegangen, ohne dass einer für Sie frei wurde. Sie haben nichts bezahlt, und Ihre Adresse steht nicht mehr auf der Liste.
group-buys-mail-over-action = { $way ->
    [shop] Zum Shop
   *[product] Zum Produkt
}
group-buys-choice = Welche Ausführung
group-buys-join = Für { $price } mitmachen
group-buys-product = Zum Produkt
group-buys-leave = Team verlassen
group-buys-how-missed = Kommen nicht rechtzeitig genug zusammen, zahlt niemand und es wird nichts verschickt.
group-buys-how-counts = Gezählt wird nur, wessen Zahlung bereitsteht. Alle zahlen den niedrigsten erreichten Preis.
group-buys-start-title = { $people } Personen, ein Preis
group-buys-start-now = Gründen und den ersten Platz nehmen
group-buys-sold-out = ausverkauft
group-buys-lead-open = { $count ->
    [0] Machen Sie mit: Alle bekommen diesen Preis
    [one] Noch eine Person, und alle bekommen diesen Preis
   *[other] Noch { $count } Personen, und alle bekommen diesen Preis
}
group-buys-lead-sold_out = Im Moment ausverkauft
group-buys-lead-full = Im Moment sind alle Plätze vergeben
group-buys-lead-tipped = Geschafft! Mit jeder Stufe wird es für alle günstiger
group-buys-lead-ending = Die Zeit ist um, gleich steht das Ergebnis fest
group-buys-lead-failed = Es waren zu wenige: Niemand zahlt
group-buys-lead-won = Gemeinsam geschafft

group-buys-desk = Gruppenkäufe
group-buys-desk-none = Noch kein Gruppenkauf
group-buys-desk-none-more = Planen Sie unten einen: Sie sehen vorher, worauf er hinauslaufen kann.
group-buys-desk-deal = Aktion
group-buys-desk-kind = Art
group-buys-desk-kind-team = Teams, die Kunden gründen
group-buys-desk-kind-tiers = Eine Gruppe mit Stufen
group-buys-desk-steps = Stufen
group-buys-desk-teams = Teams
group-buys-desk-people = Personen
group-buys-desk-state = Stand
group-buys-desk-running = läuft
group-buys-desk-coming = kommt
group-buys-desk-closing = läuft aus
group-buys-desk-over = beendet
group-buys-desk-end = Beenden
group-buys-desk-reason = Grund, für alle, die dabei sind
group-buys-desk-plan = Gruppenkauf planen
group-buys-desk-product = Produkt
group-buys-desk-market = Markt
group-buys-desk-title = Name ({ $language })
group-buys-desk-step = Stufe { $number }: Personen
group-buys-desk-percent = Stufe { $number }: Prozent Nachlass
group-buys-desk-maximum = Höchstens so viele Personen
group-buys-desk-closes = Endet am
group-buys-desk-closes-hint = Eine Gruppe mit Stufen braucht ein Ende, innerhalb von sechzig Tagen; ab sechs Tagen wird nichts reserviert: Die Zahlungsart wird gespeichert und am Ende belastet. Bei einem Teampreis beginnt danach kein Team mehr, die laufenden gehen weiter.
group-buys-desk-hours = Stunden für ein Team
group-buys-desk-strangers = Offene Teams auf der Produktseite zeigen
group-buys-desk-preview = Worauf kann das hinauslaufen?
group-buys-desk-publish = Planen
group-buys-desk-forecast = Worauf es hinauslaufen kann
group-buys-desk-kept = Ihre Eingaben sind noch da.
group-buys-desk-may = Bringt
group-buys-desk-between = { $least } bis { $greatest }
group-buys-desk-given-most = höchstens { $given } Nachlass
group-buys-desk-fewest = Die wenigsten
group-buys-desk-most = Die meisten
group-buys-desk-costliest = Kostet Sie am meisten
group-buys-desk-case = { $people ->
    [one] { $people } Person
   *[other] { $people } Personen
}, { $pieces } Stück zu −{ $percent } %
group-buys-desk-tier = { $people }: −{ $percent } %
group-buys-desk-given = { $given } Nachlass
group-buys-desk-range = Was auch kommt, es bringt { $least } bis { $greatest }.
group-buys-desk-basis = Alles ohne Steuer, Versand und Gebühren, mit dem Bestand von jetzt; der Nachlass ist gegenüber dem gerechnet, was man jetzt allein bezahlt. Wer widerruft oder nicht zahlen kann, ist nicht eingerechnet.
group-buys-desk-settles = Abgebucht wird innerhalb einer Minute nach dem Ende.
group-buys-desk-settles-long = Kommen so viele, braucht ein Worker nach dem Ende etwa { $minutes } Minuten, bis alle Zahlungen abgebucht sind. Planen Sie weniger Plätze, oder lassen Sie dann mehr Worker laufen.
group-buys-desk-short = Es gibt weniger Stück, als die kleinste Gruppe braucht: So bekommt niemand diesen Preis.
group-buys-desk-open-ended = Weder eine Höchstzahl noch der Bestand sagt, wie viele kommen können; gerechnet ist mit { $people } Personen, und mehr würden mehr kosten.
group-buys-desk-so-many-teams = { $count ->
    [one] { $count } Team
   *[other] { $count } Teams
}
group-buys-desk-so-many-people = { $count ->
    [one] { $count } Person dabei
   *[other] { $count } Personen dabei
}
group-buys-desk-from = ab { $at }
group-buys-desk-opens = Beginnt am
group-buys-desk-opens-hint = Leer: sofort. Bis dahin steht die Aktion als angekündigt auf der Seite der Aktionen.
group-buys-desk-each = Stück je Person, höchstens
group-buys-desk-maximum-hint = Für eine Gruppe mit Stufen. Ein Team ist so groß wie seine Stufe.
group-buys-desk-another = Noch eine Stufe
refusal-too-many-each = Zum Gruppenpreis bekommt man { $most ->
    [one] ein Stück
   *[other] bis zu { $most } Stück
}. Es wurde nichts abgebucht.
group-buys-desk-who = Wer
group-buys-desk-starter = hat es gegründet
group-buys-desk-ended-itself = vorbei seit { $at }
group-buys-desk-each-most = { $count ->
    [one] je ein Stück
   *[other] je bis zu { $count } Stück
}
group-buys-desk-changed = Geändert.
group-buys-desk-change = Ändern
group-buys-desk-change-do = Änderungen speichern
group-buys-desk-change-all = Noch ist niemand dabei: All das lässt sich ändern.
group-buys-desk-change-in = Es ist schon jemand dabei: Wofür die Leute sich entschieden haben, bleibt oder wird besser für sie. Dies lässt sich noch ändern.
group-buys-desk-hours-hint = Für Teams, die von jetzt an beginnen.
group-buys-place-cancelled = bezahlt, dann storniert
group-buys-place-returned = bezahlt, dann zurückgeschickt
refusal-somebody-is-in = Es ist schon jemand dabei, der dem zugestimmt hat, darum bleibt es so: { $fields }.
refusal-field-opened-already = Es hat schon begonnen.
group-buys-desk-optional-step = Leer lassen, wenn es weniger Stufen sind.

group-buys-pay-title = Anders bezahlen
group-buys-pay-text = Ihre Bank hat { $amount } für „{ $title }“ nicht freigegeben. Ihr Platz und sein Preis bleiben bis { $until } für Sie frei.
group-buys-pay-by = Zahlungsart
group-buys-pay = { $amount } bezahlen
group-buys-mail-in-subject = Sie sind dabei: „{ $title }“
group-buys-mail-in-title = Sie sind dabei
group-buys-mail-in-share = { $missing ->
    [0] Teilen Sie den Link unten bis { $until } mit allen, die mitmachen könnten.
    [one] Eine Person fehlt noch. Teilen Sie den Link unten bis { $until }.
   *[other] { $missing } Personen fehlen noch. Teilen Sie den Link unten bis { $until }.
}
group-buys-mail-in-action = Zur Gruppe
group-buys-mail-grace-subject = Bitte bezahlen Sie „{ $title }“ anders
group-buys-mail-grace-title = Ihre Bank hat die Zahlung nicht freigegeben
group-buys-mail-grace-text = Die Gruppe hat es geschafft, aber { $amount } für „{ $title }“ konnten nicht abgebucht werden. Ihr Platz und sein Preis bleiben bis { $until } für Sie frei. Wird bis dahin nicht bezahlt, stornieren wir die Bestellung, und es wird nichts berechnet.
group-buys-mail-grace-action = Anders bezahlen

refusal-field-within-sixty-days = Wählen Sie ein Ende innerhalb von sechzig Tagen nach dem Beginn.
refusal-place-is-free = Es ist ein Platz frei: Sie können sofort mitmachen.
refusal-already-waiting = Diese Adresse steht schon auf der Liste.
refusal-not-kept-any-more = Dieser Platz wird nicht mehr für Sie freigehalten.
refusal-no-such-kept-place = Dieses Angebot gibt es nicht. Vielleicht ist der Link unvollständig.
group-buys-wait = Auf einen Platz warten
group-buys-wait-more = Wird ein Platz frei, schreiben wir den Wartenden der Reihe nach. Der Preis ist derselbe.
group-buys-wait-back = Sobald es wieder da ist, schreiben wir den Wartenden der Reihe nach und halten ihnen einen Platz frei. Der Preis ist derselbe.
group-buys-wait-sold-out = Schreiben Sie mir, wenn es wieder da ist
group-buys-wait-address = Ihre E-Mail-Adresse
group-buys-wait-email = Bitte geben Sie eine vollständige E-Mail-Adresse an, an die wir schreiben können.
group-buys-waits = Sie stehen auf der Liste.
group-buys-waits-more = Wir schreiben Ihnen, sobald ein Platz für Sie freigehalten wird. Das kostet nichts, und Sie können immer noch absagen.
group-buys-offer = Ein Platz wird für Sie freigehalten
group-buys-offer-over = Dieser Platz wird nicht mehr freigehalten
group-buys-offer-until = Er gehört Ihnen bis { $at }, zum selben Preis wie für alle.
group-buys-offer-take = Für { $price } annehmen
group-buys-offer-no = Nein, danke
group-buys-order-team = Zur Gruppe
group-buys-desk-waiting = { $count ->
    [one] eine Person wartet
   *[other] { $count } Personen warten
}
group-buys-mail-offered-subject = Ein Platz für „{ $title }“ wird für Sie freigehalten
group-buys-mail-offered-title = Ein Platz wird für Sie freigehalten
group-buys-mail-offered-text = Sie haben auf einen Platz in der Gruppe für „{ $title }“ gewartet. Bis { $until } wird einer für Sie freigehalten, zum selben Preis wie für alle. Sagen Sie nein oder nichts, wird die nächste Person gefragt.
group-buys-mail-offered-price = { $most ->
    [yes] Ein Stück kostet Sie höchstens { $price }: Alle zahlen den niedrigsten Preis, der erreicht wird.
   *[no] Ein Stück kostet Sie { $price }.
} { $tax ->
    [included] Die MwSt. ist enthalten
   *[added] Die Steuer ist nicht enthalten und kommt an der Kasse hinzu
}{ $delivery ->
    [free] ; der Versand ist kostenlos.
    [from] ; der Versand kostet ab { $cost }.
    [cost] ; der Versand kostet { $cost }.
   *[none] .
} Berechnet wird nur etwas, wenn Sie den Platz annehmen.
group-buys-mail-offered-action = Annehmen oder ablehnen
group-buys-desk-product-hint = Sein Name, das Ende seiner Adresse oder eine Artikelnummer.
group-buys-desk-why = { $reason ->
    [withdrawn] Der Artikel wird nicht mehr verkauft.
   *[other] { $reason }
}
group-buys-desk-ended = beendet { $at }: { $reason ->
    [withdrawn] Der Artikel wird nicht mehr verkauft.
   *[other] { $reason }
}
group-buys-desk-cohort = Was daraus wurde
group-buys-desk-new = Neue Kunden
group-buys-desk-of-customers = von { $count }, die bezahlt haben
group-buys-desk-returning = Wiederkehrende Kunden
group-buys-desk-again = { $count } von allen haben seitdem etwas anderes gekauft
group-buys-desk-pieces = Stück
group-buys-desk-tipped = { $tipped } von { $teams } Teams haben es geschafft
group-buys-desk-revenue = Umsatz
group-buys-desk-given-away = Nachgelassen
group-buys-desk-given-more = gegenüber dem üblichen Preis
group-buys-desk-margin = Marge
group-buys-desk-margin-of = { $lines ->
    [0] noch ist nichts verkauft
    [one] ohne Steuer, abzüglich Einkauf; { $known } von einer Position mit Einkaufspreis
   *[other] ohne Steuer, abzüglich Einkauf; { $known } von { $lines } Positionen mit Einkaufspreis
}
group-buys-desk-team = Team
group-buys-desk-places = Plätze
group-buys-desk-deadline = Frist
group-buys-desk-order = Bestellung
group-buys-desk-joined = Dabei seit
group-buys-desk-moves = Was geschah
group-buys-desk-end-more = Teams, die es geschafft haben, werden sofort abgerechnet wie zu ihrer Frist. Die anderen enden, und niemand darin zahlt. Alle erfahren den Grund.
group-buys-team-open = offen
group-buys-team-tipped = geschafft
group-buys-team-filled = voll
group-buys-team-failed = nicht zustande gekommen
group-buys-team-settled = abgerechnet
group-buys-place-reserved = noch nicht bezahlt
group-buys-place-authorized = zählt
group-buys-place-capturing = wird abgebucht
group-buys-place-grace = Bank hat abgelehnt, darf anders zahlen
group-buys-place-captured = bezahlt
group-buys-place-refilling = nimmt einen freigehaltenen Platz
group-buys-place-left = ausgestiegen
group-buys-place-declined = nie bezahlt
group-buys-place-released = freigegeben
refusal-field-several-products = So heißen mehrere Produkte. Wählen Sie das gemeinte.
group-buys-mail-in-money = { $how ->
    [saved] Für „{ $title }“ wird nichts reserviert: Ihre Zahlungsart wird nur für diese Bestellung gespeichert. { $stage ->
        [team] { $amount } werden abgebucht, sobald { $people } Personen dabei sind.
        [on] { $people } Personen sind dabei, also bekommen alle den Preis. Abgebucht werden höchstens { $amount }, und zwar spätestens am { $until }; weniger, wenn mehr mitmachen.
       *[deal] Abgebucht werden höchstens { $amount }, und zwar spätestens am { $until }, wenn bis dahin mindestens { $people } Personen dabei sind.
    }
   *[aside] { $amount } für „{ $title }“ sind reserviert. { $stage ->
        [team] Abgebucht wird der Betrag, sobald { $people } Personen dabei sind.
        [on] { $people } Personen sind dabei, also bekommen alle den Preis. Abgebucht wird spätestens am { $until }; weniger, wenn mehr mitmachen.
       *[deal] Abgebucht wird spätestens am { $until }, wenn bis dahin mindestens { $people } Personen dabei sind; weniger, wenn mehr mitmachen.
    }
}
group-buys-mail-in-else = { $how ->
   *[any] Sind es bis { $until } nicht genug, wird nichts abgebucht und nichts verschickt, und wir schreiben Ihnen.
}
group-buys-mail-in-days = { $days ->
    [one] Die Lieferung kommt spätestens einen Tag danach.
   *[other] Die Lieferung kommt spätestens { $days } Tage danach.
}
group-buys-mail-in-leave = Bis genug dabei sind, können Sie auf der Seite Ihrer Bestellung { $number } jederzeit wieder aussteigen.
group-buys-mail-in-order = Ihre Bestellung hat die Nummer { $number }.
group-buys-mail-order = Bestellung ansehen
group-buys-mail-won-subject = Gemeinsam geschafft: „{ $title }“
group-buys-mail-won-title = Gemeinsam geschafft
group-buys-mail-won-text = Die Gruppe für „{ $title }“ hat den Preis für { $people } Personen erreicht: Jedes Stück kostet { $each }. Insgesamt haben Sie { $amount } bezahlt.
group-buys-mail-won-less = { $back ->
    [yes] { $less } von dem, was schon abgebucht war, sind auf dem Weg zurück zu Ihnen.
   *[no] { $less } von dem, was reserviert war, wurden nie abgebucht.
}
group-buys-mail-ended-early = Der Shop hat die Gruppe vorzeitig beendet: { $reason ->
    [withdrawn] Der Artikel wird nicht mehr verkauft.
   *[other] { $reason }
}
group-buys-mail-won-arrives = Die Lieferung kommt bis { $day }.
group-buys-mail-won-change = Bis wir mit dem Packen beginnen, können Sie Ihre Bestellung { $number } auf ihrer Seite ändern und stornieren.
group-buys-mail-won-action = Bestellung ansehen
group-buys-mail-failed-subject = Die Gruppe für „{ $title }“ ist zu Ende: Sie zahlen nichts
group-buys-mail-failed-title = Sie zahlen nichts
group-buys-mail-failed-text = Als die Zeit um war, waren für „{ $title }“ weniger als { $people } Personen dabei.
group-buys-mail-failed-ended = Der Shop hat die Gruppe für „{ $title }“ beendet: { $reason ->
    [withdrawn] Der Artikel wird nicht mehr verkauft.
   *[other] { $reason }
}
group-buys-mail-nothing = { $how ->
    [taken] { $amount } sind auf dem Weg zurück zu Ihnen. Ihre Bestellung { $number } ist storniert, und es wird nichts verschickt.
    [saved] Es wurde nichts abgebucht, und Ihre Zahlungsart wird vergessen. Ihre Bestellung { $number } ist storniert, und es wird nichts verschickt.
   *[aside] Es wurde nichts abgebucht: { $amount } sind nicht mehr reserviert. Ihre Bestellung { $number } ist storniert, und es wird nichts verschickt.
}
group-buys-mail-failed-action = { $way ->
    [team] Einem anderen Team beitreten
    [own] Ein eigenes Team gründen
    [shop] Zum Shop
   *[product] Zum Produkt
}
group-buys-mail-left-subject = Sie sind nicht mehr in der Gruppe für „{ $title }“
group-buys-mail-left-title = Sie sind ausgestiegen
group-buys-mail-left-text = Ihr Platz in der Gruppe für „{ $title }“ ist wieder frei.
group-buys-mail-left-action = { $way ->
    [team] Einem anderen Team beitreten
    [own] Ein eigenes Team gründen
    [shop] Zum Shop
   *[product] Zum Produkt
}
group-buys-mail-unpaid-subject = Ihr Platz für „{ $title }“ wurde nicht rechtzeitig bezahlt
group-buys-mail-unpaid-title = Nicht rechtzeitig bezahlt
group-buys-mail-unpaid-text = Ihr Platz in der Gruppe für „{ $title }“ wurde nicht rechtzeitig bezahlt und ist deshalb wieder frei.
group-buys-mail-unpaid-action = { $way ->
    [team] Einem anderen Team beitreten
    [own] Ein eigenes Team gründen
    [shop] Zum Shop
   *[product] Zum Produkt
}
group-buys-mail-twice-subject = Sie waren schon in der Gruppe für „{ $title }“
group-buys-mail-twice-title = Sie waren schon dabei
group-buys-mail-twice-text = In der Gruppe für „{ $title }“ ist schon jemand mit derselben Karte oder demselben Konto, und jede Person zählt einmal. Diese zweite Bestellung hat nie gezählt; der Platz, den es schon gibt, bleibt, wie er war.
group-buys-mail-twice-other = Ist das nicht Ihr Platz, treten Sie noch einmal bei und bezahlen Sie mit einer eigenen Karte oder einem eigenen Konto.
group-buys-mail-twice-action = Zur Gruppe
group-buys-mail-listed-subject = Sie stehen auf der Liste für „{ $title }“
group-buys-mail-listed-title = Sie stehen auf der Liste
group-buys-mail-listed-text = Sie warten auf einen Platz in der Gruppe für „{ $title }“. Wird einer frei, schreiben wir Ihnen, sobald Sie an der Reihe sind, und Sie können immer noch Nein sagen. Es kostet nichts. Wollten Sie das nicht, oder nicht mehr, nehmen Sie sich mit dem Link unten von der Liste.
group-buys-mail-listed-action = Von der Liste nehmen
group-buys-pay-won = Die Gruppe hat es geschafft: { $amount } werden sofort abgebucht.
group-buys-pay-last = Nur Sie fehlen noch: Sobald Sie dabei sind, werden { $amount } abgebucht, und alle bekommen den Preis.
group-buys-pay-team = { $how ->
    [saved] Jetzt wird nichts reserviert: Ihre Zahlungsart wird nur für diese Bestellung gespeichert. { $amount } werden abgebucht, sobald { $people } Personen dabei sind.
   *[aside] { $amount } werden jetzt nur reserviert und erst abgebucht, sobald { $people } Personen dabei sind.
}
group-buys-pay-missed = { $how ->
   *[any] Sind es bis { $until } nicht genug, wird nichts abgebucht und nichts verschickt. Bis dahin können Sie jederzeit wieder aussteigen, solange noch jemand fehlt.
}
group-buys-pay-missed-own = { $how ->
   *[any] Sind es innerhalb von { $hours } Stunden nicht genug, wird nichts abgebucht und nichts verschickt. Bis dahin können Sie jederzeit wieder aussteigen, solange noch jemand fehlt.
}
group-buys-pay-deal = { $how ->
    [saved] Jetzt wird nichts reserviert: Ihre Zahlungsart wird nur für diese Bestellung gespeichert. Abgebucht werden höchstens { $amount }, und zwar spätestens am { $until }, wenn bis dahin mindestens { $people } Personen dabei sind.
   *[aside] { $amount } werden jetzt nur reserviert und spätestens am { $until } abgebucht, wenn bis dahin mindestens { $people } Personen dabei sind.
}
group-buys-pay-deal-on = { $how ->
    [saved] Die Gruppe hat es geschafft. Jetzt wird nichts reserviert: Ihre Zahlungsart wird nur für diese Bestellung gespeichert, und spätestens am { $until } werden höchstens { $amount } abgebucht.
   *[aside] Die Gruppe hat es geschafft: { $amount } werden jetzt nur reserviert und spätestens am { $until } abgebucht.
}
group-buys-pay-cheaper = Sind bis dahin { $people } Personen dabei, ist es { $less } günstiger.
group-buys-pay-deal-missed = Sind es weniger, wird nichts abgebucht und nichts verschickt. Bis genug dabei sind, können Sie jederzeit wieder aussteigen.
group-buys-back-team = Zurück zur Gruppe
group-buys-back-product = Zurück zum Produkt
group-buys-how-team = { $how ->
    [saved] Es wird nichts reserviert. Ihre Zahlungsart wird nur für diese Bestellung gespeichert und belastet, sobald { $people } Personen dabei sind.
   *[aside] Der Betrag wird jetzt nur reserviert und erst abgebucht, sobald { $people } Personen dabei sind.
}
group-buys-how-deal = { $how ->
    [saved] Es wird nichts reserviert. Ihre Zahlungsart wird nur für diese Bestellung gespeichert und am Ende belastet, wenn bis dahin { $people } Personen dabei sind.
   *[aside] Der Betrag wird jetzt nur reserviert und am Ende abgebucht, wenn bis dahin { $people } Personen dabei sind.
}
group-buys-how-on = { $how ->
    [saved] Es wird nichts reserviert. Ihre Zahlungsart wird nur für diese Bestellung gespeichert und am Ende belastet, zum niedrigsten Preis, der bis dahin erreicht ist.
   *[aside] Der Betrag wird jetzt nur reserviert und am Ende abgebucht, zum niedrigsten Preis, der bis dahin erreicht ist.
}
group-buys-how-ending = Die Zahlungen werden gerade abgebucht. Wer dabei ist, bekommt eine E-Mail.
group-buys-how-failed = Es wurde nichts abgebucht, und es wird nichts verschickt.
group-buys-how-won = Alle, die dabei waren, zahlen den niedrigsten erreichten Preis.
group-buys-lead-ended = Der Shop hat die Gruppe beendet: Niemand zahlt
group-buys-reason = Der Shop sagt dazu: { $reason ->
    [withdrawn] Der Artikel wird nicht mehr verkauft.
   *[other] { $reason }
}
group-buys-saves-nothing = Allein kostet es im Moment genauso wenig; Sie müssen auf nichts warten.
refusal-saves-nothing = Allein kostet es im Moment genauso wenig; Sie müssen auf nichts warten. Es wurde nichts berechnet.
group-buys-off = Sie stehen nicht mehr auf der Liste.
group-buys-offer-waits = Sie warten auf einen Platz
group-buys-stop-waiting = Von der Liste nehmen
group-buys-order-on = Ihr Platz ist sicher, und alle bekommen den Preis. Je mehr mitmachen, desto besser.
group-buys-order-settling = Die Zeit ist um, gleich steht das Ergebnis fest.
group-buys-order-taking = Die Gruppe hat es geschafft. Gerade wird der erreichte Preis abgebucht.
group-buys-order-won = Die Gruppe hat es geschafft: Jedes Stück kostet { $each }.
group-buys-order-grace = Die Gruppe hat es geschafft, aber Ihre Bank hat die Zahlung abgelehnt. Ihr Platz und sein Preis bleiben Ihnen.
group-buys-order-grace-until = Zahlen Sie bis { $at } auf andere Weise. Wird bis dahin nichts bezahlt, wird die Bestellung storniert und nichts berechnet.
group-buys-order-failed = Als die Zeit um war, waren weniger als { $size } Personen dabei: Es wurde nichts abgebucht.
group-buys-order-ended = Der Shop hat die Gruppe beendet, es wurde nichts abgebucht: { $reason ->
    [withdrawn] Der Artikel wird nicht mehr verkauft.
   *[other] { $reason }
}
group-buys-order-left = Sie sind ausgestiegen, es wurde nichts abgebucht.
group-buys-order-twice = Mit derselben Karte oder demselben Konto war schon jemand dabei, und jede Person zählt einmal: Diese Bestellung hat nie gezählt, und es wurde nichts abgebucht.
group-buys-order-unpaid = Ihr Platz in der Gruppe wurde nicht bezahlt und ist deshalb wieder frei.
group-buys-mail-soon-subject = { $missing ->
    [one] Eine Person fehlt noch für „{ $title }“
   *[other] { $missing } Personen fehlen noch für „{ $title }“
}
group-buys-mail-soon-title = { $missing ->
    [one] Eine Person fehlt noch
   *[other] { $missing } Personen fehlen noch
}
group-buys-mail-soon-text = { $missing ->
    [one] Ihre Gruppe für „{ $title }“ endet am { $until }, und eine Person fehlt noch. Teilen Sie den Link mit allen, die mitmachen könnten. Kommt niemand dazu, wird nichts abgebucht und nichts verschickt.
   *[other] Ihre Gruppe für „{ $title }“ endet am { $until }, und { $missing } Personen fehlen noch. Teilen Sie den Link mit allen, die mitmachen könnten. Kommen sie nicht dazu, wird nichts abgebucht und nichts verschickt.
}
group-buys-mail-soon-action = Zur Gruppe
group-buys-quiet = Keine Erinnerungen an Gruppen mehr?
group-buys-quiet-done = Wir erinnern Sie nicht mehr an Gruppen
group-buys-quiet-more = Die E-Mails zu Ihren eigenen Bestellungen bekommen Sie weiterhin: dass Sie dabei sind und wie es ausgegangen ist.
group-buys-quiet-do = Keine mehr schicken
group-buys-pay-cheaper-now = Wie es jetzt steht, ist es { $less } günstiger.
group-buys-first-ask = Wer sieht Ihr Team?
group-buys-first = Wer Ihr Team sieht
group-buys-first-everybody = Alle, auf der Produktseite
group-buys-first-link = Nur, wer den Link hat
group-buys-first-do = Speichern
group-buys-first-circle = Erst mein Kreis, andere ab der Halbzeit
group-buys-mail-changed-subject = Bessere Bedingungen für Ihre Gruppe: „{ $title }“
group-buys-mail-changed-title = Ihre Gruppe ist besser geworden
group-buys-mail-changed-text = { $stage ->
    [team] Der Shop hat die Gruppe für „{ $title }“, in der Sie dabei sind, zu Ihren Gunsten geändert. Ab jetzt kostet es:
   *[deal] Der Shop hat die Gruppe für „{ $title }“, in der Sie dabei sind, zu Ihren Gunsten geändert. Sie läuft bis { $until }, und ab jetzt kostet es:
}
group-buys-mail-changed-else = Sie müssen nichts tun: Wie viele auch kommen, Sie zahlen nie mehr, als beim Mitmachen angezeigt wurde. Auf der Seite Ihrer Bestellung { $number } können Sie wie bisher aussteigen oder stornieren.
group-buys-mail-changed-action = Zur Gruppe
refusal-field-not-better = Es ist schon jemand dabei: Für jede Zahl von Personen darf es nur günstiger werden.
refusal-field-same-minimum = Es ist schon jemand dabei: Die erste Stufe bleibt bei { $people } Personen.
refusal-field-not-more = Es ist schon jemand dabei: Plätze dürfen nur mehr werden.
refusal-field-not-later = Es ist schon jemand dabei: Das Ende darf nur später sein.
refusal-field-within-six-days = Für diese Gruppe werden Beträge reserviert, und das hält etwa eine Woche: Wählen Sie ein Ende innerhalb von sechs Tagen nach dem Beginn.
group-buys-desk-better-tiers = Die erste Stufe bleibt bei { $people } Personen; Preise dürfen nur sinken, Plätze mehr werden und das Ende später sein. Wer dabei ist, bekommt eine E-Mail.
group-buys-desk-better-team = Ein Team bleibt bei { $people } Personen; der Preis darf nur sinken, auch für die laufenden Teams. Wer dabei ist, bekommt eine E-Mail.
group-buys-desk-drift = Was es allein kostet, hat sich seit der Planung geändert
group-buys-desk-drift-nothing = Zusammen ist es gerade nicht günstiger
group-buys-desk-drifted = { $title }: bei der Planung sonst { $planned }, allein jetzt { $alone }, mit anderen { $first }, auf der letzten Stufe { $last }.
group-buys-desk-drifted-nothing = Gruppen wird es so lange nicht verkauft.
group-buys-desk-drift-more = Die Preise der Gruppe bleiben wie geplant, und niemand zahlt mit anderen mehr als allein. Senken Sie unten die Stufen, oder beenden Sie die Aktion.
group-buys-whole-tax = inkl. MwSt.
group-buys-whole-no-tax = zzgl. Steuer, die an der Kasse hinzukommt
group-buys-whole-delivery = { $kind ->
    [free] Versand kostenlos
    [from] Versand ab { $cost }
   *[cost] Versand { $cost }
}
group-buys-whole-to = Lieferung nach: { $countries }{ $more ->
    [0] {""}
    [one] { " " }und in ein weiteres Land
   *[other] { " " }und in { $more } weitere Länder
}
group-buys-whole-free-from = Versandkostenfrei ab { $amount }
group-buys-whole-nowhere = Wird zurzeit nirgendwohin geliefert
group-buys-figure-aside = wird jetzt reserviert; mehr zahlen Sie nicht
group-buys-figure-saved = mehr zahlen Sie nicht; jetzt wird nichts reserviert
group-buys-figure-now = Nach jetzigem Stand kostet es { $price }.
