"""What the description says beside what the handlers say of themselves: texts, headers, examples."""

from typing import Any

JSON = "application/json"
SUMMARY = "Find a thing, buy it, follow it; the staff's programs do what the staff does."
DESCRIPTION = """\
Everything is JSON in UTF-8. Money is a whole number of minor units and a currency (`{"amount": 1299, "currency": "EUR"}`),
times are RFC 3339 in UTC, ids carry a prefix (`ord_…`). Texts are in English; under `/de/api/…` in German.

**Problems** are `application/problem+json` (RFC 9457) with a stable `code`; `errors` names every wrong field at once by its
JSON Pointer. An unknown field (422) and an unknown parameter of an address (400 `unknown_parameter`) are refused, so a misspelt one is never ignored.

**Once.** A POST with an `Idempotency-Key` is done once: the same key with the same request gives the same answer again
(`Idempotent-Replayed: true`), with another 422, while the first is still being worked on 409. Kept for 24 hours. A guest who shows no cart, session or
order's key needs one of 16 characters or more.

**Lists** have `next_cursor` and `has_more`; the header `Link` holds the address of the next page.

**Reading again** is cheap with `If-None-Match`. How many requests are left stands in `RateLimit`.
"""

TAG_NAMES = {"me": "Me"}
TAGS = {
    "Products": "What is sold, what it costs and whether it is there.",
    "Carts": "From a cart to an order. A cart's id is the secret that opens it.",
    "Orders": "One's own orders, with an account or with the key of the order's link.",
    "Lists": "Wish lists: one's own, and those of others by the secret of their link.",
    "Me": "The person who is signed in.",
    "Pricing": "Markets and currencies.",
    "Deals": "What is on, what comes, what ended and what it saved.",
    "Community rules": "What may be written, reporting what may not, reasons and second looks.",
    "Admin: moderation": "The hosts' queue and decisions.",
    "Admin: products": "The catalogue, for the staff's programs.",
    "Admin: orders": "Orders, parcels and refunds, for the staff's programs.",
    "Admin: returns": "What comes back, for the staff's programs.",
    "Admin: pricing": "Prices and offers, for the staff's programs.",
    "Admin: stock": "What is there, for the staff's programs.",
    "Webhooks": "What payment providers send by themselves.",
}

DONE = {200: "Done", 201: "Made", 202: "Taken; it is being worked on", 204: "Done, with nothing more to say"}
PROBLEMS: dict[int | str, str] = {
    400: "The body is not JSON, the address has a parameter that this call does not know, or what was asked for cannot be done.",
    401: "Nobody is signed in, and there is no API key.",
    402: "The payment was refused.",
    403: "This person or key may not do it, or a form came from another site.",
    404: "There is no such thing, or none that this person may see.",
    406: "The request accepts no JSON.",
    409: "It cannot be done as things stand, or the first request with this idempotency key is still being worked on.",
    410: "It was here and has ended.",
    412: "It is not any more what `If-Match` says was seen; nothing was changed.",
    413: "It is larger than is taken at once.",
    415: "The body is of another kind than JSON.",
    422: "Something cannot be understood; `errors` names each field.",
    429: "Too often; `Retry-After` says when to come back.",
    503: "Not just now; nothing was changed, and trying again may work.",
    "default": "Any other problem.",
}
PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

HEADERS: dict[str, Any] = {
    "ETag": {"description": "Names this answer, for `If-None-Match` and `If-Match`.", "schema": {"type": "string"}},
    "Link": {"description": '`<…>; rel="next"`: the next page, where there is one (RFC 8288).', "schema": {"type": "string"}},
    "Idempotent-Replayed": {"description": "`true` where the answer to an earlier request is given again.", "schema": {"type": "string"}},
    "RateLimit": {"description": 'Requests left: `"api";r=599`.', "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": 'So many in so many seconds: `"api";q=600;w=60`.', "schema": {"type": "string"}},
}
IDEMPOTENCY_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x20-\\x7e]+$"},
    "description": "Makes sure that the request is done once, however often it is sent.",
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "schema": {"type": "string"},
    "description": "The `ETag` of the answer that is at hand; 304 when it still holds.",
}
LAST_EVENT_ID = {
    "name": "Last-Event-ID",
    "in": "header",
    "schema": {"type": "string"},
    "description": "The id of the last event that was received: it is not sent again.",
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "schema": {"type": "string"},
    "description": "The `ETag` that was read; 412 when somebody has changed it since.",
}
ORDER_KEY = "The order's key, from its link, for guests."
PARAMETERS = {
    "cursor": "The `next_cursor` of the page before.",
    "limit": "How many at most: 1 to 100, more are not given.",
    "key": "The key of the link in a letter, for whoever has no account.",
}
BODIES: dict[str, dict[str, Any]] = {
    "admin.catalog.upload_picture": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "payments.webhook": {"application/json": {"schema": {}}},
}
ALSO: dict[str, dict[int, str]] = {
    "checkout.place": {202: "Ordered; the payment is still open: `challenge_url` is where the shopper approves it, if there is one."},
    "catalog.product": {301: "It has another handle now; `Location` has it."},
}

_ADDRESS = {"name": "Ada Kahl", "line1": "Hafenstraße 12", "city": "Hamburg", "postal_code": "20095", "country": "DE"}
_LINE = {"line_id": "lin_01jd8vj3mkf6ervk5e4pnx6q8s", "quantity": 1}
EXAMPLES: dict[str, Any] = {
    "carts.make": {"market": "eu", "language": "en"},
    "carts.set_line": {"quantity": 2},
    "checkout.place": {"email": "ada@example.com", "shipping_address": _ADDRESS, "payment": {"provider": "sandbox", "token": "tok_ok"}},
    "returns.cancel": {"lines": [_LINE]},
    "returns.ask": {"lines": [{**_LINE, "reason": "too_small"}], "note": ""},
    "returns.change_address": _ADDRESS,
    "profiles.add_address": {**_ADDRESS, "usual": True},
    "admin.shipping.ship": {"carrier": "manual", "tracking": "00340434161094042557"},
    "admin.returns.give": {"amount": {"amount": 500, "currency": "EUR"}, "reason": "Scratched lid"},
    "admin.pricing.set_prices": {
        "prices": [{"variant_id": "var_01jd8vj3mkf6ervk5e4pnx6q8s", "market": "eu", "price": {"amount": 2490, "currency": "EUR"}}]
    },
    "admin.pricing.set_costs": {"costs": [{"variant_id": "var_01jd8vj3mkf6ervk5e4pnx6q8s", "cost": {"amount": 1180, "currency": "EUR"}}]},
    "admin.catalog.make": {"texts": {"en": {"title": "Enamel mug"}}, "variants": [{"sku": "MUG-1", "weight_grams": 320}]},
}
