## Listings and search
search-home = Home
search-results-label = Results
search-count = { $count ->
    [one] { $count } product
   *[other] { $count } products
 }
search-results = Results for “{ $query }”
search-instead = Search for “{ $query }” instead
search-everything = Everything we sell
search-loosened = Nothing has all of these words. These come closest.
search-filter-category = Category
search-filter-price = Price
search-filter-stock = Availability
search-filter-stars = Rating
search-stars-least = { $stars } stars and more
search-in-stock = In stock now
search-price-under = Under { $amount }
search-price-between = { $least } to { $most }
search-price-over = { $amount } and more
search-sort-fit = Best match
search-sort-price = Price, lowest first
search-sort-price-down = Price, highest first
search-sort-new = Newest
search-sort-sold = Best-selling
search-sort-rated = Best rated
search-none-left = Nothing here at the moment
search-none-left-text = Take one of the filters away to see more.

## A search without result
search-nothing-title = Nothing here is called “{ $query }”
search-nothing-text = Try a plainer word or fewer of them, or look around in one of these:
search-without-filters = Search again without the filters
search-ask = How to ask us for something

## Suggestions
search-meant = Did you mean “{ $query }”?
search-in-category = Category
search-in-collection = Collection
search-see-all = See all

## The front page
search-welcome = Good things, and people who know them
search-welcome-text = Well made things for every day. Ask someone who owns one, see what it costs today and when it arrives, and buy it in a minute.
search-see-new = See what is new
search-new = New on the shelf
search-best-sellers = What people buy
search-collections = Collections

## The merchant's screen
desk-search-screen = Finding things
search-desk-looked-for = Look for “{ $query }” in
search-desk-index = The index
search-desk-size = { $products ->
    [one] { $products } product
   *[other] { $products } products
 } can be found by { $words ->
    [one] { $words } word
   *[other] { $words } words
 }. It keeps itself up to date; indexing anew is only needed after something went wrong.
search-rebuild = Index everything anew
search-rebuilding = Indexing everything anew
search-rebuilt = { $done } of { $total }
search-desk-misses = Searches that found nothing
search-desk-query = Searched for
search-desk-times = Times
search-desk-last = Last
search-desk-next = What to do
search-desk-make-synonym = Make a synonym
search-desk-no-misses = Every search found something
search-desk-no-misses-text = What people look for in vain will be listed here, without anything about who looked.
search-desk-synonyms = Synonyms
search-desk-language = Language
search-desk-terms = Whoever searches for any of these
search-desk-terms-hint = Separate several with commas. Each may have up to three words.
search-desk-means = Also finds these
search-desk-means-hint = Left empty, each of the words above finds all the others.
search-desk-both-ways = each other
search-desk-add = Add
search-desk-remove = Remove
refusal-field-not-a-synonym = A synonym needs two different words at least: two above, or one above and one below.
refusal-no-such-synonym = There is no such synonym, or somebody removed it already.
refusal-not-a-synonym = A synonym needs two different words at least.
