## Anmelden, Konto anlegen, abmelden
sessions-sign-in-title = Anmelden
sessions-sign-in-lead = Kaufen können Sie auch ohne. Mit Anmeldung genügen zwei Klicks.
sessions-again-lead = Bitte melden Sie sich für den nächsten Schritt noch einmal an.
sessions-sign-in = Anmelden
sessions-sign-out = Abmelden
sessions-email = E-Mail
sessions-password = Passwort
sessions-passkey = Mit Passkey anmelden
sessions-passkey-problem = Dieser Passkey ist hier nicht bekannt. Versuchen Sie einen anderen oder melden Sie sich auf einem der anderen Wege an.
sessions-or = oder ohne Passwort
sessions-mail-link = Link per E-Mail schicken
sessions-wrong = E-Mail und Passwort passen nicht zusammen. Prüfen Sie beides oder lassen Sie sich einen Link schicken.
sessions-slow-down = Zu viele Versuche. Bitte warten Sie { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
 } oder lassen Sie sich einen Link schicken.
sessions-new-here = Neu hier?
sessions-sign-up-title = Konto anlegen
sessions-sign-up-lead = Bestellungen, Adressen und alles, was Sie schreiben, an einem Ort. Ein Passwort brauchen Sie nicht.
sessions-sign-up-hint = Wir schicken Ihnen einen Link, mit dem Sie das Konto anlegen.
sessions-sign-up = Konto anlegen
sessions-name = Name
sessions-kept = Ihre Eingaben sind noch da.
sessions-have-one = Sie haben schon eines?
sessions-sent-title = Sehen Sie in Ihr Postfach
sessions-sent = Wir schicken einen Link an { $email }. Er gilt einmal und { $minutes } Minuten lang.
sessions-sent-none = Nichts angekommen? Sehen Sie im Spam-Ordner nach oder
sessions-sent-again = versuchen Sie eine andere Adresse
sessions-link-title = Willkommen zurück
sessions-link-lead = Mit diesem Link melden Sie sich als { $email } an.
sessions-link-go = Als { $email } anmelden
sessions-join-title = Nur noch ein Klick
sessions-join-lead = Damit legen Sie ein Konto für { $email } an und sind gleich angemeldet.
sessions-join = Konto anlegen
refusal-prove-again = Dafür müssen Sie sich noch einmal anmelden. Es wurde nichts geändert: Melden Sie sich an und wiederholen Sie den Schritt.
refusal-no-such-session = Diese Anmeldung ist schon beendet.
refusal-no-such-key = Diesen Schlüssel gibt es nicht.
refusal-too-much-for-a-key = Ein Schlüssel braucht einen Namen und mindestens eine Berechtigung, aber keine, die Sie selbst nicht haben.

## Schlüssel
sessions-keys-title = API-Schlüssel
sessions-keys-lead = Mit einem Schlüssel arbeitet ein Programm im Namen des Shops, mit den angekreuzten Berechtigungen und keinen anderen.
sessions-keys-none = Kein Programm hat einen Schlüssel
sessions-keys-none-text = Legen Sie einen an, etwa für das Lager, die Buchhaltung oder Berichte. Beenden Sie ihn hier, wenn er nicht mehr gebraucht wird.
sessions-key = Schlüssel
sessions-key-name = Name
sessions-key-name-hint = Wer ihn benutzt, damit Sie ihn wiedererkennen.
sessions-key-scopes = Berechtigungen
sessions-key-used = Zuletzt benutzt
sessions-key-never = nie
sessions-key-ended = beendet am { $day }
sessions-key-end = Beenden
sessions-key-make = Schlüssel anlegen
sessions-key-made = Ihr Schlüssel
sessions-key-once = Kopieren Sie ihn jetzt. Er wird nur dieses eine Mal gezeigt und nicht gespeichert.
