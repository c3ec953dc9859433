profiles-account = Ihr Konto
profiles-signed-in = Angemeldet als { $name }
profiles-overview = Überblick
profiles-details = Angaben
profiles-addresses = Adressen
profiles-security = Sicherheit
profiles-privacy = Datenschutz
profiles-desk = Zur Verwaltung
profiles-saved = Gespeichert
profiles-kept = Ihre Eingaben sind noch da.
profiles-addresses-none = Noch keine Adresse
profiles-addresses-none-text = Speichern Sie hier eine, dann genügen für einen Kauf zwei Klicks.
profiles-address-new = Adresse hinzufügen
profiles-address-change = Adresse ändern
profiles-address-edit = Ändern
profiles-address-remove = Entfernen
profiles-address-usual = Übliche Adresse
profiles-address-make-usual = Zur üblichen machen
profiles-address-usual-tick = Diese Adresse zuerst vorschlagen
profiles-address-name = Name
profiles-address-company = Firma
profiles-address-line1 = Straße und Hausnummer
profiles-address-line2 = Stockwerk, Wohnung, c/o
profiles-address-city = Ort
profiles-address-postal-code = Postleitzahl
profiles-address-country = Land
profiles-address-region = Bundesstaat oder Provinz
profiles-address-region-hint = Nur für die USA und Kanada.
profiles-address-phone = Telefon
profiles-address-phone-hint = Nur für den Zusteller, falls er Sie nicht findet.
profiles-address-save = Adresse speichern
profiles-address-back = Zurück
profiles-group-orders = Bestellungen
profiles-group-community = Community
profiles-group-deals = Aktionen
profiles-group-you = Sie
profiles-line-addresses = { $count ->
    [one] { $name }
   *[other] { $count } Adressen, meist { $name }
}
profiles-line-no-address = Noch keine

refusal-no-such-address = Diese Adresse gibt es nicht.
refusal-too-many-addresses = Sie haben schon { $most } Adressen gespeichert. Entfernen Sie zuerst eine; es wurde nichts geändert.
refusal-field-not-a-postal-code = Das ist dort keine Postleitzahl. Sie sieht so aus: { $example }.
refusal-field-not-a-region = Diesen Bundesstaat oder diese Provinz gibt es in dem Land nicht.
refusal-field-not-a-phone = Bitte eine Telefonnummer, zum Beispiel +49 30 1234567.
refusal-field-not-served = In dieses Land liefern wir nicht.
