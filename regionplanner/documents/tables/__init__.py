"""Plans as tables for spreadsheets."""
