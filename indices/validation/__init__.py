"""Pure checks: sheets and facts in, findings out; nothing is raised and nothing is changed."""
