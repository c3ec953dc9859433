"""The script with which anybody checks a draw, as it stands on the page of the draw and in docs/private-sales.md."""

CHECK = """\
import hashlib, json, sys, urllib.request

source = sys.argv[1]  # the address of the published data, or a file of it
data = json.load(urllib.request.urlopen(source) if "://" in source else open(source))
for draw in (one for one in data["rounds"] if one["seed"]):
    seed = bytes.fromhex(draw["seed"])
    assert hashlib.sha256(seed).hexdigest() == draw["commitment"], "another number than was sealed"
    drawn = sorted(draw["entrants"], key=lambda one: hashlib.sha256(seed + one.encode()).digest())
    assert drawn == draw["entrants"], "another order than the number gives"
    print(len(drawn), "entrants, and the draw is right")
"""
