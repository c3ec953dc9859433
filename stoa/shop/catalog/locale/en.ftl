## The product page
catalog-home = Home
catalog-about = About { $name }
catalog-specifications = Specification
catalog-related = More of this kind
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
refusal-picture-too-large = The picture is too large. The shop takes up to { $megabytes } MB and { $megapixels } megapixels.
