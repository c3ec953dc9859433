## Ablehnungen
refusal-no-such-review = Diese Bewertung gibt es nicht, oder sie wird nicht mehr gezeigt.
refusal-no-such-request = Dieser Link ist abgelaufen.
refusal-reviewed-already = Sie haben das schon bewertet. Sie können ändern, was Sie geschrieben haben.
refusal-own-review = Über die eigene Bewertung stimmt niemand ab.
refusal-not-a-review = Etwas fehlt oder passt nicht.
refusal-taken-back = Diese Bewertung wurde von ihrer Verfasserin oder ihrem Verfasser zurückgenommen.
refusal-field-too-many-pictures = Höchstens { $most } Bilder, bitte.

## Briefe
reviews-mail-request-subject = Wie gefällt Ihnen: { $title }?
reviews-mail-request-action = Meine Meinung schreiben
reviews-mail-request-preview = Es dauert eine Minute und hilft anderen bei der Wahl.
reviews-mail-request-reason = Sie erhalten diesen Brief, weil Sie das bei uns gekauft haben. Wir fragen höchstens zweimal.
reviews-mail-request-title = Wie ist es?
reviews-mail-request-text = Sie haben es nun seit einer Weile. Wer über einen Kauf nachdenkt, möchte wissen, was Sie davon halten, im Guten wie im Schlechten.
reviews-mail-request-again = Wir haben schon einmal gefragt und werden nicht noch einmal fragen.
reviews-mail-request-honest = Jede Bewertung wird nach denselben Regeln gezeigt, gleich wie viele Sterne sie gibt.
reviews-mail-answered-subject = Wir haben auf Ihre Bewertung von { $product } geantwortet
reviews-mail-answered-action = Meine Bewertung ansehen
reviews-mail-answered-preview = { $text }
reviews-mail-answered-reason = Sie erhalten diesen Brief, weil Sie etwas bewertet haben, das es bei uns gibt.
reviews-mail-answered-title = Der Laden hat Ihnen geantwortet
reviews-mail-answered-text = Sie haben geschrieben, was Sie von { $product } halten. Das ist unsere Antwort:
