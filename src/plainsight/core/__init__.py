"""What every other part stands on: ids, clock, headers, forms, the database's walls."""
