checkout-back = Zum Warenkorb
checkout-order = Ihre Bestellung
checkout-goods = Waren
checkout-shipping = Versand
checkout-shipping-later = im nächsten Schritt
checkout-tax-inside = Darin { $amount } { $name }
checkout-tax-added = Zuzüglich { $amount } { $name }, in der Summe enthalten
checkout-kept = Alles, was Sie eingegeben haben, ist noch da.
checkout-step-address = Adresse
checkout-step-delivery = Versand
checkout-step-pay = Zahlung
checkout-address-title = Wohin soll es gehen?
checkout-email = E-Mail
checkout-email-hint = Für den Beleg und Nachrichten zu diesem Paket, für sonst nichts.
checkout-name = Name
checkout-line1 = Straße und Hausnummer
checkout-line2 = Wohnung, Stockwerk, bei
checkout-postal-code = Postleitzahl
checkout-city = Ort
checkout-region = Bundesstaat
checkout-country = Land
checkout-phone = Telefon
checkout-phone-hint = Nur für den Zusteller, falls er Sie nicht findet.
checkout-to-delivery = Weiter zum Versand
checkout-delivery-title = Wie soll es ankommen?
checkout-arrives = Kommt am { $day }
checkout-ready = Abholbereit am { $day }
checkout-arrives-held = { $days ->
    [one] Kommt spätestens einen Tag, nachdem es feststeht
   *[other] Kommt spätestens { $days } Tage, nachdem es feststeht
}
checkout-ready-held = { $days ->
    [one] Abholbereit spätestens einen Tag, nachdem es feststeht
   *[other] Abholbereit spätestens { $days } Tage, nachdem es feststeht
}
checkout-arrives-between = Kommt zwischen { $first } und { $last }
checkout-free = Kostenlos
checkout-message = Ein Wort an den Zusteller
checkout-to-pay = Weiter zur Zahlung
checkout-pay-title = Wie möchten Sie zahlen?
checkout-change = Ändern
checkout-saved = { $brand } mit Endziffern { $last4 }
checkout-saved-more = Von Ihnen gespeichert
checkout-save = Diese Zahlungsart merken
checkout-terms = Sie können alles innerhalb von 14 Tagen zurückgeben.
checkout-terms-link = Verkaufsbedingungen
checkout-later = Jetzt wird nichts reserviert. Ihre Zahlungsart wird nur für diese Bestellung gespeichert; abgebucht werden höchstens { $amount }, sobald es feststeht.
checkout-order-now = Für { $amount } bestellen
checkout-pay = { $amount } zahlen
checkout-sandbox = Testgeld: Es wird nichts abgebucht
checkout-tok-ok = Karte mit Endziffern 4242
checkout-tok-challenge = Karte, die um Bestätigung bittet
checkout-tok-declined = Karte, die abgelehnt wird
checkout-tok-timeout = Karte, deren Bank langsam ist
checkout-by-stripe = Karte
checkout-by-stripe-more = Auf der Seite unseres Zahlungsdienstes
checkout-by-bank-transfer = Überweisung
checkout-by-bank-transfer-more = Wir versenden, sobald das Geld da ist

checkout-mail-placed-subject = Ihre Bestellung { $number }
checkout-mail-placed-title = Vielen Dank, sie ist auf dem Weg zum Packtisch
checkout-mail-placed-text = Wir haben Ihre Bestellung { $number }. Bis wir mit dem Packen beginnen, können Sie sie hier ansehen, ändern und stornieren:
checkout-mail-placed-action = Bestellung ansehen
checkout-mail-placed-arrives = Sie kommt bis { $day }.
checkout-mail-cancelled-subject = { $whole ->
    [yes] Ihre Bestellung { $number } wurde storniert
   *[no] Ein Teil Ihrer Bestellung { $number } wurde storniert
 }
checkout-mail-cancelled-title = { $whole ->
    [yes] Storniert
   *[no] Teilweise storniert
 }
checkout-mail-cancelled-text = Von Ihrer Bestellung { $number } haben wir { $pieces ->
    [one] ein Stück
   *[other] { $pieces } Stück
 } storniert. { $taken ->
    [yes] Was Sie dafür bezahlt haben, { $amount }, ist auf dem Weg zurück zu Ihnen, so wie Sie gezahlt haben.
   *[no] Dafür wurde nichts abgebucht: { $amount } werden nicht berechnet.
 }
checkout-mail-kept = Das bekommen Sie weiterhin
checkout-mail-kept-sent = { $count ->
    [one] Davon ist 1 Stück schon verschickt.
   *[other] Davon sind { $count } Stück schon verschickt.
 }
checkout-mail-kept-total = Neue Summe
checkout-mail-kept-before = Summe bisher
checkout-mail-refunded-subject = { $amount } auf dem Weg zurück zu Ihnen
checkout-mail-refunded-text = { $again ->
    [yes] Wir haben Ihnen { $amount } für Ihre Bestellung { $number } noch einmal erstattet, nachdem die erste Erstattung nicht bei Ihnen geblieben ist. Bis Ihre Bank es zeigt, können einige Tage vergehen.
   *[no] Wir haben Ihnen { $amount } für Ihre Bestellung { $number } erstattet, auf dem Weg, auf dem Sie gezahlt haben. Bis Ihre Bank es zeigt, können einige Tage vergehen.
 }
checkout-mail-cancelled-action = Bestellung ansehen
checkout-mail-refunded-action = Bestellung ansehen
checkout-mail-refund-back-subject = { $amount } sind an uns zurückgekommen: Wir schulden sie Ihnen weiterhin
checkout-mail-refund-back-text = Die { $amount }, die wir Ihnen für Ihre Bestellung { $number } erstattet haben, sind nicht bei Ihnen angekommen; die Bank hat sie an uns zurückgeschickt. Das Geld gehört weiterhin Ihnen, und wir kümmern uns darum.
checkout-mail-refund-back-next = Sie müssen nichts tun: Wir schreiben Ihnen, sobald es wieder unterwegs ist. Falls es Ihre Karte oder Ihr Konto nicht mehr gibt, antworten Sie einfach auf diese E-Mail, und wir finden einen anderen Weg.
checkout-mail-refund-back-action = Bestellung ansehen

refusal-cart-is-empty = Ihr Warenkorb ist leer.
refusal-not-sold-any-more = { $title } wird hier nicht mehr verkauft. Nehmen Sie es aus dem Warenkorb, um fortzufahren.
refusal-no-way-there = Wir liefern das nicht an diese Adresse. Es wurde nichts bestellt.
refusal-no-such-option = So geht es nicht an diese Adresse; möglich ist: { $options }. Es wurde nichts bestellt.
refusal-total-went-up = Der Preis hat sich geändert, während Sie hier waren. Bitte prüfen Sie die neue Summe, bevor Sie zahlen; es wurde nichts bestellt.
refusal-out-of-stock = { $free ->
    [0] Jemand war schneller: Das ist soeben ausverkauft.
    [one] Jemand war schneller: Nur noch eines ist da.
   *[other] Jemand war schneller: Nur noch { $free } sind da.
 }
refusal-payment-declined = Ihre Bank hat die Zahlung abgelehnt. Es wurde nichts bestellt und nichts abgebucht; eine andere Zahlungsart könnte gehen.
refusal-unknown-provider = Diese Zahlungsart nimmt der Shop nicht. Es wurde nichts bestellt.
refusal-address-is-gone = Das kann nicht mehr dorthin gehen, wohin es sollte: Was Sie versprochen haben, gilt nicht mehr, oder die Adresse gibt es nicht mehr. Im Warenkorb können Sie es an sich selbst senden lassen.
refusal-only-what-was-promised = An { $who } kann nur gehen, was Sie versprochen haben. Nehmen Sie bitte heraus, was sonst noch im Warenkorb liegt, oder lassen Sie alles an sich selbst senden.
