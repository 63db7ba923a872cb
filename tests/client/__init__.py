"""Tests of the Python client, of how it is installed, and of what the documentation says of it."""
