"""One control screen for several tables that play the same pack side by side."""

from exercise.tui.tables.app import TablesApp, run_tables

__all__ = ["TablesApp", "run_tables"]
