"""What a release must be for others: `make conformance` holds it against their own validators.

Belongs here: running validators over a finished release, one line for each. Does not belong here: what a release holds
(`publishing`), tests of our code (`tests`). Runs in an environment of its own (.venv-conformance), without a network.
"""
