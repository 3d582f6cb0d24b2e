"""What a page did when it was opened."""

from dataclasses import dataclass, field

DESKTOP = {"width": 1400, "height": 900}
PHONE = {"width": 375, "height": 812}


@dataclass
class Visit:
    """A page that was opened, with what it asked for and complained about."""

    page: object
    requests: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def ask(self, query):
        self.page.fill("#query", query)
        self.page.press("#query", "Enter")
        return self.page.inner_text("#answer")
