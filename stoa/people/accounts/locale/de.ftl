## E-Mails
accounts-mail-sign-in-subject = Ihr Link zum Anmelden
accounts-mail-sign-in-action = Anmelden
accounts-mail-sign-in-body = Mit diesem Link melden Sie sich als { $email } an. Er gilt einmal und { $minutes } Minuten lang. Haben Sie ihn nicht angefordert, müssen Sie nichts tun: Ohne diese E-Mail kann sich niemand anmelden.
accounts-mail-sign-up-subject = Ihr Link zum neuen Konto
accounts-mail-sign-up-action = Konto anlegen
accounts-mail-sign-up-body = Jemand, hoffentlich Sie, möchte sich mit { $email } anmelden. Zu dieser Adresse gibt es noch kein Konto. Dieser Link legt eines an; er gilt einmal und { $minutes } Minuten lang. Waren Sie es nicht, müssen Sie nichts tun, und es wird nichts angelegt.
accounts-mail-change-email-subject = Bestätigen Sie Ihre neue E-Mail-Adresse
accounts-mail-change-email-action = Diese Adresse verwenden
accounts-mail-change-email-body = Ihr Konto soll künftig die Adresse { $email } haben. Dieser Link bestätigt sie; er gilt einmal und { $minutes } Minuten lang. Waren Sie es nicht, müssen Sie nichts tun, und es ändert sich nichts.
accounts-mail-email-taken-subject = Mit dieser Adresse haben Sie schon ein Konto
accounts-mail-email-taken-body = Jemand wollte diese E-Mail-Adresse einem anderen Konto geben. Sie gehört zu Ihrem, deshalb wurde nichts geändert. Waren Sie es selbst, melden Sie sich einfach mit dieser Adresse an.
accounts-mail-email-changed-subject = Ihr Konto hat eine andere E-Mail-Adresse
accounts-mail-email-changed-body = Ihr Konto hat jetzt die Adresse { $email }. Waren Sie es nicht, antworten Sie bitte sofort auf diese E-Mail.
accounts-mail-password-changed-subject = Ihr Passwort wurde geändert
accounts-mail-password-changed-body = Ihr Konto hat ein neues Passwort, alle anderen Geräte wurden abgemeldet. Waren Sie es nicht, lassen Sie sich einen Link schicken, melden Sie sich damit an und setzen Sie ein anderes Passwort.
accounts-mail-passkey-added-subject = Ihr Konto hat einen neuen Passkey
accounts-mail-passkey-added-body = Zu Ihrem Konto wurde ein Passkey hinzugefügt. Waren Sie es nicht, melden Sie sich an, entfernen Sie ihn unter „Sicherheit“ und beenden Sie alle anderen Anmeldungen.
accounts-mail-erase-subject = Bestätigen Sie, dass Ihr Konto gelöscht werden soll
accounts-mail-erase-action = Mein Konto löschen
accounts-mail-erase-body = Sie haben uns gebeten, das Konto zu { $email } zu löschen. Dieser Link führt zur letzten Frage; er gilt einmal und { $minutes } Minuten lang. Waren Sie es nicht, müssen Sie nichts tun, und es wird nichts gelöscht.

## Angaben
accounts-details-title = Angaben
accounts-details-name = Name
accounts-details-name-hint = So sprechen wir Sie an. Andere sehen ihn nur, wenn Sie selbst etwas schreiben.
accounts-details-language = Sprache unserer E-Mails
accounts-save = Speichern
accounts-saved = Gespeichert
accounts-kept = Ihre Eingaben sind noch da.
accounts-email-title = E-Mail-Adresse
accounts-email-now = Ihre Adresse ist { $email }.
accounts-email-new = Neue E-Mail-Adresse
accounts-email-hint = Wir schicken einen Link an die neue Adresse. Bis Sie ihn benutzt haben, ändert sich nichts.
accounts-email-change = Link schicken
accounts-email-sent = Wir schicken einen Link an { $email }. Bis Sie ihn benutzt haben, ändert sich nichts.
accounts-email-confirm-title = Diese Adresse verwenden?
accounts-email-confirm = Ihr Konto hat dann die Adresse { $email }.
accounts-email-confirm-go = Diese Adresse verwenden
accounts-email-done-title = Ihre Adresse ist geändert
accounts-email-done = Ab jetzt melden Sie sich mit { $email } an.
accounts-email-done-go = Zum Konto

## Sicherheit
accounts-security-title = Sicherheit
accounts-fresh = Passkeys und Passwort können Sie bis zu einer halben Stunde nach dem Anmelden ändern.
accounts-fresh-go = Neu anmelden
accounts-passkeys = Passkeys
accounts-passkeys-lead = Ihr Gerät meldet Sie mit Fingerabdruck, Gesicht oder seinem eigenen Code an. Nichts, was man sich merken muss, und nichts, was gestohlen werden kann.
accounts-passkeys-none = Sie haben noch keinen Passkey.
accounts-passkey-add = Passkey hinzufügen
accounts-passkey-problem = Das hat nicht geklappt, und es wurde nichts geändert. Versuchen Sie es noch einmal, vielleicht mit einem anderen Gerät.
accounts-passkey-made = hinzugefügt am { $day }
accounts-passkey-used = zuletzt benutzt am { $day }
accounts-passkey-remove = Entfernen
accounts-password-title = Passwort
accounts-password-set = Sie haben ein Passwort.
accounts-password-none = Sie haben kein Passwort und brauchen auch keines.
accounts-password-new = Neues Passwort
accounts-password-hint = Mindestens { $least } Zeichen. Ein paar Wörter sind ein gutes Passwort. Alle anderen Geräte werden abgemeldet.
accounts-password-save = Passwort setzen
accounts-password-drop = Passwort entfernen
accounts-sessions = Wo Sie angemeldet sind
accounts-session-here = dieses Gerät
accounts-session-seen = zuletzt gesehen am { $day }
accounts-session-way = { $way ->
    [passkey] mit Passkey
    [password] mit Passwort
   *[other] mit Link aus einer E-Mail
 }
accounts-session-unknown = Unbekanntes Gerät
accounts-session-end = Abmelden
accounts-sessions-end = Überall sonst abmelden

## Verwaltung
accounts-customers = Kundinnen und Kunden
accounts-customers-search = Name oder E-Mail-Adresse
accounts-customers-none = Niemand gefunden
accounts-customers-none-text = Versuchen Sie es mit einem Teil des Namens oder dem Anfang der E-Mail-Adresse.
accounts-customers-empty = Noch hat niemand ein Konto
accounts-customers-empty-text = Gäste kaufen ohne. Wer eines anlegt, steht hier.
accounts-customer-name = Name
accounts-customer-email = E-Mail-Adresse
accounts-customer-roles = Rollen
accounts-customer-since = Seit
accounts-customer-nameless = Ohne Namen
accounts-customer-erased = Gelöscht
accounts-customer-unverified = nicht bestätigt
accounts-customer-language = Sprache
accounts-customer-addresses = Adressen
accounts-customer-addresses-none = Keine Adresse gespeichert.
accounts-customer-history = Was das Team getan hat
accounts-customer-history-none = Noch nichts.
accounts-staff = Team
accounts-staff-lead = Wer in der Verwaltung arbeitet und was sie oder er darf.
accounts-staff-none = Hier arbeitet noch niemand sonst
accounts-staff-invite = Jemanden einladen
accounts-staff-invite-email = E-Mail-Adresse
accounts-staff-invite-go = Einladen
accounts-staff-invited = Die Einladung ist unterwegs.
accounts-mail-invitation-subject = Einladung zur Mitarbeit bei { $shop }
accounts-mail-invitation-action = Annehmen
accounts-mail-invitation-body = Sie können jetzt in der Verwaltung von { $shop } arbeiten. Dieser Link meldet Sie an; er gilt einmal und zwei Tage lang.
accounts-role-shopper = Kundschaft
accounts-role-host = Moderation
accounts-role-agent = Service
accounts-role-merchant = Verkauf
accounts-role-admin = Administration
accounts-role-host-hint = hält das Gespräch der Kundschaft fair und nützlich
accounts-role-agent-hint = hilft Menschen bei ihren Bestellungen
accounts-role-merchant-hint = Waren, Preise, Bestellungen, Einstellungen
accounts-role-admin-hint = alles, auch wer was darf
accounts-line-details = { $name }
accounts-line-passkeys = { $more ->
    [one] Ein Passkey
   *[other] { $more } Passkeys
}, { $count ->
    [one] nur hier angemeldet
   *[other] auf { $count } Geräten angemeldet
}
accounts-line-devices = { $count ->
    [one] Nur hier angemeldet, noch kein Passkey
   *[other] Auf { $count } Geräten angemeldet, noch kein Passkey
}

refusal-no-such-person = Diese Person gibt es nicht.
refusal-wrong-password = E-Mail und Passwort passen nicht zusammen.
refusal-passkey-refused = Dieser Passkey ist hier nicht bekannt. Es wurde nichts geändert.
refusal-too-many-guesses = Zu viele Versuche. Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.
refusal-link-spent = Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an; es wurde nichts geändert.
refusal-address-taken = Ein anderes Konto hat diese E-Mail-Adresse. Es wurde nichts geändert.
refusal-last-admin = Ein Shop braucht jemanden mit Administratorrechten. Geben Sie sie zuerst jemand anderem; es wurde nichts geändert.
refusal-field-too-common = Das benutzen zu viele. Ein paar eigene Wörter sind ein gutes Passwort.
