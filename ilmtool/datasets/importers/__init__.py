"""Reads labelled datasets of other tools into sidecars. One module a format; none knows another."""
