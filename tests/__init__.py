"""The project's tests, and what they share: printed tables, planted errors, a local web."""
