"""Bytes to `Document`: one module a media type, and `opening` to choose among them by content.

Belongs here: decoding, splitting into blocks and tables, locators. Does not belong here: what the words mean.
"""
