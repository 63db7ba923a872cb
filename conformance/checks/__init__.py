"""The checks, by subject.

Belongs here: one module for each kind of file or tool. Does not belong here: which checks are run and how they are
told.
"""
