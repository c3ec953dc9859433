wish-lists-title = Wunschlisten
wish-lists-save = Merken
wish-lists-saved = Gemerkt
wish-lists-unsave = Von Ihrer Liste nehmen
wish-lists-see = zu Ihrer Liste
wish-lists-was-saved = Auf Ihrer Liste gemerkt
wish-lists-was-removed = Von Ihrer Liste genommen
wish-lists-saved-title = Gemerkt
wish-lists-saved-lead = Das sehen nur Sie.
wish-lists-saved-guest = Auf diesem Gerät gemerkt. Das sehen nur Sie.
wish-lists-sign-in = Melden Sie sich an, dann haben Sie es auf allen Geräten; nichts geht verloren.
wish-lists-make-to-share = Eine Liste zum Teilen anlegen
wish-lists-is-private = Diese Liste sehen nur Sie.
wish-lists-is-shared = Diese Liste sieht, wer den Link hat.
wish-lists-co-owned = Sie kümmern sich gemeinsam um diese Liste.
wish-lists-hidden = Andere sehen diese Liste zurzeit nicht
wish-lists-hidden-more = Jemand vom Shop sieht sich an, was darauf steht. Sie erfahren, was entschieden wurde.
wish-lists-empty = Hier ist noch nichts
wish-lists-empty-more = Tippen Sie auf das Herz bei allem, was Ihnen gefällt. Es bleibt hier, mit dem Preis von heute, und Sie sehen, wenn es günstiger wird.
wish-lists-none = Noch keine Listen
wish-lists-none-more = Tippen Sie auf das Herz bei allem, was Ihnen gefällt, oder legen Sie eine Liste für einen Tag an, auf den Sie sich freuen.
wish-lists-count = { $count ->
    [0] Noch nichts darauf
    [one] { $count } Wunsch
   *[other] { $count } Wünsche
}
wish-lists-shared = geteilt
wish-lists-with-others = gemeinsam gepflegt
wish-lists-new = Eine neue Liste
wish-lists-make = Liste anlegen
wish-lists-name = Name der Liste
wish-lists-name-hint = Etwa „Geburtstag“ oder „Neue Wohnung“. Niemand sieht das, bevor Sie einen Link teilen.
wish-lists-kind = Was für eine Liste
wish-lists-kind-list = Wunschliste
wish-lists-kind-list-hint = Für Sie selbst, oder um sie mit anderen zu teilen
wish-lists-kind-registry = Geschenkeliste
wish-lists-kind-registry-hint = Für eine Hochzeit, eine Geburt oder einen anderen Tag, mit Datum und Lieferadresse
wish-lists-settings = Einstellungen der Liste
wish-lists-for = Für wen
wish-lists-for-hint = Was Schenkende lesen, etwa „Anna & Tom“. Leer bleibt sie namenlos.
wish-lists-message = Ein paar Worte an alle, mit denen Sie sie teilen
wish-lists-message-hint = Steht oben auf der Liste
wish-lists-date = Für welchen Tag
wish-lists-view = Was Sie wissen möchten
wish-lists-view-nothing = Nichts: überraschen Sie mich
wish-lists-view-nothing-hint = Sie sehen kein Geschenk, bevor Sie es auspacken. Schenkende sehen, was vergeben ist.
wish-lists-view-taken = Was vergeben ist, aber nicht an wen
wish-lists-view-taken-hint = Sie sehen, was noch fehlt, und keine Namen.
wish-lists-view-all = Alles
wish-lists-view-all-hint = Sie sehen, wer was schenkt.
wish-lists-view-before = Was jemand schon versprochen hat, bleibt so geheim, wie es dabei gesagt wurde.
wish-lists-address = Wohin Geschenke geliefert werden können
wish-lists-address-hint = Dorthin liefern wir. Schenkende bekommen die Adresse nie zu sehen.
wish-lists-address-none = Nirgendwohin: Schenkende bringen sie mit
wish-lists-on-page = Auch auf meiner Seite zeigen
wish-lists-on-page-hint = Denen, die meine Listen sehen dürfen
wish-lists-keep = Speichern
wish-lists-take-down = Liste entfernen
wish-lists-take-down-text = Die Liste verschwindet, und ihr Link öffnet nichts mehr. Geld, das gerade zusammengelegt wird, geht an alle zurück, und wer etwas versprochen hat, erfährt davon.
wish-lists-share = Diese Liste teilen
wish-lists-share-text = Ein Link zeigt die Liste allen, denen Sie ihn geben. Er lässt sich nicht erraten, Suchmaschinen finden ihn nicht, und Sie können ihn zurücknehmen.
wish-lists-share-short = Teilen
wish-lists-share-do = Link anlegen
wish-lists-link = Der Link
wish-lists-link-hint = Schicken Sie ihn, wem Sie mögen. Ein Konto braucht niemand.
wish-lists-copy = Kopieren
wish-lists-copied = Kopiert
wish-lists-revoke = Link zurücknehmen
wish-lists-edit-together = Gemeinsam pflegen
wish-lists-a-member = Ein Mitglied
wish-lists-sees-all = sieht, wer was schenkt
wish-lists-sees-little = wird überrascht wie Sie
wish-lists-leave = Liste verlassen
wish-lists-invite = Jemanden zu dieser Liste einladen
wish-lists-invite-as = Sie kommen als
wish-lists-helps = Jemand, der hilft
wish-lists-helps-hint = Ändert die Liste und sieht, wer was schenkt, damit nichts doppelt kommt
wish-lists-receives = Jemand, der auch beschenkt wird
wish-lists-receives-hint = Ändert die Liste und sieht von Geschenken nur, was Sie sehen
wish-lists-invite-do = Einladung anlegen
wish-lists-invitation = Die Einladung
wish-lists-invitation-until = Sie gilt bis { $day }. Wer sie mit einem Konto öffnet:
wish-lists-uninvite = Einladung zurücknehmen
wish-lists-join = Gemeinsam eine Liste pflegen
wish-lists-join-text = Sie sind zu „{ $title }“ eingeladen: Sie können Dinge hinzufügen und ändern, was darauf steht.
wish-lists-join-do = Mitmachen
wish-lists-change = Ändern
wish-lists-remove = Entfernen
wish-lists-how-many = Anzahl
wish-lists-note = Eine Notiz
wish-lists-note-hint = Größe, Farbe, warum es Ihnen gefällt. Höchstens { $most } Zeichen.
wish-lists-priority = Wie wichtig ist es Ihnen?
wish-lists-priority-high = Herzenswunsch
wish-lists-priority-normal = Wäre schön
wish-lists-priority-low = Irgendwann
wish-lists-had-it = Das habe ich schon
wish-lists-had-hint = Dann schenkt es niemand mehr
wish-lists-had = Wird nicht mehr gebraucht
wish-lists-watch = Für mich Ausschau halten
wish-lists-watch-price = Wenn es günstiger ist als in den letzten 30 Tagen
wish-lists-watch-price-hint = Gemessen am niedrigsten Preis, der galt
wish-lists-watch-stock = Wenn es wieder zu haben ist
wish-lists-below = Nur unter ({ $currency })
wish-lists-watched = Wir halten Ausschau
wish-lists-move = Auf welcher Liste
wish-lists-cheaper = { $amount } weniger als beim Merken
wish-lists-quantity = { $count } gewünscht
wish-lists-left = { $count ->
    [0] keins mehr offen
   *[other] { $count } noch offen
}
wish-lists-taken = { $count ->
    [one] Eins ist vergeben
   *[other] { $count } sind vergeben
}
wish-lists-came = Freundschaft vorschlagen
wish-lists-came-text = Die Person, der diese Liste gehört, weiß nicht, dass Sie hier waren. Möchten Sie es ihr sagen und sich befreunden? Sie sieht dann Ihren öffentlichen Namen und stimmt zu oder nicht. Was Sie schenken, bleibt geheim.
wish-lists-came-asked = Vorgeschlagen. Die Person, der diese Liste gehört, sieht es in ihrem Konto; stimmt sie zu, sind Sie befreundet.
wish-lists-somebody = Jemand
wish-lists-promised-by = { $count ->
    [one] { $name } möchte es schenken
   *[other] { $name } möchte { $count } schenken
}
wish-lists-bought-by = { $count ->
    [one] { $name } hat es gekauft
   *[other] { $name } hat { $count } gekauft
}
wish-lists-shared-title = Eine Wunschliste
wish-lists-shared-description = Jemand teilt, was Freude machen würde. Ansehen, ein Geschenk versprechen oder einen Teil geben: ohne Konto.
wish-lists-recipient = die Person, die diese Liste angelegt hat
wish-lists-for-whom = Für { $who }
wish-lists-how = Versprechen Sie ein Geschenk, damit es niemand doppelt schenkt. Sie brauchen kein Konto, nur einen Namen.
wish-lists-how-sends = Wir liefern direkt an { $who }. Sie brauchen die Adresse nicht.
wish-lists-secret-nothing = Was Sie schenken, bleibt bis zur Ankunft eine Überraschung für { $who }.
wish-lists-secret-taken = Für { $who } ist zu sehen, dass ein Geschenk vergeben ist, aber nicht, von wem es kommt.
wish-lists-secret-all = Für { $who } ist zu sehen, wer was schenkt.
wish-lists-nothing-yet = Noch keine Wünsche
wish-lists-nothing-yet-more = Schauen Sie in ein paar Tagen wieder vorbei.
wish-lists-not-sold = Zurzeit hier nicht zu kaufen
wish-lists-give = Das schenken
wish-lists-give-part = Einen Teil geben
wish-lists-is-taken = Das schenkt schon jemand
wish-lists-is-taken-more = Überlegt es sich jemand anders, ist es hier wieder frei.
wish-lists-you-promised = Von Ihnen versprochen bis { $when }
wish-lists-you-bought = Das schenken Sie. Danke!
wish-lists-go-on = Jetzt kaufen
wish-lists-not-after-all = Doch nicht
wish-lists-promises = Was Sie anderen versprochen haben
wish-lists-promises-lead = Gemerkt über ein Cookie dieses Browsers, höchstens 180 Tage lang.
wish-lists-promises-none = In diesem Browser haben Sie nichts versprochen
wish-lists-promises-none-more = Was Sie auf einer Liste versprechen, steht hier, auch wenn es die Liste nicht mehr gibt. In einem anderen Browser kennen wir Sie nicht.
wish-lists-promises-here = In einem anderen Browser wissen wir nicht, dass Sie es waren. Angemeldet finden Sie es überall und bekommen eine E-Mail, wenn eine Liste verschwindet.
wish-lists-link-closed = Dieser Link öffnet nichts mehr
wish-lists-link-closed-more = Der Link wurde zurückgenommen, oder die Liste gibt es nicht mehr. Was aus Ihrem Versprechen geworden ist, steht hier.
wish-lists-promise-gone = Die Liste gibt es nicht mehr: Es ist nichts mehr zu schenken
wish-lists-promise-bought-gone = Das schenken Sie. Die Liste gibt es inzwischen nicht mehr
wish-lists-your-name = Ihr Name
wish-lists-your-name-hint = Damit alle, die die Liste pflegen, wissen, wem sie danken
wish-lists-where = Wohin es geht
wish-lists-to-them = Direkt an { $who }
wish-lists-to-me = An mich; ich bringe es mit
wish-lists-buy-now = Jetzt hier kaufen
wish-lists-promise = Für 48 Stunden versprechen
wish-lists-promise-hint = Ein Versprechen hält es für Sie frei. Kaufen Sie es in dieser Zeit nicht, ist es von selbst wieder zu haben.
wish-lists-sold-out = Zurzeit ausverkauft
wish-lists-sold-out-more = Finden Sie es anderswo und bringen es mit? Dann versprechen Sie es, damit es niemand doppelt schenkt.
wish-lists-promise-short = Versprechen
wish-lists-renew = Versprechen erneuern
wish-lists-promise-bring = Versprechen und mitbringen
wish-lists-promise-bring-hint = Ein Versprechen hält es 48 Stunden für Sie frei; Sie können es erneuern.
wish-lists-look-out = Danach Ausschau halten
wish-lists-look-out-text = Es kommt auf Ihre eigene Liste, dort sehen Sie, wenn es wieder zu haben ist. Sonst erfährt niemand davon.
wish-lists-looking-out = Sie halten danach Ausschau:
wish-lists-together-later = Später zusammenlegen
wish-lists-together-waits = Sobald es wieder zu haben ist, kann zusammengelegt werden. Bis dahin zahlt niemand etwas.
wish-lists-paid-together = Wird zusammen bezahlt
wish-lists-kept = Was Sie eingegeben haben, ist noch da.
wish-lists-back = Zurück zur Liste
wish-lists-together = Zusammen schenken
wish-lists-pool = { $amount } von { $goal } beisammen
wish-lists-pool-until = bis { $day }
wish-lists-pool-people = { $count ->
    [one] eine Person
   *[other] { $count } Personen
}
wish-lists-pool-hidden = Andere können bis { $day } dafür zusammenlegen.
wish-lists-pool-mine = { $amount } davon von Ihnen
wish-lists-pool-full = Alles beisammen und bestellt
wish-lists-pool-offer = Mehrere können das zusammen bezahlen: { $goal }, mit Versand. Ist alles beisammen, verschicken wir es. Ist es das bis zum Termin nicht, bekommen alle ihr Geld zurück.
wish-lists-pool-date = Bis wann
wish-lists-pool-date-hint = Höchstens 60 Tage von jetzt an; 30, wenn Sie nichts angeben
wish-lists-pool-do = Andere zusammen bezahlen lassen
wish-lists-pool-end = Abbrechen
wish-lists-pool-end-hint = Alle, die etwas gegeben haben, bekommen ihr Geld zurück.
wish-lists-pool-needs = Mehrere können das zusammen bezahlen, sobald auf der Liste steht, wohin Geschenke gehen, und solange es zu haben ist.
wish-lists-pool-over = Hier wird nichts mehr gebraucht
wish-lists-pool-over-more = Es ist alles beisammen, oder die Zeit ist um.
wish-lists-pool-promise = Ihr Teil wird jetzt abgebucht. Ist die Summe bis { $day } nicht beisammen, bekommen Sie alles von selbst zurück.
wish-lists-amount = Ihr Teil ({ $currency })
wish-lists-amount-hint = Es fehlen { $left }; ab { $least }
wish-lists-email = Ihre Mailadresse
wish-lists-email-hint = Für Ihren Beleg, und falls das Geld zurückgeht
wish-lists-gift-message = Ein paar Worte dazu
wish-lists-pay-by = Wie Sie zahlen
wish-lists-thanks = Danke!
wish-lists-thanks-paid = Ihre { $amount } für { $who } sind da. Den Beleg haben Sie per Mail.
wish-lists-thanks-full = Mit Ihren { $amount } ist alles beisammen. Es ist unterwegs zu { $who }.
wish-lists-thanks-lost = Das hat nicht geklappt
wish-lists-thanks-lost-text = Ihre Bank hat die Zahlung nicht bestätigt. Es wurde nichts abgebucht. Sie können es noch einmal versuchen.
wish-lists-thanks-checking = Einen Moment
wish-lists-thanks-checking-text = Ihre Bank hat noch nicht geantwortet. Sie müssen nichts tun; ein Beleg kommt per Mail.
wish-lists-thanks-returned = Ihr Geld geht an Sie zurück
wish-lists-thanks-returned-text = Die Summe war nicht rechtzeitig beisammen. { $amount } gehen dorthin zurück, woher sie kamen.

wish-lists-mail-receipt-subject = { $amount } für „{ $title }“: Ihr Beleg
wish-lists-mail-receipt-title = Danke, Ihr Teil ist da
wish-lists-mail-receipt-text = { $name }, Ihre { $amount } für „{ $title }“ sind angekommen. Ist die ganze Summe bis { $until } nicht beisammen, bekommen Sie alles von selbst zurück.
wish-lists-mail-receipt-action = Zur Liste
wish-lists-mail-filled-subject = „{ $title }“ ist beisammen
wish-lists-mail-filled-title = Alles beisammen und bestellt
wish-lists-mail-filled-text = { $name }, zusammen haben Sie es geschafft: „{ $title }“ ist bestellt und geht hinaus.
wish-lists-mail-filled-action = Zur Liste
wish-lists-mail-returned-subject = { $amount } auf dem Weg zurück zu Ihnen
wish-lists-mail-returned-title = Ihr Geld ist auf dem Rückweg
wish-lists-mail-returned-text = { $again ->
    [yes] { $name }, wir haben Ihre { $amount } für „{ $title }“ noch einmal zurückgegeben, nachdem sie nicht bei Ihnen geblieben waren. Ihre Bank braucht vielleicht ein paar Tage, um es anzuzeigen.
   *[no] { $name }, aus „{ $title }“ ist nichts geworden. Wir haben Ihre { $amount } auf Ihrem Zahlungsweg zurückgegeben. Ihre Bank braucht vielleicht ein paar Tage, um es anzuzeigen.
 }
wish-lists-mail-came-back-subject = { $amount } sind an uns zurückgekommen: Wir schulden sie Ihnen weiterhin
wish-lists-mail-came-back-text = { $name }, die { $amount }, die wir Ihnen für „{ $title }“ zurückgegeben haben, sind nicht bei Ihnen angekommen; die Bank hat sie an uns zurückgeschickt. Das Geld gehört weiterhin Ihnen, und wir kümmern uns darum.
wish-lists-mail-gone-subject = Eine Liste, von der Sie etwas versprochen haben, gibt es nicht mehr
wish-lists-mail-gone-title = Die Liste gibt es nicht mehr
wish-lists-mail-gone-promised = { $name }, die Liste, von der Sie etwas versprochen haben, wurde aufgelöst. Ihr Versprechen ist damit beendet, und dies ist nicht mehr zu schenken:
wish-lists-mail-gone-bought = { $name }, die Liste wurde aufgelöst. Was Sie davon bestellt haben, ist trotzdem unterwegs. Soll es nicht mehr ankommen, stornieren Sie es oder geben Sie es zurück wie jede Bestellung:
wish-lists-mail-gone-action = Ihre Versprechen ansehen
wish-lists-line = { $count ->
    [one] Eine Liste
   *[other] { $count } Listen
} mit { $more ->
    [one] einem Wunsch
   *[other] { $more } Wünschen
}
wish-lists-line-saved = { $more } gemerkt
wish-lists-line-none = Noch nichts gemerkt

refusal-no-such-list = Hier ist keine Liste, oder sie wird nicht mehr geteilt.
refusal-no-such-entry = Das steht nicht mehr auf der Liste.
refusal-no-such-claim = Ein solches Versprechen von Ihnen gibt es nicht, oder es ist schon zu Ende.
refusal-no-such-pool = Hier wird nichts zusammengelegt.
refusal-list-is-full = Auf eine Liste passen höchstens { $most } Dinge. Nehmen Sie etwas herunter oder legen Sie eine weitere an.
refusal-too-many-lists = Sie haben { $most } Listen, mehr heben wir nicht auf. Entfernen Sie erst eine.
refusal-too-many-co-owners = { $most } Menschen pflegen diese Liste schon.
refusal-already-taken = { $left ->
    [0] Jemand war schneller: Jetzt ist alles vergeben.
    [one] Nur eins ist noch offen.
   *[other] Nur { $left } sind noch offen.
}
refusal-not-wished = Das wird nicht mehr gewünscht.
refusal-own-list = Das ist Ihre eigene Liste: Was darauf steht, schenken andere.
refusal-saved-stays = Was Sie mit einem Tippen merken, gehört Ihnen allein. Legen Sie eine Liste an, um etwas zu teilen.
refusal-no-address = Sagen Sie zuerst in den Einstellungen der Liste, wohin Geschenke gehen.
refusal-pool-stays = Dafür können andere zusammenlegen, wo es jetzt steht. Verschieben lässt es sich, wenn das vorbei ist oder Sie es beendet haben.
refusal-too-many-of-it = Von einer Sache wünscht eine Liste höchstens { $most }.
refusal-pool-is-running = Dafür können andere schon zusammenlegen.
refusal-pool-is-over = Es wird nichts mehr gebraucht: Alles ist beisammen, oder die Zeit ist um. Es wurde nichts abgebucht.
refusal-not-that-much = Dieser Betrag passt nicht.
refusal-invitation-is-over = Diese Einladung ist abgelaufen. Bitten Sie um eine neue.
refusal-field-more-than-missing = Es fehlen nur { $left }.
refusal-field-too-little = Ab { $least }, bitte.
refusal-field-leaves-too-little = Der Rest wäre zu wenig für die Nächsten. Geben Sie weniger, oder alle { $left }.
