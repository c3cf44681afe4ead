"""Text: its marks, how words are compared, what no terminal may be shown."""
