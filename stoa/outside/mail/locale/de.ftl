## Mails
mail-reason = Sie erhalten diese E-Mail von { $shop }, weil Sie dort etwas veranlasst haben.
mail-title = E-Mails
mail-views = E-Mails nach Stand
mail-all = Alle E-Mails
mail-state-waiting = Wartet
mail-state-sent = Gesendet
mail-state-failed = Gescheitert
mail-to = An
mail-written = Geschrieben
mail-sent = Gesendet
mail-problem = Problem
mail-attempts = { $count ->
    [one] nach einem Versuch
   *[other] nach { $count } Versuchen
 }
mail-resend = Erneut senden
mail-older = Ältere E-Mails
mail-none = Keine E-Mails
mail-none-text = Was der Shop seinen Kundinnen und Kunden schreibt, steht hier neunzig Tage lang.
mail-no-links = Links sind hier entfernt: Manche gewähren der Person Zugang, an die sie gerichtet sind.
mail-as-text = Als reiner Text
mail-demo-title = Alle E-Mails dieses Shops
mail-demo-lead = Dies ist eine Vorführung: Nichts wird versandt, alles kommt hier an.
mail-demo-none = Geben Sie eine Bestellung auf oder fordern Sie einen Anmeldelink an, und sehen Sie dann noch einmal nach.
refusal-no-such-letter = Diese E-Mail gibt es nicht. E-Mails werden neunzig Tage lang aufbewahrt.
refusal-already-sent = Diese E-Mail ist bereits gesendet; sie wurde nicht noch einmal gesendet.
refusal-bad-address = An diese Adresse lässt sich keine E-Mail senden.
