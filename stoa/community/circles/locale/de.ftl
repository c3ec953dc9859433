circles-title = Mein Kreis
circles-lead = Wem Sie folgen und wer Ihnen folgt. Niemand sonst sieht diese Liste, außer Sie möchten es.
circles-showing = Was ich zeige
circles-invite = Laden Sie jemanden ein, den Sie kennen
circles-invite-text = Wer Ihren Link öffnet und zustimmt, ist hier mit Ihnen befreundet: Sie folgen einander. Er gilt 14 Tage.
circles-invite-for = Für
circles-invite-make = Link erstellen
circles-invite-made = Ihre Einladung
circles-invite-once = Verschicken Sie ihn selbst, wie Sie mögen. Er wird nur dieses eine Mal angezeigt.
circles-invite-end = Beenden
circles-copy = Kopieren
circles-copied = Kopiert
circles-suggested = Vielleicht kennen Sie sich
circles-came-link = Sie kamen über einen Link dieser Person.
circles-came-list = Sie haben eine Wunschliste dieser Person geöffnet.
circles-came-link-to-you = Kam über einen Link von Ihnen und möchte mit Ihnen befreundet sein.
circles-came-list-to-you = Hat eine Wunschliste von Ihnen geöffnet und möchte mit Ihnen befreundet sein.
circles-asked = Die Person wird jetzt gefragt.
circles-followers = Diese Personen folgen Ihnen
circles-followers-text = Sie sehen, was Sie allen zeigen, und sonst nichts, solange Sie sie nicht hereinlassen.
circles-welcomed = In Ihrem Kreis
circles-follows = Sie folgen
circles-friends = Befreundet: Sie folgen einander
circles-muted = stumm
circles-none = Sie folgen noch niemandem
circles-none-text = Laden Sie jemanden ein, den Sie kennen. Bei einem Produkt sehen Sie dann, ob diese Person es gewählt hat, wenn sie es Ihnen zeigt.
circles-do-follow = Folgen
circles-do-unfollow = Nicht mehr folgen
circles-do-welcome = Hereinlassen
circles-do-turn-away = Entfernen
circles-do-mute = Stummschalten
circles-do-unmute = Nicht mehr stumm
circles-do-block = Blockieren
circles-do-unblock = Nicht mehr blockieren
circles-do-agree = Ja, gern
circles-do-decline = Nein, danke
circles-invitation-title = Eine Einladung
circles-invited-by = { $name } lädt Sie ein
circles-invited = Sie sind eingeladen
circles-invited-text = Wenn Sie zustimmen, sind Sie hier befreundet: Jeder sieht, was der andere Freunden zeigt. Nichts, was Sie gekauft haben, wird gezeigt, außer Sie möchten es.
circles-invited-own = Das ist Ihre eigene Einladung
circles-invited-own-text = Schicken Sie den Link der Person, die Sie in Ihrem Kreis haben möchten.
circles-invited-sign-in = Anmelden und zustimmen
circles-invited-accept = Zustimmen
circles-invited-undo = Sie können das jederzeit beenden, ohne dass die andere Person davon erfährt.
circles-showing-lead = Niemand sieht etwas von Ihnen, bevor Sie es hier erlauben. Geschenke werden nie gezeigt.
circles-saved = Gespeichert.
circles-save = Speichern
circles-nothing = Niemandem etwas zeigen
circles-me = Meine Seite
circles-me-called = Ihr öffentlicher Name: { $name }
circles-me-unnamed = Öffentlich heißen Sie „Ein Mitglied“.
circles-me-waiting = Ein Gastgeber sieht es sich erst an; bis dahin sind Sie „Ein Mitglied“.
circles-me-none = Sie haben keine Seite und heißen öffentlich „Ein Mitglied“.
circles-me-change = Name und Seite ändern
circles-me-choose = Einen Namen wählen
circles-look-as = Meine Seite ansehen als
circles-look-stranger = Fremder
circles-look-circle = jemand aus meinem Kreis
circles-look-friend = Freund
circles-kinds = Wer was sieht
circles-kind-page = Meine Seite
circles-kind-page-text = Mein Name, mein Bild und was ich über mich sage. Wer sie nicht sehen darf, findet dort niemanden.
circles-kind-purchases = Was ich gekauft habe
circles-kind-purchases-text = Auf meiner Seite und beim Produkt für Personen, die mir folgen. Erst wenn es angekommen ist, ohne Geschenke und Rücksendungen.
circles-kind-reviews = Meine Bewertungen
circles-kind-reviews-text = Eine Liste auf meiner Seite. Jede steht ohnehin beim Produkt, unter meinem öffentlichen Namen.
circles-kind-questions = Meine Fragen und Antworten
circles-kind-questions-text = Eine Liste auf meiner Seite. Jede steht ohnehin beim Produkt, unter meinem öffentlichen Namen.
circles-kind-lists = Meine Wunschlisten
circles-kind-lists-text = Eine Liste auf meiner Seite. Ein Link, den Sie teilen, gilt für sich.
circles-kind-follows = Wem ich folge
circles-kind-follows-text = Auf meiner Seite, und nur Personen, deren eigene Seite der Besucher sehen darf.
circles-audience-nobody = Niemand
circles-audience-friends = Meine Freunde
circles-audience-circle = Mein Kreis
circles-audience-everyone = Alle
circles-as-all = Wie alle meine Käufe
circles-seen-nobody = Niemand außer Ihnen sieht es.
circles-seen-everyone = Alle sehen es, auch ohne Konto.
circles-who = Wer ist wer?
circles-words-friends = Sie folgen einander.
circles-words-circle = Ihre Freunde und alle, die Ihnen folgen und die Sie hereingelassen haben.
circles-words-everyone = Jeder, der die Seite öffnet. Wen Sie blockiert haben, sieht nichts.
circles-bought = Jeder Kauf
circles-bought-text = Jeder folgt Ihrer Wahl oben, außer Sie wählen hier etwas anderes.
circles-bought-none = Sie haben noch nichts gekauft
circles-bought-none-text = Was Sie kaufen, steht dann hier, und daneben, wer es sieht. Zu Anfang ist das niemand.
circles-who-sees = Wer { $title } sieht
circles-gift = Es ist ein Geschenk
circles-why-gift = Niemand außer Ihnen sieht es: Es ist ein Geschenk.
circles-why-placed = Niemand außer Ihnen sieht es: Es ist noch nicht angekommen.
circles-why-cancelled = Niemand außer Ihnen sieht es: Es wurde storniert.
circles-why-returned = Niemand außer Ihnen sieht es: Es wurde zurückgeschickt.
circles-had = Was diese Person besitzt
circles-followed = Wem diese Person folgt
circles-chose-one = { $first } aus Ihrem Kreis hat sich dafür entschieden.
circles-chose-two = { $first } und { $second } aus Ihrem Kreis haben sich dafür entschieden.
circles-invite-open = { $count ->
    [one] Für eine Person, bis { $day }
   *[other] Für { $count } Personen, bis { $day }
 }
circles-people = { $count ->
    [one] eine Person
   *[other] bis zu { $count } Personen
 }
circles-since = Seit { $day }
circles-blocked = { $count ->
    [one] Eine Person ist blockiert
   *[other] { $count } Personen sind blockiert
 }
circles-seen-friends = { $count ->
    [0] Ihre Freunde sehen es. Noch haben Sie hier keine.
    [one] Eine Person, mit der Sie befreundet sind, sieht es.
   *[other] Ihre { $count } Freunde sehen es.
 }
circles-seen-circle = { $count ->
    [0] Ihr Kreis sieht es. Noch ist niemand darin.
    [one] Ihr Kreis sieht es: eine Person.
   *[other] Ihr Kreis sieht es: { $count } Personen.
 }
circles-chose-more = { $more ->
    [one] { $first }, { $second } und eine weitere Person aus Ihrem Kreis haben sich dafür entschieden.
   *[other] { $first }, { $second } und { $more } weitere Personen aus Ihrem Kreis haben sich dafür entschieden.
 }
circles-line-asking = { $count ->
    [one] Jemand möchte sich mit Ihnen befreunden
   *[other] { $count } Personen möchten sich mit Ihnen befreunden
}
circles-line-followers = { $count ->
    [one] Eine Person folgt Ihnen
   *[other] { $count } Personen folgen Ihnen
}
circles-line-follows = { $count ->
    [one] Sie folgen einer Person
   *[other] Sie folgen { $count } Personen
}
circles-line-none = Noch niemand
circles-line-private = Privat: Niemand sieht, was Sie hier tun
circles-line-shown = Für andere sichtbar: { $count } von { $more } Bereichen

refusal-no-such-member = Hier ist niemand, oder niemand, den Sie sehen dürfen.
refusal-no-such-invitation = Diese Einladung gibt es nicht oder nicht mehr. Bitten Sie um eine neue.
refusal-no-such-purchase = Einen solchen Kauf von Ihnen gibt es nicht.
refusal-own-invitation = Das ist Ihre eigene Einladung. Schicken Sie den Link der Person, die Sie in Ihrem Kreis haben möchten.
refusal-too-many-follows = Sie folgen schon { $most } Personen. Folgen Sie erst jemandem nicht mehr.
refusal-too-many-invitations = Sie haben { $most } offene Einladungen. Beenden Sie erst eine davon.
refusal-unfit-member = So kann das nicht öffentlich stehen. Es wurde nichts geändert.
refusal-field-no-addresses = Bitte ein Name, ohne Mail- oder Webadresse.
refusal-field-not-a-name = Ein Name braucht mindestens einen Buchstaben oder eine Ziffer.
