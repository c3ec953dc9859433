payments-methods = Zahlungsarten
payments-until = Gültig bis { $month }/{ $year }
payments-over = Abgelaufen { $month }/{ $year }; wird nicht mehr angeboten
payments-remove = Entfernen
payments-none = Nichts gespeichert
payments-none-more = Beim Bezahlen können Sie uns merken lassen, wie. Die Nummer bleibt beim Zahlungsdienst; wir sehen sie nie.
payments-line = { $count } gespeichert
payments-line-none = Nichts gespeichert

refusal-no-such-method = Diese Zahlungsart gibt es in Ihrem Konto nicht.
refusal-pays-later = Hier zahlen mehrere zusammen. Das geht nur auf Wegen, die sofort zahlen.
refusal-too-fine = Mit dieser Zahlungsart lässt sich { $amount } nicht auf die letzte Stelle genau zahlen, nur Beträge, die auf 0 enden. Es wurde nichts bestellt und nichts bezahlt; wählen Sie eine andere Zahlungsart.
refusal-not-owed = Für diese Bestellung ist gerade nichts zu zahlen.
