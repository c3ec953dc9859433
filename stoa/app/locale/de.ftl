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
site-deals = Aktionen
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
promise-arrives-by = Kommt bis
promise-by = Bei Bestellung bis { $time } Uhr
promise-cost = Versand { $amount }
card-save = { $name } merken
promise-free = Versandkostenfrei
promise-free-from = Versandkostenfrei ab { $amount }
buy-add = In den Warenkorb

## Sterne und Stimmen
stars-of = { $value } von 5 Sternen
stars-reviews = { $count ->
    [one] { $count } Bewertung
   *[other] { $count } Bewertungen
 }
stars-short = { NUMBER($value, minimumFractionDigits: 1) } ({ $count })
stars-row = { $stars ->
    [one] { $stars } Stern
   *[other] { $stars } Sterne
 }
stars-share = { $count } von { $total } Bewertungen
voice-member = Ein Mitglied
voice-guest = Ein Gast
voice-owned = Hat es · { $span }
voice-official = Der Laden
voice-report = Melden
review-helpful = Hilfreich
review-basis-order = Hier gekauft
review-basis-none = Ob es gekauft wurde, wissen wir nicht
review-basis-imported = Aus einem anderen Laden mitgebracht
review-asked = auf unsere Bitte geschrieben
review-edited = seither geändert
review-rewarded = Für das Schreiben belohnt
review-place = { $place } von 5
review-just-right = Genau richtig
review-recommends = Empfiehlt es
review-advises-against = Empfiehlt es nicht
review-picture = Bild { $number } dieser Bewertung
review-own = Ihre Bewertung
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

## Was der Shop sagt, wenn er etwas nicht tut
refusal-field-required = Das fehlt noch.
refusal-field-too-long = Höchstens { $most } Zeichen, bitte.
refusal-field-too-short = Mindestens { $least } Zeichen, bitte.
refusal-field-not-an-address = Das sieht nicht nach einer E-Mail-Adresse aus, etwa ada@example.com.
refusal-field-not-a-number = Eine ganze Zahl, bitte.
refusal-field-out-of-range = Wählen Sie eine Zahl von { $least } bis { $most }.
refusal-field-not-an-amount = Ein Geldbetrag, bitte, etwa 12,90.
refusal-field-negative = Das kann nicht weniger als nichts sein.
refusal-field-not-a-choice = Bitte wählen Sie etwas aus dem Angebot.
refusal-field-not-a-moment = Ein Datum und eine Uhrzeit, bitte.
refusal-field-nothing-chosen = Bitte wählen Sie zuerst etwas aus.
refusal-field-bad-cursor = Diese Seitenmarke stammt nicht von dieser Liste. Beginnen Sie bei der ersten Seite.
refusal-field-invalid = Das war nicht zu verstehen.
refusal-field-too-large = Das ist mehr, als auf einmal angenommen wird.
refusal-field-reused = Dieser Schlüssel wurde schon mit einer anderen Anfrage verwendet.
refusal-field-unknown-field = Ein Feld dieses Namens gibt es hier nicht.
refusal-field-wrong-type = Hier wird { $expected } erwartet, gesendet wurde { $got }.
refusal-not-json = Das ist kein JSON. Es wurde nichts geändert.
refusal-precondition-failed = Das ist nicht mehr, was Ihr Programm gesehen hat: Jemand hat es seither geändert. Nichts wurde geändert; lesen Sie es noch einmal.
refusal-bad-limit = Eine Seite hat mindestens einen Eintrag.
refusal-not-acceptable = Die Antwort wäre JSON; das nimmt die Anfrage nicht an.
refusal-wrong-method = Auf diese Weise antwortet diese Adresse nicht. Es wurde nichts geändert.
refusal-foreign-origin = Dieses Formular kam von einer anderen Website, deshalb ist nichts geschehen.
refusal-foreign-origin-kept = Bitte öffnen Sie die Seite hier im Shop und senden Sie es noch einmal ab.
refusal-too-much = Das ist mehr, als auf einmal angenommen wird. Es wurde nichts behalten.
refusal-unreadable-address = Hier ist nichts, oder nichts, was Sie sehen dürfen.
refusal-bad-key = Ein Idempotenzschlüssel hat 1 bis 255 druckbare ASCII-Zeichen. Es ist nichts geschehen.
refusal-bad-cursor = Diese Seitenmarke stammt nicht von dieser Liste. Bitte beginnen Sie mit der ersten Seite.
refusal-unreadable-query = Was in der Adresse auf das Fragezeichen folgt, ist kein Text.
refusal-cut-short = Die Anfrage endete, bevor sie vollständig war. Es ist nichts geschehen.
refusal-missing = Hier ist nichts, oder nichts, was Sie sehen dürfen.
refusal-unknown = Bitte melden Sie sich zuerst an.
refusal-sign-in-first = Bitte melden Sie sich zuerst an.
refusal-forbidden = Das dürfen Sie nicht.
refusal-not-allowed = Das dürfen Sie nicht.
refusal-invalid = Etwas daran war nicht zu verstehen. Es wurde nichts geändert.
refusal-conflict = Das geht beim jetzigen Stand nicht. Es wurde nichts geändert.
refusal-unpaid = Die Zahlung wurde abgelehnt. Es wurde nichts abgebucht.
refusal-gone = Das war hier und ist zu Ende.
refusal-too-many = Das war zu oft. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.
refusal-slow-down = Das war zu oft. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.
refusal-too-large = Das ist mehr, als auf einmal angenommen wird. Es wurde nichts behalten.
refusal-not-that-kind = Diese Art von Inhalt wird hier nicht verstanden.
refusal-busy = Gerade nicht: Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.
refusal-database-busy = Gerade nicht: Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.
refusal-already-there = Das gibt es schon einmal. Es wurde nichts geändert.
refusal-refused = Das ging nicht. Es wurde nichts geändert.
refusal-fault = Bei uns ist etwas schiefgegangen; wir haben es als { $number } notiert. Nichts von dem, was Sie gesendet haben, ist halb getan; bitte versuchen Sie es noch einmal.
refusal-key-reused = Dieser Idempotenzschlüssel wurde schon mit einer anderen Anfrage verwendet. Es wurde nichts getan.
refusal-still-running = Die erste Anfrage mit diesem Idempotenzschlüssel wird noch bearbeitet.
refusal-unknown-id = Unter dieser Kennung gibt es nichts, oder nichts, was Sie sehen dürfen.
refusal-clock-is-fixed = Die Uhr eines echten Shops lässt sich nicht verstellen.

## Der Rahmen: Fußzeile und die Bildschirme des Teams
footer-help = Hilfe
footer-delivery = Lieferung
footer-returns = Rückgabe und Erstattung
footer-withdraw = Vertrag widerrufen
footer-talk = Ratgeber und Gespräche
footer-deals = Aktionen
footer-yours = Ihr Bereich
footer-account = Ihr Konto
footer-orders = Ihre Bestellungen
footer-cart = Ihr Warenkorb
footer-saved = Gemerktes
footer-legal = Rechtliches
footer-rules = Regeln
footer-terms = AGB
footer-privacy = Datenschutz
footer-imprint = Impressum
desk-group-selling = Verkauf
desk-group-goods = Waren
desk-group-shop = Der Shop
desk-group-community = Gemeinschaft
desk-community = Gemeinschaft heute
desk-queue = Warteschlange
desk-decisions = Entscheidungen
desk-appeals = Zweite Prüfungen
desk-conduct = Verhalten
desk-collections = Sammlungen
desk-rules = Regeln
desk-links = Bekannte Spamlinks
desk-bias = Entscheidungen und Sterne
desk-models = Modelle
desk-today = Heute
desk-packing = Packen
desk-returns = Retouren
desk-orders = Bestellungen
desk-reviews = Bewertungen
desk-questions = Fragen
desk-talk = Themen
desk-asked = Gestellte Fragen
desk-customers = Kundschaft
desk-mails = E-Mails
desk-products = Produkte
desk-stock = Bestand
desk-interchange = Dateien
desk-exchange = Community-Dateien
desk-searching = Suche
desk-offers = Angebote
desk-deals = Gruppenkäufe
desk-sales = Privatverkäufe
desk-markets = Märkte
desk-taxes = Steuern
desk-shipping = Versand
desk-settings = Einstellungen
desk-staff = Team
desk-jobs = Aufgaben
desk-audit = Protokoll
refusal-no-such-page = Diese Seite gibt es nicht.

## Die Startseite des Schreibtischs, Aufgaben und Einstellungen
today-pack = Zu packen
today-held = Zurückgehalten
today-returns = Rücksendungen zu entscheiden
today-sold = Heute verkauft
today-orders = { $count ->
    [one] { $count } Bestellung
   *[other] { $count } Bestellungen
 }
today-chart = Verkauft pro Tag, letzte dreißig Tage
today-day = Tag
today-amount = Betrag
today-scarce = Fast ausverkauft
today-left = noch { $count }
today-none-scarce = Von allem ist genug da.
today-health = Bücher in Ordnung
today-broken = { $count ->
    [one] Etwas in den Büchern ist nicht, wie es sein muss
   *[other] { $count } Dinge in den Büchern sind nicht, wie sie sein müssen
 }
today-broken-more = „stoa check“ nennt die Zeilen. Bestand oder Geld muss vielleicht von Hand berichtigt werden.
jobs-dead = Aufgegebene Aufträge
jobs-all-of-them = Alle zusammen
jobs-retry-all = Erneut versuchen: alle { $kind }
jobs-discard-all = Verwerfen: alle { $kind }
jobs-latest = Die letzten { $count }, einzeln:
jobs-none-dead = Nichts wurde aufgegeben
jobs-none-dead-more = Eine Aufgabe, die immer wieder scheitert, wartet hier, bis jemand entscheidet.
jobs-waiting = Wartend
jobs-none-waiting = Nichts wartet.
jobs-none-running = Im Augenblick läuft nichts.
jobs-attempt = Versuch { $count }
jobs-kind = Aufgabe
jobs-count = Anzahl
jobs-first = Fällig
jobs-schedule = Nach der Uhr
jobs-every = Alle
jobs-ran = Zuletzt begonnen
jobs-never = noch nie
settings-shop = Shop
settings-version = Version
settings-size = Datenbank
settings-migrations = { $count ->
    [one] { $count } Migration
   *[other] { $count } Migrationen
 }
settings-worker = Worker zuletzt gesehen
settings-environment = Womit er gestartet wurde
settings-how = Einstellungen werden beim Start des Shops als Umgebungsvariablen angegeben. Was von der Vorgabe abweicht, ist fett.
settings-name-why = Auch der Name des Shops gehört dazu: STOA_SHOP_NAME. Seiten, E-Mails und Rechnungen kommen aus mehreren Prozessen, und alle lesen ihn beim Start, damit sie nie voneinander abweichen.
settings-seller = Auf Rechnungen fehlt, wer verkauft
settings-seller-more = Setzen Sie STOA_SELLER (Name und Anschrift, Teile durch ; getrennt) und STOA_TAX_NUMBER und starten Sie den Shop neu.
settings-name = Einstellung
settings-value = Wert
settings-secret = gesetzt und geheim
settings-demo = Dies ist ein Demo-Shop
settings-demo-more = Zahlungen und Pakete sind nur gespielt, und die Uhr lässt sich verstellen.
demo-title = Die Demo
demo-clock = Die Uhr des Shops
demo-clock-now = In diesem Shop ist es
demo-clock-more = Stellen Sie sie vor, um zu sehen, wie Reservierungen ablaufen, Pakete ankommen und Fristen enden. Zurück geht sie nie.
demo-step-hour = Eine Stunde weiter
demo-step-day = Einen Tag weiter
demo-step-three-days = Drei Tage weiter
demo-step-week = Eine Woche weiter
demo-more = Was es sonst zu sehen gibt
demo-mails = Jede Mail, die der Shop verschickt hat
demo-desk = Der Schreibtisch für Händler und Moderatoren
refusal-no-such-dead-letter = Diese Aufgabe gibt es nicht, oder sie wurde nicht aufgegeben.
refusal-no-demo = Dieser Shop ist keine Demo.

## Die API, für Menschen
api-title = Die API
api-lead = Was ein Programm hier tun kann: etwas finden, es kaufen, es verfolgen; und was die Programme des Teams können.
api-description = Die Beschreibung für Programme (OpenAPI 3.1)
api-contents = Auf dieser Seite
api-how = Wie sie spricht
api-how-written = Alles ist JSON. Geld ist eine ganze Zahl kleinster Einheiten mit Währung, Zeiten sind RFC 3339 in UTC, Kennungen tragen ein Präfix.
api-how-problems = Was nicht geht, wird als problem+json (RFC 9457) mit festem Code beantwortet; alle falschen Felder werden auf einmal genannt, auch unbekannte.
api-how-once = Ein POST mit Idempotency-Key geschieht einmal, wie oft er auch gesendet wird; die Antwort wird 24 Stunden aufbewahrt.
api-how-lists = Listen haben next_cursor und has_more; der Header Link enthält die nächste Seite. Mit If-None-Match kostet erneutes Lesen wenig.
api-how-keys = Die Programme des Teams senden einen API-Schlüssel als Bearer-Token. Er kann, wofür er gemacht wurde, und nicht mehr.
api-required = nötig
api-body = Inhalt
api-answers = Antworten
api-types = Typen
api-problems = Probleme
api-problems-all = Alle Probleme
api-problem-title = Problem { $code }
api-problem-says = Menschen lesen:
find-title = Bestellungen, Produkte, Personen finden
find-for = Treffer für „{ $words }“
find-orders = Bestellungen
find-products = Produkte
find-people = Personen
find-more = Weitere
find-none = Nichts gefunden
find-none-more = Geben Sie Nummer, E-Mail-Adresse oder Namen einer Bestellung ein, Titel oder Artikelnummer eines Produkts, Namen oder E-Mail-Adresse einer Person.
