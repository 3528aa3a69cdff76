"""What one article says: names, dates, quotations, figures."""
