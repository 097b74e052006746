"""Parts of pages: functions from data and wording to Dash components, without callbacks' logic."""
