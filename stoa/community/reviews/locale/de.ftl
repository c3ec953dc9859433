## Ablehnungen
refusal-no-such-review = Diese Bewertung gibt es nicht, oder sie wird nicht mehr gezeigt.
refusal-no-such-review-request = Dieser Link ist abgelaufen.
refusal-reviewed-already = Sie haben das schon bewertet. Sie können ändern, was Sie geschrieben haben.
refusal-own-review = Über die eigene Bewertung stimmt niemand ab.
refusal-not-a-review = Etwas fehlt oder passt nicht.

## Briefe
reviews-mail-request-subject = Wie gefällt Ihnen: { $title }?
reviews-mail-request-action = Meine Meinung schreiben
reviews-mail-request-preview = Es dauert eine Minute und hilft anderen bei der Wahl.
reviews-mail-request-reason = Sie bekommen diese E-Mail, weil Sie das bei uns gekauft haben. Wir fragen höchstens zweimal.
reviews-mail-request-title = Wie gefällt es Ihnen?
reviews-mail-request-text = Sie haben es nun schon eine Weile. Wer über einen Kauf nachdenkt, möchte wissen, was Sie davon halten, im Guten wie im Schlechten.
reviews-mail-request-again = Wir haben schon einmal gefragt und werden nicht noch einmal fragen.
reviews-mail-request-honest = Jede Bewertung wird nach denselben Regeln gezeigt, gleich wie viele Sterne sie gibt.
reviews-mail-answered-subject = Wir haben auf Ihre Bewertung von { $product } geantwortet
reviews-mail-answered-action = Meine Bewertung ansehen
reviews-mail-answered-preview = { $text }
reviews-mail-answered-reason = Sie bekommen diese E-Mail, weil Sie etwas bewertet haben, das es bei uns gibt.
reviews-mail-answered-title = Der Shop hat Ihnen geantwortet
reviews-mail-answered-text = Sie haben geschrieben, was Sie von { $product } halten. Das ist unsere Antwort:

## Beim Produkt
reviews-title = Bewertungen
reviews-write-one = Bewertung schreiben
reviews-write-short = Schreiben
reviews-by-owners = { $count ->
    [one] eine von einem Besitzer
   *[other] { $count } von Besitzern
 }
reviews-between = So gut wie sicher zwischen { $low } und { $high }
reviews-mean = einfaches Mittel aller Sterne { $mean }
reviews-how = Wie die Sterne gewichtet werden
reviews-say-so = { $count ->
    [one] Eine Person über { $aspect }
   *[other] { $count } Leute über { $aspect }
 }
reviews-photos = Bilder von Besitzern
reviews-photo = Bild { $number } und seine Bewertung
reviews-all = { $count ->
    [one] Die Bewertung lesen
   *[other] Alle { $count } Bewertungen lesen
 }
reviews-none = Noch hat das niemand bewertet. Wer es besitzt, hilft mit der ersten Bewertung allen, die noch überlegen.
reviews-aspect-fit = Passform
reviews-aspect-size = Größe
reviews-aspect-material = Material
reviews-aspect-quality = Qualität
reviews-aspect-durability = Haltbarkeit
reviews-aspect-comfort = Bequemlichkeit
reviews-aspect-colour = Farbe
reviews-aspect-looks = Aussehen
reviews-aspect-value = Preis und Leistung
reviews-aspect-cleaning = Reinigung
reviews-aspect-handling = Handhabung
reviews-aspect-noise = Lautstärke
reviews-aspect-taste = Geschmack und Geruch
reviews-aspect-warmth = Wärme
reviews-aspect-packing = Verpackung und Lieferung
reviews-written = Bewertungen

## Die Liste
reviews-of = Bewertungen: { $title }
reviews-one = Bewertung: { $title }
reviews-vote-yes = Hat Ihnen diese Bewertung geholfen?
reviews-vote-no = Hat Ihnen diese Bewertung nicht geholfen?
reviews-vote-lead = Das haben Sie vor dem Anmelden gesagt. Ein Tippen, und es zählt.
reviews-vote-do-yes = Ja, sie hat geholfen
reviews-vote-do-no = Sie hat nicht geholfen
reviews-vote-back = Zurück, ohne abzustimmen
reviews-about = Es geht um
reviews-add-yours = Sie besitzen es auch? Schreiben Sie, was gut ist und was nicht.
reviews-checked = Jede Bewertung sagt, worauf sie beruht. Was mit ihr geschieht, lässt sich nachprüfen.
reviews-how-checked = Wie Bewertungen geprüft werden
reviews-said = Was die Leute sagen
reviews-said-more = Jede Zeile sagen mindestens drei Leute, in ihren eigenen Worten.
reviews-side-for = { $count ->
    [one] Einer Person gefällt es
   *[other] { $count } Leuten gefällt es
 }
reviews-side-against = { $count ->
    [one] Einer Person gefällt es nicht
   *[other] { $count } Leuten gefällt es nicht
 }
reviews-read-for = { $count ->
    [one] Die eine zufriedene Bewertung lesen
   *[other] Alle { $count } zufriedenen Bewertungen lesen
 }
reviews-read-against = { $count ->
    [one] Die eine unzufriedene Bewertung lesen
   *[other] Alle { $count } unzufriedenen Bewertungen lesen
 }
reviews-whole = die ganze Bewertung
reviews-found = { $count ->
    [one] { $count } Bewertung
   *[other] { $count } Bewertungen
 }
reviews-show-all = { $count ->
    [one] Die eine zeigen
   *[other] Alle { $count } zeigen
 }
reviews-filter-stars = Sterne
reviews-any-stars = Alle Sterne
reviews-filter-variant = Welche Ausführung
reviews-any-variant = Alle Ausführungen
reviews-filter-language = Sprache
reviews-any-language = Alle Sprachen
reviews-owners-only = Hier gekauft
reviews-pictures-only = Mit Bildern
reviews-sort-helpful = Hilfreichste zuerst
reviews-sort-new = Neueste zuerst
reviews-sort-high = Meiste Sterne
reviews-sort-low = Wenigste Sterne
reviews-none-such = Dazu gibt es keine Bewertung. Entfernen Sie einen Filter, um mehr zu sehen.
reviews-more = Weitere Bewertungen
reviews-none-title = Noch keine Bewertungen

## Eine Bewertung
reviews-done-published = Danke. Hier ist Ihre Bewertung.
reviews-done-published-more = Alle können sie jetzt lesen.
reviews-done-waiting = Danke. Bevor Ihre Bewertung erscheint, sieht sie sich jemand an.
reviews-done-waiting-more = Meist dauert das keine Stunde. Wie viele Sterne Sie gegeben haben, bleibt dabei verborgen.
reviews-done-removed = Ihre Bewertung wird nicht gezeigt.
reviews-done-removed-more = Sie verstößt gegen eine veröffentlichte Regel. Die Gründe und wie Sie um eine zweite Prüfung bitten, finden Sie bei den Entscheidungen in Ihrem Konto und in unserer E-Mail.
reviews-done-already = Das haben Sie schon bewertet.
reviews-done-already-more = Hier steht, was Sie geschrieben haben. Sie können es ändern.
reviews-keep-link = Bewahren Sie die Adresse dieser Seite auf
reviews-keep-link-more = Nur mit ihr können Sie ohne Konto Ihre Bewertung ändern oder zurücknehmen. Wir zeigen sie nicht noch einmal.
reviews-pros = Gut
reviews-cons = Weniger gut
reviews-answers = { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
}
reviews-edits = { $count ->
    [one] Einmal geändert
   *[other] { $count }-mal geändert
 }
reviews-edit-was = { $stars ->
    [one] Bis dahin gab sie { $stars } Stern.
   *[other] Bis dahin gab sie { $stars } Sterne.
 }
reviews-edit = Ändern
reviews-withdraw = Zurücknehmen
reviews-withdraw-sure = Text und Bilder sind sofort weg und lassen sich nicht zurückholen. Dass es eine Bewertung gab, bleibt im Verzeichnis.
reviews-withdraw-do = Meine Bewertung zurücknehmen
reviews-proof = Was sie belegt
reviews-proof-order = Die Bestellzeile, auf der sie beruht, als Prüfsumme
reviews-proof-salt = Salz ihrer Prüfsumme im Verzeichnis

## Schreiben
reviews-write = { $title } bewerten
reviews-change = Ihre Bewertung ändern: { $title }
reviews-write-title = Was halten Sie davon?
reviews-change-title = Ihre Bewertung ändern
reviews-no-order = Alle dürfen bewerten. Da wir keine Bestellung von Ihnen kennen, steht das bei Ihrer Bewertung.
reviews-kept = Was Sie geschrieben haben, ist noch da.
reviews-stars = Sterne
reviews-text = Was ist gut, was nicht?
reviews-text-hint = Ein paar Sätze helfen am meisten, nötig sind sie nicht. Bis zu { $most } Zeichen.
reviews-title-field = Überschrift
reviews-variant = Welche Ausführung haben Sie?
reviews-recommends = Würden Sie es empfehlen?
reviews-recommends-yes = Ja
reviews-recommends-no = Nein
reviews-pictures = Bilder
reviews-pictures-hint = Bis zu { $most }. Wir behalten nur das Bild: keinen Ort, keine Kamera.
reviews-pictures-kept = Ihre Bilder
reviews-picture-remove = Entfernen
reviews-email = E-Mail-Adresse
reviews-email-hint = Wird nie gezeigt. Wir schreiben nur, wenn über Ihre Bewertung entschieden wird oder der Shop antwortet.
reviews-name = Name
reviews-name-hint = Erscheint bei Ihrer Bewertung. Bleibt das Feld leer, steht dort „Ein Gast“.
reviews-as = Ihr öffentlicher Name: { $name }.
reviews-as-change = Namen ändern
reviews-language = In welcher Sprache schreiben Sie?
reviews-send = Bewertung veröffentlichen
reviews-save = Speichern
reviews-rules-said = Gut oder schlecht: Jede Bewertung wird nach denselben Regeln gezeigt.
reviews-rules = Die Regeln

## Aus einem Brief
reviews-request-title = Was halten Sie davon?
reviews-is-written = Geschrieben
reviews-thanks = Danke
reviews-thanks-more = Wenn Sie mögen, machen Sie mit den anderen weiter.
reviews-stop = Nicht nach Bewertungen fragen
reviews-stop-text = Wir fragen nach einer Bestellung höchstens zweimal. Möchten Sie das nicht, fragen wir diese Adresse nicht mehr.
reviews-stop-do = Nicht mehr fragen
reviews-stopped = Wir fragen nicht mehr
reviews-stopped-more = Von Ihrer Adresse behalten wir nur einen Fingerabdruck, damit wir dieses Versprechen halten können.

## Konto
reviews-mine = Meine Bewertungen
reviews-mine-lead = Bewertungen stehen beim Produkt unter dem Namen, den Sie gewählt haben. Wer sie sonst beisammen sieht, bestimmen Sie.
reviews-mine-showing = Was ich zeige
reviews-unwritten = Noch nicht bewertet
reviews-since = seit { $day }
reviews-without-words = Ohne Text
reviews-state-published = Wird gezeigt
reviews-state-waiting = Wird geprüft
reviews-state-removed = Entfernt
reviews-replied = Der Shop hat geantwortet
reviews-helped = { $count ->
    [one] Hat einer Person geholfen
   *[other] Hat { $count } Leuten geholfen
 }
reviews-mine-none = Noch keine Bewertungen
reviews-mine-none-more = Ist etwas angekommen, das Sie gekauft haben, können Sie hier sagen, was Sie davon halten.

reviews-line-unwritten = { $count ->
    [one] Ein Produkt haben Sie noch nicht bewertet
   *[other] { $count } Produkte haben Sie noch nicht bewertet
}
reviews-line-written = { $count ->
    [one] Eine Bewertung geschrieben
   *[other] { $count } Bewertungen geschrieben
}
reviews-line-none = Noch nichts zu bewerten

## Methode
reviews-method = Wie Bewertungen gewichtet und geprüft werden
reviews-method-lead = Ein Stern ist so viel wert wie das, was für ihn spricht. Hier steht, wie wir Bewertungen gewichten, in welcher Reihenfolge sie stehen und wie Sie nachprüfen, dass keine verschwunden ist.
reviews-method-who = Wer schreibt
reviews-method-who-text = Alle dürfen schreiben. Jede Bewertung sagt, worauf sie beruht, und das ergibt sich allein aus den Bestellungen des Shops, nicht aus dem, was jemand angibt.
reviews-method-order = eine gelieferte Bestellung in diesem Shop, die nicht zurückgeschickt wurde. Die Bewertung sagt, wie lange jemand es da schon hatte.
reviews-method-imported = aus der Datei eines anderen Shops. Worauf sie dort beruht, können wir nicht wissen.
reviews-method-none = keine Bestellung, von der wir wissen.
reviews-method-score = Die Sterne
reviews-method-score-text = Die Zahl neben den Sternen ist nicht der einfache Durchschnitt. Wir beginnen mit dem, was in seiner Kategorie üblich ist, als hätten das { $prior } Käuferinnen und Käufer gesagt, und jede Bewertung verschiebt diese Zahl. Hat eine Kategorie weniger als { $least } Bewertungen, die dafür zählen, gilt die darüber, zuletzt der ganze Shop: { $mean } Sterne. Das Übliche gilt nie als weniger als { $low } und nie als mehr als { $high }, und Bewertungen ohne Bestellung zählen dafür nicht. Ein Produkt mit einer Bewertung von fünf Sternen steht deshalb nicht über einem mit zweihundert von 4,7.
reviews-method-usual = Was in den Kategorien üblich ist
reviews-method-bad = Haben mindestens zwei bewertet, die hier gekauft haben, und niemand von ihnen gab mehr als { $bad } Sterne, steht das Produkt nie über { $most }.
reviews-method-age = Nach { $half } Tagen zählt eine Bewertung halb, nach noch einmal so vielen ein Viertel, und nie weniger als { $floor } %.
reviews-method-basis = Eine Bewertung aus der Datei eines anderen Shops wiegt { $imported } % einer hier gekauften, eine ohne Bestellung höchstens { $without } %.
reviews-method-paid = Eine belohnte Bewertung wiegt { $paid } % und sagt es.
reviews-method-burst = Alle Bewertungen ohne Bestellung aus einer Woche wiegen zusammen höchstens { $burst } % von allem anderen: Hundert davon bewegen die Sterne um weniger als ein Zehntel.
reviews-method-sure = Neben den Sternen steht, zwischen welchen Zahlen sie in 19 von 20 Fällen liegen. Wenige Bewertungen ergeben einen weiten Bereich.
reviews-method-sort = Die Reihenfolge
reviews-method-sort-text = Zuerst kommt, was anderen geholfen hat, nach der unteren Grenze des Anteils hilfreicher Stimmen (Wilson, 1927), dann, was Text und Bilder hat, dann das Neuere. Eine Stimme wiegt so viel, wie man ihr hier traut, und weniger mit jeder weiteren für dieselbe Person. Ist eine von zehn Bewertungen kritisch, dann auch eine der ersten drei.
reviews-method-said = Was die Leute sagen
reviews-method-said-text = Die Sätze oben stammen Wort für Wort aus Bewertungen. Eine Zeile erscheint, wenn mindestens drei Leute dasselbe über etwas sagen, und führt zu jeder von ihnen. Nichts davon schreibt eine Maschine.
reviews-method-removed = Was entfernt wird
reviews-method-removed-text = Nur, was gegen eine veröffentlichte Regel verstößt. Wer entscheidet, sieht Text und Bilder, aber nicht die Sterne; jede Nacht wird geprüft, ob Entscheidungen von ihnen abhängen. Wer geschrieben hat, erfährt den Grund und kann um eine zweite Prüfung bitten.
reviews-method-paying = Belohnungen
reviews-method-paying-text = Was eine Bewertung belohnt, sieht weder ihre Sterne noch ihren Text. Den Hinweis setzt die Belohnung selbst, kein Mensch.

## Verzeichnis
reviews-ledger = Das Verzeichnis der Bewertungen
reviews-ledger-lead = Jede Bewertung, die eingeht, bis zu einer Entscheidung zurückgestellt, veröffentlicht, abgelehnt, wiederhergestellt, geändert oder zurückgenommen wird, ist hier ein Eintrag, verkettet mit allen davor. Niemand, auch der Shop nicht, kann einen herausnehmen oder ändern, ohne dass die Kette bricht.
reviews-ledger-check = Die ganze Kette prüfen
reviews-ledger-download = Alle Einträge herunterladen
reviews-ledger-whole = { $count ->
    [one] Ein Eintrag, ungebrochen
   *[other] { $count } Einträge, ungebrochen
 }
reviews-ledger-head = Die letzte Prüfsumme ist { $head }. Notieren Sie sie, dann sehen Sie morgen, dass sich davor nichts geändert hat.
reviews-ledger-broken = Das Verzeichnis ist gebrochen
reviews-ledger-broken-more = Erster falscher Eintrag: { $at }. Bewertungen, die nicht zum Verzeichnis passen: { $disagree }.
reviews-ledger-counts = Was geschehen ist, nach Sternen
reviews-ledger-what = Was geschehen ist
reviews-ledger-untold = Ohne Sterne
reviews-ledger-waiting = { $count ->
    [0] Keine Bewertung wartet auf eine Entscheidung.
    [one] Eine Bewertung wartet auf eine Entscheidung. Ihre Sterne werden mit der Entscheidung genannt; die Prüfsumme legt sie schon jetzt fest.
   *[other] { $count } Bewertungen warten auf eine Entscheidung. Ihre Sterne werden mit der Entscheidung genannt; die Prüfsummen legen sie schon jetzt fest.
}
reviews-ledger-waiting-since = Die älteste wartet seit dem
reviews-ledger-bias = Jede Nacht wird geprüft, ob das, was im letzten halben Jahr entfernt wurde, von den Sternen abhängt.
reviews-ledger-bias-few = Bisher gibt es dafür zu wenig.
reviews-ledger-bias-none = Am { $day } tat es das nicht, soweit der Test es sagen kann.
reviews-ledger-bias-found = Am { $day } tat es das, mehr als der Zufall erlaubt. Die Leitung dieses Shops weiß davon.
reviews-ledger-all = Alle
reviews-ledger-latest = Neueste Einträge
reviews-ledger-empty = Noch ist nichts geschehen.
reviews-reason-file = aus einer Datei
reviews-ledger-received = Eingegangen
reviews-ledger-held = Zurückgestellt
reviews-ledger-published = Veröffentlicht
reviews-ledger-rejected = Abgelehnt
reviews-ledger-restored = Wiederhergestellt
reviews-ledger-edited = Geändert
reviews-ledger-withdrawn = Zurückgenommen

## Arbeitsplatz
reviews-desk = Bewertungen
reviews-views = Ansichten
reviews-view-needed = Warten auf Sie
reviews-view-unanswered = Unbeantwortet
reviews-view-critical = Drei Sterne oder weniger
reviews-view-all = Alle
reviews-all-products = Zu allen Produkten
reviews-desk-none = Hier ist nichts
reviews-desk-none-more = Bewertungen erscheinen hier, sobald sie geschrieben sind. Sie können jede einmal beantworten; wer sie schrieb, erfährt davon.
reviews-desk-needed-none = Gerade wartet keine Bewertung auf Sie
reviews-desk-needed-none-more = Kritische Bewertungen und solche, die einen Mangel nennen, stehen hier, bis Sie geantwortet haben. Alle anderen finden Sie in den nächsten Ansichten.
reviews-to-product = Zum Produkt
reviews-of-this = Alle Bewertungen dazu
reviews-reply = Für den Shop antworten
reviews-reply-again = Ihre Antwort
reviews-reply-hint = Alle können sie lesen, als Antwort des Shops gekennzeichnet. Wer die Bewertung schrieb, erfährt einmal davon.
reviews-reply-do = Antwort veröffentlichen
reviews-reply-not-now = Diese Bewertung wird gerade nicht gezeigt und kann nicht beantwortet werden.
reviews-stat-needed = Warten auf Sie
reviews-stat-needed-note = Kritisch oder mit einem Mangel, und ohne Antwort
reviews-stat-came = Nach einer E-Mail gekommen, 90 Tage
reviews-stat-asked = { $count ->
    [one] nach { $count } E-Mail
   *[other] nach { $count } E-Mails
 }
reviews-stat-waiting = Werden geprüft
reviews-settings = Einstellungen zu Bewertungen
reviews-saved = Gespeichert
reviews-when = Wann gefragt wird
reviews-when-text = Eine E-Mail einige Tage nach der Lieferung, eine zweite einige Tage später, und nie, solange etwas unterwegs ist, reklamiert oder zurückgeschickt wird.
reviews-everything-else = Alles andere
reviews-everything = Alle Produkte
reviews-not-asked = nicht gefragt
reviews-asked-after = { $days ->
    [one] nach { $days } Tag
   *[other] nach { $days } Tagen
 }
reviews-follows = wie darüber
reviews-ask = Fragen
reviews-wait = Tage nach der Lieferung
reviews-again = Tage bis zur zweiten E-Mail
reviews-follow = Wie die Kategorie darüber
reviews-save-terms = Speichern
reviews-beside = Was neben den Sternen gefragt wird
reviews-beside-text = Meinungen, Plätze auf einer Skala, deren Mitte am besten ist (etwa die Passform), oder wer da spricht.
reviews-kind-score = Meinung, 1 bis 5
reviews-kind-scale = Skala, die Mitte ist am besten
reviews-kind-context = Über die schreibende Person
reviews-aspect-remove = Entfernen
reviews-aspect-add = Noch etwas fragen
reviews-aspect-add-do = Danach fragen
reviews-aspect-category = Zu den Produkten von
reviews-aspect-kind = Art
reviews-aspect-name-en = Name, Englisch
reviews-aspect-name-de = Name, Deutsch
reviews-aspect-low-en = Was 1 bedeutet, Englisch
reviews-aspect-low-de = Was 1 bedeutet, Deutsch
reviews-aspect-high-en = Was 5 bedeutet, Englisch
reviews-aspect-high-de = Was 5 bedeutet, Deutsch
reviews-aspect-choices = Auswahl
reviews-aspect-choices-hint = Für die dritte Art: eine je Zeile, Englisch | Deutsch.
