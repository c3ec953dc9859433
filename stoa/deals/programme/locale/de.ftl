programme-title = Aktionen
programme-lead = Was jetzt läuft, was kommt und was zu Ende ist. Jede Ersparnis messen wir am niedrigsten Preis der 30 Tage davor.
programme-now = Läuft jetzt
programme-coming = Kommt bald
programme-ended = Beendet, und was es gespart hat
programme-none-now = Gerade läuft keine Aktion
programme-none-coming = Es ist nichts geplant
programme-none-ended = Noch ist nichts zu Ende
programme-none-more = Abonnieren Sie unten: Ihr Kalender oder Ihr Feedreader meldet sich, wenn etwas beginnt.
programme-look = Neues ansehen
programme-further = Mehr ansehen
programme-kind-offer = Angebot
programme-kind-team = Teampreis
programme-kind-group = Gruppenkauf
programme-kind-sale = Privatverkauf
programme-members = Für Mitglieder
programme-everything = Auf alles
programme-on-everything = Auf alles.
programme-for-instance = Zum Beispiel: { $goods }
programme-step = { $people } Personen: je { $price }
programme-people = { $count ->
    [one] Eine Person ist dabei
   *[other] { $count } Personen sind dabei
}
programme-missing = { $count ->
    [one] Einem Team fehlt noch eine Person
   *[other] Einem Team fehlen noch { $count } Personen
}
programme-costs = { $goods } für { $price }.
programme-saves = { $amount } ({ $percent } %) unter dem niedrigsten Preis der 30 Tage davor.
programme-saved = Sparte je Stück { $amount } ({ $percent } %) gegenüber dem niedrigsten Preis der 30 Tage davor.
programme-saves-nothing = Nicht unter dem niedrigsten Preis der 30 Tage davor.
programme-saved-nothing = Sparte nichts gegenüber dem niedrigsten Preis der 30 Tage davor.
programme-saved-together = { $count ->
    [one] Eine Person war dabei und sparte { $amount } gegenüber dem niedrigsten Preis der 30 Tage davor.
   *[other] { $count } Personen waren dabei und sparten zusammen { $amount } gegenüber dem niedrigsten Preis der 30 Tage davor.
}
programme-failed = Es waren zu wenige dabei: Niemand hat bezahlt.
programme-settling = Die Letzten werden gerade abgerechnet.
programme-from = Ab
programme-until = bis
programme-til = Bis
programme-over = Beendet am
programme-open-end = Bis auf Weiteres
programme-begins = Beginnt am { $at }.
programme-ends = Endet am { $at }.
programme-ended-at = Endete am { $at }.
programme-honest = Wir sehen bei jedem Angebot nach, welches der niedrigste Preis war, den Sie in den 30 Tagen vor seinem Beginn hätten bekommen können, und vergleichen nur damit. Was keine Ersparnis war, steht auch so da.
programme-zone = Alle Zeiten gelten für { $place }.
programme-zone-own = Alle Zeiten sind die Ihres Geräts.
programme-ics = Kalender
programme-atom = Atom
programme-json = JSON Feed
programme-feed = { $shop }: Aktionen
programme-feed-now = { $title }
programme-feed-coming = Kommt bald: { $title }
programme-feed-ended = Beendet: { $title }
