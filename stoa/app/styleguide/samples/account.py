"""Signing in, the member's own pages, and what is shown when something went wrong."""

from stoa.app.styleguide.pictures import picture
from stoa.app.styleguide.samples.frame import Pages, at, euro, page

NAV = [
    ("Orders", "box", True),
    ("Addresses", "pin", False),
    ("Wish lists", "heart", False),
    ("Reviews and answers", "chat", False),
    ("News I asked for", "bell", False),
    ("Who sees what", "eye", False),
    ("Sign-in", "key", False),
]
ORDERS = [
    {
        "href": "order.html",
        "number": "1042",
        "placed": at("2026-11-21T09:14"),
        "state": {"text": "On its way", "kind": "wait"},
        "picture": picture("mug", "clay"),
        "names": "Stoneware mug, wide and carafe",
        "sum": euro(78.9),
    },
    {
        "href": "order.html",
        "number": "0987",
        "placed": at("2026-10-02T18:30"),
        "state": {"text": "Delivered", "kind": "good"},
        "picture": picture("lamp", "sky"),
        "names": "Reading lamp Nadir",
        "sum": euro(129),
    },
    {
        "href": "order.html",
        "number": "0911",
        "placed": at("2026-07-19T11:05"),
        "state": {"text": "Sent back", "kind": ""},
        "picture": picture("jacket", "plum"),
        "names": "Field jacket, waxed cotton",
        "sum": euro(189),
    },
]
ERROR = {
    "status": 500,
    "code": "fault",
    "detail": "Something on our side broke while your page was being made",
    "reference": "4f1c09aa",
}
PAGES: Pages = {
    "sign-in": ("styleguide/sign_in.html", {"page": page("Sign in")}),
    "account": ("styleguide/account.html", {"page": page("Your orders", person="Lena"), "nav": NAV, "orders": ORDERS}),
    "error": ("error.html", {"page": page("Something broke"), **ERROR}),
}
