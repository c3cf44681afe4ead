"""Views: each turns models into the document of one page, in reading order."""
