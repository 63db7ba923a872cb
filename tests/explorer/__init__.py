"""The explorer in a real browser: journeys of users, and what holds of every page."""
