carts-title = Ihr Warenkorb
carts-kept = Alles andere in Ihrem Warenkorb ist unverändert.
carts-empty = Ihr Warenkorb ist leer
carts-empty-more = Was Sie hineinlegen, bleibt 60 Tage hier, und auf allen Ihren Geräten, sobald Sie angemeldet sind.
carts-empty-action = Stöbern
carts-not-sold = Wird hier nicht mehr verkauft. Nehmen Sie es heraus, um fortzufahren.
carts-summary = Zusammenfassung
carts-delivery = Versand
carts-delivery-later = im nächsten Schritt
carts-tax-inside = Alle Preise enthalten die Mehrwertsteuer.
carts-tax-later = Die Umsatzsteuer kommt an der Kasse hinzu.
carts-check-out = Zur Kasse
carts-added = { $title } liegt in Ihrem Warenkorb
carts-only = { $left ->
    [0] Das ist soeben ausverkauft
    [one] Nur noch eines ist da
   *[other] Nur noch { $left } sind da
 }
carts-go = { $count ->
    [one] Zum Warenkorb (1 Artikel)
   *[other] Zum Warenkorb ({ $count } Artikel)
 }
carts-code-have = Gutscheincode einlösen
carts-code = Gutscheincode
carts-code-use = Einlösen
carts-code-saves = spart { $amount }
carts-code-idle = macht in diesem Warenkorb nichts günstiger
carts-code-over = ist abgelaufen und spart nichts mehr
carts-code-used-up = ist aufgebraucht und spart nichts mehr
carts-code-gone = Der Code { $code } ist aufgebraucht und wurde herausgenommen: Andere waren schneller. Bitte sehen Sie sich die Summe noch einmal an; es wurde nichts bestellt.
carts-code-yours = Den Code { $code } haben Sie schon so oft eingelöst, wie es geht; er wurde herausgenommen. Bitte sehen Sie sich die Summe noch einmal an; es wurde nichts bestellt.
carts-code-ended = Der Code { $code } ist abgelaufen und wurde herausgenommen. Bitte sehen Sie sich die Summe noch einmal an; es wurde nichts bestellt.

refusal-no-such-cart = Diesen Warenkorb gibt es nicht, oder er ist bereits eine Bestellung.
refusal-not-sold = Das wird hier zurzeit nicht verkauft. Ihr Warenkorb ist unverändert.
refusal-cart-is-full = Ein Warenkorb fasst 100 verschiedene Dinge. Ihr Warenkorb ist unverändert; bestellen Sie zuerst diese.
refusal-bad-quantity = Wählen Sie eine ganze Zahl von 0 bis 999. Ihr Warenkorb ist unverändert.
carts-goes-to = Das geht an { $who }
carts-goes-to-more = Wir kennen die Adresse und zeigen sie nicht.
carts-goes-not-gone = Das kann nicht mehr an { $who } gehen
carts-goes-not-more-gone = Was Sie versprochen haben, gilt nicht mehr oder ist hier nicht mehr gewünscht. Sie können es an sich selbst senden lassen oder noch einmal auf der Liste nachsehen.
carts-goes-not-more = An { $who } kann nur gehen, was Sie versprochen haben
carts-goes-not-more-more = Nehmen Sie bitte heraus, was sonst noch hier liegt, und bestellen Sie es für sich, oder lassen Sie alles an sich selbst senden.
carts-send-to-me = Stattdessen an mich senden
refusal-too-many-codes = Ein Warenkorb nimmt fünf Gutscheincodes auf. Nehmen Sie zuerst einen heraus; Ihr Warenkorb ist unverändert.
