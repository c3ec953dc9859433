## The sandbox provider
outside-payments-title = Zahlung bestätigen
outside-payments-bank = Sandkasten-Bank
outside-payments-question = { $amount } bezahlen?
outside-payments-for = Für die Bestellung { $order }.
outside-payments-approve = Zustimmen
outside-payments-decline = Ablehnen
outside-payments-demo = Dies ist die Bank der Vorführung: Es fließt kein Geld.
outside-payments-over = Über diese Zahlung ist entschieden
outside-payments-over-text = Sie wurde bereits beantwortet oder nicht rechtzeitig bestätigt. Soeben wurde nichts geändert.
outside-payments-back = Zurück zum Shop
refusal-no-such-challenge = Eine solche Zahlung gibt es nicht zu bestätigen.
refusal-bad-signature = Diese Nachricht ist nicht vom Zahlungsanbieter unterschrieben oder zu alt. Es wurde nichts geändert.
