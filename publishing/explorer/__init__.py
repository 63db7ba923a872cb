"""The explorer's data files: what its pages load, written from a release's own database.

The shapes are stated in `explorer/src/shapes.ts`.
"""
