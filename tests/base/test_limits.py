"""Rate limits: who is one visitor, and what a bucket holds."""

import pytest

from stoa.base.http.limits import Limits, Rate, SlowDown

TWO = Rate(burst=2, seconds=60)


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:0:0:9", "2001:0DB8:0001:0002::3"),
        ("fe80::1%eth0", "fe80::2%eth0", "fe80::3"),
        ("::ffff:192.0.2.1", "192.0.2.1", "::ffff:c000:201"),
        ("mo@example.com", "MO@example.com", "Mo@Example.com"),
    ],
)
def test_a_network_and_a_mailbox_are_one_visitor(first: str, second: str, third: str) -> None:
    limits = Limits()
    limits.take("write", first, TWO, now=0.0)
    limits.take("write", second, TWO, now=0.0)
    with pytest.raises(SlowDown) as refused:
        limits.take("write", third, TWO, now=0.0)
    assert refused.value.retry_after == 30


@pytest.mark.parametrize("other", ["2001:db8:1:3::1", "192.0.2.2", "testclient", "", "a:b", "0190a5d2-7c1e-7000-8000-000000000001"])
def test_others_are_others(other: str) -> None:
    limits = Limits()
    for _ in range(2):
        limits.take("write", "2001:db8:1:2::1", TWO, now=0.0)
    assert limits.take("write", other, TWO, now=0.0) == 1
    assert limits.take("read", "2001:db8:1:2::1", TWO, now=0.0) == 1


def test_a_bucket_fills_again() -> None:
    limits = Limits()
    assert [limits.take("write", "x", TWO, now=0.0) for _ in range(2)] == [1, 0]
    assert limits.take("write", "x", TWO, now=30.0) == 0
