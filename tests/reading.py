"""What a page says, as a reader hears it: words without markup."""

import re
from html.parser import HTMLParser

SILENT = {"script", "style", "svg", "title"}
# What stands in these is one run of words with what is beside it.
INLINE = {"a", "b", "strong", "em", "small", "span", "time", "i", "code"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if tag not in INLINE:
            self.found.append(" ")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if tag not in INLINE:
            self.found.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def words_of(response):
    """All words of a page in reading order, with single plain spaces."""
    return _plain(response.text)


def rows_of(response, place=0):
    """The cells of the rows in one table of the page, head and body, as words."""
    tables = re.findall(r"<table.*?</table>", response.text, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", tables[place], re.DOTALL)
    return [[_plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def _plain(markup):
    reader = _Reader()
    reader.feed(markup)
    return re.sub(r"\s+", " ", "".join(reader.found)).strip()
