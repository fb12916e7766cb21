"""Every verb of the program as data: menus, shortcuts, the palette and the key sheet derive from it."""
