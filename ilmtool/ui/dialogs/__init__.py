"""Small windows that come and go."""
