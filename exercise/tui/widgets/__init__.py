"""Widgets of the trainee's screens: data enters by ``show``, facts leave as messages."""
