"""How a run fails, and how a configuration does: one sentence that says what, where and what to do.

Belongs here: the error types that commands and jobs share. Does not belong here: raising or showing them.
"""


class RunError(RuntimeError):
    """The run stopped; the message says where, why and what to do. Nothing was released."""


class NotBegunError(RunError):
    """The run could not begin: another is at work, or the directory cannot be written. It is not in the journal."""


class BadInputError(RunError):
    """The run stopped at input that a person must mend, such as a table of data/figures."""


class SettingsError(ValueError):
    """The configuration cannot be used; the message names the file and the key."""
