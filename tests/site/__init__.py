"""A local web on loopback that behaves like the real sites, with the documents and figures planted on it.

Belongs here: `serve`, for tests and benches; `python -m tests.site` shows it to a person. Does not belong here: tests.
"""

from tests.site.running import RunningWeb, serve

__all__ = ["RunningWeb", "serve"]
