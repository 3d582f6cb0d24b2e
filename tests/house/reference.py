"""The tables of the README that say what each choice is, made from the choices.

``python -m tests.house.reference`` writes them.
"""

from itertools import groupby

from regionplanner.choice import GROUPS
from regionplanner.files.scenario_text import CRITERION_CHOICES, file_tables, toml_lines
from tests.conftest import ROOT

README = ROOT / "README.md"


def referenced(text):
    """Return a README with the tables as they are now."""
    for name, lines in {"criteria": criteria(), "choices": choices()}.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        head, _, rest = text.partition(begin)
        text = f"{head}{begin}{chr(10).join(lines)}\n{end}{rest.partition(end)[2]}"
    return text


def criteria():
    """Return the lines of the table of criteria."""
    rows = [f"| `{name}` | {one.line()[:-1]} |" for name, one in CRITERION_CHOICES.items()]
    return ["| criterion | what a plan is charged |", "| --- | --- |", *rows]


def choices():
    """Return the lines of the tables of choices, a table for each group."""
    found = sorted(_rows(), key=lambda one: GROUPS.index(one[0]))
    lines = []
    for group, rows in groupby(found, key=lambda one: one[0]):
        lines += ["", f"**{group}**", "", "| choice | option | what it is | example |"]
        lines += ["| --- | --- | --- | --- |", *(row for _, row in rows)]
    return [*lines, ""]


def _rows():
    for table in file_tables():
        if table.choice is not None and (table.choice.option or not table.choices):
            yield table.choice.group, _row(table.name, table.choice)
        for name, choice in table.choices.items():
            if table.name != "criteria":
                yield choice.group, _row(f"{table.name}.{name}".lstrip("."), choice)


def _row(name, choice):
    (example, *_) = toml_lines({"x": choice.example})
    option = f"`{choice.option}`" if choice.option else ""
    cells = [f"`{name}`", option, choice.line()[:-1], f"`{example.partition(' = ')[2]}`"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    README.write_text(referenced(README.read_text(encoding="utf-8")), encoding="utf-8")
