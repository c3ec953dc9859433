"""Things for sale, on the home page, in listings and on the product page."""

from stoa.app.styleguide.pictures import picture
from stoa.app.styleguide.samples.frame import AYA, JON, LENA, SHOP, TOMAS, Context, Pages, at, euro, page

STOCK = {"state": "in"}
THINGS = [
    ("Stoneware mug, wide", "Hollen Pottery", "mug", "clay", 24),
    ("Salad bowl, ash", "Werk & Holz", "bowl", "sand", 58),
    ("Reading lamp Nadir", "Lichtgut", "lamp", "sky", 129),
    ("Chair Sörup, oiled beech", "Möbelwerft", "chair", "sage", 245),
    ("Field jacket, waxed cotton", "North Quay", "jacket", "plum", 189),
    ("Carafe, 1 litre", "Glashaus", "bottle", "sky", 32),
    ("Rubber plant in a clay pot", "Gärtnerei Ahrens", "plant", "sage", 39),
    ("Market basket, willow", "Korbmacherei Lüth", "basket", "sand", 46),
]


def card(number: int) -> Context:
    name, maker, shape, hue, amount = THINGS[number % len(THINGS)]
    hue = [hue, "clay", "sand", "sage", "sky", "plum"][number // len(THINGS) % 6]
    product: Context = {
        "href": "product.html",
        "name": name,
        "maker": maker,
        "picture": picture(shape, hue, name),
        "price": {"now": euro(amount)},
        "rating": {"value": [4.6, 4.2, 3.7, 4.9][number % 4], "count": [128, 9, 41, 302][number % 4]},
        "stock": STOCK,
    }
    if number % 7 == 2:
        product["price"] = {"now": euro(amount * 0.8), "was": euro(amount), "lowest": euro(amount * 0.85)}
    if number % 8 == 4:
        product["stock"] = {"state": "out"}
    if number % 9 == 5:
        product["why"] = {"people": [LENA, TOMAS], "text": "Lena and Tomás own it"}
    if number % 11 == 6:
        product |= {"badge": {"text": "New", "kind": "ink"}, "rating": None}
    return product


CARDS = [card(number) for number in range(24)]


def options(*rows: tuple[str, str, int, bool]) -> list[Context]:
    return [{"value": value, "label": label, "count": count, "checked": checked} for value, label, count, checked in rows]


FILTERS = [
    {
        "name": "category",
        "label": "Kind",
        "open": True,
        "options": options(
            ("mugs", "Mugs and cups", 41, False),
            ("bowls", "Bowls", 28, False),
            ("glass", "Glasses and carafes", 19, False),
            ("boards", "Boards", 7, False),
        ),
    },
    {
        "name": "material",
        "label": "Material",
        "open": True,
        "options": options(
            ("stoneware", "Stoneware", 36, True),
            ("porcelain", "Porcelain", 22, True),
            ("ash", "Ash wood", 11, False),
            ("steel", "Steel", 0, False),
        ),
    },
    {
        "name": "price",
        "label": "Price",
        "open": False,
        "options": options(("0-25", "Up to €25", 30, False), ("25-60", "€25 to €60", 34, False), ("60-", "€60 and more", 9, False)),
    },
    {
        "name": "rating",
        "label": "Rating",
        "open": False,
        "options": options(("4", "4 stars and more", 52, False), ("3", "3 stars and more", 69, False)),
    },
    {
        "name": "has",
        "label": "Available",
        "open": False,
        "options": options(("stock", "In stock now", 81, False), ("group", "With a group price", 6, False)),
    },
]
LISTING = {
    "page": page("Kitchen", current="Kitchen", description="Mugs, bowls and boards for every day."),
    "trail": [{"label": "Home", "href": "index.html"}],
    "products": CARDS,
    "filters": FILTERS,
    "count": 58,
    "chosen": 2,
    "chips": [{"label": "Stoneware", "href": "listing.html"}, {"label": "Porcelain", "href": "listing.html"}],
    "sorts": [
        {"value": "fit", "label": "Best match"},
        {"value": "rating", "label": "Rating"},
        {"value": "price", "label": "Lowest price"},
        {"value": "new", "label": "Newest"},
    ],
    "sort": "fit",
    "pages": {
        "previous": None,
        "next": "listing.html",
        "numbers": [
            {"label": "1", "href": "listing.html", "current": True},
            {"label": "2", "href": "listing.html"},
            {"label": "3", "href": "listing.html"},
        ],
    },
}
REVIEWS = [
    {
        "id": "rev_1",
        "by": LENA,
        "rating": 5,
        "title": "The one everybody reaches for",
        "at": at("2026-10-30T09:12"),
        "helpful": 14,
        "voted": True,
        "text": [
            "Wide enough for a big cappuccino and it keeps the heat. The handle takes three fingers, which most pretty mugs forget.",
            "After eight months in the dishwasher the glaze looks as it did on the first day.",
        ],
        "pictures": [picture("mug", "sand", "The mug on a breakfast table"), picture("mug", "sage", "Two mugs side by side")],
    },
    {
        "id": "rev_2",
        "by": AYA,
        "rating": 3,
        "title": "Lovely, but heavy",
        "at": at("2026-11-08T18:40"),
        "helpful": 6,
        "voted": False,
        "text": ["Beautiful glaze, honest weight: 460 grams empty. My mother finds it too heavy when it is full."],
        "pictures": [],
    },
    {
        "id": "rev_3",
        "by": JON,
        "rating": 4,
        "title": "",
        "at": at("2026-11-14T07:55"),
        "helpful": 0,
        "voted": False,
        "text": ["A present from a colleague. I would have picked the smaller one, and still use it daily."],
        "pictures": [],
    },
]
QUESTIONS = [
    {
        "id": "q_1",
        "by": JON,
        "at": at("2026-11-02T10:00"),
        "text": "Does it fit under a capsule machine?",
        "href": "#question-q_1",
        "more": 2,
        "answers": [
            {
                "by": TOMAS,
                "at": at("2026-11-02T11:20"),
                "accepted": True,
                "text": ["Just so: it is 9.2 cm high, and mine has 10 cm below the spout once the grid is out."],
            }
        ],
    },
    {
        "id": "q_2",
        "by": AYA,
        "at": at("2026-11-10T10:00"),
        "text": "Is the sage glaze food safe at the rim?",
        "href": "#question-q_2",
        "more": 0,
        "answers": [
            {
                "by": SHOP,
                "at": at("2026-11-10T15:05"),
                "accepted": False,
                "text": ["Yes. All glazes are tested for lead and cadmium; the report of March 2026 is linked in the specification."],
            }
        ],
    },
]
PRODUCT: Context = {
    "page": page(
        "Stoneware mug, wide",
        current="Kitchen",
        kind="product",
        description="A wide stoneware mug by Hollen Pottery.",
        picture=picture("mug", "clay", "Stoneware mug, wide, in clay"),
    ),
    "trail": [
        {"label": "Home", "href": "index.html"},
        {"label": "Kitchen", "href": "listing.html"},
        {"label": "Mugs and cups", "href": "listing.html"},
    ],
    "product": {
        "id": "prd_1",
        "name": "Stoneware mug, wide",
        "maker": {"name": "Hollen Pottery", "href": "listing.html"},
        "lead": "Thrown by hand in Hollen, 380 ml, with a handle for three fingers.",
        "pictures": [picture("mug", hue, f"Stoneware mug in {hue}") for hue in ("clay", "sage", "sky", "sand")],
        "price": {"now": euro(24), "was": euro(30), "lowest": euro(24)},
        "rating": {"value": 4.6, "count": 128},
        "stock": {"state": "few", "left": 3},
        "promise": {"at": at("2026-11-24T00:00"), "by": "14:00", "free_from": euro(60)},
        "options": [
            {
                "name": "glaze",
                "label": "Glaze:",
                "kind": "swatch",
                "chosen": "clay",
                "values": [
                    {"value": hue, "label": hue.title(), "picture": f"pictures/mug-{hue}.svg", "gone": hue == "sky"}
                    for hue in ("clay", "sage", "sky", "sand")
                ],
            },
            {
                "name": "size",
                "label": "Size:",
                "kind": "",
                "chosen": "380",
                "values": [
                    {"value": "240", "label": "240 ml"},
                    {"value": "380", "label": "380 ml"},
                    {"value": "500", "label": "500 ml", "gone": True},
                ],
            },
        ],
        "variants": [
            {
                "id": "var_1",
                "options": {"glaze": "clay", "size": "380"},
                "price": "€24.00",
                "was": "€30.00",
                "stock": "Only 3 left",
                "state": "few",
                "picture": 1,
                "sold_out": False,
            },
            {
                "id": "var_2",
                "options": {"glaze": "sage", "size": "380"},
                "price": "€26.00",
                "was": None,
                "stock": "In stock",
                "state": "in",
                "picture": 2,
                "sold_out": False,
            },
            {
                "id": "var_3",
                "options": {"glaze": "sky", "size": "380"},
                "price": "€24.00",
                "was": None,
                "stock": "Sold out",
                "state": "out",
                "picture": 3,
                "sold_out": True,
            },
        ],
        "max": 3,
        "group": {"price": euro(19), "missing": "2 more people by Thursday 26 November"},
        "text": [
            "Every mug is thrown on the wheel by Anke Hollen and her two journeymen, dipped once and fired at 1,240 °C.",
            "Because it is dipped by hand, the edge of the glaze runs a little differently on each one.",
        ],
        "specs": [
            ("Content", "380 ml"),
            ("Height and width", "9.2 cm, 10.4 cm"),
            ("Weight", "460 g"),
            ("Material", "Stoneware, lead-free glaze"),
            ("Care", "Dishwasher, microwave"),
            ("Made in", "Hollen, Germany"),
        ],
    },
    "likes": {"quote": "It keeps the heat, and the handle takes three fingers.", "href": "#review-rev_1", "by": "Said by 31 owners"},
    "dislikes": {"quote": "Heavy when it is full.", "href": "#review-rev_2", "by": "Said by 9 owners"},
    "histogram": [
        {"stars": stars, "count": count, "href": "#reviews"} for stars, count in zip((5, 4, 3, 2, 1), (92, 21, 9, 4, 2), strict=True)
    ],
    "reviews": REVIEWS,
    "questions": QUESTIONS,
    "related": CARDS[5:12],
}
SEARCH = {
    **LISTING,
    "page": page("Results for “mug”", query="mug"),
    "trail": [],
    "query": "mug",
    "chosen": 0,
    "chips": [],
    "products": CARDS[:8],
    "count": 8,
    "pages": None,
}
NOTHING = {
    "page": page("No results for “mugg”", query="mugg"),
    "query": "mugg",
    "nearest": {"text": "mug", "href": "search.html"},
    "related": CARDS[8:15],
}
HOME = {
    "page": page("Things to keep", description="Well made things for the house, chosen with the people who own them."),
    "hero": {
        "title": "Things to keep, chosen with the people who own them",
        "text": "Ask an owner before you buy. See what your friends picked. Buy in two taps.",
        "href": "listing.html",
        "action": "See what is new",
        "picture": picture("chair", "sage", "A beech chair beside a plant"),
    },
    "departments": [
        {"label": label, "href": "listing.html", "picture": picture(shape, hue)}
        for label, shape, hue in (
            ("Kitchen", "mug", "clay"),
            ("Living", "chair", "sage"),
            ("Light", "lamp", "sky"),
            ("Clothing", "jacket", "plum"),
            ("Garden", "plant", "sage"),
            ("Gifts", "basket", "sand"),
        )
    ],
    "shelves": [("Chosen by people you follow", "circle", CARDS[5:13]), ("Back in stock this week", "back", CARDS[14:22])],
    "reviews": REVIEWS[:2],
}
PAGES: Pages = {
    "index": ("styleguide/home.html", HOME),
    "listing": ("styleguide/listing.html", LISTING),
    "product": ("styleguide/product.html", PRODUCT),
    "search": ("styleguide/search.html", SEARCH),
    "search-empty": ("styleguide/search_empty.html", NOTHING),
}
