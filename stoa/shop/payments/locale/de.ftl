payments-methods = Zahlungsarten
payments-until = Gültig bis { $month }/{ $year }
payments-remove = Entfernen
payments-none = Nichts gespeichert
payments-none-more = Beim Bezahlen können Sie uns merken lassen, wie. Die Nummer bleibt beim Zahlungsdienst; wir sehen sie nie.
payments-line = { $count } gespeichert
payments-line-none = Nichts gespeichert

refusal-no-such-method = Diese Zahlungsart gibt es in Ihrem Konto nicht.
refusal-pays-later = Hier zahlen mehrere zusammen. Das geht nur auf Wegen, die sofort zahlen.
refusal-not-owed = Für diese Bestellung ist gerade nichts zu zahlen.
