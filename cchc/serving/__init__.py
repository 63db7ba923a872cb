"""Serving a release on this machine: which file, how it is answered, what a page may do."""
