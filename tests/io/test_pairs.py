"""Files of declared links."""

import pytest

from regionplanner import DataError
from regionplanner.io.pairs import read_pairs


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "links.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    "text",
    [
        "nis_a,nis_b\n73109,73066\n01,02\n",
        "nis_a;nis_b;note\n73109;73066;Voeren, Riemst\n01;02;\n",
        "\ufeffnote,nis_b,nis_a\n,73066,73109\n,02,01\n",
    ],
)
def test_pairs_in_the_order_of_the_file(written, text):
    assert read_pairs(written(text)) == [("73109", "73066"), ("01", "02")]


def test_a_file_of_no_pairs(written):
    assert read_pairs(written("nis_a,nis_b\n")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nis_a,nis_b\n73109,\n", "misses a unit in line 2; fill in both"),
        ("nis_a,nis_b\n1,2\n,\n,5\n", "misses a unit in line 4;"),
        ("nis_a,nis_b\n1,\n\n,5\n", "misses a unit in lines 2 and 4;"),
        ("a,b\n1,2\n", "has no columns nis_a and nis_b; it has a and b"),
    ],
)
def test_what_is_wrong_with_a_file(written, text, message):
    with pytest.raises(DataError, match=message):
        read_pairs(written(text))
