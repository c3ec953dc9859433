## Listen und Suche
search-home = Start
search-results-label = Ergebnisse
search-count = { $count ->
    [one] { $count } Produkt
   *[other] { $count } Produkte
 }
search-results = Ergebnisse für „{ $query }“
search-instead = Stattdessen nach „{ $query }“ suchen
search-everything = Unser ganzes Sortiment
search-loosened = Nichts enthält alle diese Wörter. Das hier kommt ihnen am nächsten.
search-filter-category = Kategorie
search-filter-price = Preis
search-filter-stock = Verfügbarkeit
search-filter-stars = Bewertung
search-stars-least = { $stars } Sterne und mehr
search-in-stock = Jetzt auf Lager
search-price-under = Unter { $amount }
search-price-between = { $least } bis { $most }
search-price-over = { $amount } und mehr
search-sort-fit = Beste Treffer
search-sort-price = Preis aufsteigend
search-sort-price-down = Preis absteigend
search-sort-new = Neueste zuerst
search-sort-sold = Meistverkauft
search-sort-rated = Am besten bewertet
search-none-left = Hier ist im Augenblick nichts
search-none-left-text = Nehmen Sie einen Filter heraus, um mehr zu sehen.

## Eine Suche ohne Ergebnis
search-nothing-title = Nichts heißt hier „{ $query }“
search-nothing-text = Versuchen Sie es mit einem einfacheren Wort oder mit weniger Wörtern, oder sehen Sie sich hier um:
search-without-filters = Noch einmal ohne Filter suchen
search-ask = So fragen Sie uns nach etwas

## Vorschläge
search-meant = Meinten Sie „{ $query }“?
search-in-category = Kategorie
search-in-collection = Sammlung
search-see-all = Alle ansehen

## Die Startseite
search-welcome = Gute Dinge, und Menschen, die sie kennen
search-welcome-text = Gut gemachte Dinge für jeden Tag. Fragen Sie jemanden, der sie besitzt, sehen Sie, was sie heute kosten und wann sie ankommen, und kaufen Sie in einer Minute.
search-see-new = Neues ansehen
search-new = Neu im Regal
search-best-sellers = Was andere kaufen
search-collections = Sammlungen

## Der Bildschirm für den Shop
desk-search-screen = Finden
search-desk-looked-for = „{ $query }“ suchen in
search-desk-index = Der Index
search-desk-size = { $products ->
    [one] { $products } Produkt ist
   *[other] { $products } Produkte sind
 } über { $words ->
    [one] { $words } Wort
   *[other] { $words } Wörter
 } zu finden. Der Index hält sich selbst aktuell; neu aufbauen müssen Sie ihn nur, wenn etwas schiefgegangen ist.
search-rebuild = Alles neu aufbauen
search-rebuilding = Alles wird neu aufgebaut
search-rebuilt = { $done } von { $total }
search-desk-misses = Suchen ohne Ergebnis
search-desk-query = Gesucht wurde
search-desk-times = Wie oft
search-desk-last = Zuletzt
search-desk-next = Was zu tun ist
search-desk-make-synonym = Synonym anlegen
search-desk-no-misses = Jede Suche hat etwas gefunden
search-desk-no-misses-text = Was vergeblich gesucht wird, steht später hier, ohne Angaben darüber, wer gesucht hat.
search-desk-synonyms = Synonyme
search-desk-language = Sprache
search-desk-terms = Wer eines davon sucht
search-desk-terms-hint = Mehrere trennen Sie durch Kommas. Jedes darf bis zu drei Wörter haben.
search-desk-means = Findet auch dies
search-desk-means-hint = Bleibt das leer, findet jedes der Wörter oben alle anderen.
search-desk-both-ways = einander
search-desk-add = Hinzufügen
search-desk-remove = Entfernen
refusal-field-not-a-synonym = Ein Synonym braucht mindestens zwei verschiedene Wörter: zwei oben, oder eines oben und eines unten.
refusal-no-such-synonym = Dieses Synonym gibt es nicht, oder jemand hat es schon entfernt.
refusal-not-a-synonym = Ein Synonym braucht mindestens zwei verschiedene Wörter.
