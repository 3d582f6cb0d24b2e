"""``regionplanner pages``."""

import re

import pytest


@pytest.fixture(scope="module")
def everything(cli, plan_csv, tmp_path_factory):
    out = tmp_path_factory.mktemp("pages") / "all"
    return out, cli("pages", plan_csv, "--out", out, "--contact", "jeugd@example.be")


def test_a_page_for_every_municipality_and_an_index(everything):
    out, run = everything
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == f"Written: 286 files in {out}\nNext: open {out / 'index.html'}\n"
    files = {path.name for path in out.iterdir()}
    assert len(files) == 286
    index = (out / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([^"]+)"', index)) == files - {"index.html"}
    lier = (out / "12021-lier.html").read_text(encoding="utf-8")
    assert "Bewezen de beste" in lier  # summary.json lies beside the plan
    assert "mailto:jeugd@example.be" in lier
    assert max(path.stat().st_size for path in out.iterdir()) <= 250_000


def test_some_pages_have_no_index_and_are_the_same(cli, plan_csv, everything, tmp_path):
    run = cli("pages", plan_csv, "--out", tmp_path, "--municipality", "LIER", "--municipality",
              "11002", "--contact", "jeugd@example.be")  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["11002-antwerpen.html", "12021-lier.html"]
    for name in files:
        assert (tmp_path / name).read_bytes() == (everything[0] / name).read_bytes()


@pytest.mark.slow
def test_other_plans_and_english(cli, plan_csv, tmp_path):
    other = tmp_path / "other.csv"
    text = plan_csv.read_text(encoding="utf-8")
    # Berlaar goes to a region of the Kempen: not allowed, and said
    moved = re.sub(r"(?m)^(12002,[^,]+,[^,]+),[^,]+", r"\1,kempen-a", text)
    assert moved != text
    other.write_text(moved, encoding="utf-8")
    out = tmp_path / "pages"
    run = cli("pages", plan_csv, other, "--municipality", "Lier", "--lang", "en", "--out", out,
              "--title", "Two proposals")  # fmt: skip
    assert run.returncode == 0
    page = (out / "12021-lier.html").read_text(encoding="utf-8")
    assert "Two proposals" in page
    assert "No longer in</dt><dd><bdi>Berlaar</bdi></dd>" in page
    run = cli("pages", other, "--municipality", "Lier", "--out", out)
    assert run.returncode == 0
    assert re.search(
        r"other\.csv breaks \d rules, and what is written says so; see regionplanner check",
        run.stderr,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--municipality", "Lierr"], 2, "did you mean Lier (12021)"),
        (["--out", "file"], 3, "file is a file; a folder is expected"),
        (["nothing.csv"], 3, "nothing.csv"),
        (["--lang", "fr"], 2, "fr"),
    ],
)
def test_mistakes_write_nothing(cli, plan_csv, tmp_path, arguments, code, message):
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    run = cli("pages", plan_csv, *arguments, cwd=tmp_path)
    assert run.returncode == code
    assert message in run.stderr
    assert "Traceback" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_quiet_says_nothing(cli, plan_csv, tmp_path):
    run = cli("pages", plan_csv, "--municipality", "Lier", "--out", tmp_path, "--quiet")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
