"""Each capability as a function from a request to a result, for any caller."""

from regionplanner.lazy import names_of_stub

__getattr__, __dir__ = names_of_stub(__name__)
