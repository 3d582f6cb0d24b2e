"""Numbers as people write them: one reading is read, two are refused with what to write."""

import pytest

from regionplanner.numerals import (
    AmbiguousError,
    NumeralError,
    named_parts,
    number,
    numbers,
    numeral,
    plain,
    shown,
    whole_number,
    whole_numbers,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40000", 40_000),
        ("40 000", 40_000),
        ("40\u00a0000", 40_000),
        ("40\u202f000", 40_000),
        ("40\u2009000,5", 40_000.5),
        ("40'000", 40_000),
        ("40\u2019000", 40_000),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1.234,567", 1234.567),
        ("1234.567", 1234.567),
        ("12,5", 12.5),
        (",5", 0.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("4e4", 40_000),
        ("1.234e5", 123_400),
        ("\u22125", -5),
        ("€ 12,50", 12.5),
        ("12500 EUR", 12_500),
        ("12.500,-", 12_500),
    ],
)
def test_one_reading_is_read(text, value):
    assert number(text, "count") == value


@pytest.mark.parametrize("text", ["40.000", "40,000", "1.000", "999.999", "12.345 EUR", "-40.000"])
def test_three_digits_behind_a_mark_have_two_readings_in_counts_alone(text):
    found = numeral(text)
    assert found.grouped == pytest.approx(1000 * found.value)
    with pytest.raises(AmbiguousError, match=f"write {found.grouped:.0f} or "):
        number(text, "count")
    if not found.money:
        assert number(text, "measure") == number(text, "share") == found.value


def test_what_is_proposed_has_one_reading():
    with pytest.raises(AmbiguousError, match=r"40\.500 can be 40500 or 40\.5; .*write 40500 or"):
        number("40.500", "count")
    with pytest.raises(AmbiguousError, match=r"write 1125 or 1\.1250$"):
        number("1.125", "count")
    assert number(plain(1.125), "count") == 1.125
    assert (plain(40_000.0), plain(0.125), plain(1e20)) == ("40000", "0.125", "1e+20")


@pytest.mark.parametrize(
    "text",
    ["", "-", "many", "40,", "1.23.4", "12 34", "1.234,567.8", "12€50", "inf", "nan", "1e999", "٣"],
)
def test_what_is_no_number_is_none(text):
    assert numeral(text) is None
    with pytest.raises(NumeralError):
        number(text, "measure")


def test_percent_is_of_shares_and_money_of_counts():
    assert number("5 %", "share") == 0.05
    assert number("0,5%", "share") == 0.005
    for text, kind in (("5%", "count"), ("5%", "measure"), ("5 EUR", "share"), ("5 € %", "share")):
        with pytest.raises(NumeralError, match="is no number"):
            number(text, kind)


def test_whole_numbers_have_no_decimals():
    assert whole_number("1 000") == 1000
    assert whole_number("99.999 999 999 999 999 999".replace(".", " ")) == 10**20 - 1
    assert whole_number("1e3") == 1000
    assert whole_number("2.027") == 2027  # 2.0270 is none
    with pytest.raises(AmbiguousError, match="write 2000 or 2"):
        whole_number("2.000")
    for text in ("2.5", "30.0", "30,0"):
        with pytest.raises(NumeralError, match="no whole number"):
            whole_number(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("100000,150000", (100_000, 150_000)),
        ("100 000, 150 000", (100_000, 150_000)),
        ("100;150", (100, 150)),
        ("1000,5;2000,5", (1000.5, 2000.5)),
        ("1.234.567,2.345.678", (1_234_567, 2_345_678)),
    ],
)
def test_commas_of_lists_are_distinguished_from_those_of_numbers(text, values):
    assert numbers(text) == values


@pytest.mark.parametrize("text", ["100,000,150,000", "12,500", "100,150,250"])
def test_commas_of_lists_that_can_be_those_of_thousands(text):
    with pytest.raises(AmbiguousError, match=r"between numbers or inside them; write .*semicolons"):
        numbers(text)


@pytest.mark.parametrize(
    "text", ["12500,50", "100000,00", "100000,0", "€ 12500,50", "12500,50 EUR", "9000,8000,50"]
)
def test_commas_of_lists_that_can_be_those_of_decimals(text):
    with pytest.raises(AmbiguousError, match=r"between numbers or inside them; write .*semicolons"):
        numbers(text)


def test_a_comma_behind_decimals_is_that_of_the_list():
    assert numbers("12.5,10") == (12.5, 10)
    assert numbers("12500;50") == (12_500, 50)


def test_small_whole_numbers_are_a_list():
    assert whole_numbers("8,12,20,300") == (8, 12, 20, 300)
    with pytest.raises(AmbiguousError, match="inside them"):
        whole_numbers("8,012")


def test_a_comma_without_a_name_behind_it_is_a_decimal_comma():
    assert named_parts("distance=0,5,ties=2") == ["distance=0,5", "ties=2"]
    assert named_parts("distance=0,5;ties=2") == ["distance=0,5", "ties=2"]
    assert named_parts("a,b") == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2513.50092, 3, "2,513.501"),
        (0.0, 3, "0.000"),
        (-0.25, 3, "-0.250"),
        (1.2345e-8, 3, "1.23e-08"),
        (0.00149, 3, "0.00149"),
        (1e-8, 0, "1e-08"),
        (3.25, 0, "3.25"),
        (35_712.4, 0, "35,712"),
    ],
)
def test_small_numbers_are_shown_with_digits(value, decimals, text):
    assert shown(value, decimals) == text
