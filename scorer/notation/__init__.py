"""How values are written: Chinese text to model and back. Language only, no policy."""
