"""What one seat, control or an evaluator may see: folds of the record."""
