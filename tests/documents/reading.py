"""A page read back: its sections, tables and sentences as text."""

import html
import re

from regionplanner.documents.report.report import report_page


def report_html(*arguments, **choices):
    """The report as text; what was escaped is not escaped again."""
    page = report_page(*arguments, **choices).html
    assert "&amp;#" not in page
    return page


def text(part):
    """What is read, in one line; drawings are not."""
    without = re.sub(r"<(svg|style|title)\b.*?</\1>", "", part, flags=re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", " ", without)).replace("\N{NO-BREAK SPACE}", " ")
    joined = re.sub(r"\s+", " ", words).strip()
    return re.sub(r"([(“]) ", r"\1", re.sub(r" ([).,;:”])", r"\1", joined))


def section(page, key):
    """From a heading to the next of its kind."""
    return re.split(r'<h2 id="', page.split(f'<h2 id="{key}">', 1)[1])[0]


def sections(page):
    return re.findall(r'<h2 id="(\w+)">', page)


def rows(page, kind):
    """Cells of the rows of a table, heads and all."""
    table = re.search(rf'<table class="{kind}">(.*?)</table>', page, re.DOTALL)[1]
    found = re.findall(r"<tr\b.*?</tr>", table, re.DOTALL)
    return [[text(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row)] for row in found]


def items(part):
    return [text(item) for item in re.findall(r"<li\b.*?</li>", part, re.DOTALL)]
