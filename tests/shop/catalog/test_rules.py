import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.shop.catalog import rules
from stoa.shop.catalog.model import Group, NewProduct, NewVariant, NotReadyToSell, Option, State, Text, UnfitGroup, UnfitProduct, Value
from stoa.shop.catalog.rules import check_product, handle_error, slug

GLAZE = Option("glaze", {}, [Value("clay"), Value("sage")])


def new(**overrides: object) -> NewProduct:
    given = {"texts": {"en": Text("Mug")}, "variants": [NewVariant()], "state": State.ACTIVE, **overrides}
    return NewProduct(**given)  # type: ignore[arg-type]


def refused(product: NewProduct) -> set[tuple[str, str]]:
    with pytest.raises(UnfitProduct) as caught:
        check_product(product, "en")
    return {(error.pointer, error.code) for error in caught.value.errors}


@pytest.mark.parametrize(
    ("title", "handle"),
    [
        ("Wide mug", "wide-mug"),
        ("Schüssel, groß", "schuessel-gross"),
        ("Éclair à l'ancienne", "eclair-a-l-ancienne"),
        ("  --  ", "product"),
        ("茶碗", "product"),
        ("50% off / new?", "50-off-new"),
        ("x" * 200, "x" * 80),
    ],
)
def test_slugs(title: str, handle: str) -> None:
    assert slug(title) == handle


@given(st.text())
def test_every_slug_is_a_handle_and_its_own_slug(title: str) -> None:
    assert handle_error(slug(title)) == ""
    assert slug(slug(title)) == slug(title)


@pytest.mark.parametrize(
    ("handle", "code"),
    [("", "required"), ("a" * 121, "too_long"), ("a b", "not_a_handle"), ("a/b", "not_a_handle"), ("a?b", "not_a_handle"),
     ("..", "not_a_handle"), ("Ab", "not_a_handle"), ("a\nb", "not_a_handle"), ("a%2fb", "not_a_handle"), ("schüssel", ""), ("茶碗", ""), ("a_b.c-1", "")],
)  # fmt: skip
def test_what_a_handle_is(handle: str, code: str) -> None:
    assert handle_error(handle) == code


def test_a_product_as_it_should_be() -> None:
    check_product(new(options=[GLAZE], variants=[NewVariant(choices=["clay"]), NewVariant(choices=["sage"])]), "en")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = new(
        handle="a b",
        texts={"en": Text(""), "klingon?": Text("x" * 256)},
        tax_class=" ",
        options=[Option("", {}, []), GLAZE],
        variants=[NewVariant(choices=["clay"], weight_grams=-1)],
    )
    assert refused(wrong) == {
        ("/handle", "not_a_handle"),
        ("/texts", "not_a_language"),
        ("/texts/en/title", "required"),
        ("/texts/klingon?/title", "too_long"),
        ("/tax_class", "required"),
        ("/options/0/key", "required"),
        ("/options/0/values", "required"),
        ("/variants/0/choices", "not_a_choice"),
        ("/variants/0/weight_grams", "out_of_range"),
    }


@pytest.mark.parametrize(
    ("variants", "error"),
    [
        ([NewVariant(choices=["clay"]), NewVariant(choices=["clay"])], ("/variants/1/choices", "twice")),
        ([NewVariant(choices=["gold"])], ("/variants/0/choices", "not_a_choice")),
        ([NewVariant(choices=[])], ("/variants/0/choices", "not_a_choice")),
        ([NewVariant(choices=["clay", "sage"])], ("/variants/0/choices", "not_a_choice")),
        ([NewVariant(choices=["clay"], sku="A"), NewVariant(choices=["sage"], sku="A")], ("/variants/1/sku", "twice")),
    ],
)
def test_variants_that_cannot_be(variants: list[NewVariant], error: tuple[str, str]) -> None:
    assert refused(new(options=[GLAZE], variants=variants)) == {error}


def test_two_variants_without_options_are_one_too_many() -> None:
    assert refused(new(variants=[NewVariant(), NewVariant()])) == {("/variants/1/choices", "twice")}


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ([GLAZE, GLAZE], ("/options", "twice")),
        ([Option("a", {}, [Value("x"), Value("x")])], ("/options/0/values", "twice")),
        ([Option("a", {}, [Value("x", {}, "red")])], ("/options/0/values/0/colour", "not_a_colour")),
        ([Option("a", {}, [Value("x", {"en": "Red"}), Value("y", {"en": " red"})])], ("/options/0/values/1/names/en", "twice")),
        ([Option(str(n), {}, [Value("x")]) for n in range(9)], ("/options", "too_many")),
    ],
)
def test_options_that_cannot_be(options: list[Option], error: tuple[str, str]) -> None:
    assert error in refused(new(options=options, variants=[]))


@pytest.mark.parametrize("overrides", [{"variants": []}, {"texts": {"de": Text("Tasse")}}])
def test_what_is_not_ready_stays_a_draft(overrides: dict[str, object]) -> None:
    with pytest.raises(NotReadyToSell):
        check_product(new(**overrides), "en")
    check_product(new(**overrides, state=State.DRAFT), "en")


def test_a_group_needs_a_name_in_the_first_language() -> None:
    rules.check_group("mugs", {"en": Group(name="Mugs")}, "en")
    with pytest.raises(UnfitGroup) as caught:
        rules.check_group("a b", {"de": Group(name="")}, "en")
    assert {(one.pointer, one.code) for one in caught.value.errors} == {
        ("/handle", "not_a_handle"),
        ("/texts/en/name", "required"),
        ("/texts/de/name", "required"),
    }


def test_tags_stand_once_in_their_order() -> None:
    assert rules.tidy_tags([" b", "a", "b ", "", " "]) == ["b", "a"]


def test_labels_fall_back_to_the_first_language_and_then_the_key() -> None:
    option = Option("glaze", {}, [Value("clay", {"en": "Clay", "de": "Ton"}), Value("sage", {"en": "Sage"}), Value("sky")])
    assert [rules.titles([option], [key], "de", "en") for key in ("clay", "sage", "sky")] == [["Ton"], ["Sage"], ["sky"]]
