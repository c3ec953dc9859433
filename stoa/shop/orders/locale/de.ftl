orders-own = Ihre Bestellungen
orders-account = Ihr Konto
orders-none = Noch keine Bestellungen
orders-none-more = Was Sie bestellen, erscheint hier, mit dem Tag, an dem es ankommt.
orders-what = Was Sie bestellt haben
orders-to = Lieferung an
orders-parcels = Pakete
orders-carrier-sandbox = Demo-Pakete
orders-carrier-manual = Von Hand
orders-provider-sandbox = Testgeld
orders-provider-stripe = Stripe
orders-invoice = Rechnung zur Bestellung { $number }
orders-invoice-before = Proforma-Rechnung zur Bestellung { $number }
orders-invoice-waits = Das ist noch keine Rechnung
orders-invoice-waits-more = Die Rechnung wird ausgestellt, sobald die Bestellung endgültig ist; bis dahin können sich Beträge noch ändern.
orders-invoice-to = Rechnung an
orders-invoice-number = Rechnungsnummer
orders-invoice-date = Rechnungsdatum
orders-supplied = Lieferdatum
orders-supplied-later = mit dem Versand
orders-tax-number = Steuernummer oder USt-IdNr. des Verkäufers
orders-each = Einzelpreis
orders-each-net = Einzelpreis netto
orders-taxes = Enthaltene Steuern
orders-tax-on = auf netto
orders-tax-amount = Betrag
orders-no-tax = Es wird keine Umsatzsteuer berechnet
orders-given-back = Seither erstattet
orders-invoice-paid = Bezahlt.
orders-invoice-to-pay = Noch nicht bezahlt.
orders-invoice-nothing = Storniert: Es ist nichts zu bezahlen.
orders-seller-missing = Das ist noch keine vollständige Rechnung
orders-seller-missing-more = Es fehlen Name und Anschrift des Verkäufers oder die Steuernummer. Setzen Sie STOA_SELLER und STOA_TAX_NUMBER und starten Sie den Shop neu; Kundinnen und Kunden sehen die Rechnung ohne diesen Hinweis.
orders-invoice-open = Rechnung
orders-print = Drucken
orders-article = Artikel
orders-quantity = Menge
orders-net = Netto
orders-tax = Steuer
orders-cancelled-of = { $count } storniert
orders-ordered = Bestellt
orders-cancelled-amount = Storniert
orders-head-pending = Wir prüfen Ihre Zahlung
orders-head-held = Bestellt, und wartet
orders-head-open = Kommt bis { $day }
orders-head-closed = Angekommen
orders-head-cancelled = Diese Bestellung wurde storniert
orders-replacement = Noch einmal geschickt, nichts zu bezahlen
orders-replacement-more = Es ersetzt etwas, das kaputt oder falsch war oder gefehlt hat. Stimmt auch damit etwas nicht, sagen Sie es uns auf der Seite Ihrer ersten Bestellung.
orders-codes = { $count ->
    [one] Mit dem Gutscheincode { $codes }
   *[other] Mit den Gutscheincodes { $codes }
 }
orders-unknown = Ihre Bank hat noch nicht geantwortet
orders-unknown-more = Wir halten Ihre Sachen für Sie zurück und fragen weiter. Bitte bestellen Sie nicht noch einmal; eine E-Mail sagt Ihnen, wie es ausgeht.
orders-confirm = Ihre Bank bittet um Bestätigung
orders-confirm-go = Zahlung bestätigen
orders-confirm-less = Ihre Bank nennt vielleicht noch { $amount }: Seitdem wurde etwas storniert, abgebucht werden nur { $due }.
orders-let-go = Diese Bestellung wurde storniert; was reserviert war, wird freigegeben
orders-let-go-more = Es wird nichts abgebucht, auch wenn Ihre Bank die Zahlung eben noch bestätigt hat. Manche Banken zeigen das erst nach einigen Tagen.
orders-transfer = Bitte überweisen Sie den Betrag auf dieses Konto
orders-transfer-to = An
orders-transfer-words = Verwendungszweck
orders-told = Was sich geändert hat
orders-told-note = Der Shop schreibt: { $text }
orders-told-address-changed = Die Bestellung geht jetzt an eine andere Adresse.
orders-told-choice-changed = { $title }: { $now } statt { $was }
orders-told-price-lowered = { $title }: { $amount } weniger als bei der Bestellung
orders-told-cancelled = { $pieces ->
    [one] Ein Stück wurde storniert.
   *[other] { $pieces } Stück wurden storniert.
 } Was dafür bezahlt wurde, kommt von selbst zurück; was nur reserviert war, wird freigegeben.
orders-told-parcel-lost = Der Paketdienst hat das Paket verloren; wir kümmern uns darum.
orders-told-transfer-received = Ihre Überweisung von { $amount } ist angekommen.
orders-told-paid-too-late = { $amount } kamen an, nachdem diese Bestellung beendet war. Sie gehen dorthin zurück, woher sie kamen.
orders-refund-asked = { $amount } sind auf dem Weg zurück zu Ihnen
orders-refund-made = { $amount } wurden erstattet
orders-refund-sent = { $amount } sind auf dem Weg zurück zu Ihnen
orders-refund-failed = { $amount } konnten noch nicht erstattet werden; wir kümmern uns darum
orders-step-placed = Bestellt
orders-step-checking = Wartet auf Ihre Bank
orders-step-confirming = Wartet auf Ihre Bestätigung der Zahlung
orders-step-held-awaiting-payment = Wartet auf Ihre Überweisung
orders-step-held-purpose = Wartet, bis alles feststeht
orders-step-held-gift-pool = Wird gemeinsam bezahlt
orders-step-to-pack = Wird bald gepackt
orders-step-packing = Wird gepackt
orders-step-shipped = Versandt
orders-step-arrives-held = { $days ->
    [one] Kommt spätestens einen Tag danach
   *[other] Kommt spätestens { $days } Tage danach
}
orders-step-arrives = Kommt bis { $day }
orders-step-delivered = Angekommen
orders-step-cancelled = Storniert
orders-scan-made = Etikett erstellt
orders-scan-collected = An den Zusteller übergeben
orders-scan-in-transit = Unterwegs
orders-scan-out-for-delivery = Im Zustellfahrzeug
orders-scan-delivered = Zugestellt
orders-scan-lost = Nicht auffindbar
orders-scan-returned = Auf dem Weg zurück zu uns

orders-desk = Bestellungen
orders-desk-none = Hier ist nichts
orders-desk-none-more = Bestellungen erscheinen hier, sobald sie aufgegeben sind.
orders-views = Ansichten
orders-view-open = Offen
orders-view-held = Zurückgehalten
orders-view-pending = Zahlung offen
orders-view-closed = Angekommen
orders-view-cancelled = Storniert
orders-view-owed = Erstattung offen
orders-view-all = Alle
orders-find = Bestellung finden
orders-find-hint = Nummer, Name, E-Mail
orders-all = Alle Bestellungen
orders-column-order = Bestellung
orders-column-buyer = Käufer
orders-column-state = Stand
orders-column-placed = Aufgegeben
orders-part = { $shipped } von { $pieces } versandt
orders-state-pending = Zahlung offen
orders-state-held = Zurückgehalten
orders-state-open = Zu versenden
orders-state-sent = Unterwegs
orders-state-closed = Angekommen
orders-state-cancelled = Storniert
orders-ship = Packen und versenden
orders-way = Wo es gerade ist
orders-money = Geld
orders-captured = Eingezogen
orders-refunded = Erstattet
orders-nothing-to-pay = Es war nichts zu zahlen.
orders-payment-intended = Angefragt
orders-payment-unknown = Noch keine Antwort
orders-payment-challenge = Wartet auf den Käufer
orders-payment-awaiting = Wartet auf eine Überweisung
orders-payment-authorized = Reserviert
orders-payment-capturing = Wird eingezogen
orders-payment-captured = Eingezogen
orders-payment-voiding = Wird freigegeben
orders-payment-voided = Freigegeben
orders-payment-declined = Abgelehnt
orders-payment-failed = Fehlgeschlagen
orders-transfer-arrived = Was eingegangen ist
orders-transfer-late = Die Bestellung wurde storniert: Was dennoch eingegangen ist, geht zurück.
orders-transfer-more = Inzwischen wurden Stücke storniert. Kam der ganze Betrag schon vorher, schreiben Sie, was eingegangen ist: Was zu viel ist, geht zurück.
orders-transfer-received = Die Überweisung ist da
orders-cancel = Stornieren
orders-cancel-do = Diese stornieren
orders-refund = Erstatten
orders-refund-do = Zurückzahlen
orders-refund-again = Noch einmal versuchen
orders-refund-made-by-hand = Von Hand erstattet
orders-refund-on-its-way = { $amount } sind auf dem Rückweg; ob sie ankommen, meldet der Anbieter später
orders-refund-owed = { $amount } konnten nicht erstattet werden: { $why }
orders-refund-what-to-do = Das Geld liegt bei Ihnen und ist weiterhin geschuldet. Versuchen Sie es noch einmal, wenn der Grund behoben ist; sonst erfragen Sie ein Bankkonto, überweisen Sie den Betrag und vermerken Sie ihn hier als von Hand erstattet.
orders-refund-why-by-hand = bezahlt wurde per Überweisung, also geht es auch so zurück
orders-refund-why-expired-or-canceled-card = die Karte ist abgelaufen oder gekündigt
orders-refund-why-lost-or-stolen-card = die Karte ist als verloren oder gestohlen gemeldet
orders-refund-why-declined = die Bank der Kundschaft hat abgelehnt
orders-refund-why-insufficient-funds = Ihr Guthaben beim Anbieter reicht nicht
orders-refund-why-charge-for-pending-refund-disputed = die Zahlung wurde bei der Bank angefochten: Antworten Sie zuerst darauf, sonst wird doppelt erstattet
orders-refund-why-merchant-request = sie wurde in der Oberfläche des Anbieters abgebrochen
orders-refund-why-canceled = sie wurde in der Oberfläche des Anbieters abgebrochen
orders-refund-why-bad-amount = so feine Beträge kann der Anbieter nicht erstatten; überweisen Sie ihn von Hand
orders-refund-why-key-reused = der Anbieter hat sie vielleicht schon ausgeführt: Sehen Sie dort nach, bevor Sie es noch einmal versuchen
orders-refund-why-unknown = der Anbieter nennt keinen Grund
orders-amount = Betrag
orders-at-most = Höchstens { $amount }
orders-too-much = Höchstens { $left } können erstattet werden. Es wurde nichts erstattet.
orders-reason = Grund
orders-log = Was geschehen ist
orders-note = Notiz
orders-note-visible = Der Käufer sieht sie
orders-note-do = Schreiben
orders-entry-begun = Vom Käufer bestellt
orders-entry-placed = Aufgegeben, die Zahlung ist reserviert
orders-entry-released = Nicht mehr zurückgehalten: { $reason }
orders-entry-cancelled = { $pieces } storniert: { $reason }
orders-entry-address-changed = Die Adresse wurde geändert
orders-entry-choice-changed = { $title }: { $now } statt { $was }
orders-entry-price-lowered = { $title }: { $amount } weniger als vereinbart
orders-entry-picking = Packen begonnen
orders-entry-shipped = { $pieces } versandt
orders-entry-delivered = { $pieces } angekommen
orders-entry-returned = { $pieces } zurückgekommen
orders-entry-note = { $text }
orders-entry-refunded = { $amount } erstattet: { $reason }
orders-entry-refund-by-hand = { $amount } sind von Hand zurückzuüberweisen
orders-entry-refund-failed = { $amount } konnten nicht erstattet werden ({ $code })
orders-entry-refund-came-back = { $amount }, die erstattet waren, sind an den Shop zurückgekommen und werden weiterhin geschuldet
orders-entry-paid-too-late = { $amount } kamen, nachdem die Bestellung beendet war, und gehen von selbst zurück
orders-entry-capture-failed = Das Geld konnte nicht eingezogen werden ({ $code })
orders-entry-let-go = { $amount }, die nicht eingezogen werden konnten, sind wieder frei
orders-entry-let-go-failed = { $amount }, die nicht eingezogen werden konnten, sind noch reserviert: Der Zahlungsdienst gibt sie nicht frei ({ $code })
orders-entry-transfer-received = Eine Überweisung über { $amount } ist eingegangen
orders-any-day = Alle Tage zeigen
orders-line-way = { $count ->
    [one] Eine Bestellung ist unterwegs
   *[other] { $count } Bestellungen sind unterwegs
}
orders-line-open = { $count ->
    [one] Eine Bestellung ist in Arbeit
   *[other] { $count } Bestellungen sind in Arbeit
}
orders-line-held = { $count ->
    [one] Eine Bestellung wartet noch auf andere
   *[other] { $count } Bestellungen warten noch auf andere
}
orders-line-all = { $count ->
    [one] Eine Bestellung, nichts unterwegs
   *[other] { $count } Bestellungen, nichts unterwegs
}
orders-line-none = Noch nichts bestellt

refusal-address-is-in = An diese Adresse geht aus derselben Gruppe oder demselben Verkauf schon so viel, wie jemand haben kann: Ein Haushalt zählt einmal. Die Bestellung geht weiter an die bisherige Adresse.
refusal-no-such-order = Diese Bestellung gibt es nicht, oder dieser Link öffnet sie nicht. Der Link in der E-Mail zur Bestellung öffnet sie.
refusal-too-late = Wir haben mit dem Packen begonnen, deshalb lässt sich diese Bestellung hier nicht mehr ändern. Zurücksenden können Sie sie weiterhin.
refusal-not-so = Das geht mit der Bestellung in ihrem jetzigen Stand nicht. Es wurde nichts geändert.
refusal-too-much-back = Es würde mehr erstattet, als bezahlt wurde. Es wurde nichts geändert.
refusal-other-amount = Es ist weniger eingegangen als geschuldet wird, oder mehr als je verlangt wurde. Es wurde nichts verbucht.
refusal-not-awaiting = Diese Bestellung wartet nicht auf eine Überweisung.
refusal-no-such-payment = Zu dieser Bestellung gibt es keine Zahlung.
