# Warum eine Zeile nicht übernommen werden kann. Davor steht der Name ihrer Spalte.
interchange-fault-unfit = Das ist nicht möglich ({ $code }).
interchange-fault-refused = { $reason }
interchange-fault-see-line = Hier stimmt alles, aber in Zeile { $line } desselben Produkts nicht.
interchange-fault-required = Hier muss etwas stehen.
interchange-fault-too-long = Das ist länger als { $most } Zeichen.
interchange-fault-too-many = Das sind mehr als { $most }.
interchange-fault-twice = „{ $value }“ kommt zweimal vor.
interchange-fault-same-variant = Zeile { $line } nennt dieselbe Variante dieses Produkts schon: { $value }.
interchange-fault-same-product = Zeile { $line } nennt dieses Produkt schon, und keine Auswahl unterscheidet die beiden Zeilen.
interchange-fault-ambiguous-number = „{ $value }“ können Tausende sein oder ein Teil von eins: Schreiben Sie 1000 oder 1,0.
interchange-fault-too-many-pieces = „{ $value }“ sind mehr als die { $most } Stück, die sich zählen lassen.
interchange-fault-zero-escape = Diese Zeile enthält \u0000, ein Zeichen, das kein Text enthalten darf. Nehmen Sie es heraus.
interchange-fault-no-such-category = Es gibt keine Kategorie „{ $value }“; sie muss vor denen stehen, die in ihr sind.
interchange-fault-not-a-choice = Diese Auswahl passt nicht zu den Optionen des Produkts.
interchange-fault-not-a-handle = Ein Kürzel enthält keine Leerzeichen, keine Großbuchstaben und keines der Zeichen / ? # % & \.
interchange-fault-not-a-language = „{ $value }“ ist kein Sprachkürzel.
interchange-fault-not-a-colour = „{ $value }“ ist keine Farbe wie #aabbcc.
interchange-fault-out-of-range = Diese Zahl ist zu groß oder zu klein.
interchange-fault-negative = „{ $value }“ ist kleiner als null.
interchange-fault-not-an-amount = „{ $value }“ ist kein Geldbetrag.
interchange-fault-ambiguous-amount = „{ $value }“ kann tausend oder eins heißen: Schreiben Sie 1000.00 oder 1.00.
interchange-fault-not-a-number = „{ $value }“ ist keine Zahl.
interchange-fault-not-a-whole-number = „{ $value }“ ist keine ganze Zahl.
interchange-fault-not-yes-or-no = „{ $value }“ heißt weder ja noch nein.
interchange-fault-not-a-moment = „{ $value }“ ist kein Datum.
interchange-fault-ends-before-it-begins = Das Angebot endet, bevor es beginnt.
interchange-fault-not-an-address = „{ $value }“ ist keine Adresse eines Bildes (https://…).
interchange-fault-unknown-status = „{ $value }“ ist weder active noch draft noch archived.
interchange-fault-unknown-type = Die Produktart „{ $value }“ kennen wir nicht.
interchange-fault-choice-missing = Die Auswahl für „{ $option }“ fehlt.
interchange-fault-option-without-name = Option { $option } hat Werte, aber keinen Namen.
interchange-fault-no-such-variant = Keine Variante dieses Produkts hat die Artikelnummer „{ $value }“.
interchange-fault-no-such-market = Einen Markt „{ $value }“ gibt es nicht.
interchange-fault-sku-taken = Die Artikelnummer „{ $value }“ gehört zum Produkt „{ $handle }“.
interchange-fault-handle-taken = Ein anderes Produkt dieser Datei bekommt ebenfalls das Kürzel „{ $handle }“: Geben Sie beiden eigene.
interchange-fault-bundle = Das ist ein Bündel: Gezählt werden seine Teile, nicht es selbst.
interchange-fault-not-ready-to-sell = Ein Produkt im Verkauf braucht einen Titel und eine Variante.
interchange-fault-parent-missing = Das Produkt, zu dem diese Variante gehört, steht nicht in der Datei.
interchange-fault-not-our-line = Diese Zeile ist nicht im eigenen Format von Stoa ({ $why }).
interchange-fault-row-too-large = Diese Zeile hat mehr als ein Megabyte. Fehlt ein Anführungszeichen?
interchange-fault-zero-byte = Diese Zeile enthielt ein Byte mit dem Wert null, das in keinem Text stehen darf. Hier ist es entfernt; sehen Sie nach, ob etwas fehlt.
interchange-fault-unreadable-character = Diese Zeile enthält ein Zeichen, das es in Windows-1252 nicht gibt. Speichern Sie die Datei als UTF-8.
interchange-fault-too-few-cells = Diese Zeile hat { $cells } Zellen, die Kopfzeile { $columns } Spalten.
interchange-fault-too-many-cells = Diese Zeile hat { $cells } Zellen, die Kopfzeile { $columns } Spalten. Steht ein Trennzeichen in einem Text ohne Anführungszeichen?
interchange-fault-broken-quotes = Die Anführungszeichen dieser Zeile passen nicht zusammen: In einem Text wird eines doppelt geschrieben.
interchange-fault-never-closed = In dieser Zeile beginnt ein Anführungszeichen, das nicht endet. Was danach kommt, ließ sich nicht lesen.

# Was man wissen sollte
interchange-note-guessed-encoding = Die Datei ist nicht UTF-8, also wurde sie als Windows-1252 gelesen. Sehen Buchstaben wie ä oder é im Shop falsch aus, speichern Sie sie als UTF-8 und lesen Sie sie noch einmal ein.
interchange-note-compare-at = { $number ->
    [one] { $number } Produkt hatte einen Vergleichspreis. Er bleibt für den Rückweg erhalten und wird nie gezeigt: Frühere Preise errechnet Stoa selbst.
   *[other] { $number } Produkte hatten einen Vergleichspreis. Er bleibt für den Rückweg erhalten und wird nie gezeigt: Frühere Preise errechnet Stoa selbst.
}
interchange-note-groups = { $number ->
    [one] { $number } Kategorie oder Kollektion wurde angelegt.
   *[other] { $number } Kategorien und Kollektionen wurden angelegt.
}
interchange-note-gift-card = { $number ->
    [one] { $number } Geschenkkarte wurde als Entwurf übernommen.
   *[other] { $number } Geschenkkarten wurden als Entwürfe übernommen.
}
interchange-note-negative-stock = { $number ->
    [one] { $number } Produkt hatte einen Bestand unter null; er wurde als null übernommen.
   *[other] { $number } Produkte hatten Bestände unter null; sie wurden als null übernommen.
}
interchange-note-mixed-tax = { $number ->
    [one] { $number } Produkt hatte Varianten mit und ohne Steuer; es wurde mit Steuer übernommen.
   *[other] { $number } Produkte hatten Varianten mit und ohne Steuer; sie wurden mit Steuer übernommen.
}
interchange-note-draft-type = { $number ->
    [one] { $number } Produkt ist eine Gruppe oder wird anderswo verkauft; es wurde als Entwurf übernommen.
   *[other] { $number } Produkte sind Gruppen oder werden anderswo verkauft; sie wurden als Entwürfe übernommen.
}
interchange-note-sale-not-lower = { $number ->
    [one] { $number } Produkt hatte einen Angebotspreis, der nicht unter dem regulären liegt; er bleibt erhalten und gilt nicht.
   *[other] { $number } Produkte hatten Angebotspreise, die nicht unter den regulären liegen; sie bleiben erhalten und gelten nicht.
}
interchange-note-hidden = { $number ->
    [one] { $number } Produkt war im Katalog verborgen; es wurde als Entwurf übernommen.
   *[other] { $number } Produkte waren im Katalog verborgen; sie wurden als Entwürfe übernommen.
}
interchange-note-disabled-variation = { $number ->
    [one] { $number } Produkt hatte abgeschaltete Varianten; sie wurden ohne Bestand übernommen.
   *[other] { $number } Produkte hatten abgeschaltete Varianten; sie wurden ohne Bestand übernommen.
}
interchange-note-any-choice = { $number ->
    [one] { $number } Produkt hatte Varianten, die eine Auswahl offen lassen; sie heißt hier „Beliebig“. Legen Sie für jede Auswahl eine Variante an.
   *[other] { $number } Produkte hatten Varianten, die eine Auswahl offen lassen; sie heißt hier „Beliebig“. Legen Sie für jede Auswahl eine Variante an.
}
interchange-note-more-categories = { $number ->
    [one] { $number } Produkt stand in mehreren Kategorien; es steht nun in der ersten, die anderen bleiben für den Rückweg erhalten.
   *[other] { $number } Produkte standen in mehreren Kategorien; sie stehen nun in der ersten, die anderen bleiben für den Rückweg erhalten.
}

# Ganze Dateien
refusal-no-such-file = Eine Datei „{ $name }“ gibt es nicht, oder es ist ein Ordner. Es wurde nichts geändert.
refusal-file-not-readable = „{ $name }“ lässt sich nicht lesen: { $why }. Es wurde nichts geändert.
refusal-file-is-empty = In „{ $name }“ steht nichts, oder nichts als eine Kopfzeile. Es wurde nichts geändert.
refusal-file-is-a-workbook = „{ $name }“ ist eine Arbeitsmappe eines Tabellenprogramms wie Excel. Speichern Sie sie dort als CSV (UTF-8) und lesen Sie diese Datei ein. Es wurde nichts geändert.
refusal-column-twice = Spalten von „{ $name }“ bedeuten dasselbe: { $columns }. Welche davon stimmt, lässt sich nicht wissen: Nehmen Sie von je zweien eine heraus oder benennen Sie sie um, und lesen Sie die Datei noch einmal ein. Es wurde nichts geändert.
refusal-not-a-product-file = „{ $name }“ ist keine Produktliste von Shopify, WooCommerce oder Stoa. Sie beginnt mit „{ $begins }“. Es wurde nichts geändert.
refusal-file-not-writable = „{ $name }“ lässt sich nicht schreiben: { $why }. Im Shop geht nichts verloren; schaffen Sie Platz oder wählen Sie einen anderen Ort und beginnen Sie noch einmal.
refusal-no-market = Es gibt noch keinen Markt, also haben Preise keine Währung. Legen Sie unter /desk/markets einen an (stoa user add SIE@EXAMPLE.COM --role admin lässt Sie hinein), und starten Sie dies dann noch einmal.
refusal-file-too-large = Hier werden Dateien bis { $most } MB angenommen; größere übernehmen Sie mit „stoa import“. Es wurde nichts geändert.
refusal-part-is-gone = Ein Teil von „{ $name }“ fehlt im Speicher. Was vorher übernommen wurde, bleibt, wie es ist; aus dem Rest dieser Datei wurde nichts gemacht. Übernehmen Sie die Datei noch einmal: Zeilen, die schon da sind, bleiben unberührt.
refusal-no-such-run = Eine solche Übernahme gibt es nicht, oder es wurde keine ihrer Zeilen abgelehnt.

# Die Seite der Mitarbeiter
interchange-title = Dateien
interchange-in = Produkte übernehmen
interchange-in-text = Eine CSV-Datei mit Produkten, wie Shopify oder WooCommerce sie schreibt, oder unser eigenes Format, bis { $most } MB. Jedes Produkt wird ganz übernommen oder gar nicht; Zeilen, die nicht passen, bekommen Sie in einer Datei zurück, in der Sie sie verbessern können.
interchange-file = Datei
interchange-bring-in = Übernehmen
interchange-not-taken = Es wurde nichts übernommen
interchange-out = Produkte ausgeben
interchange-out-text = Was aus einer Datei kam, steht wieder so darin, bis auf das, was seither geändert wurde. In unserem eigenen Format geht nichts verloren.
interchange-own-format = Stoa (JSON-Zeilen)
interchange-runs = Was übernommen wurde
interchange-none = Noch nichts
interchange-none-text = Lassen Sie Ihren bisherigen Shop die Produkte ausgeben und übernehmen Sie die Datei hier. Dieselbe Datei ändert beim zweiten Mal nichts; probieren Sie es aus.
interchange-waiting = Wartet, bis sie an der Reihe ist.
interchange-stage-reading = Wird gelesen
interchange-stage-writing = Wird übernommen
interchange-of = { $done } von { $total }
interchange-done = { $made } angelegt, { $changed } geändert, { $unchanged } wie zuvor, { $refused } abgelehnt.
interchange-nothing-changed = { $number ->
    [one] Es wurde nichts geändert: Das Produkt war schon so, wie die Datei sagt.
   *[other] Es wurde nichts geändert: Alle { $number } Produkte waren schon so, wie die Datei sagt.
}
interchange-read-as = { $rows } Zeilen, { $format }, { $encoding }
interchange-pictures = { $number ->
    [one] { $number } Bild wird geholt.
   *[other] { $number } Bilder werden geholt.
}
interchange-trouble = Die abgelehnten Zeilen ließen sich nicht aufheben
interchange-rejected = { $number ->
    [one] { $number } abgelehnte Zeile zum Verbessern
   *[other] { $number } abgelehnte Zeilen zum Verbessern
}
interchange-why = Was nicht stimmt
interchange-line = Zeile { $line }
interchange-more-errors = … und weitere; alle stehen in der Datei der abgelehnten Zeilen.
