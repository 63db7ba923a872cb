"""Who is told to do something by a whole sentence.

Belongs here: bodies behind the words that open a sentence, and whether the sentence goes on to tell them something.
Does not belong here: the grammar of bodies (`scrapers.readers.bodies`) and of verbs (`scrapers.readers.obligations`).
"""

from __future__ import annotations

import re

from scrapers.readers.bodies import BodyPhrase, leading_bodies
from scrapers.readers.obligations import is_obligation, verb_spans

_CIRCUMSTANCE = re.compile(
    r"(?:định kỳ|hàng|hằng|trước|sau|khi|trên cơ sở|căn cứ|trong|chậm nhất|theo|để|nhằm)(?!\w)", re.IGNORECASE
)
_GROUND = re.compile(r"[\s,]{0,3}(?:căn cứ|trên cơ sở|theo|khi|có kế hoạch)(?!\w)", re.IGNORECASE)
_LONGEST_OPENING = 200
_MOST_COMMAS = 4


def told_bodies(text: str, at: int = 0) -> BodyPhrase | None:
    """The bodies that a sentence tells something: at its beginning, or behind a circumstance and a comma.

    `Định kỳ hằng quý, các phòng báo cáo ...` tells `các phòng`.
    """
    phrase = leading_bodies(text, at)
    if phrase is not None or not _CIRCUMSTANCE.match(text, at):
        return phrase
    comma = at
    for _ in range(_MOST_COMMAS):
        comma = text.find(", ", comma + 1, at + _LONGEST_OPENING)
        if comma < 0:
            return None
        phrase = leading_bodies(text, comma + 2)
        if phrase is not None and is_obligation(text, phrase.end):
            return phrase
    return None


def goes_on(text: str, phrase: BodyPhrase) -> bool:
    """Whether behind its bodies a sentence tells what to do: at once, or behind the ground to do it on."""
    if phrase.is_addressed or is_obligation(text, phrase.end) or text[phrase.end : phrase.end + 1] in (",", "("):
        return True
    ground = _GROUND.match(text, phrase.end)
    return ground is not None and bool(verb_spans(text[ground.end() : ground.end() + _LONGEST_OPENING]))
