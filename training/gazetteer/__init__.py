"""How the gazetteer and the borders of the map are made."""
