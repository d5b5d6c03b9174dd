"""Who takes a step on the command line."""

from __future__ import annotations

import getpass

from drafting.audit import Person
from drafting.review import ReviewError

ROLE = "command line"
"""What the trail calls the role of who works without a login: nobody vouched for the name."""


def name_person(name: str | None) -> Person:
    """Return the person who is named, else the user of this machine.

    Raises:
        ReviewError: Neither is known.
    """
    if name:
        return Person(name, ROLE)
    try:
        return Person(getpass.getuser(), ROLE)
    except (OSError, KeyError, ImportError) as error:
        raise ReviewError("who does this is not known; give a name with --by NAME") from error
