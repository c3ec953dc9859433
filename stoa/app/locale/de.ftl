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
pagination-previous-page = Vorige Seite
pagination-next-page = Nächste Seite
error-fault-kept = Ihr Warenkorb ist noch da. Es wurde dabei nichts bestellt und nichts bezahlt.
error-forbidden-hint = Vielleicht darf es ein anderes Ihrer Konten. Wenn Sie es dürfen sollten, fragen Sie uns.
error-missing-hint = Vielleicht steht es jetzt woanders, oder es gibt es nicht mehr. Die Suche oben findet, was es gibt.
error-go-home = Zum Shop
error-ask = Eine Person fragen
error-reference = Falls Sie uns schreiben, nennen Sie bitte { $reference }.
mail-zone = Alle Zeiten in dieser E-Mail gelten für { $place }.
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
promise-by = Bei Bestellung bis { $time } Uhr
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
voice-owned = Besitzt es seit { $span }
voice-official = Der Shop
voice-report = Melden
review-helpful = Hilfreich
review-basis-order = Hier gekauft
review-basis-none = Ob es gekauft wurde, wissen wir nicht
review-basis-imported = Aus einem anderen Shop übernommen
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
refusal-field-unseen-in-address = In dieser Adresse steht etwas, das man nicht sieht. Tippen Sie sie ein, statt sie einzufügen.
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
refusal-unknown-parameter = { $count ->
    [0] Dieser Aufruf nimmt keine Parameter; gesendet wurde „{ $names }“.
   *[other] Dieser Aufruf kennt „{ $names }“ nicht. Er nimmt: { $known }.
 }
refusal-field-not-one-of = Das ist eines von: { $choices }.
refusal-field-unknown-parameter = Einen Parameter dieses Namens gibt es hier nicht.
refusal-not-conditional = Dieser Aufruf lässt sich nicht an `If-Match` binden. Nichts wurde geändert; ohne diesen Header wird er ausgeführt.
refusal-precondition-failed = Das ist nicht mehr, was Ihr Programm gesehen hat: Jemand hat es seither geändert. Nichts wurde geändert; lesen Sie es noch einmal.
refusal-bad-limit = Eine Seite hat mindestens einen Eintrag.
refusal-not-acceptable = Die Antwort wäre JSON; das nimmt die Anfrage nicht an.
refusal-wrong-method = Auf diese Weise antwortet diese Adresse nicht. Es wurde nichts geändert.
refusal-foreign-origin = Dieses Formular kam von einer anderen Website, deshalb ist nichts geschehen.
refusal-foreign-origin-kept = Bitte öffnen Sie die Seite hier im Shop und senden Sie es noch einmal ab.
refusal-too-much = Das ist mehr, als auf einmal angenommen wird. Es wurde nichts behalten.
refusal-unreadable-address = Hier ist nichts, oder nichts, was Sie sehen dürfen.
refusal-bad-key = { $least ->
    [1] Ein Idempotenzschlüssel hat 1 bis { $most } druckbare ASCII-Zeichen. Es ist nichts geschehen.
   *[other] Bei einem Gast, der sonst nichts vorzeigt, hat ein Idempotenzschlüssel { $least } bis { $most } druckbare ASCII-Zeichen, etwa eine UUID. Es ist nichts geschehen.
}
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
desk-group-goods = Sortiment
desk-group-care = Kundendienst
desk-group-deals = Aktionen
desk-group-community = Community
desk-group-fairness = Regeln und Kontrolle
desk-group-shop = Shop
desk-waiting = offen
desk-community = Community heute
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
desk-api-keys = API-Schlüssel
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

## Wie Aufträge heißen
job-accounts-forget = Abgelaufene Anmeldelinks vergessen
job-accounts-mail-email-change = Nachricht über eine geänderte E-Mail-Adresse
job-accounts-mail-link = Anmeldelink senden
job-app-check-invariants = Prüfen, ob die Bücher stimmen
job-app-strike-out-days = Streichen, was an früheren Tagen von Seiten festgehalten wurde
job-base-forget-answers = Alte Antworten der API vergessen
job-carts-forget = Lange verlassene Warenkörbe vergessen
job-catalog-fetch-picture = Bild holen
job-circles-fill = Käufe der Mitglieder noch einmal durchgehen
job-circles-sweep = Alte Vorschläge und Einladungen vergessen
job-discussions-feature-ends = Beenden, was für eine Zeit hervorgehoben war
job-discussions-forget = Vergessen, was Themen nicht mehr brauchen
job-group-buys-ask = Wartende fragen, wenn etwas wieder da ist
job-group-buys-captured = Bezahlten Platz eines Teams zählen
job-group-buys-changed = Denen, die dabei sind, sagen, was besser wurde
job-group-buys-let-go = Zahlungen eines Teams freigeben
job-group-buys-list-over = Warteliste eines Teams beenden
job-group-buys-many = Plätze eines Teams gemeinsam abwickeln
job-group-buys-never = Team beenden, dessen erstes Mitglied nie bezahlt hat
job-group-buys-offer-over = Angebotenen Platz in einem Team zurücknehmen
job-group-buys-opens = Gruppenkauf zeigen, der beginnt
job-group-buys-over = Produkt eines Gruppenkaufs freigeben, der niemanden mehr aufnimmt
job-group-buys-remind = An Teams erinnern, denen wenige fehlen
job-group-buys-take = Zahlungen eines Teams einziehen
job-group-buys-tick = Frist eines Teams beenden
job-group-buys-watch = Nach den Gruppenkäufen sehen
job-group-buys-withdrawn = Gruppenkauf beenden, dessen Produkt nicht mehr verkauft wird
job-group-buys-won = Jemandem sagen, was sein Team erreicht hat
job-hear-checkout-confirm-by-mail = Nach einer Bestellung: per E-Mail bestätigen
job-hear-checkout-give-its-codes-back = Nach einer Stornierung: Gutscheincodes zurückgeben
job-hear-checkout-give-the-cart-back = Nach gescheiterter Zahlung: Warenkorb zurückgeben
job-hear-checkout-tell-of-cancellation = Nach einer Stornierung: Bescheid geben
job-hear-checkout-tell-of-refund = Nach einer Erstattung: Bescheid geben
job-hear-checkout-tell-that-a-refund-came-back = Nach zurückgekommener Erstattung: Bescheid geben
job-hear-circles-keep-cancelled = Nach einer Stornierung: aus den Kreisen nehmen
job-hear-circles-keep-delivered = Nach einer Lieferung: für die Kreise vermerken
job-hear-circles-keep-placed = Nach einer Bestellung: für die Kreise vermerken
job-hear-circles-keep-released = Nach der Freigabe einer Bestellung: für die Kreise vermerken
job-hear-circles-keep-returned = Nach einer Rückgabe: aus den Kreisen nehmen
job-hear-discussions-count-what-was-ordered = Nach einer Bestellung: zählen, wozu ein Thema führte
job-hear-discussions-forget-what-has-arrived = Nach einer Lieferung: vergessen, welches Thema dazu führte
job-hear-discussions-take-off-what-was-cancelled = Nach einer Stornierung: von der Zählung eines Themas abziehen
job-hear-group-buys-end-what-is-not-sold-any-more = Wenn ein Produkt nicht mehr verkauft wird: seine Gruppenkäufe beenden
job-hear-group-buys-show-that-it-is-sold-out = Wenn etwas ausverkauft ist: bei den Teams zeigen
job-hear-group-buys-show-that-it-is-there-again = Wenn etwas wieder da ist: bei den Teams zeigen
job-hear-group-buys-ask-who-waits = Nach einem frei gewordenen Platz: Wartende fragen
job-hear-group-buys-count-what-is-paid = Nach einer Zahlung: für das Team zählen
job-hear-group-buys-give-an-hour = Nach gescheiterter Zahlung: eine Stunde geben
job-hear-group-buys-say-that-nothing-was-charged = Nach dem Austritt aus einem Team: mitteilen, dass nichts abgebucht wurde
job-hear-group-buys-say-that-they-are-in = Nach dem Beitritt zu einem Team: Beitritt bestätigen
job-hear-group-buys-say-what-was-reached = Nach freigegebener Bestellung: mitteilen, was das Team erreicht hat
job-hear-interchange-picture-added = Nach einem neuen Bild: den Varianten zuordnen
job-hear-moderation-confirm-a-report = Nach einer Meldung: Eingang bestätigen
job-hear-moderation-tell-of-the-second-look = Nach einem zweiten Blick: der Verfasserin Bescheid geben
job-hear-moderation-tell-the-admins-of-bias = Nach einem auffälligen Test auf Befangenheit: Leitung benachrichtigen
job-hear-moderation-tell-the-author = Nach einer Entscheidung: der Verfasserin Bescheid geben
job-hear-moderation-tell-the-reporter = Nach einer Entscheidung: der meldenden Person Bescheid geben
job-hear-payments-capture-what-was-held = Nach der Freigabe einer Bestellung: Geld einziehen
job-hear-payments-give-back-what-was-cancelled = Nach einer Stornierung: Geld erstatten
job-hear-pricing-category-changed = Nach geänderter Kategorie: Angebote darauf prüfen
job-hear-pricing-changed = Nach geändertem Produkt: Angebote darauf prüfen
job-hear-pricing-collection-changed = Nach geänderter Kollektion: Angebote darauf prüfen
job-hear-pricing-ended = Nach dem Ende einer Variante: Angebote darauf prüfen
job-hear-pricing-published = Nach neuem Produkt: Angebote darauf prüfen
job-hear-private-sales-tell = Nach einem frei gewordenen Stück: Wartenden Bescheid geben
job-hear-private-sales-tell-listed = Nach Eintrag in eine Warteliste: Link zum Austragen senden
job-hear-questions-call-them-so = Nach geändertem Namen: bei Fragen zeigen
job-hear-questions-forget-reviews = Nach entfernter Bewertung: nicht mehr daraus antworten
job-hear-questions-read-reviews = Nach einer Bewertung: Antworten daraus lesen
job-hear-questions-read-reviews-again = Nach geänderter Bewertung: noch einmal lesen
job-hear-questions-tell-both = Nach Weitergabe einer Frage an den Shop: beiden Seiten Bescheid geben
job-hear-questions-tell-the-shop = Nach einer Frage an den Shop: dem Team Bescheid geben
job-hear-questions-tell-who-asked = Nach einer Antwort: der fragenden Person Bescheid geben
job-hear-returns-tell-it-has-arrived = Nach eingetroffener Rücksendung: Bescheid geben
job-hear-returns-tell-it-is-sent-again = Nach einem Ersatz: Bescheid geben
job-hear-returns-tell-it-was-received = Nach angemeldeter Rücksendung: bestätigen
job-hear-returns-tell-it-was-refused = Nach abgelehnter Rücksendung: Bescheid geben
job-hear-reviews-call-them-otherwise = Nach geändertem Namen: bei Bewertungen zeigen
job-hear-reviews-plan-to-ask = Nach einer Lieferung: Bitte um eine Bewertung planen
job-hear-reviews-plan-to-ask-of-what-is-not-sent = Nach Bestellung ohne Versand: Bitte um eine Bewertung planen
job-hear-reviews-tell-of-the-answer = Nach der Antwort des Shops: Bescheid geben
job-hear-search-forget-archived = Nach archiviertem Produkt: aus der Suche nehmen
job-hear-search-index-category = Nach geänderter Kategorie: auffindbar machen
job-hear-search-index-changed = Nach geändertem Produkt: auffindbar machen
job-hear-search-index-collection = Nach geänderter Kollektion: auffindbar machen
job-hear-search-index-picture = Nach neuem Bild: in der Suche zeigen
job-hear-search-index-published = Nach neuem Produkt: auffindbar machen
job-hear-search-index-without-variant = Nach dem Ende einer Variante: aus der Suche nehmen
job-hear-search-note-came-back = Nach neuem Bestand: in der Suche zeigen
job-hear-search-note-ran-out = Nach Ausverkauf: in der Suche zeigen
job-hear-search-price-after-offer = Nach dem Ende eines Angebots: Preise in der Suche
job-hear-search-price-offer = Nach dem Beginn eines Angebots: Preise in der Suche
job-hear-search-price-product = Nach geändertem Preis: Preise in der Suche
job-hear-shipping-tell-it-has-arrived = Nach eingetroffenem Paket: Bescheid geben
job-hear-shipping-tell-it-is-lost = Nach verlorenem Paket: Bescheid geben
job-hear-shipping-tell-it-is-on-its-way = Nach versendetem Paket: Bescheid geben
job-hear-wish-lists-count-what-came = Nach einer Zahlung: für ein Geschenk zählen
job-hear-wish-lists-free-what-did-not-come = Nach gescheiterter Zahlung: Anteil am Geschenk freigeben
job-hear-wish-lists-free-what-was-cancelled = Nach einer Stornierung: Geschenk wieder freigeben
job-hear-wish-lists-look-at-changed-prices = Nach geändertem Preis: Interessierten Bescheid geben
job-hear-wish-lists-look-at-ended-offers = Nach dem Ende eines Angebots: Gemerktes prüfen
job-hear-wish-lists-look-at-opened-offers = Nach dem Beginn eines Angebots: Interessierten Bescheid geben
job-hear-wish-lists-mark-bought = Nach einer Bestellung: Geschenk als gekauft vermerken
job-hear-wish-lists-note-what-came-back = Nach neuem Bestand: Interessierten Bescheid geben
job-hear-wish-lists-note-what-ran-out = Nach Ausverkauf: in Listen vermerken
job-hear-wish-lists-tell-that-it-is-ordered = Nach gemeinsamem Geschenk: allen Bescheid geben
job-hear-wish-lists-tell-what-went-back = Nach einer Erstattung: den Schenkenden Bescheid geben
job-hear-wish-lists-tell-what-came-back-to-the-shop = Nach zurückgekommener Erstattung: den Schenkenden Bescheid geben
job-interchange-import = Produktdatei einlesen
job-mail-forget = Alte E-Mails vergessen
job-mail-send = E-Mail senden
job-moderation-bias = Prüfen, dass nicht die Sterne entscheiden
job-moderation-figures = Zählen, wie lange die Moderation braucht
job-moderation-forget = Abgelaufene Belege vergessen
job-billing-forget = Namen gelöschter Personen aus Rechnungen nehmen
job-orders-forget = Nie bezahlte Bestellungen vergessen
job-outside-payments-deliver = Nachgestellte Bank: Nachricht senden
job-outside-payments-end = Nachgestellte Bank: Erstattung beenden
job-payments-ask = Banken nach offenen Zahlungen fragen
job-payments-capture = Geld einziehen
job-payments-capture-all = Geld mehrerer Bestellungen einziehen
job-payments-charge = Gespeichertes Zahlungsmittel belasten
job-payments-refund = Geld erstatten
job-payments-void = Reservierten Betrag freigeben
job-payments-forget = Zahlungsdienst eine Zahlungsart vergessen lassen
job-payments-let-go = Freigeben, was nicht eingezogen werden konnte
job-permissions-forget = Abgelaufene Zugänge aufräumen
job-pricing-turn = Angebote beginnen und beenden
job-privacy-export = Zusammenstellen, was über eine Person gespeichert ist
job-privacy-forget = Nicht abgeholte Auskünfte vergessen
job-private-sales-cancel = Bestellungen eines Privatverkaufs stornieren
job-private-sales-hand-on = Stück an Wartende weitergeben
job-private-sales-lapse = Ungenutzte Einladungen der Mitglieder zurückgeben
job-private-sales-turn = Privatverkauf öffnen oder schließen
job-private-sales-watch = Nach den Privatverkäufen sehen
job-private-sales-write = Eingeladenen eines Privatverkaufs schreiben
job-questions-go-on = Weitere Besitzer fragen oder den Shop
job-questions-release = Antwort des Shops zeigen
job-questions-rounds = Fragen weitergeben, die niemand beantwortet hat
job-questions-route = Besitzer finden, die antworten können
job-questions-tidy = Fragen aufräumen
job-returns-label = Rücksendeetikett erstellen
job-returns-link = Link einer Bestellung senden
job-returns-match = Bestellung zu einem Widerruf finden
job-reviews-age = Bewertungen nach Alter gewichten
job-reviews-ask = Um Bewertungen bitten
job-reviews-refresh = Bewertungen neu zählen
job-reviews-seal = Buch der Bewertungen versiegeln
job-search-catch-up = Geänderte Produkte auffindbar machen
job-search-rebuild = Alles neu auffindbar machen
job-sessions-forget = Beendete Sitzungen vergessen
job-shipping-follow = Paketdienste nach Paketen fragen
job-shipping-register = Paket beim Paketdienst anmelden
job-stock-sweep = Abgelaufene Zusagen aus dem Bestand räumen
job-wish-lists-end-pools = Nicht rechtzeitig gesammelte Geschenke beenden
job-wish-lists-forget = Vergessen, was Listen nicht mehr brauchen
