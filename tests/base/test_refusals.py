import types

import pytest

from stoa.base.refusals import Refusal


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("OutOfStock", "out_of_stock"),
        ("NotAPicture", "not_a_picture"),
        ("TooMuchForAKey", "too_much_for_a_key"),
        ("ANoise", "a_noise"),
        ("NoVATNumber", "no_vat_number"),
        ("Gone2Far", "gone2_far"),
        ("Busy", "busy"),
    ],
)
def test_a_code_is_the_name_in_snake_case(name: str, code: str) -> None:
    made: type[Refusal] = types.new_class(name, (Refusal,))
    assert made.code == code


def test_a_code_that_is_given_stays() -> None:
    class PaymentDeclinedNow(Refusal):
        code = "payment_declined"

    assert PaymentDeclinedNow.code == "payment_declined"
