"""From bytes to articles: formats recognised by content, feeds, archives, addresses."""
