discussions-title = Gespräche
discussions-of = Gespräche über { $category }
discussions-lead = Ratgeber, Vergleiche und Fragen, die sich lohnen – von Leuten, die die Produkte benutzen.
discussions-beside = Worüber gesprochen wird
discussions-all = Alle Themen
discussions-places = Über
discussions-kinds = Art des Themas
discussions-kind = Was für ein Thema
discussions-kind-all = Alle
discussions-kinds-guide = Ratgeber
discussions-kinds-comparison = Vergleiche
discussions-kinds-show = Zeigt her
discussions-kinds-question = Fragen
discussions-kind-guide = Ratgeber
discussions-kind-guide-hint = Wie man etwas aussucht oder benutzt
discussions-kind-comparison = Vergleich
discussions-kind-comparison-hint = Dieses oder jenes?
discussions-kind-show = Zeigt her
discussions-kind-show-hint = Bilder davon, was daraus geworden ist
discussions-kind-question = Frage
discussions-kind-question-hint = Etwas Wissenswertes, das Besitzer gemeinsam beantworten können
discussions-pinned = Angeheftet
discussions-featured = Hervorgehoben
discussions-answered = Beantwortet
discussions-new = Neu
discussions-owns = Besitzt: { $things }
discussions-closed = Geschlossen
discussions-closed-text = Zum Nachlesen; neue Beiträge gibt es hier nicht mehr.
discussions-last = Zuletzt geschrieben am { $day }
discussions-none = Hier gibt es noch keine Themen
discussions-none-text = Themen werden von Gastgebern eröffnet. Schlagen Sie eines vor, das Sie gern lesen würden.
discussions-desk-none = Eröffnen Sie das erste, am besten mit einer Frage, die viele stellen.
discussions-further = Weitere Themen
discussions-further-posts = Weitere Beiträge
discussions-propose = Ein Thema vorschlagen
discussions-propose-lead = Fehlt etwas?
discussions-propose-text = Ein Gastgeber liest den Vorschlag und eröffnet ihn, wenn er anderen bei der Wahl oder im Gebrauch hilft.
discussions-proposed = Vielen Dank
discussions-proposed-text = Ein Gastgeber liest Ihren Vorschlag. Wird er eröffnet, finden Sie ihn unter den Themen, denen Sie folgen.
discussions-proposals = Vorgeschlagen
discussions-open = Ein Thema eröffnen
discussions-open-it = Eröffnen
discussions-open-not = Dieses nicht
discussions-open-with = Thema eröffnen
discussions-worth = Fragen, die ein Thema wert sind
discussions-worth-text = Bei einem Produkt gestellt, und viele möchten es wissen.
discussions-topic-title = Titel
discussions-topic-text = Text
discussions-question = Die Frage
discussions-question-hint = Was man am Ende wissen möchte. Sie steht über allem anderen.
discussions-question-there = Beim Produkt gefragt und beantwortet
discussions-place = Über
discussions-place-none = Alles
discussions-column-last = Zuletzt
discussions-came-of = Was daraus wurde
discussions-came-answers = { $count ->
    [one] Ein Beitrag war die Antwort
   *[other] { $count } Beiträge waren die Antwort
}
discussions-came-orders = { $count ->
    [one] Ein Produkt wurde von hier bestellt
   *[other] { $count } Produkte wurden von hier bestellt
}
discussions-ordered-one = { $count ->
    [one] Einmal von hier bestellt
   *[other] { $count } Mal von hier bestellt
}
discussions-things = Die Produkte, um die es geht
discussions-choose = Welche Ausführung von { $title }
discussions-posts = Was andere sagen
discussions-no-posts = Noch hat niemand geschrieben. Am meisten hilft, was Sie selbst gesehen haben.
discussions-write = Schreiben
discussions-write-reply = Antworten
discussions-reply = Antworten
discussions-reply-not = Stattdessen an alle schreiben
discussions-text = Was möchten Sie sagen?
discussions-text-hint = Nennen Sie ein Produkt mit seiner Adresse, /p/…, dann kann man es von hier aus kaufen.
discussions-pictures = Bilder
discussions-pictures-hint = Bis zu vier eigene.
discussions-send = Veröffentlichen
discussions-sign-in = Zum Schreiben anmelden
discussions-kept = Was Sie geschrieben haben, steht noch hier; veröffentlicht wurde nichts.
discussions-follow = Folgen
discussions-accept = Das ist die Antwort
discussions-accept-not = Doch nicht die Antwort
discussions-withdraw = Zurücknehmen
discussions-host = Für Gastgeber
discussions-pin = Anheften
discussions-pin-not = Lösen
discussions-feature = Hervorheben
discussions-feature-not = Nicht mehr hervorheben
discussions-close = Schließen
discussions-close-not = Wieder öffnen
discussions-move = Verschieben
refusal-field-no-other-topic = Unter dieser Adresse gibt es kein anderes Thema.
discussions-merge = Zusammenlegen
discussions-merge-into = Mit dem Thema unter dieser Adresse zusammenlegen
discussions-done-written = Veröffentlicht. Sie folgen diesem Thema jetzt.
discussions-done-waiting = Vielen Dank. Bevor es erscheint, sieht es sich jemand an.
discussions-done-accepted = Notiert.
discussions-done-hosted = Erledigt.
discussions-account = Themen
discussions-followed = Themen, denen ich folge
discussions-followed-none = Sie folgen keinem Thema
discussions-followed-none-text = Folgen Sie einem, dann sehen Sie hier, wenn etwas Neues geschrieben wird. E-Mails gibt es keine.
discussions-wrote = Was ich geschrieben habe
discussions-line-new = { $count ->
    [one] Neues in einem Thema
   *[other] Neues in { $count } Themen
}
discussions-line-follows = { $count ->
    [one] Sie folgen einem Thema, nichts Neues
   *[other] Sie folgen { $count } Themen, nichts Neues
}
discussions-line-none = Sie folgen noch keinem Thema

refusal-no-such-topic = Dieses Thema gibt es nicht, oder es wird nicht mehr gezeigt.
refusal-no-such-post = Diesen Beitrag gibt es nicht, oder er wird nicht mehr gezeigt.
refusal-unfit-topic = So lässt sich das nicht eröffnen.
refusal-unfit-post = So lässt sich das nicht schreiben.
refusal-topic-is-closed = Dieses Thema ist geschlossen: Man kann es lesen, geschrieben wird nichts mehr.
refusal-end-is-past = Hervorgehoben wird bis zu einem Zeitpunkt in der Zukunft. Es wurde nichts geändert.
refusal-not-yours = Was die Antwort ist, sagt, wer das Thema eröffnet hat, oder ein Gastgeber.
