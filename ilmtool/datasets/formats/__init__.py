"""The formats that datasets are written in: one module each, none knows another."""
