"""How entries show themselves in a terminal and a notebook, and turn into tables."""
