# Why a row cannot go in. The name of its column stands before.
interchange-fault-unfit = this cannot be ({ $code }).
interchange-fault-refused = { $reason }
interchange-fault-see-line = Nothing is wrong here, but with line { $line } of the same product.
interchange-fault-required = this has to say something.
interchange-fault-too-long = this is longer than { $most } characters.
interchange-fault-too-many = these are more than { $most }.
interchange-fault-twice = “{ $value }” is there twice.
interchange-fault-same-variant = line { $line } says the same variant of this product already: { $value }.
interchange-fault-same-product = line { $line } says this product already, and no choices tell the two rows apart.
interchange-fault-ambiguous-number = “{ $value }” may be thousands or a part of one: write 1000 or 1.0.
interchange-fault-too-many-pieces = “{ $value }” is more than the { $most } pieces that can be counted.
interchange-fault-zero-escape = this line holds \u0000, a character that no text may hold. Take it out.
interchange-fault-no-such-category = there is no category “{ $value }”; it has to stand before those in it.
interchange-fault-not-a-choice = this choice does not fit the product's options.
interchange-fault-not-a-handle = a handle has no spaces, capitals or any of / ? # % & \ in it.
interchange-fault-not-a-language = “{ $value }” is no language code.
interchange-fault-not-a-colour = “{ $value }” is no colour like #aabbcc.
interchange-fault-out-of-range = this number is too large or too small.
interchange-fault-negative = “{ $value }” is less than nothing.
interchange-fault-not-an-amount = “{ $value }” is not an amount of money.
interchange-fault-ambiguous-amount = “{ $value }” may be a thousand or one: write 1000.00 or 1.00.
interchange-fault-not-a-number = “{ $value }” is not a number.
interchange-fault-not-a-whole-number = “{ $value }” is not a whole number.
interchange-fault-not-yes-or-no = “{ $value }” is neither true nor false.
interchange-fault-not-a-moment = “{ $value }” is not a date.
interchange-fault-ends-before-it-begins = the sale ends before it begins.
interchange-fault-not-an-address = “{ $value }” is no address of a picture (https://…).
interchange-fault-unknown-status = “{ $value }” is none of active, draft, archived.
interchange-fault-unknown-type = “{ $value }” is no type of product that we know.
interchange-fault-choice-missing = a choice for “{ $option }” is missing.
interchange-fault-option-without-name = option { $option } has values and no name.
interchange-fault-no-such-variant = no variant of this product has the article number “{ $value }”.
interchange-fault-no-such-market = there is no market “{ $value }”.
interchange-fault-sku-taken = the article number “{ $value }” belongs to the product “{ $handle }”.
interchange-fault-handle-taken = another product of this file gets the handle “{ $handle }” too: give them handles of their own.
interchange-fault-bundle = this is a bundle: its parts are counted, not itself.
interchange-fault-not-ready-to-sell = an active product needs a title and a variant.
interchange-fault-parent-missing = the product that this is a variation of is not in the file.
interchange-fault-not-our-line = this line is not in Stoa's own format ({ $why }).
interchange-fault-row-too-large = this row has more than a megabyte. Is a quote missing?
interchange-fault-zero-byte = this row held a byte of value zero, which no text may hold. It was taken out here; look whether anything is missing.
interchange-fault-unreadable-character = this row holds a character that cannot be read in Windows-1252. Save the file as UTF-8.
interchange-fault-too-few-cells = this row has { $cells } cells, the header has { $columns } columns.
interchange-fault-too-many-cells = this row has { $cells } cells, the header has { $columns } columns. Is a separator in a text without quotes?
interchange-fault-broken-quotes = the quotes of this row do not fit together: a quote inside a text is written twice.
interchange-fault-never-closed = a quote begins in this row and does not end. Nothing after it could be read.

# What a person should know.
interchange-note-guessed-encoding = The file is not UTF-8, so it was read as Windows-1252. If letters such as ä or é look wrong in the shop, save it as UTF-8 and bring it in again.
interchange-note-compare-at = { $number ->
    [one] { $number } product had a compare-at price. It is kept for the way back and never shown: Stoa works former prices out itself.
   *[other] { $number } products had a compare-at price. It is kept for the way back and never shown: Stoa works former prices out itself.
}
interchange-note-groups = { $number ->
    [one] { $number } category or collection was made.
   *[other] { $number } categories and collections were made.
}
interchange-note-gift-card = { $number ->
    [one] { $number } gift card came in as a draft.
   *[other] { $number } gift cards came in as drafts.
}
interchange-note-negative-stock = { $number ->
    [one] { $number } product had a quantity below zero; it came in as zero.
   *[other] { $number } products had quantities below zero; they came in as zero.
}
interchange-note-mixed-tax = { $number ->
    [one] { $number } product had taxed and untaxed variants; it came in as taxed.
   *[other] { $number } products had taxed and untaxed variants; they came in as taxed.
}
interchange-note-draft-type = { $number ->
    [one] { $number } product is a group or sold elsewhere; it came in as a draft.
   *[other] { $number } products are groups or sold elsewhere; they came in as drafts.
}
interchange-note-sale-not-lower = { $number ->
    [one] { $number } product had a sale price that is not below the regular one; it is kept and not used.
   *[other] { $number } products had sale prices that are not below the regular ones; they are kept and not used.
}
interchange-note-hidden = { $number ->
    [one] { $number } product was hidden from the catalogue; it came in as a draft.
   *[other] { $number } products were hidden from the catalogue; they came in as drafts.
}
interchange-note-disabled-variation = { $number ->
    [one] { $number } product had variations that were switched off; they came in with none in stock.
   *[other] { $number } products had variations that were switched off; they came in with none in stock.
}
interchange-note-any-choice = { $number ->
    [one] { $number } product had variations that leave a choice open; it is called “Any” here. Make a variant of each choice.
   *[other] { $number } products had variations that leave a choice open; it is called “Any” here. Make a variant of each choice.
}
interchange-note-more-categories = { $number ->
    [one] { $number } product was in several categories; it is in the first, the others are kept for the way back.
   *[other] { $number } products were in several categories; they are in the first, the others are kept for the way back.
}

# Whole files
refusal-no-such-file = There is no file “{ $name }”, or it is a folder. Nothing was changed.
refusal-file-not-readable = “{ $name }” cannot be read: { $why }. Nothing was changed.
refusal-file-is-empty = There is nothing in “{ $name }”, or nothing but a header. Nothing was changed.
refusal-file-is-a-workbook = “{ $name }” is a workbook of a spreadsheet program, such as Excel. Save it there as CSV (UTF-8) and bring that file. Nothing was changed.
refusal-column-twice = Columns of “{ $name }” mean the same: { $columns }. Which of them is true cannot be known: take out or rename one of each two, and bring the file in again. Nothing was changed.
refusal-not-a-product-file = “{ $name }” is no list of products from Shopify, WooCommerce or Stoa. It begins with “{ $begins }”. Nothing was changed.
refusal-file-not-writable = “{ $name }” cannot be written: { $why }. Nothing in the shop is lost; make room or choose another place, and run it again.
refusal-no-market = There is no market yet, so prices have no currency. Make one on the desk at /desk/markets (stoa user add YOU@EXAMPLE.COM --role admin lets you in), then run this again.
refusal-file-too-large = Files of up to { $most } MB are taken here; larger ones come in with “stoa import”. Nothing was changed.
refusal-part-is-gone = A part of “{ $name }” is gone from the storage. What came in before stays as it is; nothing was made of what is left of this file. Bring the file in once more: rows that are in already are left as they are.
refusal-no-such-run = There is no such import, or none of its rows were rejected.

# The desk
interchange-title = Files in and out
interchange-in = Bring products in
interchange-in-text = A CSV of products as Shopify or WooCommerce writes it, or our own format, up to { $most } MB. Each product goes in whole or not at all; rows that cannot go in come back in a file that you can mend.
interchange-file = File
interchange-bring-in = Bring in
interchange-not-taken = Nothing was brought in
interchange-out = Take products out
interchange-out-text = What came in goes out as it came, but for what was changed since. Our own format loses nothing.
interchange-own-format = Stoa (JSON lines)
interchange-runs = What was brought in
interchange-none = Nothing yet
interchange-none-text = Export your products from your old shop and bring the file in here. The same file twice changes nothing, so try it.
interchange-waiting = Waiting for its turn.
interchange-stage-reading = Reading
interchange-stage-writing = Bringing in
interchange-of = { $done } of { $total }
interchange-done = { $made } made, { $changed } changed, { $unchanged } as they were, { $refused } refused.
interchange-nothing-changed = { $number ->
    [one] Nothing was changed: the shop had the product as the file says.
   *[other] Nothing was changed: the shop had all { $number } products as the file says.
}
interchange-read-as = { $rows } rows, { $format }, { $encoding }
interchange-pictures = { $number ->
    [one] { $number } picture is being fetched.
   *[other] { $number } pictures are being fetched.
}
interchange-trouble = The rejected rows could not be kept
interchange-rejected = { $number ->
    [one] { $number } rejected row, to be mended
   *[other] { $number } rejected rows, to be mended
}
interchange-why = What is wrong
interchange-line = Line { $line }
interchange-more-errors = … and more, all in the file of rejected rows.
