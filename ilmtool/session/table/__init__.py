"""The list of annotations as a table: columns, filter, order, groups. No Qt: the window only shows it."""
