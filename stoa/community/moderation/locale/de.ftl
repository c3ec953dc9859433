moderation-rules = Regeln für alles, was hier geschrieben wird
moderation-rules-lead = Hier sprechen Kundinnen und Kunden miteinander. Das sind die wenigen Dinge, um die wir alle bitten, und so achten wir darauf.
moderation-all-rules = Alle Regeln
moderation-kept = Wie wir darauf achten
moderation-kept-stars = Eine schlechte Bewertung ist kein Grund, etwas zu entfernen. Wer über eine Bewertung entscheidet, sieht ihre Sterne nicht, und jede Nacht prüft ein Test, ob die Entscheidungen trotzdem daran hängen.
moderation-kept-checks = Alles wird beim Absenden automatisch geprüft: Links, gleiche Texte von vielen, Wörter einer kurzen Liste und kleine Modelle, die auf Beleidigung und Werbung achten. Was unauffällig ist, kann man sofort lesen. Sonst sieht ein Mensch nach. Die Modelle entscheiden nichts.
moderation-kept-links = { $count ->
    [0] Nur eines entfernt eine Maschine allein: Links, die Menschen früher als Spam markiert haben. Zurzeit ist keiner markiert.
    [one] Nur eines entfernt eine Maschine allein: Links, die Menschen früher als Spam markiert haben, zurzeit eine Adresse. Auch dagegen können Sie Beschwerde einlegen.
   *[other] Nur eines entfernt eine Maschine allein: Links, die Menschen früher als Spam markiert haben, zurzeit { $count } Adressen. Auch dagegen können Sie Beschwerde einlegen.
 }
moderation-kept-people = Über alles Übrige entscheiden Menschen, die diesen Ort betreuen, und zwar zuerst über das, was am meisten schaden kann. Viele Meldungen allein entfernen nichts.
moderation-kept-reports = Jeder kann alles melden, auch ohne Konto, und erfährt, was daraus geworden ist.
moderation-kept-reasons = Wer etwas geschrieben hat, das entfernt wurde, erfährt Grund und Regel und kann sechs Monate lang mit einem Tippen eine zweite Prüfung verlangen. Dann prüft, wo es geht, ein anderer Mensch.
moderation-took = Wie lange es dauert
moderation-took-written = In den letzten 30 Tagen hier geschrieben
moderation-took-median = Bis die Hälfte lesbar war
moderation-took-most = Bis 99 von 100 lesbar waren
moderation-took-most-in = Bis 99 von 100 lesbar waren: { $span } (hier geschrieben, letzte 30 Tage)
moderation-took-filed = { $count ->
    [one] dazu { $count } aus einer Datei, ohne Zeitmessung
   *[other] dazu { $count } aus Dateien, ohne Zeitmessung
 }
moderation-took-removed = Entfernt
moderation-took-appeals = Zweite Prüfungen verlangt
moderation-took-reversed = { $count ->
    [one] eine Entscheidung geändert
   *[other] { $count } Entscheidungen geändert
 }
moderation-took-note = Aus den Aufzeichnungen über das gezählt, was in den letzten 30 Tagen hier geschrieben wurde: Was noch wartet, zählt als wartend bis jetzt; was entfernt wurde, bevor es jemand lesen konnte, zählt nicht. Zuletzt am { $at }.
moderation-at-once = sofort
moderation-aim-hour = (Ziel: eine Stunde)
moderation-aim-day = (Ziel: ein Tag)
moderation-not-counted = Wird jede Stunde gezählt, heute noch nicht.
moderation-active = Aktive Mitglieder, von allen

moderation-report = Dies melden
moderation-report-link = Melden
moderation-report-lead = Jemand sieht nach, und Sie erfahren, was daraus geworden ist.
moderation-report-rule = Gegen welche Regel verstößt es?
moderation-report-illegal = Es ist rechtswidrig
moderation-report-note = Was sollten wir wissen?
moderation-report-note-hint = Nötig, wenn es rechtswidrig ist: was genau und warum.
moderation-good-faith = Ich bin nach bestem Wissen überzeugt, dass meine Angaben richtig und vollständig sind
moderation-good-faith-hint = Nur nötig, wenn es rechtswidrig ist.
moderation-report-email = Ihre E-Mail-Adresse
moderation-report-email-hint = Damit wir Ihnen sagen können, was daraus geworden ist. Wer es geschrieben hat, sieht sie nie.
moderation-report-name = Ihr Name
moderation-report-do = Meldung absenden
moderation-report-unseen = Wer es geschrieben hat, erfährt nicht, von wem die Meldung kam.
moderation-typed-kept = Alles, was Sie geschrieben haben, ist noch da. Es wurde nichts geändert.
moderation-look = Als Gastgeber prüfen
moderation-forward = Hervorheben
moderation-picture = Bild { $number }
moderation-see-it = An seinem Ort ansehen

moderation-your-report = Ihre Meldung
moderation-report-open = Ihre Meldung ist da
moderation-report-open-more = Jemand sieht nach, zuerst bei dem, was am meisten schaden kann. Was daraus wird, steht auf dieser Seite.
moderation-report-right = Es wurde entfernt. Vielen Dank.
moderation-report-wrong = Es bleibt. Es verstößt gegen keine der Regeln.
moderation-report-gone = Es ist weg: Wer es geschrieben hat, hat es selbst zurückgezogen.
moderation-report-told = Was daraus wird, erfahren Sie auch per E-Mail an { $email }.
moderation-report-keep = Diese Seite bleibt. Heben Sie ihre Adresse auf, wenn Sie kein Konto haben.
moderation-not-me = Das war nicht ich
moderation-not-me-lead = { $kind }, gemeldet am { $when } mit Ihrer E-Mail-Adresse.
moderation-not-me-text = Melden kann jeder, auch ohne Konto, und dabei irgendeine Adresse eintippen. Waren Sie es nicht, sagen Sie es hier: Dann ist es die Meldung von niemandem, Ihre Adresse wird vergessen, und ein Jahr lang bekommen Sie keine E-Mails zu dem, was jemand mit ihr meldet. Angesehen wird das Gemeldete trotzdem.
moderation-not-me-do = Das war nicht ich
moderation-not-me-done = Das ist jetzt die Meldung von niemandem
moderation-not-me-done-more = Wir haben Ihre Adresse vergessen und schreiben ihr nichts mehr zu dem, was ohne Konto gemeldet wird. Möchten Sie selbst etwas melden, tun Sie es angemeldet.
moderation-you-said = Sie schrieben
moderation-answered = Beantwortet

moderation-decision = Entscheidung
moderation-words = Was entfernt wurde
moderation-reasons = Warum
moderation-what = Was geschehen ist
moderation-effect-removed = Andere sehen es nicht mehr, im ganzen Shop und bis etwas anderes entschieden wird.
moderation-effect-kept = Es bleibt.
moderation-fact = Die Tatsache
moderation-fact-link = Es enthält einen Link auf { $domain }.
moderation-ground = Die Regel
moderation-ground-law = Das Gesetz und unsere Regel
moderation-found = Wie es auffiel
moderation-found-report = Jemand hat es gemeldet.
moderation-found-check = Eine automatische Prüfung hat darauf hingewiesen, ein Mensch hat entschieden.
moderation-found-host = Ein Gastgeber ist darauf gestoßen.
moderation-found-appeal = Eine zweite Prüfung wurde verlangt.
moderation-found-known-link = Es enthält einen Link, den Menschen früher als Spam markiert haben.
moderation-machine = Automatisch
moderation-machine-decided = Die Entscheidung wurde automatisch getroffen. Verlangen Sie eine zweite Prüfung, dann entscheidet ein Mensch.
moderation-machine-found = Es wurde automatisch gefunden, ein Mensch hat entschieden.
moderation-machine-none = Nein. Menschen haben es gefunden und entschieden.
moderation-when = Wann
moderation-redress = Was Sie tun können
moderation-redress-text = Verlangen Sie bis { $day } kostenlos eine zweite Prüfung. Sie können sich auch an eine zertifizierte Stelle für außergerichtliche Streitbeilegung oder an ein Gericht wenden.
moderation-overturned = Später wurde anders entschieden
moderation-appeal = Zweite Prüfung
moderation-appeal-text = Sie sehen es anders? Ein Tippen genügt, Sie müssen nichts schreiben.
moderation-appeal-do = Zweite Prüfung verlangen
moderation-appeal-words = Etwas hinzufügen
moderation-appeal-note = Was sollte noch einmal geprüft werden?
moderation-appeal-none = Es gibt nichts noch einmal zu prüfen.
moderation-appeal-open = Eine zweite Prüfung wurde verlangt
moderation-appeal-open-more = Ein Mensch sieht es sich noch einmal an. Was dabei herauskommt, steht hier, und Sie bekommen eine E-Mail.
moderation-appeal-upheld = Wir haben es noch einmal geprüft, die Entscheidung bleibt
moderation-appeal-reversed = Wir haben es noch einmal geprüft und anders entschieden
moderation-appeal-gone = Es gab nichts mehr zu prüfen: Der Text wurde zurückgezogen, oder es wurde inzwischen neu entschieden
moderation-appeal-report = Sie meinen weiterhin, dass es entfernt werden sollte?

moderation-mine = Entscheidungen und Meldungen
moderation-about-mine = Über das, was Sie geschrieben haben
moderation-none-mine = Nichts von Ihnen wurde entfernt
moderation-none-mine-more = Sollte das einmal geschehen, stehen hier der Grund und der Weg zu einer zweiten Prüfung.
moderation-my-reports = Was Sie gemeldet haben
moderation-none-reported = Sie haben nichts gemeldet
moderation-none-reported-more = Neben allem, was andere schreiben, gibt es einen Link zum Melden.
moderation-is-removed = Entfernt
moderation-is-overturned = Später geändert
moderation-is-hidden = Verborgen
moderation-outcome-open = Offen
moderation-outcome-right = Entfernt
moderation-outcome-wrong = Es bleibt
moderation-outcome-gone = Nicht mehr da

moderation-kind-review = Bewertung
moderation-kind-review-reply = Antwort des Shops
moderation-kind-question = Frage
moderation-kind-answer = Antwort
moderation-kind-topic = Thema
moderation-kind-post = Beitrag
moderation-kind-list = Wunschliste
moderation-kind-entry = Notiz auf einer Wunschliste
moderation-kind-claim = Name eines Schenkenden
moderation-kind-share = Name und Nachricht eines Schenkenden
moderation-kind-member = Seite eines Mitglieds
moderation-kind-picture = Bild

moderation-reason-report = Gemeldet: { $rule }
moderation-reason-host = Ein Gastgeber ist darauf gestoßen
moderation-reason-file = Wartete in einer Datei
moderation-reason-changed = Nach dem Entfernen geändert
moderation-reason-check = Eine automatische Prüfung
moderation-reason-check-links = Link von jemand Neuem oder viele Links
moderation-reason-check-copies = Denselben Text gab es schon
moderation-reason-check-removed-before = Derselbe Text wurde schon einmal entfernt
moderation-reason-check-toxic = Modell: vielleicht eine Beleidigung
moderation-reason-check-spam = Modell: vielleicht Werbung
moderation-reason-check-private = E-Mail-Adresse oder Telefonnummer
moderation-reason-check-lexicon-threat = Wortliste: Drohung
moderation-reason-check-lexicon-hate = Wortliste: Hass
moderation-reason-check-lexicon-insult = Wortliste: Beleidigung
moderation-reason-check-lexicon-sexual = Wortliste: sexuell
moderation-reason-check-lexicon-spam = Wortliste: Werbung
moderation-reason-check-lexicon-fake = Wortliste: bezahlt

moderation-take-next = Das Nächste nehmen
moderation-waiting = Wartet
moderation-oldest = das Älteste seit { $span }
moderation-urgent = Dringend
moderation-hidden = Bis zur Entscheidung verborgen
moderation-hidden-note = jemand wartet darauf, gelesen zu werden
moderation-unanswered = Meldungen ohne Antwort
moderation-decided-week = In 7 Tagen entschieden
moderation-removed-week = { $count ->
    [one] eines entfernt
   *[other] { $count } entfernt
 }
moderation-alarm = Entscheidungen über { $kind } scheinen an den Sternen zu hängen
moderation-alarm-more = Eine so ungleiche Verteilung entsteht in weniger als einer von hundert Nächten durch Zufall. Sehen Sie sich die letzten entfernten Texte mit den auffälligen Sternen an.
moderation-biased = Ungleich
moderation-unbiased = Gleichmäßig
moderation-too-few = Zu wenige für eine Aussage
moderation-case = { $kind } zu prüfen
moderation-queue-none = Nichts wartet
moderation-queue-none-more = Was jemand meldet oder eine Prüfung auffällig findet, kommt hierher, das Schädlichste zuerst.
moderation-done = Entschieden
moderation-see-decision = Die Entscheidung ansehen
moderation-taken = Jemand prüft
moderation-harm = Schaden { $harm }
moderation-state-published = Veröffentlicht
moderation-state-waiting = Verborgen
moderation-state-removed = Entfernt
moderation-blind = Die Sterne sind verborgen, bis entschieden ist.
moderation-said = { $count ->
    [one] Eine Meldung
   *[other] { $count } Meldungen
 }
moderation-by-guest = Ein Gast
moderation-by-member = Ein Mitglied, erste Meldung
moderation-by-right = Ein Mitglied, lag { $right } von { $of } Mal richtig
moderation-checks = Automatische Prüfungen
moderation-is-decided = Dieser Fall ist entschieden
moderation-own-look = Das haben Sie selbst geschrieben, gemeldet oder entschieden; jemand anders prüft es noch einmal.
moderation-own = Das haben Sie selbst geschrieben; jemand anders entscheidet.
moderation-other-looks = Jemand anders prüft es bis { $until }.
moderation-take = Übernehmen
moderation-yours-until = Bei Ihnen bis { $until }.
moderation-keep = Behalten
moderation-skip = Überspringen
moderation-which-rule = Gegen welche Regel verstößt es?
moderation-fact-hint = Was genau, in einem Satz. Wer es geschrieben hat, liest ihn so, wie Sie ihn schreiben.
moderation-written-in-en = auf Englisch geschrieben
moderation-written-in-de = auf Deutsch geschrieben
moderation-fact-language = Die Begründung ist geschrieben auf
moderation-fact-language-hint = Wer in einer anderen Sprache liest, bekommt es daneben gesagt.
moderation-fact-language-of-en = Der Beitrag ist auf Englisch: Wer ihn schrieb, liest die Begründung am besten auf Englisch.
moderation-fact-language-of-de = Der Beitrag ist auf Deutsch: Wer ihn schrieb, liest die Begründung am besten auf Deutsch.
moderation-remove = Entfernen
moderation-author = Geschrieben von
moderation-a-member = Ein Mitglied
moderation-a-guest = Ein Gast
moderation-level = Bekannt
moderation-level-new = Neu
moderation-level-known = Bekannt
moderation-level-trusted = Bewährt
moderation-conduct = { $kept } veröffentlicht · { $removed } entfernt · { $helpful } Mal hilfreich
moderation-verdict-kept = Behalten
moderation-verdict-removed = Entfernt
moderation-views = Ansichten
moderation-view-all = Alle
moderation-view-removed = Entfernt
moderation-view-kept = Behalten
moderation-view-open = Offen
moderation-view-ended = Beendet
moderation-no-fact = Kein Grund nötig
moderation-no-words = Ohne Text
moderation-decisions-none = Noch nichts entschieden
moderation-decisions-none-more = Jede Entscheidung steht hier mit Regel und Tatsache.
moderation-decided-by = Entschieden von { $name }
moderation-decided-by-machine = Automatisch entschieden
moderation-was-blind = mit verborgenen Sternen
moderation-appeals-none = Niemand verlangt eine zweite Prüfung
moderation-appeals-none-more = Das kann sechs Monate lang, wer geschrieben oder gemeldet hat.
moderation-appeal-is-open = Offen
moderation-appeal-is-upheld = Bestätigt
moderation-appeal-is-reversed = Geändert
moderation-appeal-is-gone = Weg
moderation-appeal-by-author = Wer es geschrieben hat, bittet darum
moderation-appeal-by-reporter = Wer es gemeldet hat, bittet darum
moderation-why = Warum
moderation-why-hint = Es wird so verschickt, wie Sie es schreiben.
moderation-uphold = Dabei bleiben
moderation-reverse = Anders entscheiden
moderation-bias-lead = Wer entscheidet, sieht die Sterne nicht. Jede Nacht prüft ein Chi-Quadrat-Test die Entscheidungen von { $days } Tagen: Wird bei allen Sternen ein gleich großer Anteil entfernt? Unter { $alarm } schlägt er Alarm.
moderation-bias-chart = Entfernter Anteil nach Sternen, mit 95-%-Intervall
moderation-bias-p = χ² = { $chi2 } bei { $freedom ->
    [one] einem Freiheitsgrad
   *[other] { $freedom } Freiheitsgraden
 }, p = { $p }.
moderation-bias-tiny = χ² = { $chi2 } bei { $freedom ->
    [one] einem Freiheitsgrad
   *[other] { $freedom } Freiheitsgraden
 }, p < { $p }.
moderation-bias-classes = Verglichen werden diese Klassen von Sternen: { $classes }. Für jeden Stern einzeln gibt es zu wenige Entscheidungen; deshalb werden Nachbarn zusammengelegt, bis von jeder Art fünf zu erwarten sind.
moderation-bias-each = Verglichen werden die Sterne einzeln: { $classes }.
moderation-bias-chance = p = { $p }
moderation-bias-chance-tiny = p < { $p }
moderation-percent = { $share } %
moderation-bias-few = In einer Gruppe wären weniger als fünf Entfernungen zu erwarten; der Test würde nichts aussagen.
moderation-bias-before = Die Nächte davor
moderation-bias-none = Noch keine Nacht
moderation-bias-none-more = Der erste Test läuft heute Nacht, sobald über etwas mit Sternen entschieden wurde.
moderation-stars = Sterne
moderation-share = Anteil
moderation-people = Verhalten
moderation-people-lead = Über wessen Texte zuletzt entschieden wurde oder wer gemeldet hat. Vertrauen entsteht aus dem, was bleibt, was anderen hilft, und aus richtigen Meldungen; wie viel es braucht, wächst mit der Community.
moderation-people-none = Noch niemand
moderation-people-none-more = Wer gemeldet wird oder meldet, steht hier.
moderation-written = Veröffentlicht
moderation-helpful = Hilfreich
moderation-reports-right = Richtige Meldungen
moderation-models-lead = Diese Modelle sortieren, was Menschen zuerst ansehen. Keines verbirgt oder entfernt etwas.
moderation-models-none = Keine Modelle
moderation-model-words = Gemacht am { $day } aus Wortlisten; Sprachen: { $languages }
moderation-model-rows = Gelernt am { $day } mit { $rows } Zeilen; Sprachen: { $languages }
moderation-model-on = Erprobt an
moderation-model-tried = Zeilen
moderation-model-threshold = Schwelle
moderation-model-precision = Genauigkeit
moderation-model-recall = Trefferquote
moderation-model-share = { NUMBER($share, minimumFractionDigits: 1, maximumFractionDigits: 1) } %
moderation-model-between = ({ NUMBER($low, minimumFractionDigits: 1, maximumFractionDigits: 1) } bis { NUMBER($high, minimumFractionDigits: 1, maximumFractionDigits: 1) })
moderation-model-false = Fehlalarme
moderation-model-more = Womit gelernt, wofür nicht
moderation-model-not-for = Nicht geeignet für:
moderation-model-not-met = Was die Prüfungen noch schuldig bleiben
moderation-rule-new = Neue Regel
moderation-rule-change = Regel ändern
moderation-rule-ended = Beendet
moderation-rule-code = Kurzname
moderation-rule-code-hint = Kleinbuchstaben; er bleibt für immer.
moderation-rule-title = Titel
moderation-rule-text = Text
moderation-rule-severity = Schaden
moderation-rule-severity-hint = 5 wird zuerst geprüft.
moderation-rule-position = Platz
moderation-rule-in-force = Gilt
moderation-rule-kept = Frühere Entscheidungen behalten den Wortlaut, nach dem sie getroffen wurden.
moderation-see-rules = So sehen alle sie
moderation-save = Speichern
moderation-links-lead = Was mit einem Link auf eine dieser Adressen geschrieben wird, entfernt die Maschine sofort, mit Begründung und Beschwerdeweg. Sonst entfernt sie nichts.
moderation-link-domain = Domain
moderation-link-domain-hint = Auch alles darunter.
moderation-link-note = Notiz
moderation-link-note-hint = Warum; nur Gastgeber sehen sie.
moderation-link-mark = Als Spam markieren
moderation-link-unmark = Markierung aufheben
moderation-link-since = Seit
moderation-link-change = Ändern
moderation-links-none = Kein Link ist markiert
moderation-links-none-more = Markieren Sie einen, wenn dieselbe Werbung immer wieder kommt.
moderation-feature-on = Hervorheben
moderation-feature-off = Nicht mehr hervorheben
moderation-pin-on = Anheften
moderation-pin-off = Lösen
moderation-move-on = Verschieben
moderation-move-nowhere = In keiner Kategorie
moderation-merge-on = Zusammenführen
moderation-merge-for-good = Das lässt sich nicht zurücknehmen: Was geschrieben wurde, kommt mit, und die alte Adresse führt dorthin.
moderation-merge-hint = So, wie sie in der Adresszeile des anderen steht.
moderation-collect-on = Aufnehmen
moderation-collect-off = Herausnehmen
moderation-stands-feature = Hervorgehoben seit { $at }, bis Sie es beenden
moderation-stands-feature-until = Hervorgehoben seit { $at }, bis { $until }: Dann endet es von selbst
moderation-stands-feature-not = Nicht hervorgehoben
moderation-stands-pin = Angeheftet seit { $at }, bis Sie es beenden
moderation-stands-pin-not = Nicht angeheftet
moderation-stands-move = Steht in: { $place }
moderation-stands-move-not = Steht in keiner Kategorie
moderation-stands-merge = Mit einem anderen zusammengeführt
moderation-stands-merge-more = Was darin geschrieben wurde, steht jetzt dort, und seine Adresse führt dorthin.
moderation-stands-collect = Steht in:
moderation-stands-collect-not = Steht in keiner Sammlung
moderation-forward-nothing = So etwas lässt sich nicht hervorheben.
moderation-gathered = Sammlungen
moderation-gathered-here = Auch in diesen Sammlungen
moderation-gathered-talk = Von unseren Gastgebern gesammelt
moderation-gathered-more = Weitere Sammlungen
moderation-gathered-all = Alle Sammlungen
moderation-gathered-count = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
 }
moderation-feature-until = Bis
moderation-feature-until-hint = In der Zeit des Shops. Ohne Angabe bleibt es, bis Sie es beenden.
moderation-verb-feature = Hervorheben
moderation-verb-feature-text = Steht an seinem Ort vor anderen.
moderation-verb-pin = Anheften
moderation-verb-pin-text = Bleibt an seinem Ort ganz oben.
moderation-verb-merge = Zusammenführen
moderation-verb-merge-text = Mit einem anderen, das dasselbe sagt.
moderation-verb-merge-to = Adresse des anderen
moderation-verb-move = Verschieben
moderation-verb-move-text = Dorthin, wo es hingehört.
moderation-verb-move-to = Wohin
moderation-verb-collect = Sammeln
moderation-verb-collect-text = In einer Sammlung mit eigener Seite.
moderation-collections-none = Noch keine Sammlung
moderation-collections-none-more = Sammeln Sie unter einem Titel, was hilft; alle können es lesen.
moderation-collection-new = Neue Sammlung
moderation-collection-handle = Ende der Adresse
moderation-collection-handle-hint = Kleinbuchstaben, Ziffern und Bindestriche.
moderation-collection-none = Noch nichts darin
moderation-collection-none-more = Gastgeber nehmen auf, was hilft.
moderation-collection-by-hosts = Von Gastgebern gesammelt, von Kundinnen und Kunden geschrieben.

moderation-mail-published-subject = Ihr Text ist jetzt zu lesen
moderation-mail-published-title = Ihr Text ist jetzt zu lesen
moderation-mail-published-text = Jemand musste sich Ihren Text erst ansehen. Er verstößt gegen keine Regel, und alle können ihn jetzt lesen. Danke für Ihre Geduld.
moderation-mail-published-action = Ansehen
moderation-mail-removed-subject = Etwas, das Sie geschrieben haben, wurde entfernt
moderation-mail-removed-title = Etwas, das Sie geschrieben haben, wurde entfernt
moderation-mail-removed-text = Andere sehen es nicht mehr. Das ist der Grund.
moderation-mail-removed-more = Sie sehen es anders? Über diesen Link verlangen Sie sechs Monate lang kostenlos und mit einem Tippen eine zweite Prüfung. Sie können sich auch an eine zertifizierte Stelle für außergerichtliche Streitbeilegung oder an ein Gericht wenden.
moderation-mail-removed-action = Begründung lesen, zweite Prüfung verlangen
moderation-mail-report-taken-subject = Ihre Meldung ist da
moderation-mail-report-taken-title = Ihre Meldung ist da
moderation-mail-report-taken-text = Jemand sieht nach, und Sie erfahren, was daraus geworden ist. Über diesen Link sehen Sie, was gemeldet wurde und wie es steht.
moderation-mail-report-taken-action = Stand ansehen
moderation-mail-not-me = Sie haben nichts gemeldet? Sagen Sie, dass Sie es nicht waren
moderation-mail-report-answered-subject = Was aus Ihrer Meldung geworden ist
moderation-mail-report-answered-title = Was aus Ihrer Meldung geworden ist
moderation-mail-report-answered-right = Sie hatten recht: Es wurde entfernt. Danke für den Hinweis.
moderation-mail-report-answered-wrong = Wir haben es geprüft, und es bleibt: Es verstößt gegen keine der Regeln.
moderation-mail-report-answered-gone = Wer es geschrieben hat, hat es zurückgezogen, bevor jemand entscheiden musste.
moderation-mail-report-answered-more = Sie sehen es anders? Über diesen Link verlangen Sie eine zweite Prüfung.
moderation-mail-report-answered-action = Meldung ansehen
moderation-mail-appeal-decided-subject = Wir haben es noch einmal geprüft
moderation-mail-appeal-decided-title = Wir haben es noch einmal geprüft
moderation-mail-appeal-decided-action = Entscheidung ansehen
moderation-mail-bias-found-subject = Was entfernt wurde, hängt von den Sternen ab
moderation-mail-bias-found-title = Was entfernt wurde, hängt von den Sternen ab
moderation-mail-bias-found-text = Das sagt der nächtliche Test über das letzte halbe Jahr: Zufall allein käme in weniger als einer von hundert Nächten so weit. Sehen Sie nach, wer was entschieden hat und warum, bevor Sie weiter entscheiden.
moderation-mail-bias-found-public = Dasselbe lesen alle neben dem Verzeichnis der Bewertungen.
moderation-mail-bias-found-action = Zahlen ansehen
moderation-line-appeal = { $count ->
    [one] Eine Entfernung können Sie noch einmal prüfen lassen
   *[other] { $count } Entfernungen können Sie noch einmal prüfen lassen
}
moderation-line-removed = { $count ->
    [one] Ein Beitrag wurde entfernt
   *[other] { $count } Beiträge wurden entfernt
}
moderation-line-none = Von Ihnen wurde nichts entfernt

refusal-no-such-piece = Hier ist nichts, das Sie sehen dürfen.
refusal-no-such-case = Diesen Fall gibt es nicht.
refusal-no-such-decision = Diese Entscheidung gibt es nicht.
refusal-no-such-report = Diese Meldung gibt es nicht.
refusal-no-such-appeal = Diese zweite Prüfung gibt es nicht.
refusal-no-such-rule = Diese Regel gibt es nicht.
refusal-already-decided = Jemand hat darüber schon entschieden. Es wurde nichts geändert.
refusal-leased-by-another = Gerade prüft es jemand anders. Es wurde nichts geändert; nehmen Sie das Nächste.
refusal-piece-changed = Der Text wurde geändert, während Sie ihn lasen. Es wurde nichts entschieden; bitte lesen Sie ihn noch einmal.
refusal-already-appealed = Eine zweite Prüfung wurde schon verlangt.
refusal-nothing-to-appeal = Es gibt nichts noch einmal zu prüfen.
refusal-not-your-own = Niemand entscheidet über das, was er selbst geschrieben, gemeldet oder entschieden hat. Es wurde nichts geändert.
refusal-staff-stay-out = Sie arbeiten für diesen Shop: Sie bewerten seine Produkte nicht und stimmen nicht ab. Was Sie in Themen und Fragen sagen, wird als Wort des Shops gezeigt.
refusal-too-late-to-appeal = Die sechs Monate für eine zweite Prüfung sind vorbei.
refusal-reason-missing = Was entfernt wird, braucht eine Regel und eine Tatsache. Es wurde nichts geändert.
refusal-cannot-be-done = Mit Dingen dieser Art geht das nicht.
refusal-bad-line = Zeile { $line } ist nicht zu verstehen. Es wurde nichts übernommen.
