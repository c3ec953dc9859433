"""Screens of the staff."""

from typing import Any

from stoa.app.styleguide.pictures import picture
from stoa.app.styleguide.samples.checkout import LINES, ORDER
from stoa.app.styleguide.samples.frame import LENA, SHOP, Context, Pages, at, euro, page

PLACES: list[tuple[str, list[tuple[str, str, str, int | None]]]] = [
    (
        "Shop",
        [("Today", "chart", "g t", None), ("Orders", "box", "g o", 12), ("Products", "tag", "g p", None), ("Stock", "list", "g s", None)],
    ),
    ("People", [("Requests", "chat", "g r", 4), ("Reports", "flag", "g m", 2), ("Members", "people", "g c", None)]),
    ("Reach", [("Deals", "clock", "g d", None), ("News", "mail", "g n", None)]),
    ("House", [("Jobs", "return", "g j", 1), ("Mails", "mail", "g e", None), ("Settings", "settings", "g ,", None)]),
]
FILES = {
    "Requests": "desk-requests.html",
    "Orders": "desk-orders.html",
    "Products": "desk-product.html",
    "Jobs": "desk-jobs.html",
    "Mails": "desk-mails.html",
    "Today": "desk-today.html",
}


def desk(title: str, current: str, **more: Any) -> Context:
    nav = [
        {
            "title": group,
            "icon": links[0][1],
            "open": any(label == current for label, *_ in links),
            "count": sum(count or 0 for *_, count in links),
            "links": [
                {
                    "label": label,
                    "href": FILES.get(label, "desk-orders.html"),
                    "icon": icon,
                    "key": key,
                    "count": count,
                    "current": label == current,
                }
                for label, icon, key, count in links
            ],
        }
        for group, links in PLACES
    ]
    return page(title, person="Mara", **more) | {"nav": nav}


STATES = [
    ("To pack", "wait"),
    ("Held: group fills by Thursday", "wait"),
    ("On its way", ""),
    ("Delivered", "good"),
    ("Address unclear", "bad"),
]
BUYERS = [
    "Lena Kramer",
    "Tomás Ribeiro",
    "Aya Mori",
    "Jon Petersen",
    "Ines Duarte",
    "Karl Voss",
    "Mina Aydın",
    "Pavel Novák",
    "Ruth Adler",
    "Sofie Bruun",
    "Theo Lang",
    "Uma Rao",
]
ROWS = [
    {
        "href": "desk-orders.html",
        "number": str(1042 - number),
        "placed": f"{(13 - number) % 24:02}:1{number % 10}",
        "buyer": buyer,
        "state": dict(zip(("text", "kind"), STATES[number % 5], strict=True)),
        "items": 1 + number % 3,
        "sum": euro(78.9 + 13 * (number * 7 % 11)),
        "current": number == 0,
    }
    for number, buyer in enumerate(BUYERS)
]
AUDIT = [
    {"at": at("2026-11-21T13:02"), "by": "Mara Lind", "text": "Packed, parcel 0034 0434 1612", "href": None},
    {
        "at": at("2026-11-21T09:31"),
        "by": "Lena Kramer",
        "text": "Address corrected",
        "href": None,
        "before": "Lindenweg 40",
        "after": "Lindenweg 4",
    },
    {"at": at("2026-11-21T09:14"), "by": "Lena Kramer", "text": "Ordered and paid €78.90 by card", "href": None},
]
VIEWS = [
    {"label": label, "href": "desk-orders.html", "count": count, "current": current}
    for label, count, current in (("Open", 12, True), ("Held", 3, False), ("Trouble", 1, False), ("All", None, False))
]
VARIANTS = [
    {
        "sku": f"MUG-{hue[:3].upper()}-380",
        "name": f"{hue.title()}, 380 ml",
        "price": "24.00",
        "on_hand": hand,
        "promised": promised,
        "picture": picture("mug", hue),
    }
    for hue, hand, promised in (("clay", 3, 1), ("sage", 24, 2), ("sky", 0, 0), ("sand", 11, 0))
]
DEAD = [
    {
        "id": "job_81",
        "name": "reach.send_digest",
        "attempts": 5,
        "failed_at": at("2026-11-21T04:12"),
        "why": "OutgoingMailRefused: 550 mailbox unavailable",
        "payload": '{\n  "member": "mem_01JD3K",\n  "digest": "dig_01JD4A",\n  "channel": "mail"\n}',
        "trace": "reach/news/jobs.py:41 send_digest\noutside/mail/smtp.py:77 deliver",
        "about": {"label": "Karl Voss", "href": "desk-jobs.html"},
    },
]
JOBS = [
    {"name": "insight.retrain_shelves", "state": ("Running", "wait"), "started": "13:58", "took": "1 min 12 s", "tries": 1},
    {"name": "shop.catalog.import_file", "state": ("Running", "wait"), "started": "13:57", "took": "2 min 03 s", "tries": 1},
    {"name": "deals.group_buys.settle", "state": ("Waiting until 14:00", ""), "started": "14:00", "took": "", "tries": 0},
    {"name": "shop.orders.release_held", "state": ("Done", "good"), "started": "13:40", "took": "0.2 s", "tries": 1},
]
MAILS = [
    {"href": "desk-mails.html", "to": to, "subject": subject, "sent": hour, "state": {"text": state, "kind": kind}, "current": number == 0}
    for number, (to, subject, hour, state, kind) in enumerate(
        [
            ("lena@mail.example", "Your order 1042: arrives Tuesday 24 November", "09:14", "Sent", "good"),
            ("tomas@mail.example", "Two more people, and the mug is €19.00", "08:50", "Sent", "good"),
            ("karl@mail.example", "What your friends chose this week", "04:12", "Refused", "bad"),
            ("aya@mail.example", "An owner answered your question", "03:33", "Waiting", "wait"),
        ]
    )
]
REQUESTS = [
    {"href": "desk-requests.html", "from": who, "text": text, "channel": channel, "due": due, "kind": kind, "current": number == 0}
    for number, (who, text, channel, due, kind) in enumerate(
        [
            ("Lena Kramer", "One of the two mugs arrived broken", "Mail", "Due in 11 minutes", "wait"),
            ("Karl Voss", "Where is my parcel?", "Chat", "Due in 24 minutes", ""),
            (
                "Ruth Adler",
                "Is the jacket warm enough for November?",
                "Question, 40 minutes without an owner's answer",
                "Due in 1 hour",
                "",
            ),
            ("Theo Lang", "Wrong name on the invoice", "Mail", "Overdue by 6 minutes", "bad"),
        ]
    )
]
TALK = [
    {
        "id": "msg_1",
        "by": LENA,
        "at": at("2026-11-21T13:40"),
        "channel": "Mail",
        "text": "Hello,\none of the two mugs arrived with a crack. The box looked fine from outside.",
    },
    {"event": "Photograph checked, claim opened with the carrier", "icon": "shield"},
    {
        "id": "msg_2",
        "by": SHOP,
        "at": at("2026-11-21T13:44"),
        "note": True,
        "text": "Third crack this week from the same depot. Tied to incident 7.",
    },
    {
        "id": "msg_3",
        "by": SHOP,
        "at": at("2026-11-21T13:46"),
        "channel": "Mail",
        "text": "I am sorry, Lena. A new mug leaves today and arrives Tuesday 24 November. Please keep or recycle the broken one.",
    },
]
STATS = [
    {
        "label": "Orders today",
        "figure": "42",
        "href": "desk-orders.html",
        "change": {"text": "8 more", "kind": "good"},
        "note": "than last Saturday",
    },
    {
        "label": "Turnover today",
        "figure": "€3,218",
        "href": "desk-orders.html",
        "change": {"text": "€310 more", "kind": "good"},
        "note": "than last Saturday",
    },
    {
        "label": "Median time to buy",
        "figure": "48 s",
        "href": "",
        "change": {"text": "3 s faster", "kind": "good"},
        "note": "than the holdout",
    },
    {"label": "Requests waiting", "figure": "4", "href": "desk-orders.html", "note": "oldest 11 minutes"},
]
DAYS = [("Sun", 31), ("Mon", 22), ("Tue", 27), ("Wed", 24), ("Thu", 35), ("Fri", 39), ("Sat", 42)]
BARS = [
    {"day": day, "count": count, "x": 30 + 80 * number, "y": 180 - count * 4, "height": count * 4}
    for number, (day, count) in enumerate(DAYS)
]
RUNNING = {
    "id": "import",
    "label": "Importing products from autumn.csv",
    "done": 420,
    "total": 1200,
    "detail": "420 of 1,200, about 2 minutes left",
}
PAGES: Pages = {
    "desk-today": (
        "styleguide/desk_today.html",
        {
            "page": desk("Today", "Today"),
            "stats": STATS,
            "bars": BARS,
            "figures": {"columns": ["Day", "Orders"], "rows": [list(row) for row in DAYS]},
            "audit": AUDIT,
        },
    ),
    "desk-orders": (
        "styleguide/desk_orders.html",
        {"page": desk("Orders", "Orders"), "rows": ROWS, "views": VIEWS, "order": ORDER, "lines": LINES, "buyer": LENA, "audit": AUDIT},
    ),
    "desk-product": (
        "styleguide/desk_product.html",
        {
            "page": desk("Stoneware mug, wide", "Products"),
            "variants": VARIANTS,
            "pictures": [picture("mug", hue, hue) for hue in ("clay", "sage", "sand")],
        },
    ),
    "desk-jobs": ("styleguide/desk_jobs.html", {"page": desk("Jobs", "Jobs"), "dead": DEAD, "jobs": JOBS, "running": RUNNING}),
    "desk-requests": (
        "styleguide/desk_requests.html",
        {
            "page": desk("Requests", "Requests"),
            "requests": REQUESTS,
            "talk": TALK,
            "views": [{**view, "label": label} for view, label in zip(VIEWS, ("Mine", "Waiting", "Incidents", "All"), strict=True)],
            "lines": LINES[:1],
            "buyer": LENA,
        },
    ),
    "desk-mails": ("styleguide/desk_mails.html", {"page": desk("Mails", "Mails"), "mails": MAILS}),
    "mail": (
        "styleguide/mail_order.html",
        {
            "page": page("Mail"),
            "order": ORDER,
            "mail": {
                "lang": "en",
                "dir": "ltr",
                "shop": "Stoa",
                "subject": "Your order 1042: arrives Tuesday 24 November",
                "preview": "Two things, €78.90, paid by card.",
                "action": {"label": "Follow the order", "href": "order.html"},
                "reason": "You get this because you ordered from Stoa.",
                "unsubscribe": None,
            },
        },
    ),
}
