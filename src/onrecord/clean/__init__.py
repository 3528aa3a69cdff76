"""From an article's text to its parts: blocks, sentences, language, credits, day of publication."""
