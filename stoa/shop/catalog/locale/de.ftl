## Die Produktseite
catalog-home = Start
catalog-about = Über { $name }
catalog-specifications = Technische Angaben
catalog-related = Mehr davon
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
refusal-picture-too-large = Das Bild ist zu groß. Der Shop nimmt bis zu { $megabytes } MB und { $megapixels } Megapixel.
