"""What a job reports while it runs."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regionplanner.data.municipalities import Municipalities
    from regionplanner.files.file_choices import DataChoices


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCallbacks:
    """What a job reports while it runs; by default its notes go to the log.

    Attributes
    ----------
    step
        Returns the context in which a step of the work is done, such as "drawing the map".
    note
        Receives how something was read, where it does not stand so in a file.
    loaded
        Receives data that were read, and the choices that they were read with.
    """

    step: Callable[[str], AbstractContextManager[Any]] = nullcontext
    note: Callable[[str], None] = logging.getLogger(__name__).warning
    loaded: "Callable[[Municipalities, DataChoices], None]" = lambda *_: None


TO_LOG = JobCallbacks()
"""Callbacks of a job that nobody watches."""
