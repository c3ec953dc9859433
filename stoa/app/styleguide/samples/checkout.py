"""From the cart to the delivered order."""

from stoa.app.styleguide.pictures import picture
from stoa.app.styleguide.samples.frame import Context, Pages, at, euro, page

LINES = [
    {
        "id": "lin_1",
        "href": "product.html",
        "name": "Stoneware mug, wide",
        "variant": "Clay, 380 ml",
        "picture": picture("mug", "clay"),
        "price": {"now": euro(48), "was": euro(60)},
        "each": euro(24),
        "quantity": 2,
        "max": 3,
        "stock": {"state": "few", "left": 3},
    },
    {
        "id": "lin_2",
        "href": "product.html",
        "name": "Carafe, 1 litre",
        "variant": "",
        "picture": picture("bottle", "sky"),
        "price": {"now": euro(32)},
        "each": euro(32),
        "quantity": 1,
        "max": 12,
        "stock": None,
        "note": "The price fell by €3.00 since Thursday.",
    },
]
PROMISE = {"at": at("2026-11-24T00:00"), "by": "14:00"}


def totals(delivery: Context) -> Context:
    return {
        "rows": [
            {"label": "Goods", "amount": euro(80)},
            {"label": "Voucher HELLO", "amount": euro(-5), "less": True},
            {"label": "Delivery", **delivery},
        ],
        "sum": euro(78.9 if "amount" in delivery else 75),
        "tax": euro(12.6),
    }


STEPS = ["Address", "Delivery", "Payment"]


def steps(current: int) -> list[Context]:
    return [
        {"label": label, "current": number == current, "href": f"checkout-{number}.html" if number < current else None}
        for number, label in enumerate(STEPS, 1)
    ]


KNOWN = [
    {"label": "Contact", "text": "lena@mail.example", "href": "checkout-1.html"},
    {"label": "Deliver to", "text": "Lena Kramer, Lindenweg 4, 24937 Flensburg", "href": "checkout-1.html"},
]
DELIVERIES = [
    {"value": "home", "label": "To your door", "hint": "Arrives Tuesday 24 November", "end": "€3.90"},
    {"value": "point", "label": "To a parcel shop", "hint": "Arrives Tuesday 24 November, kept for 7 days", "end": "€2.90"},
    {"value": "day", "label": "On a day you choose", "hint": "From Wednesday 25 November", "end": "€6.90"},
]
PAYMENTS = [
    {"value": "card", "label": "Card", "hint": "Visa, Mastercard, American Express"},
    {"value": "wallet", "label": "Wallet of this device", "hint": "Confirm with your face, finger or PIN"},
    {"value": "invoice", "label": "Invoice", "hint": "Pay until 8 December"},
]
COUNTRIES = [{"value": "DE", "label": "Germany"}, {"value": "AT", "label": "Austria"}, {"value": "CH", "label": "Switzerland"}]
ADDRESS = {
    "page": page("Address"),
    "steps": steps(1),
    "lines": LINES,
    "totals": totals({"text": "from €2.90"}),
    "countries": COUNTRIES,
    "values": {"email": "lena@mail.example", "name": "Lena Kramer", "street": "", "postcode": "2493", "city": "Flensburg", "country": "DE"},
    "errors": {
        "street": "Enter the street and the number of the house.",
        "postcode": "A German postcode has five digits. This one has four.",
    },
}
ORDER = {
    "page": page("Order 1042", person="Lena", cart_count=0),
    "number": "1042",
    "headline": "Arrives Tuesday 24 November",
    "lines": LINES,
    "totals": totals({"amount": euro(3.9)}),
    "address": ["Lena Kramer", "Lindenweg 4", "24937 Flensburg", "Germany"],
    "payment": "Visa ending in 4242",
    "steps": [
        {"what": "Ordered and paid", "at": at("2026-11-21T09:14"), "state": "done"},
        {"what": "Packed", "at": at("2026-11-21T13:02"), "state": "done"},
        {
            "what": "On its way",
            "at": at("2026-11-22T06:40"),
            "state": "now",
            "more": "Handed to the carrier in Flensburg. Parcel 0034 0434 1612.",
        },
        {"what": "At your door", "when": "Expected Tuesday 24 November", "state": ""},
    ],
    "solve": [
        ("return", "Send something back", "Until Tuesday 8 December, free"),
        ("pin", "Change the address", "Possible until it leaves the depot"),
        ("box", "It has not arrived", "We look now and send it again if it is lost"),
        ("chat", "Talk to a person", "Mara answers in about 4 minutes"),
    ],
}
EMPTY_CART: Context = {"page": page("Cart", cart_count=0), "lines": [], "totals": None}
PAGES: Pages = {
    "cart": ("styleguide/cart.html", {"page": page("Cart"), "lines": LINES, "totals": totals({"text": "from €2.90"}), "promise": PROMISE}),
    "cart-empty": ("styleguide/cart.html", EMPTY_CART),
    "checkout-1": ("styleguide/checkout_address.html", ADDRESS),
    "checkout-2": (
        "styleguide/checkout_delivery.html",
        {
            "page": page("Delivery"),
            "steps": steps(2),
            "lines": LINES,
            "known": KNOWN,
            "deliveries": DELIVERIES,
            "totals": totals({"amount": euro(3.9)}),
        },
    ),
    "checkout-3": (
        "styleguide/checkout_payment.html",
        {
            "page": page("Payment"),
            "steps": steps(3),
            "lines": LINES,
            "known": [*KNOWN, {"label": "Delivery", "text": "To your door, Tuesday 24 November", "href": "checkout-2.html"}],
            "payments": PAYMENTS,
            "totals": totals({"amount": euro(3.9)}),
        },
    ),
    "order": ("styleguide/order.html", ORDER),
}
