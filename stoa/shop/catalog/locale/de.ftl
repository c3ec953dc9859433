## Die Produktseite
catalog-home = Start
catalog-about = Über { $name }
catalog-specifications = Technische Angaben
catalog-related-instead = Ähnliches ansehen
catalog-related = Mehr davon
catalog-beside-missing = Was andere dazu sagen und gemeinsam kaufen, lässt sich gerade nicht zeigen
catalog-beside-missing-text = Preis, Bestand und Lieferung stimmen, und Sie können wie immer kaufen. Laden Sie die Seite später neu, um den Rest zu sehen.
catalog-gone = { $name } gibt es nicht mehr
catalog-gone-next = Die Seite bleibt, damit Links sie finden. Ähnliches steht darunter, alles andere findet die Suche.

## Ablehnungen
refusal-no-such-product = Dieses Produkt gibt es nicht.
refusal-no-such-variant = Diese Variante gibt es nicht, oder sie wird nicht mehr verkauft.
refusal-no-such-category = Diese Kategorie gibt es nicht.
refusal-no-such-collection = Diese Sammlung gibt es nicht.
refusal-no-such-picture = Dieses Bild gibt es nicht.
refusal-product-is-gone = Dieses Produkt wird nicht mehr verkauft.
refusal-unfit-product = Am Produkt stimmt noch etwas nicht; geändert wurde nichts.
refusal-unfit-group = Etwas stimmt noch nicht; geändert wurde nichts.
refusal-handle-taken = Die Adresse „{ $handle }“ ist schon vergeben. Wählen Sie eine andere; geändert wurde nichts.
refusal-sku-taken = Die Artikelnummer { $sku } ist schon vergeben. Wählen Sie eine andere; geändert wurde nichts.
refusal-changed-meanwhile = Jemand anderes hat das geändert, nachdem Sie es geöffnet hatten. Nichts wurde überschrieben, und Ihre Eingaben stehen noch da: vergleichen Sie und speichern Sie noch einmal.
refusal-inside-itself = Eine Kategorie kann nicht unter sich selbst stehen.
refusal-not-ready-to-sell = Zum Verkauf braucht ein Produkt einen englischen Titel und mindestens eine Variante.
refusal-not-a-picture = Diese Datei ist kein Bild, das der Shop lesen kann. Er nimmt JPEG, PNG, WebP, GIF, AVIF und einfache SVG-Zeichnungen.
refusal-picture-too-large = Das Bild ist zu groß. Der Shop nimmt bis zu { $megabytes } MB, { $megapixels } Megapixel und { $side } Pixel Höhe.
refusal-field-not-a-handle = Eine Adresse besteht aus Kleinbuchstaben ohne Leerzeichen und ohne / ? # % &.
refusal-field-not-a-colour = Eine Farbe wird mit # und sechs Ziffern geschrieben, etwa #b5651d.
refusal-field-not-a-language = Das ist kein Sprachkürzel.
refusal-field-twice = Das steht hier zweimal: { $value }.
refusal-field-too-many = Höchstens { $most }.
refusal-field-not-a-picture = Diese Datei ist kein Bild, das der Shop lesen kann. Er nimmt JPEG, PNG, WebP, GIF, AVIF und einfache SVG-Zeichnungen.
refusal-field-file-not-a-picture = Kein Bild, das der Shop lesen kann: { $files }. Er nimmt JPEG, PNG, WebP, GIF, AVIF und einfache SVG-Zeichnungen. { $others ->
    [none] { "" }
    [kept] Andere Dateien wurden behalten.
   *[other] Wählen Sie die anderen bitte noch einmal aus.
}
refusal-field-file-not-a-drawing = Diese Zeichnung verwendet andere Dateien, Skripte oder eine unsinnige Größe: { $files }. Speichern Sie sie als schlichtes SVG oder als PNG. { $others ->
    [none] { "" }
    [kept] Andere Dateien wurden behalten.
   *[other] Wählen Sie die anderen bitte noch einmal aus.
}
refusal-field-not-a-drawing = Diese Zeichnung verwendet andere Dateien, Skripte oder eine unsinnige Größe. Speichern Sie sie als schlichtes SVG oder als PNG.
refusal-field-file-too-large = Zu groß: { $files }. Der Shop nimmt bis zu { $megabytes } MB, { $megapixels } Megapixel und { $side } Pixel Höhe. { $others ->
    [none] { "" }
    [kept] Andere Dateien wurden behalten.
   *[other] Wählen Sie die anderen bitte noch einmal aus.
}
refusal-field-not-a-web-address = Das ist keine Webadresse: { $value }
refusal-field-counted-meanwhile = Inzwischen verkauft oder gezählt: jetzt { $now }. Bitte neu zählen.
refusal-field-no-such-handles = Unter diesen Adressen gibt es nichts: { $handles }
refusal-field-too-many-pictures = Höchstens { $most } Bilder, bitte.

## Der Arbeitsplatz
catalog-desk-products = Produkte
catalog-views = Nach Zustand
catalog-all = Alle
catalog-for-some = Nur für { $group }
catalog-state = Zustand
catalog-state-active = Im Verkauf
catalog-state-active-hint = Wird gezeigt, gefunden und verkauft
catalog-state-draft = Entwurf
catalog-state-draft-hint = Sehen nur Sie
catalog-state-archived = Archiviert
catalog-state-archived-hint = Die Seite sagt, dass es das nicht mehr gibt, und zeigt Ähnliches
catalog-find = Titel, Adresse, Hersteller oder Artikelnummer
catalog-title = Titel
catalog-subtitle = In einem Satz
catalog-name = Name
catalog-category = Kategorie
catalog-categories = Kategorien
catalog-collections = Sammlungen
catalog-languages = Sprachen
catalog-variants = Varianten
catalog-changed = Geändert
catalog-none = Noch nichts zu verkaufen
catalog-none-text = Beginnen Sie unten mit einem Titel, oder lesen Sie eine Datei ein: bin/stoa import products DATEI
catalog-none-found = Kein solches Produkt
catalog-none-found-text = Versuchen Sie es mit weniger Buchstaben, oder suchen Sie in allen Zuständen.
catalog-new = Neues Produkt
catalog-new-hint = Es beginnt als Entwurf, den niemand sieht.
catalog-make = Anlegen
catalog-see = Im Shop ansehen
catalog-kept = Alles, was Sie eingegeben haben, steht noch da.
catalog-language-en = Englisch
catalog-language-de = Deutsch
catalog-description = Beschreibung
catalog-description-hint = Absätze, Listen, Überschriften und Links; alles andere wird entfernt.
catalog-specifications-hint = Eine je Zeile, etwa Gewicht: 460 g
catalog-seo = Für Suchmaschinen
catalog-seo-title = Titel dort
catalog-seo-description = Beschreibung dort
catalog-places = Einordnung
catalog-no-category = Keine
catalog-handle = Adresse
catalog-handle-hint = Nach einer Änderung führt die alte Adresse zur neuen.
catalog-vendor = Hersteller
catalog-kind = Art
catalog-tags = Schlagwörter
catalog-tags-hint = Durch Kommas getrennt
catalog-tax-class = Steuerklasse
catalog-save = Speichern
catalog-variants-title = Optionen und Varianten
catalog-options = Optionen
catalog-options-hint = Benennen Sie eine Option und ihre Werte; leere Zeilen zählen nicht, und nach dem Speichern gibt es neue. Um eine Option zu entfernen, leeren Sie alle ihre Werte.
catalog-option = Option
catalog-option-new = Eine neue Option
catalog-option-name = Option auf { $language }
catalog-value-name = Wert auf { $language }
catalog-colour = Farbe
catalog-swatch = als Farben
catalog-sku = Artikelnummer
catalog-barcode = Strichcode
catalog-weight = Gramm
catalog-price-in = { $market }, { $currency }
catalog-on-hand = Am Lager
catalog-cost = Einkauf, { $currency }
catalog-cost-more = Der Einkaufspreis ist, was ein Stück Sie kostet, ohne Steuer. Nur Ihr Team sieht ihn; was verkauft ist, wird am Einkaufspreis seines Tages gemessen.
catalog-allocated = { $count ->
    [one] { $count } verkauft, nicht versandt
   *[other] { $count } verkauft, nicht versandt
 }
catalog-picture = Bild
catalog-ships = Versand
catalog-end = Beenden
catalog-row = Zeile
catalog-wrong-variant = Variante { $row }, { $field }: { $text }
catalog-wrong-option = Option „{ $option }“, { $language }: { $text }
catalog-wrong-value = Option „{ $option }“, Wert { $row }, { $field }: { $text }
catalog-wrong-words = { $field }, { $language }: { $text }
catalog-wrong-field = { $field }: { $text }
catalog-save-variants = Varianten speichern
catalog-combine = Alle fehlenden Kombinationen ergänzen
catalog-pictures = Bilder
catalog-place = Platz von Bild { $number }
catalog-alt = Was Bild { $number } zeigt, auf { $language }
catalog-alt-hint = Was es zeigt, auf { $language }
catalog-remove = Entfernen
catalog-save-pictures = Reihenfolge und Beschreibungen speichern
catalog-no-pictures = Noch kein Bild
catalog-no-pictures-text = Ein Produkt ohne Bild wird selten gekauft.
catalog-add-pictures = Bilder hinzufügen
catalog-add-pictures-hint = JPEG, PNG, WebP, GIF, AVIF oder SVG, je bis zu 10 MB. Der Shop macht eigene Größen und behält nichts als die Bildpunkte.
catalog-picture-addresses = Oder aus dem Netz holen
catalog-picture-addresses-hint = Eine Adresse je Zeile. Es dauert einen Augenblick; was misslingt, steht bei den Aufgaben.
catalog-new-categories = Neue Kategorie
catalog-new-collections = Neue Sammlung
catalog-no-categories = Noch keine Kategorie
catalog-no-categories-text = Kategorien sind der Weg für alle, die nicht suchen. Sechs bis acht ganz oben genügen.
catalog-no-collections = Noch keine Sammlung
catalog-no-collections-text = Eine Sammlung vereint Produkte über Kategorien hinweg: Geschenke, Neues, was zusammenpasst.
catalog-parent = Steht unter
catalog-top = Ganz oben
catalog-position = Platz unter den Nachbarn
catalog-collection-products-hint = Die Adressen der Produkte, eine je Zeile, in der Reihenfolge, in der sie gezeigt werden.
catalog-remove-categories = Diese Kategorie entfernen
catalog-remove-categories-text = Ihre Produkte und was unter ihr steht rücken eine Stufe nach oben; ihre Adresse führt dorthin.
catalog-remove-collections = Diese Sammlung entfernen
catalog-remove-collections-text = Die Produkte bleiben. Die Adresse wird unbekannt sein.
