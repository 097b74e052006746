"""Ranking, grades, gaps, series, targets and claims: pure functions over frames."""
