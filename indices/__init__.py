"""Indices of public administration: figures, checks, database and analysis. No web library here."""
