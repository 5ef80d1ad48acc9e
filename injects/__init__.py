"""What happens in an exercise, and what ought to be done about it: packs and their parts."""
