"""Figures as plain dicts: pure functions, drawn in the look of `layouts.theme`."""
