"""What each stretch of an article's text is: title, body, caption, summary, comment, boilerplate, repeat."""
