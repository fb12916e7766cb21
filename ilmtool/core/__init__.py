"""Values and pure functions: what the program knows, without files, pixels or windows."""
