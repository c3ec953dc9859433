## The product page
catalog-home = Home
catalog-about = About { $name }
catalog-specifications = Specification
catalog-related-instead = See what else is like it
catalog-related = More of this kind
catalog-beside-missing = What customers say and do together cannot be shown just now
catalog-beside-missing-text = Price, stock and delivery hold, and you can buy as always. Load the page again later to see the rest.
catalog-gone = { $name } is no longer sold
catalog-gone-next = We keep its page so that links still find it. What is like it is below; the search finds the rest.

## Refusals
refusal-no-such-product = There is no such product.
refusal-no-such-variant = There is no such variant, or it is no longer sold.
refusal-no-such-category = There is no such category.
refusal-no-such-collection = There is no such collection.
refusal-no-such-picture = There is no such picture.
refusal-product-is-gone = This product is no longer sold.
refusal-unfit-product = Something about the product needs another look; nothing was changed.
refusal-unfit-group = Something needs another look; nothing was changed.
refusal-handle-taken = The address “{ $handle }” is in use already. Choose another one; nothing was changed.
refusal-sku-taken = The article number { $sku } is in use already. Choose another one; nothing was changed.
refusal-changed-meanwhile = Somebody else changed this after you opened it. Nothing was overwritten, and what you typed is still here: compare, then save again.
refusal-inside-itself = A category cannot be put below itself.
refusal-not-ready-to-sell = To be sold, a product needs a title in English and at least one variant.
refusal-not-a-picture = This file is not a picture the shop can read. It takes JPEG, PNG, WebP, GIF, AVIF and simple SVG drawings.
refusal-picture-too-large = The picture is too large. The shop takes up to { $megabytes } MB, { $megapixels } megapixels and { $side } pixels in height.
refusal-field-not-a-handle = An address is written in small letters without spaces or / ? # % &.
refusal-field-not-a-colour = A colour is written as # and six digits, like #b5651d.
refusal-field-not-a-language = This is not the code of a language.
refusal-field-twice = This stands here twice: { $value }.
refusal-field-too-many = At most { $most }.
refusal-field-not-a-picture = This file is not a picture the shop can read. It takes JPEG, PNG, WebP, GIF, AVIF and simple SVG drawings.
refusal-field-file-not-a-picture = Not a picture the shop can read: { $files }. It takes JPEG, PNG, WebP, GIF, AVIF and simple SVG drawings. { $others ->
    [none] { "" }
    [kept] Other files were kept.
   *[other] Choose the others again, please.
}
refusal-field-file-not-a-drawing = This drawing uses other files, scripts or a size that makes no sense: { $files }. Save it as a plain SVG, or as PNG. { $others ->
    [none] { "" }
    [kept] Other files were kept.
   *[other] Choose the others again, please.
}
refusal-field-not-a-drawing = This drawing uses other files, scripts or a size that makes no sense. Save it as a plain SVG, or as PNG.
refusal-field-file-too-large = Too large: { $files }. The shop takes up to { $megabytes } MB, { $megapixels } megapixels and { $side } pixels in height. { $others ->
    [none] { "" }
    [kept] Other files were kept.
   *[other] Choose the others again, please.
}
refusal-field-not-a-web-address = This is not a web address: { $value }
refusal-field-counted-meanwhile = Sold or counted meanwhile: now { $now }. Count again.
refusal-field-no-such-handles = Nobody answers at: { $handles }
refusal-field-too-many-pictures = At most { $most } pictures, please.

## The desk
catalog-desk-products = Products
catalog-views = By state
catalog-all = All
catalog-state = State
catalog-for-some = Only for { $group }
catalog-state-active = On sale
catalog-state-active-hint = Shown, found and sold
catalog-state-draft = Draft
catalog-state-draft-hint = Seen by nobody but you
catalog-state-archived = Archived
catalog-state-archived-hint = Its page says that it is gone and shows what is like it
catalog-find = Title, address, maker or article number
catalog-title = Title
catalog-subtitle = In one sentence
catalog-name = Name
catalog-category = Category
catalog-categories = Categories
catalog-collections = Collections
catalog-languages = Languages
catalog-variants = Variants
catalog-changed = Changed
catalog-none = Nothing to sell yet
catalog-none-text = Begin with a title below, or bring a file: bin/stoa import products FILE
catalog-none-found = No product like that
catalog-none-found-text = Try fewer letters, or look among all states.
catalog-new = New product
catalog-new-hint = It begins as a draft that nobody sees.
catalog-make = Make it
catalog-see = See it in the shop
catalog-kept = Everything you typed is still here.
catalog-language-en = English
catalog-language-de = German
catalog-description = Description
catalog-description-hint = Paragraphs, lists, headings and links; anything else is taken out.
catalog-specifications-hint = One a line, like Weight: 460 g
catalog-seo = For search engines
catalog-seo-title = Title there
catalog-seo-description = Description there
catalog-places = Places
catalog-no-category = None
catalog-handle = Address
catalog-handle-hint = After a change the old address leads to the new one.
catalog-vendor = Maker
catalog-kind = Kind
catalog-tags = Tags
catalog-tags-hint = Divided by commas
catalog-tax-class = Tax class
catalog-save = Save
catalog-variants-title = Options and variants
catalog-options = Options
catalog-options-hint = Name an option and its values; empty rows are left out, and saving shows new ones. Clear all values of an option to remove it.
catalog-option = Option
catalog-option-new = A new option
catalog-option-name = Option in { $language }
catalog-value-name = Value in { $language }
catalog-colour = Colour
catalog-swatch = as colours
catalog-sku = Article number
catalog-barcode = Barcode
catalog-weight = Grams
catalog-price-in = { $market }, { $currency }
catalog-on-hand = On hand
catalog-cost = Cost, { $currency }
catalog-cost-more = Cost is what a piece costs you, without tax. Only your staff sees it; what was sold is judged by the cost of its day.
catalog-allocated = { $count ->
    [one] { $count } sold, not sent
   *[other] { $count } sold, not sent
 }
catalog-picture = Picture
catalog-ships = Ships
catalog-end = End
catalog-row = Row
catalog-wrong-variant = Variant { $row }, { $field }: { $text }
catalog-wrong-option = Option “{ $option }”, { $language }: { $text }
catalog-wrong-value = Option “{ $option }”, value { $row }, { $field }: { $text }
catalog-wrong-words = { $field }, { $language }: { $text }
catalog-wrong-field = { $field }: { $text }
catalog-save-variants = Save variants
catalog-combine = Add every missing combination
catalog-pictures = Pictures
catalog-place = Place of picture { $number }
catalog-alt = What picture { $number } shows, in { $language }
catalog-alt-hint = What it shows, in { $language }
catalog-remove = Remove
catalog-save-pictures = Save order and descriptions
catalog-no-pictures = No picture yet
catalog-no-pictures-text = A product without a picture is rarely bought.
catalog-add-pictures = Add pictures
catalog-add-pictures-hint = JPEG, PNG, WebP, GIF, AVIF or SVG, up to 10 MB each. The shop makes its own sizes and keeps nothing but the pixels.
catalog-picture-addresses = Or fetch them from the web
catalog-picture-addresses-hint = One address a line. It takes a moment; what fails stands among the jobs.
catalog-new-categories = New category
catalog-new-collections = New collection
catalog-no-categories = No category yet
catalog-no-categories-text = Categories are the way in for people who do not search. Six to eight on top are plenty.
catalog-no-collections = No collection yet
catalog-no-collections-text = A collection gathers products across categories: gifts, what is new, what fits together.
catalog-parent = Stands below
catalog-top = At the top
catalog-position = Place among its neighbours
catalog-collection-products-hint = The products' addresses, one a line, in the order in which they are shown.
catalog-remove-categories = Remove this category
catalog-remove-categories-text = Its products and what is below it move one step up; its address leads there.
catalog-remove-collections = Remove this collection
catalog-remove-collections-text = Its products stay. Its address will be unknown.
