"""Documents turned into cells with their places, and cells into entries; no score is known here."""
