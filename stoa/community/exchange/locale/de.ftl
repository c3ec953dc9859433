# Warum eine Zeile nicht hineingeht. Davor steht der Name ihrer Spalte.
exchange-fault-no-such-product = Im Shop gibt es kein Produkt „{ $value }“.
exchange-fault-no-such-member = Niemand hat hier ein Konto mit der Adresse „{ $value }“.
exchange-fault-names-nothing-here = „{ $value }“, das „{ $place }“ nennt, gibt es in diesem Shop nicht. Bringen Sie das zuerst herein.
exchange-fault-no-such-category = Im Shop gibt es keine Kategorie „{ $value }“.
exchange-fault-not-a-rating = „{ $value }“ ist keine Bewertung von { $least } bis { $most }.
exchange-fault-not-a-moment = „{ $value }“ ist kein Datum seit 1995, etwa 2026-03-31 14:05:00 UTC.
exchange-fault-ahead = „{ $value }“ liegt in der Zukunft.
exchange-fault-not-a-mail-address = „{ $value }“ ist keine Mailadresse.
exchange-fault-not-one-of = „{ $value }“ ist nichts von { $words }.
exchange-fault-not-taken = Dieses Produkt oder diese Bestellung hat schon eine Bewertung derselben Person.
exchange-fault-not-our-line = Diese Zeile gehört nicht zu Stoas eigenem Format ({ $why }).
exchange-fault-follows-themselves = Niemand folgt sich selbst.
exchange-fault-reply-to-reply = Eine Antwort gilt einem Beitrag, nie einer Antwort.
exchange-fault-broken-document = Das Dokument ist hier beschädigt ({ $why }). Danach ließ sich nichts mehr lesen.
exchange-fault-document-types = Dieses Dokument erklärt eigene Typen (DOCTYPE), die kein Feed braucht. Es wurde nichts daraus gelesen.
exchange-fault-too-many-elements = Diese Bewertung hat mehr als 400 Elemente.

# Was man wissen sollte.
exchange-note-owner = { $number ->
    [one] { $number } Bewertung gilt als die eines Besitzers: Vorher wurde eine Bestellung dieses Shops an ihren Verfasser geliefert.
   *[other] { $number } Bewertungen gelten als die von Besitzern: Vorher wurden Bestellungen dieses Shops an ihre Verfasser geliefert.
}
exchange-note-rounded = { $number ->
    [one] { $number } Bewertung zwischen zwei Sternen wurde gerundet; die Datei bekommt sie zurück, wie sie war.
   *[other] { $number } Bewertungen zwischen zwei Sternen wurden gerundet; die Datei bekommt sie zurück, wie sie waren.
}
exchange-note-name-is-an-address = { $number ->
    [one] { $number } Name war eine Mailadresse, die nie gezeigt wird; der Verfasser hat hier keinen Namen.
   *[other] { $number } Namen waren Mailadressen, die nie gezeigt werden; die Verfasser haben hier keine Namen.
}

# Ganze Dateien
refusal-not-a-file-of-reviews = „{ $name }“ ist keine Datei mit Bewertungen von Judge.me, Shopify, Google, Meta oder Stoa. Sie beginnt mit „{ $begins }“. Es wurde nichts geändert.
refusal-not-in-this-format = „{ $kind }“ gibt es nicht im Format „{ $format }“; nur Bewertungen haben die Formate anderer. Nehmen Sie „stoa“.
refusal-not-taken = Das lässt sich nicht speichern: Eine Zahl ist zu groß, ein Text hat Zeichen, die kein Text haben darf, oder es widerspricht dem, was immer gilt ({ $why }).

# Im Büro
exchange-title = Dateien der Community
exchange-in = Community hereinholen
exchange-in-text = Bewertungen von Judge.me, Shopify, Google oder Meta oder alles in unserem eigenen Format, bis { $most } MB. Zeilen, die nicht hineingehen, kommen in einer Datei zurück, die Sie berichtigen können. Bewertungen aus einem anderen Shop sagen das: Nur eine Bestellung bei Ihnen macht jemanden zum Besitzer.
exchange-what = Was in der Datei steht
exchange-language = Sprache von Bewertungen, die ihre nicht nennen
exchange-kind-reviews = Bewertungen
exchange-kind-questions = Fragen und Antworten
exchange-kind-discussions = Themen und Beiträge
exchange-kind-wish-lists = Wunschlisten
exchange-kind-circles = Mitglieder und wer wem folgt
exchange-out = Community mitnehmen
exchange-out-text = Hereingeholte Bewertungen gehen hinaus, wie sie kamen, bis auf das, was seither geändert wurde. Diese Dateien nennen Menschen mit ihren Mailadressen: Geben Sie sie nicht weiter. Bewertungen, über die noch entschieden wird, fehlen darin, weil niemand, der entscheidet, ihre Sterne sehen soll; auf dem Server schreibt „stoa export reviews“ alle.
exchange-feeds = Feeds mit Adresse
exchange-feeds-text = Jede veröffentlichte Bewertung und keine Mailadresse, für das Google Merchant Center und Metas Commerce Manager. Sie holen sie dort selbst ab.
exchange-none-text = Exportieren Sie die Bewertungen aus Ihrem alten Shop und holen Sie die Datei hier herein. Dieselbe Datei ein zweites Mal ändert nichts; probieren Sie es aus.
exchange-nothing-changed = { $number ->
    [one] Nichts wurde geändert: Der Shop hatte alles, wie es in der Datei steht.
   *[other] Nichts wurde geändert: Der Shop hatte alle { $number }, wie es in der Datei steht.
}
