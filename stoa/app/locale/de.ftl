## Der Rahmen jeder Seite
site-name = Stoa
site-skip = Zum Inhalt springen
site-search = Suchen
site-search-hint = Wonach suchen Sie?
site-suggestions = Vorschläge
site-market = Land, Währung und Sprache
site-language = Sprache
site-deliver-to = Lieferung nach
site-sign-in = Anmelden
site-cart = Warenkorb
site-cart-count = { $count } Artikel
site-departments = Abteilungen
site-footer-promise = Jede Bewertung, jede Zahl und jeder frühere Preis auf diesen Seiten beruht auf Aufzeichnungen, die Sie einsehen können.
close = Schließen
copy = Kopieren
copied = Kopiert
breadcrumbs = Sie sind hier
pagination = Seiten
pagination-previous = Zurück
pagination-next = Weiter
error-fault-kept = Ihr Warenkorb ist noch da. Es wurde dabei nichts bestellt und nichts bezahlt.
error-missing-hint = Vielleicht wurde die Seite umbenannt oder das Produkt ist ausverkauft. Die Suche oben findet, was es gibt.
error-go-home = Zum Laden
error-ask = Eine Person fragen
error-reference = Falls Sie uns schreiben, nennen Sie bitte { $reference }.
mail-unsubscribe = Diese E-Mails abbestellen

## Formulare
field-optional = (freiwillig)
form-errors = { $count ->
    [one] Eine Angabe fehlt noch oder stimmt nicht
   *[other] { $count } Angaben fehlen noch oder stimmen nicht
 }
quantity-of = Menge: { $thing }
quantity-less = { $thing }: eins weniger
quantity-more = { $thing }: eins mehr

## Preise, Bestand, Lieferung
price-from = ab
price-now = Jetziger Preis
price-was = zuvor
price-lowest = Niedrigster Preis der letzten 30 Tage: { $price }
price-unit = { $price } je { $per }
stock-in = Auf Lager
stock-few = Nur noch { $left } auf Lager
stock-out = Ausverkauft
stock-later = Wieder da am { $day }
promise-arrives = Bei Ihnen am
promise-by = Bei Bestellung bis { $time } Uhr
promise-cost = Versand { $amount }
promise-free = Versandkostenfrei
promise-free-from = Versandkostenfrei ab { $amount }
buy-add = In den Warenkorb

## Sterne und Stimmen
stars-of = { $value } von 5 Sternen
stars-reviews = { $count ->
    [one] { $count } Bewertung
   *[other] { $count } Bewertungen
 }
stars-short = { $value } ({ $count })
stars-row = { $stars ->
    [one] { $stars } Stern
   *[other] { $stars } Sterne
 }
stars-share = { $count } von { $total } Bewertungen
voice-official = Der Laden
voice-report = Melden
review-helpful = Hilfreich
question-asked = Gefragt von { $name } am { $day }
question-more = { $count ->
    [one] Eine weitere Antwort
   *[other] { $count } weitere Antworten
 }
question-answer = Antworten
answer-accepted = Hat geholfen
saying-for = Das gefällt:
saying-against = Das gefällt nicht:

## Bilder
gallery-of = Bilder von { $name }
gallery-choose = Bild auswählen
gallery-picture = Bild { $number }

## Listen
filters = Filter
filters-count = { $count ->
    [one] { $count } Produkt
   *[other] { $count } Produkte
 }
filters-show = { $count ->
    [one] { $count } Produkt anzeigen
   *[other] { $count } Produkte anzeigen
 }
filters-clear = Alle Filter entfernen
filters-remove = Filter entfernen
sort = Sortieren nach
sort-apply = Sortieren

## Warenkorb, Kasse, Bestellungen
cart-each = { $price } pro Stück
cart-update = Übernehmen
cart-remove = Entfernen
order-times = { $quantity } ×
order-number = Bestellung { $number }
totals-sum = Gesamt
totals-tax = Darin enthaltene MwSt.
steps = Schritte der Kasse

## Gespräche
conversation-with = Gespräch mit { $name }
conversation-internal = Nur für das Team sichtbar

## Verwaltung
desk-search = Bestellungen, Produkte, Personen
desk-theme = Hell oder dunkel
desk-keys = Tastatur
desk-keys-rows = In Listen gehen Sie mit j und k ab und auf, mit o öffnen Sie den Eintrag. Escape verlässt ein Feld.
desk-nav = Verwaltung
chart-figures = Zahlen
dead-attempts = { $count ->
    [one] { $count } Versuch
   *[other] { $count } Versuche
 }
dead-payload = Eingabe
dead-trace = Abbruchstelle
dead-retry = Erneut versuchen
dead-discard = Verwerfen
